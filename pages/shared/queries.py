"""All SQL of the pages. Every function returns a polars frame or a plain dict, asked once per warehouse version."""

from functools import lru_cache

import polars as pl

from pages.shared import warehouse

MOST_ROWS = 4000  # rows of one panel; beyond that the reader is told to narrow the selection

CHOSEN = """(len($cities) = 0 OR list_contains($cities, c.city)) AND (len($kinds) = 0 OR list_contains($kinds, c.agency_kind))
    AND (len($agencies) = 0 OR list_contains($agencies, c.agency_id)) AND c.year BETWEEN $first AND $last"""
MISSING = """CASE WHEN s.amount IS NOT NULL THEN '' WHEN c.read_extent = 'opening' THEN 'not_read'
    WHEN f.status = 'absent' THEN 'not_in_form' ELSE 'blank' END"""


def year_span() -> tuple[int, int]:
    """Return the first and the last year with an annual report."""
    return warehouse.rows("SELECT min(year), max(year) FROM report WHERE in_series").row(0)


def cities() -> dict[str, int]:
    """Return city -> number of reports, most reports first."""
    return dict(warehouse.rows("SELECT city, count(*)::INT n FROM collected WHERE in_series GROUP BY ALL ORDER BY n DESC, city").rows())


def agencies(cities_: tuple = (), kinds: tuple = (), most: int = 10_000) -> dict[str, str]:
    """Return agency_id -> name, those with most reports first."""
    return dict(warehouse.rows(
        """SELECT agency_id, agency FROM collected c
           WHERE (len($cities) = 0 OR list_contains($cities, city)) AND (len($kinds) = 0 OR list_contains($kinds, agency_kind))
           GROUP BY ALL ORDER BY count(*) DESC, agency LIMIT $most""", cities=cities_, kinds=kinds, most=most).rows())


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
    return dict(warehouse.rows(
        """SELECT year, count(*)::INT FROM report JOIN report_scope USING (report_id) WHERE in_series AND scope = 'agency'
           GROUP BY year ORDER BY year""").rows())


def best_known() -> str:
    """Return the agency whose report was read in full with most figures: a good first page to show."""
    return warehouse.rows(
        """SELECT agency_id FROM citation WHERE in_series GROUP BY agency_id
           ORDER BY max(read_extent = 'full') DESC, count(*) DESC, agency_id LIMIT 1""").item()


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
        """SELECT year, count(DISTINCT agency_id)::INT FROM series WHERE metric_id = $id AND dimension = ''
           GROUP BY year ORDER BY year DESC""", id=metric_id).rows())


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


def series(metric_id: str, selection) -> pl.DataFrame:
    """Return a row per report of the selection: the figure, or the kind of missing; at most MOST_ROWS, figures first."""
    return warehouse.rows(
        f"""SELECT c.agency_id, c.agency, c.city, c.agency_kind, c.year, c.era, c.report_id,
                   s.amount AS value, s.qualifier::VARCHAR AS qualifier, s.origin::VARCHAR AS origin, s.unit_fits,
                   s.numerator, s.denominator, s.figure_id, {MISSING} AS missing, c.url
            FROM collected c JOIN report_scope p ON p.report_id = c.report_id AND p.scope = $scope
            LEFT JOIN series s ON s.report_id = c.report_id AND s.metric_id = $metric AND s.scope = $scope AND s.dimension = ''
            LEFT JOIN metric_form f ON f.metric_id = $metric AND f.era = c.era
            WHERE c.in_series AND {CHOSEN}
            ORDER BY s.amount IS NULL, c.year, c.agency_id LIMIT {MOST_ROWS}""",
        metric=metric_id, **selection.params())


def apart(agencies: tuple, first: int, last: int) -> pl.DataFrame:
    """Return the documents of chosen agencies that are kept out of yearly series: agency, year, kind of document."""
    return warehouse.rows("""SELECT agency, year, kind FROM collected WHERE NOT in_series AND list_contains($agencies, agency_id)
                             AND year BETWEEN $first AND $last ORDER BY agency, year""", agencies=agencies, first=first, last=last)


