"""What not to trust: one honest sentence, which checks held, every failure with both sides and its words, and how each report scores."""

from functools import lru_cache

import polars as pl
import streamlit as st

from pages.shared import charts, doubts, records, sides, warehouse
from pages.shared.charts import Look
from pages.shared.doubts import Wanted
from pages.shared.marks import address
from pages.shared.text import lang, name, names, number, t
from pages.shared.view import Panel, grid, mode, source, spell, title_of

STATES = ("holds", "fails", "cannot_assess")
A_PAGE = 10  # findings shown at once


def statement(selection) -> str:
    """Return what the checks come to in one sentence: reports touched, what held, what failed, and what could not be told, with the reason."""
    facts, total = doubts.touched(selection), _totals(selection)
    return t("quality_statement", reports=number(facts["reports"]), found=number(facts["found"]), agencies=number(facts["agencies"]), held=number(total["holds"]),
             failed=number(total["fails"]), cannot=number(total["cannot_assess"]), whole=facts["whole"])


def _totals(selection) -> dict[str, int]:
    found = dict(doubts.counts(selection).group_by("state").agg(pl.col("reports").sum()).iter_rows())
    return {state: found.get(state, 0) for state in STATES}


def summary(selection) -> list[tuple[str, str, str]]:
    """Return four facts: findings by whose fault it looks like, checks that failed, held, and could not be assessed."""
    total, told = _totals(selection), doubts.tally(selection)
    every, ours = sum(told.values()), told.get("extraction", 0)
    return [(t("card_findings"), number(every), t("card_findings_help", report=every - ours, ours=ours)),
            (t("card_failed"), number(total["fails"]), t("card_failed_help")), (t("card_held"), number(total["holds"]), t("card_held_help")),
            (t("card_unassessed"), number(total["cannot_assess"]), t("card_unassessed_help"))]


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
    drawn = wide.filter(pl.sum_horizontal("holds", "fails") > 0).sort("fails", "holds", "check_id", descending=[True, True, False]).head(30)
    if drawn.is_empty():
        return Panel("checks", title, None, table, empty=t("nothing_assessed"))
    rows = _states(drawn, label)
    frame = rows.select("order", "rank", "value", doubt=pl.lit(""), label=spell(rows, _counted, label, "fails", "assessed"),
                        text=spell(rows, number, "value"), part=spell(rows, lambda s: name("state", s), "state"))
    look = Look(title, t("sub_checks", shown=drawn.height, total=wide.height), source(), context[2])
    return Panel("checks", title, charts.stack(frame, [name("state", "holds"), name("state", "fails")], look, True), table, note=t("note_checks"))


def _states(drawn: pl.DataFrame, label: str) -> pl.DataFrame:
    """Return a row per check and state, holds first."""
    both = drawn.with_row_index("order").with_columns(assessed=pl.sum_horizontal("holds", "fails"))
    return pl.concat([both.select("order", label, "fails", "assessed", state=pl.lit(state), value=state, rank=pl.lit(rank)) for rank, state in enumerate(STATES[:2])]).sort("order", "rank")


def _counted(label: str, fails: int, assessed: int) -> str:
    return t("check_counted", label=label, fails=number(fails), assessed=number(assessed))


def scores(selection) -> pl.DataFrame:
    """Return the score card per agency and year: report_id, then what was assessed, held, failed and could not be."""
    return doubts.scores(selection)


def scored(found: pl.DataFrame) -> pl.DataFrame:
    """Return score cards with printed headers."""
    heads = {"agency": t("col_agency"), "year": t("col_year"), "failed": t("col_failed"), "held": t("col_held"),
             "not_assessed": t("col_not_assessed"), "city": t("col_city")}
    return found.select(pl.col(column).alias(head) for column, head in heads.items())


def absent(selection) -> pl.DataFrame:
    """Return the years for which no report was collected between an agency's first and last, with printed headers."""
    return doubts.absent(selection).select(pl.col("agency").alias(t("col_agency")), pl.col("year").alias(t("col_year")),
                                           pl.col("city").replace_strict(names("city"), default=pl.col("city")).alias(t("col_city")))


def _said(row: dict) -> str:
    return row[f"message_{lang()}"] or row["message"] or ""


