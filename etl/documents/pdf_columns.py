"""A page set in two columns of running text: its printed lines cut at the gutter, the left column before the right."""

from itertools import pairwise

LINES_MIN = 6  # lines with text on both sides; fewer are a row of names or a signature
LETTERS_MIN = 8  # on each side
GAP = 1.5  # type sizes; a wider gap may be a gutter
FULL = 0.6  # share of the lines of each column that must reach its edge: labels and words beside them do not
Line = list[dict]  # characters from left to right


def in_order(lines: list[Line]) -> list[Line]:
    """Return printed lines, those of two columns one column below the other at one margin; any other page as it stands."""
    cut = {place: pieces for place, line in enumerate(lines) if (pieces := _halves(line))}
    if len(cut) < LINES_MIN:
        return lines
    size = lines[min(cut)][0]["size"]
    left, right = max(one[-1]["x1"] for one, _ in cut.values()), min(two[0]["x0"] for _, two in cut.values())
    full = min(_full([pieces[side] for pieces in cut.values()], size) for side in (0, 1))
    inside = range(min(cut), max(cut) + 1)
    over = [place for place in inside if place not in cut and lines[place][0]["x0"] < left < right < lines[place][-1]["x1"]]
    if right - left < size or full < FULL * len(cut) or over:
        return lines
    first = [cut[place][0] if place in cut else lines[place] for place in inside if place in cut or lines[place][0]["x0"] < left]
    second = [cut[place][1] if place in cut else lines[place] for place in inside if place in cut or lines[place][0]["x0"] >= left]
    step = min(line[0]["x0"] for line in second) - min(line[0]["x0"] for line in first)
    moved = [[char | {"x0": char["x0"] - step, "x1": char["x1"] - step} for char in line] for line in second]
    return lines[:inside.start] + first + moved + lines[inside.stop:]


def _full(lines: list[Line], size: float) -> int:
    edge = max(line[-1]["x1"] for line in lines)
    return sum(line[-1]["x1"] > edge - 2.2 * size for line in lines)


def _halves(line: Line) -> tuple[Line, Line] | None:
    """Return the two sides of a line with one wide gap and enough letters on both."""
    letters = [char for char in line if char["text"].strip()]
    gaps = [place for place, (one, two) in enumerate(pairwise(letters), 1) if two["x0"] - one["x1"] > GAP * one["size"]]
    if len(gaps) != 1 or not LETTERS_MIN <= gaps[0] <= len(letters) - LETTERS_MIN:
        return None
    return letters[:gaps[0]], letters[gaps[0]:]
