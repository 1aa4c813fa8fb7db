"""XLSX: every sheet as tables (empty rows part them), merged cells resolved, numbers as the sheet shows them."""

import re
from functools import reduce
from io import BytesIO
from itertools import groupby

from lxml import etree

from etl.documents import blocks, page_rules
from etl.model import Block, Cell
from etl.documents.package import PARSER, Package, attribute, child, local
from etl.documents.refusal import Refused
from etl.documents.sheet_format import Format, shown
from etl.documents.sheet_format import formats as formats_of

TRUE = ("1", "true")
COLUMNS_MAX = 16_384
PLACES_MAX = 400_000  # rows times columns of all tables
ALONE_MAX = 150  # characters of a row's only cell; a longer one is text
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # a character that XML cannot hold, such as the end of a line
PLAIN_SHEET = re.compile(r"(?i)sheet\s*\d*")


def read(data: bytes) -> tuple[list[Block], str, list[str]]:
    """Return the blocks of an XLSX, its title, and a note when hidden cells hold something; raises Refused when it is damaged or unpacks to too much."""
    package = Package(data)
    workbook = package.part("xl/workbook.xml")
    if workbook is None:
        raise Refused("document_damaged")
    shared, formats = _shared(package), formats_of(package.part("xl/styles.xml"))
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


def _cells(data: bytes, shared: list[str], formats: list[Format]) -> tuple[dict[tuple[int, int], str], list[tuple[int, int, int, int]], set[int], int]:
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


def _value(cell: etree._Element, shared: list[str], formats: list[Format]) -> str:
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
    return shown(raw, formats[int(style)] if style.isdigit() and int(style) < len(formats) else Format())


def _lines(text: str) -> str:
    """Return the lines of a cell, each clean, as they stand."""
    text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return "\n".join(line for each in blocks.clean(text).split("\n") if (line := blocks.line(each)))


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
    """Return rows without an empty one between them: what is text as paragraphs, what stands between texts as tables."""
    found = []
    for text, part in groupby(zip(_texts(rows), rows), key=lambda each: bool(each[0])):
        part = list(part)
        made = None if text else _table([row for _, row in part])
        if made and len(made.rows[0]) > 1:
            found.append(made)
        else:
            cells = {id(cell): cell for _, row in part for cell in row if cell.text}
            found += [blocks.paragraph(line) for cell in cells.values() for line in cell.text.split("\n")]
    return found


def _table(rows: list[list[Cell]]) -> Block | None:
    """Return rows as a table, the lines of a cell as one, two numbers on two lines kept apart."""
    made = blocks.table(rows)
    for cell in {id(cell): cell for row in made.rows for cell in row}.values() if made and len(made.rows[0]) > 1 else ():
        cell.text = reduce(blocks.join, cell.text.split("\n"))
    return made


def _texts(rows: list[list[Cell]]) -> list[str]:
    """Return the text of each row that is no part of a table: a long one or a sentence alone in its row, and titles and headings at one."""
    texts = [[cell.text for cell in blocks.distinct(row) if cell.text] for row in rows]
    held = {id(cell) for row, text in zip(rows, texts) if len(text) > 1 for cell in row}
    alone = ["".join(text) if len(text) == 1 and not any(cell.text and id(cell) in held for cell in row) else "" for row, text in zip(rows, texts)]
    found = [text if len(text) > ALONE_MAX or page_rules.STOP in text else "" for text in alone]
    for place, text in enumerate(alone):
        if not place or found[place - 1]:
            found[place] = found[place] or (text if page_rules.is_heading(text) or place and not page_rules.is_label(text) else "")
    for place in reversed(range(len(alone) - 1)):
        text = alone[place]
        if found[place + 1] and (page_rules.numbered(text) == 1 or not page_rules.is_label(text)):
            found[place] = found[place] or text
    return found