def listed(found: pl.DataFrame) -> pl.DataFrame:
    """Return findings with printed headers, both sides in columns of their own, to take away."""
    ending = "_en" if lang() == "en" else ""
    label = lambda side: pl.coalesce(f"{side}_label{ending}", f"{side}_label")  # noqa: E731
    said = pl.coalesce(pl.col(f"message_{lang()}").replace("", None), pl.col("message").replace("", None), pl.lit(""))
    return found.select(
        pl.col("level").replace_strict(names("finding_level"), default=pl.col("level")).alias(t("col_level")), pl.col("agency").alias(t("col_agency")),
        pl.col("year").alias(t("col_year")), pl.coalesce(f"label_{lang()}", pl.col("check_id").replace_strict(names("check"), default=pl.col("check_id"))).alias(t("col_check")),
        pl.col("place").alias(t("col_place")), said.alias(t("col_finding")),
        label("left").alias(t("col_left")), pl.col("left_value").alias(t("col_left_value")), label("right").alias(t("col_right")), pl.col("right_value").alias(t("col_right_value")),
        pl.col("suspect").replace_strict(names("suspect"), default="").alias(t("col_suspect")),
        pl.col("verdict").fill_null("").replace_strict(names("verdict"), default="").alias(t("col_verdict")), title_of().alias(t("col_report")),
        pl.when(pl.col("url") == "").then(None).otherwise("url").alias(t("col_url")), pl.col("check_id").alias(t("col_code")), pl.col("finding_id").alias(t("col_finding_id")))


def articles(found: pl.DataFrame) -> None:
    """Show findings, each with both sides, what should hold, and every figure in its cell or sentence; one question for all citations."""
    ids = tuple(sorted({figure for some in found["figure_ids"].to_list() for figure in some or ()}))
    cited = {row["figure_id"]: row for row in records.citations(ids).iter_rows(named=True)} if ids else {}
    for row in found.iter_rows(named=True):
        st.html(sides.article(_spoken(row), [_cell(cited[figure], row) for figure in row["figure_ids"] or () if figure in cited]))


def _spoken(row: dict) -> dict:
    ending = "_en" if lang() == "en" else ""
    both = {f"{side}_label": row[f"{side}_label{ending}"] or row[f"{side}_label"] for side in ("left", "right")}
    verdict = t("verdict_is", verdict=name("verdict", row["verdict"])) if row["verdict"] else ""
    report = f"reports?report={row['report_id']}" + ("&lang=en" if lang() == "en" else "")
    return row | both | {"message": _said(row), "label": row[f"label_{lang()}"] or name("check", row["check_id"]), "who": f"{row['agency']} · {row['year']}",
                         "facts": verdict, "ways": {t("way_report"): report, t("way_only"): address([row["finding_id"]])}, "url": row["url"]}


def _cell(figure: dict, row: dict) -> dict:
    """Return a figure of a finding: its words, and the place they stand in, with agency and year where they are not the finding's own."""
    span = t("place_span").format(figure["block"], figure["char_start"], figure["char_end"]) if figure["char_start"] is not None else (
        t("place_line").format(figure["line"]) if figure["line"] else name("origin", figure["origin"]))
    label = figure["label"] or figure[f"label_{lang()}"]
    elsewhere = [str(figure[fact]) for fact in ("agency", "year") if figure[fact] != row[fact]]
    return {"origin": figure["origin"], "label": label, "quote": figure["quote"], "value": figure["value"],
            "place": " · ".join(filter(None, (*elsewhere, figure[f"label_{lang()}"], span)))}


def card(report_id: str) -> str:
    """Return a report's card as HTML: each criterion with its state, the detail and the law or method."""
    ending = lang()
    return sides.card([{"label": row[f"label_{ending}"], "state": row["state"], "detail": row[f"detail_{ending}"], "basis": row[f"basis_{ending}"]}
                       for row in doubts.card(report_id).iter_rows(named=True)])


def report(report_id: str, selection) -> None:
    """Show one report's score: its card, what does not hold, and what could not be assessed."""
    st.html(card(report_id))
    found = doubts.findings(selection, Wanted(reports=(report_id,)))
    if found.height:
        articles(found)
    missing = doubts.unread(report_id)
    if missing.height:
        with st.expander(t("not_assessed_list", count=missing.height)):
            grid(missing.select(missing[f"label_{lang()}"].alias(t("col_check")), spell(missing, lacking, "missing").alias(t("col_missing"))), f"unread_{report_id}")


def lacking(missing: str) -> str:
    """Return what a check lacks in words, each once: metrics by their names, said to be of prose, of tables or of the year before."""
    called, words, told = doubts.metric_names(), names("lacking"), []
    for word in (missing or "").split():
        place, _, rest = word.rpartition(":")
        metric, before = rest.split("/")[0].removesuffix("@t-1"), rest.endswith("@t-1")
        told.append(words.get("before", "") * before + words.get(place, "") + called.get(metric, words.get(metric, metric)))
    return t("listed_by").join(dict.fromkeys(told))
