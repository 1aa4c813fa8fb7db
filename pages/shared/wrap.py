"""Texts on charts in lines: a chart does not break them by itself."""

import json
import re
from unicodedata import east_asian_width

CLOSING = "，。；：、）”’》？！"


def wrapped(text: str, most: int) -> list[str]:
    """Break a text into lines that fit a phone; a Chinese character is two units wide, and no line begins with its punctuation.

    >>> wrapped("主动公开政府信息数：历年", 14)
    ['主动公开政府信', '息数：历年']
    >>> wrapped("items published over the years", 16)
    ['items published', 'over the years']
    >>> wrapped("口径不同，不相连", 8)
    ['口径不同，', '不相连']
    """
    lines, line, used = [], "", 0
    for word in re.findall(r"(?:○ )?(?:[!-~]+\s*|\S)|\s+", text):
        size = width(word.rstrip())
        if line and used + size > most and word not in CLOSING:
            lines, line, used = [*lines, line.rstrip()], "", 0
        line, used = line + word, used + width(word)
    return [*lines, line.rstrip()]


def width(text: str) -> int:
    """Return how wide a text is printed, in halves of a Chinese character."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def fitting(text: str, phone: int, desk: int) -> str:
    """Break a text for a narrow or for a wide chart, whichever the browser draws."""
    lines = [json.dumps(wrapped(text, most), ensure_ascii=False) for most in (phone, desk)]
    return f"width < 560 ? {lines[0]} : {lines[1]}"
