"""What stands beside, above or behind a figure of a form must never become part of it: refused, or read exactly."""

import random

import pytest
from tests.form_cases import RULES, columns_of, document, expected, fill, request_labels
from tests.check_cases import SMALL
from tests.form_layouts import CONTENT, NOTE, requests_merged, requests_one_label, requests_one_row_a_line, review_merged, small, stat_rows, values

from etl.documents import blocks
from etl.forms.cells import read_value
from etl.forms.forms import read
from etl.model import Report

FORMS = pytest.mark.parametrize("form", ["R2", "R3"])


def reading(*parts, **facts):
    """Return {rule_id: value} of the figures that have one, and the names of the findings."""
    figures, findings = read(document(*parts), Report(**({"year": 2020} | facts)), RULES)
    return {one.rule_id: one.value for one in figures if one.value is not None}, {one.check_id for one in findings}


@pytest.mark.parametrize("printed", ["37①", "37¹", "37*", "37[1]", "37〔2〕", "37（注1）", "37注"])
def test_a_footnote_mark_is_no_digit_of_the_number(printed):
    assert read_value(printed, ("件",)).number == 37


@pytest.mark.parametrize("printed", ["①", "3①7", "37%", "12.5％", "104  105", "104\n105", blocks.join("104", "105"), "28O4", "37（12.5%）"])
def test_what_is_no_plain_number_is_text(printed):
    found = figures = read(document([[CONTENT, "采购项目数量", "采购总金额"], ["政府集中采购", "3", printed]]), Report(), RULES)[0]
    assert [(one.value, one.missing) for one in figures] == [(3, ""), (None, "unreadable")] and found


@FORMS
def test_all_organisations_in_one_column_are_not_the_other_organisations(form):
    cells = fill(form, "requests", random.Random(1))
    rows = [[NOTE, "自然人", "法人或其他组织", "总计"], *([labels[-1][0], cells[row, "C1"], "99", cells[row, "C7"]] for labels, row in request_labels(form))]
    assert reading(rows)[0] == expected(form, "requests", {cell: text for cell, text in cells.items() if cell[1] in ("C1", "C7")})


def test_a_new_header_over_other_columns_replaces_the_one_above_it():
    rows = [[CONTENT, ("上一年项目数量", 3, 1), ("本年增/减", 2, 1), ("处理决定数量", 2, 1)], ["行政处罚", ("1", 3, 1), ("2", 2, 1), ("3", 2, 1)],
            [(CONTENT, 3, 1), ("上一年项目数量", 3, 1), ("本年增/减", 2, 1)], [("行政事业性收费", 3, 1), ("4", 3, 1), ("5", 2, 1)]]
    found = reading(rows)[0]
    assert found["form:R2/art20_8/1/C1"] == 4 and found["form:R2/art20_8/1/C2"] == 5 and len(found) == 5


@FORMS
def test_a_row_whose_numbers_stand_under_no_label_gives_a_finding_and_no_figure(form):
    cells = fill(form, "requests", random.Random(2))
    rows = requests_one_label(form, cells)[0]
    rows[5] = [rows[5][0], "", *rows[5][1:]]
    rows = [[*row, *[""] * (9 - len(row))] for row in rows]
    found, findings = reading(rows)
    gone = request_labels(form)[4][1]
    assert found == expected(form, "requests", {cell: text for cell, text in cells.items() if cell[0] != gone}) and "form_row_misaligned" in findings


@FORMS
@pytest.mark.parametrize("order", [["C7", "C1", "C2", "C3", "C4", "C5", "C6"], ["C3", "C1", "C2", "C5", "C4", "C6", "C7"]])
def test_columns_of_flattened_lines_stand_as_their_header_is_printed(form, order):
    cells, names = fill(form, "requests", random.Random(3)), columns_of(form, "requests")
    lines = ["  ".join([NOTE, *(names[one] for one in order)]),
             *("  ".join([labels[-1][0], *values(cells, row, order)]) for labels, row in request_labels(form))]
    assert reading(*lines)[0] == expected(form, "requests", cells)


@FORMS
def test_rows_of_flattened_lines_in_another_order_are_read(form):
    cells = fill(form, "requests", random.Random(4))
    *head, new, carried, _ = lines = requests_one_row_a_line(form, cells)[:7]
    rest = requests_one_row_a_line(form, cells)[6:]
    assert len(lines) == 7 and reading(*head, carried, new, *rest)[0] == expected(form, "requests", cells)


