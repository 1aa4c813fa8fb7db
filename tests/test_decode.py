"""Bytes into text whatever the page says about itself."""

import pytest

from etl.documents.decode import decode

TEXT = "某市民政局2019年政府信息公开工作年度报告\n全年主动公开政府信息1234条，受理申请５件。\n"
TRADITIONAL = "蘇州市民政局2018年政府信息公開年度報告\n受理依申請公開事項37件，均已答覆。\n"
ENCODINGS = ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_simplified_text_comes_back_from_every_encoding(encoding):
    assert decode(TEXT.encode(encoding)) == (TEXT, False)


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "gbk", "utf-16"])
def test_traditional_text_comes_back_from_every_encoding(encoding):
    assert decode(TRADITIONAL.encode(encoding)) == (TRADITIONAL, False)


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "iso-8859-1"])
@pytest.mark.parametrize("real", ["utf-8", "gb18030"])
def test_a_wrong_declaration_is_not_believed(declared, real):
    page = f'<html><head><meta charset="{declared}"></head><body><p>{TEXT}</p></body></html>'
    assert decode(page.encode(real))[0] == page


def test_a_foreign_segment_is_decoded_on_its_own():
    page = f"<p>{TEXT * 5}</p>".encode() + "<p>发布机构：某县人民政府办公室</p>".encode("gbk")
    assert decode(page) == (f"<p>{TEXT * 5}</p><p>发布机构：某县人民政府办公室</p>", False)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_cut_character_loses_itself_only(encoding):
    text, lost = decode((TEXT * 9).encode(encoding)[:-2])
    assert lost and text.startswith(TEXT * 8) and text.count("\ufffd") <= 2


def test_one_broken_byte_is_reported():
    data = (TEXT * 3).encode()
    text, lost = decode(data[:90] + b"\xff" + data[90:])
    assert lost and len(text.replace("\ufffd", "")) >= len(TEXT * 3) - 1
