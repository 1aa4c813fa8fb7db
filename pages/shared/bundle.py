"""What the download page hands out: the figures of a selection in four formats, in a zip with dictionary and readme."""

import io
import zipfile
from pathlib import Path

import polars as pl
import streamlit as st

from pages.shared import export, filters, records, warehouse
from pages.shared.filters import Selection
from pages.shared.text import lang, names, t

PREVIEW = 200  # rows shown; the files hold all


def choice() -> tuple[tuple[str, ...], bool]:
    """Draw what to take: themes, and whether unmapped labels and rivals come along."""
    one, two = st.columns([1, 1], vertical_alignment="bottom")
    themes = filters.several("theme", t("theme"), names("theme"), t("all_themes"), where=one)
    with two:
        whole = filters.pick("rows", t("rows"), {"accepted": t("rows_accepted"), "all": t("rows_all")}) == "all"
    return themes, whole


def figures(selection: Selection, themes: tuple[str, ...], whole: bool) -> pl.DataFrame:
    """Return the figures of a selection in long form, codes and names, one row per figure, with its address."""
    return warehouse.rows(
        f"""SELECT c.figure_id, c.report_id, c.agency_id, c.agency, c.agency_kind, c.level, c.province, c.city, c.county, c.year, c.era,
                   c.report_kind, c.part_year, c.metric_id, m.label_{lang()} AS metric, c.label AS label_as_printed, c.value, c.value_high, c.unit,
                   c.amount AS value_in_metric_unit, m.unit AS metric_unit, c.qualifier::VARCHAR AS qualifier, c.scope::VARCHAR AS scope,
                   c.dimension, c.category, c.origin::VARCHAR AS origin, c.missing, c.numerator, c.denominator, c.accepted, c.reason, c.block,
                   c.char_start, c.char_end, c.quote, c.rule_id, c.line AS data_line, c.title, c.title_printed, c.published_on, c.url, c.source_kind,
                   c.read_extent, c.sha256
            FROM citation c LEFT JOIN metric m USING (metric_id)
            WHERE ($whole OR c.scope = $scope) AND (len($cities) = 0 OR list_contains($cities, city)) AND (len($kinds) = 0 OR list_contains($kinds, agency_kind))
              AND (len($agencies) = 0 OR list_contains($agencies, agency_id)) AND year BETWEEN $first AND $last
              AND (len($themes) = 0 OR list_contains($themes, m.theme)) AND ($whole OR (c.accepted AND c.in_series))
            ORDER BY c.figure_id""", themes=themes, whole=whole, **selection.params())


def readme(rows: int) -> str:
    """Return the paper that travels with the data: what it is, what the codes mean, how to cite it."""
    facts = records.overview()
    return t("readme", rows=rows, day=warehouse.built_on(warehouse.current()), version=Path(warehouse.current()).stem, **facts)


def packed(table: pl.DataFrame, kind: str) -> bytes:
    """Return a zip of the table in one format, the metric dictionary, the meaning of codes, and the readme."""
    write = {"csv": export.csv, "xlsx": lambda frame: export.xlsx({"figures": frame}), "parquet": export.parquet}[kind]
    dictionary = records.dictionary().drop("forms", "theme_sort")
    codes = warehouse.rows("SELECT field, value, label_zh, label_en FROM word ORDER BY field, sort, value")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"figures.{kind}", write(table))
        archive.writestr("metrics.csv", export.csv(dictionary))
        archive.writestr("codes.csv", export.csv(codes))
        archive.writestr("README.txt", readme(table.height))
    return buffer.getvalue()


def buttons(table: pl.DataFrame) -> None:
    """Offer the rows on the screen's selection in each format; the files are made on the click."""
    for column, kind in zip(st.columns(3), ("csv", "xlsx", "parquet"), strict=True):
        column.download_button(t("zip_" + kind, rows=table.height), lambda kind=kind: packed(table, kind), f"gongkai-yearbook-{kind}.zip", "application/zip",
                               key="zip_" + kind, on_click="ignore", icon=":material/folder_zip:", width="stretch")


def database_button() -> None:
    """Offer the DuckDB file itself."""
    path = Path(warehouse.current())
    st.download_button(t("download_duckdb", size=f"{path.stat().st_size / 1e6:.1f}"), path.read_bytes, "gongkai-yearbook.duckdb", "application/octet-stream",
                       key="duckdb", on_click="ignore", icon=":material/database:")