def parts(metric_ids: tuple[str, ...], selection, by_dimension: bool = False) -> pl.DataFrame:
    """Return the parts that make up a whole, a row per agency, year and part (a metric, or a dimension of one metric)."""
    part = "s.dimension" if by_dimension else "s.metric_id"
    return warehouse.rows(
        f"""SELECT c.agency_id, c.agency, c.city, c.agency_kind, c.year, c.era, {part} AS part,
                   sum(s.amount) AS value, any_value(s.qualifier)::VARCHAR AS qualifier,
                   any_value(s.origin)::VARCHAR AS origin, min(s.figure_id) AS figure_id
            FROM series s JOIN collected c USING (report_id)
            WHERE list_contains($metrics, s.metric_id) AND s.scope = $scope AND s.unit_fits AND (s.dimension <> '') = $by
              AND {CHOSEN}
            GROUP BY ALL ORDER BY c.year DESC, c.agency_id, part LIMIT {MOST_ROWS}""",
        metrics=metric_ids, by=by_dimension, **selection.params())


def ranking(metric_id: str, year: int, kinds: tuple, levels: tuple, scope: str, cities_: tuple = ()) -> pl.DataFrame:
    """Return every agency of a peer group in one year: value, rank with ties, value of the year before, or why none.

    `state` is ranked, approx, other_unit, not_read, blank, not_in_form or no_report (the agency is in the peer group
    by other years, its report of this year was not collected). Rates carry numerator and denominator.
    """
    return warehouse.rows(
        """WITH peers AS (
               SELECT DISTINCT c.agency_id, c.agency, c.city, c.agency_kind FROM collected c
               JOIN report_scope p ON p.report_id = c.report_id AND p.scope = $scope
               WHERE c.in_series AND (len($kinds) = 0 OR list_contains($kinds, c.agency_kind))
                 AND (len($levels) = 0 OR list_contains($levels, c.level)) AND (len($cities) = 0 OR list_contains($cities, c.city))
           ), now AS (SELECT * FROM series WHERE metric_id = $metric AND scope = $scope AND year = $year AND dimension = ''),
           before AS (SELECT * FROM series WHERE metric_id = $metric AND scope = $scope AND year = $year - 1 AND dimension = ''
                        AND unit_fits AND qualifier IN ('exact', 'stated_zero')),
           told AS (
               SELECT p.*, n.amount AS value, n.numerator, n.denominator, n.figure_id, n.qualifier::VARCHAR AS qualifier,
                      b.amount AS before, r.report_id, r.url, r.title,
                      CASE WHEN r.report_id IS NULL THEN 'no_report' WHEN n.amount IS NULL AND r.read_extent = 'opening' THEN 'not_read'
                           WHEN n.amount IS NULL AND f.status = 'absent' THEN 'not_in_form' WHEN n.amount IS NULL THEN 'blank'
                           WHEN NOT n.unit_fits THEN 'other_unit' WHEN n.qualifier NOT IN ('exact', 'stated_zero') THEN 'approx'
                           ELSE 'ranked' END AS state,
                      f.join_before, e.era <> e2.era AS new_era
               FROM peers p LEFT JOIN now n USING (agency_id) LEFT JOIN before b USING (agency_id)
               LEFT JOIN (SELECT * FROM report WHERE year = $year AND in_series) r USING (agency_id)
               JOIN era e ON $year BETWEEN e.first_year AND coalesce(e.last_year, 9999)
               JOIN era e2 ON $year - 1 BETWEEN e2.first_year AND coalesce(e2.last_year, 9999) OR ($year - 1 < 2008 AND e2.era = e.era)
               LEFT JOIN metric_form f ON f.metric_id = $metric AND f.era = e.era)
           SELECT CASE WHEN state = 'ranked' THEN rank() OVER (PARTITION BY state ORDER BY value DESC) END::INT AS rank,
                  CASE WHEN state = 'ranked' THEN count(*) OVER (PARTITION BY state, value) END::INT AS tied, *
           FROM told ORDER BY rank NULLS LAST, state, agency""",
        metric=metric_id, year=year, kinds=kinds, levels=levels, scope=scope, cities=cities_)
