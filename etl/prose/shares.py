"""Shares of one enumeration: percentages of a sentence, each after a word for share, as figures without a metric that a check adds up."""

import re
from functools import cache

from etl.model import Document, Figure
from etl.rules import Rules

SENTENCE = re.compile("[^\u3002\n]+")
LEAST = 3  # percentages of an enumeration; one or two may stand for anything
BETWEEN = "\uff0c\u3001\uff1b\u3002"  # a share ends at a comma, a semicolon or a full stop


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern:
    named = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"([^,;\d{BETWEEN}]{{0,20}}(?:{named}))[^,;\d{BETWEEN}]{{0,6}}?(\d+(?:\.\d+)?)[%\uff05]")


def read(document: Document, rules: Rules) -> list[Figure]:
    """Return the shares of every sentence that has three or more, in printed order."""
    rich = [block for block in document.blocks if block.kind != "table" and block.text.count("%") + block.text.count("\uff05") >= LEAST]
    words = tuple(rules.vocabulary.filter(rules.vocabulary["field"] == "share_word")["value"]) if rich else ()  # few documents have any
    made = []
    for block in rich:
        for sentence in SENTENCE.finditer(block.text):
            found = list(_pattern(words).finditer(sentence[0]))
            made += [_figure(one, block.index, block.start + sentence.start()) for one in found] if len(found) >= LEAST else []
    return made


def _figure(one: re.Match, block: int, start: int) -> Figure:
    quote = one[0].lstrip()
    return Figure(metric="", label=one[1].strip(), value=float(one[2]), unit="%", rule_id="shares", block=block, quote=quote,
                  char_start=start + one.end() - len(quote), char_end=start + one.end(), accepted=False)
