"""Ruled tables of PDF pages: cells from their rules, characters into cells, a table over several pages put together."""

from bisect import bisect_right
from dataclasses import dataclass, field

from etl.documents import blocks, page_rules
from etl.model import Block, Cell

NEAR = 3.0  # points within which two rules are one
PAGE = 100_000.0  # vertical distance between the pages of one table
FULL = 0.75  # share of its cell's width from which a line of digits goes on in the next


@dataclass(slots=True)
class Ruled:
    """A table as found on one page: the boxes of its cells and their texts, the box of the whole."""

    page: int
    boxes: list[tuple[float, float, float, float]]  # x0, top, x1, bottom
    box: tuple[float, float, float, float]
    texts: list[str] = field(default_factory=list)


def lines_of(chars: list[dict]) -> list[list[dict]]:
    """Return characters as printed lines from top to bottom, each from left to right."""
    lines: list[list[dict]] = []
    middle = size = 0.0
    for char in sorted(chars, key=lambda char: (char["top"] + char["bottom"]) / 2):
        centre = (char["top"] + char["bottom"]) / 2
        if not lines or centre - middle > 0.55 * max(size, char["size"]):
            lines.append([])
            middle, size = centre, char["size"]
        lines[-1].append(char)
    return [sorted(line, key=lambda char: char["x0"]) for line in lines]


def text_of(line: list[dict]) -> str:
    """Return the text of one printed line; a gap between characters is one blank, a wide one two."""
    parts, right = [], None
    for char in line:
        gap = char["x0"] - right if right is not None else 0
        if gap > 0.35 * char["size"] and char["text"] != " ":
            parts.append("  " if gap > 1.6 * char["size"] else " " if _thin(char, parts) else "")
        parts.append(blocks.LOST if char["text"].startswith("(cid:") else char["text"])  # a glyph of unknown letter
        right = char["x1"]
    return blocks.squeeze(blocks.clean("".join(parts)))


def _thin(char: dict, parts: list[str]) -> bool:
    """A small gap counts between letters and digits only: justified ideographs stand apart by themselves."""
    return char["text"].isascii() or parts[-1].isascii()


def fill(ruled: Ruled, chars: list[dict]) -> None:
    """Put the characters of the table's page into its cells and set their texts."""
    held: dict[int, list[dict]] = {}
    columns, rows, places = _places(ruled.boxes)
    for char in chars:
        column = bisect_right(columns, (char["x0"] + char["x1"]) / 2) - 1
        row = bisect_right(rows, (char["top"] + char["bottom"]) / 2) - 1
        cell = places.get((row, column))
        if cell is not None:
            held.setdefault(cell, []).append(char)
    ruled.texts = [_cell_text(held[cell], ruled.boxes[cell]) if cell in held else "" for cell in range(len(ruled.boxes))]


def _cell_text(chars: list[dict], box: tuple[float, float, float, float]) -> str:
    text = ""
    full = False
    for line in lines_of(chars):
        part = text_of(line)
        text = text + part if full and text[-1:].isdigit() and part[:1].isdigit() else blocks.join(text, part)
        full = line[-1]["x1"] - line[0]["x0"] > FULL * (box[2] - box[0])
    return text


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > NEAR:
            edges.append(value)
    return edges


def _places(boxes) -> tuple[list[float], list[float], dict[tuple[int, int], int]]:
    """Return the column edges, the row edges and which box covers which place between them."""
    columns = _edges([edge for box in boxes for edge in (box[0], box[2])])
    rows = _edges([edge for box in boxes for edge in (box[1], box[3])])
    places = {}
    for number, (left, top, right, bottom) in enumerate(boxes):
        for row in range(_index(rows, top), _index(rows, bottom)):
            for column in range(_index(columns, left), _index(columns, right)):
                places.setdefault((row, column), number)
    return columns, rows, places


def _index(edges: list[float], value: float) -> int:
    return max(bisect_right(edges, value) - 1, 0)


def follows(upper: Ruled, lower: Ruled) -> bool:
    """Tell whether a table at the top of a page has the outline of the one that ends the page before."""
    return lower.page == upper.page + 1 and all(abs(upper.box[side] - lower.box[side]) < 3 * NEAR for side in (0, 2))


def merge(parts: list[Ruled]) -> Block | None:
    """Return the parts of one table as one block: cells cut by the page end made whole, repeated headers left out."""
    boxes, cells, cuts = [], [], []
    for part in parts:
        shift = part.page * PAGE
        boxes += [(left, top + shift, right, bottom + shift) for left, top, right, bottom in part.boxes]
        cells += [Cell(text, 0, 0) for text in part.texts]
    columns, edges, places = _places(boxes)
    rows, page_of = [], []
    for row in range(len(edges) - 1):
        line = [places.get((row, column)) for column in range(len(columns) - 1)]
        if any(place is not None for place in line):
            rows.append([Cell("", 0, 0) if place is None else cells[place] for place in line])
            page_of.append(int(edges[row] // PAGE))
    cuts = [row for row in range(1, len(rows)) if page_of[row] != page_of[row - 1]]
    for cut in reversed(cuts):
        _mend(rows, cut)
    return blocks.table(rows)


def _mend(rows: list[list[Cell]], cut: int) -> None:
    """Join what the page end at a row cut apart, in place."""
    header = [cell.text for cell in rows[0]]
    while cut < len(rows) and not blocks.continues(rows[0]) and [cell.text for cell in rows[cut]] == header:
        del rows[cut]
    if cut >= len(rows):
        return
    for column in range(len(rows[cut])):
        above, below = rows[cut - 1][column], rows[cut][column]
        tall = cut > 1 and rows[cut - 2][column] is above, cut + 1 < len(rows) and rows[cut + 1][column] is below
        if above is not below and any(tall) and (all(tall) or not below.text) and not page_rules.numbered(below.text):
            above.text = blocks.join(above.text, below.text)
            for row in rows[cut:]:
                row[:] = [above if cell is below else cell for cell in row]
    if _orphan(rows[cut - 1], rows[cut]):
        for above, below in {(id(a), id(b)): (a, b) for a, b in zip(rows[cut - 1], rows[cut]) if a is not b}.values():
            above.text = blocks.join(above.text, below.text)
        del rows[cut]


def _orphan(last: list[Cell], first: list[Cell]) -> bool:
    """Tell whether a page's first row is the rest of the row above: no number of its own, or numbers the row above lacks."""
    pairs = [(above.text, below.text) for above, below in zip(last, first) if above is not below]
    shared = [below for above, below in pairs if above and below]
    label = next((below for _, below in pairs if below), "")
    if not label or page_rules.numbered(label) or len(shared) > 1:
        return False
    lower, upper = [below for _, below in pairs if below], [above for above, _ in pairs if above]
    return len(lower) < len(pairs) and (len(lower) == len(shared) or len(upper) == len(shared)) and not any(map(_is_number, shared))


def _is_number(text: str) -> bool:
    return bool(text) and bool(blocks.VALUE.fullmatch(text))
