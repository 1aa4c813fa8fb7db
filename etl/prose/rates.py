"""Clauses that only give a share or a growth (占12.5%, 同比增长8%): passed over around the numbers beside them."""

import re
from bisect import bisect_left

from etl.prose.notation import PhraseRules
from etl.prose.numbers import Number

BACK = 28  # characters from the mark before a share to its number
END = re.compile("[,;\u3001\u3002)]|$")


class Rates:
    """The spans of such clauses in a masked paragraph: 网上申请5件,占12.5%,信函申请3件."""

    def __init__(self, masked: str, numbers: list[Number], rules: PhraseRules):
        self.masked, self.lead = masked, rules.patterns["rate"]
        percents = [number for number in numbers if rules.numbers.units.get(number.unit) == "percent"]
        self.spans = [span for number in percents if (span := self._span(number))]

    def _span(self, number: Number) -> tuple[int, int] | None:
        lead = self.lead.search(self.masked, max(0, number.start - BACK), number.start)
        end = END.match(self.masked, number.end) if lead else None
        if not end:
            return None
        closed = lead[0][0] == "("
        return lead.start() + (closed and end[0] != ")"), number.end + (closed and end[0] == ")")

    def around(self, start: int, end: int) -> str:
        """Return the masked text between two places without the clauses."""
        kept, pieces = start, []
        for first, last in self.spans[bisect_left(self.spans, (start, 0)):]:
            if last > end:
                break
            pieces.append(self.masked[kept:first])
            kept = last
        return "".join(pieces) + self.masked[kept:end]

    def hold(self, number: Number) -> bool:
        """Whether a number is such a share or growth."""
        at = bisect_left(self.spans, (number.start, 0))
        return at > 0 and number.start < self.spans[at - 1][1]
