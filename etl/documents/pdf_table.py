"""Ruled tables of PDF pages: cells from their rules, characters into cells, a table over several pages put together."""

from bisect import bisect_right
from dataclasses import dataclass, field

from etl.documents import blocks
from etl.documents.pdf_cut import go_on, mend
from etl.model import Block, Cell

NEAR = 3.0  # points within which two rules are one
RAISED = 0.8  # share of the first letter's size below which a higher digit is a footnote mark
PAGE = 100_000.0  # vertical distance between the pages of one table


@dataclass(slots=True)
class Ruled:
    """A table as found on one page: the boxes of its cells and their texts, the box of the whole."""

    page: int
    boxes: list[tuple[float, float, float, float]]  # x0, top, x1, bottom
    box: tuple[float, float, float, float]
    texts: list[str] = field(default_factory=list)
    full: list[bool] = field(default_factory=list)  # whether the last line of a cell leaves no room for another digit


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
        small = char["size"] < RAISED * line[0]["size"] and char["bottom"] < line[0]["bottom"] - 0.1 * line[0]["size"]
        letter = blocks.raised(char["text"]) if small else char["text"]
        parts.append(blocks.LOST if char["text"].startswith("(cid:") else letter)  # a glyph of unknown letter
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
    lines = {cell: lines_of(chars) for cell, chars in held.items()}
    room = min((gap for cell in lines for line in lines[cell] for gap in _gaps(line, ruled.boxes[cell])), default=0.0)
    made = [_cell_text(lines.get(cell, ()), box, max(room, 0.0)) for cell, box in enumerate(ruled.boxes)]
    ruled.texts, ruled.full = [text for text, _ in made], [full for _, full in made]


def _gaps(line: list[dict], box: tuple[float, float, float, float]) -> tuple[float, float]:
    return line[0]["x0"] - box[0], box[2] - line[-1]["x1"]


def _cell_text(lines: list[list[dict]], box: tuple[float, float, float, float], padding: float) -> tuple[str, bool]:
    """Return a cell's text and whether its last line is full; digits after a full line go on in the next."""
    text, room, last = "", 0.0, None
    for line in lines:
        width = max(last["x1"] - last["x0"], line[0]["x1"] - line[0]["x0"]) if last else 0.0
        text = go_on(text, text_of(line), room < width)
        last = line[-1]
        room = sum(_gaps(line, box)) - 2 * padding - NEAR / 2  # edges near one another are moved together
    full = last is not None and room < last["x1"] - last["x0"]
    return text, full


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


def cells_above(ruled: Ruled, chars: list[dict]) -> list[int | None]:
    """Return for each letter that stands below a table the cell with text in its last row above it, None for one as wide as the table."""
    last = [(place, box) for place, box in enumerate(ruled.boxes)
            if ruled.texts[place] and box[3] > ruled.box[3] - NEAR and box[2] - box[0] < ruled.box[2] - ruled.box[0] - NEAR]
    return [next((place for place, box in last if box[0] < char["x0"] and char["x1"] < box[2]), None) for char in chars]


def spill(ruled: Ruled, chars: list[dict]) -> None:
    """Add the letters of a line that stands below a table at a page's end to the cells above them."""
    places = cells_above(ruled, chars)
    for place in dict.fromkeys(places):
        text = text_of([char for char, above in zip(chars, places) if above == place])
        ruled.texts[place] = go_on(ruled.texts[place], text, ruled.full[place])


def merge(parts: list[Ruled]) -> Block | None:
    """Return the parts of one table as one block: cells cut by the page end made whole, repeated headers left out."""
    boxes, cells, full = [], [], set()
    for part in parts:
        shift = part.page * PAGE
        boxes += [(left, top + shift, right, bottom + shift) for left, top, right, bottom in part.boxes]
        made = [Cell(text, 0, 0) for text in part.texts]
        full |= {id(cell) for cell, whole in zip(made, part.full) if whole}
        cells += made
    columns, edges, places = _places(boxes)
    rows, page_of = [], []
    for row in range(len(edges) - 1):
        line = [places.get((row, column)) for column in range(len(columns) - 1)]
        if any(place is not None for place in line):
            rows.append([Cell("", 0, 0) if place is None else cells[place] for place in line])
            page_of.append(int(edges[row] // PAGE))
    cuts = [row for row in range(1, len(rows)) if page_of[row] != page_of[row - 1]]
    for cut in reversed(cuts):
        mend(rows, cut, full)
    return blocks.table(rows)
