"""One file into one Document: recognised by its bytes, read by the module of its format, refused with a reason otherwise."""

from io import BytesIO
from pathlib import Path

from etl.documents import blocks, collect, elsewhere, html_held, legacy, parse_html, parse_text
from etl.documents.decode import decode
from etl.model import Block, Document
from etl.documents.refusal import Refused

TEXT_MAX = 400_000  # characters; the longest reports have 100,000
BLOCKS_MAX = 30_000  # paragraphs and tables; the longest reports, one cell a line, have under 3,000
REFUSED = {"empty": "document_empty", "locked": "document_locked", "image": "document_image", "archive": "document_archive",
           "damaged": "document_damaged", "binary": "document_unknown"}

__all__ = ["Refused", "read", "read_guarded"]


def read(path: Path) -> Document:
    """Return the document of a file; raises Refused with the sentence to print when it cannot be read."""
    try:
        if not path.is_file():
            raise Refused("document_missing")
        size = path.stat().st_size
        if size > collect.SIZE_MAX:
            raise Refused("document_too_large", found=size // 2**20, allowed=collect.SIZE_MAX // 2**20)
        data = path.read_bytes()
    except OSError:
        raise Refused("document_missing") from None
    return read_bytes(data, collect.printable(path.name))


def read_bytes(data: bytes, name: str) -> Document:
    """Return the document of a file's bytes; the name is kept and its ending tells Markdown from text, nothing else."""
    kind = collect.sniff(data, Path(name).suffix)
    if kind in REFUSED:
        raise Refused(REFUSED[kind])
    try:
        found, title, notes = _READERS[kind](data)
    except (RecursionError, OverflowError):
        raise Refused("document_too_complex") from None
    except MemoryError:
        raise Refused("document_out_of_memory") from None
    if sum(len(block.text) for block in found) > TEXT_MAX:
        raise Refused("document_too_much_text", allowed=TEXT_MAX)
    if len(found) > BLOCKS_MAX:
        raise Refused("document_too_many_lines", allowed=BLOCKS_MAX)
    if not found:
        raise Refused("document_no_text")
    return blocks.assemble(name, collect.digest(data), blocks.titles_apart(found), title, notes)


def read_guarded(path: Path) -> Document:
    """Return the document of a file, read in a child process within 10 s and 1 GB; raises Refused, never anything else."""
    from etl.documents.guard import shared

    return shared().read(path)


def _text(data: bytes, markdown: bool = False) -> tuple[list[Block], str, list[str]]:
    text, lost = decode(data)
    if len(text) > TEXT_MAX * 2:
        raise Refused("document_too_much_text", allowed=TEXT_MAX)
    return parse_text.read(text, markdown), "", ["lost_characters"] if lost else []


def _html(data: bytes, text: str | None = None, lost: bool = False) -> tuple[list[Block], str, list[str]]:
    if text is None:
        text, lost = decode(data)
    found, title = parse_html.read(text)
    if held := html_held.find(text, found):
        found += parse_html.read(held)[0]
    note = elsewhere.find(text, found)
    if note and not found:
        key, _, address = note.partition(" ")
        raise Refused(f"note_{key}", found=address)
    return found, title, ["lost_characters"] * lost + [note] * bool(note)


def _mht(data: bytes) -> tuple[list[Block], str, list[str]]:
    text, lost = collect.page_of(data)
    if not text:
        raise Refused("document_no_text")
    return _html(data, text, lost)


def _pdf(data: bytes) -> tuple[list[Block], str, list[str]]:
    from etl.documents import parse_pdf

    return parse_pdf.read(BytesIO(data))


def _docx(data: bytes) -> tuple[list[Block], str, list[str]]:
    from etl.documents import parse_docx

    return *parse_docx.read(data), []


def _xlsx(data: bytes) -> tuple[list[Block], str, list[str]]:
    from etl.documents import parse_xlsx

    return parse_xlsx.read(data)


def _legacy(data: bytes) -> tuple[list[Block], str, list[str]]:
    return _READERS[collect.sniff(made := legacy.convert(data))](made)


_READERS = {"html": _html, "mht": _mht, "text": _text, "markdown": lambda data: _text(data, True),
            "pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "legacy": _legacy}
