"""The statistical table of 2014–2018: one row per indicator, its unit, and one value column or several local ones."""

import re
from dataclasses import replace
from functools import lru_cache

from etl.forms.cells import fold
from etl.forms.form_grid import Hit, Reading, match_rows
from etl.forms.form_labels import SURE, Forms, Table, key
from etl.forms.form_spots import Grid
from etl.wordlists import word_list

VALUE = "C3"
TOTAL = (VALUE, "")


def read_stat(grid: Grid, table: Table, forms: Forms, year: int | None, carried: dict, least: int) -> Reading | None:
    """Return the reading of a statistical table; `least` rows must carry the printed label.

    Local parts of the value column keep their printed header as dimension; the year decides between columns of years.
    """
    matched = match_rows(grid, table)
    valued = {number: found for number, found in matched.items() if found[0].id in table.valued}
    sure = sum(score >= SURE for _, _, score in matched.values())
    if sure < least or not valued:
        return None
    first = min(valued)
    after = max(spot.last for _, spot, _ in valued.values()) + 1
    headers = {column: _header(grid, column, min(matched)) for column in range(after, grid.width)}
    unit_column = _unit_column(grid, valued, headers, forms)
    columns = _value_columns(grid, valued, headers, unit_column, year)
    reading = Reading(table, columns=columns or carried, score=sum(score for _, _, score in valued.values()))
    if not columns and any(_numeric(grid, number, column) for number in valued for column in headers if column != unit_column):
        reading.columns = carried
        if not carried:
            reading.doubts.append(("form_column_unclear", " ".join(filter(None, headers.values()))))
    reading.rows_seen = set(valued) | {number for number in range(first, grid.at and len(grid.at)) if number in matched}
    for number, (label, spot, _) in valued.items():
        unit = grid.at[number][unit_column].cell.text if unit_column is not None else ""
        printed = fold(unit) if fold(unit) in forms.units else bracketed(spot.cell.text, forms.units)
        for column, (header, dimension) in reading.columns.items():
            if column < len(grid.at[number]) and column > spot.last:
                value = grid.at[number][column]
                reading.hits.append(Hit(label.id, VALUE, value.cell, value.value, spot.cell.text, header, dimension, printed,
                                        row=number + 1, column=value.first + 1))
    return reading


@lru_cache(maxsize=16384)
def bracketed(text: str, units: tuple[str, ...]) -> str:
    """Return the unit that a label or header prints in its brackets, as in 金额(单位:万元), or nothing.

    >>> bracketed("采购总金额(万元)", ("万元", "元")), bracketed("第(一)项", ("项",))
    ('万元', '')
    """
    for inside in re.findall(r"[(\uff08]([^()\uff08\uff09]*)[)\uff09]", text):
        last = re.split(r"[:\uff1a]", fold(inside))[-1]
        if last in units:
            return last
    return ""


def _header(grid: Grid, column: int, before: int) -> str:
    labels = [grid.at[row][column].cell.text for row in range(before) if column < len(grid.at[row]) and grid.at[row][column].key
              and grid.at[row][column].last - grid.at[row][column].first < max(2, grid.width - 2)]
    return labels[-1] if labels else ""


def _numeric(grid: Grid, number: int, column: int) -> bool:
    return column < len(grid.at[number]) and grid.at[number][column].value.kind in ("number", "zero")


def _unit_column(grid: Grid, valued: dict, headers: dict[int, str], forms: Forms) -> int | None:
    words = word_list("form_words")
    for column in headers:
        texts = [fold(grid.at[number][column].cell.text) for number in valued if column < len(grid.at[number])]
        printed = [text for text in texts if text]
        if printed and sum(text in forms.units for text in printed) * 2 > len(printed):
            return column
    return next((column for column, text in headers.items() if key(text) in words["unit"]), None)


def role(header: str) -> str:
    """Return what a value column's header says it is: total, part, skip, sequence, or nothing."""
    words, text = word_list("form_words"), key(header)
    for kind in ("sequence", "unit", "total", "skip"):
        if text in words[kind]:
            return kind
    if any(word in text for word in words["part"]):
        return "part"
    tail = re.sub(r"^\d+\D?", "", text)
    for kind in ("total", "skip"):
        if tail in words[kind] or any(text.endswith(word) for word in words[kind] if len(word) > 2):
            return kind
    return ""


def _value_columns(grid: Grid, valued: dict, headers: dict[int, str], unit_column: int | None, year: int | None) -> dict:
    """Return {grid column: (header, dimension)} of the columns that hold the year's numbers."""
    rest = {column: text for column, text in headers.items() if column != unit_column}
    filled = [column for column in rest if any(_numeric(grid, number, column) for number in valued)]
    roles = {column: role(text) if text else "" for column, text in rest.items()}
    parts = {column: (rest[column], fold(rest[column])) for column in rest if roles[column] == "part"}
    totals = [column for column in rest if roles[column] == "total"]
    own_year = [column for column in totals or rest if year and str(year) in fold(rest[column])]
    if len(totals) > 1 or (not totals and len(filled) > 1):
        totals = own_year if len(own_year) == 1 else [column for column in totals if column in filled]
    if not totals and not parts:
        open_ = [column for column in rest if not roles[column]]
        totals = open_ if len(open_) == 1 else [column for column in filled if not roles[column]]
    if len(totals) > 1:
        return parts
    return dict(sorted({**{column: (rest[column], "") for column in totals}, **parts}.items()))


def halves(rows: list, units: tuple[str, ...]) -> list[tuple[int, list]]:
    """Return (first column, rows) of each half when a table prints indicators in two columns side by side, else the whole."""
    words = word_list("form_words")["indicator"]
    for row in rows[:6]:
        starts = [column for column, cell in enumerate(row) if key(cell.text) in words and (not column or row[column - 1] is not cell)]
        if len(starts) > 1:
            ends = [*starts[1:], len(row)]
            return [(start, [line[start:end] for line in rows]) for start, end in zip(starts, ends)]
    return [(0, rows)]


def shifted(reading: Reading, offset: int) -> Reading:
    """Return the reading of a right half with its columns counted from the table's first."""
    reading.hits = [replace(hit, column=(hit.column or 0) + offset) for hit in reading.hits] if offset else reading.hits
    return reading
