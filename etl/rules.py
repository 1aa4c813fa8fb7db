"""The rule files of data/rules, checked against each other before anything is read with them."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from etl.rulefiles import rule_file
from etl.table import Refusal, read_csv

COLUMNS = {
    "eras": "era first_year last_year form label_zh label_en basis_zh basis_en",
    "places": "province city county division_code level label_en",
    "agency_kinds": "kind label_en order note_zh",
    "agencies": "agency_id name kind level province city county division_code parent_id valid_from valid_to note",
    "agency_names": "name agency_id valid_from valid_to note",
    "units": "unit class factor label_en note",
    "metrics": "metric_id label_zh label_en unit theme kind headline sort also_classes "
               "definition_zh definition_en note_zh note_en",
    "metric_forms": "metric_id era status join_before cells note_zh note_en",
    "forms": "form table row parent_row label unit column column_label metric_id dimension note",
    "forms_variants": "form table row_or_column variant",
    "sums": "rule_id form table left right relation strictness note_zh note_en",
    "checks": "check_id rule_id kind level suspect forms earlier each aliases left right origins tolerance minimum limit soft "
              "label_zh label_en note_zh note_en",
    "listings": "total part named note",
    "verdicts": "finding_id report_id check_id verdict note date",
    "card": "criterion method label_zh label_en basis_zh basis_en sort",
    "deadlines": "first_year last_year kinds levels day latest basis_zh basis_en note",
    "derived": "metric_id era kind numerator denominator requires_zh note_en",
    "corrections": "document metric_id scope dimension expected value reason source date",
    "groups": "group metric_id sort",
    "dimensions": "dimension label_zh label_en sort",
    "labels": "label unit report_id when metric_id dimension reason note",
    "reasons": "reason label_zh label_en",
    "words": "word kind",
    "vocabulary": "field value label_zh label_en sort",
    "limits": "name value note_zh",
}
KEYS = {
    "eras": "era", "places": "province city county", "agency_kinds": "kind", "agencies": "agency_id",
    "agency_names": "name", "units": "unit", "metrics": "metric_id", "metric_forms": "metric_id era",
    "forms": "form table row column", "sums": "rule_id", "derived": "metric_id era", "dimensions": "dimension", "groups": "group metric_id",
    "labels": "label unit report_id when metric_id", "reasons": "reason", "words": "word",
    "vocabulary": "field value", "limits": "name", "checks": "check_id", "listings": "total part", "verdicts": "finding_id",
    "card": "criterion", "corrections": "document metric_id scope dimension",
}
# file.column -> file.column: every non-empty value on the left exists on the right
REFERENCES = {
    "agencies.kind": "agency_kinds.kind", "agencies.parent_id": "agencies.agency_id",
    "agencies.province": "places.province", "agencies.city": "places.city", "agencies.county": "places.county",
    "agency_names.agency_id": "agencies.agency_id", "metrics.unit": "units.unit",
    "metric_forms.metric_id": "metrics.metric_id", "metric_forms.era": "eras.era",
    "forms.metric_id": "metrics.metric_id", "forms.dimension": "dimensions.dimension",
    "derived.metric_id": "metrics.metric_id", "derived.era": "eras.era",
    "corrections.metric_id": "metrics.metric_id", "groups.metric_id": "metrics.metric_id", "labels.metric_id": "metrics.metric_id", "labels.reason": "reasons.reason",
    "labels.dimension": "dimensions.dimension", "checks.rule_id": "sums.rule_id", "listings.total": "metrics.metric_id",
    "listings.part": "metrics.metric_id",
}
# file -> column of regular expressions, and the kinds of rows that hold them
PATTERNS = {"page_noise.csv": ("pattern", ()), "headings.csv": ("pattern", ()),
            "identity.csv": ("word", ("own_level", "told", "counted", "other_document", "no_report", "regulation", "made", "announced", "corps", "former", "holds_counties", "part_of_year", "asked_for",
                                      "gathers", "no_bureau", "summed", "superior"))}
# file.column -> field of vocabulary.csv that lists what may stand there
CHOICES = {
    "agencies.level": "level", "metrics.kind": "metric_kind", "metrics.theme": "theme",
    "metric_forms.status": "status", "metric_forms.join_before": "join", "sums.strictness": "strictness",
    "derived.kind": "derived_kind", "labels.when": "when", "corrections.scope": "scope", "words.kind": "word_kind",
    "checks.kind": "check_kind", "checks.level": "finding_level", "checks.suspect": "suspect", "checks.origins": "check_origins",
    "verdicts.verdict": "verdict",
}


# file.column that holds numbers, where it is filled
NUMBERS = ("eras.first_year", "eras.last_year", "units.factor", "metrics.sort", "limits.value", "groups.sort", "dimensions.sort", "checks.tolerance", "checks.minimum", "checks.limit", "card.sort", "deadlines.first_year", "deadlines.last_year",
           "agency_kinds.order", "corrections.expected", "corrections.value", "vocabulary.sort", "agencies.valid_from", "agencies.valid_to")


class RulesError(Exception):
    """The rule files contradict themselves; `refusals` lists every mistake found."""

    def __init__(self, refusals: list[Refusal]):
        super().__init__(f"{len(refusals)} mistakes in the rule files")
        self.refusals = refusals

    def __reduce__(self):
        return type(self), (self.refusals,)  # may come from another process


@dataclass(frozen=True)
class Rules:
    """All rule files by name, each a frame of text columns plus `line`."""

    frames: dict[str, pl.DataFrame]
    folder: Path = Path(__file__).parents[1] / "data" / "rules"

    def __getattr__(self, name: str) -> pl.DataFrame:
        try:
            return self.frames[name]
        except KeyError:
            raise AttributeError(name) from None

    def choices(self, field: str) -> list[str]:
        """Return the values that vocabulary.csv allows for a field."""
        return self.vocabulary.filter(pl.col("field") == field)["value"].to_list()

    def limit(self, name: str) -> float:
        """Return one number of limits.csv."""
        return float(self.limits.row(by_predicate=pl.col("name") == name, named=True)["value"])


def load(folder: Path) -> Rules:
    """Return the rules of a folder; raises RulesError with all mistakes at once."""
    frames, mistakes = {}, []
    for name, columns in COLUMNS.items():
        frames[name], refused = read_csv(folder / f"{name}.csv", tuple(columns.split()))
        mistakes += refused
    rules = Rules(frames, folder)
    unread = {refusal.file for refusal in mistakes if refusal.whole}
    mistakes += _duplicates(rules) + [one for one in _dangling(rules) if one.args["file"] not in unread] + _not_allowed(rules) + _derived_unknown(rules) + _not_numbers(rules)
    mistakes = mistakes + _not_patterns(folder) or _unchecked(rules)
    if mistakes:
        raise RulesError(mistakes)
    return rules


def _not_patterns(folder: Path) -> list[Refusal]:
    found = []
    for name, (column, kinds) in PATTERNS.items():
        with rule_file(name, folder).open(encoding="utf-8-sig", newline="") as handle:
            for line, row in enumerate(csv.DictReader(handle), 2):
                try:
                    re.compile(row.get(column) or "" if not kinds or row.get("kind") in kinds else "")
                except re.error as error:
                    found.append(Refusal(name, line, "rule_pattern", {"found": row[column], "reason": str(error)}))
    return found


def _duplicates(rules: Rules) -> list[Refusal]:
    found = []
    for name, key in KEYS.items():
        frame = rules.frames[name]
        twice = frame.filter(pl.struct(key.split()).is_duplicated() & ~pl.struct(key.split()).is_first_distinct())
        found += [Refusal(f"{name}.csv", row["line"], "rule_twice", {"key": " / ".join(row[k] for k in key.split())})
                  for row in twice.iter_rows(named=True)]
    return found


def _dangling(rules: Rules) -> list[Refusal]:
    found = []
    for source, target in REFERENCES.items():
        (name, column), (other, key) = source.split("."), target.split(".")
        known = rules.frames[other][key].implode()
        rows = rules.frames[name].filter((pl.col(column) != "") & ~pl.col(column).is_in(known))
        found += [Refusal(f"{name}.csv", row["line"], "rule_unknown", {"column": column, "found": row[column], "file": f"{other}.csv"})
                  for row in rows.iter_rows(named=True)]
    return found


def _not_allowed(rules: Rules) -> list[Refusal]:
    found = []
    for source, field in CHOICES.items():
        name, column = source.split(".")
        allowed = rules.choices(field)
        rows = rules.frames[name].filter((pl.col(column) != "") & ~pl.col(column).is_in(allowed))
        found += [Refusal(f"{name}.csv", row["line"], "rule_choice", {"column": column, "found": row[column], "allowed": ", ".join(allowed)})
                  for row in rows.iter_rows(named=True)]
    return found


def _not_numbers(rules: Rules) -> list[Refusal]:
    found = []
    for source in NUMBERS:
        name, column = source.split(".")
        rows = rules.frames[name].filter((pl.col(column) != "") & ~pl.col(column).str.contains(r"^-?\d+(\.\d+)?$"))
        found += [Refusal(f"{name}.csv", row["line"], "bad_number", {"found": row[column]}) for row in rows.iter_rows(named=True)]
    return found


def operands(expression: str) -> list[tuple[int, str]]:
    """Return the signed metrics of a formula side.

    >>> operands("review_total - review_pending")
    [(1, 'review_total'), (-1, 'review_pending')]
    """
    signed, sign = [], 1
    for word in expression.split():
        if word in "+-":
            sign = 1 if word == "+" else -1
        else:
            signed.append((sign, word))
    return signed


def alternatives(expression: str) -> list[str]:
    """Return the alternatives of a formula side in order of preference.

    >>> alternatives("granted + partly_granted | granted_or_partly")
    ['granted + partly_granted', 'granted_or_partly']
    """
    return [part.strip() for part in expression.split("|") if part.strip()]


def _derived_unknown(rules: Rules) -> list[Refusal]:
    known = set(rules.metrics["metric_id"])
    found = []
    for row in rules.derived.iter_rows(named=True):
        for side in alternatives(row["numerator"]) + alternatives(row["denominator"]):
            for _, metric in operands(side):
                if metric not in known:
                    found.append(Refusal("derived.csv", row["line"], "rule_unknown", {"column": "numerator/denominator", "found": metric, "file": "metrics.csv"}))
    return found


def _unchecked(rules: Rules) -> list[Refusal]:
    """Rules of sums.csv that no check declares, and checks that cannot be read."""
    from etl.checks.compile import compile_rules

    known = rules.checks["rule_id"].implode()
    silent = rules.sums.filter(~pl.col("rule_id").is_in(known))
    found = [Refusal("sums.csv", row["line"], "rule_unchecked", {"found": row["rule_id"]}) for row in silent.iter_rows(named=True)]
    return found + compile_rules(rules).mistakes
