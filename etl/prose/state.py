"""What reading a document carries from one paragraph to the next."""

from dataclasses import dataclass, field

from etl.model import Document, Figure, Finding, Report
from etl.prose.notation import PhraseRules


CASES, OF_CASE = ("review_total", "lit_total"), ("review_", "lit_")  # metrics of reviews and suits, and how those of their outcomes begin


@dataclass
class Open:
    """A list that may follow a figure (其中…): its kind, its figure and the parts read so far."""

    kind: str
    figure: Figure
    end: int
    marked: bool = False
    barred: bool = False  # the figure was left out as another body's or other years', and its parts with it
    parts: list[float] = field(default_factory=list)
    nested: bool = False  # a part has a list of its own: 公开信息90条,其中政策60条、专栏20条,其中动态18条
    outer: "Open | None" = None  # the list that goes on behind the bracket in which this one stands

    def take(self, value: float, inner: bool) -> None:
        """Count a part, `inner` one that is taken apart in turn."""
        self.parts.append(value)
        self.nested = self.nested or inner

    def exceeded(self) -> bool:
        """Whether its parts add up to more than a total that they take apart."""
        return bool(self.parts and self.figure.value) and not (self.nested or self.figure.dimension) and sum(self.parts) > self.figure.value


@dataclass
class State:
    """What reading a document carries from one paragraph to the next."""

    document: Document
    report: Report
    rules: PhraseRules
    traditional: bool
    since: bool = False  # the document says that disclosure was begun in an earlier year
    received: str = ""  # whose applications were counted last: agency, region; "" another body's
    counted_in: tuple = ()  # block and bounds of the sentence that counted them
    detail: tuple = ()  # heading and block under which an office's own applications are told in detail
    cased_out: tuple = ()  # the sentence that counted another body's reviews or suits last
    cased_apart: tuple = ()  # the sentence that counted reviews or suits on other matters than disclosure last
    apart: bool = False  # a government has told its own number apart from its bureaus'
    trade: str = ""  # what the body is for, by its name: 水务
    heading: str = ""
    under: str = ""  # the heading that the next paragraph stands straight under
    topic: str = ""  # of the section
    planned: int = 0  # level of the heading about the next steps that the section stands under
    kinds: bool = False  # the section's heading announces kinds of information
    above: list[tuple[int, str, str]] = field(default_factory=list)  # level, topic and text of the headings that the section stands under
    headed: bool | None = None  # whether headings tell the body itself from others, once asked
    last: str = ""  # of the paragraph before, where the section's heading names none
    lists: dict[str, Open] = field(default_factory=dict)
    held: bool = False  # a list stays open over the next paragraphs (…其中：)
    numbers: int = 0  # met so far
    figures: list[Figure] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    members: list[Figure] = field(default_factory=list)  # figures of other metrics that stand in a list of kinds
    sums: list[tuple[Figure, object, int, int]] = field(default_factory=list)  # totals up to the year's end, with paragraph and bounds

    def open(self, kind: str, figure: Figure, end: int, marked: bool, bracketed: bool) -> Open | None:
        """Open a list and return the one of its kind that it ends; one in brackets ends none: 其中网站30条（动态20条）、公示8条."""
        before = self.lists.pop(kind, None)
        outer = before if before and before.marked and bracketed else None
        self.lists[kind] = Open(kind, figure, end, marked, outer=outer)
        return None if outer else before

    def sums_up(self, text: str, metric: str, value: float, scope: str) -> bool:
        """Whether a number up to the year's end stands behind the year's own smaller one: 公开90条。截至年底，累计公开810条."""
        own = any((figure.metric, figure.scope, figure.dimension) == (metric, scope, "") and figure.value < value for figure in self.figures)
        return own and self.rules.patterns["sum_by_end"].search(text) is not None

    def sum_before(self, figure: Figure) -> tuple | None:
        """Take out and return the larger number up to the year's end, straight before the year's own: 截至年底，累计公开810条。2018年公开90条."""
        for held in self.sums:
            total = held[0]
            alike = (total.metric, total.scope) == (figure.metric, figure.scope) and total.value > figure.value
            if alike and total.block in (figure.block, figure.block - 1) and any(one is total for one in self.figures):
                self.figures = [one for one in self.figures if one is not total]
                return held
        return None
