"""XLSX: every sheet as tables (empty rows part them), merged cells resolved, numbers as the sheet shows them."""

import re
from datetime import datetime, timedelta
from functools import reduce
from io import BytesIO

from lxml import etree

from etl.documents import blocks
from etl.model import Block, Cell
from etl.documents.package import PARSER, Package, attribute, child, local
from etl.documents.refusal import Refused

TRUE = ("1", "true")
COLUMNS_MAX = 16_384
PLACES_MAX = 400_000  # rows times columns of all tables
ALONE_MAX = 150  # characters of a row's only cell; a longer one is text
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
PERCENT_IDS = {9, 10}
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
PLAIN_SHEET = re.compile(r"(?i)sheet\s*\d*")
EPOCH = datetime(1899, 12, 30)


def read(data: bytes) -> tuple[list[Block], str, list[str]]:
    """Return the blocks of an XLSX, its title, and a note when hidden cells hold something; raises Refused when it is damaged or unpacks to too much."""
    package = Package(data)
    workbook = package.part("xl/workbook.xml")
    if workbook is None:
        raise Refused("document_damaged")
    shared, formats = _shared(package), _formats(package.part("xl/styles.xml"))
    found: list[Block] = []
    hidden = 0
    for name, target, visible in _sheets(package, workbook):
        cells, merged, passed, unseen = _cells(package.bytes(target) or b"", shared, formats)
        hidden += unseen + (0 if visible else len(cells))
        made = _blocks(cells, merged, passed) if visible else []
        if made and not PLAIN_SHEET.fullmatch(name):
            found.append(Block(0, "heading", blocks.line(name), 0, 0))
        found += made
    title = child(package.part("docProps/core.xml"), "title")
    return found, blocks.title(title.text if title is not None else ""), [f"hidden_cells {hidden}"] if hidden else []


def _sheets(package: Package, workbook: etree._Element) -> list[tuple[str, str, bool]]:
    """Return name and part of each sheet, in order, and whether it is shown."""
    relations = package.part("xl/_rels/workbook.xml.rels")
    targets = {attribute(each, "Id"): attribute(each, "Target") for each in relations} if relations is not None else {}
    sheets = []
    for sheet in child(workbook, "sheets") if child(workbook, "sheets") is not None else ():
        target = targets.get(sheet.get(next((key for key in sheet.attrib if key.endswith("}id")), ""), ""), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in package.sizes:
            sheets.append((attribute(sheet, "name"), part, attribute(sheet, "state", "visible") == "visible"))
    return sheets


def _shared(package: Package) -> list[str]:
    root = package.part("xl/sharedStrings.xml")
    return [_string(item) for item in root if local(item) == "si"] if root is not None else []


def _string(item: etree._Element) -> str:
    """Return a rich text without its phonetic guide and struck words, raised digits as superscript ones."""
    return "".join(_printed(each) for each in item.iter() if local(each) == "t" and local(each.getparent()) != "rPh")


def _printed(text: etree._Element) -> str:
    properties = child(text.getparent(), "rPr")
    if attribute(child(properties, "strike"), "val", "1") not in ("0", "false") and child(properties, "strike") is not None:
        return ""
    raised = attribute(child(properties, "vertAlign"), "val") in ("superscript", "subscript")
    return blocks.raised(text.text or "") if raised else text.text or ""


def _formats(styles: etree._Element | None) -> list[str]:
    """Return date, percent or nothing for each cell style."""
    codes = {attribute(each, "numFmtId"): QUOTED.sub("", attribute(each, "formatCode")).lower()
             for each in (child(styles, "numFmts") if child(styles, "numFmts") is not None else ())}
    kinds = []
    for style in child(styles, "cellXfs") if child(styles, "cellXfs") is not None else ():
        number = attribute(style, "numFmtId", "0")
        code, known = codes.get(number, ""), int(number) if number.isdigit() else 0
        date = known in DATE_IDS or bool(re.search("[yd]", code)) and not re.search("[#0]", code)
        kinds.append("date" if date else "percent" if known in PERCENT_IDS or "%" in code else "")
    return kinds


def _cells(data: bytes, shared: list[str], formats: list[str]) -> tuple[dict[tuple[int, int], str], list[tuple[int, int, int, int]], set[int], int]:
    """Return the texts of a sheet's cells that are shown by (row, column), from 0, its merged areas, its hidden rows, the number of hidden cells."""
    cells, merged, row, hidden, passed, unseen = {}, [], -1, range(0), set(), 0
    options = {key: value for key, value in PARSER.items() if key in ("resolve_entities", "no_network", "huge_tree")}
    try:
        for _, element in etree.iterparse(BytesIO(data), events=("end",), **options):
            name = local(element)
            if name == "mergeCell":
                ends = [_place(end) for end in attribute(element, "ref").split(":")]
                merged += [(*ends[0], *ends[-1])] if all(ends) else []
            elif name == "col" and element.get("hidden") in TRUE:
                hidden = {*hidden, *range(int(element.get("min") or 1) - 1, min(int(element.get("max") or 0), COLUMNS_MAX))}
            elif name == "row":
                row = int(element.get("r")) - 1 if (element.get("r") or "").isdigit() else row + 1
                column = -1
                if element.get("hidden") in TRUE:
                    passed.add(row)
                for cell in element:
                    place = _place(cell.get("r") or "")
                    column = place[1] if place else column + 1
                    text = _value(cell, shared, formats) if local(cell) == "c" else ""
                    if text and (row in passed or column in hidden):
                        unseen += 1
                    elif text:
                        cells[row, column] = text
                element.clear()
    except etree.XMLSyntaxError:
        raise Refused("document_damaged") from None
    return cells, merged, passed, unseen


def _place(reference: str) -> tuple[int, int] | None:
    match = REFERENCE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _value(cell: etree._Element, shared: list[str], formats: list[str]) -> str:
    kind = cell.get("t") or "n"
    if kind == "inlineStr":
        return _lines(_string(cell))
    formula, stored = child(cell, "f"), child(cell, "v")
    if formula is not None and kind != "str" and (stored is None or not stored.text):
        return f"={formula.text or ''}"  # never worked out: no blank, and no number either
    raw = stored.text or "" if stored is not None else ""
    if kind == "s":
        return _lines(shared[int(raw)]) if raw.isdigit() and int(raw) < len(shared) else ""
    if kind != "n" or not raw:
        return blocks.line(raw)
    style = cell.get("s") or ""
    return shown(raw, formats[int(style)] if style.isdigit() and int(style) < len(formats) else "")


def _lines(text: str) -> str:
    """Return the lines of a cell as one, two numbers on two lines kept apart."""
    return reduce(blocks.join, map(blocks.line, text.splitlines()), "")


def shown(raw: str, kind: str = "") -> str:
    """Return a stored number as a sheet shows it; dates as ISO dates, percents with their sign.

    >>> shown("3457"), shown("0.30000000000000004"), shown("0.5", "percent"), shown("43539", "date")
    ('3457', '0.3', '50%', '2019-03-15')
    """
    try:
        number = float(raw)
        if kind == "date":
            return (EPOCH + timedelta(days=int(number))).date().isoformat()
    except (ValueError, OverflowError):
        return raw
    if kind == "percent":
        return f"{number * 100:.10g}%"
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.12g}"


