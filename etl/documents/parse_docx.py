"""DOCX: paragraphs and tables in the order of the body, merged cells resolved, text boxes after their paragraph."""

from lxml import etree

from etl.documents import blocks
from etl.documents.article import as_block
from etl.documents.html_table import Cell, Piece, arrange
from etl.model import Block
from etl.documents.package import Package, attribute, child, local
from etl.documents.refusal import Refused

HEADING_MAX = 60  # a longer paragraph in a heading style is text
LEVELS = range(9)
PASSED = {"sdt", "sdtContent", "ins", "smartTag", "customXml", "moveTo", "dir", "bdo"}  # wrappers around what is printed
WRITTEN = {"t": None, "tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
COLSPAN_MAX = 200


def read(data: bytes) -> tuple[list[Block], str]:
    """Return the blocks of a DOCX and its title; raises Refused when it is damaged or unpacks to too much."""
    package = Package(data)
    root = next((root for name in package.names("word/document", ".xml") if (root := package.part(name)) is not None), None)
    body = child(root, "body")
    if body is None:
        raise Refused("document_damaged")
    for element in [each for each in body.iter() if local(each) in ("Fallback", "del", "moveFrom")]:
        if local(element.getparent()) == "trPr":  # a whole row that was taken out
            element = element.getparent().getparent()
        if element is not None and element.getparent() is not None:
            element.getparent().remove(element)
    pieces = _container(body, _heading_styles(package.part("word/styles.xml")))
    core = package.part("docProps/core.xml")
    title = child(core, "title")
    found = [as_block(piece) for piece in pieces]
    return blocks.join_split(found), blocks.title(title.text if title is not None else "")


def _heading_styles(styles: etree._Element | None) -> set[str]:
    found = set()
    for style in styles if styles is not None else ():
        level = child(child(style, "pPr"), "outlineLvl")
        name = attribute(child(style, "name"), "val").lower()
        if level is not None and attribute(level, "val") in map(str, LEVELS) or name.startswith("heading ") or name == "title":
            found.add(attribute(style, "styleId"))
    return found


def _container(parent: etree._Element, headings: set[str]) -> list[Piece]:
    found: list[Piece] = []
    for element in _children(parent):
        name = local(element)
        if name == "p":
            found += _paragraph(element, headings)
        elif name == "tbl":
            found += _table(element, headings)
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


def _paragraph(element: etree._Element, headings: set[str]) -> list[Piece]:
    boxes = [each for each in element.iter() if local(each) == "txbxContent"]
    for box in boxes:
        box.getparent().remove(box)
    parts = []
    for each in element.iter():
        name = local(each)
        if name in WRITTEN:
            if name == "br" and attribute(each, "type") in ("page", "column"):
                continue
            parts.append(_run_text(each) if name == "t" else WRITTEN[name] if local(each.getparent()) == "r" else "")
    properties = child(element, "pPr")
    style = attribute(child(properties, "pStyle"), "val")
    level = attribute(child(properties, "outlineLvl"), "val")
    heading = style in headings or level in map(str, LEVELS)
    lines = [text for line in blocks.clean("".join(parts)).split("\n") if (text := blocks.squeeze(line))]
    found = [Piece(line, "h2" if heading and len(line) <= HEADING_MAX else "p") for line in lines]
    return found + [piece for box in boxes for piece in _container(box, headings)]


def _run_text(element: etree._Element) -> str:
    """Return what a run prints: nothing where it is hidden or struck through, raised digits as superscript ones."""
    properties = child(element.getparent(), "rPr")
    if properties is None:
        return element.text or ""
    if any(attribute(mark, "val", "1") not in ("0", "false", "off") for mark in properties if local(mark) in ("vanish", "strike", "dstrike")):
        return ""
    raised = attribute(child(properties, "vertAlign"), "val") in ("superscript", "subscript")
    return blocks.raised(element.text or "") if raised else element.text or ""


def _table(element: etree._Element, headings: set[str]) -> list[Piece]:
    lines: list[list[Cell | None]] = []
    for row in _children(element):
        if local(row) != "tr":
            continue
        properties = child(row, "trPr")
        line: list[Cell | None] = [None] * _number(child(properties, "gridBefore"), 0)
        for cell in _children(row):
            if local(cell) == "tc":
                line += _cell(cell, len(line), lines[-1] if lines else [], headings)
        lines.append(line)
    width = max(map(len, lines), default=0)
    if width * len(lines) > 400_000:
        raise OverflowError
    return arrange([line + [None] * (width - len(line)) for line in lines])


def _cell(element: etree._Element, column: int, above: list[Cell | None], headings: set[str]) -> list[Cell | None]:
    properties = child(element, "tcPr")
    merged = child(properties, "vMerge")
    span = _number(child(properties, "gridSpan"), 1)
    if merged is not None and attribute(merged, "val", "continue") == "continue" and column < len(above) and above[column] is not None:
        return [above[column]] * span
    cell = Cell("")
    cell.pieces = _container(element, headings)
    return [cell.settle()] * span


def _number(element: etree._Element | None, default: int) -> int:
    value = attribute(element, "val")
    return min(int(value), COLSPAN_MAX) if value.isdigit() and len(value) < 6 else default
