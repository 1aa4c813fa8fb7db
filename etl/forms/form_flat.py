"""Flattened forms: one cell a line, or one row a line. Values are given to columns only when their number leaves no doubt."""

from collections import Counter

from etl.forms.cells import BLANK
from etl.forms.form_glued import own_of_two, rows_apart, ways_of
from etl.forms.form_grid import Hit, Reading
from etl.forms.form_labels import Candidates, Forms, Table, align, out_of_order
from etl.forms.form_lexer import Item, Token
from etl.forms.form_stat import VALUE, role
from etl.model import Cell

LEAST = {"stat": 8, "requests": 8}  # rows with their printed label before a flattened table without a whole header counts as found; others 1


def read_flat(items: list[Item], forms: Forms, check, across) -> list[Reading]:
    """Return what each form table reads from a stretch of labels and values; `check(table, hits)` gives (held, broken) sums, `across(table)` the columns of one."""
    items = without_line_numbers(items)
    readings = []
    for number, table in enumerate(forms.tables):
        if table.name == "review_litigation":
            reading = _review(items, number, table, check)
        elif table.name == "stat":
            reading = _stat(items, number, table)
        else:
            reading = _rows(rows_apart(items, number, table, across(table), check), number, table, check)
        if reading:
            readings.append(reading)
    return readings


def without_line_numbers(items: list[Item]) -> list[Item]:
    """Take away the number of the next line that a column of line numbers leaves behind the values of each line."""
    lasts = [_whole(item.values[-1]) if item.values else None for item in items]
    steps = [(one, two) for one, two in zip(lasts, lasts[1:]) if one is not None and two is not None]
    rising = sum(two == one + 1 for one, two in steps)
    if len(steps) >= 3 and rising * 5 >= len(steps) * 4:
        for item in items[:-1]:
            item.values = item.values[:-1] if item.values and _whole(item.values[-1]) is not None else item.values
    return items


def _strange(items: list[Item], placed: list[int | None], width: int) -> list[str]:
    """Return the texts among the rows, or right before or after them, that no label knows and that numbers follow as they follow a row."""
    read = [at for at, place in enumerate(placed) if place is not None]
    around = range(max(read[0] - 1, 0), min(read[-1] + 2, len(items))) if read else ()
    return [items[at].text for at in around if placed[at] is None and sum(token.value.kind in ("number", "zero") for token in items[at].values) == width]


def _whole(token: Token) -> int | None:
    number = token.value.number
    return int(number) if token.value.kind == "number" and number is not None and number == int(number) and not token.value.unit else None


def _place(items: list[Item], number: int) -> list[int | None]:
    """Return the form row of each item, rows rising; a label without values is read as a row only where nothing else fits."""
    names: list[Candidates] = []
    for item in items:
        best: dict[int, float] = {}
        for place, score in item.rows.get(number, ()):
            best[place] = max(best.get(place, 0.0), score - (0.0 if item.filled else 0.4 if item.columns.get(number) else 0.05))
        names.append(list(best.items()))
    return out_of_order(align(names), names)


def _hit(item: Item, row: str, column: str, token: Token | None, label: str = "") -> Hit:
    if token is None:  # the blank cell left no trace in the text: its place is the end of the label
        token = Token(Cell("", item.end, item.end), BLANK, item.last or item.block)
    return Hit(row, column, token.cell, token.value, item.text, label, unit=item.unit, block=token.block, row=token.row, column=token.column)


def _stat(items: list[Item], number: int, table: Table) -> Reading | None:
    placed = _place(items, number)
    rows = [(item, table.rows[place].id) for item, place in zip(items, placed) if place is not None]
    valued = [(item, row) for item, row in rows if row in table.valued]
    if len(valued) < LEAST["stat"]:
        return None
    counts = Counter(len(item.values) for item, _ in valued if item.values)
    parts = _parts(items, rows[0][0])
    width = len(parts) or 1
    reading = Reading(table, score=float(len(valued)))
    two = _two_columns(items, rows[0][0])
    for item, row in valued:
        if two and item.values:
            values = item.values[:1] if len(item.values) == 2 else own_of_two(item.values)
        else:
            values = item.values if len(item.values) <= width else _trimmed(item.values, width)
        if item.odd or values is None or (values and len(values) < width) or (width > 1 and counts.most_common(1)[0][0] != width):
            reading.doubts.append(("form_row_misaligned", item.text))
            continue
        for place in range(width):
            hit = _hit(item, row, VALUE, values[place] if values else None)
            hit.dimension, hit.column_label = (parts[place] if parts else "", parts[place] if parts else "")
            reading.hits.append(hit)
    if not counts or not reading.hits:
        return Reading(table, doubts=[("form_not_aligned", valued[0][0].text)])
    return reading


