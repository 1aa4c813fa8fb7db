"""All SQL of the pages. Every function returns a polars frame or a plain dict, asked once per warehouse version."""

from functools import lru_cache

import polars as pl

from pages.shared import warehouse

MOST_WHOLES = 1000  # reports whose parts are put together, newest first; a chart shows far fewer
MOST_ROWS = 4000  # rows of one panel; beyond that the reader is told to narrow the selection

WHO = """(len($cities) = 0 OR list_contains($cities, city)) AND (len($kinds) = 0 OR list_contains($kinds, agency_kind))"""
CHOSEN = f"""agency_no IN (SELECT agency_no FROM body WHERE {WHO} AND (len($agencies) = 0 OR list_contains($agencies, agency_id)))
    AND year BETWEEN $first AND $last"""
MISSING = """CASE WHEN s.amount IS NOT NULL THEN '' WHEN h.read_extent = 'opening' THEN 'not_read'
    WHEN f.status = 'absent' THEN 'not_in_form' ELSE 'blank' END"""


def year_span() -> tuple[int, int]:
    """Return the first and the last year with an annual report."""
    return warehouse.rows("SELECT min(year), max(year) FROM holding WHERE in_series").row(0)


def cities() -> dict[str, int]:
    """Return city -> number of reports, most reports first."""
    return dict(warehouse.rows("""SELECT city, sum(years)::INT n FROM agency_count JOIN body USING (agency_no) WHERE years > 0
                                  GROUP BY ALL ORDER BY n DESC, city""").rows())


def agencies(cities_: tuple = (), kinds: tuple = (), most: int = 10_000) -> dict[str, str]:
    """Return agency_id -> name, those with most reports first."""
    return dict(warehouse.rows(
        f"""SELECT agency_id, agency FROM agency_count JOIN body USING (agency_no) WHERE {WHO}
            ORDER BY reports DESC, agency, agency_id LIMIT $most""", cities=cities_, kinds=kinds, most=most).rows())


def metrics(theme: str = "", lang: str = "zh") -> dict[str, str]:
    """Return metric_id -> name of a theme's metrics that have figures, in reading order."""
    return dict(warehouse.rows(
        f"""SELECT metric_id, label_{lang} FROM metric WHERE (theme = $theme OR $theme = '')
            AND metric_id IN (SELECT metric_id FROM metric_count) ORDER BY theme, sort""", theme=theme).rows())


def kinds() -> dict[str, int]:
    """Return kind of agency -> number of agencies, most first."""
    return dict(warehouse.rows("SELECT kind, count(*)::INT FROM agency GROUP BY kind ORDER BY 2 DESC, 1").rows())


def reports_a_year() -> dict[int, int]:
    """Return year -> number of annual reports that speak of the agency itself."""
    return dict(warehouse.rows("SELECT year, count(*)::INT FROM report_scope WHERE scope = 'agency' GROUP BY year ORDER BY year").rows())


def best_known() -> str:
    """Return the agency whose report was read in full with most figures: a good first page to show."""
    return warehouse.rows(
        """SELECT agency_id FROM agency_count JOIN body USING (agency_no) WHERE figures > 0
           ORDER BY read_in_full DESC, figures DESC, agency_id LIMIT 1""").item()


def metrics_ranked(lang: str = "zh") -> dict[str, str]:
    """Return metric_id -> "theme: name" of every metric that can be ranked: it has figures and is no part of a list."""
    return dict(warehouse.rows(
        f"""SELECT m.metric_id, concat(w.label_{lang}, ' · ', m.label_{lang}) FROM metric m
            JOIN word w ON w.field = 'theme' AND w.value = m.theme
            WHERE m.kind <> 'part' AND m.theme <> 'adjacent' AND metric_id IN (SELECT metric_id FROM metric_count)
            ORDER BY w.sort, m.sort""").rows())


def years_of(metric_id: str) -> dict[int, int]:
    """Return year -> number of agencies with the figure, latest year first."""
    return dict(warehouse.rows(
        """SELECT p.year, count(DISTINCT agency_no)::INT FROM point p JOIN holding USING (report_no)
           WHERE metric_id = $id AND dimension = '' GROUP BY ALL ORDER BY ALL DESC""", id=metric_id).rows())


