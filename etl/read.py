"""data/reports.csv and data/figures.csv as typed frames; a bad row is refused with its line, the rest goes on."""

from pathlib import Path

import polars as pl

from etl.rules import Rules
from etl.table import Refusal, read_csv, refuse

REPORT = ("report_id title title_printed agency agency_type level province city county year published_on url "
          "source_kind read_extent kind form period_start period_end sha256").split()
FIGURE = ("report_id label value value_high unit qualifier scope origin missing metric_id dimension "
          "block char_start char_end quote").split()
WHOLE = r"^\d+$"
NUMBER = r"^[+-]?\d+(\.\d+)?$"
DATE = r"^\d{4}-\d{2}-\d{2}$"
PUBLISHED = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


def read_reports(path: Path, rules: Rules) -> tuple[pl.DataFrame, list[Refusal]]:
    """Return one typed row per report with its agency_id, year as integer and period as dates.

    `published_on` stays text: some publishers print the month only.
    """
    frame, refused = read_csv(path, tuple(REPORT))
    frame = frame.with_columns(pl.col("kind").replace("", "annual_report"), pl.col("title_printed").replace("", "no"))
    names = rules.agency_names.select(pl.col("name").alias("agency"), "agency_id")
    places = rules.agencies.select("agency_id", pl.col("province").alias("_province"))
    frame = frame.join(names, on="agency", how="left", maintain_order="left")
    frame = frame.join(places, on="agency_id", how="left", maintain_order="left")
    for bad, message, found in (
        (pl.col("report_id") == "", "empty_cell", ("agency",)),
        (~pl.col("report_id").is_first_distinct(), "report_twice", ("report_id",)),
        (~pl.col("year").str.contains(r"^20\d\d$"), "bad_year", ("year",)),
        (pl.col("agency_id").is_null(), "unknown_agency", ("agency",)),
        ((pl.col("province") != "") & (pl.col("province") != pl.col("_province")), "wrong_place", ("agency", "province", "_province")),
        ((pl.col("published_on") != "") & ~pl.col("published_on").str.contains(PUBLISHED), "bad_date", ("published_on",)),
        (_bad_date("period_start"), "bad_date", ("period_start",)),
        (_bad_date("period_end"), "bad_date", ("period_end",)),
        ((pl.col("url") != "") & ~pl.col("url").str.contains(r"^https?://\S+$"), "bad_url", ("url",)),
    ):
        frame, more = refuse(frame, path.name, bad, message, *found)
        refused += more
    frame, more = refuse(frame, path.name, ~_in_an_era(rules), "not_allowed", "year", column="year", allowed=_years(rules))
    refused += more
    choices = {"kind": rules.choices("report_kind"), "source_kind": rules.choices("source_kind"), "read_extent": rules.choices("read_extent"),
               "title_printed": ["yes", "no"], "form": rules.eras["form"].to_list()}
    for column, allowed in choices.items():
        frame, more = _allowed(frame, path.name, column, allowed, optional=column == "form")
        refused += more
    dates = [pl.col(name).str.to_date(strict=False) for name in ("period_start", "period_end")]
    return frame.drop("_province").with_columns(pl.col("year").cast(pl.Int16), *dates), refused


def read_figures(path: Path, reports: pl.DataFrame, rules: Rules) -> tuple[pl.DataFrame, list[Refusal]]:
    """Return one typed row per figure: value in its printed unit, null with the kind of `missing` where none was printed."""
    frame, refused = read_csv(path, tuple(FIGURE))
    numbers = ("value", "value_high", "block", "char_start", "char_end")
    key = ["report_id", "label", "unit", "scope", "origin", "metric_id", "dimension"]
    checks = [
        (~pl.col("report_id").is_in(reports["report_id"].implode()), "unknown_report", ("report_id",)),
        (pl.col("label") == "", "empty_cell", ("report_id",)),
        ((pl.col("value") == "") == (pl.col("missing") == ""), "value_or_missing", ("value", "missing")),
        *[((pl.col(name) != "") & ~pl.col(name).str.contains(NUMBER if name.startswith("value") else WHOLE), "bad_number", (name,)) for name in numbers],
        ((pl.col("qualifier") == "range") == (pl.col("value_high") == ""), "range_needs_two", ("value", "value_high")),
        ((pl.col("qualifier") == "stated_zero") & (pl.col("value") != "0"), "zero_not_zero", ("value",)),
        ((pl.col("metric_id") != "") & ~pl.col("metric_id").is_in(rules.metrics["metric_id"].implode()), "unknown_metric", ("metric_id",)),
        (~pl.struct(key).is_first_distinct(), "figure_twice", ("report_id", "label")),
    ]
    for bad, message, found in checks:
        frame, more = refuse(frame, path.name, bad, message, *found)
        refused += more
    for column in ("qualifier", "scope", "origin", "missing"):
        frame, more = _allowed(frame, path.name, column, rules.choices(column), optional=column == "missing")
        refused += more
    frame, more = _allowed(frame, path.name, "unit", rules.units["unit"].to_list())
    typed = [pl.col(name).cast(pl.Float64 if name.startswith("value") else pl.Int32, strict=False) for name in numbers]
    return frame.with_columns(typed), refused + more


def _in_an_era(rules: Rules) -> pl.Expr:
    spans = [(int(era["first_year"]), int(era["last_year"] or 9999)) for era in rules.eras.iter_rows(named=True)]
    return pl.any_horizontal([pl.col("year").cast(pl.Int16).is_between(*span) for span in spans])


def _years(rules: Rules) -> str:
    return ", ".join(f"{era['first_year']}–{era['last_year']}" for era in rules.eras.iter_rows(named=True))


def _bad_date(column: str) -> pl.Expr:
    return (pl.col(column) != "") & (~pl.col(column).str.contains(DATE) | pl.col(column).str.to_date(strict=False).is_null())


def _allowed(frame: pl.DataFrame, file: str, column: str, allowed: list[str], optional: bool = False):
    bad = ~pl.col(column).is_in(allowed) & ((pl.col(column) != "") if optional else pl.lit(True))
    listed = ", ".join(value for value in allowed if value)
    return refuse(frame, file, bad, "not_allowed", column, column=column, allowed=listed)
