"""What a regular expression needs: words, letters in them, and the letter at its edge. Cheap to look for before it is tried."""

import re
from collections import Counter
from re import _constants as codes
from re import _parser as parser

MOST = 80  # spellings of one group; a longer list is given up
Words = frozenset[str]


def needed(pattern: str) -> tuple[Words, ...]:
    """Return groups of words: whatever the pattern matches holds at least one word of each group. Rarer groups come first.

    >>> [sorted(group) for group in needed("(?:ab|ac)x?[^d]{0,9}(?:ef|gh)k(?!no)$")]
    [['efk', 'ghk'], ['ab', 'ac']]
    >>> needed("a?|b")
    ()
    """
    exact, groups = _sequence(parser.parse(pattern))
    found = groups + ([exact] if exact else [])
    useful = {_shortest(group) for group in found if "" not in group}
    return tuple(sorted(useful, key=lambda group: (-min(map(len, group)), len(group), sorted(group)))[:2])


def _shortest(group: Words) -> Words:
    """Leave out words that hold another word of the group."""
    return frozenset(word for word in group if not any(other in word for other in group if other != word))


def letters(groups: tuple[Words, ...], common: Counter) -> tuple[Words, ...]:
    """Return for each group the rarest letter of each of its words: a text with none of them holds none of the words.

    >>> letters((frozenset({"ab", "cb"}),), Counter("abcb"))[0] == {"a", "c"}
    True
    """
    return tuple(frozenset(min(word, key=lambda letter: (common[letter], letter)) for word in group) for group in groups)


def _sequence(parts) -> tuple[Words | None, list[Words]]:
    """Return every text that the parts may match, when these are few words, and the groups of what they need."""
    run, groups, whole = frozenset({""}), [], True
    for code, value in parts:
        exact, inner = _part(code, value)
        groups += inner
        joined = exact is not None and frozenset(left + right for left in run for right in exact)
        if joined and len(joined) <= MOST:
            run = joined
            continue
        groups.append(run)
        whole, run = False, exact or frozenset({""})
    return (run if whole else None), (groups if whole else [*groups, run])


def _part(code, value) -> tuple[Words | None, list[Words]]:
    if code is codes.LITERAL:
        return frozenset({chr(value)}), []
    if code is codes.IN and len(value) <= 12 and all(kind is codes.LITERAL for kind, _ in value):
        return frozenset(chr(letter) for _, letter in value), []
    if code is codes.SUBPATTERN:
        return _sequence(value[-1])
    if code is codes.BRANCH:
        return _branch([_sequence(one) for one in value[1]])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT) and value[0]:
        exact, groups = _sequence(value[2])
        return None, groups + ([exact] if exact else [])
    if code in (codes.AT, codes.ASSERT_NOT, codes.ASSERT):
        return frozenset({""}), []
    return None, []


def _branch(choices: list) -> tuple[Words | None, list[Words]]:
    """Of several branches each must need something; the group is what any of them needs most."""
    if all(exact is not None for exact, _ in choices):
        return frozenset().union(*(exact for exact, _ in choices)), []
    best = [[group for group in [*groups, exact] if group and "" not in group] for exact, groups in choices]
    if not all(best):
        return None, []
    joined = frozenset().union(*(max(groups, key=lambda group: min(map(len, group))) for groups in best))
    return None, [joined] if len(joined) <= MOST else []


def edge(expression: "Lazy | None", last: bool) -> Words | None:
    """Return the letters with one of which everything that an expression matches ends (or begins), None where any may.

    >>> sorted(edge(Lazy("ab(?:c|de)?$"), last=True)), edge(Lazy("a?b*"), last=False), edge(Lazy("a."), last=True)
    (['b', 'c', 'e'], None, None)
    """
    found, empty = _edge(parser.parse(expression.pattern), last) if expression else (None, True)
    return None if empty else found


def _edge(parts, last: bool) -> tuple[Words | None, bool]:
    """Return the letters at one end of what the parts match, None for any, and whether they match nothing as well."""
    found: Words = frozenset()
    for code, value in reversed(parts) if last else parts:
        letters_, empty = _edge_of(code, value, last)
        if letters_ is None:
            return None, False
        found |= letters_
        if not empty:
            return found, False
    return found, True


def _edge_of(code, value, last: bool) -> tuple[Words | None, bool]:
    if code is codes.LITERAL:
        return frozenset({chr(value)}), False
    if code is codes.IN and all(kind is codes.LITERAL for kind, _ in value):
        return frozenset(chr(letter) for _, letter in value), False
    if code is codes.SUBPATTERN:
        return _edge(value[-1], last)
    if code is codes.BRANCH:
        sides = [_edge(one, last) for one in value[1]]
        found = None if any(letters_ is None for letters_, _ in sides) else frozenset().union(*(letters_ for letters_, _ in sides))
        return found, any(empty for _, empty in sides)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        found, empty = _edge(value[2], last)
        return found, empty or not value[0]
    return (frozenset(), True) if code in (codes.AT, codes.ASSERT_NOT, codes.ASSERT) else (None, False)


class Lazy:
    """A regular expression, compiled when it is first tried; most of a document's rules never are."""

    def __init__(self, pattern: str):
        self.pattern = pattern

    def __getattr__(self, name: str):
        if name not in ("search", "match"):
            raise AttributeError(name)
        made = re.compile(self.pattern)
        self.search, self.match = made.search, made.match
        return getattr(made, name)


def of(expression: Lazy | None) -> tuple[Words, ...]:
    """Return the groups of an expression, none for no expression; raises re.error when it is wrong."""
    return needed(expression.pattern) if expression else ()
