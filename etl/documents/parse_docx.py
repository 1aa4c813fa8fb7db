"""DOCX: paragraphs with the numbers of their lists and tables in the order of the body, merged cells resolved, text boxes after their paragraph."""

import re
from collections.abc import Iterator

from lxml import etree

from etl.documents import blocks, collect, parse_html, parse_text
from etl.documents.article import as_block
from etl.documents.decode import decode
from etl.documents.html_table import Cell, Piece, arrange
from etl.documents.numbering import Numbering
from etl.model import Block
from etl.documents.package import Package, attribute, child, local
from etl.documents.refusal import Refused

HEADING_MAX = 60  # a longer paragraph in a heading style is text
LEVELS = range(9)
PASSED = {"sdt", "sdtContent", "ins", "smartTag", "customXml", "moveTo", "dir", "bdo"}  # wrappers around what is printed
UNPRINTED = {"Fallback", "del", "moveFrom", "rt"}
CONTENTS = re.compile(r"toc \d")  # lines of a table of contents
SYMBOL = re.compile("(?![EFef])[0-9A-Fa-f]{4}")  # of a symbol that is a letter of its own, no place in a font of pictures
WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
COLSPAN_MAX = 200


def read(data: bytes) -> tuple[list[Block], str]:
    """Return the blocks of a DOCX and its title; raises Refused when it is damaged or unpacks to too much."""
    package = Package(data)
    root = next((root for name in package.names("word/document", ".xml") if (root := package.part(name)) is not None), None)
    body = child(root, "body")
    if body is None:
        raise Refused("document_damaged")
    _take_out(body)
    pieces = _container(body, _Context(package))
    core = package.part("docProps/core.xml")
    title = child(core, "title")
    found = [as_block(piece) for piece in pieces]
    return blocks.join_split(found), blocks.title(title.text if title is not None else "")


def _take_out(body: etree._Element) -> None:
    """Take out what is not printed: text deleted or moved away, second versions of drawings, readings above a word."""
    for element in [each for each in body.iter() if local(each) in UNPRINTED]:
        parent = element.getparent()
        if local(parent) == "trPr":  # a whole row that was taken out
            element = parent.getparent()
        elif local(parent) == "rPr" and local(parent.getparent()) == "pPr":  # a paragraph's end that was taken out
            _join_next(parent.getparent().getparent())
        if element is not None and element.getparent() is not None:
            element.getparent().remove(element)


def _join_next(element: etree._Element) -> None:
    """Put what a paragraph holds at the beginning of the next one."""
    below = element.getnext()
    if local(element) != "p" or below is None or local(below) != "p":
        return
    place = 1 if len(below) and local(below[0]) == "pPr" else 0
    below[place:place] = [each for each in element if local(each) != "pPr"]
    element.getparent().remove(element)


class _Context:
    """What the other parts of a file say about its paragraphs: styles, lists, and pages put in whole."""

    def __init__(self, package: Package):
        self.package = package
        self.numbering = Numbering(package.part("word/numbering.xml"))
        notes = [root for name in ("word/footnotes.xml", "word/endnotes.xml") if (root := package.part(name)) is not None]
        self.notes = {(f"{local(each)}Reference", attribute(each, "id")): each for root in notes for each in root if local(each) in ("footnote", "endnote")}
        self.headings, self.passed, self.lists = set(), set(), {}
        bases, styles = {}, package.part("word/styles.xml")
        for style in styles if styles is not None else ():
            name, known = attribute(child(style, "name"), "val").lower(), attribute(style, "styleId")
            properties = child(style, "pPr")
            if attribute(child(properties, "outlineLvl"), "val") in map(str, LEVELS) or name.startswith("heading ") or name == "title":
                self.headings.add(known)
            if CONTENTS.fullmatch(name) or _is_hidden(child(style, "rPr")):
                self.passed.add(known)
            self.lists[known] = child(properties, "numPr")
            bases[known] = attribute(child(style, "basedOn"), "val")
        for known in bases:
            base = known
            for _ in LEVELS:
                if self.lists[known] is None:
                    base = bases.get(base, "")
                    self.lists[known] = self.lists.get(base)

    def label(self, properties: etree._Element | None, style: str, printed: bool) -> str:
        """Return the number that a list prints before a paragraph."""
        own, given = child(properties, "numPr"), self.lists.get(style)
        number = attribute(child(own, "numId"), "val") or attribute(child(given, "numId"), "val")
        level = attribute(child(own, "ilvl"), "val") or attribute(child(given, "ilvl"), "val")
        return self.numbering.label(number, int(level) if level in map(str, LEVELS) else 0, printed) if number else ""

    def chunk(self, key: str) -> list[Piece]:
        """Return the pieces of a page that the file holds whole, as programs put it in that make Word files of web pages."""
        relations = self.package.part("word/_rels/document.xml.rels")
        target = next((attribute(each, "Target") for each in relations if attribute(each, "Id") == key), "") if relations is not None else ""
        data = self.package.bytes(target.lstrip("/") if target.startswith("/") else f"word/{target}") or b""
        kind = collect.sniff(data)
        found = []
        if kind in ("html", "mht"):
            found = parse_html.read(decode(data)[0] if kind == "html" else collect.page_of(data)[0])[0]
        elif kind == "text":
            found = parse_text.read(decode(data)[0], False)
        return [Piece(each.text, "h2" if each.kind == "heading" else "p", rows=each.rows or None) for each in found]


