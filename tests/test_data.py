"""The shipped figures: all taken, all traceable, and the known ones where they belong."""

import shutil

import duckdb
import pytest


@pytest.fixture(scope="module")
def ask(warehouse_path, tmp_path_factory):
    """A function from SQL to rows of the warehouse of the shipped data."""
    copy = shutil.copy(warehouse_path.resolve(), tmp_path_factory.mktemp("read") / "copy.duckdb")  # the pages hold the file with other settings
    with duckdb.connect(copy, read_only=True) as con:
        yield lambda sql, *values: con.execute(sql, list(values)).fetchall()


def test_every_report_and_every_figure_is_taken(ask):
    assert ask("FROM refusal") == []
    (reports,), = ask("SELECT count(*) FROM report")
    (figures,), = ask("SELECT count(DISTINCT line) FROM figure WHERE origin <> 'derived'")
    assert reports >= 658 and figures >= 4071


def test_every_report_has_an_agency_and_an_era(ask):
    assert ask("SELECT report_id FROM report ANTI JOIN agency USING (agency_id)") == []
    assert ask("SELECT report_id FROM report ANTI JOIN era USING (era)") == []


def test_every_figure_has_a_report_and_every_metric_is_known(ask):
    assert ask("SELECT figure_id FROM figure ANTI JOIN report USING (report_id)") == []
    assert ask("SELECT figure_id FROM figure ANTI JOIN metric USING (metric_id) WHERE metric_id <> ''") == []


def test_every_report_can_be_traced_to_an_address_or_a_hash_or_is_called_a_mirror(ask):
    assert ask("SELECT report_id FROM report WHERE url = '' AND coalesce(sha256, '') = '' AND source_kind <> 'mirror'") == []


def test_every_agency_and_year_stands_once_in_the_series(ask):
    assert ask("SELECT agency_id, year FROM report WHERE in_series GROUP BY ALL HAVING count(*) > 1") == []


def test_one_figure_is_accepted_per_report_metric_scope_and_dimension(ask):
    assert ask("""SELECT report_id, metric_id FROM figure JOIN metric USING (metric_id) WHERE accepted AND kind <> 'part'
                  GROUP BY report_id, metric_id, scope, dimension HAVING count(*) > 1""") == []


def test_every_figure_read_in_full_stands_with_its_quote_and_span(ask):
    found = ask("SELECT quote, char_start, char_end FROM figure WHERE rule_id = 'read_in_full'")
    assert len(found) >= 87 and all(quote and end - start == len(quote) for quote, start, end in found)


KNOWN = [
    ("suzhou-mzj-2018", "app_received", 37, 1184, "共受理依申請公開事項37件"),
    ("suzhou-mzj-2018", "info_disclosed_total", 1108, 469, "累計發布各類政務信息1108條"),
    ("suzhou-mzj-2018", "granted_or_partly", 26, 1198, "同意全部公開和部分公開26件"),
    ("suzhou-mzj-2018", "not_exist", 2, 1213, "申請信息不存在的2件"),
    ("suzhou-mzj-2018", "press_conferences", 23, 1446, "邀請主流媒體召開新聞媒體通氣會23次"),
    ("quzhou-mzj-2018", "channel_weibo", 116, 3170, "3.政务微博公开政府信息数 | 条 | 116"),
    ("quzhou-mzj-2018", "channel_wechat", 174, 3196, "4.政务微信公开政府信息数 | 条 | 174"),
    ("quzhou-mzj-2018", "app_received", 3, 3533, "(一)收到申请数 | 件 | 3"),
    ("quzhou-mzj-2018", "training_persons", 64, 4770, "(三)接受培训人员数 | 人次 | 64"),
    ("fushun-dongzhou-dalian-2018", "info_disclosed_total", 114, 963, "主动公开政府信息114件"),
    ("fushun-dongzhou-dalian-2018", "topics_responded", 3, 1056, "回应公众关注热点或重大舆情数3条"),
    ("anqing-mzj-2015-rectification", "channel_press", 50, 2245, "安庆日报报道稿件50篇"),
]


@pytest.mark.parametrize(("report", "metric", "value", "start", "quote"), KNOWN)
def test_a_known_figure_is_accepted_with_its_quote_and_place(ask, report, metric, value, start, quote):
    found = ask("SELECT value, char_start, quote FROM figure WHERE report_id = ? AND metric_id = ? AND dimension = '' AND accepted", report, metric)
    assert found == [(value, start, quote)] and str(value) in quote


@pytest.mark.parametrize(("report", "metric"), [
    ("fushun-dongzhou-dalian-2018", "app_received"), ("fushun-dongzhou-dalian-2018", "lit_total"),
    ("quzhou-mzj-2018", "foi_fee"), ("anqing-mzj-2015-rectification", "app_received")])
def test_a_none_that_is_stated_is_a_zero_and_not_a_blank(ask, report, metric):
    assert ask("SELECT value, qualifier FROM figure WHERE report_id = ? AND metric_id = ? AND accepted", report, metric) == [(0, "stated_zero")]


