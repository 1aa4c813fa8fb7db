"""Word lists of the rules folder in use that the reading steps share: every list is rows of kind, word, value."""

import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from etl.rules import RulesError
from etl.table import read_csv

RULES = Path(__file__).parent.parent / "data" / "rules"
_IN_USE = [RULES]  # one folder
_READ: set[str] = set()  # names of the files read from it


def rule_file(name: str, folder: Path | None = None) -> Path:
    """Return a file of a rules folder, by default of the one in use; the project's where the folder has none."""
    _READ.add(name)
    path = (folder or _IN_USE[0]) / name
    return path if path.exists() else RULES / name


def use(folder: Path) -> None:
    """Read lists from another folder from now on; what was made of other words is forgotten."""
    last, _IN_USE[0] = _IN_USE[0], folder
    if any(rule_file(name, last).read_bytes() != rule_file(name, folder).read_bytes() for name in tuple(_READ)):
        for name, module in tuple(sys.modules.items()):
            for value in tuple(vars(module).values()) if name.startswith("etl.") else ():
                getattr(value, "cache_clear", lambda: None)()


@contextmanager
def using(folder: Path) -> Iterator[None]:
    """Read lists from another folder within a block."""
    last = _IN_USE[0]
    use(folder)
    try:
        yield
    finally:
        use(last)


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


def longest_first(words) -> list[str]:
    """Return the words so that a regular expression tries the longer of two first."""
    return sorted(words, key=lambda word: (-len(word), word))
