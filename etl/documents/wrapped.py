"""Texts whose lines were broken at one width: how wide a full line is."""

import re
import unicodedata
from collections import Counter

UNEVEN = 5  # columns by which full lines of a wrapped text differ
GAP = re.compile(r"[ \t]{2}|[|\uff5c]")  # between the columns of a table
ENDS = "\u3002;\uff1b:\uff1a"  # of a sentence or a line before a list


def wrap_width(lines: list[str]) -> int:
    """Return the width (columns; an ideograph is two) from which a line is full in a hard-wrapped text, 0 for other texts.

    >>> wrap_width(["x" * 70, "x" * 69, "x" * 70, "x" * 71, "x" * 20]), wrap_width(["x" * 300, "x" * 20])
    (65, 0)
    """
    widths = [wide for wide in map(width, (line for line in lines[:5000] if not GAP.search(line.strip()))) if wide > 30]
    usual, count = Counter(widths).most_common(1)[0] if len(widths) >= 4 else (0, 0)
    full = sum(usual - UNEVEN <= wide <= usual + UNEVEN for wide in widths)
    longer = sum(wide > usual + UNEVEN for wide in widths)
    return usual - UNEVEN if count > 1 and usual <= 120 and full >= 0.6 * len(widths) and longer <= 0.1 * len(widths) else 0


def width(line: str) -> int:
    """Return the columns of a line, an ideograph two; of a very long one its characters."""
    line = line.rstrip()
    if len(line) > 200:
        return len(line)
    return len(line) if line.isascii() else sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line)


def runs_on(line: str, full: int) -> bool:
    """Tell whether a line is full and ends in the middle of a sentence.

    >>> runs_on("x" * 70, 65), runs_on("x" * 69 + "\u3002", 65), runs_on("x" * 20, 65)
    (True, False, False)
    """
    return full <= width(line) <= full + 3 * UNEVEN and line[-1] not in ENDS
