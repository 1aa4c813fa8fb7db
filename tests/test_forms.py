"""Every cell of the three national forms, in every layout, exact; and nothing read where there is no form."""

import random
from pathlib import Path

import pytest
from tests.form_cases import RULES, columns_of, document, expected, fill, request_labels, rows_of
from tests.form_layouts import (
    CONTENT, NOTE, REQUEST_GRIDS, REQUEST_LINES, REVIEW_GRIDS, REVIEW_LINES, SMALL_GRIDS, SMALL_LINES, STAT_GRIDS, STAT_LINES,
    requests_merged, requests_one_label, requests_one_row_a_line, review_merged, small_apart, stat_clean, stat_rows, stat_signed_off, values,
)

from etl.forms.forms import read
from etl.model import Report

SMALL = ("art20_1", "art20_5", "art20_6", "art20_8", "art20_9")
SEEDS = (1, 2, 3)


def reading(*parts, year=2018):
    """Return {rule_id: value}, the report and the findings of a made document; no cell is read twice."""
    report = Report(year=year)
    page = document(*parts)
    figures, findings = read(page, report, RULES)
    found = {figure.rule_id + (f"@{figure.dimension}" if "/stat/" in figure.rule_id and figure.dimension else ""): figure for figure in figures}
    assert len(found) == len(figures)
    return {rule: figure.value for rule, figure in found.items()}, report, findings


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("layout", STAT_GRIDS + STAT_LINES)
def test_statistical_table_in_every_layout(layout, seed):
    cells = fill("R1", "stat", random.Random(seed), blanks=seed > 1)
    found, report, findings = reading(*layout(cells))
    assert found == expected("R1", "stat", cells) and report.form == "R1" and not findings


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("form", ["R2", "R3"])
@pytest.mark.parametrize("layout", REQUEST_GRIDS + REQUEST_LINES)
def test_applications_table_in_every_layout(layout, form, seed):
    cells = fill(form, "requests", random.Random(seed), blanks=seed > 1 and layout in REQUEST_GRIDS)
    found, report, findings = reading(*layout(form, cells))
    assert found == expected(form, "requests", cells) and report.form == form and not findings


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("form", ["R2", "R3"])
@pytest.mark.parametrize("layout", SMALL_GRIDS + SMALL_LINES)
def test_small_tables_in_every_layout(layout, form, seed):
    rng = random.Random(seed)
    cells = {name: fill(form, name, rng, blanks=seed > 1 and layout in SMALL_GRIDS) for name in SMALL if rows_of(form, name)}
    found, report, findings = reading(*layout(form, cells))
    assert found == {rule: value for name in cells for rule, value in expected(form, name, cells[name]).items()}
    assert report.form == form and not findings


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("layout", REVIEW_GRIDS + REVIEW_LINES)
def test_review_table_in_every_layout(layout, seed):
    cells = fill("R3", "review_litigation", random.Random(seed), blanks=seed > 1 and layout in REVIEW_GRIDS)
    found, _, findings = reading(*layout("R3", cells))
    assert found == expected("R3", "review_litigation", cells) and not findings


@pytest.mark.parametrize("form", ["R2", "R3"])
def test_a_whole_report_takes_the_form_that_its_tables_have(form):
    rng = random.Random(4)
    small = {name: fill(form, name, rng) for name in SMALL if rows_of(form, name)}
    requests, review = fill(form, "requests", rng), fill(form, "review_litigation", rng)
    found, report, findings = reading("一、总体情况", "全年主动公开政府信息114条，收到申请3件。", *small_apart(form, small),
                                      "三、收到和处理政府信息公开申请情况", *requests_merged(form, requests), *review_merged(form, review), "五、存在的主要问题")
    cells = {"requests": requests, "review_litigation": review, **small}
    assert found == {rule: value for name in cells for rule, value in expected(form, name, cells[name]).items()}
    assert report.form == form and not findings


def flat(parts, apart):
    """Return parts as lines: one cell a line, or one row a line."""
    lines = []
    for part in parts:
        rows = [[part]] if isinstance(part, str) else [[one[0] if isinstance(one, tuple) else one for one in row] for row in part]
        lines += [text for row in rows for text in (row if apart else [" ".join(row)]) if text]
    return lines


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize("form", ["R2", "R3"])
def test_a_whole_report_flattened_to_lines(form, apart):
    rng = random.Random(12)
    cells = {name: fill(form, name, rng) for name in (*SMALL, "requests", "review_litigation") if rows_of(form, name)}
    found, report, findings = reading("一、总体情况", *flat(small_apart(form, cells), apart), "三、收到和处理政府信息公开申请情况",
                                      *flat(requests_merged(form, cells["requests"]), apart), "四、政府信息公开行政复议、行政诉讼情况",
                                      *flat(review_merged(form, cells["review_litigation"]), apart), "五、存在的主要问题及改进情况")
    assert found == {rule: value for name in cells for rule, value in expected(form, name, cells[name]).items()}
    assert report.form == form and not findings


