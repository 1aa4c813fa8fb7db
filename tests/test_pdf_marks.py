"""Watermarks over the text of a PDF page, and columns of two tables that hardly stand apart."""

import pytest

from etl.documents import parse
from tests.test_parse_pdf import Drawing

TEXT = "全年主动公开政府信息120条，收到申请3件，均按时办结。"


@pytest.mark.parametrize("angle", [0, 45])
def test_a_watermark_over_the_text_is_no_text(angle):
    made = Drawing()
    for _ in range(3):
        made.line(TEXT)
    made.canvas.setFont("STSong-Light", 60)
    made.canvas.translate(120, made.y - 40 if angle else made.y)
    made.canvas.rotate(angle)
    made.canvas.drawString(0, 0, "某某市民政局")
    assert made.blocks() == [TEXT] * 3


def test_a_large_title_is_no_watermark():
    made = Drawing()
    made.canvas.setFont("STSong-Light", 36)
    made.line("某市民政局文件")
    made.page()
    made.y -= 40
    made.line(TEXT)
    assert made.blocks() == ["某市民政局文件", TEXT]


def test_columns_of_two_tables_that_hardly_stand_apart_stay_two():
    made = Drawing()
    made.row("行政处罚", "1", "0")
    made.page(over=True)
    made.row("行政强制", "1", "0")
    for step in range(1, 4):
        made.row("采购", "8", "5", widths=(200 - 2.8 * step, 60, 60 + 2.8 * step))
    made.canvas.save()
    first, second, *_ = parse.read_bytes(made.stream.getvalue(), "a.pdf").blocks[0].rows
    assert [cell.text == "1" for cell in first] == [cell.text == "1" for cell in second]
