"""The letters of a PDF page that are no text of it: marks at the margin and watermarks, slanted or large behind the text."""

from statistics import median

SLANT = 0.1  # how far a line of text may rise or fall on its length
LARGE = 1.8  # median sizes from which letters may be a watermark


def without(chars: list[dict]) -> list[dict]:
    """Return the upright letters of a page without those of a watermark: larger type, a letter of which has another in its midst."""
    level = [char for char in chars if char["upright"] and abs(char["matrix"][1]) <= SLANT * abs(char["matrix"][0])]
    size = median(char["size"] for char in level) if level else 0.0
    large = [char for char in level if char["size"] > LARGE * size and char["text"].strip()]
    if not large:
        return level
    small = [char for char in level if char["size"] * LARGE <= max(each["size"] for each in large) and char["text"].strip()]
    marks = {_type(char) for char in large if any(_holds(char, other) for other in small)}
    return [char for char in level if _type(char) not in marks]


def _type(char: dict) -> tuple[str, int]:
    return char["fontname"], round(char["size"])


def _holds(char: dict, other: dict) -> bool:
    """Tell whether a much smaller letter stands in another."""
    x, y = (other["x0"] + other["x1"]) / 2, (other["top"] + other["bottom"]) / 2
    return other["size"] * LARGE <= char["size"] and char["x0"] < x < char["x1"] and char["top"] < y < char["bottom"]
