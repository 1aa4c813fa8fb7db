"""Panels on a page: the same three tabs everywhere, and what is on the screen is what is exported."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import polars as pl
import streamlit as st

from pages.shared import export, marks, records, state, warehouse
from pages.shared.text import lang, name, names, number, t

TABS = ("chart", "table", "sources")
MOST_CITED = 100  # citations on one page of the sources tab


@dataclass(frozen=True)
class Panel:
    """One chart and the rows it was drawn from. `table` has printed headers; `figure_ids` lead to the citations."""

    key: str
    title: str
    spec: dict | None
    table: pl.DataFrame
    figure_ids: tuple[int, ...] = ()
    note: str = ""
    empty: str = ""  # what is missing and what to pick instead, when there is nothing to draw
    only_table: bool = False  # nothing to draw: the panel stands in the table tab only
    beside: bool = False  # chart and table side by side

    @cached_property
    def sent(self) -> dict:
        """The specification with its rows packed as Streamlit sends them: packed once, not in every run."""
        rows = {key: pl.DataFrame(value, infer_schema_length=None) for key, value in self.spec.get("datasets", {}).items()}
        return self.spec | {"datasets": {key: _arrow(frame) for key, frame in rows.items()}}


def _arrow(frame: pl.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.write_ipc_stream(buffer, compat_level=pl.CompatLevel.oldest())
    return buffer.getvalue()


def cards(facts: list[tuple[str, str, str]]) -> None:
    """Show up to four facts (label, value, where it comes from) side by side, two by two on a phone."""
    with st.container(key="cards"):
        for column, (label, value, hint) in zip(st.columns(4), facts, strict=False):
            column.metric(label, value, help=hint, border=True)


def mode() -> str:
    """Return light or dark, as the reader's browser shows the app."""
    return getattr(st.context.theme, "type", None) or "light"


def tabs(panels: list[Panel]) -> None:
    """Show the panels as charts, as tables and as sources; the open tab is kept in the URL."""
    labels = {t("tab_" + tab): tab for tab in TABS}
    chosen = state.choose("tab", "chart", TABS)
    if "tabs_" + lang() not in st.session_state or st.session_state["_arrived"]:
        st.session_state["tabs_" + lang()] = t("tab_" + chosen)
    parts = st.tabs(list(labels), key="tabs_" + lang(), on_change="rerun")
    shown = labels.get(st.session_state.get("tabs_" + lang()), "chart")
    st.session_state["tab"] = shown
    state.keep("tab", shown, "chart")
    for tab, part in zip(TABS, parts, strict=True):
        if tab == shown:
            with part:
                for panel in [panel for panel in panels if tab == "table" or (tab == "chart" and not panel.only_table)]:
                    (_chart if tab == "chart" else _table)(panel)
                if tab == "sources":
                    _sources(panels)


def _chart(panel: Panel) -> None:
    with st.container(key=f"panel_{panel.key}"):
        if panel.spec is None:
            st.markdown(f"**{panel.title}**")
            st.info(panel.empty or t("nothing"))
            return
        chart, table = st.columns([1, 1], gap="medium") if panel.beside else (st, None)
        chart.vega_lite_chart(spec=panel.sent, theme=None, width="stretch", alt=panel.title)
        if table:
            with table:
                grid(panel.table, f"beside_{panel.key}", height=720, column_order=panel.table.columns[:1] + panel.table.columns[2:])
        if panel.note:
            st.caption(panel.note)
        marks.line(panel.figure_ids)
        export.picture_buttons(f"panel_{panel.key}", panel.title, t("save_svg"), t("save_png"))


def _table(panel: Panel) -> None:
    st.markdown(f"**{panel.title}**")
    if panel.table.is_empty():
        st.info(panel.empty or t("nothing"))
        return
    grid(panel.table, f"table_{panel.key}")
    download(panel.table, panel.key)


def grid(table: pl.DataFrame, key: str, height: int = 560, **options) -> object:
    """Show a table with links that open and numbers with separators."""
    config = {}
    for column, kind in table.schema.items():
        if column == t("col_doubt"):
            config[column] = st.column_config.LinkColumn(column, display_text="⚠", width="small")
        elif column == t("col_url"):
            config[column] = st.column_config.LinkColumn(column, display_text=t("open"))
        elif kind.is_numeric():
            plain = column in (t("col_year"), "year") or column.endswith("_id")
            config[column] = st.column_config.NumberColumn(column, format="%d" if plain else "localized", width="small" if plain else None)
    return st.dataframe(table, key=key, hide_index=True, width="stretch", column_config=config, placeholder="",
                        height=min(35 * (table.height + 1) + 3, height), **options)


