"""The table of reviews and court cases read from a grid, whichever way its groups and results are laid out."""

from etl.forms.captions import YEAR
from etl.forms.cells import TEXT
from etl.forms.form_grid import Hit, Reading
from etl.forms.form_labels import SURE, Table
from etl.forms.form_spots import Grid, Spot


def read_review(grid: Grid, table: Table, year: int | None = None) -> Reading | None:
    """Return the reading of the table whose rows may stand above the columns, at their left, or crosswise.

    Of several rows of values the one of the report's year is read; two that differ make a cell unreadable.
    """
    hits: dict[tuple[str, str], Hit] = {}
    seen, score, compared = set(), 0.0, False
    groups = _inherited(grid, table)
    for number, spots in enumerate(grid.spots):
        if _counts(spots) or _other_year(spots[0].cell.text, year):
            seen.add(number)
            continue
        for spot in spots:
            if spot.value.kind == "text" and (table.find_row(spot.key) or table.find_column(spot.key) or not _among_values(spots)):
                continue
            chain = [groups[up][spot.first] for up in range(number)] + [groups[number][left] for left in range(spot.first)]
            group, leaf = _last(chain, table.find_row), _last(chain, table.find_column)
            if not group or not leaf or table.rows[group[0]].id not in table.valued:
                continue
            row, column = table.rows[group[0]], table.columns[leaf[0]]
            known = hits.get((row.id, column.id))
            if known is None or known.value.kind == "blank":
                hits[row.id, column.id] = Hit(row.id, column.id, spot.cell, spot.value, group[2], leaf[2], row=number + 1, column=spot.first + 1)
                score += 0.0 if known else group[1]
                seen.add(number)
            elif spot.value.kind != "blank":
                compared = True
                known.value = known.value if spot.value == known.value else TEXT
    taken = {id(hit.cell) for hit in hits.values()}
    stray = any(spot.value.kind in ("number", "zero") and id(spot.cell) not in taken for number in seen for spot in grid.spots[number]
                if not _counts(grid.spots[number]) and not _other_year(grid.spots[number][0].cell.text, year))
    if stray or len(hits) * 3 < len(table.cells):
        return None
    return Reading(table, list(hits.values()), score, rows_seen=seen, compared=compared)


def counts(numbers: list[float | None]) -> bool:
    """Tell whether the numbers of a row only number its columns: 1, 2, 3 and so on.

    >>> counts([1, 2, 3]), counts([1, 2]), counts([1, None, 3])
    (True, False, False)
    """
    return len(numbers) > 2 and numbers[0] == 1 and numbers == list(range(1, len(numbers) + 1))


def _counts(spots: list[Spot]) -> bool:
    return counts([spot.value.number for place, spot in enumerate(spots) if place or spot.value.kind == "number"])


def _other_year(label: str, year: int | None) -> bool:
    years = YEAR.findall(label)
    return bool(year and years) and str(year) not in years


def _among_values(spots: list[Spot]) -> bool:
    """Tell whether most cells of a row are values, so that a text among them stands in a value's place."""
    return sum(spot.value.kind != "text" for spot in spots) * 2 > len(spots)


def _inherited(grid: Grid, table: Table) -> list[list[tuple[str, str] | None]]:
    """Return (key, text) of every label cell; a group label also stands over the blanks at its right."""
    lines = []
    for line in grid.at:
        filled: list[tuple[str, str] | None] = []
        for spot in line:
            if spot.key:
                filled.append((spot.key, spot.cell.text))
            else:
                before = filled[-1] if filled else None
                keeps = before and spot.value.kind == "blank" and any(score >= SURE for _, score in table.find_row(before[0]))
                filled.append(before if keeps else None)
        lines.append(filled)
    return lines


def _last(chain: list[tuple[str, str] | None], find) -> tuple[int, float, str] | None:
    """Return position, score and text of the last label in a chain that the matcher surely knows."""
    for entry in reversed(chain):
        for place, score in find(entry[0]) if entry else ():
            if score >= 0.8:
                return place, score, entry[1]
    return None
