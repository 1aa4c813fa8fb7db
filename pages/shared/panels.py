"""Selections to panels: query, shape, draw; kept per warehouse version, selection, language and light."""

from functools import lru_cache

import polars as pl

from pages.shared import charts, marks, queries, warehouse
from pages.shared.charts import Look
from pages.shared.filters import Selection
from pages.shared.text import lang, name, names, number, t
from pages.shared.view import Panel, about, mark, mode, source, spell

HIGHLIGHTED = 5  # agencies drawn as lines when the reader has chosen none
MOST_LINES = 10
MOST_BARS = 20
MOST_PARTS = 8  # parts of a whole with a colour of their own


def _context() -> tuple:
    return warehouse.current(), lang(), mode()


def _label(metric: dict) -> str:
    return metric[f"label_{lang()}"]


def title_with_unit(metric: dict) -> str:
    """Return a metric's name with its unit, as a column header."""
    return t("with_unit", label=_label(metric), unit=name("unit", metric["unit"]))


def _scope_text(selection: Selection) -> str:
    places = t("listed_by").join(name("city", city) for city in selection.cities[:3]) + ("…" if len(selection.cities) > 3 else "")
    kinds = t("listed_by").join(name("agency_kind", kind) for kind in selection.kinds[:3]) + ("…" if len(selection.kinds) > 3 else "")
    return " · ".join(part for part in (places or t("all_cities"), kinds or t("all_kinds"), name("scope", selection.scope)) if part)


def trend(metric_id: str, selection: Selection, key: str = "trend", log: bool | None = None) -> Panel:
    """Return the figure over the years: every agency a dot, the chosen (else the longest series) as lines."""
    return _trend(_context(), metric_id, selection, key, log)


@lru_cache(maxsize=128)
def _trend(context: tuple, metric_id: str, selection: Selection, key: str, log: bool | None) -> Panel:
    metric, rows = queries.metric(metric_id), queries.series(metric_id, selection)
    title = t("chart_trend", metric=_label(metric))
    table = series_table(rows, metric).with_columns(pl.lit(_reasons(metric_id, rows)).alias(t("col_joined"))) if selection.anyway else series_table(rows, metric)
    drawn = _drawable(rows, metric)
    if drawn.is_empty():
        return Panel(key, title, None, table, empty=_nothing(metric_id, selection))
    chosen = _chosen(drawn, selection)
    joins = queries.joins(metric_id)
    if selection.anyway:
        joins = {era: "near" if join == "not" else join for era, join in joins.items()}
    lines, near = _segments(drawn.filter(pl.col("agency").is_in(chosen)), joins, chosen)
    top = drawn["value"].max()
    log = log if log is not None else bool(metric["kind"] != "rate" and top > 50 * max(drawn["value"].median(), 1))
    look = Look(title, t("sub_trend", unit=name("unit", metric["unit"]), scope=_scope_text(selection)) + (" · " + t("log_scale") if log else "") + (
        " · " + _reasons(metric_id, rows) if selection.anyway else ""), source(), context[2], t("ring") if (drawn["doubt"] != "").any() else "")
    spec = charts.trend(_points(drawn, chosen), lines, near, _bands(rows, metric_id, context[2]), _counts(rows), look, log, metric["unit"])
    note = t("note_anyway") if selection.anyway else t("note_trend") if selection.agencies or not chosen else t("note_trend_auto", count=len(chosen))
    if rows.height >= queries.MOST_ROWS:
        note = t("note_cut", rows=queries.MOST_ROWS) + " " + note
    for agency, year, kind in queries.apart(selection.agencies, selection.first, selection.last).iter_rows():
        note += " " + t("note_apart", agency=agency, year=year, kind=name("report_kind", kind))
    return Panel(key, title, spec, table, tuple(drawn["figure_id"]), note)


