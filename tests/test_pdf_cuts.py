"""Rows, headers and numbers that the end of a PDF page cuts apart: made whole, or left so that a finding tells of them."""

import pytest
from tests.test_parse_pdf import NARROW, Drawing

HEADER, WIDTHS = ("指标", "单位", "数"), (66, 30, 30)


def over_two_pages(upper, lower, header=True, widths=WIDTHS) -> list[str]:
    """The rows of a table whose last row on the first page and first row on the second are given, split at the bars."""
    made = Drawing()
    made.row(*HEADER, widths=widths)
    made.row("收到", "件", "3", widths=widths)
    made.row(*upper, widths=widths)
    made.page(over=True)
    if header:
        made.row(*HEADER, widths=widths)
    made.row(*lower, widths=widths)
    made.row("其他", "件", "2", widths=widths)
    return made.blocks()[0].split("\n")[2:-1]


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("upper, lower, whole", [
    (("主动公开政府信息数（不同渠道和方式公开相同信息计", "条", "8"), ("1条）", "", ""), "主动公开政府信息数（不同渠道和方式公开相同信息计1条） | 条 | 8"),
    (("危及国家安全、公共安全、经济安全和社会稳", "件", ""), ("定", "", "8"), "危及国家安全、公共安全、经济安全和社会稳定 | 件 | 8"),
    (("收到申请", "件", "12"), ("数", "", "8"), "收到申请数 | 件 | 12  8")])
def test_a_label_cut_by_the_page_end_is_whole(upper, lower, whole, header):
    assert over_two_pages(upper, lower, header, widths=(400, 30, 60)) == [whole]


@pytest.mark.parametrize("upper, lower", [
    (("复议后起诉", "件", "8"), ("收到申请数", "件", "")),
    (("1.当面申请", "件", ""), ("2.传真申请", "件", "8")),
    (("收到申请", "件", "8"), ("收到申请数", "件", "5")),
    (("收到申请", "件", "8"), ("", "", "某列"))])
def test_a_row_of_its_own_stays_although_the_line_above_is_full(upper, lower):
    assert over_two_pages(upper, lower) == [" | ".join(upper), " | ".join(lower)]


def test_figures_without_a_label_belong_to_the_row_above_and_are_no_number_where_they_had_room():
    assert over_two_pages(("办结申请数", "件", "238"), ("", "", "0"), widths=NARROW) == ["办结申请数 | 件 | 2380"]
    assert over_two_pages(("办结申请数", "件", "238"), ("", "", "0"), widths=(200, 60, 60)) == ["办结申请数 | 件 | 238  0"]


def test_a_header_of_several_rows_is_left_out_where_it_is_repeated():
    made = Drawing()
    for over in (False, True):
        if over:
            made.page(over=True)
        made.row("", "申请人", "")
        made.row("", "公民", "总计")
        made.row("办结", str(over + 1), "")
    assert made.blocks() == [" | 申请人 | \n | 公民 | 总计\n办结 | 1 | \n办结 | 2 | "]


def test_a_title_and_the_caption_of_its_table_stay_two_lines():
    made = Drawing()
    made.line("某市民政局2018年政府信息公开工作年度报告", 8)
    made.line("政府信息公开情况统计表", 12)
    made.row(*HEADER, widths=(280, 60, 60))
    made.row("收到申请数", "件", "3", widths=(280, 60, 60))
    assert made.blocks()[:2] == ["某市民政局2018年政府信息公开工作年度报告", "政府信息公开情况统计表"]


def test_a_line_at_the_head_of_both_pages_does_not_part_a_table():
    made = Drawing()
    for over in (False, True):
        if over:
            made.page(over=True)
        made.line("某市民政局")
        made.row("收到" if over else "指标", "件" if over else "单位", "3" if over else "数")
    assert made.blocks() == ["指标 | 单位 | 数\n收到 | 件 | 3"]


def test_lines_of_a_tall_cell_below_the_last_rule_of_a_page_belong_to_it():
    made, widths = Drawing(), (66, 200, 30)
    made.row(*HEADER, widths=widths)
    made.row("本年度", "一、予以公开", "总", widths=widths, bottom=False)
    made.canvas.drawString(73, made.y - 12, "办理结果")
    made.canvas.drawString(342, made.y - 12, "计")
    made.page(over=True)
    made.row("", "二、部分公开", "2", widths=widths, top=False)
    made.row("其他", "件", "2", widths=widths)
    assert made.blocks() == ["指标 | 单位 | 数\n本年度办理结果 | 一、予以公开 | 总计\n | 二、部分公开 | 2\n其他 | 件 | 2"]


def test_a_number_is_whole_whose_next_digit_is_wider_than_its_last():
    made = Drawing()
    for cells in (HEADER, ("收到申请数", "件", ""), ("传真申请数", "件", "3")):
        made.row(*cells, widths=(200, 60, 18), lines=2)
    made.canvas.setFont("Helvetica", 6)
    made.canvas.drawString(334, made.y + 59, "8")
    made.canvas.setFont("Helvetica", 16)
    made.canvas.drawString(334, made.y + 41, "9")
    assert made.blocks() == ["指标 | 单位 | 数\n收到申请数 | 件 | 89\n传真申请数 | 件 | 3"]


def test_a_heading_at_the_page_end_between_two_tables_is_no_text_of_the_first():
    made, widths = Drawing(), (200, 66, 30)
    made.row(*HEADER, widths=widths)
    made.row("收到", "件", "3", widths=widths)
    made.canvas.drawString(73, made.y - 12, "四、行政复议情况")
    made.page(over=True)
    made.row(*HEADER, widths=widths)
    made.row("其他", "件", "2", widths=widths)
    assert made.blocks() == ["指标 | 单位 | 数\n收到 | 件 | 3", "四、行政复议情况", "指标 | 单位 | 数\n其他 | 件 | 2"]
