"""One accepted figure per report, metric, scope and dimension; every rival is kept, a disagreement is a finding."""

import hashlib

import polars as pl

ORIGINS = ["correction", "table", "curated", "prose", "derived"]
KEY = ["report_id", "metric_id", "scope", "dimension"]


def settle(figures: pl.DataFrame) -> pl.DataFrame:
    """Return the figures with `accepted`: a fitting unit first, then table before prose, exact before approximate,
    then the one printed first. Parts of a list (kind `part`) are no rivals of one another. Unmapped figures are
    never accepted.
    """
    order = figures.with_columns(
        _part=pl.when(pl.col("kind") == "part").then(pl.col("label")).otherwise(pl.lit("")),
        _origin=pl.col("origin").replace_strict({name: rank for rank, name in enumerate(ORIGINS)}, default=9, return_dtype=pl.Int8),
        _about=~pl.col("qualifier").is_in(["exact", "stated_zero"]),
    ).sort(*KEY, "_part", pl.col("value").is_null(), ~pl.col("unit_fits"), "_origin", "_about", "line")
    first = pl.struct(*KEY, "_part").is_first_distinct() & (pl.col("metric_id") != "") & pl.col("value").is_not_null()
    return order.with_columns(accepted=first).drop("_part", "_origin", "_about").sort("line", "metric_id")


def disagreements(figures: pl.DataFrame) -> pl.DataFrame:
    """Return a finding for each rival that differs from the accepted figure of the same unit."""
    won = figures.filter("accepted", pl.col("kind") != "part")
    lost = figures.filter(~pl.col("accepted"), pl.col("metric_id") != "", pl.col("value").is_not_null(), pl.col("kind") != "part")
    pairs = lost.join(won, on=KEY, suffix="_won", maintain_order="left").filter(
        (pl.col("amount") != pl.col("amount_won")) & pl.col("unit_fits")
    )
    same_kind = pl.col("origin") == pl.col("origin_won")
    pairs = pairs.with_columns(
        check_id=pl.when(same_kind).then(pl.lit("two_readings")).otherwise(pl.lit("prose_against_table")),
        suspect=pl.when(same_kind).then(pl.lit("extraction")).otherwise(pl.lit("report")),
    )
    return pairs.select(
        finding_id=pl.struct("check_id", *KEY, "label", "unit", "origin").map_elements(_digest, return_dtype=pl.String),
        report_id="report_id", check_id="check_id", level=pl.lit("warning"), suspect="suspect", metric_id="metric_id",
        left_value="amount_won", left_label="label_won", right_value="amount", right_label="label",
    )


def _digest(parts: dict) -> str:
    return hashlib.sha256("\x1f".join(parts.values()).encode()).hexdigest()[:12]
