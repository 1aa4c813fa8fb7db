"""Sums and rates that the forms leave to the reader, by data/rules/derived.csv; each says what it was made of."""

import polars as pl

from etl.rules import Rules, alternatives, operands

SURE = ["exact", "stated_zero"]


def derive(figures: pl.DataFrame, reports: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    """Return derived figures (origin `derived`), only where every operand was accepted, exact and in a fitting unit.

    A missing or approximate operand, or a zero denominator, gives no figure. A printed figure is never replaced.
    Rates are percentages with numerator and denominator kept; `quote` spells the formula out with its numbers.
    """
    accepted = figures.filter("accepted", pl.col("dimension") == "")
    taken = accepted.filter("unit_fits").with_columns(
        sure=pl.when(pl.col("qualifier").is_in(SURE)).then(pl.col("amount"))
    )
    if taken.is_empty():
        return _none()
    metrics = rules.derived["metric_id"].unique().to_list()
    wide = taken.pivot(on="metric_id", index=["report_id", "scope"], values="sure", aggregate_function="first", maintain_order=True)
    printed = accepted.filter(pl.col("metric_id").is_in(metrics)).select("report_id", "scope", "metric_id")
    wide = wide.join(_eras(reports, rules), on="report_id", maintain_order="left")
    made = []
    for rule in rules.derived.iter_rows(named=True):
        for top in alternatives(rule["numerator"]):
            for bottom in alternatives(rule["denominator"]) or [""]:
                rows = _apply(wide, rule, top, bottom)
                rows = rows.join(printed, on=["report_id", "scope", "metric_id"], how="anti", maintain_order="left")
                printed = pl.concat([printed, rows.select(printed.columns)])
                wide = _remember(wide, rows, rule["metric_id"])
                made.append(rows)
    return pl.concat([_none(), *[rows for rows in made if rows.height]])


def _apply(wide: pl.DataFrame, rule: dict, top: str, bottom: str) -> pl.DataFrame:
    names = [name for _, name in operands(top) + operands(bottom)]
    if any(name not in wide.columns for name in names):
        return _none()
    over, under = _side(top), _side(bottom) if bottom else pl.lit(None, pl.Float64)
    value = over / under * 100 if rule["kind"] == "rate" else over
    sensible = (over >= 0) & (under > 0) if rule["kind"] == "rate" else over >= 0
    rows = wide.filter(pl.col("era") == rule["era"]).filter(sensible.fill_null(False))
    spelled = f"{_spelled(top)}" + (f" / ({_spelled(bottom)})" if bottom else "")
    return rows.select(
        "report_id", "scope", pl.lit(rule["metric_id"]).alias("metric_id"), value.round(4).alias("amount"),
        over.alias("numerator"), under.alias("denominator"),
        pl.format(spelled, *[pl.col(name).round(4).cast(pl.String).str.strip_suffix(".0") for name in names]).alias("quote"),
    )


def _side(expression: str) -> pl.Expr:
    return pl.sum_horizontal([sign * pl.col(name) for sign, name in operands(expression)], ignore_nulls=False)


def _spelled(expression: str) -> str:
    return " ".join(f"{'-' if sign < 0 else '+' if place else ''} {name} {{}}".strip()
                    for place, (sign, name) in enumerate(operands(expression)))


def _remember(wide: pl.DataFrame, rows: pl.DataFrame, metric: str) -> pl.DataFrame:
    if metric not in wide.columns:
        wide = wide.with_columns(pl.lit(None, pl.Float64).alias(metric))
    if rows.is_empty():
        return wide
    new = rows.select("report_id", "scope", pl.col("amount").alias("_new"))
    joined = wide.join(new, on=["report_id", "scope"], how="left", maintain_order="left")
    return joined.with_columns(pl.coalesce("_new", metric).alias(metric)).drop("_new")


def _eras(reports: pl.DataFrame, rules: Rules) -> pl.DataFrame:
    eras = rules.eras.select("era", pl.col("first_year").cast(pl.Int16),
                             pl.col("last_year").replace("", "9999").cast(pl.Int16))
    return reports.join_where(eras, pl.col("year") >= pl.col("first_year"), pl.col("year") <= pl.col("last_year")).select("report_id", "era")


def _none() -> pl.DataFrame:
    return pl.DataFrame(schema={"report_id": pl.String, "scope": pl.String, "metric_id": pl.String, "amount": pl.Float64,
                                "numerator": pl.Float64, "denominator": pl.Float64, "quote": pl.String})
