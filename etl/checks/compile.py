"""The forms' arithmetic (sums.csv, checks.csv) as relations between metrics: one instance per row, column and reading of a rule."""

import re
from dataclasses import dataclass, field
from itertools import product

import polars as pl

from etl.rules import Rules
from etl.table import Refusal

RELATIONS = ("equal", "at_most", "together", "prose")
CELL = re.compile(r"r(\d+|L\d+)(?:\[(\w+)\])?$")
METRIC = re.compile(r"(?:(prose|table):)?(\w+?)(?:\[(\w+)\])?$")
SOURCE = {"any": 0, "table": 1, "prose": 2}  # which figures may stand in: any accepted one, table cells, the first one in prose
CHECK = {name: pl.String for name in "check_id rule_id kind strictness level suspect forms label_zh label_en note_zh note_en".split()}
INSTANCE = {"instance": pl.Int16, "choice": pl.Int32, "check_id": pl.String, "form": pl.String, "earlier": pl.List(pl.String), "kind": pl.String,
            "level": pl.String, "suspect": pl.String, "soft": pl.List(pl.String), "tolerance": pl.Float64, "operands": pl.Int32,
            "first": pl.Boolean, "printed": pl.Boolean, "metric_id": pl.String, "place": pl.String}
OPERAND = {"instance": pl.Int16, "form": pl.String, "pos": pl.Int8, "side": pl.Int8, "sign": pl.Int8, "back": pl.Int8, "source": pl.Int8,
           "metric_id": pl.String, "dimension": pl.String}


@dataclass(frozen=True)
class Term:
    """One operand: a signed metric and dimension of this report (back 0) or of the one for the year before (back 1)."""

    sign: int
    metric: str
    dimension: str
    back: int
    source: int


@dataclass
class Relations:
    """What the rules come to: every check, every instance of an arithmetic one, and its operands."""

    checks: pl.DataFrame
    instances: pl.DataFrame
    operands: pl.DataFrame
    mistakes: list[Refusal] = field(default_factory=list)


class Unreadable(ValueError):
    """A word of a rule that names no cell, metric or alias."""


_KNOWN: dict[int, tuple[Rules, Relations]] = {}


def compile_rules(rules: Rules) -> Relations:
    """Return the relations of all rules, once per process; a word that cannot be read is listed in `mistakes` and its check left out."""
    if id(rules) not in _KNOWN:
        _KNOWN[id(rules)] = (rules, _compile(rules))
    return _KNOWN[id(rules)][1]


def _compile(rules: Rules) -> Relations:
    cells, sums = _cells(rules), {row["rule_id"]: row for row in rules.sums.iter_rows(named=True)}
    metrics, instances, operands, mistakes, choice = set(rules.metrics["metric_id"]), [], [], [], 0
    for check in rules.checks.iter_rows(named=True):
        rule = sums.get(check["rule_id"], {"form": "", "table": "", "left": "", "right": ""})
        try:
            expanded = list(_expand(check, rule, cells, metrics)) if check["kind"] in RELATIONS else []
        except Unreadable as error:
            mistakes.append(Refusal("checks.csv", check["line"], "rule_unknown", {"column": "left/right", "found": str(error), "file": "forms.csv"}))
            continue
        for form, place, alternatives in expanded:
            choice += 1
            for sides in alternatives:
                number = len(instances) + 1
                instances.append(_instance(number, choice, check, form, place, sides))
                operands += [(number, form, pos, side, term.sign, term.back, term.source, term.metric, term.dimension)
                             for pos, (side, term) in enumerate((side, term) for side in (0, 1) for term in sides[side])]
    terms = pl.DataFrame(operands, schema=OPERAND, orient="row")
    return Relations(_checks(rules, sums), _firsts(pl.DataFrame(instances, schema=INSTANCE, orient="row"), terms), terms, mistakes)


def _firsts(instances: pl.DataFrame, operands: pl.DataFrame) -> pl.DataFrame:
    """Mark the instance of each check and form that is named when nothing was read: the one of totals, else the first."""
    parts = operands.group_by("instance").agg(parts=(pl.col("dimension") != "").sum())
    order = instances.join(parts, on="instance", how="left").sort("parts", "instance")
    firsts = order.unique(["check_id", "form"], keep="first", maintain_order=True)["instance"].implode()
    return instances.with_columns(first=pl.col("instance").is_in(firsts))


