"""All SQL of the pages that list things: citations, reports, the dictionary, the overview."""

import polars as pl

from pages.shared import warehouse


def citations(figure_ids: tuple[int, ...]) -> pl.DataFrame:
    """Return where each of the figures was read, in the order of agency and year; derived figures name their formula."""
    return warehouse.rows(
        """SELECT c.*, m.label_zh, m.label_en FROM citation c LEFT JOIN metric m USING (metric_id)
           WHERE figure_id IN (SELECT unnest($ids)) ORDER BY agency, year, figure_id""", ids=figure_ids)


def of_agency(agency_id: str) -> pl.DataFrame:
    """Return every figure of an agency with its citation, rivals and unmapped labels included."""
    return warehouse.rows(
        """SELECT c.*, m.label_zh, m.label_en, m.theme, m.sort, m.unit AS metric_unit FROM citation c
           LEFT JOIN metric m USING (metric_id) WHERE agency_id = $id ORDER BY year DESC, theme, sort, figure_id""", id=agency_id)


def agency(agency_id: str) -> dict:
    """Return what the gazetteer knows of an agency, with its former names and its parent's name."""
    return warehouse.rows(
        """SELECT a.*, p.name AS parent, (SELECT string_agg(DISTINCT agency_printed, '、') FROM report r
           WHERE r.agency_id = a.agency_id AND agency_printed <> a.name) AS printed_names
           FROM agency a LEFT JOIN agency p ON p.agency_id = a.parent_id WHERE a.agency_id = $id""", id=agency_id).row(0, named=True)


def reports_of(agency_id: str) -> pl.DataFrame:
    """Return an agency's reports, newest first, with the number of figures and of those with a metric."""
    return warehouse.rows(
        """SELECT c.*, count(f.report_id)::INT AS figures, count(nullif(f.metric_id, ''))::INT AS mapped
           FROM collected c LEFT JOIN figure f ON f.report_id = c.report_id AND f.origin <> 'derived'
           WHERE agency_id = $id GROUP BY ALL ORDER BY year DESC, c.report_id""", id=agency_id)


def reports(cities: tuple, kinds: tuple, agencies: tuple, first: int, last: int, report_kinds: tuple, words: str) -> pl.DataFrame:
    """Return the reports of a selection, newest first; `words` must all stand in title, agency or a printed label."""
    asked = {f"w{place}": word for place, word in enumerate(words.split())}
    holds = "".join(f" AND (contains(title, ${key}) OR contains(agency, ${key}) OR c.report_id IN (SELECT report_id FROM figure WHERE contains(label, ${key})))"
                    for key in asked)
    return warehouse.rows(
        f"""SELECT c.*, count(f.report_id)::INT AS figures FROM collected c
           LEFT JOIN figure f ON f.report_id = c.report_id AND f.origin <> 'derived'
           WHERE (len($cities) = 0 OR list_contains($cities, city)) AND (len($kinds) = 0 OR list_contains($kinds, agency_kind))
             AND (len($agencies) = 0 OR list_contains($agencies, agency_id)) AND year BETWEEN $first AND $last
             AND (len($report_kinds) = 0 OR list_contains($report_kinds, c.kind))
             {holds}
           GROUP BY ALL ORDER BY year DESC, city, agency LIMIT 4000""",
        cities=cities, kinds=kinds, agencies=agencies, first=first, last=last, report_kinds=report_kinds, **asked)


def of_report(report_id: str) -> pl.DataFrame:
    """Return every figure of one report in printed order, with metric, place and why a label has none."""
    return warehouse.rows(
        """SELECT c.*, m.label_zh, m.label_en FROM citation c LEFT JOIN metric m USING (metric_id)
           WHERE report_id = $id ORDER BY figure_id""", id=report_id)


def findings_of(report_id: str) -> pl.DataFrame:
    """Return what does not agree within one report."""
    return warehouse.rows("SELECT * FROM finding WHERE report_id = $id ORDER BY finding_id", id=report_id)


