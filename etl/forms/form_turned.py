"""Tables of a form printed with rows as columns: read turned round, and only where every label is surely the form's."""

from etl.forms.form_grid import Reading, match_rows, read_rows
from etl.forms.form_labels import SURE, Forms, Table
from etl.forms.form_spots import Grid
from etl.model import Cell

SMALL = 60  # rows and columns


def read_turned(rows: list[list[Cell]], table: Table, forms: Forms, own: int | None) -> Reading | None:
    """Return the reading of a table whose rows stand as columns, None where a label of it is doubtful or lacks."""
    if max(len(rows), len(rows[0])) > SMALL:
        return None
    grid = Grid([list(column) for column in zip(*rows)], forms.units)
    matched = match_rows(grid, table)
    reading = read_rows(grid, table, forms.headings, {}, own) if matched else None
    if reading is None or reading.doubts or reading.crooked or not _whole(reading, table, matched):
        return None
    for hit in reading.hits:
        hit.row, hit.column = hit.column, hit.row
    reading.columns = {}
    reading.rows_seen = set(range(len(rows)))
    return reading


def _whole(reading: Reading, table: Table, matched: dict) -> bool:
    """Tell whether every label is sure and every column that the rows have was found."""
    read = {(hit.row_id, hit.column_id) for hit in reading.hits}
    rows = {row for row, _ in read}
    return all(score >= SURE for _, _, score in matched.values()) and read == {cell for cell in table.cells if cell[0] in rows}