def _checks(rules: Rules, sums: dict[str, dict]) -> pl.DataFrame:
    rows = []
    for check in rules.checks.iter_rows(named=True):
        rule = sums.get(check["rule_id"], {})
        row = {**check, "strictness": rule.get("strictness", ""), "note_zh": check["note_zh"] or rule.get("note_zh", ""),
               "note_en": check["note_en"] or rule.get("note_en", "")}
        rows.append({name: row[name] for name in CHECK})
    return pl.DataFrame(rows, schema=CHECK, orient="row")


def _instance(number: int, choice: int, check: dict, form: str, place: str, sides: tuple) -> tuple:
    """Return a row of instances; `printed`: the last operand has no cell on the form, and the rule applies where a report prints it."""
    terms = sides[0] + sides[1]
    return (number, choice, check["check_id"], form, check["earlier"].split(), check["kind"], check["level"], check["suspect"],
            check["soft"].split("|") if check["soft"] else [], float(check["tolerance"] or 0), len(terms), False, bool(check["aliases"]), terms[-1].metric, place)


def _cells(rules: Rules) -> dict[tuple[str, str], dict[str, dict[str, dict]]]:
    """Return {(form, table): {row: {column: line of forms.csv}}} of the value cells."""
    cells: dict = {}
    for line in rules.forms.filter((pl.col("metric_id") != "") & (pl.col("row") != "")).iter_rows(named=True):
        cells.setdefault((line["form"], line["table"]), {}).setdefault(line["row"], {})[line["column"]] = line
    return cells


def _expand(check: dict, rule: dict, cells: dict, metrics: set[str]):
    """Yield (form, place, [(left terms, right terms) of each alternative]) for every row and column that a rule stands for."""
    texts = [check["left"] or rule["left"], check["right"] or rule["right"]]
    base = next((found[1] for word in " ".join(texts).split() if (found := CELL.match(word.removesuffix("@t-1")))), "")
    aliases = dict(pair.split("=") for pair in check["aliases"].split())
    for form, each in product(check["forms"].split(), check["each"].split() or [base]):
        table, _, row = each.rpartition("/")
        table = table or rule["table"]
        columns = sorted({column for line in cells.get((form, table), {}).values() for column in line}) if "[c]" in " ".join(texts) else [""]
        for column in columns:
            reader = _Reader(form, table, {base: row}, column, cells, aliases, metrics, SOURCE[check["origins"] or "any"])
            sides = [reader.side(text) for text in texts]
            printed = cells.get((form, table), {}).get(row, {})
            line = printed.get(column) or next(iter(printed.values()), {})
            place = (line.get("column_label") if column else line.get("label") if check["each"] else "") or ""
            yield form, place, [(left, right) for left in sides[0] for right in sides[1]]


@dataclass
class _Reader:
    form: str
    table: str
    rows: dict[str, str]  # the row that stands for others -> the one it stands for now
    column: str  # what [c] stands for now
    cells: dict
    aliases: dict[str, str]
    metrics: set[str]
    source: int

    def side(self, text: str) -> list[list[Term]]:
        """Return the terms of each alternative (`or`) of one side; a bare number, such as 0, adds no term.

        `> 0` after a cell belongs to the kind of relation and is passed over.
        """
        alternatives: list[list[Term]] = [[]]
        table, sign = self.table, 1
        words = iter(text.split())
        for word in words:
            if word in "+-":
                sign = 1 if word == "+" else -1
            elif word == "or":
                alternatives.append([])
                sign = 1
            elif word == ">":
                next(words)
            elif (self.form, word) in self.cells:
                table = word
            elif not word.isdigit():
                alternatives[-1].append(self._term(word, table, sign))
                table, sign = self.table, 1
        return alternatives

    def _term(self, word: str, table: str, sign: int) -> Term:
        name, back = word.removesuffix("@t-1"), int(word.endswith("@t-1"))
        if found := CELL.match(name):
            columns = self.cells.get((self.form, table), {}).get(self.rows.get(found[1], found[1]), {})
            column = self.column if found[2] == "c" else found[2] or next(iter(columns), "")
            if column not in columns:
                raise Unreadable(f"{self.form} {table} {word}")
            return Term(sign, columns[column]["metric_id"], columns[column]["dimension"], back, self.source)
        found = METRIC.match(name)
        metric = self.aliases.get(found[2], found[2]) if found else ""
        if metric not in self.metrics:
            raise Unreadable(word)
        return Term(sign, metric, self._dimension() if found[3] == "c" else "", back, SOURCE[found[1]] if found[1] else self.source)

    def _dimension(self) -> str:
        lines = (line[self.column] for line in self.cells[self.form, self.table].values() if self.column in line)
        return next((line["dimension"] for line in lines if line["dimension"]), "")
