"""The painted grounds of a PDF page and its drawings: what of them is the cells of a table, and what is no rule and is left out."""

from bisect import bisect_left

RULE_MAX = 3.0  # points; a wider box without an outline is no rule
RULES_MIN = 4  # of the smallest table
PADDING = 0.25  # of the type size; the text of a cell does not reach nearer to both its sides
POINTS_MAX = 12  # of a path; one with more is drawn: an emblem, a letter of a watermark


def without(page):
    """Return a page without drawings and the coloured (often white) grounds of its lines, words and cells, whose edges are no rules.

    On a page without rules the grounds that stand side by side, and are wider than the text on them, are the cells of a table.
    """
    drawn = [curve for curve in page.curves if len(curve["pts"]) > POINTS_MAX]
    boxes = [rect for rect in page.rects if rect["fill"] and not rect["stroke"]]
    grounds = [rect for rect in boxes if min(rect["width"], rect["height"]) > RULE_MAX]
    if grounds:
        letters = _Letters(page.chars)
        rules = len(page.lines) + len(page.rects) - len(grounds)
        cells = _cells(grounds, letters) if rules < RULES_MIN else []
        drawn += _narrow(boxes, grounds, letters) + [rect for rect in grounds if not any(rect is cell for cell in cells)]
    left_out = set(map(id, drawn))
    return page.filter(lambda item: id(item) not in left_out) if left_out else page


class _Letters:
    """The letters of a page, found by the box they stand on."""

    def __init__(self, chars: list[dict]):
        self.chars = sorted((char for char in chars if char["text"].strip()), key=lambda char: char["top"])
        self.tops = [char["top"] for char in self.chars]

    def fill(self, rect: dict) -> bool | None:
        """Tell whether the text on a box leaves no room at its sides; None for a box without text."""
        chars = self.chars[bisect_left(self.tops, rect["top"] - rect["height"]):bisect_left(self.tops, rect["bottom"])]
        inside = [char for char in chars if rect["x0"] < (char["x0"] + char["x1"]) / 2 < rect["x1"]
                  and rect["top"] < (char["top"] + char["bottom"]) / 2 < rect["bottom"]]
        if not inside:
            return None
        left, right = (PADDING * char["size"] for char in (inside[0], inside[-1]))
        return min(char["x0"] for char in inside) - left < rect["x0"] and max(char["x1"] for char in inside) + right > rect["x1"]


def _narrow(boxes: list[dict], grounds: list[dict], letters: _Letters) -> list[dict]:
    """Return the grounds of the blank between two words, or of a narrow letter: they touch the ground of a word of the same height."""
    ends = {(round(rect["top"]), round(rect["bottom"]), round(end)): rect for rect in grounds for end in (rect["x0"], rect["x1"])}
    beside = [(rect, ends.get((round(rect["top"]), round(rect["bottom"]), round(end)))) for rect in boxes
              if rect["width"] <= RULE_MAX < rect["height"] for end in (rect["x0"], rect["x1"])]
    return [rect for rect, ground in beside if ground and letters.fill(ground)]


def _cells(grounds: list[dict], letters: _Letters) -> list[dict]:
    """Return the grounds that stand side by side, and those over them, none where the text on most of them goes from side to side."""
    beside = [rect for rect in grounds if any(_beside(rect, other) for other in grounds)]
    filled = list(map(letters.fill, beside))
    if filled.count(True) > filled.count(False):
        return []
    return [rect for rect in grounds if any(rect is cell or _over(rect, cell) for cell in beside)]


def _over(rect: dict, other: dict) -> bool:
    """Tell whether two boxes touch one above the other."""
    near = min(abs(rect["bottom"] - other["top"]), abs(other["bottom"] - rect["top"])) < RULE_MAX
    return near and rect["x0"] < other["x1"] and other["x0"] < rect["x1"]


def _beside(rect: dict, other: dict) -> bool:
    """Tell whether two boxes stand side by side."""
    apart = rect["x1"] <= other["x0"] + RULE_MAX or other["x1"] <= rect["x0"] + RULE_MAX
    return apart and min(rect["bottom"], other["bottom"]) - max(rect["top"], other["top"]) > RULE_MAX