def _reasons(metric_id: str, rows: pl.DataFrame) -> str:
    """Return why the eras on the chart do not join, for a reader who has them joined all the same."""
    there = set(rows["era"])
    notes = [t("said_of", what=t("era_" + row["era"]), said=row["note_" + lang()]) for row in queries.breaks(metric_id) if row["era"] in there]
    return t("joined_anyway", notes=" ".join(notes)) if notes else t("joined_nothing")


def _drawable(rows: pl.DataFrame, metric: dict) -> pl.DataFrame:
    drawn = rows.filter(pl.col("value").is_not_null() & pl.col("unit_fits"))
    drawn = drawn.with_columns(marks.reasons(drawn))
    return drawn.with_columns(
        text=spell(drawn, lambda year, *figure: f"{year}  {figure_text(metric, *figure)}", "year", "value", "qualifier", "numerator", "denominator"),
        mark=spell(drawn, lambda qualifier, origin, doubt: " · ".join(filter(None, (mark(qualifier), name("origin", origin), doubt))), "qualifier", "origin", "doubt"),
        sign=pl.col("qualifier").replace_strict({"exact": "exact", "stated_zero": "zero"}, default="approx"),
    )


def figure_text(metric: dict, value: float, qualifier: str, over: float | None, under: float | None) -> str:
    """Return a value with its unit; a rate with the two counts it is made of."""
    text = about(value, name("unit", metric["unit"]), qualifier)
    return f"{text} ({number(over)}/{number(under)})" if under is not None else text


def _chosen(drawn: pl.DataFrame, selection: Selection) -> list[str]:
    if selection.agencies:
        return drawn.filter(pl.col("agency_id").is_in(selection.agencies))["agency"].unique(maintain_order=True).to_list()[:MOST_LINES]
    best = drawn.group_by("agency").agg(years=pl.len(), most=pl.col("value").max()).filter(pl.col("years") > 1)
    return best.sort("years", "most", "agency", descending=[True, True, False])["agency"].to_list()[:HIGHLIGHTED]


def _points(drawn: pl.DataFrame, chosen: list[str]) -> pl.DataFrame:
    return drawn.filter(~pl.col("agency").is_in(chosen)).select("year", "value", "agency", "city", "text", "mark", "doubt")


