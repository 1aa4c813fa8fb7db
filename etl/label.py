"""Printed labels to metrics by data/rules/labels.csv; a refused label keeps its reason and an empty metric."""

from collections.abc import Callable
from functools import cache

import polars as pl

from etl.rules import Rules
from etl.table import Refusal, refuse

GIVEN = ["metric_id", "dimension"]


def map_labels(figures: pl.DataFrame, rules: Rules) -> tuple[pl.DataFrame, list[Refusal]]:
    """Return the figures with metric_id, dimension, reason, rule_id; a joint zero becomes one row per metric.

    A figure that came with its metric (a document read in full) keeps it. Where labels.csv has a line for the report
    itself, that line wins over the general one. Counts below zero are refused, except where the metric is a change.
    """
    given = figures.filter(pl.col("metric_id") != "").with_columns(reason=pl.lit(""), rule_id=pl.lit("read_in_full"))
    open_ = figures.filter(pl.col("metric_id") == "").drop(GIVEN)
    lines = rules.labels.select("label", "unit", pl.col("report_id").alias("only"), "when", *GIVEN, "reason")
    own = lines.filter(pl.col("only") != "").rename({"only": "report_id"})
    general = lines.filter(pl.col("only") == "").drop("only")
    first = _join(open_, own, ["label", "unit", "report_id"])
    rest = open_.join(first, on="line", how="anti", maintain_order="left")
    second = _join(rest, general, ["label", "unit"])
    none = rest.join(second, on="line", how="anti", maintain_order="left")
    unlisted = none.with_columns(metric_id=pl.lit(""), dimension=pl.lit(""), reason=pl.lit("unlisted"))
    mapped = pl.concat([first, second.select(first.columns), unlisted.select(first.columns)])
    mapped = mapped.with_columns(rule_id=pl.format("label:{}/{}", "label", "unit"))
    both = pl.concat([given.select(mapped.columns), mapped]).sort("line", "metric_id")
    changes = rules.metrics.filter(pl.col("kind") == "change")["metric_id"].implode()
    negative = (pl.col("value") < 0).fill_null(False) & ~pl.col("metric_id").is_in(changes)
    return refuse(both, "figures.csv", negative, "negative_count", "value", "label")


def _join(figures: pl.DataFrame, lines: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    zero = pl.col("value") == 0
    fits = (pl.col("when") == "") | ((pl.col("when") == "zero") & zero) | ((pl.col("when") == "nonzero") & ~zero)
    return figures.join(lines, on=on, maintain_order="left").filter(fits.fill_null(False)).drop("when")


def add_units(figures: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Return the figures with `amount` (the value in the metric's unit) and `unit_fits` (false: another kind of unit).

    A unit that was not printed counts as fitting; it is shown as not printed.
    """
    metrics = rules.metrics.select("metric_id", "also_classes", "kind", pl.col("unit").alias("metric_unit"))
    units = rules.units.select("unit", "class", pl.col("factor").cast(pl.Float64))
    wide = (
        figures.join(metrics, on="metric_id", how="left", maintain_order="left")
        .join(units, on="unit", how="left", maintain_order="left")
        .join(units.rename({"unit": "metric_unit", "class": "metric_class", "factor": "metric_factor"}),
              on="metric_unit", how="left", maintain_order="left")
    )
    same = (pl.col("class") == pl.col("metric_class")) | pl.col("also_classes").str.split("|").list.contains(pl.col("class"))
    factor = pl.when((pl.col("class") == pl.col("metric_class")) & (pl.col("unit") != "")).then(pl.col("factor") / pl.col("metric_factor")).otherwise(1.0)
    return wide.with_columns(
        amount=(pl.col("value") * factor).round(6),
        unit_fits=((pl.col("unit") == "") | same).fill_null(False),
    ).drop("class", "metric_class", "factor", "metric_factor", "also_classes", "metric_unit")


def converter(rules: Rules) -> Callable[[str, str, float], tuple[float, bool]]:
    """Return what `add_units` does for one figure: (metric, unit, value) to (amount, whether the unit fits)."""
    units = {unit: (kind, float(factor)) for unit, kind, factor in rules.units.select("unit", "class", "factor").iter_rows()}
    metrics = {metric: (unit, also.split("|")) for metric, unit, also in rules.metrics.select("metric_id", "unit", "also_classes").iter_rows()}

    @cache
    def fit(metric: str, unit: str) -> tuple[float, bool]:
        kind, factor = units.get(unit, (None, 1.0))
        own, also = metrics.get(metric, ("", []))
        own_kind, own_factor = units.get(own, (None, 1.0))
        same = kind is not None and kind == own_kind
        return factor / own_factor if same and unit else 1.0, not unit or same or kind in also

    def convert(metric: str, unit: str, value: float) -> tuple[float, bool]:
        factor, fits = fit(metric, unit)
        return round(value * factor, 6), fits

    return convert
