"""What not to trust, drawn: which checks held, what failed with both sides beside each other, and how each report scores."""

import html
import re
from functools import lru_cache

import polars as pl
import streamlit as st

from pages.shared import charts, doubts, records, warehouse
from pages.shared.charts import Look
from pages.shared.text import lang, name, names, number, t
from pages.shared.view import Panel, mode, source, spell, title_of

STATES = ("holds", "fails", "cannot_assess")


def summary(selection) -> list[tuple[str, str, str]]:
    """Return four facts: checks that held, failed, could not be assessed, and findings by whose fault it looks like."""
    found = doubts.counts(selection)
    total = dict(found.group_by("state").agg(pl.col("reports").sum()).iter_rows())
    told = doubts.tally(selection)
    every, ours = sum(told.values()), told.get("extraction", 0)
    return [(t("card_held"), number(total.get("holds", 0)), t("card_held_help")), (t("card_failed"), number(total.get("fails", 0)), t("card_failed_help")),
            (t("card_unassessed"), number(total.get("cannot_assess", 0)), t("card_unassessed_help")),
            (t("card_findings"), number(every), t("card_findings_help", report=every - ours, ours=ours))]


def checks(selection) -> Panel:
    """Return how often each check held, failed, or could not be assessed; those with nothing to check stand in the table."""
    return _checks((warehouse.current(), lang(), mode()), selection)


@lru_cache(maxsize=64)
def _checks(context: tuple, selection) -> Panel:
    found = doubts.counts(selection)
    label, title = f"label_{lang()}", t("chart_checks")
    wide = found.group_by("check_id", label, "level", maintain_order=True).agg(
        *[pl.col("reports").filter(pl.col("state") == state).sum().alias(state) for state in STATES])
    table = wide.select(pl.col(label).alias(t("col_check")), pl.col("level").replace_strict(names("finding_level"), default="").alias(t("col_level")),
                        *[pl.col(state).alias(name("state", state)) for state in STATES],
                        pl.when(pl.sum_horizontal("holds", "fails") == 0).then(pl.lit(t("nothing_to_check"))).otherwise(pl.lit("")).alias(t("col_note")),
                        pl.col("check_id").alias(t("col_code")))
    drawn = wide.filter(pl.sum_horizontal("holds", "fails") > 0).sort(pl.sum_horizontal("holds", "fails"), "check_id", descending=[True, False]).head(30)
    if drawn.is_empty():
        return Panel("checks", title, None, table, empty=t("nothing_assessed"))
    rows = drawn.with_row_index("order").unpivot(on=["holds", "fails"], index=["order", label], variable_name="state", value_name="value").sort("order")
    rows = rows.with_columns(rank=pl.when(pl.col("state") == "holds").then(0).otherwise(1))
    frame = rows.select("order", "rank", "value", doubt=pl.lit(""), label=label, text=spell(rows, number, "value"), part=spell(rows, lambda s: name("state", s), "state"))
    look = Look(title, t("sub_checks", shown=drawn.height, total=wide.height), source(), context[2])
    return Panel("checks", title, charts.stack(frame, [name("state", "holds"), name("state", "fails")], look, False), table, note=t("note_checks"))


def scores(selection) -> Panel:
    """Return the score card per agency and year."""
    found = doubts.scores(selection)
    heads = {"city": t("col_city"), "agency": t("col_agency"), "year": t("col_year"), "assessed": t("col_assessed"), "held": t("col_held"),
             "failed": t("col_failed"), "not_assessed": t("col_not_assessed")}
    return Panel("scores", t("table_scores"), None, found.select(pl.col(column).alias(head) for column, head in heads.items()), only_table=True)


def absent(selection) -> Panel:
    """Return the years for which no report was collected between an agency's first and last."""
    found = doubts.absent(selection)
    return Panel("absent", t("table_absent", count=found.height), None,
                 found.select(pl.col("city").alias(t("col_city")), pl.col("agency").alias(t("col_agency")), pl.col("year").alias(t("col_year"))), only_table=True)


def listed(found: pl.DataFrame) -> pl.DataFrame:
    """Return findings with printed headers; all of them can be taken as CSV."""
    said = pl.coalesce(pl.col(f"message_{lang()}").replace("", None), pl.col("message").replace("", None), pl.lit(""))
    return found.select(
        pl.col("level").replace_strict(names("finding_level"), default=pl.col("level")).alias(t("col_level")), pl.col("agency").alias(t("col_agency")),
        pl.col("year").alias(t("col_year")), pl.coalesce(f"label_{lang()}", "check_id").alias(t("col_check")), said.alias(t("col_finding")),
        pl.col("suspect").replace_strict(names("suspect"), default="").alias(t("col_suspect")),
        pl.col("verdict").fill_null("").replace_strict(names("verdict"), default="").alias(t("col_verdict")),
        pl.col("place").alias(t("col_place")), title_of().alias(t("col_report")),
        pl.when(pl.col("url") == "").then(None).otherwise("url").alias(t("col_url")), pl.col("finding_id").alias(t("col_code")))


def beside(row: dict) -> None:
    """Show one finding: both sides of the relation, and every figure with its sentence or cell, the number marked."""
    st.markdown(f"**{row[f'message_{lang()}'] or row['message']}**")
    if row["left_label"] or row["right_label"]:
        for column, side in zip(st.columns(2), ("left", "right"), strict=True):
            column.metric(row[f"{side}_label"] or "–", number(row[f"{side}_value"]), border=True)
    ids = tuple(row["figure_ids"] or ())
    if not ids:
        return
    figures = records.citations(ids).to_dicts()
    for start in range(0, len(figures), 3):
        for column, figure in zip(st.columns(3), figures[start:start + 3], strict=False):
            column.html(_quoted(figure))


def _quoted(figure: dict) -> str:
    value, quote = number(figure["value"]).replace(",", ""), figure["quote"] or figure["label"]
    text = html.escape(quote)
    marked = re.sub(rf"(?<!\d){re.escape(value)}(?!\d)", f"<mark>{value}</mark>", text, count=1)
    place = t("place_span").format(figure["block"], figure["char_start"], figure["char_end"]) if figure["char_start"] is not None else (
        t("place_line").format(figure["line"]) if figure["line"] else name("origin", figure["origin"]))
    label = figure[f"label_{lang()}"] or figure["label"]
    return (f"<div class='gk-quote'><b>{html.escape(label)} · {figure['year']}</b><br>{value} {html.escape(figure['unit'])} · "
            f"{name('origin', figure['origin'])}<br><q>{marked}</q><br><small>{html.escape(figure['agency'])} · {place}</small></div>")


def card(report_id: str) -> pl.DataFrame:
    """Return a report's card with printed headers."""
    found = doubts.card(report_id)
    return found.select(pl.col(f"label_{lang()}").alias(t("col_criterion")), pl.col("state").replace_strict(names("card_state"), default="").alias(t("col_state")),
                        pl.col(f"detail_{lang()}").alias(t("col_detail")), pl.col(f"basis_{lang()}").alias(t("col_basis")))