def _container(parent: etree._Element, context: _Context) -> list[Piece]:
    found: list[Piece] = []
    for element in _children(parent):
        name = local(element)
        if name == "p":
            found += _paragraph(element, context)
        elif name == "tbl":
            found += _table(element, context)
        elif name == "altChunk":
            found += context.chunk(attribute(element, "id"))
    return found


def _children(parent: etree._Element) -> list[etree._Element]:
    """Return the children, those of wrappers in the wrappers' place."""
    found, waiting = [], list(parent)[::-1]
    while waiting:
        element = waiting.pop()
        if local(element) in PASSED:
            waiting += list(element)[::-1]
        else:
            found.append(element)
    return found


def _paragraph(element: etree._Element, context: _Context) -> list[Piece]:
    boxes = [each for each in element.iter() if local(each) == "txbxContent"]
    for box in boxes:
        box.getparent().remove(box)
    properties = child(element, "pPr")
    style = attribute(child(properties, "pStyle"), "val")
    level = attribute(child(properties, "outlineLvl"), "val")
    heading = style in context.headings or level in map(str, LEVELS)
    text = blocks.clean("" if style in context.passed else "".join(_written(element, context.passed)))
    text = context.label(properties, style, bool(text.strip())) + text
    lines = [text for line in text.split("\n") if (text := blocks.squeeze(line))]
    found = [Piece(line, "h2" if heading and len(line) <= HEADING_MAX else "p") for line in lines]
    notes = [note for each in element.iter() if (note := context.notes.pop((local(each), attribute(each, "id")), None)) is not None]
    found += [Piece(text, "p") for each in element.iter() if local(each) == "textpath" and (text := blocks.line(attribute(each, "string")))]
    return found + [piece for box in (*boxes, *notes) for piece in _container(box, context)]


def _written(element: etree._Element, passed: set[str]) -> Iterator[str]:
    """Yield what the runs of a paragraph print."""
    for each in element.iter():
        name = local(each)
        if name == "t":
            yield _run_text(each, passed)
        elif name == "sym":
            code = attribute(each, "char")
            yield chr(int(code, 16)) if SYMBOL.fullmatch(code) else ""
        elif name in WRITTEN and local(each.getparent()) == "r" and not (name == "br" and attribute(each, "type") in ("page", "column")):
            yield WRITTEN[name]


def _run_text(element: etree._Element, passed: set[str]) -> str:
    """Return what a run prints: nothing where it is hidden or struck through, raised digits as superscript ones."""
    properties = child(element.getparent(), "rPr")
    if properties is None:
        return element.text or ""
    if _is_hidden(properties) or attribute(child(properties, "rStyle"), "val") in passed:
        return ""
    raised = attribute(child(properties, "vertAlign"), "val") in ("superscript", "subscript")
    return blocks.raised(element.text or "") if raised else element.text or ""


def _is_hidden(properties: etree._Element | None) -> bool:
    marks = [mark for mark in properties if local(mark) in ("vanish", "strike", "dstrike")] if properties is not None else []
    return any(attribute(mark, "val", "1") not in ("0", "false", "off") for mark in marks)


def _table(element: etree._Element, context: _Context) -> list[Piece]:
    lines: list[list[Cell | None]] = []
    for row in _children(element):
        if local(row) != "tr":
            continue
        properties = child(row, "trPr")
        line: list[Cell | None] = [None] * _number(child(properties, "gridBefore"), 0)
        for cell in _children(row):
            if local(cell) == "tc":
                line += _cell(cell, line, lines[-1] if lines else [], context)
        lines.append(line)
    width = max(map(len, lines), default=0)
    if width * len(lines) > 400_000:
        raise OverflowError
    return arrange([line + [None] * (width - len(line)) for line in lines])


def _cell(element: etree._Element, beside: list[Cell | None], above: list[Cell | None], context: _Context) -> list[Cell | None]:
    properties = child(element, "tcPr")
    if _goes_on(child(properties, "hMerge")) and beside:
        return [beside[-1]]
    span = _number(child(properties, "gridSpan"), 1)
    if _goes_on(child(properties, "vMerge")) and len(beside) < len(above) and above[len(beside)] is not None:
        return [above[len(beside)]] * span
    cell = Cell("")
    cell.pieces = _container(element, context)
    return [cell.settle()] * span


def _goes_on(merged: etree._Element | None) -> bool:
    """Tell whether a cell is part of the merged one beside or above it."""
    return merged is not None and attribute(merged, "val", "continue") == "continue"


def _number(element: etree._Element | None, default: int) -> int:
    value = attribute(element, "val")
    return min(int(value), COLSPAN_MAX) if value.isdigit() and len(value) < 6 else default
