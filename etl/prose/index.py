"""Which patterns can fit around a number: told from its unit, its topic and the letters beside it, before any is tried."""

from collections import Counter
from collections.abc import Iterator
from functools import reduce
from operator import or_

from etl.prose.needed import Lazy, edge, letters, of


class Side:
    """What the patterns need at one side of the number, as bits: bit n is pattern n, bit size + n its second group of words."""

    def __init__(self, expressions: list[Lazy | None], last: bool):
        self.size, self.last, self.base, self.any_edge = len(expressions), last, 0, 0
        self.having: dict[str, int] = {}  # letter -> the groups that it satisfies
        self.edges: dict[str, int] = {}  # letter next to the number -> the patterns that may end, or begin, with it
        groups = [of(expression) for expression in expressions]
        common = Counter(letter for words in groups for group in words for word in group for letter in word)
        for place, (expression, words) in enumerate(zip(expressions, groups)):
            needed = letters(words, common)
            for half in (0, 1):
                self._set(self.having, "base", needed[half] if half < len(needed) else None, 1 << place + half * self.size)
            self._set(self.edges, "any_edge", edge(expression, last), 1 << place)
        self.known = frozenset(self.having)

    def _set(self, masks: dict[str, int], always: str, wanted: frozenset[str] | None, bit: int) -> None:
        if wanted is None:
            setattr(self, always, getattr(self, always) | bit)
        for letter in wanted or ():
            masks[letter] = masks.get(letter, 0) | bit

    def mask(self, text: str) -> int:
        """Return the bits of the patterns that may fit a text."""
        both = reduce(or_, map(self.having.__getitem__, self.known.intersection(text)), self.base)
        return both & both >> self.size & (self.any_edge | self.edges.get(text[-1:] if self.last else text[:1], 0))


class Index:
    """All patterns of the rules in their order."""

    def __init__(self, rules: tuple, classes: dict[str, str]):
        self.rules, self.classes = rules, classes  # classes: unit -> class of data/rules/units.csv
        self.patterns = [(rule, before, after) for rule in rules for before, after in rule.patterns]
        self.left = Side([before for _, before, _ in self.patterns], last=True)
        self.right = Side([after for _, _, after in self.patterns], last=False)
        self.allowed: dict[tuple[str, str], int] = {}

    def fitting(self, unit: str, topic: str, left: str, right: str) -> Iterator[tuple]:
        """Yield (rule, before, after) of the patterns that may fit a number of this unit and topic between two texts, in order."""
        if (unit, topic) not in self.allowed:
            self.allowed[unit, topic] = sum(1 << place for place, (rule, *_) in enumerate(self.patterns) if self._allows(rule, unit, topic))
        bits = self.allowed[unit, topic] & self.left.mask(left) & self.right.mask(right)
        while bits:
            yield self.patterns[(bits & -bits).bit_length() - 1]
            bits &= bits - 1

    def _allows(self, rule, unit: str, topic: str) -> bool:
        """A number without a unit may be anything but money."""
        fits = self.classes.get(unit) in rule.classes and (not rule.units or unit in rule.units) if unit else "money" not in rule.classes
        return fits and (not rule.topics or topic in rule.topics)
