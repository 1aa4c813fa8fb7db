"""Copies that end in the middle of a table: what stands under a whole header is read, what does not is left."""

import pytest
from tests.form_cases import RULES

from etl.documents import parse
from etl.forms.forms import read
from etl.model import Report

HEADER = ["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） | 申请人情况", "自然人 | 法人或其他组织 | 总计",
          "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他"]
SECTION, ROW = "三、收到和处理政府信息公开申请情况", "一、本年新收政府信息公开申请数量 | {0} | 0 | 0 | 0 | 0 | 0 | {0}"


def figures(*lines) -> dict[str, float]:
    document = parse.read_bytes("\n".join(("我局推进政府信息公开。", *lines)).encode(), "a.txt")
    return {figure.metric: figure.value for figure in read(document, Report(year=2022), RULES)[0]}


@pytest.mark.parametrize("value", [0, 3])
def test_a_single_row_of_applications_is_read_under_its_whole_header(value):
    found = figures(SECTION, *HEADER, ROW.format(value))
    assert (found["app_received"], found["app_natural_person"], found["app_business"]) == (value, value, 0)


def test_a_row_of_applications_under_half_a_header_is_left():
    assert not figures(SECTION, *HEADER[:2], ROW.format(3))


def test_a_row_of_another_length_than_its_header_is_left():
    assert not figures(SECTION, *HEADER, "一、本年新收政府信息公开申请数量 | 3 | 0 | 3")


def test_the_row_is_read_in_the_block_of_the_table_before_it():
    found = figures("第二十条第（八）项", "信息内容 | 本年收费金额（单位：万元）", "行政事业性收费 | 2", SECTION, *HEADER, ROW.format(3))
    assert found["app_received"] == 3 and 2 in found.values()


@pytest.mark.parametrize("row", ["| {0}\n|\n{1}\n|\n{2}\n|\n|", "|\n       {0}  |\n\n       {1}  |\n\n       {2}  |\n"])
def test_rows_of_which_only_the_label_keeps_its_bars_are_read(row):
    head = row.format("信息内容", "采购项目数量", "采购总金额")
    found = figures("第二十条第（九）项", head, row.format("政府集中采购", 4, "35.2万元"))
    assert (found["procurement_projects"], found["procurement_amount"]) == (4, 35.2)


def test_a_line_with_nothing_but_its_bar_is_a_blank_cell_where_cells_stand_one_a_line():
    lines = "第二十条第（五）项 |", "||||", "信息内容 |", "上一年项目数量 |", "本年增/减 |", "处理决定数量 |", "|", "行政许可 |", "6 |", "|", "5 |", "|"
    found = figures(*lines)
    assert (found["license_items_opening"], found["license_items_change"], found["license_decisions"]) == (6, None, 5)


def test_rows_with_bars_behind_their_cells_are_no_table_of_one_cell_a_line():
    rows = ["信息内容 | 本年处理决定数量 | ||", "行政许可 | 1 | ||", "第二十条第（六）项 | |||", "信息内容 | 本年处理决定数量 | ||", "行政处罚 | 2 | ||", "行政强制 | 3 | ||"]
    found = figures("第二十条第（一）项 | |||", "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |", "规章 | 0 | 0 | 0 |", "行政规范性文件 | 0 | 0 | 0 |",
                    "第二十条第（五）项 | |||", *rows, "第二十条第（八）项 | |||", "信息内容 | 本年收费金额（单位：万元） | ||", "行政事业性收费 | 4 |")
    assert [found[name] for name in ("license_decisions", "penalty_decisions", "coercion_decisions", "admin_fee_amount")] == [1, 2, 3, 4]
