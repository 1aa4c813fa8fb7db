"""Every page, as a reader finds it: by default, filtered, with nothing to show, by a cold link, in both languages."""

import json
import re
from urllib.parse import parse_qs

import pytest

from pages.shared import charts, warehouse

PAGES = ["dashboard", "publication", "applications", "outcomes", "media", "ranking", "agency", "quality", "reports", "metrics", "check", "download"]
CHARTED = ["publication", "applications", "outcomes", "media"]


def texts(app) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning")
    return "\n".join(str(element.value) for kind in kinds for element in getattr(app, kind))


def bodies(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def specs(app) -> list[dict]:
    return [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_by_a_cold_link_in_its_language(page, name, lang):
    app = page(name, lang=lang)
    assert not app.exception
    assert app.title[0].value
    assert any("一" <= char <= "鿿" for char in app.title[0].value) == (lang == "zh")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_in_the_dark(page, name, monkeypatch):
    import streamlit as st

    monkeypatch.setattr(type(st.context), "theme", property(lambda self: type("Theme", (), {"type": "dark"})()))
    app = page(name)
    assert not app.exception
    assert all(spec["background"] == "#12171b" for spec in specs(app))


@pytest.mark.parametrize("name", CHARTED)
def test_a_chart_page_filters_by_city(page, name):
    app = page(name, city="武汉市", tab="table")
    assert not app.exception
    assert {city for table in app.dataframe for city in table.value.get("城市", [])} <= {"武汉市"}


@pytest.mark.parametrize("name", CHARTED)
def test_a_selection_without_figures_says_what_to_pick_instead(page, name):
    app = page(name, city="定西市", years=["2008", "2009"])
    assert not app.exception
    assert app.info
    assert any(word in texts(app) for word in ("放宽", "换一个指标"))


@pytest.mark.parametrize("name", CHARTED)
def test_each_chart_page_has_the_same_controls(page, name):
    app = page(name)
    assert {"city", "kind", "agency"} <= {box.key for box in app.multiselect}
    assert "years" in {slider.key for slider in app.slider}
    assert app.session_state["scope"] == "agency"


@pytest.mark.parametrize("name", CHARTED)
def test_the_table_tab_holds_a_table_for_every_chart(page, name):
    charts = len(specs(page(name)))
    assert len(page(name, tab="table").dataframe) >= charts


@pytest.mark.parametrize("name", CHARTED)
def test_the_sources_tab_cites_label_place_and_report(page, name):
    found = page(name, tab="sources").dataframe[-1].value
    assert {"原文标签", "位置", "报告", "网址"} <= set(found.columns)
    assert (found["位置"] != "").all()


@pytest.mark.parametrize("name", CHARTED)
def test_every_chart_says_title_unit_or_reading_and_source(page, name):
    for spec in specs(page(name)):
        assert spec["title"]["text"] and spec["title"]["subtitle"]
        assert "来源" in json.dumps(spec, ensure_ascii=False)


def test_the_overview_says_something_about_the_data_first(page):
    app = page("dashboard")
    assert "656" in app.title[0].value and "436" in app.title[0].value
    assert "中位数" in texts(app)
    assert [metric.value for metric in app.metric][0] == "658"


def test_suzhou_civil_affairs_2018_shows_its_37_applications_with_the_place(page):
    app = page("agency", who="suzhou-mzj", tab="table")
    figures = app.dataframe[1].value
    row = figures[figures["原文标签"] == "受理依申请公开事项"].iloc[0]
    assert row["原文数值"] == 37
    assert "37" in row["原文"] and row["位置"].startswith("第 ")


def test_a_part_year_summary_is_listed_and_never_charted(page):
    assert "只覆盖部分" in texts(page("agency", who="anqing-mzj")) or not specs(page("agency", who="anqing-mzj"))
    kinds = page("reports", city="安庆市", doc="summary").dataframe[0].value
    assert list(kinds["文件种类"]) == ["阶段总结"]


def test_a_plan_has_no_figures(page):
    app = page("reports", report="suqian-sucheng-mzj-2022-plan", doc="plan")
    assert "没有摘录到数字" in texts(app)


def test_a_label_without_a_metric_says_why(page):
    app = page("reports", report="shanghai-putuo-szf-2025", doc="annual_report", city="上海市")
    figures = app.dataframe[1].value
    assert "文中自称的比率" in set(figures["处理"])


def test_the_ranking_counts_everyone_in_the_peer_group(page):
    app = page("ranking", metric="app_received", year="2025", peer="民政局", tab="table")
    table = app.dataframe[0].value
    ranked = table[table["情况"] == "参加排名"]
    assert f"{len(ranked)} / {len(table)}" in texts(app)
    assert ranked["名次"].tolist() == sorted(ranked["名次"])


def test_ties_share_a_rank(page):
    table = page("ranking", metric="app_received", year="2025", peer="民政局", tab="table").dataframe[0].value
    value = next(column for column in table.columns if column.startswith("新收"))
    tied = table[table["并列"] == "并列"]
    assert tied.groupby(value)["名次"].nunique().eq(1).all()


def test_a_small_peer_group_is_not_ranked(page):
    app = page("ranking", metric="app_received", year="2025", peer="审计局")
    assert "不作排名" in texts(app)
    assert not specs(app)


def test_the_dictionary_finds_by_word_and_shows_the_eras(page):
    app = page("metrics", q="结转", have="all")
    assert all("结转" in " ".join(map(str, row)) for row in app.dataframe[0].value.itertuples())
    assert len(app.dataframe[1].value) == 4


def test_a_word_that_nothing_has_says_so(page):
    assert "没有符合条件的指标" in texts(page("metrics", q="不存在的词"))


def test_an_unknown_code_in_the_url_falls_back_to_the_default(page):
    app = page("publication", city="没有这个市", metric="no_such_metric", years="abc", tab="x")
    assert not app.exception
    assert app.session_state["city"] == [] and app.session_state["metric"] == "info_disclosed_total"


def test_without_a_warehouse_a_page_says_what_to_run(page, monkeypatch, tmp_path):
    monkeypatch.setenv("GONGKAI_WAREHOUSE", str(tmp_path / "none.duckdb"))
    app = page("dashboard")
    assert "make run" in app.error[0].value and not app.exception


def test_joining_incomparable_eras_prints_the_reason_on_chart_and_in_the_table(page):
    drawn = json.dumps(specs(page("publication", anyway="1"))[0], ensure_ascii=False)
    assert "应读者要求跨版式相连" in drawn and "不可比处不相连" not in texts(page("publication", anyway="1"))
    table = page("publication", anyway="1", tab="table").dataframe[0].value
    assert table["跨版式相连"].str.contains("口径不同").all()


def test_incomparable_eras_are_not_joined_unasked(page):
    assert "应读者要求" not in json.dumps(specs(page("publication"))[0], ensure_ascii=False)


def test_a_finding_shows_both_sides_and_the_number_in_its_words(page):
    shown = bodies(page("quality", check="R2-02"))
    assert "规范性文件本年新公开数量" in shown and ">8</div>" in shown and ">0</div>" in shown and "<mark>8</mark>" in shown


def test_a_figure_in_a_finding_leads_to_it(page):
    table = page("reports", report="quzhou-mzj-2018", city="衢州市").dataframe[1].value
    marked = table[table["核对"].notna()]
    assert {94, 116} <= set(marked["原文数值"]) and marked["核对"].str.startswith("quality?finding=").all()
    address = parse_qs(marked.iloc[0]["核对"].partition("?")[2])
    assert "正文与报表不符" in bodies(page("quality", **address))


def test_checks_with_nothing_to_check_say_so(page):
    table = page("quality", view="checks", tab="table").dataframe[0].value
    assert (table["说明"] == "没有可查之数").any()


def test_every_citation_can_be_reached_page_by_page(page):
    app = page("publication", tab="sources")
    first = set(app.dataframe[-1].value["位置"])
    second = set(app.pagination[0].set_value(2).run().dataframe[-1].value["位置"])
    assert first and second and not first & second


def told(where: str = "true", what: str = "count(*)") -> int:
    """What the warehouse of the pages says of its findings."""
    return warehouse.rows(f"SELECT {what}::INT AS n FROM finding f JOIN collected c USING (report_id) WHERE {where}")["n"][0]


def test_the_quality_page_begins_with_what_it_comes_to(page):
    reports, agencies = (told(what=f"count(DISTINCT {name})") for name in ("report_id", "agency_id"))
    assert f"{reports} 份（{agencies} 个单位）" in texts(page("quality"))


@pytest.mark.parametrize(("query", "where"), [
    ({"suspect": "extraction"}, "f.suspect = 'extraction'"), ({"level": "乡镇街道"}, "c.level = '乡镇街道'"),
    ({"city": "苏州市"}, "c.city = '苏州市'"), ({"years": ["2018", "2018"]}, "c.year = 2018")])
def test_findings_are_filtered_by_fault_level_city_and_year(page, query, where):
    assert f"**{told(where)}** 处" in texts(page("quality", **query))
    assert 0 < told(where) < told()


def test_every_finding_can_be_reached_page_by_page(page):
    app = page("quality")
    first, second = bodies(app), bodies(app.pagination[0].set_value(2).run())
    assert first.count("<article") == 10 and second.count("<article") == 10 and first != second


def test_a_link_to_one_finding_shows_it_alone_and_the_way_back(page):
    found = re.search(r"quality\?finding=(\w+)", bodies(page("quality", check="R2-02")))[1]
    app = page("quality", finding=found)
    assert bodies(app).count("<article") == 1 and "查看全部存疑之处" in [link.proto.label for link in app.get("page_link")]


def test_a_link_to_a_finding_that_is_gone_says_so(page):
    assert "已经没有了" in texts(page("quality", finding="000000000000"))


def test_the_card_of_any_report_is_on_the_page_of_reports(page):
    shown = bodies(page("reports", report="quzhou-mzj-2018", city="衢州市"))
    assert shown.count("gk-finding gk-good") == 4 and "第三十一条" in shown


def test_a_reports_own_page_names_metrics_and_no_codes_among_what_is_missing(page):
    table = page("quality", view="scores", report="quzhou-mzj-2018").dataframe[-1].value
    assert len(table) > 10 and not table["缺少"].str.contains("[a-z]_[a-z]").any()


def test_what_is_missing_is_said_in_words(shipped):
    from pages.shared.quality import lacking

    assert lacking("prose:lit_total table:lit_direct_total app_carried_out/business@t-1") == "正文的行政诉讼数、表格的未经复议直接起诉数、上年的结转下年度办理申请数"


def test_missing_reports_are_listed(page):
    table = page("quality", view="absent").dataframe[0].value
    assert len(table) > 20 and {"单位", "年份"} <= set(table.columns)


def test_a_doubtful_figure_is_ringed_and_the_chart_leads_to_the_finding(page):
    app = page("media", metric="channel_weibo", city="衢州市", **{"as": "count"})
    drawn = [json.dumps(spec, ensure_ascii=False) for spec in specs(app)]
    assert all("○ 存疑的数字" in one and charts.INKS["light"]["doubt"] in one for one in drawn[:2])
    assert "这里有 1 个数字存疑，看哪里对不上" in [link.proto.label for link in app.get("page_link")]


def test_the_mark_in_a_table_stands_beside_the_doubtful_figure_and_no_other(page):
    tables = [table.value for table in page("media", metric="channel_weibo", tab="table").dataframe[:2]]
    marked = [table[table["核对"].notna()] for table in tables]
    assert list(marked[1]["单位"]) == ["衢州市民政局"] and list(marked[1].iloc[:, 4]) == [116]
    assert {"南通外向型农业综合开发区(苴镇街道)"} == set(marked[0]["单位"])


def test_a_chart_without_doubtful_figures_says_nothing_of_rings(page):
    app = page("media", metric="channel_weibo", city="武汉市")
    assert not re.search("存疑|#b8691a", json.dumps(specs(app), ensure_ascii=False))


def test_a_ranking_marks_doubtful_figures_on_chart_and_in_the_table(page):
    app = page("ranking", metric="channel_website", year="2017", peer="all")
    assert "○ 存疑的数字" in json.dumps(specs(app)[0], ensure_ascii=False)
    assert app.dataframe[0].value["核对"].notna().sum() == 2
