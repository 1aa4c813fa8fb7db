"""PDF with a text layer: ruled tables, paragraphs put together over line and page ends, page furniture left out."""

import logging
import re
from collections import Counter
from dataclasses import dataclass
from statistics import median

from etl.documents import blocks, page_rules
from etl.model import Block
from etl.documents.pdf_columns import in_order
from etl.documents.pdf_table import Ruled, fill, follows, lines_of, merge, text_of
from etl.documents.refusal import Refused

PAGES_MAX = 400
TEXT_MIN = 8  # characters a page below which the file is a scan
RULE_MAX = 3.0  # points; a wider box without an outline is no rule
RULES_MIN = 4  # of the smallest table
TURNED_MIN = 20  # letters; fewer are a mark at the margin
DIGITS = re.compile(r"\d+")
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


@dataclass(slots=True)
class Line:
    """One printed line outside tables with its box and type size."""

    page: int
    x0: float
    top: float
    x1: float
    size: float
    text: str


def read(stream) -> tuple[list[Block], str, list[str]]:
    """Return blocks, title and notes of a PDF; raises Refused when it is locked, damaged, scanned or has no readable text."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        document = pdfplumber.open(stream)
    except Exception as error:  # pdfminer and pdfplumber raise many kinds on a broken file; the sentence is the same
        locked = PDFPasswordIncorrect in (type(error), *map(type, error.args))
        raise Refused("document_locked" if locked else "document_damaged") from None
    with document:
        return _read(document)


def _read(document) -> tuple[list[Block], str, list[str]]:
    if len(document.pages) > PAGES_MAX:
        raise Refused("document_too_long", found=len(document.pages), allowed=PAGES_MAX)
    items, count, images, unreadable = [], 0, 0, 0
    for number, page in enumerate(document.pages):
        page = _upright(page)
        found = _page(page, number)
        texts = [text for item in found for text in (item.texts if isinstance(item, Ruled) else [item.text])]
        lost = sum(text.count(blocks.LOST) for text in texts)
        characters = sum(map(len, texts)) - lost
        unreadable += lost
        count += characters
        images += characters < TEXT_MIN and bool(page.images)
        items.append(found)
        page.close()
    if unreadable and unreadable * 4 > count:
        raise Refused("pdf_no_letters")
    if count < TEXT_MIN * max(1, len(items)) and (images or not count):
        raise Refused("pdf_scanned")
    title = (document.metadata or {}).get("Title")
    notes = ["pages_scanned"] if images else []
    return _blocks(_without_furniture(items), float(max(page.width for page in document.pages))), blocks.title(title), notes


def _upright(page):
    """Return a page so that most of its letters stand upright: a wide table is often drawn sideways on an upright page."""
    from pdfplumber.page import Page

    turns = Counter(_turn(*char["matrix"][:2]) for char in page.chars)
    turn, count = turns.most_common(1)[0] if turns else (0, 0)
    if turn == 0 or count < TURNED_MIN or count * 2 < len(page.chars):
        return page
    page.page_obj.rotate = (page.page_obj.rotate + turn) % 360
    return Page(page.pdf, page.page_obj, page.page_number, page.initial_doctop)


def _turn(right: float, up: float) -> int:
    """Return by how many degrees, a multiple of 90, a page must be turned for letters that go `right` and `up` to stand upright."""
    if abs(up) > abs(right):
        return 90 if up > 0 else 270
    return 180 if right < 0 else 0


def _page(page, number: int) -> list[Ruled | Line]:
    """Return the tables and lines of one page from top to bottom."""
    ruled = _without_grounds(page)
    tables = [Ruled(number, table.cells, table.bbox) for table in ruled.find_tables(_closed(ruled)) if len(table.cells) > 1]
    inside: list[list[dict]] = [[] for _ in tables]
    outside = []
    for char in page.chars:
        if char["upright"]:
            x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
            place = next((place for place, table in enumerate(tables)
                          if table.box[0] <= x <= table.box[2] and table.box[1] <= y <= table.box[3]), None)
            (outside if place is None else inside[place]).append(char)
    for table, chars in zip(tables, inside):
        fill(table, chars)
    lines = [Line(number, line[0]["x0"], line[0]["top"], line[-1]["x1"], line[0]["size"], text)
             for line in (lines_of(outside) if tables else in_order(lines_of(outside))) if (text := text_of([char for char in line]))]
    return sorted(tables + lines, key=lambda item: item.box[1] if isinstance(item, Ruled) else item.top) if tables else lines


def _without_grounds(page):
    """Return a page without the coloured (often white) grounds of its text lines and cells, whose edges are no rules.

    On a page without rules the grounds that stand side by side are the cells of a table.
    """
    grounds = [rect for rect in page.rects if rect["fill"] and not rect["stroke"] and min(rect["width"], rect["height"]) > RULE_MAX]
    if not grounds:
        return page
    thin = len(page.lines) + len(page.rects) - len(grounds)
    left_out = {id(rect) for rect in grounds if thin >= RULES_MIN or not any(_beside(rect, other) for other in grounds)}
    return page.filter(lambda item: id(item) not in left_out) if left_out else page


def _beside(rect: dict, other: dict) -> bool:
    """Tell whether two boxes stand side by side."""
    apart = rect["x1"] <= other["x0"] + RULE_MAX or other["x1"] <= rect["x0"] + RULE_MAX
    return apart and min(rect["bottom"], other["bottom"]) - max(rect["top"], other["top"]) > RULE_MAX


def _closed(page) -> dict:
    """A table cut by the page end often lacks the rule there: one is drawn where the upright rules begin and end."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    if not upright:
        return {}
    return {"explicit_horizontal_lines": [min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)]}


