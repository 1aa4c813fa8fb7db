"""One agency: who it is, its headline figures over the years as small charts, its reports, and what does not agree."""

from functools import lru_cache

import polars as pl

from pages.shared import charts, marks, queries, records, warehouse
from pages.shared.charts import Look
from pages.shared.text import lang, name, names, t
from pages.shared.view import Panel, about, cited, mark, mode, source, spell, title_of

MOST_METRICS = 12


def card(agency_id: str) -> str:
    """Return kind, level, place, parent and printed names in one line."""
    known = records.agency(agency_id)
    place = " › ".join(dict.fromkeys(part for part in (known["province"], known["city"], known["county"]) if part))
    facts = [t("said_of", what=t("col_kind"), said=name("agency_kind", known["kind"])),
             name("level", known["level"]), place, t("division", code=known["division_code"]) if known["division_code"] else "",
             t("parent", name=known["parent"]) if known["parent"] else "", t("printed_names", names=known["printed_names"]) if known["printed_names"] else ""]
    return " · ".join(fact for fact in facts if fact)


def _accepted(agency_id: str) -> pl.DataFrame:
    return records.of_agency(agency_id).filter("accepted", "in_series", pl.col("dimension") == "", pl.col("theme") != "adjacent")


def headlines(agency_id: str) -> list[tuple[str, str, str]]:
    """Return label, value with its year, and where it was read, of up to four headline figures of the latest year that has them."""
    found = _accepted(agency_id).filter(pl.col("metric_id").is_in(list(queries.group("headline", lang()))))
    order = {metric: place for place, metric in enumerate(queries.group("headline", lang()))}
    found = found.sort("year", pl.col("metric_id").replace_strict(order, default=99), descending=[True, False]).unique("metric_id", keep="first", maintain_order=True)
    return [(f"{row[f'label_{lang()}']} · {row['year']}{marks.sign(row['figure_id'])}", about(row["amount"], name("unit", row["metric_unit"]), row["qualifier"]),
             t("read_as", label=row["label"] or row["quote"], mark=mark(row["qualifier"]) or name("origin", row["origin"])))
            for row in found.sort(pl.col("metric_id").replace_strict(order, default=99)).head(4).iter_rows(named=True)]


def years(agency_id: str) -> Panel:
    """Return a small chart per metric over the agency's years, gaps left open."""
    return _years((warehouse.current(), lang(), mode()), agency_id)


@lru_cache(maxsize=128)
def _years(context: tuple, agency_id: str) -> Panel:
    found, title = _accepted(agency_id), t("chart_profile")
    often = found.group_by("metric_id", "scope").agg(n=pl.col("year").n_unique(), sort=pl.col("sort").first(), theme=pl.col("theme").first())
    best = often.sort("n", "theme", "sort", "scope", descending=[True, False, False, False]).head(MOST_METRICS)
    drawn = found.join(best.select("metric_id", "scope", "n"), on=["metric_id", "scope"], maintain_order="left").filter("unit_fits")
    if drawn.is_empty():
        return Panel("profile", title, None, drawn, empty=t("nothing_anywhere"))
    drawn = drawn.sort("n", "theme", "sort", "year", descending=[True, False, False, False])
    drawn = drawn.with_columns(marks.reasons(drawn))
    highest = pl.col("amount").max().over("metric_id", "scope")
    frame = drawn.select(
        "year", value="amount", level=pl.when(highest > 0).then(pl.col("amount") / highest).otherwise(0.0), metric=spell(drawn, _called, f"label_{lang()}", "metric_unit", "scope"),
        text=spell(drawn, lambda year, amount, unit, qualifier: f"{year}  {about(amount, name('unit', unit), qualifier)}", "year", "amount", "metric_unit", "qualifier"),
        doubt="doubt", short=spell(drawn, lambda amount, qualifier: about(amount, "", qualifier), "amount", "qualifier"))
    look = Look(title, t("sub_profile", count=frame["metric"].n_unique()), source(), context[2], t("ring") if (frame["doubt"] != "").any() else "")
    table = frame.select(pl.col("metric").alias(t("col_metric")), pl.col("year").alias(t("col_year")), pl.col("value").alias(t("col_value")))
    return Panel("profile", title, charts.sheet(frame, look), table, tuple(drawn["figure_id"]), t("note_profile"))


def _called(label: str, unit: str, scope: str) -> str:
    return t("with_unit", label=label, unit=name("unit", unit)) + ("" if scope == "agency" else f" · {name('scope', scope)}")


def figures(agency_id: str) -> Panel:
    """Return every figure of the agency as printed, with its citation."""
    found = records.of_agency(agency_id)
    return Panel("figures", t("table_figures", count=found.height), None, cited(found), tuple(found["figure_id"]), only_table=True)


def reports(agency_id: str) -> Panel:
    """Return the agency's reports."""
    found = records.reports_of(agency_id)
    return Panel("reports", t("table_reports", count=found.height), None, report_table(found), only_table=True)


def report_table(found: pl.DataFrame) -> pl.DataFrame:
    """Return reports with printed headers: what it is, from when, how much of it was read, and its address."""
    coded = lambda column, kind: pl.col(column).replace_strict(names(kind), default=pl.col(column))  # noqa: E731
    form = pl.when(pl.col("form") == "").then(pl.lit(t("form_unknown"))).otherwise("form")
    return found.select(
        pl.col("year").alias(t("col_year")), pl.col("agency").alias(t("col_agency")), title_of().alias(t("col_report")),
        coded("kind", "report_kind").alias(t("col_report_kind")), form.alias(t("col_form")), coded("read_extent", "read_extent").alias(t("col_extent")),
        pl.col("published_on").alias(t("col_published")), coded("source_kind", "source_kind").alias(t("col_source")),
        pl.col("figures").alias(t("col_figures")),
        pl.when(pl.col("part_year")).then(pl.format("{} – {}", "period_start", "period_end")).otherwise(pl.lit("")).alias(t("col_part_year")),
        pl.when(pl.col("url") == "").then(None).otherwise("url").alias(t("col_url")),
    )


def called() -> pl.Expr:
    """Return how a report is called in a list: year, agency and title."""
    return pl.format("{} · {} · {}", "year", "agency", title_of())


def scored_as() -> pl.Expr:
    """Return how a report is called in a list of scores: year and agency."""
    return pl.format("{} · {}", "year", "agency")


def why() -> pl.Expr:
    """Return what became of a figure: accepted, a rival that lost, or the reason why its label has no metric."""
    return (pl.when(pl.col("metric_id") == "").then(pl.col("reason").replace_strict(names("reason"), default=""))
            .when("accepted").then(pl.lit(t("accepted"))).otherwise(pl.lit(t("rival"))))


def report_card(report: dict) -> str:
    """Return one line on a report: address, date, kind, form, how much was read, and the hash of the document."""
    address = f"[{report['url']}]({report['url']})" if report["url"] else name("source_kind", report["source_kind"])
    facts = [address, report["published_on"], name("report_kind", report["kind"]), report["form"] or t("form_unread"),
             name("read_extent", report["read_extent"]), f"SHA-256 {report['sha256'][:16]}…" if report["sha256"] else ""]
    return " · ".join(fact for fact in facts if fact)
