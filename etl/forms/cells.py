"""What stands in one cell of a form: a number with its sign and unit, a stated zero, a blank, a slash, or other text."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from etl.wordlists import choice, choice_of, word_list


@dataclass(frozen=True, slots=True)
class Value:
    """`kind` is number, net (additions and removals), zero (stated as none), blank, slash or text; `unit` as printed in the cell."""

    kind: str
    number: float | None = None
    unit: str = ""
    qualifier: str = "exact"


BLANK, SLASH, TEXT = Value("blank"), Value("slash"), Value("text")
RAISED = "\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089\u2460-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf"  # NFKC makes digits of them


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Return the text with full-width forms made half-width and no space characters.

    >>> fold("\\uff11\\u3000 2")
    '12'
    """
    return "".join(unicodedata.normalize("NFKC", text).replace("\u2212", "-").split())


@cache
def _footnote() -> re.Pattern:
    """Return the pattern of a footnote mark after a number: raised or circled, in brackets, or stars."""
    note = choice(word_list("form_words")["footnote"])
    return re.compile(rf"(?<=\d)\s*(?:[{RAISED}]+|[\[\u3014][\d{RAISED}]{{1,2}}[\]\u3015]|[(\uff08\[\u3014]?(?:{note})[\d{RAISED}]{{0,2}}[)\uff09\]\u3015]?|\*{{1,3}})\s*$")


@cache
def _grammar(units: tuple[str, ...]) -> tuple[re.Pattern, re.Pattern]:
    def _choice(*kinds: str) -> str:
        return choice_of("form_words", *kinds)

    sign = f"(?P<sign>{_choice('increase', 'decrease')})?"
    unit = choice(units)
    number = r"(?P<number>\d+(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?)"
    whole = re.compile(rf"(?P<before>{_choice('before')})?{sign}{number}(?P<after>{_choice('after')})?(?P<unit>{unit}|\((?:{unit})\))?(?P<late>{_choice('after')})?")
    half = rf"(?:{_choice('increase', 'decrease')})?\d+"
    return whole, re.compile(rf"(?P<up>{half})[/,]?(?P<down>{half})")


@lru_cache(maxsize=65536)
def read_value(text: str, units: tuple[str, ...] = ()) -> Value:
    """Return the value of a cell, footnote marks left out; digits broken by a space are read only as thousands.

    >>> read_value("1,234").number, read_value("+4").number, read_value("-8").number
    (1234.0, 4.0, -8.0)
    >>> read_value("").kind, read_value("/").kind, read_value("12 3").kind, read_value("0/0").number
    ('blank', 'slash', 'text', 0.0)
    """
    words = word_list("form_words")
    text = _footnote().sub("", text)
    folded = fold(text)
    if not folded:
        return BLANK
    if folded in words["slash"]:
        return SLASH
    if folded in words["zero"]:
        return Value("zero", 0.0, qualifier="stated_zero")
    if re.search(f"[{RAISED}]", text):
        return TEXT
    if re.search(r"\d\s+\d", text) and not re.fullmatch(r"\s*\d{1,3}([^\S\n]\d{3})+\s*", text):
        return TEXT
    whole, pair = _grammar(units)
    found = whole.fullmatch(folded)
    if found:
        return _number(found, words)
    found = pair.fullmatch(folded) if "/" in folded or not folded[0].isdigit() else None
    return _net(found, words) if found else TEXT


def _number(found: re.Match, words: dict) -> Value:
    number = float(found["number"].replace(",", ""))
    if found["sign"] in words["decrease"]:
        number = -number if number else 0.0
    late = found["after"] or found["late"]
    qualifier = words["before"].get(found["before"]) or words["after"].get(late) or "exact"
    return Value("number", number, (found["unit"] or "").strip("()"), qualifier)


def _net(found: re.Match, words: dict) -> Value:
    """Additions and removals in one cell give a net change only when one of them is 0."""
    up, down = (float(re.sub(r"\D", "", found[side])) for side in ("up", "down"))
    if up and down:
        return TEXT
    swapped = any(found["up"].startswith(word) for word in words["decrease"])
    net = up - down
    return Value("net", (-net if swapped else net) + 0.0)
