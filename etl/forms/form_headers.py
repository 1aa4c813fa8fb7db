"""The column labels of a form table, gathered while going down its rows."""

import re

from etl.forms.captions import YEAR
from etl.forms.form_labels import SURE, Candidates, Table, align, key
from etl.forms.form_spots import Spot
from etl.wordlists import word_list

BRACKETED = re.compile("[(\uff08]([^()\uff08\uff09]+)[)\uff09]")


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