def parts(*headers):
    """A statistical table with several value columns, and the cells of each column."""
    columns = [fill("R1", "stat", random.Random(seed)) for seed in range(len(headers))]
    table = [["统计指标", "单位", *headers]]
    for row, (label, unit, _) in zip(rows_of("R1", "stat"), stat_rows(columns[0])):
        table.append([label, unit, *(cells[row["id"], "C3"] if row["cells"] else "" for cells in columns)])
    return table, columns


def with_dimension(cells, name):
    return {f"{rule}@{name}": value for rule, value in expected("R1", "stat", cells).items()}


def test_local_parts_keep_their_header_as_dimension():
    names = ["区政府统计数", "区直单位统计数", "乡镇街道统计数"]
    table, columns = parts(*names)
    want = {rule: value for name, cells in zip(names, columns) for rule, value in with_dimension(cells, name).items()}
    assert reading(table)[0] == want
    assert reading(*[" ".join(row) for row in table])[0] == want
    assert reading(table[:30], table[30:])[0] == want


def test_a_total_beside_local_parts_has_no_dimension():
    table, columns = parts("统计数", "区直单位")
    assert reading(table)[0] == {**expected("R1", "stat", columns[0]), **with_dimension(columns[1], "区直单位")}


@pytest.mark.parametrize("headers, wanted", [(("本期", "本年累计"), 1), (("2016年", "2017年", "2018年"), 2), (("统计数", "上年数", "备注"), 0)])
def test_the_years_column_is_told_from_others(headers, wanted):
    table, columns = parts(*headers)
    assert reading(table)[0] == expected("R1", "stat", columns[wanted])


def test_columns_that_no_header_explains_give_a_finding_and_no_figure():
    found, _, findings = reading(parts("甲", "乙")[0])
    assert not found and "form_column_unclear" in {finding.check_id for finding in findings}


@pytest.mark.parametrize("form", ["R2", "R3"])
def test_a_missing_total_column_is_not_invented(form):
    cells = fill(form, "requests", random.Random(5))
    rows = [row[:-1] for row in requests_one_label(form, cells)[0]]
    want = expected(form, "requests", {cell: text for cell, text in cells.items() if cell[1] != "C7"})
    assert reading(rows)[0] == want and reading(*[" ".join(row) for row in rows])[0] == want


@pytest.mark.parametrize("form", ["R2", "R3"])
def test_unreadable_headers_are_accepted_only_when_the_sums_hold(form):
    cells = fill(form, "requests", random.Random(6))
    rows = requests_one_label(form, cells)[0]
    garbled = [[rows[0][0], *(text[::-1] for text in rows[0][1:])], *rows[1:]]
    assert reading(garbled)[0] == expected(form, "requests", cells)
    wrong = [garbled[0], *([*row[:-1], str(int(row[-1]) + 1)] for row in rows[1:])]
    found, _, findings = reading(wrong)
    assert not found and findings


@pytest.mark.parametrize("form", ["R2", "R3"])
def test_a_line_that_lost_a_blank_gives_a_finding_and_no_figure(form):
    cells = fill(form, "requests", random.Random(7))
    found, _, findings = reading(*requests_one_row_a_line(form, {**cells, ("4", "C2"): ""}))
    assert found == expected(form, "requests", {cell: text for cell, text in cells.items() if cell[0] != "4"})
    assert [finding.check_id for finding in findings] == ["form_row_misaligned"]


@pytest.mark.parametrize("form", ["R2", "R3"])
def test_rows_shifted_by_lost_label_cells_are_still_read(form):
    cells = fill(form, "requests", random.Random(8))
    rows = [[NOTE, "", "", *columns_of(form, "requests").values()]]
    rows += [[*(text for text, _, _ in labels), *[""] * (labels[-1][1] - 1 if len(labels) == 1 else 0), *values(cells, row)]
             for labels, row in request_labels(form)]
    assert reading(rows)[0] == expected(form, "requests", cells)


def figures_of(*parts, **facts):
    return {figure.metric: figure for figure in read(document(*parts), Report(**facts), RULES)[0]}


@pytest.mark.parametrize("printed, value, missing, qualifier", [
    ("增98", 98, "", "exact"), ("+4", 4, "", "exact"), ("-8", -8, "", "exact"), ("减3", -3, "", "exact"), ("0/0", 0, "", "exact"),
    ("无", 0, "", "stated_zero"), ("", None, "blank", "exact"), ("-", None, "slash", "exact"), ("/", None, "slash", "exact"), ("见附件", None, "unreadable", "exact")])
