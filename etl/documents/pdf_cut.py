"""What the end of a PDF page cut apart: repeated headers left out, the two halves of a row and of a tall cell joined again."""

from etl.documents import blocks, page_rules
from etl.model import Cell

OPENING, CLOSING = "(\uff08\u3010[", ")\uff09\u3011]"
HEADER_MAX = 6  # rows of a header that is printed again on every page
Pair = tuple[Cell, Cell]


def mend(rows: list[list[Cell]], cut: int, full: set[int]) -> None:
    """Join what the page end at a row cut apart, in place; `full` holds the ids of cells in which another letter had no room."""
    del rows[cut:cut + _header(rows, cut)]
    if cut >= len(rows):
        return
    pairs = list({(id(a), id(b)): (a, b) for a, b in zip(rows[cut - 1], rows[cut]) if a is not b}.values())
    if _shape(rows[cut - 1]) == _shape(rows[cut]) and is_rest(pairs, full):
        _join(rows, cut, pairs, full)
        del rows[cut]
        return
    for column in range(len(rows[cut])):
        above, below = rows[cut - 1][column], rows[cut][column]
        tall = cut > 1 and rows[cut - 2][column] is above, cut + 1 < len(rows) and rows[cut + 1][column] is below
        if above is not below and any(tall) and (all(tall) or not below.text) and not _begins(below.text, above.text):
            _join(rows, cut, [(above, below)], full)


def _header(rows: list[list[Cell]], cut: int) -> int:
    """Return how many rows from a cut on print the table's first rows again."""
    count = 0
    while count < min(HEADER_MAX, cut, len(rows) - cut) and _texts(rows[count]) == _texts(rows[cut + count]) and not _has_number(rows[count]):
        count += 1
    return count


def _has_number(row: list[Cell]) -> bool:
    return any(is_value(cell.text) and any(map(str.isdigit, cell.text)) for cell in row)


def _texts(row: list[Cell]) -> list[str]:
    return [cell.text for cell in row]


def _shape(row: list[Cell]) -> list[int]:
    """Return for each place the first place of its cell."""
    first: dict[int, int] = {}
    return [first.setdefault(id(cell), place) for place, cell in enumerate(row)]


def _join(rows: list[list[Cell]], cut: int, pairs: list[Pair], full: set[int]) -> None:
    for above, below in pairs:
        above.text = go_on(above.text, below.text, id(above) in full)
        if id(below) in full:
            full.add(id(above))
    instead = {id(below): above for above, below in pairs}
    for row in rows[cut:]:
        row[:] = [instead.get(id(cell), cell) for cell in row]


def go_on(text: str, part: str, full: bool) -> str:
    """Return a text and its next line as one; digits after a full line go on in the next."""
    return text + part if full and text[-1:].isdigit() and part[:1].isdigit() else blocks.join(text, part)


def is_rest(pairs: list[Pair], full: set[int]) -> bool:
    """Tell whether a page's first row is the rest of the row above: its words go on in the middle of a label, or it has no label."""
    words = [(a, b) for a, b in pairs if not (is_value(a.text) and is_value(b.text))]
    values = [(a, b) for a, b in pairs if is_value(a.text) and is_value(b.text) and b.text]
    both = [(a, b) for a, b in words if a.text and b.text]
    cut = [id(a) in full and a.text[-1:].isdigit() and b.text.isdigit() for a, b in values]
    if any(a.text and b.text and (is_value(a.text) or is_value(b.text)) for a, b in words) or any(b.text and is_value(b.text) for _, b in words):
        return False
    if not any(b.text for _, b in words):  # a row of figures always has a label
        return bool(values) and (any(cut) or any(a.text for a, _ in words))
    if both and all(_same_label(a.text, b.text) for a, b in both):
        return True
    if any(a.text and not whole for (a, _), whole in zip(values, cut)):
        return False
    likely = len(both) == 1 and (any(cut) or not values and any(a.text for a, _ in pairs if is_value(a.text)))
    return all(_goes_on(a, b, likely or id(a) in full) for a, b in both) if both else not any(a.text for a, _ in words)


def _goes_on(above: Cell, below: Cell, likely: bool) -> bool:
    """Tell whether a label goes on in the next: surely, or because it is likely and nothing speaks against it."""
    return _same_label(above.text, below.text) or likely and not page_rules.is_label(above.text) and not _begins(below.text, above.text)


def _same_label(above: str, below: str) -> bool:
    """Tell whether two texts are one label of a form, or one bracket."""
    bracket = sum(map(above.count, OPENING)) > sum(map(above.count, CLOSING)) and any(mark in below for mark in CLOSING)
    return bracket or page_rules.is_label(blocks.join(above, below))


def _begins(text: str, above: str) -> bool:
    """Tell whether a cell's text begins a label and does not go on with the one above."""
    return bool(text) and not _same_label(above, text) and (page_rules.numbered(text) > 0 or page_rules.is_label(text))


def is_value(text: str) -> bool:
    """Tell whether a cell holds a number, a dash or nothing."""
    return bool(blocks.VALUE.fullmatch(text))