@FORMS
def test_a_flattened_table_without_readable_values_is_a_finding_and_not_all_blank(form):
    lines = requests_one_row_a_line(form, {cell: text + "'" for cell, text in fill(form, "requests", random.Random(5)).items()})
    assert reading(*lines) == ({}, {"form_row_misaligned"})
    figures, _ = read(document(*lines), Report(year=2020), RULES)
    assert not figures


def shared(old, new, table="requests"):
    return {rule for rule in expected("R3", table, old) if old[tuple(rule.split("/")[2:])] != new[tuple(rule.split("/")[2:])]}


@pytest.mark.parametrize("flat", [False, True])
def test_a_table_captioned_with_another_year_is_left_out_beside_the_years_own(flat):
    old, new = (fill("R3", "requests", random.Random(seed)) for seed in (6, 7))
    tables = [requests_one_row_a_line("R3", cells) if flat else requests_merged("R3", cells) for cells in (old, new)]
    found, findings = reading("附：2022年申请办理情况", *tables[0], "2023年申请办理情况", *tables[1], year=2023)
    assert found == expected("R3", "requests", new) and findings == {"form_other_year"} and shared(old, new)


def test_a_table_that_alone_names_another_year_is_read():
    cells = fill("R3", "requests", random.Random(8))
    assert reading("2022年申请办理情况", *requests_merged("R3", cells), year=2023)[0] == expected("R3", "requests", cells)


def review(*rows, label="年度"):
    cells = fill("R3", "review_litigation", random.Random(9))
    (head, *more, line), = review_merged("R3", cells)
    values = {"own": line, "count": [str(number) for number in range(1, 16)], "old": ["1"] * 15}
    return [[(label, 1, 3), *head], *more, *([name, *values[kind]] for name, kind in rows)], expected("R3", "review_litigation", cells)


@pytest.mark.parametrize("rows", [[("2022年", "old"), ("2023年", "own")], [("2023年", "own"), ("2022年", "old")], [("", "count"), ("数量", "own")]])
def test_the_years_own_row_of_the_review_table_is_read(rows):
    table, wanted = review(*rows)
    assert reading(table, year=2023)[0] == wanted


def test_two_rows_of_the_review_table_that_nothing_tells_apart_give_no_figure_where_they_differ():
    table, wanted = review(("甲", "own"), ("乙", "old"))
    found, findings = reading(table, year=2023)
    assert found == {rule: value for rule, value in wanted.items() if value == 1} and "form_cell_unreadable" in findings


def test_a_text_among_the_values_of_the_review_table_is_unreadable_and_no_gap():
    table, wanted = review(("", "own"))
    table[-1][4] = "见附件"
    figures, _ = read(document(table), Report(year=2023), RULES)
    assert [(one.rule_id[-3:], one.missing) for one in figures if one.value is None] == [("/C4", "unreadable")] and len(figures) == len(wanted)


def test_reviews_and_cases_in_tables_of_their_own_are_read():
    cells = fill("R3", "review_litigation", random.Random(10))
    (head, middle, leaves, line), = review_merged("R3", cells)
    assert reading([[head[0]], leaves[:5], line[:5]], [[head[1]], middle[5:], leaves, line[5:]], year=2023)[0] == expected("R3", "review_litigation", cells)


def test_small_tables_side_by_side_are_both_read():
    rows = [[CONTENT, "本年制发件数", "本年废止件数", "现行有效件数", CONTENT, "本年处理决定数量"], ["规章", "1", "2", "3", "行政许可", "4"]]
    found = reading(rows, year=2023)[0]
    assert [found[f"form:R3/{place}"] for place in ("art20_1/1/C1", "art20_1/1/C2", "art20_1/1/C3", "art20_5/1/C1")] == [1, 2, 3, 4]


@pytest.mark.parametrize("year, form", [(2020, "R2"), (2023, "R3")])
def test_labels_that_fit_two_forms_are_read_as_the_years_own(year, form):
    cells = fill("R3", "review_litigation", random.Random(11))
    assert reading(*review_merged("R3", cells), year=year)[0] == expected(form, "review_litigation", cells)


@FORMS
@pytest.mark.parametrize("years", [("2019年", "2020年"), ("2020年", "2019年")])
def test_of_columns_of_two_years_the_reports_own_are_read(form, years):
    own, old = (fill(form, "requests", random.Random(seed)) for seed in (12, 13))
    names, sides = list(columns_of(form, "requests").values()), {"2020年": own, "2019年": old}
    head = [[(NOTE, 1, 2), *((year, 7, 1) for year in years)], names * 2]
    rows = [[labels[-1][0], *(one for year in years for one in values(sides[year], row))] for labels, row in request_labels(form)]
    assert reading([*head, *rows])[0] == expected(form, "requests", own)
    unmerged = [NOTE, *(year for year in years for _ in names)]
    assert reading([unmerged, ["", *names * 2], *rows])[0] == expected(form, "requests", own)


