"""One number of a paragraph with the words around it."""

import re
from dataclasses import dataclass, replace

from etl.prose.notation import PhraseRules
from etl.prose.numbers import Number

CLAUSE_END = re.compile("[#,;\u3002:!?]")
JOINED = re.compile(r"\u548c(?!\u89e3)|\u53ca(?!\u65f6)|\u4e0e")  # 行政复议6件和行政诉讼3件
TAIL = re.compile("[^#,;\u3001\u3002:!?()]*")
LEFT, RIGHT = 180, 120  # characters looked at around a number


@dataclass(slots=True)
class Spot:
    """One number and its surroundings; `left` reaches back to the start of the sentence, other numbers are # signs."""

    number: Number
    left: str
    right: str
    topic: str = ""
    beyond: str = ""  # what follows, over the end of the sentence
    key: bool = False  # the sentence or the section is about key areas (重点领域)
    section: str = ""  # topic of the section's heading
    carried: bool = False  # the topic is only that of the paragraph before
    headed: bool = False  # the sentence begins a section, or a heading runs on into it, about what is published
    new: str = ""  # the words between a stock and what is new of it (920条(2018年新增130条): of the 130)

    @property
    def clause(self) -> str:
        """The words of the clause before the number."""
        found = list(CLAUSE_END.finditer(self.left))
        return self.left[found[-1].end():] if found else self.left

    @property
    def tail(self) -> str:
        """The words of the clause after the number, none where the next item of a list is joined to it."""
        return "" if JOINED.match(self.right) else TAIL.match(self.right)[0]

    def moved(self, left: str, right: str | None = None) -> "Spot":
        """Return the spot with other surroundings, for a number that several nouns share."""
        return replace(self, left=left[-LEFT:], right=self.right if right is None else right)


def case_of(number: Number, masked: str, rules: PhraseRules) -> str:
    """The topic of the case that is counted straight behind a number, "" for other nouns: 1件行政诉讼."""
    case = rules.patterns["counted_first"].match(masked, number.end)
    return rules.raw["counted_topics"][case["case"]] if case else ""
