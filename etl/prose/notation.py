"""data/rules/phrases.yaml made ready: patterns in the notation explained there become regular expressions, once per run."""

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from etl.prose import numbers, wording
from etl.prose.index import Index
from etl.prose.needed import Lazy
from etl.prose.numbers import WIDE, NumberRules
from etl.prose.wording import WordingRules

STOP = "#,;\u3002:!?"  # a gap stays inside the clause
BEFORE_GAP, AFTER_GAP = f"[^{STOP}]{{0,40}}", f"[^{STOP}\u3001()]{{0,24}}"
OPEN_CLASS = "[^,;\u3002#"
WIDE_GAP = "[^#;\u3002]{0,60}"
CLAUSE_START = f"(?:^|(?<=[{STOP}(\u3001]))"
KNOWN = {"id", "metric", "reason", "read", "unit", "topic", "unless", "unless_within", "needs_within", "zero", "opens", "parent", "parent_not",
         "any_year", "own_year", "family", "dimension", "dimension_from", "default_unit", "only_units", "topic_sets", "not_in_list", "section", "section_not", "examples"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase rule: when its pattern fits around a number, the number is `metric` (or a look-alike when there is none)."""

    id: str
    metric: str | dict[str, str]
    reason: str
    patterns: tuple[tuple[Lazy | None, Lazy | None], ...]
    classes: frozenset[str]
    units: frozenset[str]
    topics: frozenset[str]
    unless: re.Pattern | None
    unless_within: re.Pattern | None
    needs_within: re.Pattern | None
    zero: tuple[str, ...]
    opens: str
    parent: str
    parent_not: str
    not_in_list: frozenset[str]
    any_year: bool
    own_year: bool
    family: str
    dimension: str
    dimension_from: str
    default_unit: str
    topic_sets: str
    section: str
    section_not: str

    def holds_in(self, section: str) -> bool:
        """Whether the rule holds under a heading about a topic."""
        return not (self.section and section not in self.section.split() or self.section_not and section in self.section_not.split())


@dataclass(frozen=True)
class PhraseRules:
    """Everything the reading of prose needs from data/rules."""

    numbers: NumberRules
    wording: WordingRules
    rules: tuple[Rule, ...]
    index: Index
    topics: re.Pattern
    topic_of: dict[str, str]
    families: dict[str, tuple[re.Pattern, dict[str, str]]]
    family_metrics: dict[str, dict[str, str]]
    categories: dict[str, list[tuple[str, str]]]
    endings: dict[str, dict[str, list[tuple[str, str]]]]  # the same keywords by their last letter, the longest first
    raw: dict = field(repr=False)
    patterns: dict[str, re.Pattern] = field(default_factory=dict, repr=False)
    stocks: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()


def expand(text: str, words: dict[str, list[str]], gap: str = BEFORE_GAP) -> str:
    """Return the regular expression for one side of a pattern.

    >>> expand("{收}…[各类|有效]申请（含", {"收": ["收到", "受理"]}, "~")
    '(?:收到|受理)~(?:各类|有效)?申请\\\\(含'
    """
    text = re.sub(r"\{(\D[^}]*)\}", lambda found: "(?:" + "|".join(sorted(words[found[1]], key=len, reverse=True)) + ")", text)
    text = text.replace("\uff08", "\\(").replace("\uff09", "\\)").translate(WIDE)
    text = re.sub(r"\[(?!\^)([^\[\]]*)\](\*)?", lambda found: f"(?:{found[1]})" + ("{0,5}" if found[2] else "?"), text)
    text = re.sub(r"(?<!\\)\((?!\?)", "(?:", text)
    text = re.sub(r"(?<!\[)\^", lambda _: CLAUSE_START, text)
    return text.replace("\u2026\u2026", WIDE_GAP).replace("\u2026", gap)


def _joiners(words: dict[str, list[str]]) -> str:
    """Return a pattern for the letters that join two nouns, but not at the end of a word (参与)."""
    heads = {letter: "".join(word[0] for word in words["joined_words"] if word.endswith(letter)) for letter in words["joined"]}
    return "|".join(f"(?<![{head}]){letter}" if head else letter for letter, head in heads.items())


def around(pattern: str, words: dict[str, list[str]]) -> tuple[Lazy | None, Lazy | None]:
    """Return the expressions for the text before and after the number N."""
    left, _, right = re.sub(r"(?<=#)(?!\+)", "+", pattern).replace("[^+", "[^").partition("N")
    left = re.sub(r"\[\^([^\]]*)#\+", r"[^\1#", left)
    right = re.sub(r"\[\^([^\]]*)#\+", r"[^\1#", right)
    before = Lazy(f"{expand(left, words)}(?<!{_joiners(words)})$") if left else None
    right = right.replace(OPEN_CLASS, OPEN_CLASS + "\u3001")  # what follows a number ends where the next item of a list begins
    after = Lazy(expand(right, words, AFTER_GAP)) if right else None
    return before, after


def _free(text: str | None, words: dict[str, list[str]]) -> re.Pattern | None:
    return re.compile(expand(text, words)) if text else None


def _rule(row: dict, words: dict[str, list[str]]) -> Rule:
    unknown = set(row) - KNOWN
    if unknown:
        raise ValueError(f"phrases.yaml, rule {row.get('id', '?')}: unknown field {', '.join(sorted(unknown))}; allowed: {', '.join(sorted(KNOWN))}.")
    zero = row.get("zero", [])
    return Rule(
        id=row["id"], metric=row.get("metric", ""), reason=row.get("reason", ""),
        patterns=tuple(around(pattern, words) for pattern in row["read"]),
        classes=frozenset(row.get("unit", ["item", "time", "person_time", "issue"])), units=frozenset(row.get("only_units", [])),
        topics=frozenset(row.get("topic", [])), unless=_free(row.get("unless"), words), unless_within=_free(row.get("unless_within"), words),
        needs_within=_free(row.get("needs_within"), words), zero=tuple(zero), opens=row.get("opens", ""), parent=row.get("parent", ""),
        parent_not=row.get("parent_not", ""), not_in_list=frozenset(row.get("not_in_list", [])), any_year=row.get("any_year", False), own_year=row.get("own_year", False),
        family=row.get("family", ""), dimension=row.get("dimension", ""), dimension_from=row.get("dimension_from", ""),
        default_unit=row.get("default_unit", ""), topic_sets=row.get("topic_sets", ""), section=row.get("section", ""), section_not=row.get("section_not", ""),
    )


def any_of(words: list[str], between: dict[str, str] | None = None) -> str:
    """Return an alternation of plain words, longest first; `between` says of some which letters may stand beside them."""
    return "|".join((between or {}).get(word) or re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or "(?!)"


def load(folder: Path) -> PhraseRules:
    """Return the phrase rules of a rules folder; raises ValueError with one sentence when a rule is wrong."""
    text = (folder / "phrases.yaml").read_text(encoding="utf-8")
    raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    words = raw["words"]
    number_rules = numbers.load(folder)
    kept = re.compile(f"{any_of(raw['titles_kept'])}|(?:{any_of(raw['titles_kept_ending'])})$|{raw['titles_kept_papers']}")
    topic_of = {word: topic for topic, listed in raw["topics"].items() for word in listed}
    families = {name: (re.compile(any_of([word for listed in kinds.values() for word in listed], raw["between"])),
                       {word: kind for kind, listed in kinds.items() for word in listed}) for name, kinds in raw["families"].items()}
    categories = _categories(folder)
    rules = tuple(_rule(row, words) for row in raw["rules"])
    return PhraseRules(
        numbers=number_rules, wording=wording.load(folder, kept, re.compile(raw["heads"]), re.compile(raw["titles_quoted"])), rules=rules, index=Index(rules, number_rules.units),
        topics=re.compile(any_of(list(topic_of))), topic_of=topic_of, families=families, family_metrics=raw["family_metrics"],
        categories=categories, endings={name: _by_ending(listed) for name, listed in categories.items()}, raw=raw, patterns=_patterns(raw, words),
        stocks=_metrics(folder, "kind", "stock"), outcomes=_metrics(folder, "theme", "outcomes"),
    )


def _categories(folder: Path) -> dict[str, list[tuple[str, str]]]:
    lists: dict[str, list[tuple[str, str]]] = {}
    with (folder / "categories.csv").open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            lists.setdefault(row["list"], []).append((row["keyword"], row["dimension"]))
    return lists


def _metrics(folder: Path, column: str, value: str) -> frozenset[str]:
    """The metrics of a kind (stocks may be counted up to now) or of a theme (outcomes are of the applications received)."""
    with (folder / "metrics.csv").open(encoding="utf-8-sig", newline="") as handle:
        return frozenset(row["metric_id"] for row in csv.DictReader(handle) if row[column] == value)


def _by_ending(listed: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    endings: dict[str, list[tuple[str, str]]] = {}
    for keyword, dimension in sorted(listed, key=lambda one: (len(one[0]), one[1]), reverse=True):
        endings.setdefault(keyword[-1:], []).append((keyword, dimension))
    return endings


def _patterns(raw: dict, words: dict[str, list[str]]) -> dict[str, re.Pattern]:
    """The loose patterns by name: every expression that stands alone in its section, and those made of lists."""
    time, scope, lists = raw["time"], raw["scope"], raw["lists"]
    made = {name: re.compile(text) for section in (raw, time, scope, lists) for name, text in section.items() if isinstance(text, str)}
    for name in ("cumulative", "plan", "each", "compared", "compared_after"):
        made[name] = re.compile("|".join(f"(?:{expand(text, words)})" for text in time[name]))
    made["in_force"] = re.compile(time["in_force"]["said"])
    made["grown_here"], made["grown_next"] = re.compile(f"[^#,;:\u3002]+#*{time['grown']}$".replace("(?=#)", "")), re.compile(f"#*{time['grown'][1:]}")
    made["part_year"] = re.compile(f"{any_of(time['part_year'])}|^(?:{time['part_months']})")
    made["part_year_of_all"] = re.compile(f"{CLAUSE_START}(?:{any_of(time['part_year'])}|{time['part_months']}),[^,;\u3002:]*$"
                                           f"|{CLAUSE_START}(?:{time['part_from_start']})")
    for name in ("this", "other_years", "future", "attributive", "duty", "up_to"):
        made[name] = re.compile(any_of(time[name]))
    for name in ("region", "office", "agency", "subordinate", "after"):
        made[name] = re.compile(f"(?:{any_of(scope[name], raw['between'])})")
    made["other_body"] = re.compile("|".join(f"(?:{expand(text, words)})" for text in scope["other"]))
    made["joined"] = re.compile(f"^(?:(?:{any_of(raw['joiners'])})(?!{raw['joiners_not_before']}))+")
    made["all_lead"] = re.compile("|".join(raw["alls"]["leads"]))
    made |= {f"all_{name}": re.compile(raw["alls"][name]) for name in ("next", "goes_on", "at_once", "of_parts", "some_done", "days", "pieces", "excepted", "rest", "carried_beside", "carried_out", "carried_in")}
    return made
