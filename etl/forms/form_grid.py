"""Form tables read from a grid: a value cell belongs to the row label at its left and the column label above it."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from etl.forms.cells import Value, read_value
from etl.forms.captions import YEAR
from etl.forms.form_labels import SURE, Candidates, Forms, Label, Table, align, key, out_of_order
from etl.model import Cell
from etl.wordlists import word_list

BRACKETED = re.compile("[(\uff08]([^()\uff08\uff09]+)[)\uff09]")
LONGEST = 120  # a longer text is no label


@dataclass(slots=True)
class Spot:
    """One distinct cell in one row of a grid, the columns it covers, and what it can be."""

    cell: Cell
    row: int
    first: int
    last: int
    value: Value
    key: str = ""  # the cell's text as a label; empty for a value


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


class Grid:
    """The rows of a table block as spots; a cell merged over columns is one spot, over rows one in each row."""

    def __init__(self, rows: list[list[Cell]], units: tuple[str, ...]):
        self.width = max(map(len, rows), default=0)
        self.at: list[list[Spot]] = []
        self.labels: dict[int, list[Spot]] = {}  # row -> its label cells, once asked for
        for number, row in enumerate(rows):
            line: list[Spot] = []
            for column, cell in enumerate(row):
                before = line[-1] if line else None
                if before and (before.cell is cell or (cell.text and (before.cell.start, before.cell.end) == (cell.start, cell.end))):
                    before.last = column
                    line.append(before)
                else:
                    value = read_value(cell.text, units)
                    label = key(cell.text) if value.kind == "text" and len(cell.text) <= LONGEST else ""
                    line.append(Spot(cell, number, column, column, value, label))
            self.at.append(line)

    @cached_property
    def spots(self) -> list[list[Spot]]:
        """The distinct spots of every row, left to right."""
        return [list({id(spot): spot for spot in line}.values()) for line in self.at]

    def leading(self, number: int) -> list[Spot]:
        """Return the label cells at the left of a row, a line number before them and blanks between them left out."""
        if number not in self.labels:
            labels = self.labels[number] = []
            for spot in self.spots[number]:
                if spot.key:
                    labels.append(spot)
                elif labels and spot.value.kind not in ("blank", "text"):
                    break
        return self.labels[number]


def row_candidates(labels: list[Spot], table: Table) -> tuple[Candidates, Spot | None]:
    """Return the form rows that the label cells may name and the cell that names them: the rightmost of the best."""
    best: tuple[float, int, Candidates] = (0.0, -1, [])
    for last in range(len(labels)):
        for first in {last, max(last - 1, 0)}:
            text = labels[last].key if first == last else key("".join(spot.cell.text for spot in labels[first:last + 1]))
            found = table.find_row(text)
            score = table.find_row.score(text) - (0.01 if first < last else 0.0)
            if (score, last) > best[:2] and found:
                best = (score, last, found)
    return best[2], labels[best[1]] if best[2] else None


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


class Headers:
    """The column labels seen so far while going down a grid."""

    def __init__(self, table: Table, headings: frozenset[str], year: int | None = None):
        self.table, self.headings, self.year = table, headings, str(year or "")  # the year, where columns of several stand side by side
        self.above: dict[int, list[Spot]] = {}  # column -> label cells since the last data row
        self.found: dict[int, tuple[Spot, Candidates, str]] = {}
        self.other: dict[int, str] = {}  # columns under a label of their own that is none of the form's
        self.mapped: dict[int, tuple[str, str]] | None = None
        self.score = 0.0

    def take(self, spots: list[Spot]) -> None:
        """Take in a row that is no data row of this table; one of another table ends the header before it."""
        if any(spot.value.kind in ("number", "zero") for spot in spots):
            self._renew()
        for spot in spots:
            if not spot.key:
                continue
            for column in range(spot.first, spot.last + 1):
                stack = self.above.setdefault(column, [])
                if all(one.cell is not spot.cell for one in stack):
                    stack.append(spot)
                if self._other_year(stack):
                    self.other[column] = spot.key
                else:
                    self._try(column, spot, stack)
            if spot.first == spot.last and not self._names(spot.key) and (spot.key not in self.headings or self.table.find_column(spot.key)):
                self.other[spot.first] = spot.key

    def _other_year(self, stack: list[Spot]) -> bool:
        years = [year for spot in stack if not self._names(spot.key) for year in YEAR.findall(spot.cell.text)]
        return bool(self.year and years) and self.year not in years

    def _names(self, text: str) -> Candidates:
        """Return the form's columns that a label may name; the heading of several columns names none of them by likeness."""
        sure = text not in self.headings or self.table.find_column.score(text) >= SURE
        return self.table.find_column(text) if sure else []

    def _renew(self) -> None:
        """Forget the labels of an earlier header in columns over which a new header stands with other text."""
        fresh = {column for column, stack in self.above.items() if column in self.found and any(one.cell is self.found[column][0].cell for one in stack)}
        for column in set(self.above) - fresh if fresh else ():
            if self.found.pop(column, None):
                self.mapped = None
        self.above = {}

    def _try(self, column: int, spot: Spot, stack: list[Spot]) -> None:
        for depth in range(min(len(stack), 3), 0, -1):
            printed = "".join(one.cell.text for one in stack[-depth:])
            names = self._names(key(printed)) or self._names(key("".join(BRACKETED.findall(printed))))
            if names and max(score for _, score in names) >= (SURE if depth > 1 else 0.0):
                self.found[column] = (spot, names, printed)
                self.mapped = None
                return

    def columns(self) -> dict[int, tuple[str, str]]:
        """Return {grid column: (form column, label as printed)}; headers that could be two columns are told apart by order."""
        self._renew()
        if self.mapped is None:
            distinct = list({id(self.found[column][0].cell): self.found[column] for column in sorted(self.found)}.values())
            places = align([names for _, names, _ in distinct])
            for number, (_, names, _) in enumerate(distinct):
                if places[number] is None and len(names) == 1 and names[0][0] not in places and names[0][1] >= SURE:
                    places[number] = names[0][0]
            named = {id(spot.cell): (self.table.columns[place].id, printed)
                     for (spot, _, printed), place in zip(distinct, places) if place is not None}
            self.score = sum(max(score for _, score in names) for (_, names, _), place in zip(distinct, places) if place is not None)
            self.mapped = {column: named[id(spot.cell)] for column, (spot, _, _) in self.found.items() if id(spot.cell) in named}
        return self.mapped

    def crooked(self, right: list[Spot], columns: dict[int, tuple[str, str]], label_end: int) -> bool:
        """Whether a row's numbers do not stand under the labels: a label is at the wrong side, or a number under none."""
        names = {name for name, _ in columns.values()}
        if {name for column, (name, _) in columns.items() if column > label_end} < names:
            return True
        whole, skipped = len(names) == len(self.table.columns), word_list("form_words")["skip"]
        groups = [text for text in self.other.values() if text in self.headings]  # all organisations in one column
        apart = {column for column, text in self.other.items() if column not in self.found and (whole or text in skipped or groups == [text])}
        return any(spot.value.kind in ("number", "zero") and not any(column in columns or column in apart for column in range(spot.first, spot.last + 1))
                   for spot in right)


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
        else:
            reading.hits += row_hits(grid, number, spot, label, columns)
    reading.score += headers.score
    return reading if sure and reading.hits and reading.crooked * 5 <= len(reading.rows_seen) else None


def row_hits(grid: Grid, number: int, label_spot: Spot, label: Label, columns: dict[int, tuple[str, str]]) -> list[Hit]:
    """Return the value cells of one row; of several grid columns under one header the one that is filled."""
    chosen: dict[str, Hit] = {}
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
        elif spot.cell is not known.cell and spot.value.kind != "blank" and spot.value != known.value:
            known.value = Value("text")  # two different numbers under one header: neither is taken
    return list(chosen.values())