def _two_columns(items: list[Item], first: Item) -> bool:
    """Whether a column that is not the year's (the sum of all years) stands last in the header, behind the year's own."""
    before = [item for item in items if item.end <= first.start]
    return bool(before) and role(before[-1].text) == "skip" and first.start - before[-1].end <= 2


def _parts(items: list[Item], first: Item) -> list[str]:
    return [item.text for item in items if item.start < first.start and role(item.text) == "part"]


def _trimmed(values: list[Token], width: int, padded: bool = False) -> list[Token] | None:
    """Return the `width` values of a row among blanks that only fill up its grid; None when more than one way is open."""
    filled = [place for place, token in enumerate(values) if token.value.kind != "blank"]
    if filled and filled[-1] - filled[0] + 1 == width:
        return values[filled[0]:filled[-1] + 1]
    if (filled and filled[-1] >= width) or (padded and filled and filled[0] and len(values) > width):
        return None
    return values[:width]


def _rows(items: list[Item], number: int, table: Table, check) -> Reading | None:
    placed = _place(items, number)
    ids = [column.id for column in table.columns]
    reading, header, printed, fresh = Reading(table), [], {}, True
    rows: list[tuple[Item, str, list[str]]] = []
    for item, place in zip(items, placed):
        row = table.rows[place].id if place is not None else ""
        if row in table.valued and (header or len(ids) > 3):
            rows.append((item, row, header))
            fresh = True
        elif not item.filled and item.columns.get(number):
            header = [] if fresh else header
            fresh = False
            name = next((ids[one] for one, _ in item.columns[number] if ids[one] not in header), None)
            header = [*header, name] if name else header
            printed.setdefault(name, item.text)
    reading.doubts += [("form_row_unknown", text) for text in _strange(items, placed, len(ids)) if len(ids) > 3]
    rows = [row for row in rows if row[0].values or len(ids) > 3]
    headed = len(printed) >= len(ids)
    if len(rows) < (1 if headed else LEAST.get(table.name, 1)):
        return None
    width = Counter(len(item.values) for item, _, _ in rows if item.values).most_common(1)
    width = width[0][0] if width else 0
    padded = any(not item.values[0].cell.text and len(item.values) > len(ids) and _trimmed(item.values, len(ids), True) for item, _, _ in rows if item.values)
    for item, row, header in rows:
        columns = _columns(ids, _as_printed(ids, header), len(item.values))
        values = _trimmed(item.values, len(columns), padded) if len(item.values) > len(columns) else item.values
        if item.odd or not columns or values is None:
            reading.doubts.append(("form_row_misaligned", item.text))
            continue
        reading.hits += [_hit(item, row, column, values[place] if values else None, printed.get(column, ""))
                         for place, column in enumerate(columns)]
        reading.score += 1.0 if item.filled else 0.0
    complete = headed or width == len(printed)
    held, broken = check(table, reading.hits)
    if reading.hits and width and (complete or (held > 0 and broken == 0)):
        reading.score += len(printed)
        return reading
    return Reading(table, doubts=reading.doubts or [("form_not_aligned", rows[0][0].text)]) if reading.doubts or len(rows) > 3 else None


def _as_printed(ids: list[str], header: list[str]) -> list[str]:
    """Return the columns as their values are printed: a header in two lines names the last column second."""
    usual = sorted(header, key=ids.index)
    return usual if header == [*usual[:1], *usual[-1:], *usual[1:-1]] else header


def _columns(ids: list[str], header: list[str], count: int) -> list[str]:
    """Return the columns that a row's values stand for; nothing when their number or order is not clear."""
    if count == 0:
        return header or ids
    if count == len(header):
        return header
    if count > len(header) > 0 and len(ids) <= 3:
        return header
    return ids if count >= len(ids) and header == sorted(header, key=ids.index) else []


