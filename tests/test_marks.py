"""Raised, struck and hidden characters are printed beside a number and are no part of it, in every format."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from tests.test_parse_office import word

from etl.documents import parse


def read(data: bytes, name: str) -> str:
    return "\n".join(block.text for block in parse.read_bytes(data, name).blocks)


def page(body: str, head: str = "") -> str:
    return read(f"<html><head>{head}</head><body><h1>云溪市民政局年报</h1><p>正文写在这里，比标注长得多。</p>{body}</body></html>".encode(), "a.html").splitlines()[-1]


@pytest.mark.parametrize("mark", ["<sup>1</sup>", "<sup><a href='#a'>1</a></sup>", '<span style="vertical-align: super">1</span>'])
def test_a_raised_digit_of_a_page_is_a_superscript(mark):
    assert page(f"<p>收到申请2{mark}</p>") == page(f"<table><tr><td>收到申请2{mark}</td></tr></table>") == "收到申请2\u00b9"


@pytest.mark.parametrize("mark", ["<del>7</del>", "<s>7</s>", '<span style="display:none">7</span>', '<font style="visibility: hidden">7</font>',
                                  '<i style="font-size:0">7</i>', '<b class="x">7</b>', '<span style="text-decoration:line-through">7</span>'])
def test_struck_and_hidden_words_of_a_page_are_left_out(mark):
    assert page(f"<table><tr><td>收到</td><td>{mark}2</td></tr></table>", "<style>.x{display:none}</style>") == "收到 | 2"


def test_words_with_a_size_of_their_own_are_seen():
    assert page('<p style="font-size:0"><span style="font-size:16px">收到2件</span></p>') == "收到2件"


def test_what_is_shown_on_some_screens_only_stays():
    assert page("<p><span class='pc'>收到2件</span></p>", "<style>@media (max-width:600px){.pc{display:none}}</style>") == "收到2件"


@pytest.mark.parametrize("properties, printed", [('<w:vertAlign w:val="superscript"/>', "2\u00b9"), ("<w:strike/>", "2"), ("<w:vanish/>", "2"), ('<w:strike w:val="0"/>', "21")])
def test_marks_of_a_word_file(properties, printed):
    assert read(word(f"<w:p><w:r><w:t>2</w:t></w:r><w:r><w:rPr>{properties}</w:rPr><w:t>1</w:t></w:r></w:p>"), "a.docx") == printed


@pytest.mark.parametrize("font, printed", [({"vertAlign": "superscript"}, "收到2\u00b9"), ({"strike": True}, "收到2")])
def test_marks_of_a_sheet(font, printed):
    book, stream = openpyxl.Workbook(), BytesIO()
    book.active["A1"] = CellRichText("收到2", TextBlock(InlineFont(**font), "1"))
    book.save(stream)
    assert read(stream.getvalue(), "a.xlsx") == printed


def test_a_raised_digit_of_a_pdf_is_a_superscript():
    from tests.test_parse_pdf import Drawing

    made = Drawing()
    made.line("收到申请数2件，其余见附注说明文字", y=700)
    made.line("收到申请数12", y=650)
    made.canvas.setFont("STSong-Light", 7)
    made.canvas.drawString(70 + 5 * 12 + 2 * 6, 655, "3")
    assert made.blocks()[-1] == "收到申请数12\u00b3"


def test_a_sheet_with_an_empty_row_after_each_is_one_table():
    book, stream = openpyxl.Workbook(), BytesIO()
    for number in range(5):
        book.active.cell(1 + 2 * number, 1, f"项{number}")
        book.active.cell(1 + 2 * number, 2, number)
    book.save(stream)
    assert len(parse.read_bytes(stream.getvalue(), "a.xlsx").blocks) == 1