RIVALS = [("channel_weibo", 116, 94, [("prose_against_table", "report", 116, 94)]), ("channel_wechat", 174, 158, [])]  # 158 issues beside 174 items say nothing


@pytest.mark.parametrize(("metric", "table", "prose", "told"), RIVALS)
def test_prose_that_differs_from_the_table_is_kept_as_rival_and_told_where_both_count_the_same(ask, metric, table, prose, told):
    found = ask("SELECT value, origin, accepted FROM figure WHERE report_id = 'quzhou-mzj-2018' AND metric_id = ? ORDER BY value DESC", metric)
    assert found == [(table, "table", True), (prose, "prose", False)]
    assert ask("""SELECT check_id, suspect, left_value, right_value FROM finding
                  WHERE report_id = 'quzhou-mzj-2018' AND metric_id = ?""", metric) == told


def test_prose_that_says_the_same_less_exactly_is_a_rival_without_finding(ask):
    found = ask("SELECT origin, qualifier, accepted FROM figure WHERE report_id = 'quzhou-mzj-2018' AND metric_id = 'info_disclosed_total' ORDER BY line")
    assert found == [("table", "exact", True), ("prose", "approx", False)]
    assert ask("FROM finding WHERE report_id = 'quzhou-mzj-2018' AND metric_id = 'info_disclosed_total'") == []


def test_a_plan_has_no_figures_and_a_rectification_summary_no_place_in_the_years(ask):
    assert ask("FROM figure WHERE report_id = 'suqian-sucheng-mzj-2022-plan'") == []
    apart = ask("SELECT report_id, kind FROM report WHERE NOT in_series")
    assert {("anqing-mzj-2015-rectification", "summary"), ("suqian-sucheng-mzj-2022-plan", "plan")} <= set(apart)
    assert ask("FROM yearly WHERE report_id LIKE 'anqing-mzj-2015-rect%' OR report_id LIKE '%-plan'") == []


def test_no_label_is_unlisted(ask):
    assert ask("SELECT DISTINCT label, unit FROM figure WHERE reason = 'unlisted'") == []


def test_a_figure_without_metric_says_why(ask):
    assert ask("SELECT DISTINCT label FROM figure WHERE (metric_id = '') = (reason = '')") == []


@pytest.mark.parametrize("word", ["双公示", "12345", "建议提案", "建议、提案", "提案", "人大代表", "信箱"])
def test_what_only_looks_like_disclosure_never_counts_as_a_headline_figure(ask, word):
    found = ask("SELECT f.label, metric_id, headline FROM figure f LEFT JOIN metric USING (metric_id) WHERE f.label LIKE '%' || ? || '%'", word)
    assert found and [row for row in found if row[2]] == []


def test_finding_ids_are_unique(ask):
    assert ask("SELECT finding_id FROM finding GROUP BY ALL HAVING count(*) > 1") == []


def test_every_derived_figure_shows_its_formula_and_every_rate_its_two_numbers(ask):
    made = ask("SELECT kind, amount, numerator, denominator, quote FROM figure JOIN metric USING (metric_id) WHERE origin = 'derived'")
    assert len(made) > 100 and all(quote for *_, quote in made)
    assert [row for row in made if row[0] == "rate" and abs(row[1] - 100 * row[2] / row[3]) > 0.001] == []


def test_every_code_on_a_page_has_a_name_in_both_languages(ask):
    for field, column in (("qualifier", "qualifier"), ("scope", "scope"), ("origin", "origin"), ("missing", "missing"), ("reason", "reason")):
        assert ask(f"""SELECT DISTINCT {column}::VARCHAR FROM figure WHERE coalesce({column}::VARCHAR, '') <> '' AND {column}::VARCHAR NOT IN
                       (SELECT value FROM word WHERE field = '{field}' AND label_zh <> '' AND label_en <> '')""") == []


PLANTED = [("quzhou-mzj-2018", "prose_against_table", 116, 94), ("fushun-dongzhou-dalian-2018", "P-07", 1611, 1678), ("fushun-shuncheng-2017", "P-07-short", 2890, 2437),
           ("suqian-sucheng-mzj-2019", "P-07", 89, 90), ("suzhou-zhangjiagang-szf-2017", "P-07-short", 7349, 6829), ("fuzhou-jx-mzj-2020", "R2-02", 8, 0)]


@pytest.mark.parametrize("known", PLANTED, ids=lambda known: f"{known[2]}-{known[3]}")
def test_the_contradictions_known_to_be_in_the_reports_are_found(ask, known):
    assert ask("SELECT report_id, check_id, left_value, right_value FROM finding WHERE report_id = ? AND check_id = ? AND left_value = ? AND suspect = 'report'", *known[:3]) == [known]


def test_no_metric_of_the_shipped_data_has_two_numbers_by_our_own_mapping(ask):
    assert ask("SELECT report_id, metric_id FROM finding WHERE check_id = 'two_readings'") == []