def _without_furniture(pages: list[list[Ruled | Line]]) -> list[Ruled | Line]:
    """Leave out page numbers, and lines that stand first or last on most pages."""
    ends = Counter(_shape(item) for page in pages for item in {id(item): item for item in page[:1] + page[-2:]}.values() if isinstance(item, Line))
    repeated = {shape for shape, count in ends.items() if len(pages) > 2 and count > len(pages) * 0.6} | _at_one_height(pages)
    kept = []
    for page in pages:
        while page and isinstance(page[-1], Line) and (_shape(page[-1]) in repeated or page_rules.is_page_number(page[-1].text)):
            page.pop()
        while page and isinstance(page[0], Line) and (_shape(page[0]) in repeated or page_rules.is_page_number(page[0].text)):
            page.pop(0)
        kept += page
    return kept


def _at_one_height(pages: list[list[Ruled | Line]]) -> set[str]:
    """Return the first line of two pages, if it is the same on both and stands at the same height."""
    first = [page[0] for page in pages if page and isinstance(page[0], Line)]
    same = len(pages) == len(first) == 2 and first[0].text == first[1].text and abs(first[0].top - first[1].top) < 1
    return {_shape(first[0])} if same else set()


def _shape(line: Line) -> str:
    return DIGITS.sub("0", line.text)


def _blocks(items: list[Ruled | Line], width: float) -> list[Block]:
    lines = [item for item in items if isinstance(item, Line)]
    first = min((item.box[0] if isinstance(item, Ruled) else item.x0 for item in items), default=0.0)
    margins = _margins(lines, first, width - first)
    found, place = [], 0
    while place < len(items):
        item, place = items[place], place + 1
        if isinstance(item, Ruled):
            parts = [item]
            while place < len(items) and isinstance(items[place], Ruled) and follows(parts[-1], items[place]):
                parts.append(items[place])
                place += 1
            found += _table(parts)
            continue
        text = item.text
        while place < len(items) and isinstance(items[place], Line) and _goes_on(item, items[place], *margins):
            item, place = items[place], place + 1
            text = blocks.join(text, item.text)
        if not page_rules.is_noise(text):
            found.append(blocks.paragraph(text))
    return blocks.join_split(found)


def _table(parts: list[Ruled]) -> list[Block]:
    made = merge(parts)
    if made and len(made.rows[0]) == 1:
        return [blocks.paragraph(row[0].text) for row in made.rows]
    return [made] if made else []


def _margins(lines: list[Line], first: float, last: float) -> tuple[float, float, bool]:
    """Return where full lines begin and end, and whether paragraphs are indented; the left margin is where lines begin after a full one.

    Where at most one line that begins near `first`, the page's left margin, reaches furthest right, titles do: then full lines end at `last`.
    """
    if not lines:
        return 0.0, 0.0, False
    right = sorted(line.x1 for line in lines)[int(len(lines) * 0.9)]
    if sum(line.x1 > right - 2.2 * line.size and line.x0 < first + 3.2 * line.size for line in lines) < 2:
        right = max(right, last)
    following = [below.x0 for above, below in zip(lines, lines[1:]) if above.x1 > right - 3 * above.size]
    least = min(following or [line.x0 for line in lines])
    indented = any(1.2 < (line.x0 - least) / line.size < 3 for line in lines)
    left = least if indented or not following else median(following)
    return left, right, any(1.2 < (line.x0 - left) / line.size < 3 for line in lines)


def _goes_on(line: Line, below: Line, left: float, right: float, indented: bool) -> bool:
    """Tell whether a paragraph goes on: the line is full, the next begins at the margin, close below, and is not numbered."""
    full = line.x1 > right - 2.2 * line.size and (indented or not line.text.endswith(page_rules.STOP))
    close = below.page > line.page or below.top - line.top < 3.2 * line.size
    return full and close and abs(below.x0 - left) < 1.2 * below.size and abs(below.size - line.size) < 1.5 and not page_rules.numbered(below.text)
