"""The national forms of a document: every cell of every table as a figure with its address, whatever the layout."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from etl.forms import sums
from etl.forms.caption_units import units_above
from etl.forms.captions import year_of
from etl.forms.form_doubts import clean, finding, leftovers, twice, unfilled
from etl.forms.form_flat import read_flat
from etl.forms.form_glued import glued_tokens, is_glued
from etl.forms.form_grid import Hit, Reading
from etl.forms.form_labels import Forms, Table, forms_of, key
from etl.forms.form_lexer import Trie, items_of, tokens_of
from etl.forms.form_sheet import Sheet, read_block
from etl.forms.form_stat import bracketed
from etl.messages import text as sentence
from etl.model import Block, Document, Figure, Finding, Report
from etl.rules import Rules
from etl.wordlists import word_list

MISSING = {"blank": "blank", "slash": "slash", "text": "unreadable"}
PROSE = 40  # a paragraph longer than this with a full stop is prose
REACH = 4  # a table goes on in another block at most this far down
LARGEST, WIDEST = 600, 120  # rows and columns; a larger table is no form
MOST = 100_000  # characters; a longer paragraph is no form
ALONE, MANY = re.compile(r"(?<=\s)\d+(?=\s)"), 12  # numbers between blanks; so many of them are a flattened table
DIGIT = re.compile("[0-9\uff10-\uff19]")
SENTENCES = re.compile("[^\u3002]+\u3002?")
GLUED, GLUED_MOST, GLUED_LONGEST = "glued", 6, 20_000  # such texts that are read in one document, characters of one
LINES = 20_000  # paragraphs in which a flattened form is looked for


def read(document: Document, report: Report, rules: Rules) -> tuple[list[Figure], list[Finding]]:
    """Return the figures of every form table, blank cells included, and what was doubtful; sets `report.form`."""
    forms = forms_of(rules)
    sheets = _sheets(document, report, forms, rules)
    kept, other = _own_year(_choose(sheets, _usual(report.year, forms)))
    chosen = [(sheet, sheet.filled(reading, forms.units)) for sheet, reading in kept]
    findings = other + [finding(name, "warning", sheet.place, label=printed)
                for sheet, reading in chosen for name, printed in dict.fromkeys(reading.doubts)]
    tally, tables = Counter(), Counter()
    for sheet, reading in chosen:
        if reading.hits and _decisive(sheet, reading):
            tally[reading.table.form] += len(reading.hits)
            tables[reading.table.form] += 1
    used = sorted(tally, key=lambda form: (tables[form], tally[form]), reverse=True)  # one table that was filled in by hand says less than several
    if used and used[0] in forms.national:
        report.form = used[0]
        report.reasons["form"] = sentence("reason_form", form=used[0], cells=tally[used[0]])
    if len(used) > 1:
        findings.append(finding("two_forms", "warning", 0, label=", ".join(sorted(used))))
    scope = "region" if report.agency_type in word_list("identity")["region_scope"] else "agency"
    hits = [(hit, reading.table) for _, reading in chosen for hit in reading.hits]
    figures = [_figure(hit, table, forms, scope, findings) for hit, table in hits]
    findings += units_above([figure for (hit, _), figure in zip(hits, figures) if not _unit_printed(hit, forms)], document, rules)
    return figures, findings + twice(figures) + unfilled(chosen) + leftovers([sheet for sheet, _ in chosen] if other else sheets, chosen, forms.tables, forms.units)


def _usual(year: int | None, forms: Forms) -> str:
    """Return the form of the report's year, which decides where a table's labels fit two forms alike."""
    return next((form for form, first, last in forms.years if year and first <= year <= last), "")


def _own_year(chosen: list[tuple[Sheet, Reading]]) -> tuple[list[tuple[Sheet, Reading]], list[Finding]]:
    """Leave out a table whose caption names another year, if the document has the same table without such a caption."""
    own = {reading.table.name for sheet, reading in chosen if reading.hits and not sheet.year}
    other = [bool(sheet.year) and reading.table.name in own for sheet, reading in chosen]
    left = [one for one, away in zip(chosen, other) if not away]
    return left, [finding("form_other_year", "info", sheet.place, label=sheet.year) for (sheet, _), away in zip(chosen, other) if away]


def _sheets(document: Document, report: Report, forms: Forms, rules: Rules) -> list[Sheet]:
    sheets, stretch, carried, year = [], [], {}, None
    for block in [*_told_apart(document, forms), None]:
        named = year_of(block, forms, report.year, year)
        if named != year:
            sheets += _read_stretch(stretch, document, forms, rules, year)
            stretch, year = [], named
        if block and block.kind == "table" and len(block.rows) <= LARGEST and max(map(len, block.rows), default=0) <= WIDEST:
            sheet = read_block(block, report.year, forms, year, {name: one for name, one in carried.items() if block.index - one[0] <= REACH})
            for rivals in sheet.readings.values():
                for reading in rivals:
                    if reading.columns:
                        carried[reading.table.form, reading.table.name] = (block.index, len(block.rows[0]), reading.columns)
            sheets.append(sheet)
            if sheet.hits and _rows_left(sheet, forms):
                _add_flat(sheet, block, document, forms, rules)
            if sheet.hits or not _wordy(block, forms):
                sheets += _read_stretch(stretch, document, forms, rules, year)
                stretch = []
            else:
                stretch.append(block)
        elif block and block.kind != "table" and block.index <= LINES and not _prose(block):
            stretch.append(block)
        else:
            sheets += _read_stretch(stretch, document, forms, rules, year)
            stretch = []
    return sheets


def _rows_left(sheet: Sheet, forms: Forms) -> bool:
    """Whether rows of another table stay unread in a block, as where merged cells were left out and nothing stands in columns."""
    seen = {number for rivals in sheet.readings.values() for reading in rivals for number in reading.rows_seen}
    named = [number for number, spots in enumerate(sheet.grid.spots) if number not in seen and any(spot.value.kind in ("number", "zero") for spot in spots)
             and any(spot.key in table.row_keys for spot in sheet.grid.leading(number) for table in forms.tables)]
    return bool(named)


def _add_flat(sheet: Sheet, block: Block, document: Document, forms: Forms, rules: Rules) -> None:
    """Add the tables that are found only when the block's cells are read one after the other."""
    found = {name for name, rivals in sheet.readings.items() if any(reading.hits for reading in rivals)}
    for flat in _read_stretch([block], document, forms, rules):
        for name, rivals in flat.readings.items():
            for reading in rivals if name not in found else ():
                reading.hits = [hit for hit in reading.hits if hit.row]  # a blank that stands in no cell is none
                reading.rows_seen |= {hit.row - 1 for hit in reading.hits}
                reading.here = True
                sheet.add(reading)


