"""The steps from files to warehouse, in order; each is a pure function, only reading and publishing touch the disk."""

import hashlib
import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from etl.adopt import adopt
from etl.checks.run import check, remaining
from etl.correct import correct
from etl.derive import derive
from etl.inbox import read_inbox
from etl.label import add_units, map_labels
from etl.publish import publish
from etl.read import read_figures, read_reports
from etl.rules import Rules, load
from etl.settle import settle
from etl.table import Refusal
from etl.terms import terms

CODE = Path(__file__).parent
OWN = 10**9  # lines of figures that come from documents start here: after all of data/figures.csv, and shown as none


class InputError(Exception):
    """A data file could not be read as a whole; publishing would lose what is already loaded."""

    def __init__(self, refusals: list[Refusal]):
        super().__init__(f"{len(refusals)} files could not be read")
        self.refusals = refusals


@dataclass
class Log:
    """What each step did: (step, rows in, rows out, refused, seconds), and every refusal."""

    say: callable = lambda *line: None
    refused: list[Refusal] = field(default_factory=list)
    _since: float = field(default_factory=time.perf_counter)

    def step(self, name: str, rows_in: int, rows_out: int, refused: list[Refusal] = ()) -> None:
        """Note one finished step and report it at once."""
        now = time.perf_counter()
        self.say(name, rows_in, rows_out, len(refused), now - self._since)
        self.refused += refused
        self._since = now


def version_of(data: Path) -> str:
    """Return 12 hex digits that change when the inputs, the rules or the code of the steps change."""
    files = [data / "reports.csv", data / "figures.csv", data / "inbox.csv", *sorted((data / "rules").glob("*.*")),
             *sorted(CODE.rglob("*.py")), *sorted(CODE.rglob("*.sql")), *sorted((data / "inbox").rglob("*"))]
    digest = hashlib.sha256()
    for path in files:
        digest.update(os.fsencode(path.name) + b"\0")
        digest.update(hashlib.sha256(_bytes(path)).digest())
    return digest.hexdigest()[:12]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:  # said where it is read
        return b""


def build(data: Path, log: Log) -> Path:
    """Read data/, run every step, publish, and return the new warehouse file; raises RulesError, InputError, PublishError."""
    rules = load(data / "rules")
    log.step("rules", sum(frame.height for frame in rules.frames.values()), len(rules.frames))
    tables = assemble(data, rules, log)
    tables["run"] = pl.DataFrame({"version": [version_of(data)], "reports": [tables["report"].height],
                                  "figures": [tables["figure"].height], "refused": [len(log.refused)]})
    path = publish(data, tables["run"]["version"][0], tables)
    log.step("publish", sum(frame.height for frame in tables.values()), 1)
    return path


def assemble(data: Path, rules: Rules, log: Log) -> dict[str, pl.DataFrame]:
    """Return every table of the warehouse as a frame, in memory; the same input gives the same rows in the same order."""
    reports, refused = read_reports(data / "reports.csv", rules)
    log.step("reports", reports.height + len(refused), reports.height, refused)
    figures, refused = read_figures(data / "figures.csv", reports, rules)
    log.step("figures", figures.height + len(refused), figures.height, refused)
    if unread := [refusal for refusal in log.refused if refusal.whole]:
        raise InputError(unread)
    mapped, refused = map_labels(figures, rules)
    log.step("labels", figures.height, mapped.filter(pl.col("metric_id") != "").height, refused)
    added, read, doubts, agencies, paragraphs = _documents(data, rules, log)
    reports = pl.concat([reports.select(added.columns), added])
    mapped = pl.concat([mapped, read.select(*mapped.columns, "category")], how="diagonal")
    settled = settle(add_units(mapped, rules))
    settled = settle(correct(settled, reports, rules))
    log.step("settle", mapped.height, settled.filter("accepted").height)
    made = derive(settled, reports, rules)
    log.step("derive", rules.derived.height, made.height)
    words = terms(mapped, rules)
    log.step("terms", mapped.height, words.height)
    tables = {"report": _reports(reports, rules), "figure": _figures(settled, made), "finding": doubts,
              "term": words, "refusal": _refusals(log.refused), **_catalogue(rules)}
    tables["agency"] = pl.concat([tables["agency"], agencies.select(tables["agency"].columns)], how="vertical_relaxed")
    tables |= _checked(tables | {"paragraph": paragraphs}, rules)
    log.step("checks", tables["check_state"].height, tables["finding"].height)
    return tables


def _checked(tables: dict[str, pl.DataFrame], rules: Rules) -> dict[str, pl.DataFrame]:
    """Return what the checks found, and the doubts of reading beside it."""
    checked = check(tables, rules)
    doubts = remaining(tables["finding"], checked["finding"])
    return checked | {"finding": pl.concat([checked["finding"], doubts], how="diagonal")}