def common_terms(first: int, last: int, most: int = 24) -> pl.DataFrame:
    """Return the words that most reports of the years use in their printed labels: term, reports."""
    return warehouse.rows(
        """SELECT term, count(*)::INT AS reports FROM term JOIN report USING (report_id) WHERE year BETWEEN $first AND $last
           GROUP BY ALL ORDER BY reports DESC, term LIMIT $most""", first=first, last=last, most=most)


def dictionary() -> pl.DataFrame:
    """Return every metric with the number of figures and agencies it has, and each era's status and join."""
    return warehouse.rows(
        """SELECT m.*, w.sort AS theme_sort, coalesce(sum(n.figures), 0)::INT AS figures, min(n.first_year) AS first_year, max(n.last_year) AS last_year,
                  (SELECT list(struct_pack(era := f.era, status := f.status, join_before := f.join_before, cells := f.cells,
                     note_zh := f.note_zh, note_en := f.note_en) ORDER BY f.era)
                   FROM metric_form f WHERE f.metric_id = m.metric_id) AS forms
           FROM metric m LEFT JOIN metric_count n USING (metric_id) JOIN word w ON w.field = 'theme' AND w.value = m.theme
           GROUP BY ALL ORDER BY theme_sort, m.sort""")


def overview() -> dict:
    """Return the collection in numbers: reports, agencies, cities, provinces, figures, mapped, with_address, years."""
    return warehouse.rows(
        """SELECT count(*)::INT AS reports, count(*) FILTER (in_series)::INT AS annual, count(DISTINCT agency_id) FILTER (in_series)::INT AS agencies, count(DISTINCT city)::INT AS cities,
                  count(DISTINCT province)::INT AS provinces, min(year) AS first, max(year) AS last,
                  (SELECT count(DISTINCT line)::INT FROM figure WHERE origin <> 'derived') AS figures,
                  (SELECT count(*)::INT FROM figure WHERE accepted AND origin <> 'derived') AS accepted,
                  (SELECT count(*)::INT FROM finding) AS findings,
                  count(*) FILTER (read_extent = 'full')::INT AS full_reports, count(*) FILTER (NOT in_series)::INT AS apart,
                  count(*) FILTER (url = '')::INT AS without_url
           FROM collected""").row(0, named=True)


def typical(metric_id: str) -> pl.DataFrame:
    """Return per year the number of agencies that gave the figure, median, zeros, and the one with most."""
    return warehouse.rows(
        """SELECT year, count(*)::INT AS n, median(amount) AS median, count(*) FILTER (amount = 0)::INT AS zeros,
                  max(amount) AS most, arg_max(agency, amount) AS most_agency, arg_max(agency_id, amount) AS most_agency_id,
                  (SELECT count(*)::INT FROM report r JOIN report_scope p USING (report_id) WHERE r.in_series AND r.year = y.year AND p.scope = 'agency') AS reports
           FROM yearly y WHERE metric_id = $metric AND scope = 'agency' AND dimension = '' AND unit_fits
             AND qualifier IN ('exact', 'stated_zero') GROUP BY year ORDER BY year""", metric=metric_id)


def coverage(cities: tuple, kinds: tuple, most: int) -> pl.DataFrame:
    """Return agency x year cells of the agencies with most reports: number of accepted figures in that year's report."""
    return warehouse.rows(
        """WITH c AS (SELECT * FROM collected WHERE in_series AND (len($cities) = 0 OR list_contains($cities, city))
                      AND (len($kinds) = 0 OR list_contains($kinds, agency_kind))),
                best AS (SELECT agency_id, count(*) AS years FROM c GROUP BY ALL ORDER BY years DESC, agency_id LIMIT $most),
                n AS (SELECT report_id, count(*)::INT AS figures FROM series WHERE origin <> 'derived' GROUP BY ALL)
           SELECT c.agency_id, c.agency, c.year, coalesce(n.figures, 0) AS figures, best.years, c.report_id
           FROM c JOIN best USING (agency_id) LEFT JOIN n USING (report_id) ORDER BY best.years DESC, c.agency, c.year""",
        cities=cities, kinds=kinds, most=most)