def group(name: str, lang: str = "zh") -> dict[str, str]:
    """Return metric_id -> name of the metrics that a chart or a choice puts together, those with figures only."""
    return dict(warehouse.rows(
        f"""SELECT metric_id, label_{lang} FROM metric_group g JOIN metric USING (metric_id)
            WHERE "group" = $name AND metric_id IN (SELECT metric_id FROM metric_count) ORDER BY g.sort""", name=name).rows())


def metric(metric_id: str) -> dict:
    """Return one metric's names, unit, definitions and notes."""
    return warehouse.rows("SELECT * FROM metric WHERE metric_id = $id", id=metric_id).row(0, named=True)


def eras() -> list[dict]:
    """Return the form eras, oldest first."""
    return warehouse.rows("SELECT * FROM era ORDER BY first_year").to_dicts()


def joins(metric_id: str) -> dict[str, str]:
    """Return era -> whether a line may come into it from the era before (exact, near, not)."""
    return dict(warehouse.rows("SELECT era, join_before FROM metric_form WHERE metric_id = $id", id=metric_id).rows())


@lru_cache(maxsize=4)
def limit(path: str, name: str) -> float:
    """Return a number of limits.csv as the warehouse has it."""
    return warehouse.rows('SELECT value FROM "limit" WHERE name = $name', name=name).item()


def breaks(metric_id: str) -> list[dict]:
    """Return the eras into which no line may come from the era before, with the reason."""
    return warehouse.rows("SELECT era, note_zh, note_en FROM metric_form WHERE metric_id = $id AND join_before = 'not' ORDER BY era", id=metric_id).to_dicts()


def series(metric_id: str, selection) -> pl.DataFrame:
    """Return a row per report of the selection: the figure, or the kind of missing; at most MOST_ROWS, figures first."""
    return warehouse.rows(
        f"""WITH s AS (SELECT * EXCLUDE (metric_id, scope, year, dimension) FROM point WHERE metric_id = $metric AND scope = $scope AND dimension = ''),
                 told AS (SELECT report_no, s.* EXCLUDE (report_no) FROM report_scope LEFT JOIN s USING (report_no)
                          WHERE scope = $scope AND {CHOSEN} ORDER BY amount IS NULL, report_no, figure_id LIMIT {MOST_ROWS})
            SELECT b.agency_id, b.agency, b.city, b.agency_kind, h.year, h.era, h.report_id,
                   s.amount AS value, s.qualifier::VARCHAR AS qualifier, s.origin::VARCHAR AS origin, s.unit_fits,
                   q.numerator, q.denominator, s.figure_id, {MISSING} AS missing, h.url
            FROM told s JOIN holding h USING (report_no) JOIN body b USING (agency_no)
            LEFT JOIN ratio q USING (figure_id) LEFT JOIN metric_form f ON f.metric_id = $metric AND f.era = h.era
            ORDER BY s.amount IS NULL, report_no, figure_id""",
        metric=metric_id, **selection.params())


def apart(agencies: tuple, first: int, last: int) -> pl.DataFrame:
    """Return the documents of chosen agencies that are kept out of yearly series: agency, year, kind of document."""
    return warehouse.rows("""SELECT agency, year, h.kind FROM holding h JOIN body USING (agency_no)
                             WHERE NOT in_series AND list_contains($agencies, agency_id) AND year BETWEEN $first AND $last
                             ORDER BY agency, year, report_no""", agencies=agencies, first=first, last=last)


def parts(metric_ids: tuple[str, ...], selection, by_dimension: bool = False) -> pl.DataFrame:
    """Return the parts that make up a whole, a row per agency, year and part (a metric, or a dimension of one metric)."""
    part = "s.dimension" if by_dimension else "s.metric_id::VARCHAR"
    return warehouse.rows(
        f"""WITH s AS NOT MATERIALIZED (SELECT * FROM point WHERE list_contains($metrics, metric_id::VARCHAR) AND scope = $scope AND unit_fits AND (dimension <> '') = $by),
                 newest AS (SELECT report_no, agency_no FROM report_scope -- reports with a part are marked as bits: distinct numbers take longer
                            WHERE scope = $scope AND {CHOSEN} AND get_bit((SELECT bitstring_agg(report_no, 1, $reports) FROM s), report_no - 1) = 1
                            ORDER BY year DESC, agency_no LIMIT {MOST_WHOLES})
            SELECT b.agency_id, b.agency, b.city, b.agency_kind, h.year, h.era, {part} AS part,
                   sum(s.amount) AS value, arg_min(s.qualifier, s.figure_id)::VARCHAR AS qualifier,
                   arg_min(s.origin, s.figure_id)::VARCHAR AS origin, min(s.figure_id) AS figure_id
            FROM s JOIN newest USING (report_no) JOIN holding h USING (report_no) JOIN body b ON b.agency_no = h.agency_no
            GROUP BY ALL ORDER BY h.year DESC, b.agency_id, part LIMIT {MOST_ROWS}""",
        metrics=metric_ids, by=by_dimension, reports=_reports(), **selection.params())


