"""What the overview says, computed from the warehouse: nothing here is written by hand."""

from functools import lru_cache

import polars as pl

from pages.shared import charts, marks, queries, records, warehouse
from pages.shared.charts import Look
from pages.shared.text import lang, number, t
from pages.shared.view import Panel, mode, source

SHOWN_AGENCIES = 40
MOST_AGENCIES = 600


def facts() -> dict:
    """Return the collection in numbers."""
    return records.overview()


def _latest(metric_id: str, minimum: int = 20) -> dict | None:
    """Return the latest year in which at least `minimum` agencies gave the figure exactly."""
    years = records.typical(metric_id).filter(pl.col("n") >= minimum)
    return years.row(-1, named=True) if years.height else None


def statement(found: dict) -> str:
    """Return one true sentence about the latest year of applications and one about publication."""
    parts = []
    for key, metric in (("state_applications", "app_received"), ("state_published", "info_disclosed_total")):
        year = _latest(metric)
        if year:
            share = round(100 * year["zeros"] / year["n"])
            parts.append(t(key, year=year["year"], n=year["n"], reports=year["reports"], median=number(year["median"]),
                           zeros=year["zeros"], share=share, most=number(year["most"]) + marks.sign(year["figure_id"]), who=year["most_agency"]))
    return " ".join(parts)


def cards(found: dict) -> list[tuple[str, str, str]]:
    """Return label, value and explanation of the four numbers at the top."""
    years = f"{found['first']}–{found['last']}"
    return [
        (t("card_reports", years=years), number(found["reports"]), t("card_reports_help", full=found["full_reports"], apart=found["apart"])),
        (t("card_agencies"), number(found["agencies"]), t("card_agencies_help", provinces=found["provinces"], cities=found["cities"])),
        (t("card_figures"), number(found["figures"]), t("card_figures_help")),
        (t("card_accepted"), number(found["accepted"]), t("card_accepted_help", findings=found["findings"])),
    ]


def questions() -> list[tuple[str, str, str, dict]]:
    """Return question, answer, page and link of three things a reader might come for."""
    asked = []
    one = records.most_in_full("app_received")
    if one.height:
        row = one.row(0, named=True)
        asked.append((t("ask_one", agency=row["agency"], year=row["year"]), t("answer_one", value=number(row["amount"]) + marks.sign(row["figure_id"])), "agency",
                      {"who": row["agency_id"]}))
    year = _latest("app_received")
    if year:
        asked.append((t("ask_rank", year=year["year"]), t("answer_rank", who=year["most_agency"], value=number(year["most"]) + marks.sign(year["figure_id"]), n=year["n"]), "ranking",
                      {"year": year["year"], "metric": "app_received"}))
    long = records.longest("info_disclosed_total")
    if long.height:
        row = long.row(0, named=True)
        asked.append((t("ask_years", agency=row["agency"]), t("answer_years", years=row["years"], first=row["first"], last=row["last"]),
                      "publication", {"agency": row["agency_id"]}))
    return asked + [("–", "", "reports", {})] * (3 - len(asked))


def given(metric_id: str) -> Panel:
    """Return how many agencies gave a headline figure, of the reports collected, per year."""
    return _given((warehouse.current(), lang(), mode()), metric_id)


@lru_cache(maxsize=16)
def _given(context: tuple, metric_id: str) -> Panel:
    stated = dict(records.typical(metric_id).select("year", "n").iter_rows())
    years = pl.DataFrame([(year, total, stated.get(year, 0)) for year, total in queries.reports_a_year().items()],
                         schema={"year": pl.Int16, "total": pl.Int32, "given": pl.Int32}, orient="row")
    label = t("given_metric")
    look = Look(t("chart_given", metric=label), t("sub_given"), source(), mode())
    frame = years.with_columns(text=pl.format("{} / {}", "given", "total"))
    table = years.rename({"year": t("col_year"), "total": t("col_reports"), "given": t("col_given")})
    return Panel("given", look.title, charts.columns(frame, look), table)


def cover(everyone: bool) -> Panel:
    """Return agency by year, how many figures each report gave: the agencies with most years, or all."""
    return _cover((warehouse.current(), lang(), mode()), everyone)


@lru_cache(maxsize=16)
def _cover(context: tuple, everyone: bool) -> Panel:
    found = records.coverage((), (), MOST_AGENCIES if everyone else SHOWN_AGENCIES)
    order = found["agency"].unique(maintain_order=True).to_list()
    look = Look(t("chart_cover", count=len(order)), t("sub_cover"), source(), mode())
    frame = found.select(row="agency", year="year", figures="figures", text=pl.format(t("cover_cell"), "year", "figures"))
    table = found.select(pl.col("agency").alias(t("col_agency")), pl.col("year").alias(t("col_year")), pl.col("figures").alias(t("col_figures")))
    return Panel("cover", look.title, charts.heat(frame, look, order), table, note=t("note_cover"))


def missing(found: dict) -> list[str]:
    """Return what the collection lacks, in sentences."""
    return [t("missing_extent", full=found["full_reports"], reports=found["reports"]),
            t("missing_years"), t("missing_url", count=found["without_url"]), t("missing_apart", count=found["apart"])]