def _prose(block: Block) -> bool:
    said = len(block.text) > PROSE and any(mark in block.text for mark in "\u3002\uff1b")
    return len(block.text) > MOST or said and block.kind != GLUED and not _many_numbers(block.text)


def _told_apart(document: Document, forms: Forms) -> Iterator[Block]:
    """Yield the blocks, those with a flattened table in pieces; only the first few whose cells ran together stay of that kind."""
    left = GLUED_MOST
    for block in document.blocks:
        for piece in parts(block, forms):
            if piece.kind == GLUED and (not left or len(piece.text) > GLUED_LONGEST):
                piece = replace(piece, kind=block.kind)
            left -= piece.kind == GLUED
            yield piece


def _many_numbers(text: str) -> bool:
    """Whether so many numbers stand alone between blanks, or so many bars, that a table was flattened into a paragraph."""
    return len(ALONE.findall(text)) >= MANY or text.count("|") >= MANY


def parts(block: Block, forms: Forms) -> list[Block]:
    """Return a paragraph that took in a flattened table sentence by sentence, GLUED where cells ran together; any other block as it is."""
    if block.kind == "table" or len(block.text) > MOST:
        return [block]
    glued = is_glued(block.text, forms)
    if not glued and not _many_numbers(block.text):
        return [block]
    return [Block(block.index, GLUED if glued and is_glued(part[0], forms) else block.kind, part[0], block.start + part.start(), block.start + part.end())
            for part in SENTENCES.finditer(block.text)]


def _wordy(block: Block, forms: Forms) -> bool:
    """Whether a table that no reading fits still holds words of a form, so that it may be a flattened one; of a single column one word is enough."""
    cells = {id(cell): cell.text for row in block.rows for cell in row}.values()
    names = {key(text) for text in cells if len(text) < 60}
    return len(names & forms.headings) + max(len(names & table.row_keys) for table in forms.tables) > (max(map(len, block.rows), default=0) > 1)


