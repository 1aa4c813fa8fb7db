"""Word lists of the rules folder in use that the reading steps share: every list is rows of kind, word, value."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from etl.rulefiles import rule_file
from etl.rules import RulesError
from etl.table import read_csv


@cache
def word_list(name: str) -> dict[str, dict[str, str]]:
    """Return {kind: {word: value}} of one CSV file, kinds and words in file order; raises RulesError when it cannot be read.

    >>> word_list("form_words")["fold"]["其它"]
    '其他'
    """
    frame, refused = read_csv(rule_file(f"{name}.csv"), ("kind", "word", "value", "note"))
    if refused:
        raise RulesError(refused)
    lists: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, word, value in frame.select("kind", "word", "value").iter_rows():
        lists[kind][word] = value
    return dict(lists)


def longest_first(words: Iterable[str]) -> list[str]:
    """Return the words so that a regular expression tries the longer of two first."""
    return sorted(words, key=lambda word: (-len(word), word))


def choice(words: Iterable[str]) -> str:
    """Return words as the alternatives of a regular expression.

    >>> choice(["a", "ab."])
    'ab\\\\.|a'
    """
    return "|".join(map(re.escape, longest_first(words)))


def choice_of(name: str, *kinds: str) -> str:
    """Return all words of some kinds of a list in the same way."""
    words = word_list(name)
    return choice({word for kind in kinds for word in words[kind]})
