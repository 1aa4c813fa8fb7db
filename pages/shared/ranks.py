"""The ranking of a peer group: rank, ties, change against the year before, n/N and everyone left out, with the reason."""

from functools import lru_cache

import polars as pl

from pages.shared import charts, marks, queries, warehouse
from pages.shared.charts import Look
from pages.shared.panels import figure_text, title_with_unit
from pages.shared.text import lang, name, names, t
from pages.shared.view import Panel, mode, source, spell

MOST_BARS = 25


def ranking(metric_id: str, year: int, kinds: tuple, levels: tuple, scope: str, cities: tuple) -> tuple[Panel, str]:
    """Return the panel (table with everyone, chart with the ranked) and the sentence that counts them."""
    return _ranking((warehouse.current(), lang(), mode()), metric_id, year, kinds, levels, scope, cities)


def best_year(years: dict[int, int]) -> int:
    """Return the latest year with enough agencies for a ranking, else the one with most."""
    minimum = queries.limit(warehouse.current(), "ranking_minimum")
    return next((year for year, count in years.items() if count >= minimum), max(years, key=years.get))


@lru_cache(maxsize=128)
def _ranking(context: tuple, metric_id: str, year: int, kinds: tuple, levels: tuple, scope: str, cities: tuple) -> tuple[Panel, str]:
    metric = queries.metric(metric_id)
    rows = queries.ranking(metric_id, year, kinds, levels, scope, cities)
    rows = rows.with_columns(marks.reasons(rows))
    ranked = rows.filter(pl.col("state") == "ranked")
    title = t("chart_ranking", metric=metric[f"label_{lang()}"], year=year)
    peers = " · ".join([t("listed_by").join(name("agency_kind", k) for k in kinds) or t("all_kinds"),
                        t("listed_by").join(name("level", v) for v in levels) or t("all_levels"), name("scope", scope)])
    counts = _counts(rows, ranked, year, peers)
    table = _table(rows, metric)
    minimum = int(queries.limit(context[0], "ranking_minimum"))
    if ranked.height < minimum:
        return Panel("ranking", title, None, table, empty=t("too_few_ranked", n=ranked.height, minimum=minimum)), counts
    look = Look(title, t("sub_ranking", unit=name("unit", metric["unit"]), n=ranked.height, total=rows.height, peers=peers), source(), context[2],
                t("ring") if (ranked["doubt"].head(MOST_BARS) != "").any() else "")
    bars = ranked.select(label=pl.format("{}  {}", "rank", "agency"), value="value", text=spell(ranked, lambda *figure: figure_text(metric, *figure), "value", "qualifier", "numerator", "denominator"), mark="doubt", doubt="doubt",
                         chosen=pl.col("rank") <= 3)
    return Panel("ranking", title, charts.bars(bars, look, MOST_BARS), table, tuple(rows["figure_id"].drop_nulls()), t("note_ranking"), beside=True), counts


def _counts(rows: pl.DataFrame, ranked: pl.DataFrame, year: int, peers: str) -> str:
    left = dict(rows.filter(pl.col("state") != "ranked").group_by("state").len().sort("len", descending=True).rows())
    told = t("told_by").join(t("left_" + state, count=count) for state, count in left.items())
    ties = ranked.filter(pl.col("tied") > 1).height
    return t("ranking_counts", n=ranked.height, total=rows.height, year=year, peers=peers) + (
        t("ranking_ties", count=ties) if ties else "") + (t("ranking_left", told=told) if told else "")


def _table(rows: pl.DataFrame, metric: dict) -> pl.DataFrame:
    joins = pl.when(pl.col("new_era") & (pl.col("join_before") == "not")).then(None).otherwise(pl.col("value") - pl.col("before"))
    rate = [pl.col("numerator").alias(t("col_numerator")), pl.col("denominator").alias(t("col_denominator"))] if metric["kind"] == "rate" else []
    ranked = pl.col("state") == "ranked"
    return rows.select(
        pl.col("rank").alias(t("col_rank")), pl.when(ranked & (pl.col("tied") > 1)).then(pl.lit(t("tied"))).otherwise(pl.lit("")).alias(t("col_tied")),
        pl.col("agency").alias(t("col_agency")), pl.col("value").alias(title_with_unit(metric)), marks.column(rows), *rate,
        pl.when(ranked).then(joins).alias(t("col_change")),
        pl.col("city").replace_strict(names("city"), default=pl.col("city")).alias(t("col_city")),
        pl.col("state").replace_strict({code: t("state_" + code) for code in rows["state"].unique()}, default="").alias(t("col_state")),
        pl.when(pl.col("url") == "").then(None).otherwise("url").alias(t("col_url")),
    )
