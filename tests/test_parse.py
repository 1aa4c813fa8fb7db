"""One file into one Document, whatever its format."""

from pathlib import Path

import pytest

from etl.documents import parse

REAL = Path(__file__).parent.parent.parent / "shared" / "reports"
TEXT = "某局2019年报告\n全年公开123条。\n"


def test_the_document_names_its_file_and_hash(tmp_path):
    (tmp_path / "报告.txt").write_text(TEXT, encoding="gbk")
    made = parse.read(tmp_path / "报告.txt")
    assert (made.file, len(made.sha256), made.text) == ("报告.txt", 64, "某局2019年报告\n全年公开123条。")


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a", "a.xls"])
def test_a_wrong_ending_does_not_matter(name):
    assert parse.read_bytes(f"<p>{TEXT}</p>".encode(), name).blocks[0].text == "某局2019年报告全年公开123条。"


def test_a_single_file_page_is_read():
    data = (b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset="gb2312"\r\n'
            b"Content-Transfer-Encoding: 8bit\r\n\r\n<html><body><p>" + "公开3条".encode("gbk") + b"</p></body></html>\r\n--b--\r\n")
    assert parse.read_bytes(data, "a.mht").text == "公开3条"


def test_reading_twice_gives_the_same():
    data = f"<h1>{TEXT}</h1><table><tr><td>甲<td>1<tr><td>乙<td>2</table>".encode()
    assert parse.read_bytes(data, "a") == parse.read_bytes(data, "a")


def test_a_page_of_pictures_only_is_refused():
    with pytest.raises(parse.Refused, match="note_elsewhere_picture"):
        parse.read_bytes(b"<html><body><img src=1.jpg><div></div></body></html>", "a.html")


@pytest.mark.skipif(not REAL.exists(), reason="the real documents are not here")
def test_every_span_of_the_real_documents_points_to_its_text():
    for path in sorted(REAL.iterdir()):
        made = parse.read_guarded(path)
        assert all(made.text[block.start:block.end] == block.text for block in made.blocks)
        assert all(made.text[cell.start:cell.end] == cell.text for block in made.blocks for row in block.rows for cell in row)