def download(table: pl.DataFrame | Callable[[], pl.DataFrame], key: str, rows: int | None = None) -> None:
    """Offer exactly the rows of a table as CSV and XLSX; the button says how many. A table over several pages is put together on the click."""
    rows = table.height if rows is None else rows
    made = table if callable(table) else lambda: table
    one, two, _ = st.columns([1, 1, 2])
    name_ = f"gongkai-{key}"
    one.download_button(t("download_csv", rows=rows), lambda: export.csv(made()), f"{name_}.csv", "text/csv",
                        key=f"csv_{key}", on_click="ignore", icon=":material/download:", width="stretch")
    two.download_button(t("download_xlsx", rows=rows), lambda: export.xlsx({key: made()}), f"{name_}.xlsx",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", key=f"xlsx_{key}",
                        on_click="ignore", icon=":material/table:", width="stretch")


def _sources(panels: list[Panel]) -> None:
    ids = sorted({figure for panel in panels for figure in panel.figure_ids if figure is not None})
    if not ids:
        st.info(t("nothing_cited"))
        return
    pages = -(-len(ids) // MOST_CITED)
    st.caption(t("sources_lead", count=len(ids), pages=pages))
    page = st.pagination(pages, key=f"sources_{len(ids)}") if pages > 1 else 1
    grid(_citations(ids, page), "table_sources")
    download(lambda: pl.concat([_citations(ids, turn) for turn in range(1, pages + 1)]), "sources", len(ids))


def _citations(ids: list[int], page: int) -> pl.DataFrame:
    return cited(records.citations(tuple(ids[(page - 1) * MOST_CITED:page * MOST_CITED])))


def cited(found: pl.DataFrame, of_one_report: bool = False) -> pl.DataFrame:
    """Return citations with printed headers: what was printed, where, in which report, and its address."""
    label = f"label_{lang()}"
    coded = lambda column, kind: pl.col(column).cast(pl.String).replace_strict(names(kind), default=pl.col(column).cast(pl.String))  # noqa: E731
    place = pl.when(pl.col("origin") == "derived").then(pl.col("quote")).when(pl.col("char_start").is_not_null()).then(
        pl.format(t("place_span"), "block", "char_start", "char_end")).otherwise(pl.format(t("place_line"), "line"))
    report = [] if of_one_report else [
        title_of().alias(t("col_report")), pl.col("published_on").alias(t("col_published")),
        coded("source_kind", "source_kind").alias(t("col_source")), pl.col("sha256").str.slice(0, 16).alias(t("col_hash")),
        pl.when(pl.col("url") == "").then(None).otherwise("url").alias(t("col_url"))]
    return found.select(
        *([] if of_one_report else [pl.col("agency").alias(t("col_agency")), pl.col("year").alias(t("col_year"))]),
        pl.coalesce(label, pl.lit(t("no_metric"))).alias(t("col_metric")),
        pl.when(pl.col("origin") == "derived").then(pl.lit("—")).otherwise("label").alias(t("col_label")),
        pl.col("value").alias(t("col_printed")), marks.column(found), pl.col("unit").alias(t("col_unit")),
        coded("qualifier", "qualifier").alias(t("col_mark")), coded("origin", "origin").alias(t("col_origin")),
        coded("scope", "scope").alias(t("col_scope")), place.alias(t("col_place")),
        pl.when(pl.col("origin") == "derived").then(pl.lit("")).otherwise(pl.col("quote").fill_null("")).alias(t("col_quote")),
        *report,
    )


def title_of() -> pl.Expr:
    """Return a report's title; a title that was not printed is put together and says so."""
    made = pl.format(t("title_composed"), pl.coalesce("agency", pl.lit("")), "year")
    return pl.when(pl.col("title") == "").then(made).when(pl.col("title_printed")).then("title").otherwise(pl.format(t("title_given"), "title"))


def spell(frame: pl.DataFrame, function, *columns: str) -> pl.Series:
    """Return one text per row. Not map_elements: polars runs that in threads that do not know the reader's language."""
    return pl.Series([function(*row) for row in frame.select(columns).iter_rows()], dtype=pl.String)


def mark(qualifier: str | None) -> str:
    """Return the word that a value needs beside it: nothing for an exact one."""
    return "" if qualifier in (None, "exact") else name("qualifier", qualifier)


def about(value: float | None, unit: str, qualifier: str | None) -> str:
    """Return a value as text with its unit and the sign for an approximate one."""
    sign = "≈" if qualifier not in (None, "exact", "stated_zero") else ""
    return f"{sign}{number(value)} {unit}".strip()


def source() -> str:
    """Return the line that stands inside every chart: source, collection and date."""
    return t("chart_source", day=warehouse.built_on(warehouse.current()))