def _blocks(cells: dict[tuple[int, int], str], merged: list[tuple[int, int, int, int]], hidden: set[int]) -> list[Block]:
    columns = {column: place for place, column in enumerate(sorted({column for _, column in cells}))}
    numbers = sorted({row for row, _ in cells})
    if len(columns) * len(numbers) > PLACES_MAX:
        raise OverflowError
    made = {place: Cell(text, 0, 0) for place, text in cells.items()}
    used = set(numbers)
    for top, left, bottom, right in merged[:PLACES_MAX // 10]:
        owner = made.get((top, left))
        rows = range(top, bottom + 1) if bottom - top < len(used) else sorted(row for row in used if top <= row <= bottom)
        if owner:
            made |= {(row, column): owner for row in rows if row in used for column in columns if left <= column <= right}
    runs: list[list[int]] = []
    steps = [below - above for above, below in zip(numbers, numbers[1:])]
    step = 2 if len(steps) > 3 and steps.count(2) * 10 >= len(steps) * 8 else 1  # every other row left empty for looks
    for row in numbers:
        if runs and (row <= runs[-1][-1] + step or hidden and hidden.issuperset(range(runs[-1][-1] + 1, row))):
            runs[-1].append(row)
        else:
            runs.append([row])
    return [block for run in runs for block in _run([[made.get((row, column)) or Cell("", 0, 0) for column in columns] for row in run])]


def _run(rows: list[list[Cell]]) -> list[Block]:
    """Return rows without an empty one between them as a table, long texts above and below it as paragraphs."""
    above, below = [], []
    while rows and _is_text(rows[0]):
        above.append(rows.pop(0))
    while rows and _is_text(rows[-1]):
        below.insert(0, rows.pop())
    made = blocks.table(rows)
    if made and len(made.rows[0]) == 1:
        above, made = above + made.rows, None
    return _texts(above) + ([made] if made else []) + _texts(below)


def _is_text(row: list[Cell]) -> bool:
    return [len(cell.text) > ALONE_MAX for cell in blocks.distinct(row) if cell.text] == [True]


def _texts(rows: list[list[Cell]]) -> list[Block]:
    return [blocks.paragraph(cell.text) for row in rows for cell in blocks.distinct(row) if cell.text]
