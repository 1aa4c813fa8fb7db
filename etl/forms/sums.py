"""The forms' own arithmetic over one table: how many of its strict sums hold and how many break."""

import re
from functools import lru_cache

from etl.rules import Rules, operands

TERM = re.compile(r"r(\w+)(?:\[(\w+)\])?")


def check(form: str, table: str, values: dict[tuple[str, str], float], rules: Rules) -> tuple[int, int]:
    """Return (held, broken) sums among those whose every total is printed; a blank part counts as 0 here only."""
    held = broken = 0
    columns = sorted({column for _, column in values})
    for left, right in _equations(id(rules), form, table, rules):
        for column in columns if any(name == "c" for _, _, name in left + right) else [""]:
            sides = [_side(side, column, values, columns) for side in (left, right)]
            if None in sides or not any(sides):
                continue
            held, broken = (held + 1, broken) if abs(sides[0] - sides[1]) < 1e-6 else (held, broken + 1)
    return held, broken


def across(form: str, table: str, rules: Rules) -> int:
    """Return how many columns a table's sum across has, the total included; it is written for the first row and holds in each. 0 for no such sum."""
    rows = ((len(left), {row for _, row, name in left + right if name != "c"}) for left, right in _equations(id(rules), form, table, rules) if len(right) == 1)
    return next((parts + 1 for parts, named in rows if len(named) == 1), 0)


def _side(terms: list, column: str, values: dict, columns: list[str]) -> float | None:
    """Return the sum of one side; None when the side has no printed number or is a lone blank."""
    numbers = [(sign, values.get((row, column if name == "c" else name or columns[0]))) for sign, row, name in terms]
    if all(number is None for _, number in numbers):
        return None
    return sum(sign * (number or 0.0) for sign, number in numbers)


_KNOWN: dict[tuple[int, str, str], list] = {}


def _equations(ident: int, form: str, table: str, rules: Rules) -> list:
    if (ident, form, table) not in _KNOWN:
        _KNOWN[ident, form, table] = [
            sides for row in rules.sums.iter_rows(named=True)
            if (row["form"], row["table"]) == (form, table) and row["strictness"] == "STRICT" and row["relation"] in ("sum", "identity")
            and all(sides := [_terms(row["left"]), _terms(row["right"])])]
    return _KNOWN[ident, form, table]


@lru_cache(maxsize=1024)
def _terms(expression: str) -> list | None:
    """Return [(sign, row, column)] of one side of a rule; None when it speaks of anything but this table's cells."""
    terms = []
    for sign, word in operands(expression):
        found = TERM.fullmatch(word)
        if not found:
            return None
        terms.append((sign, found[1], found[2] or ""))
    return terms
