"""The mark beside a figure that stands in a finding: in tables, on charts, on cards and in sentences, all leading to 数据质量."""

from collections.abc import Iterable

import polars as pl
import streamlit as st

from pages.shared import doubts
from pages.shared.frame import path_of
from pages.shared.state import link
from pages.shared.text import lang, t

MOST_LINKED = 40  # findings that one link names; with more it leads to all findings of the selection


def known(figure_ids: Iterable[int | None]) -> dict[int, dict]:
    """Return figure_id -> its checks and findings, of the figures that stand in any: one question for all of them."""
    asked = tuple(sorted({figure for figure in figure_ids if figure is not None}))
    return doubts.of_figures(asked) if asked else {}


def reasons(found: pl.DataFrame) -> pl.Expr:
    """Return the column `doubt`: which checks a row's figure does not pass, "" for the others."""
    marked, called = known(found["figure_id"]), doubts.check_names()
    told = {figure: t("in_doubt", checks=t("listed_by").join(called.get(check, check) for check in row["checks"])) for figure, row in marked.items()}
    return _by_figure(told, "").alias("doubt")


def column(found: pl.DataFrame) -> pl.Expr:
    """Return the way from a figure that stands in a finding to that finding; none for the others."""
    ways = {figure: address(row["finding_ids"]) for figure, row in known(found["figure_id"]).items()}
    return _by_figure(ways, None).alias(t("col_doubt"))


def _by_figure(told: dict[int, str], default: str | None) -> pl.Expr:
    """Return an expression, not a series: a table may be sorted before it is printed."""
    return pl.col("figure_id").replace_strict(told or {-1: ""}, default=default, return_dtype=pl.String).fill_null(pl.lit(default, dtype=pl.String))


def address(finding_ids: Iterable[str]) -> str:
    """Return the relative address of findings on the page 数据质量."""
    return "quality?" + "&".join(f"finding={finding}" for finding in finding_ids) + ("&lang=en" if lang() == "en" else "")


def sign(figure_id: int | None) -> str:
    """Return the mark as Markdown, for a sentence or a card; "" for a figure that no check doubts."""
    found = known([figure_id]).get(figure_id)
    return f" [⚠]({address(found['finding_ids'])})" if found else ""


def line(figure_ids: Iterable[int | None]) -> None:
    """Say under a chart how many of its figures are in doubt and lead to them; nothing when none is."""
    found = known(figure_ids)
    if found:
        findings = sorted({finding for row in found.values() for finding in row["finding_ids"]})
        query = link(finding=findings) if len(findings) <= MOST_LINKED else link()
        st.page_link(path_of("quality"), label=t("doubts_here", count=len(found)), icon=":material/error:", query_params=query)
