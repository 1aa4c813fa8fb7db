"""The unit that the line above a table prints for all of it, where neither labels nor cells print one."""

import re
from functools import cache

from etl.forms.cells import fold
from etl.forms.form_doubts import finding
from etl.model import Block, Document, Figure, Finding
from etl.rules import Rules
from etl.wordlists import choice, word_list

LINE = 24  # characters; a longer line is no caption
ABOVE = 2  # lines above a table among which its unit stands


def units_above(figures: list[Figure], document: Document, rules: Rules) -> list[Finding]:
    """Give figures that print no unit the money unit of their table's caption; under ten thousand items and the like they are unreadable."""
    captions = {number: unit for number in {figure.block for figure in figures} if (unit := _above(document.blocks, number))}
    if not captions:  # most documents
        return []
    known = {unit: (kind, factor) for unit, kind, factor in rules.units.select("unit", "class", "factor").iter_rows()}
    doubtful = {}
    for figure in figures:
        unit = captions.get(figure.block)
        if not unit or figure.value is None or figure.unit not in known:
            continue
        if unit in known:
            figure.unit = unit if known[unit][0] == known[figure.unit][0] and known[unit][1] != known[figure.unit][1] else figure.unit
        elif unit[0] in word_list("form_words")["scale"] and unit[1:] == figure.unit:
            figure.value, figure.missing = None, "unreadable"
            doubtful[figure.block] = unit
    return [finding("form_unit_scaled", "warning", block, label=unit) for block, unit in doubtful.items()]


def _above(blocks: list[Block], number: int) -> str:
    """Return the unit that a short line above a block, or the only cell of its first row, prints; empty for none."""
    block = blocks[number - 1]
    first = {cell.text for cell in block.rows[0]} if block.rows else set()
    lines = [*(one.text for one in blocks[max(number - 1 - ABOVE, 0):number - 1] if one.kind != "table"), *(first if len(first) == 1 else ())]
    for line in reversed(lines):
        found = _unit().search(fold(line)) if len(line) <= LINE else None
        if found:
            return found[1]
    return ""


@cache
def _unit() -> re.Pattern:
    words = choice(word_list("form_words")["unit"])
    return re.compile(rf"(?:{words})[:\uff1a]\s*([^\s)\]:,]{{1,4}})[)\]]?$")