def _review(items: list[Item], number: int, table: Table, check) -> Reading | None:
    groups = _groups(items, number, table)
    leaves = [column.id for column in table.columns]
    stretch = [item for item in items if item.rows.get(number) or item.columns.get(number)]
    named = {table.rows[place].id for item in stretch for place, _ in item.rows.get(number, ())}
    if not set(groups) <= named:
        return None
    cells = [(row, column) for row in groups for column in leaves]
    whole = len(cells)
    reading = Reading(table, score=float(len(groups)))
    for item in [one for one in stretch if one.values and one.values[-1].glued][:2]:
        ways = ways_of(item.values, whole, len(leaves))
        item.values = ways[0] if len(ways) == 1 else item.values
    long = [item for item in stretch if len(_one_row(item.values)) >= whole]
    filled = [item for item in long if any(token.value.kind != "blank" for token in _one_row(item.values))]
    if len([item for item in items if len(item.values) >= whole and item.filled]) > 1:
        return Reading(table, doubts=[("form_not_aligned", stretch[0].text)])
    last = filled[0] if filled else long[-1] if long else None
    if not last:
        found = _crosswise(stretch, number, table, groups, leaves, reading)
        unread = any(len(item.values) >= whole and item.filled for item in items)
        return found or (Reading(table, doubts=[("form_not_aligned", stretch[0].text)]) if unread else None)
    tail = _one_row(last.values)
    seen = sum(bool(item.columns.get(number)) for item in stretch[: stretch.index(last) + 1])
    values = _trimmed(tail, whole)
    reading.hits = [_named(_hit(last, row, column, token), table, row, column) for (row, column), token in zip(cells, values or [])]
    held, broken = check(table, reading.hits)
    sound = broken == 0 and (held > 0 or all(hit.value.number == 0 for hit in reading.hits))
    if values and (sound or seen >= whole):
        return reading
    return Reading(table, doubts=[("form_not_aligned", last.text)])


def _groups(items: list[Item], number: int, table: Table) -> list[str]:
    """Return the groups of results in the order in which they, or what they belong to, are printed."""
    first: dict[str, int] = {}
    for place, item in enumerate(items):
        for row, _ in item.rows.get(number, ()):
            first.setdefault(table.rows[row].id, place)
    groups = [row for row in table.rows if row.id in table.valued]
    return [row.id for row in sorted(groups, key=lambda row: first.get(row.parent or row.id, len(items)))]


def _one_row(values: list[Token]) -> list[Token]:
    """Return the values that stand in one grid row with the last of them; all of them in a text."""
    return [token for token in values if token.row == values[-1].row]


def _crosswise(stretch: list[Item], number: int, table: Table, groups: list[str], leaves: list[str], reading: Reading) -> Reading | None:
    """Each group's five values in a line, or one result and its value a line."""
    group = ""
    for item in stretch:
        rows = [table.rows[place].id for place, _ in item.rows.get(number, ()) if table.rows[place].id in groups]
        group = rows[0] if rows else group
        columns = [table.columns[place].id for place, _ in item.columns.get(number, ())]
        if rows and len(item.values) == len(leaves):
            reading.hits += [_named(_hit(item, group, column, token), table, group, column) for column, token in zip(leaves, item.values)]
        elif columns and group and item.values and (values := _trimmed(item.values, 1)):
            reading.hits.append(_named(_hit(item, group, columns[0], values[0]), table, group, columns[0]))
        elif item.values:
            reading.doubts.append(("form_row_misaligned", item.text))
    cells = {(hit.row_id, hit.column_id) for hit in reading.hits}
    if len(cells) == len(reading.hits) == len(groups) * len(leaves):
        return reading
    return Reading(table, doubts=[("form_not_aligned", stretch[0].text)]) if any(len(item.values) > 1 for item in stretch) else None


def _named(hit: Hit, table: Table, row: str, column: str) -> Hit:
    """Give a value that stands far from its labels the form's own words for them."""
    hit.row_label = next(label.keys[0] for label in table.rows if label.id == row)
    hit.column_label = next(label.keys[0] for label in table.columns if label.id == column)
    return hit