def test_signs_zeros_and_blanks_are_kept_apart(printed, value, missing, qualifier):
    figure = figures_of([[CONTENT, "上一年项目数量", "本年增/减", "处理决定数量"], ["行政许可", "12", printed, "3"]])["license_items_change"]
    assert (figure.value, figure.missing, figure.qualifier) == (value, missing, qualifier)


@pytest.mark.parametrize("header, printed, value, unit", [
    ("采购总金额", "251000元", 251000, "元"), ("采购总金额（万元）", "113.96", 113.96, "万元"), ("采购总金额", "113.96万元", 113.96, "万元"), ("采购总金额", "5", 5, "")])
def test_the_unit_is_the_printed_one(header, printed, value, unit):
    figure = figures_of([[CONTENT, "采购项目数量", header], ["政府集中采购", "3", printed]])["procurement_amount"]
    assert (figure.value, figure.unit) == (value, unit)


def test_a_figure_carries_its_address():
    page = document("附件", *small_apart("R3", {name: fill("R3", name, random.Random(9)) for name in SMALL if rows_of("R3", name)}))
    figure = next(one for one in read(page, Report(agency_type="人民政府"), RULES)[0] if one.rule_id == "form:R3/art20_1/2/C3")
    cell = page.blocks[figure.block - 1].rows[figure.row - 1][figure.column - 1]
    assert (figure.char_start, figure.char_end, figure.scope, figure.origin) == (cell.start, cell.end, "region", "table")
    assert figure.quote == f"行政规范性文件 {cell.text}" and page.text[cell.start:cell.end] == cell.text


def test_signature_lines_are_never_output():
    cells = fill("R1", "stat", random.Random(10))
    figures, findings = read(document(*stat_signed_off(cells)), Report(), RULES)
    assert not any(word in repr(figures) + repr(findings) for word in ("甲", "乙", "丙", "12345678"))


def test_two_forms_in_one_document_are_a_finding():
    first, second = fill("R1", "stat", random.Random(1)), fill("R3", "requests", random.Random(1))
    found, report, findings = reading(*stat_clean(first), *requests_merged("R3", second))
    assert len(found) == 77 + 175 and report.form == "R3"
    assert [finding.check_id for finding in findings] == ["two_forms"]


def test_a_row_that_no_form_has_is_a_finding():
    cells = fill("R1", "stat", random.Random(1))
    rows = stat_clean(cells)[1]
    found, _, findings = reading([*rows[:40], ["自加的一行指标", "件", "5"], *rows[40:]])
    assert found == expected("R1", "stat", cells) and [finding.check_id for finding in findings] == ["form_row_unknown"]


@pytest.mark.parametrize("parts", [
    ["2018年，我局主动公开政府信息114件。", "行政许可 3 项", "其他处理0件", "规章 制度 12 个", "(一)收到申请数 3 件", "行政复议 0 件", "行政诉讼 0 件"],
    [[["项目", "金额"], ["低保", "100"], ["特困", "200"]]],
    [[["栏目", "条数"], ["规范性文件", "12"], ["行政处罚", "3"], ["其他", "4"]]],
    ["收到行政复议0件、行政诉讼0件，其中结果维持0件，结果纠正0件。"]])
def test_prose_and_other_tables_give_no_figure(parts):
    found, report, _ = reading(*parts)
    assert not found and not report.form


def test_dates_after_a_flattened_table_are_no_values():
    cells = fill("R1", "stat", random.Random(11))
    lines = [text for row in stat_rows(cells) for text in row if text]
    assert reading(*lines, "某某市民政局", "2019", "1")[0] == expected("R1", "stat", cells)


REAL = Path(__file__).parent.parent.parent / "shared" / "reports"


@pytest.mark.skipif(not REAL.exists(), reason="the folder with real reports is not there")
def test_the_real_statistical_table_is_exact():
    import csv

    lines = [line for line in (REAL / "quzhou-mzj-2018.txt").read_text(encoding="utf-8").splitlines() if line.count("|") == 3]
    figures = figures_of([[cell.strip() for cell in line.split("|")[:3]] for line in lines if not line.startswith(("索引", "公开方式"))])
    with (REAL.parent / "gold" / "quzhou-mzj-2018.csv").open(encoding="utf-8") as handle:
        gold = {row["metric"]: (float(row["value"]), row["unit"]) for row in csv.DictReader(handle) if row["origin"] == "table"}
    assert {metric: (one.value, one.unit) for metric, one in figures.items() if one.value is not None} == gold
