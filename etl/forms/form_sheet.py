"""One table block to its rival readings. What a table's labels say is worked out once for each layout, then only values are read."""

from dataclasses import dataclass, field, replace

from etl.forms.cells import read_value
from etl.forms.form_grid import Hit, Reading, read_rows
from etl.forms.form_labels import Forms
from etl.forms.form_review import counts, read_review
from etl.forms.form_spots import Grid
from etl.forms.form_stat import halves, read_stat, shifted
from etl.forms.form_turned import read_turned
from etl.model import Block, Cell

TALL = ("stat", "review_litigation")  # never turned, or read either way
LONG = 60  # rows; a longer grid is tried as a table only when one of its column labels is there
KNOWN_MAX, KNOWN_LONGEST = 200, 20_000  # layouts kept, characters of a table: offices of one city share a layout
KINDS = {kind: number for number, kind in enumerate(("number", "net", "zero", "blank", "slash"), 2)}  # apart from True and False
_KNOWN: dict[tuple, "Sheet"] = {}  # the last used stands last


@dataclass(slots=True)
class Sheet:
    """The rival readings of one block or stretch, by table name, and the grid they came from."""

    place: int
    year: int | None = None  # another than the report's, named by the caption
    readings: dict[str, list[Reading]] = field(default_factory=dict)
    grid: Grid | None = None
    block: Block | None = None  # only where the readings are those of an earlier block of the same layout

    def add(self, reading: Reading | None) -> None:
        """Keep a reading that found something or has a doubt."""
        if reading and (reading.hits or reading.doubts):
            self.readings.setdefault(reading.table.name, []).append(reading)

    @property
    def hits(self) -> int:
        """Number of cells read by any reading."""
        return sum(len(reading.hits) for rivals in self.readings.values() for reading in rivals)

    def filled(self, reading: Reading, units: tuple[str, ...]) -> Reading:
        """Return a reading with this block's own cells and values, where it was worked out on another of the same layout."""
        if self.block is None or reading.here:
            return reading
        hits, rows = [], self.block.rows
        for known in reading.hits:
            cell = rows[known.row - 1][known.column - 1]
            hits.append(Hit(known.row_id, known.column_id, cell, read_value(cell.text, units), known.row_label, known.column_label,
                            known.dimension, known.unit, self.place, known.row, known.column, known.said))
        return replace(reading, hits=hits)


def read_block(block: Block, own: int | None, forms: Forms, named: int | None, carried: dict) -> Sheet:
    """Return the readings of a table block in a report on the year `own`, under a caption that names another year or none.

    `carried` has (block, width, columns) of tables that may go on in it, by form and name.
    """
    going_on = {name: columns for name, (_, width, columns) in carried.items() if width == len(block.rows[0])}
    if len(block.text) > KNOWN_LONGEST:
        return _read(block, own, forms, named, going_on)
    layout = (id(forms), own, tuple((name, *columns.items()) for name, columns in going_on.items()), _layout(block, forms.units))
    if known := _KNOWN.pop(layout, None):
        _KNOWN[layout] = known
        return replace(known, place=block.index, year=named, readings=_own_lists(known), block=block)
    sheet = _read(block, own, forms, named, going_on)
    if sheet.readings and not any(reading.compared for rivals in sheet.readings.values() for reading in rivals):
        _KNOWN[layout] = replace(sheet, readings=_own_lists(sheet))
        if len(_KNOWN) > KNOWN_MAX:
            del _KNOWN[next(iter(_KNOWN))]
    return sheet


def _own_lists(sheet: Sheet) -> dict[str, list[Reading]]:
    return {name: list(rivals) for name, rivals in sheet.readings.items()}


def _layout(block: Block, units: tuple[str, ...]) -> tuple:
    """Return all that a reading depends on: labels, kinds of values, merged cells; numbers only where they may be years or count columns."""
    shape, above, nothing = [], (), Cell("", -1, -1)
    for row in block.rows:
        left, numbers = nothing, []
        for place, cell in enumerate(row):
            if cell is left or (cell.start == left.start and cell.text and cell.text == left.text):
                shape.append(True)
                continue
            value = read_value(cell.text, units)
            if place < len(above) and cell is above[place]:
                shape.append(False)
            elif value.kind == "text" or value.number and 1900 <= value.number < 2100:
                shape.append(cell.text)
            else:
                shape.append(KINDS[value.kind])
            if place or value.kind == "number":
                numbers.append(value.number)
            left = cell
        shape.append(counts(numbers))
        above = row
    return tuple(shape)


def _read(block: Block, own: int | None, forms: Forms, named: int | None, going_on: dict) -> Sheet:
    sheet = Sheet(block.index, named)
    for offset, rows in halves(block.rows, forms.units):
        grid = Grid(rows, forms.units)
        sheet.grid = sheet.grid or grid
        keys = {spot.key for spots in grid.spots for spot in spots} - {""}
        for table in forms.tables:
            columns = going_on.get((table.form, table.name), {})
            if not keys & table.row_keys:
                continue
            if table.name == "stat":
                sheet.add(_at(read_stat(grid, table, forms, own, columns, 1 if columns else 3), block, offset))
            elif table.name == "review_litigation":
                sheet.add(_at(read_review(grid, table, own), block, offset))
            elif columns or len(grid.at) <= LONG or any(table.find_column(text) for text in keys):
                sheet.add(_at(read_rows(grid, table, forms.headings, columns, own), block, offset))
    if not sheet.hits:
        _add_turned(sheet, block, own, forms)
    return sheet


def _add_turned(sheet: Sheet, block: Block, own: int | None, forms: Forms) -> None:
    """Add the readings of a block turned round, in place of what was doubtful the other way."""
    keys = {spot.key for spots in sheet.grid.spots for spot in spots} - {""}
    turned = [_at(read_turned(block.rows, table, forms, own), block, 0) for table in forms.tables if table.name not in TALL and keys & table.row_keys]
    for name in {reading.table.name for reading in turned if reading}:
        sheet.readings.pop(name, None)
    for reading in turned:
        sheet.add(reading)


def _at(reading: Reading | None, block: Block, offset: int) -> Reading | None:
    for hit in reading.hits if reading else ():
        hit.block = block.index
    return shifted(reading, offset) if reading else None
