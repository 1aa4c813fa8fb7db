"""What the reading steps hand to one another: a document of blocks, and the figures and findings read from it."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Cell:
    """One table cell as printed; `start`/`end` index into Document.text. A merged cell stands in every place it covers."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Block:
    """A heading, paragraph or table in reading order. `rows` (tables only) is rectangular; merged cells repeat the same Cell."""

    index: int  # 1-based position among the document's blocks
    kind: str  # heading, paragraph, table
    text: str  # Document.text[start:end]
    start: int
    end: int
    rows: list[list[Cell]] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """One file after parsing. `text` is the normalised text that `extract --text` prints; every span points into it."""

    file: str
    sha256: str
    text: str
    blocks: list[Block]
    title: str = ""  # from the file's own metadata (HTML title, DOCX core properties), may be empty
    notes: list[str] = field(default_factory=list)  # message keys of doubts met while parsing (lost characters, …), an address behind a blank


@dataclass(slots=True)
class Figure:
    """One number with its address. Numbers are floats in the printed unit; `missing` is set exactly when value is None."""

    metric: str  # metric_id, "" when a clear figure fits no metric
    label: str  # as printed
    value: float | None
    unit: str
    qualifier: str = "exact"
    scope: str = "agency"
    dimension: str = ""  # the applicant's kind, or the part's name as printed
    category: str = ""  # of a part: the kind in dimensions.csv under which reports can be compared
    origin: str = "prose"
    missing: str = ""
    rule_id: str = ""
    block: int = 0
    row: int | None = None  # 1-based row and column of the table block; None in prose
    column: int | None = None
    quote: str = ""
    char_start: int = 0
    char_end: int = 0
    value_high: float | None = None  # upper end of a range
    accepted: bool = True


@dataclass(slots=True)
class Report:
    """Who reports on what: one row of the report table, with the reason for each fact in `reasons`."""

    agency: str = ""
    agency_type: str = ""
    level: str = ""
    province: str = ""
    city: str = ""
    county: str = ""
    year: int | None = None
    period_start: str = ""  # ISO dates
    period_end: str = ""
    kind: str = "other"  # annual_report, plan, summary, other
    form: str = ""  # R1, R2, R3, or "" for prose only
    title: str = ""
    published_on: str = ""
    reasons: dict[str, str] = field(default_factory=dict)

    @property
    def tells(self) -> bool:
        """Whether its sentences report figures: those of a plan, and of what is known to be a notice, a guide or the like, do not."""
        return self.kind != "plan" and not (self.kind == "other" and "kind" in self.reasons)


@dataclass(slots=True)
class Finding:
    """Something that does not hold or could not be decided; it never changes a figure."""

    check_id: str
    level: str  # error, warning, info
    suspect: str  # report, extraction
    message: str
    place: str
    message_en: str = ""  # the same in English, for those who read the warehouse
