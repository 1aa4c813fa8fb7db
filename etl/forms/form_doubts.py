"""What is doubtful about the forms of a document: cells printed twice, rows that no form has, tables that fit none."""

from functools import lru_cache

from etl.forms.cells import fold
from etl.forms.form_labels import key
from etl.messages import finding as said
from etl.model import Figure, Finding
from etl.wordlists import word_list

LABELLED = 4  # rows of a form from which a table without numbers is one that was not filled in or not read
SHOWN = 20  # tables that fit no form and are named one by one


@lru_cache(maxsize=16384)
def clean(text: str) -> str:
    """Return a label on one line; Chinese letters parted by a line break or a blank stand together again."""
    joined = " ".join(text.split())
    return "".join(letter for place, letter in enumerate(joined)
                   if letter != " " or (joined[place - 1].isascii() and joined[place + 1].isascii()))


def twice(figures: list[Figure]) -> list[Finding]:
    """Return a finding for each table with a cell that is printed twice with different numbers."""
    seen: dict[tuple, Figure] = {}
    found = {}
    for figure in figures:
        first = seen.setdefault((figure.rule_id, figure.dimension), figure)
        if first.value != figure.value and None not in (first.value, figure.value):
            found.setdefault(figure.rule_id.rsplit("/", 2)[0], finding("form_twice", "warning", figure.block, label=figure.label))
    return list(found.values())


def leftovers(sheets: list, chosen: list, tables: list, units: tuple[str, ...]) -> list[Finding]:
    """Rows with numbers that no form row explains, tables that fit no form, and tables of a form that hold no number."""
    findings, words, unknown, alone = [], word_list("form_words"), 0, 0
    read_blocks = {hit.block for _, reading in chosen for hit in reading.hits}
    for sheet in sheets:
        if sheet.grid is None:
            continue
        used = {number for owner, reading in chosen if owner is sheet for number in reading.rows_seen}
        if sheet.place not in read_blocks:
            numbered = sheet.grid.numbered
            several = len(numbered) > 1 or any(sum(spot.value.kind == "number" for spot in sheet.grid.spots[number]) > 2 for number in numbered)
            unknown += several
            labels = 0 if several else _labels(sheet.grid, tables)
            alone += bool(numbered) and labels > 0
            if not numbered and labels >= LABELLED:
                findings.append(finding("form_without_figures", "warning", sheet.place, label=labels))
            if alone == LABELLED:  # a table for each row
                findings.append(finding("table_unknown", "info", sheet.place, label=alone))
            if several and unknown <= SHOWN:
                findings.append(finding("table_unknown", "info", sheet.place, label=len(numbered)))
            continue
        for number in sheet.grid.numbered if used else ():
            if number in used or number < min(used):
                continue
            printed = [spot.cell.text for spot in sheet.grid.leading(number)]
            if not any(key(text) in words["skip_row"] or _signed(text) for text in printed):
                row = " ".join(spot.cell.text for spot in sheet.grid.spots[number] if spot.cell.text)
                named = [text for text in printed if key(text) and fold(text).strip("()") not in units]
                findings.append(finding("form_row_unknown", "warning", sheet.place, label=clean(named[-1] if named else row)))
    return findings


def unfilled(chosen: list) -> list[Finding]:
    """Return a finding for each table of a form whose cells are all blank: it was not filled in, or its numbers are no text."""
    return [finding("form_without_figures", "warning", sheet.place, label=len(reading.hits)) for sheet, reading in chosen
            if len(reading.hits) >= LABELLED and all(hit.value.kind == "blank" for hit in reading.hits)]


def _labels(grid, tables: list) -> int:
    """Return how many row labels of one form table a grid holds."""
    keys = {spot.key for spots in grid.spots for spot in spots}
    return max(len(keys & table.row_keys) for table in tables)


def _signed(text: str) -> bool:
    return any(word in fold(text) for word in word_list("form_words")["signature"])


def finding(name: str, level: str, place: int, label: object = "") -> Finding:
    """Return a finding about the extraction at a block, its sentence by the message key `name`."""
    return said(name, level, "extraction", f"block {place}" if place else "", label=label)
