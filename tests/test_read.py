"""Reports and figures become typed rows; a bad row is refused with file and line, and the others still load."""

import datetime

import pytest
from tests.builders import figure, read, report


def refused_one(tmp_path, reports, figures):
    """The refusals as (file, line, message), after checking that the good rows and only those were taken."""
    taken, numbers, refused = read(tmp_path, reports, figures)
    assert taken["report_id"].to_list() == ["r1", "r9"] and numbers["label"].to_list() in (["好的"], ["好的", "也好"])
    return [(found.file, found.line, found.message) for found in refused]


@pytest.mark.parametrize(("cells", "message"), [
    ({"report_id": ""}, "empty_cell"),
    ({"report_id": "r1"}, "report_twice"),
    ({"year": "18"}, "bad_year"),
    ({"year": ""}, "bad_year"),
    ({"year": "2018年"}, "bad_year"),
    ({"year": "2005"}, "not_allowed"),
    ({"agency": "无此单位"}, "unknown_agency"),
    ({"province": "浙江省"}, "wrong_place"),
    ({"published_on": "2019/03/15"}, "bad_date"),
    ({"published_on": "2019-13"}, "bad_date"),
    ({"period_end": "2018-02-30"}, "bad_date"),
    ({"period_start": "2018-1-1"}, "bad_date"),
    ({"url": "www.suzhou.gov.cn"}, "bad_url"),
    ({"url": "javascript:alert(1)"}, "bad_url"),
    ({"kind": "novel"}, "not_allowed"),
    ({"source_kind": ""}, "not_allowed"),
    ({"read_extent": "half"}, "not_allowed"),
])
def test_a_bad_report_is_refused_with_its_line(tmp_path, cells, message):
    reports = [report("r1"), report(**{"report_id": "r2", **cells}), report("r9", year="2019")]
    assert refused_one(tmp_path, reports, [figure("好的")]) == [("reports.csv", 3, message)]


@pytest.mark.parametrize(("cells", "message"), [
    ({"report_id": "r7"}, "unknown_report"),
    ({"label": ""}, "empty_cell"),
    ({"value": ""}, "value_or_missing"),
    ({"missing": "blank"}, "value_or_missing"),
    ({"value": "三十七"}, "bad_number"),
    ({"value": "1,108"}, "bad_number"),
    ({"value": "29.4万"}, "bad_number"),
    ({"value": "nan"}, "bad_number"),
    ({"char_start": "x"}, "bad_number"),
    ({"qualifier": "range"}, "range_needs_two"),
    ({"value_high": "40"}, "range_needs_two"),
    ({"qualifier": "stated_zero"}, "zero_not_zero"),
    ({"metric_id": "invented"}, "unknown_metric"),
    ({"label": "好的"}, "figure_twice"),
    ({"unit": "斤"}, "not_allowed"),
    ({"qualifier": "roughly"}, "not_allowed"),
    ({"qualifier": ""}, "not_allowed"),
    ({"scope": "world"}, "not_allowed"),
    ({"origin": "hearsay"}, "not_allowed"),
    ({"value": "", "missing": "lost"}, "not_allowed"),
])
def test_a_bad_figure_is_refused_with_its_line(tmp_path, cells, message):
    figures = [figure("好的"), figure(**{"label": "坏的", **cells}), figure("也好")]
    assert refused_one(tmp_path, [report("r1"), report("r9", year="2019")], figures) == [("figures.csv", 3, message)]


def test_the_refusal_quotes_what_was_found_and_what_is_allowed(tmp_path):
    _, _, refused = read(tmp_path, [report()], [figure(unit="斤"), figure(value="三十七", label="另")])
    assert {found.message: found.args["found"] for found in refused} == {"not_allowed": "斤", "bad_number": "三十七"}
    assert "件" in next(found.args["allowed"] for found in refused if found.message == "not_allowed").split(", ")


def test_a_figure_of_a_refused_report_is_refused_too(tmp_path):
    _, numbers, refused = read(tmp_path, [report(year="x")], [figure()])
    assert numbers.is_empty() and [found.message for found in refused] == ["bad_year", "unknown_report"]


def test_two_mistakes_in_two_files_are_both_listed(tmp_path):
    _, _, refused = read(tmp_path, [report(), report("r2", url="ftp://x")], [figure(scope="x"), figure(label="另", origin="x")])
    assert [(found.file, found.line) for found in refused] == [("reports.csv", 3), ("figures.csv", 2), ("figures.csv", 3)]


@pytest.mark.parametrize("published", ["", "2019", "2019-03", "2019-03-15"])
def test_a_publication_date_may_be_as_short_as_the_publisher_printed_it(tmp_path, published):
    reports, _, refused = read(tmp_path, [report(published_on=published)], [])
    assert reports["published_on"].to_list() == [published] and not refused


def test_a_report_without_kind_is_an_annual_report(tmp_path):
    assert read(tmp_path, [report()], [])[0]["kind"].to_list() == ["annual_report"]


def test_an_agency_is_known_by_any_of_its_names(tmp_path):
    reports, _, refused = read(tmp_path, [report("a", agency="北京市信访办"), report("b", agency="北京市人民政府信访办公室")], [])
    assert reports["agency_id"].to_list() == ["beijing-xfb", "beijing-xfb"] and not refused


def test_years_are_numbers_and_periods_are_dates(tmp_path):
    reports, _, _ = read(tmp_path, [report(period_start="2018-01-01", period_end="2018-06-30")], [])
    assert reports.select("year", "period_end").row(0) == (2018, datetime.date(2018, 6, 30))


def test_values_are_numbers_and_places_in_the_text_are_kept(tmp_path):
    cells = {"value": "12.5", "block": "14", "char_start": "1184", "char_end": "1197", "quote": "共受理37件"}
    _, numbers, _ = read(tmp_path, [report()], [figure(**cells)])
    assert numbers.select("value", "block", "char_start", "char_end", "quote").row(0) == (12.5, 14, 1184, 1197, "共受理37件")


def test_a_blank_is_not_zero(tmp_path):
    _, numbers, refused = read(tmp_path, [report()], [figure(value="", missing="blank")])
    assert numbers.select("value", "missing").row(0) == (None, "blank") and not refused


def test_a_range_keeps_both_ends(tmp_path):
    _, numbers, refused = read(tmp_path, [report()], [figure(value="30", value_high="40", qualifier="range")])
    assert numbers.select("value", "value_high").row(0) == (30, 40) and not refused


def test_one_label_may_stand_once_per_unit_scope_and_origin(tmp_path):
    figures = [figure(), figure(unit="条"), figure(scope="region"), figure(origin="table"), figure()]
    _, numbers, refused = read(tmp_path, [report()], figures)
    assert numbers.height == 4 and [(found.line, found.message) for found in refused] == [(6, "figure_twice")]
