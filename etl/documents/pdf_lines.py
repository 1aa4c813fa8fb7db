"""Printed lines of a PDF put together as paragraphs: where full lines begin and end, and whether a line goes on in the next."""

import re
from dataclasses import dataclass, field
from statistics import median, median_low

from etl.documents import page_rules

FULL = 2.2  # type sizes at the end of a full line: punctuation may hang, and a mark that may not begin a line takes a letter with it
TITLE = 1.2  # body sizes from which a line is a title
UNBROKEN = re.compile("[\u2018\u201c\uff08\u300a\u3010]*[!-~]+[\u3001\u3002\uff0c\uff1b\uff1a\uff05\u2019\u201d\uff09]*")


@dataclass(slots=True)
class Line:
    """One printed line outside tables with its box and type size, and its letters."""

    page: int
    x0: float
    top: float
    x1: float
    size: float
    text: str
    chars: list[dict] = field(default_factory=list)


@dataclass(slots=True)
class Margins:
    """Where full lines begin and end, whether paragraphs are indented, and the size of most lines."""

    left: float
    right: float
    indented: bool
    size: float


def margins(lines: list[Line], first: float, last: float) -> Margins:
    """Return the margins of a document's lines of common size; the left one is where lines begin after a full one.

    Where at most one line that begins near `first`, the page's left margin, reaches furthest right, titles do: then full lines end at `last`.
    """
    if not lines:
        return Margins(0.0, 0.0, False, 0.0)
    size = median_low(line.size for line in lines)
    lines = [line for line in lines if abs(line.size - size) < 1.5]
    right = sorted(line.x1 for line in lines)[int(len(lines) * 0.9)]
    if sum(line.x1 > right - FULL * line.size and line.x0 < first + 3.2 * line.size for line in lines) < 2:
        right = max(right, last)
    following = [below.x0 for above, below in zip(lines, lines[1:]) if above.x1 > right - 3 * above.size]
    least = min(following or [line.x0 for line in lines])
    indented = any(1.2 < (line.x0 - least) / line.size < 3 for line in lines)
    left = least if indented or not following else median(following)
    return Margins(left, right, any(1.2 < (line.x0 - left) / line.size < 3 for line in lines), size)


def goes_on(line: Line, below: Line, page: Margins) -> bool:
    """Tell whether a paragraph goes on: the line is full, the next begins at the margin, close below, and is not numbered."""
    open_end = page.indented or not line.text.endswith(page_rules.STOP)
    close = below.page > line.page or below.top - line.top < 3.2 * line.size
    if not close or not open_end or abs(below.size - line.size) >= 1.5 or page_rules.numbered(below.text) and not (page.indented and line.text[-1].isalnum()):
        return False
    if line.x1 > page.right - FULL * line.size and _title_goes_on(line, below, page):
        return True
    return line.x1 + _unbroken(below) > page.right - FULL * line.size and abs(below.x0 - page.left) < 1.2 * below.size


def _title_goes_on(line: Line, below: Line, page: Margins) -> bool:
    """Tell whether a line of larger type goes on in one that is set in the middle below it."""
    return line.size > TITLE * page.size and abs(line.x0 + line.x1 - below.x0 - below.x1) < 2 * line.size


def _unbroken(line: Line) -> float:
    """Return the width of the number or word that begins a line: a line ends before it, however short it is then."""
    word = UNBROKEN.match(line.text)
    return sum(0.55 if letter.isascii() else 1 for letter in word[0]) * line.size if word else 0.0
