"""Find documents and tell what their bytes are: nothing is opened by its name alone."""

import email
import email.policy
import hashlib
import re
import zipfile
from io import BytesIO
from pathlib import Path

from etl.documents.decode import decode

SIZE_MAX = 100 * 2**20  # bytes of one file
ASSETS = re.compile(r".*[_.]files")  # what a browser saves beside a page
SIDECAR = {".css", ".js", ".map", ".ico", ".woff", ".woff2", ".ttf", ".eot", ".gitkeep", ".ini", ".db", ".tmp", ".part", ".crdownload"}
TAGS = re.compile(r"<(!doctype html|html|head|body|meta|table|div|p|span|tr|td|br|h[1-6]|center|font)\b[^<>]{0,2000}>", re.I)
DOCTYPE = re.compile(rb"<!doctype html|<html\b", re.I)
OFFICE_XML = re.compile(rb'<\?mso-application\s+progid="(?:Excel\.Sheet|Word\.Document)"|<Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet')
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
CONTROLS = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
SIGNATURES = ((b"%PDF-", "pdf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"), (b"{\\rtf", "rtf"), (b"\xff\xd8\xff", "image"),
              (b"\x89PNG", "image"), (b"GIF8", "image"), (b"BM", "bitmap"), (b"II*\x00", "image"), (b"MM\x00*", "image"),
              (b"Rar!", "archive"), (b"7z\xbc\xaf", "archive"), (b"\x1f\x8b", "archive"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"))
LOCKED = "EncryptedPackage".encode("utf-16-le")  # the stream of a DOCX or XLSX saved with a password


def find(paths: list[Path]) -> list[Path]:
    """Return the documents of files and folders, each once, folders in order of path.

    Hidden files, lock files of editors and what a browser saved beside a page are left out; a named file never is.
    """
    found = {}
    for path in paths:
        members = sorted(path.rglob("*"), key=lambda member: member.as_posix()) if path.is_dir() else [path]
        for member in members:
            if member == path or member.is_file() and _wanted(member.relative_to(path)):
                found.setdefault(member.absolute(), member)
    return list(found.values())


def _wanted(member: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in member.parts)
    beside = any(ASSETS.fullmatch(part) for part in member.parts[:-1])
    return not hidden and not beside and member.suffix.lower() not in SIDECAR and member.name.lower() != "thumbs.db"


def printable(name: str) -> str:
    """Return a file's name in letters that can be printed and stored: bytes that are no UTF-8, controls and bidi marks escaped.

    >>> printable("a\\nb\\udcff.txt")
    'a\\\\nb\\\\xff.txt'
    """
    return UNPRINTABLE.sub(lambda found: ascii(found[0])[1:-1].replace("\\udc", "\\x"), name)


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes in hex."""
    return hashlib.sha256(data).hexdigest()


def sniff(data: bytes, suffix: str = "") -> str:
    """Return what the bytes are: html, mht, text, markdown, pdf, docx, xlsx, legacy, locked, image, archive, empty or binary.

    The suffix (".md") only tells Markdown from plain text.

    >>> sniff(b"<p>1</p>"), sniff(b"%PDF-1.4"), sniff(b"")
    ('html', 'pdf', 'empty')
    """
    if not data.strip(b"\x00\t\r\n "):
        return "empty"
    for mark, kind in SIGNATURES:
        if data.startswith(mark):
            return _inside(data, kind)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _textual(data, suffix)


def _inside(data: bytes, kind: str) -> str:
    if kind == "ole":
        return "locked" if LOCKED in data else "legacy"
    if kind == "bitmap":  # two letters are little proof
        return "image" if b"\x00" in data[:30] else _textual(data, "")
    if kind == "zip":
        return _zipped(data)
    return "legacy" if kind == "rtf" else kind


def _zipped(data: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return "damaged"
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "legacy" if "content.xml" in names else "archive"


def _textual(data: bytes, suffix: str) -> str:
    if OFFICE_XML.search(data[:512]):  # Word and Excel files of 2003 as XML
        return "legacy"
    if DOCTYPE.match(data[:512].lstrip()):
        return "html"
    text = decode(data[:65536])[0]
    if re.search(r"^MIME-Version:|^Content-Type: multipart/related", text[:2000], re.M | re.I) and "Content-" in text:
        return "mht"
    if len(CONTROLS.findall(text)) > len(text) * 0.02 + 2 or text.count("\ufffd") > len(text) * 0.2 + 2:
        return "binary"
    if re.search(r"<!doctype html|<html\b", text[:4096], re.I) or len(TAGS.findall(text)) > max(2, text.count("\n") // 50) or _begins(text):
        return "html"
    return "markdown" if suffix.lower() in (".md", ".markdown") else "text"


def _begins(text: str) -> bool:
    return bool(TAGS.match(text.lstrip("\ufeff \t\r\n")))


def page_of(data: bytes) -> tuple[str, bool]:
    """Return the HTML text of a single-file page (MHT) and whether characters were lost; empty when it has no HTML part."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            return decode(part.get_payload(decode=True) or b"")
    return "", False