def _reports() -> int:
    return warehouse.rows("SELECT greatest(count(*), 1)::INT FROM holding").item()


def ranking(metric_id: str, year: int, kinds: tuple, levels: tuple, scope: str, cities_: tuple = ()) -> pl.DataFrame:
    """Return every agency of a peer group in one year: value, rank with ties, value of the year before, or why none.

    `state` is ranked, approx, other_unit, not_read, blank, not_in_form or no_report (the agency is in the peer group
    by other years, its report of this year was not collected). Rates carry numerator and denominator.
    """
    return warehouse.rows(
        """WITH peers AS (
               SELECT agency_no, agency_id, agency, city, agency_kind FROM body SEMI JOIN (FROM report_scope WHERE scope = $scope) USING (agency_no)
               WHERE (len($kinds) = 0 OR list_contains($kinds, agency_kind))
                 AND (len($levels) = 0 OR list_contains($levels, level)) AND (len($cities) = 0 OR list_contains($cities, city))
           ), figures AS (SELECT agency_no, s.* FROM point s JOIN holding USING (report_no)
                          WHERE s.metric_id = $metric AND s.scope = $scope AND s.dimension = '' AND s.year BETWEEN $year - 1 AND $year),
           now AS (SELECT f.*, q.numerator, q.denominator FROM figures f LEFT JOIN ratio q USING (figure_id) WHERE year = $year),
           before AS (SELECT * FROM figures WHERE year = $year - 1 AND unit_fits AND qualifier IN ('exact', 'stated_zero')),
           told AS MATERIALIZED (
               SELECT p.* EXCLUDE (agency_no), n.amount AS value, n.numerator, n.denominator, n.figure_id, n.qualifier::VARCHAR AS qualifier,
                      b.amount AS before, r.report_id, r.url,
                      CASE WHEN r.report_id IS NULL THEN 'no_report' WHEN n.amount IS NULL AND r.read_extent = 'opening' THEN 'not_read'
                           WHEN n.amount IS NULL AND f.status = 'absent' THEN 'not_in_form' WHEN n.amount IS NULL THEN 'blank'
                           WHEN NOT n.unit_fits THEN 'other_unit' WHEN n.qualifier NOT IN ('exact', 'stated_zero') THEN 'approx'
                           ELSE 'ranked' END AS state,
                      f.join_before, e.era IS DISTINCT FROM e2.era AS new_era
               FROM peers p LEFT JOIN now n USING (agency_no) LEFT JOIN before b USING (agency_no)
               LEFT JOIN (SELECT * FROM holding WHERE year = $year AND in_series) r USING (agency_no)
               JOIN era e ON $year BETWEEN e.first_year AND coalesce(e.last_year, 9999)
               LEFT JOIN era e2 ON $year - 1 BETWEEN e2.first_year AND coalesce(e2.last_year, 9999)
               LEFT JOIN metric_form f ON f.metric_id = $metric AND f.era = e.era)
           SELECT r.rank, r.tied, told.* FROM told LEFT JOIN ( -- ranked apart, with nothing but their values to carry along
               SELECT figure_id, rank() OVER (ORDER BY value DESC)::INT AS rank, count(*) OVER (PARTITION BY value)::INT AS tied
               FROM told WHERE state = 'ranked') r USING (figure_id)
           ORDER BY rank NULLS LAST, state, agency, agency_id""",
        metric=metric_id, year=year, kinds=kinds, levels=levels, scope=scope, cities=cities_)
