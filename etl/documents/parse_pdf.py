"""PDF with a text layer: ruled tables, paragraphs put together over line and page ends, page furniture left out."""

import logging
import re
from collections import Counter

from etl.documents import blocks, page_rules, pdf_grounds, pdf_marks
from etl.model import Block
from etl.documents.pdf_columns import in_order
from etl.documents.pdf_lines import Line, goes_on, margins
from etl.documents.pdf_table import Ruled, cells_above, fill, follows, lines_of, merge, spill, text_of
from etl.documents.refusal import Refused

PAGES_MAX = 400
TEXT_MIN = 8  # characters a page below which the file is a scan
NEAR = 2.0  # points; columns of two tables are often hardly further apart
TURNED_MIN = 20  # letters; fewer are a mark at the margin
DIGITS = re.compile(r"\d+")
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


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
    ruled = pdf_grounds.without(page)
    tables = [Ruled(number, table.cells, table.bbox) for table in ruled.find_tables(_closed(ruled)) if len(table.cells) > 1]
    inside: list[list[dict]] = [[] for _ in tables]
    outside = []
    for char in pdf_marks.without(page.chars):
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        place = next((place for place, table in enumerate(tables)
                      if table.box[0] <= x <= table.box[2] and table.box[1] <= y <= table.box[3]), None)
        (outside if place is None else inside[place]).append(char)
    for table, chars in zip(tables, inside):
        fill(table, chars)
    lines = [Line(number, letters[0]["x0"], letters[0]["top"], letters[-1]["x1"], letters[0]["size"], text, letters)
             for line in (lines_of(outside) if tables else in_order(lines_of(outside)))
             if (letters := [char for char in line if char["text"].strip()]) and (text := text_of(line))]
    return sorted(tables + lines, key=lambda item: item.box[1] if isinstance(item, Ruled) else item.top) if tables else lines


def _closed(page) -> dict:
    """Return settings to find tables with: rules that are thinner than NEAR and not nearer to one another stay two.

    A table cut by the page end often lacks the rule there: one is drawn where the upright rules begin and end.
    """
    thick = any(NEAR / 2 < min(rect["width"], rect["height"]) <= pdf_grounds.RULE_MAX for rect in page.rects)
    near = {} if thick else {"snap_x_tolerance": NEAR}
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    if not upright:
        return near
    return near | {"explicit_horizontal_lines": [min(edge["top"] for edge in upright), max(edge["bottom"] for edge in upright)]}


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
    page = margins(lines, first, width - first)
    found, place = [], 0
    while place < len(items):
        item, place = items[place], place + 1
        if isinstance(item, Ruled):
            parts = [item]
            while (below := place + _spilled(parts[-1], items, place)) < len(items) and isinstance(items[below], Ruled) and follows(parts[-1], items[below]):
                for line in items[place:below]:
                    spill(parts[-1], line.chars)
                parts.append(items[below])
                place = below + 1
            found += _table(parts)
            continue
        text = item.text
        while place < len(items) and isinstance(items[place], Line) and goes_on(item, items[place], page):
            item, place = items[place], place + 1
            text = blocks.join(text, item.text)
        if not page_rules.is_noise(text):
            found.append(blocks.paragraph(text))
    return blocks.join_split(found)


def _spilled(ruled: Ruled, items: list[Ruled | Line], place: int) -> int:
    """Return how many lines from a place on are the rest of a cell that had no room before the page end."""
    count, bottom = 0, ruled.box[3]
    while place + count < len(items) and isinstance(line := items[place + count], Line) and line.page == ruled.page:
        if line.top - bottom > line.size or page_rules.numbered(line.text) or None in cells_above(ruled, line.chars):
            return 0
        count, bottom = count + 1, line.top + line.size
    return count


def _table(parts: list[Ruled]) -> list[Block]:
    made = merge(parts)
    if made and len(made.rows[0]) == 1:
        return [blocks.paragraph(row[0].text) for row in made.rows]
    return [made] if made else []
