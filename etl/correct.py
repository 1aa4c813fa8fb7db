"""Corrections of single figures, kept as data: each names what it expects to find, and one that no longer fits stops the build."""

import polars as pl

from etl.rules import Rules
from etl.table import Refusal

KEY = ["report_id", "metric_id", "scope", "dimension"]


class CorrectionError(Exception):
    """Corrections that no longer apply; `refusals` lists every one."""

    def __init__(self, refusals: list[Refusal]):
        super().__init__(f"{len(refusals)} corrections do not apply")
        self.refusals = refusals


def correct(settled: pl.DataFrame, reports: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Return the figures with a row of origin `correction` for every line of corrections.csv; the old figure stays as a rival.

    `document` is a report_id or the file's SHA-256. Raises CorrectionError where the accepted value is not the expected one.
    """
    lines = rules.corrections.rename({"line": "at"})
    if lines.is_empty():
        return settled
    by_hash = dict(reports.filter(pl.col("sha256") != "").select("sha256", "report_id").iter_rows())
    lines = lines.with_columns(report_id=pl.col("document").replace(by_hash), scope=pl.col("scope").replace("", "agency"),
                               expected=pl.col("expected").cast(pl.Float64, strict=False), value=pl.col("value").cast(pl.Float64, strict=False))
    found = lines.join(settled.filter("accepted"), on=KEY, how="left", suffix="_old", maintain_order="left")
    wrong = found.filter((pl.col("value_old") != pl.col("expected")).fill_null(True) | pl.col("value").is_null())
    if wrong.height:
        raise CorrectionError([Refusal("corrections.csv", row["at"], "correction_stale", {
            "document": row["document"], "metric": row["metric_id"], "expected": row["expected"],
            "found": "–" if row["value_old"] is None else row["value_old"]}) for row in wrong.iter_rows(named=True)])
    made = found.with_columns(
        origin=pl.lit("correction"), qualifier=pl.lit("exact"), amount=pl.col("value") / pl.col("value_old").replace(0, 1) * pl.col("amount"),
        quote=pl.concat_str("reason", "source", "date", separator=" · ", ignore_nulls=True), rule_id=pl.format("correction:{}", "at"),
        value_high=pl.lit(None, pl.Float64), missing=pl.lit(""))
    made = made.with_columns(amount=pl.when(pl.col("value_old") == 0).then("value").otherwise("amount"))
    return pl.concat([settled, made.select(settled.columns)])