@FORMS
def test_a_flattened_row_of_odd_values_is_refused_and_not_blank(form):
    cells = fill(form, "requests", random.Random(14))
    odd = {cell: text + "O" if cell[0] == "4" else text for cell, text in cells.items()}
    found, findings = reading(*requests_one_row_a_line(form, odd))
    assert found == expected(form, "requests", {cell: text for cell, text in cells.items() if cell[0] != "4"}) and findings == {"form_row_misaligned"}


@pytest.mark.parametrize("flat", [False, True])
def test_court_cases_printed_before_reviews_are_read_as_printed(flat):
    cells = fill("R3", "review_litigation", random.Random(15))
    (head, middle, leaves, line), = review_merged("R3", cells)
    rows = [head[::-1], [*middle[5:], *middle[:5]], leaves, [*line[5:], *line[:5]]]
    parts = ["  ".join(one[0] if isinstance(one, tuple) else one for one in row) for row in rows] if flat else [rows]
    assert reading(*parts, year=2023)[0] == expected("R3", "review_litigation", cells)


def test_two_flattened_rows_of_the_review_table_are_a_finding_and_no_figure():
    table, _ = review(("2022年", "old"), ("2023年", "own"))
    found, findings = reading(*("  ".join(one[0] if isinstance(one, tuple) else one for one in row) for row in table), year=2023)
    assert not found and findings == {"form_not_aligned"}


def test_a_blank_after_a_label_of_two_lines_stands_in_the_second():
    cells = fill("R1", "stat", random.Random(16)) | {("22", "C3"): ""}
    lines = [text for row in stat_rows(cells) for text in row if text]
    at = lines.index("(一)收到申请数")
    page = document(*lines[:at], lines[at][:5], lines[at][5:], *lines[at + 1:])
    (blank,) = [one for one in read(page, Report(year=2018), RULES)[0] if one.metric == "app_received"]
    block = page.blocks[blank.block - 1]
    assert blank.missing == "blank" and block.start <= blank.char_start == blank.char_end <= block.end


def test_digits_with_a_letter_among_them_are_not_cut_into_a_value():
    figures, findings = read(document(CONTENT + " 上一年项目数量 本年增/减 处理决定数量", "行政处罚 28O4 0 1", "行政强制 1 2 3"), Report(year=2020), RULES)
    assert sorted(one.value for one in figures) == [1, 2, 3] and [one.check_id for one in findings] == ["form_row_misaligned"]


def test_a_row_of_figures_without_any_label_gives_a_finding():
    rows = [[CONTENT, "采购项目数量", "采购总金额"], ["政府集中采购", "3", "5"], ["", "4", "6"]]
    assert "form_row_unknown" in reading(rows)[1]


def test_a_table_of_a_form_without_any_number_gives_a_finding():
    rows = [["统计指标", "单位", "统计数"], ["收到申请数", "件", ""], ["当面申请数", "件", ""], ["传真申请数", "件", ""], ["信函申请数", "件", ""]]
    assert "form_without_figures" in reading(rows, year=2018)[1] and "form_without_figures" not in reading([*rows, ["网络申请数", "件", "0"]], year=2018)[1]


def test_a_table_for_every_row_gives_a_finding():
    labels = ["收到申请数", "当面申请数", "传真申请数", "信函申请数"]
    assert "table_unknown" in reading(*([[label, "件", "3"]] for label in labels), year=2018)[1]


