"""One accepted figure per report, metric, scope and dimension; every rival is kept, a disagreement is a finding."""

import hashlib

import polars as pl

from etl.label import converter
from etl.model import Figure
from etl.rules import Rules

ORIGINS = ["correction", "table", "curated", "prose", "derived"]  # the surest first
RANK = {name: rank for rank, name in enumerate(ORIGINS)}
SURE = ["exact", "stated_zero"]
KEY = ["report_id", "metric_id", "scope", "dimension"]


def settle(figures: pl.DataFrame) -> pl.DataFrame:
    """Return the figures with `accepted`: a fitting unit first, then table before prose, exact before approximate,
    then the one printed first. Parts of a list (kind `part`) are no rivals of one another. Unmapped figures are
    never accepted.
    """
    order = figures.with_columns(
        _part=pl.when(pl.col("kind") == "part").then(pl.col("label")).otherwise(pl.lit("")),
        _origin=pl.col("origin").replace_strict(RANK, default=len(RANK), return_dtype=pl.Int8),
        _about=~pl.col("qualifier").is_in(SURE),
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


def settle_document(figures: list[Figure], rules: Rules) -> list[tuple[str, str, Figure, Figure, float, float]]:
    """Set `accepted` of one document's figures in printed order and return its disagreements, by the rule of `settle`.

    Each is (check, the metric's label, accepted figure, rival, their amounts). Without frames: most documents have a hundred figures.
    """
    if id(rules) not in _KNOWN:
        metrics = rules.metrics.select("metric_id", "kind", "label_zh").iter_rows()
        _KNOWN[id(rules)] = (rules, converter(rules), {metric: (kind, label) for metric, kind, label in metrics})
    _, convert, metrics = _KNOWN[id(rules)]
    best: dict[tuple, tuple] = {}
    rivals = []
    for figure in figures:
        figure.accepted = False
        if not figure.metric or figure.value is None:
            continue
        part = metrics.get(figure.metric, ("", ""))[0] == "part"
        key = (figure.metric, figure.scope, figure.dimension, figure.label if part else "")
        amount, fits = convert(figure.metric, figure.unit, figure.value)
        rank = (not fits, RANK.get(figure.origin, len(RANK)), figure.qualifier not in SURE)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, figure, amount)
        if fits and not part:
            rivals.append((key, figure, amount))
    for _, figure, _ in best.values():
        figure.accepted = True
    return [("two_readings" if figure.origin == best[key][1].origin else "prose_against_table", metrics[figure.metric][1],
             best[key][1], figure, best[key][2], amount)
            for key, figure, amount in rivals if not figure.accepted and amount != best[key][2]]


_KNOWN: dict[int, tuple] = {}


def _digest(parts: dict) -> str:
    return hashlib.sha256("\x1f".join(parts.values()).encode()).hexdigest()[:12]
