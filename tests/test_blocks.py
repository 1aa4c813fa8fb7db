"""Cleaning, grids, joined tables and spans."""

import pytest

from etl.documents import blocks
from etl.model import Block, Cell


def table(*rows: str) -> Block:
    return blocks.table([[Cell(text, 0, 0) for text in row.split("|")] for row in rows])


def test_controls_zero_width_bidi_and_radicals_are_cleaned():
    assert blocks.clean("公\u200b开\x00\u202e⼀\u2060⻓\ufeff\u2f3e\u2e3a") == "公开一长户——"


def test_full_width_digits_stay_as_printed():
    assert blocks.line("全年１２３条") == "全年１２３条"


def test_a_source_line_end_between_ideographs_is_no_blank():
    assert blocks.line("政府\n   信息 公开\n2019") == "政府信息 公开 2019"


def test_every_span_points_into_the_text():
    document = blocks.assemble("a", "", [blocks.paragraph("一、概况"), table("收到|件|3", "办结|件|"), blocks.paragraph("完")])
    assert [document.text[block.start:block.end] for block in document.blocks] == [block.text for block in document.blocks]
    assert all(document.text[cell.start:cell.end] == cell.text for row in document.blocks[1].rows for cell in row)


def test_a_merged_cell_is_laid_out_once_a_row():
    wide = Cell("行政复议", 0, 0)
    made = blocks.table([[wide, wide, Cell("总计", 0, 0)], [Cell(text, 0, 0) for text in "123"]])
    assert blocks.assemble("a", "", [made]).text == "行政复议 | 总计\n1 | 2 | 3"


def test_doubled_and_empty_columns_go():
    wide = [Cell(text, 0, 0) for text in "甲乙"]
    made = blocks.table([[wide[0], wide[0], Cell("", 0, 0), Cell("1", 0, 0)], [wide[1], wide[1], Cell("", 0, 0), Cell("2", 0, 0)]])
    assert [[cell.text for cell in row] for row in made.rows] == [["甲", "1"], ["乙", "2"]]


def test_overlapping_spans_keep_the_earlier_cell():
    assert blocks.grid([[("a", 1, 3)], [("b", 2, 1)], [("c", 1, 0)]]) == [["a", None, None], ["a", "b", "b"], ["a", "c", None]]


def test_a_grid_beyond_the_limit_is_refused():
    with pytest.raises(OverflowError):
        blocks.grid([[("a", 200, 1)] * 99] * 99, limit=1000)


def test_a_table_split_over_pages_is_joined_without_its_repeated_header():
    joined = blocks.join_split([table("指标|数", "甲|1"), table("指标|数", "乙|2")])
    assert [[cell.text for cell in row] for row in joined[0].rows] == [["指标", "数"], ["甲", "1"], ["乙", "2"]]


@pytest.mark.parametrize("first", ["行政许可|", "行政许可|0", "二、回应|——", "采购|１.5"])
def test_rows_of_figures_continue_the_table(first):
    assert len(blocks.join_split([table("指标|数", "甲|1"), table(first, "乙|2")])) == 1


@pytest.mark.parametrize("first", ["信息内容|处理决定数量", "行政处罚|说明"])
def test_a_header_begins_a_table_of_its_own(first):
    assert len(blocks.join_split([table("指标|数", "甲|1"), table(first, "乙|2")])) == 2


@pytest.mark.parametrize(("line", "kind"), [
    ("一、总体情况", "heading"), ("（二）主动公开", "heading"), ("() 回应关切", "heading"), ("1.主动公开情况", "heading"),
    ("1.5万元", "paragraph"), ("一是加强领导", "paragraph"), ("1.公开数量。全年公开3条。", "paragraph"), ("2019年", "paragraph")])
def test_numbered_short_lines_are_headings(line, kind):
    assert blocks.assemble("a", "", [blocks.paragraph(line)]).blocks[0].kind == kind


def test_a_numbered_label_above_its_value_is_no_heading():
    made = blocks.assemble("a", "", [blocks.paragraph(text) for text in ("（一）收到申请数", "件", "3")])
    assert [block.kind for block in made.blocks] == ["paragraph"] * 3


def test_lost_characters_are_noted():
    assert blocks.assemble("a", "", [blocks.paragraph("自\ufffd\ufffd日")]).notes == ["lost_characters"]