def flattened(label: str, between: str) -> str:
    """A form's request table as running text, its second row under another label; the values of a row are three times its number."""
    labels = [labels[-1][0] for labels, _ in request_labels("R3")]
    head = [NOTE, "申请人情况", "自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    return "\n".join([between.join(head), *(between.join([text, *[str(3 * number)] * 7]) for number, text in enumerate([labels[0], label, *labels[2:]], 1))])


BETWEEN = pytest.mark.parametrize("between", [" ", "\t", "\n", " | "])


@BETWEEN
@pytest.mark.parametrize("label", ["二、上年结转政府信息公开数量", "二、上年结转政府信公开申请数量", "二、上年结转政府信息公开申请某数量"])
def test_a_label_that_lacks_a_letter_keeps_the_values_of_its_row(label, between):
    found, doubts = reading(*flattened(label, between).split("\n"), year=2023)
    assert {found[f"form:R3/requests/2/C{column}"] for column in range(1, 8)} == {6} and not doubts


@BETWEEN
@pytest.mark.parametrize("label", ["二、往期余下的", "二、年结转申请量"])
def test_a_row_that_no_label_knows_is_a_finding_and_its_values_are_nobodys(label, between):
    found, doubts = reading(*flattened(label, between).split("\n"), year=2023)
    rows = {place.split("/")[2] for place in found}
    assert len(rows) == 24 and "2" not in rows and doubts == {"form_row_unknown"}
    assert found["form:R3/requests/1/C7"] == 3


@pytest.mark.parametrize(("caption", "header", "printed", "unit"), [
    ("单位：元", "本年收费金额", "316441", "元"), ("单位：元", "本年收费金额（单位：万元）", "31.6", "万元"), ("", "本年收费金额", "31.6", "万元"), ("单位：元", "本年收费金额", "31.6万元", "万元")])
def test_the_money_unit_above_a_table_holds_where_the_table_prints_none(caption, header, printed, unit):
    figures, _ = read(document(*[caption] if caption else [], [[("第二十条第（八）项", 2, 1)], [CONTENT, header], ["行政事业性收费", printed]]), Report(year=2022), RULES)
    assert [one.unit for one in figures] == [unit]


def test_numbers_under_ten_thousand_items_are_not_taken_and_said_to_be_in_doubt():
    rows = [["统计指标", "统计数"], ["（一）主动公开政府信息数", "1.28"], ["制发规范性文件总数", "4"], ["2.政府网站公开政府信息数", "1.2"], ["（一）回应公众关注热点或重大舆情数", "2"]]
    figures, findings = read(document("单位：万条", rows), Report(year=2016), RULES)
    assert {one.unit: one.value for one in figures} == {"条": None, "件": 4, "次": 2} and [one.check_id for one in findings] == ["form_unit_scaled"]


def test_a_label_that_lost_letters_beside_its_heading_keeps_its_row():
    cells = fill("R3", "requests", random.Random(3))
    rows = [[("2.其他法律行政止公开", *cell[1:]) if cell[0].startswith("2.其他法律") else cell for cell in row] for row in requests_merged("R3", cells)[0]]
    assert reading(rows, year=2023)[0] == expected("R3", "requests", cells)


def test_one_table_in_an_older_layout_does_not_make_the_report_one_of_the_older_form():
    small_tables = small("R3", {name: fill("R3", name, random.Random(4)) for name in SMALL["R3"]}, SMALL["R3"])
    report = Report(year=2023)
    read(document(*small_tables, *requests_merged("R2", fill("R2", "requests", random.Random(5)))), report, RULES)
    assert report.form == "R3"


def test_small_tables_in_one_line_with_bars_behind_sentences_are_read():
    cells = {name: fill("R3", name, random.Random(8)) for name in SMALL["R3"]}
    line = " | ".join(cell[0] if isinstance(cell, tuple) else cell for table in small("R3", cells, SMALL["R3"]) for row in table for cell in row)
    found, _ = reading(f"全年主动公开政府信息8条，我局未收到公开申请。 二、主动公开政府信息情况 {line}", year=2023)
    assert found == {rule: value for name in cells for rule, value in expected("R3", name, cells[name]).items()}


@pytest.mark.parametrize("apart", [" ", "\n"])
def test_a_flattened_annex_with_all_years_behind_the_year_gives_the_years_own(apart):
    rows = ["主动公开文件数 条 12 80", "其中：1.政府网站公开数 条 11 79", "2.政府公报公开数 条 0 0", "受理依申请公开信息总数 条 5 9", "其中：1.当面申请数 条 1 1",
            "2.网上申请数 条 0 2", "3.信函、传真申请数 条 4 6", "对申请的答复总数 条 5 9", "其中：1.同意公开答复数 条 3 6", "3.不予公开答复数 条 2 3",
            "接受行政诉讼、举报数 件 7 7", "行政复议数 件 0 1", "行政诉讼数 件 1 1"]
    found = read(document(apart.join(["指标名称 计量单位 2016年度 历年累计", *rows])), Report(year=2016), RULES)[0]
    assert {figure.metric: figure.value for figure in found} == {
        "info_disclosed_total": 12, "channel_website": 11, "channel_gazette": 0, "app_received": 5, "app_in_person": 1, "app_online": 0,
        "replied_total": 5, "granted": 3, "denied_total": 2, "review_total": 0, "lit_total": 1}