_TRIES: dict[int, tuple[Forms, Trie]] = {}


def _read_stretch(blocks: list[Block], document: Document, forms: Forms, rules: Rules, year: int | None = None) -> list[Sheet]:
    if not blocks:
        return []
    tokens = [token for block in blocks for token in (glued_tokens(block, forms.units) if block.kind == GLUED else tokens_of(block, document.text, forms.units))]
    if all(token.value.kind == "text" and not DIGIT.search(token.cell.text) for token in tokens):
        return []
    if id(forms) not in _TRIES:
        _TRIES[id(forms)] = (forms, Trie(forms))

    def check(table: Table, hits: list[Hit]) -> tuple[int, int]:
        """Count the table's own sums that hold and that break."""
        values = {(hit.row_id, hit.column_id): hit.value.number for hit in hits if hit.value.number is not None}
        return sums.check(table.form, table.name, values, rules)

    sheet = Sheet(blocks[0].index, year)
    for reading in read_flat(items_of(tokens, _TRIES[id(forms)][1], document.text), forms, check, lambda table: sums.across(table.form, table.name, rules)):
        sheet.add(reading)
    return [sheet]


def _rank(reading: Reading) -> tuple[float, int]:
    if reading.rank is None:
        reading.rank = (round(reading.score, 2), sum(hit.value.kind != "blank" for hit in reading.hits))
    return reading.rank


def _decisive(sheet: Sheet, reading: Reading) -> bool:
    """Whether a table could only be of this form."""
    rivals = [one for one in sheet.readings[reading.table.name] if one.table.form != reading.table.form]
    return all(_rank(one) < _rank(reading) for one in rivals)


def _choose(sheets: list[Sheet], usual: str) -> list[tuple[Sheet, Reading]]:
    """Return one reading per table name of every sheet: the best fit; of equals, the form that the other tables have, else the usual one."""
    tally = Counter()
    for sheet in sheets:
        for rivals in sheet.readings.values():
            best = max(rivals, key=_rank)
            tally[best.table.form] += len(best.hits) if _decisive(sheet, best) else 0
    chosen = []
    for sheet in sheets:
        for rivals in sheet.readings.values():
            best = max(rivals, key=lambda one: (_rank(one), tally[one.table.form], one.table.form == usual, one.table.form))
            chosen += [(sheet, one) for one in rivals if one.table is best.table]
    return chosen


def _figure(hit: Hit, table: Table, forms: Forms, scope: str, findings: list[Finding]) -> Figure:
    hit.said = hit.said or _said(hit, table, forms)
    metric, label, whole, unit, dimension, rule_id = hit.said
    value, cell = hit.value, hit.cell
    kind = "text" if value.kind == "net" and metric not in forms.changes else value.kind
    if kind == "text":
        findings.append(finding("form_cell_unreadable", "warning", hit.block, label=label))
    return Figure(
        metric, whole, None if kind in MISSING else value.number, value.unit or unit, value.qualifier, scope, dimension, "", "table",
        MISSING.get(kind, ""), rule_id, hit.block, hit.row, hit.column, f"{label} {clean(cell.text)}".strip(), cell.start, cell.end)


def _unit_printed(hit: Hit, forms: Forms) -> bool:
    return bool(hit.value.unit or hit.unit or bracketed(hit.column_label, forms.units) or bracketed(hit.row_label, forms.units))


def _said(hit: Hit, table: Table, forms: Forms) -> tuple[str, ...]:
    """Return metric, row label, whole label, unit, dimension and rule of a cell: the same for every value that may stand there."""
    metric, dimension, unit = table.cells[hit.row_id, hit.column_id]
    label = clean(hit.row_label)
    column = clean(hit.column_label) if len(table.columns) > 1 and table.name != "stat" else ""
    printed = hit.unit or bracketed(hit.column_label, forms.units) or bracketed(hit.row_label, forms.units) or unit
    return metric, label, f"{label} {column}".strip(), printed, hit.dimension or dimension, f"form:{table.form}/{table.name}/{hit.row_id}/{hit.column_id}"
