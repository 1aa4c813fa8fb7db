"""Form tables read from a grid: a value cell belongs to the row label at its left and the column label above it."""

from dataclasses import dataclass, field

from etl.forms.captions import YEAR
from etl.forms.cells import Value
from etl.forms.form_headers import Headers
from etl.forms.form_labels import SURE, Candidates, Label, Table, align, key, out_of_order
from etl.forms.form_spots import Grid, Spot
from etl.model import Cell


@dataclass(slots=True)
class Hit:
    """One value cell of a form: which cell of the form it is, where it stands, and its labels as printed."""

    row_id: str
    column_id: str
    cell: Cell
    value: Value
    row_label: str
    column_label: str = ""
    dimension: str = ""  # only where a printed column is a local part of the form's column
    unit: str = ""  # printed in the header or in a unit column
    block: int = 0
    row: int | None = None
    column: int | None = None
    said: tuple | None = None  # what a figure says of the cell, whatever its value; once asked for


@dataclass(slots=True)
class Reading:
    """What one table of one form found: its hits, how well the labels fitted, and what stayed unclear."""

    table: Table
    hits: list[Hit] = field(default_factory=list)
    score: float = 0.0
    columns: dict[int, tuple[str, str]] = field(default_factory=dict)  # for a table that goes on in the next block
    doubts: list[tuple[str, str]] = field(default_factory=list)  # message key, text as printed
    rows_seen: set[int] = field(default_factory=set)  # grid rows that belong to this table
    crooked: int = 0  # rows whose numbers do not stand under the labels
    rank: tuple[float, int] | None = None  # how it stands to its rivals, once asked for
    here: bool = False  # read cell by cell in this very block, whatever is known of its layout
    compared: bool = False  # the numbers themselves decided, not their places alone


def row_candidates(labels: list[Spot], table: Table) -> tuple[Candidates, Spot | None]:
    """Return the form rows that the label cells may name and the cell that names them: the rightmost of the best, a row with values before its heading."""
    best: tuple[bool, float, int, Candidates] = (False, 0.0, -1, [])
    for last in range(len(labels)):
        for first in {last, max(last - 1, 0)}:
            text = labels[last].key if first == last else key("".join(spot.cell.text for spot in labels[first:last + 1]))
            found = table.find_row(text)
            score = table.find_row.score(text) - (0.01 if first < last else 0.0)
            valued = any(table.rows[place].id in table.valued for place, _ in found)
            if found and (valued, score, last) > best[:3]:
                best = (valued, score, last, found)
    return best[3], labels[best[2]] if best[3] else None


def match_rows(grid: Grid, table: Table) -> dict[int, tuple[Label, Spot, float]]:
    """Return for every grid row that is a row of the table: the form's row, the label cell and its score."""
    names: list[Candidates] = []
    spots: list[Spot | None] = []
    for number in range(len(grid.at)):
        headers = sum(table.find_column.score(spot.key) >= SURE for spot in grid.spots[number] if spot.key)
        numbers = headers >= 2 and any(spot.value.kind in ("number", "zero") for spot in grid.spots[number][1:])
        found, spot = ([], None) if headers >= 2 and not numbers else row_candidates(grid.leading(number), table)
        names.append(found)
        spots.append(spot)
    placed = out_of_order(align(names), names)
    return {number: (table.rows[place], spots[number], dict(names[number])[place])
            for number, place in enumerate(placed) if place is not None}


def read_rows(grid: Grid, table: Table, headings: frozenset[str], carried: dict[int, tuple[str, str]],
              year: int | None = None) -> Reading | None:
    """Return the reading of a table with row labels at the left and column labels above (of several years the own), None when not there."""
    matched = match_rows(grid, table)
    if not matched:
        return None
    above = {found for spots in grid.spots[:min(matched)] for spot in spots for found in YEAR.findall(spot.cell.text)}
    reading, headers, sure = Reading(table), Headers(table, headings, year if str(year) in above else None), 0
    for number, spots in enumerate(grid.spots):
        if number not in matched:
            headers.take(spots)
            continue
        label, spot, score = matched[number]
        columns = headers.columns() or carried
        if not columns or label.id not in table.valued:
            continue
        reading.columns = columns
        reading.score += score
        sure += score >= SURE
        reading.rows_seen.add(number)
        if headers.crooked(grid.at[number][spot.last + 1:], columns, spot.last):
            reading.crooked += 1
            reading.doubts.append(("form_row_misaligned", spot.cell.text))
            continue
        hits, compared = row_hits(grid, number, spot, label, columns)
        reading.hits += hits
        reading.compared = reading.compared or compared
    reading.score += headers.score
    return reading if sure and reading.hits and reading.crooked * 5 <= len(reading.rows_seen) else None


def row_hits(grid: Grid, number: int, label_spot: Spot, label: Label, columns: dict[int, tuple[str, str]]) -> tuple[list[Hit], bool]:
    """Return the value cells of one row and whether numbers were compared; of several grid columns under one header the one that is filled."""
    chosen: dict[str, Hit] = {}
    compared = False
    for column in sorted(columns):
        if column <= label_spot.last or column >= len(grid.at[number]):
            continue
        spot, (column_id, printed) = grid.at[number][column], columns[column]
        if spot.cell is label_spot.cell:
            continue
        hit = Hit(label.id, column_id, spot.cell, spot.value, label_spot.cell.text, printed, row=number + 1, column=spot.first + 1)
        known = chosen.get(column_id)
        if known is None or (known.value.kind == "blank" and spot.value.kind != "blank"):
            chosen[column_id] = hit
        elif spot.cell is not known.cell and spot.value.kind != "blank":
            compared = True
            if spot.value != known.value:
                known.value = Value("text")  # two different numbers under one header: neither is taken
    return list(chosen.values()), compared