def _documents(data: Path, rules: Rules, log: Log) -> tuple[pl.DataFrame, ...]:
    """Return reports, figures, findings, new agencies and marks of paragraphs of the user's own documents in data/inbox."""
    reports, figures, findings, refused = read_inbox(data)
    paragraphs = reports.select("report_id", print="prints").explode("print", empty_as_null=False)
    reports = reports.drop("prints")
    rows, agencies, unknown = adopt(reports, rules)
    kept = rows["report_id"].implode()
    figures = figures.filter(pl.col("report_id").is_in(kept)).with_columns(reason=pl.lit(""), line=pl.col("line") + OWN)
    doubts = findings.filter(pl.col("report_id").is_in(kept)).with_row_index("place_in").select(
        finding_id=pl.format("{}-{}", "report_id", "place_in"), report_id="report_id", check_id="check_id", level="level",
        suspect="suspect", metric_id=pl.lit(""), message="message", message_zh="message", message_en="message_en", place="place")
    if reports.height or refused:
        log.step("documents", reports.height + len(refused), rows.height, refused + unknown)
    number = [pl.col(name).cast(pl.Int32, strict=False) for name in ("valid_from", "valid_to")]
    return rows, figures, doubts, agencies.with_columns(number), paragraphs


def _reports(reports: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    eras = rules.eras.select("era", pl.col("first_year").cast(pl.Int16), pl.col("last_year").replace("", "9999").cast(pl.Int16))
    part = (pl.col("period_end").dt.month() < 12) | (pl.col("period_start").dt.month() > 1)
    whole = (pl.col("kind") == "annual_report") & ~part.fill_null(False)
    return (
        reports.join_where(eras, pl.col("year") >= pl.col("first_year"), pl.col("year") <= pl.col("last_year"))
        .sort(pl.col("read_extent") != "full", pl.col("source_kind") != "official", "report_id")
        .with_columns(part_year=part.fill_null(False), title_printed=pl.col("title_printed") == "yes",
                      in_series=whole & pl.struct("agency_id", "year", whole).is_first_distinct())
        .rename({"agency": "agency_printed"}).sort("report_id")
        .drop("agency_type", "level", "province", "city", "county", "first_year", "last_year")
    )


def _figures(settled: pl.DataFrame, made: pl.DataFrame) -> pl.DataFrame:
    metrics = settled.drop("kind")
    derived = made.with_columns(
        label=pl.lit(""), value=pl.col("amount"), unit=pl.lit(""), unit_fits=pl.lit(True), qualifier=pl.lit("exact"), dimension=pl.lit(""),
        origin=pl.lit("derived"), missing=pl.lit(""), rule_id=pl.format("derived:{}", "metric_id"),
        reason=pl.lit(""), accepted=pl.lit(True),
    )
    both = pl.concat([metrics, derived], how="diagonal").with_columns(pl.when(pl.col("line") < OWN).then("line").cast(pl.Int32))
    return both.with_row_index("figure_id", offset=1)


def _refusals(refused: list[Refusal]) -> pl.DataFrame:
    from etl.messages import text

    rows = [(r.file, r.line, text(r.message, "zh", **r.args), text(r.message, "en", **r.args)) for r in refused]
    return pl.DataFrame(rows, schema={"file": pl.String, "line": pl.Int32, "message_zh": pl.String, "message_en": pl.String}, orient="row")


def _catalogue(rules: Rules) -> dict[str, pl.DataFrame]:
    number = lambda name: pl.col(name).cast(pl.Int32, strict=False)  # noqa: E731
    dimensions = rules.dimensions.select(field=pl.lit("dimension"), value="dimension", label_zh="label_zh", label_en="label_en", sort="sort")
    kinds = rules.agency_kinds.select(field=pl.lit("agency_kind"), value="kind", label_zh="kind", label_en="label_en", sort="order")
    reasons = rules.reasons.select(field=pl.lit("reason"), value="reason", label_zh="label_zh", label_en="label_en", sort=pl.lit(""))
    places = rules.places.select(pl.when(pl.col("city") == "").then("province").otherwise("city").alias("value"), "label_en", "county")
    cities = places.filter(pl.col("county") == "").unique("value", keep="first", maintain_order=True).select(
        field=pl.lit("city"), value="value", label_zh="value", label_en="label_en", sort=pl.lit(""))
    units = rules.units.select(field=pl.lit("unit"), value="unit", label_zh="unit", label_en="label_en", sort=pl.lit(""))
    checks = rules.checks.select(field=pl.lit("check"), value="check_id", label_zh="label_zh", label_en="label_en", sort=pl.lit(""))
    words = pl.concat([rules.vocabulary.drop("line"), checks, dimensions, kinds, reasons, cities, units]).with_columns(number("sort"))
    return {
        "agency": rules.agencies.drop("note", "line").with_columns(number("valid_from"), number("valid_to")),
        "agency_name": rules.agency_names.drop("note", "line").with_columns(number("valid_from"), number("valid_to")),
        "metric": rules.metrics.drop("also_classes", "line").with_columns(number("sort"), pl.col("headline") == "1"),
        "metric_form": rules.metric_forms.drop("line"),
        "era": rules.eras.drop("line").with_columns(number("first_year"), number("last_year")),
        "form_cell": rules.forms.drop("note", "line", "parent_row").filter(pl.col("metric_id") != ""),
        "derivation": rules.derived.select("metric_id", "era", "kind", "numerator", "denominator"),
        "metric_group": rules.groups.drop("line").with_columns(number("sort")),
        "card_rule": rules.card.drop("method", "line").with_columns(number("sort")),
        "word": words, "limit": rules.limits.select("name", pl.col("value").cast(pl.Float64)),
    }