def _segments(drawn: pl.DataFrame, joins: dict[str, str], chosen: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cut each agency's line where a year is missing or an era does not join; `near` joins come back as dashed pairs."""
    rows = drawn.sort("agency", "year").with_columns(
        before=pl.col("year").shift().over("agency"), era_before=pl.col("era").shift().over("agency"))
    into = pl.when(pl.col("era") == pl.col("era_before")).then(pl.lit("exact")).otherwise(
        pl.col("era").replace_strict(joins, default="not"))
    rows = rows.with_columns(join=pl.when(pl.col("before") == pl.col("year") - 1).then(into).otherwise(pl.lit("not")))
    rows = rows.with_columns(segment=pl.format("{}-{}", "agency", (pl.col("join") != "exact").cum_sum().over("agency")))
    dashed = []
    for pair in rows.with_row_index("place").filter(pl.col("join") == "near").iter_rows(named=True):
        dashed.append(rows.slice(pair["place"] - 1, 2).with_columns(segment=pl.lit(f"near-{pair['place']}")))
    order = {agency: place for place, agency in enumerate(chosen)}
    columns = ["year", "value", "agency", "city", "text", "mark", "doubt", "sign", "segment"]
    lines = rows.sort(pl.col("agency").replace_strict(order, default=99), "year").select(columns)
    return lines, pl.concat(dashed).select(columns) if dashed else lines.clear()


def _bands(rows: pl.DataFrame, metric_id: str, light: str) -> pl.DataFrame:
    first, last = rows["year"].min(), rows["year"].max()
    joins, inks, bands = queries.joins(metric_id), charts.INKS[light], []
    for place, era in enumerate(queries.eras()):
        low, high = max(era["first_year"], first), min(era["last_year"] or last, last)
        if low <= high:
            bands.append({"first": low, "last": high, "start": low - 0.5, "end": high + 0.5, "label": t("era_" + era["era"]) if high > low + 1 or last - first < 9 else t("short_" + era["era"]), "short": t("short_" + era["era"]),
                          "broken": bool(bands) and joins.get(era["era"]) == "not", "shade": inks["band"] if place % 2 else inks["paper"]})
    return pl.DataFrame(bands)


def _counts(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.group_by("year").agg(n=pl.col("value").is_not_null().sum(), total=pl.len()).sort("year").select(
        "year", text=pl.format("{}/{}", "n", "total"))


def cross_section(metric_id: str, selection: Selection, key: str = "bars") -> Panel:
    """Return the agencies of the latest year with enough of them, longest bar first."""
    return _cross_section(_context(), metric_id, selection, key)


@lru_cache(maxsize=128)
def _cross_section(context: tuple, metric_id: str, selection: Selection, key: str) -> Panel:
    metric, rows = queries.metric(metric_id), queries.series(metric_id, selection)
    drawn = _drawable(rows, metric)
    minimum = 1 if selection.agencies else int(queries.limit(context[0], "ranking_minimum"))
    enough = drawn.group_by("year").len().filter(pl.col("len") >= minimum)
    if drawn.is_empty() or enough.is_empty():
        title = t("chart_across_none", metric=_label(metric))
        return Panel(key, title, None, rows.clear().select(pl.lit("").alias(t("col_agency"))), empty=t("too_few", minimum=minimum))
    year = enough["year"].max()
    drawn = drawn.filter(pl.col("year") == year).sort("value", "agency", descending=[True, False])
    total = rows.filter(pl.col("year") == year).height
    title = t("chart_across", metric=_label(metric), year=year)
    shown = min(drawn.height, MOST_BARS)
    look = Look(title, t("sub_across", unit=name("unit", metric["unit"]), n=drawn.height, total=total, shown=shown, scope=_scope_text(selection)), source(), context[2],
                t("ring") if (drawn["doubt"].head(MOST_BARS) != "").any() else "")
    bars = drawn.select(label="agency", value="value", mark="mark", doubt="doubt", chosen=pl.col("agency_id").is_in(selection.agencies),
                        text=spell(drawn, lambda *figure: figure_text(metric, *figure), "value", "qualifier", "numerator", "denominator"))
    return Panel(key, title, charts.bars(bars, look, MOST_BARS), series_table(rows.filter(pl.col("year") == year), metric),
                 tuple(drawn["figure_id"]), t("note_across"))


def make_up(group: str, selection: Selection, share: bool = True, by_dimension: bool = False) -> Panel:
    """Return what a whole is made of (a group of metrics, or the dimensions of one), a bar per agency and year."""
    return _make_up(_context(), group, selection, share, by_dimension)


@lru_cache(maxsize=128)
def _make_up(context: tuple, group: str, selection: Selection, share: bool, by_dimension: bool) -> Panel:
    members = queries.group(group, lang())
    rows = queries.parts(tuple(members), selection, by_dimension)
    key, title = group, t("chart_" + group)
    called = names("dimension") if by_dimension else members
    order = [part for part in called if part in set(rows["part"])]
    rows = rows.filter(pl.col("part").is_in(order)).with_columns(part=pl.col("part").replace_strict(called, default=pl.col("part")))
    several = rows.filter(pl.len().over("agency_id", "year") > 1, pl.col("value").sum().over("agency_id", "year") > 0)
    whole = pl.col("value").sum().over("agency_id", "year")
    table = rows.select(pl.col("city").replace_strict(names("city"), default=pl.col("city")).alias(t("col_city")), pl.col("agency").alias(t("col_agency")),
                        pl.col("year").alias(t("col_year")), pl.col("part").alias(t("col_part")), pl.col("value").alias(t("col_value")), marks.column(rows),
                        pl.when(whole > 0).then((100 * pl.col("value") / whole).round(1)).alias(t("col_share")))
    if several.is_empty():
        return Panel(key, title, None, table, tuple(rows["figure_id"]), empty=t("no_parts"))
    bars = several.select("agency_id", "year", "agency").unique(maintain_order=True).sort("year", "agency", descending=[True, False])
    shown = bars.head(MOST_BARS).with_row_index("order")
    frame = several.join(shown, on=["agency_id", "year", "agency"], maintain_order="left")
    parts = _biggest(frame, [called[part] for part in order])
    frame = frame.with_columns(part=pl.when(pl.col("part").is_in(parts)).then("part").otherwise(pl.lit(parts[-1]))).with_columns(
        label=pl.format("{} · {}", "agency", "year"), rank=pl.col("part").replace_strict({p: i for i, p in enumerate(parts)}),
        text=spell(frame, number, "value"))
    frame = frame.with_columns(marks.reasons(frame))
    look = Look(title, t("sub_parts_share" if share else "sub_parts", shown=shown.height, n=bars.height, scope=_scope_text(selection)), source(), context[2],
                t("ring") if (frame["doubt"] != "").any() else "")
    spec = charts.stack(frame.select("label", "part", "value", "text", "order", "rank", "doubt"), parts, look, share)
    return Panel(key, title, spec, table.filter(pl.struct(t("col_agency"), t("col_year")).is_in(
        shown.select(pl.struct(pl.col("agency").alias(t("col_agency")), pl.col("year").alias(t("col_year")))).to_series().implode())),
        tuple(frame["figure_id"]), (t("note_newest", rows=queries.MOST_WHOLES) + " " if bars.height >= queries.MOST_WHOLES else "") + t("note_parts"))


def _biggest(frame: pl.DataFrame, order: list[str]) -> list[str]:
    """Return the parts that get a colour of their own, in the given order; the rest share the last one."""
    sums = frame.group_by("part").agg(pl.col("value").sum()).sort("value", "part", descending=[True, False])["part"].to_list()
    kept = [part for part in order if part in sums[:MOST_PARTS]]
    return kept + ([t("other_parts")] if len(sums) > MOST_PARTS else [])


def series_table(rows: pl.DataFrame, metric: dict) -> pl.DataFrame:
    """Return the rows of a series as printed: values, marks, the kinds of missing, numerator and denominator of a rate."""
    rate = [pl.col("numerator").alias(t("col_numerator")), pl.col("denominator").alias(t("col_denominator"))] if metric["kind"] == "rate" else []
    why = pl.when(pl.col("value").is_null()).then(pl.col("missing").replace_strict(names("missing"), default="")).when(
        ~pl.col("unit_fits")).then(pl.lit(t("other_unit"))).otherwise(
        pl.col("qualifier").replace_strict({**names("qualifier"), "exact": ""}, default=""))
    return rows.sort(pl.col("value").is_null(), "agency", "year").select(
        pl.col("city").replace_strict(names("city"), default=pl.col("city")).alias(t("col_city")), pl.col("agency").alias(t("col_agency")),
        pl.col("agency_kind").replace_strict(names("agency_kind"), default="").alias(t("col_kind")), pl.col("year").alias(t("col_year")),
        pl.col("value").alias(title_with_unit(metric)), marks.column(rows), *rate,
        why.alias(t("col_mark")), pl.col("origin").replace_strict(names("origin"), default="").alias(t("col_origin")),
        pl.col("era").replace_strict({era["era"]: era[f"label_{lang()}"] for era in queries.eras()}, default="").alias(t("col_era")),
        pl.when(pl.col("url") == "").then(None).otherwise("url").alias(t("col_url")),
    )


def _nothing(metric_id: str, selection: Selection) -> str:
    wider = Selection(scope=selection.scope)
    found = queries.series(metric_id, wider).filter(pl.col("value").is_not_null())
    if found.is_empty():
        return t("nothing_anywhere")
    first, last, count = found["year"].min(), found["year"].max(), found["agency"].n_unique()
    best = found.group_by("city").len().sort("len", "city", descending=[True, False]).head(3)["city"].to_list()
    return t("nothing_here", count=count, first=first, last=last, cities=t("listed_by").join(name("city", city) for city in best))
