"""The rows of a table block as spots: distinct cells with what they can be, a label or a value."""

from dataclasses import dataclass
from functools import cached_property

from etl.forms.cells import Value, read_value
from etl.forms.form_labels import key
from etl.model import Cell

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

    @cached_property
    def numbered(self) -> list[int]:
        """The rows in which a number stands."""
        return [number for number, spots in enumerate(self.spots) if any(spot.value.kind == "number" for spot in spots)]

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
