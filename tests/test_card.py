"""The report card: what is met, not met, or cannot be told, each with its article; sections and problems from the document."""

import polars as pl
import pytest
from tests.builders import rules
from tests.check_cases import figure, report, tables
from tests.form_cases import document

from etl.checks.run import check
from etl.checks.sections import sections
from etl.model import Report

HEADINGS = ["一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"]
PROBLEMS = "公开的内容还不够丰富，解读的形式还比较单一，下一年将加强培训，充实内容，改进形式，及时更新。"


def card(one: dict, rows: list = (), doubts: list = ()) -> dict[str, tuple[str, str]]:
    """{criterion: (state, detail)} of one report."""
    results = check(tables([one], list(rows), doubts=doubts), rules())
    return {row["criterion"]: (row["state"], row["detail_en"]) for row in results["report_card"].iter_rows(named=True)}


DATES = [
    (2018, "2019-03-31", "民政局", "县区", "met"), (2018, "2019-04-01", "人民政府", "市", "not_met"),
    (2019, "2020-01-31", "民政局", "县区", "met"), (2019, "2020-02-01", "民政局", "县区", "not_met"), (2022, "2023-01", "民政局", "县区", "met"),
    (2023, "2024-03-15", "人民政府", "县区", "met"), (2023, "2024-04-01", "人民政府", "市", "not_met"), (2023, "2024-02-10", "政府办公室", "市", "cannot_assess"),
    (2023, "2024-04-10", "政府办公室", "市", "not_met"), (2023, "2024-02-10", "街道乡镇", "乡镇街道", "cannot_assess"), (2017, "2018-02-10", "街道乡镇", "乡镇街道", "met"),
    (2023, "2024", "民政局", "县区", "cannot_assess"), (2023, "", "民政局", "县区", "cannot_assess"), (2023, "2023-06-01", "民政局", "县区", "cannot_assess")]


@pytest.fixture(scope="module")
def judged() -> list[tuple[str, str]]:
    """(state, detail) of the deadline for each of DATES, and of a late mirror copy."""
    reports = [report(f"{place:02}", year, agency_id=f"{place:02}", published_on=published) for place, (year, published, *_) in enumerate(DATES)]
    data = tables([*reports, report("99", agency_id="99", published_on="2024-05-01", source_kind="mirror")], [])
    bodies = {f"{place:02}": (kind, level) for place, (_, _, kind, level, _) in enumerate(DATES)}
    data["agency"] = pl.DataFrame([(name, *body) for name, body in bodies.items()], schema=["agency_id", "kind", "level"], orient="row")
    return [(row["state"], row["detail_en"]) for row in check(data, rules())["report_card"].iter_rows(named=True) if row["criterion"] == "deadline"]


@pytest.mark.parametrize("place", range(len(DATES)), ids=lambda place: f"{DATES[place][0]}-{DATES[place][1]}")
def test_the_deadline_is_that_of_the_law_in_force_for_the_kind_of_body(judged, place):
    assert judged[place][0] == DATES[place][-1]


def test_the_article_is_cited_and_the_date_of_a_mirror_is_not_judged(judged):
    assert "article 49" in judged[3][1] and "article 31" in judged[1][1] and judged[-1][0] == "cannot_assess"


def test_of_a_report_read_in_its_opening_most_cannot_be_told():
    states = {name: state for name, (state, _) in card(report(read_extent="opening", published_on="2024-01-20")).items()}
    assert states == {"deadline": "met", **dict.fromkeys(("sections", "form", "tables", "arithmetic", "problems"), "cannot_assess")}


def test_a_document_with_everything_meets_every_criterion():
    rows = [figure("doc-1", metric, value, origin="table") for metric, value in {"app_received": 7, "app_carried_in": 2, "closed_total": 8, "app_carried_out": 1}.items()]
    told = card(report("doc-1", form="R3", published_on="2024-01-20"), rows)
    assert {state for state, _ in told.values()} == {"met"} and len(told) == 6


def test_what_is_wrong_is_not_met_and_named():
    rows = [figure("doc-1", metric, value, origin="table") for metric, value in {"app_received": 7, "app_carried_in": 2, "closed_total": 9, "app_carried_out": 1}.items()]
    told = card(report("doc-1", form="R2", year=2023), [*rows], [("doc-1", "section_missing"), ("doc-1", "problems_unstated")])
    assert [told[name][0] for name in ("sections", "form", "problems")] == ["not_met"] * 3 and "R2" in told["form"][1]
    told = card(report("doc-1", form="R3"), rows)
    assert told["arithmetic"] == ("not_met", "1 strict relations fail: R3-05.")


def test_scanned_pages_are_not_machine_readable():
    assert card(report("doc-1"), doubts=[("doc-1", "pages_scanned")])["tables"][0] == "not_met" and card(report("doc-1"))["tables"][0] == "cannot_assess"


def test_before_the_national_forms_nothing_is_asked_of_them():
    told = card(report(year=2012))
    assert [told[name][0] for name in ("sections", "form", "tables")] == ["cannot_assess"] * 3


def missing(*lines: str, year: int = 2023, kind: str = "annual_report") -> list[tuple[str, str]]:
    return [(one.check_id, one.message) for one in sections(document(*lines), Report(year=year, kind=kind), rules())]


def test_a_document_with_all_sections_lacks_none():
    assert missing(*HEADINGS[:5], PROBLEMS, HEADINGS[5], "没有其他需要报告的事项。") == []


@pytest.mark.parametrize(("place", "words"), [(4, "五、政府信息公开工作存在的主要问题及改进情况"), (4, "五、存在问题和下一步打算"), (2, "三、依申请公开办理情况"), (3, "四、因信息公开被申请复议、提起诉讼情况")])
def test_a_heading_in_other_words_is_the_same_section(place, words):
    lines = [*HEADINGS[:place], words, *HEADINGS[place + 1:]]
    assert missing(*lines[:5], PROBLEMS, lines[5], "没有其他需要报告的事项。") == []


def test_a_row_of_a_table_is_no_heading():
    found = missing(*HEADINGS[:2], "一、本年新收政府信息公开申请数量", "三、本年度办理结果", *HEADINGS[3:5], PROBLEMS, HEADINGS[5])
    assert [check for check, _ in found] == ["section_missing"] and HEADINGS[2] in found[0][1]


def test_a_section_that_is_not_there_is_named():
    found = missing(*HEADINGS[:3], *HEADINGS[4:5], PROBLEMS, HEADINGS[5])
    assert [check for check, _ in found] == ["section_missing"] and HEADINGS[3] in found[0][1]


@pytest.mark.parametrize("after", [("六、其他需要报告的事项",), ("无。", "六、其他需要报告的事项", PROBLEMS)])
def test_a_heading_without_problems_states_none(after):
    assert [check for check, _ in missing(*HEADINGS[:5], *after, HEADINGS[5])] == ["problems_unstated"]


def test_before_2019_problems_are_asked_for_and_no_uniform_sections():
    assert missing("一、概述", "五、存在的问题和改进措施", PROBLEMS, year=2015) == [] and [check for check, _ in missing("一、概述", year=2015)] == ["problems_unstated"]


def test_a_plan_is_asked_for_no_sections():
    assert missing("一、概述", kind="plan") == []
