"""Finding documents, and telling them by their bytes."""

import zipfile
from io import BytesIO

import pytest

from etl.documents import collect

PAGE = "<!DOCTYPE html><html><body><p>年度报告</p></body></html>".encode()


def test_folders_are_searched_in_order_and_files_taken_once(tmp_path):
    for name in ("b.html", "a.txt", "inner/c.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = collect.find([tmp_path, tmp_path / "a.txt"])
    assert [path.name for path in found] == ["a.txt", "b.html", "c.pdf"]


def test_what_stands_beside_a_saved_page_is_left_out(tmp_path):
    for name in ("页.html", "页_files/a.html", "~$报告.docx", ".hidden.txt", "site.css", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in collect.find([tmp_path])] == ["页.html"]


def test_a_named_file_is_never_left_out(tmp_path):
    assert collect.find([tmp_path / "没有.css"]) == [tmp_path / "没有.css"]


def zipped(*names: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(("data", "kind"), [
    (PAGE, "html"), (b"\r\n  <div>1</div>", "html"), (PAGE.decode().encode("utf-16"), "html"), ("公开3条".encode("gbk"), "text"),
    (b"%PDF-1.7", "pdf"), (b"junk\n%PDF-1.4", "pdf"), (b"", "empty"), (b" \n\x00", "empty"), (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff\xe0", "image"), (b"Rar!\x1a\x07", "archive"), (b"{\\rtf1", "legacy"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "legacy"),
    (bytes(range(256)) * 9, "binary"), (b"PK\x03\x04 cut", "damaged"), (zipped("word/document.xml"), "docx"),
    (zipped("xl/workbook.xml"), "xlsx"), (zipped("content.xml"), "legacy"), (zipped("a.txt"), "archive"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n", "mht"),
])
def test_content_tells_the_kind(data, kind):
    assert collect.sniff(data) == kind


def test_the_ending_tells_markdown_from_text_and_nothing_else():
    text = "# 标题\n".encode()
    assert [collect.sniff(text, end) for end in (".md", ".txt", ".pdf")] == ["markdown", "text", "text"]


def test_a_document_with_a_password_is_locked():
    assert collect.sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")) == "locked"
