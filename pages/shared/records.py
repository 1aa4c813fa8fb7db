"""All SQL of the pages that list things: citations, reports, the dictionary, the overview."""

import polars as pl

from pages.shared import warehouse
from pages.shared.queries import WHO


def citations(figure_ids: tuple[int, ...]) -> pl.DataFrame:
    """Return where each of the figures was read, in the order of agency and year; derived figures name their formula."""
    return warehouse.rows(
        """WITH f AS MATERIALIZED (SELECT figure_id, report_id, metric_id, label, value, unit, qualifier, scope, origin, block, char_start, char_end,
                                          quote, rule_id, line FROM figure WHERE figure_id IN (SELECT unnest($ids))),
                -- by rowid: of a report's long texts only those asked for are unpacked
                c AS MATERIALIZED (SELECT report_id, agency_id, year, title, title_printed, url, published_on, source_kind, sha256 FROM report
                                   WHERE rowid IN (SELECT rowid FROM report WHERE report_id IN (SELECT report_id FROM f)))
           SELECT f.*, c.* EXCLUDE (report_id), a.name AS agency, m.label_zh, m.label_en
           FROM f JOIN c USING (report_id) JOIN agency a USING (agency_id) LEFT JOIN metric m USING (metric_id)
           ORDER BY agency, year, figure_id""", ids=figure_ids)


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
        """SELECT c.*, figures, mapped FROM collected c JOIN holding h USING (report_no)
           WHERE agency_id = $id ORDER BY c.year DESC, report_id""", id=agency_id)


def reports(cities: tuple, kinds: tuple, agencies: tuple, first: int, last: int, report_kinds: tuple, words: str) -> pl.DataFrame:
    """Return the reports of a selection, newest first; `words` must all stand in title, agency or a printed label."""
    asked = {f"w{place}": word for place, word in enumerate(words.split())}
    holds = "".join(f""" AND report_no IN (
                     SELECT report_no FROM holding JOIN body USING (agency_no) WHERE contains(agency, ${key}) OR contains(title, ${key})
                     UNION ALL SELECT report_no FROM holding WHERE get_bit((SELECT bit_or(reports) FROM label_many WHERE contains(label, ${key})), report_no - 1) = 1
                     UNION ALL SELECT unnest(reports) FROM label_few WHERE contains(label, ${key}))""" for key in asked)
    return warehouse.rows(
        f"""WITH found AS (
               SELECT report_no, figures FROM holding h JOIN body USING (agency_no)
               WHERE {WHO} AND (len($agencies) = 0 OR list_contains($agencies, agency_id)) AND year BETWEEN $first AND $last
                 AND (len($report_kinds) = 0 OR list_contains($report_kinds, h.kind)){holds}
               ORDER BY year DESC, city, agency, report_no LIMIT 4000)
           SELECT c.*, figures FROM collected c JOIN found USING (report_no) ORDER BY year DESC, city, agency, report_no""",
        cities=cities, kinds=kinds, agencies=agencies, first=first, last=last, report_kinds=report_kinds, **asked)


def of_report(report_id: str) -> pl.DataFrame:
    """Return every figure of one report in printed order, with metric, place and why a label has none."""
    return warehouse.rows(
        """SELECT c.*, m.label_zh, m.label_en FROM citation c LEFT JOIN metric m USING (metric_id)
           WHERE report_id = $id ORDER BY figure_id""", id=report_id)


def common_terms(first: int, last: int, most: int = 24) -> pl.DataFrame:
    """Return the words that most reports of the years use in their printed labels: term, reports."""
    return warehouse.rows(
        """SELECT term, sum(reports)::INT AS reports FROM term_count WHERE year BETWEEN $first AND $last
           GROUP BY term ORDER BY reports DESC, term LIMIT $most""", first=first, last=last, most=most)


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
        """SELECT count(*)::INT AS reports, count(*) FILTER (in_series)::INT AS annual, count(DISTINCT agency_no) FILTER (in_series)::INT AS agencies,
                  (SELECT count(DISTINCT city)::INT FROM body SEMI JOIN holding USING (agency_no)) AS cities,
                  (SELECT count(DISTINCT province)::INT FROM body SEMI JOIN holding USING (agency_no)) AS provinces,
                  min(year) AS first, max(year) AS last, (SELECT figures FROM total) AS figures, sum(accepted)::INT AS accepted,
                  (SELECT count(*)::INT FROM finding) AS findings,
                  count(*) FILTER (read_extent = 'full')::INT AS full_reports, count(*) FILTER (NOT in_series)::INT AS apart,
                  (SELECT count(*)::INT FROM report WHERE url = '') AS without_url
           FROM holding""").row(0, named=True)


def typical(metric_id: str) -> pl.DataFrame:
    """Return per year the number of agencies that gave the figure, median, zeros, and the one with most, with its figure_id."""
    return warehouse.rows(
        """WITH y AS (SELECT year, count(*)::INT AS n, median(amount) AS median, count(*) FILTER (amount = 0)::INT AS zeros,
                             max(amount) AS most, arg_max(report_no, (amount, -report_no)) AS report_no, arg_max(figure_id, (amount, -report_no)) AS figure_id
                      FROM point WHERE metric_id = $metric AND scope = 'agency' AND dimension = '' AND unit_fits
                        AND qualifier IN ('exact', 'stated_zero') GROUP BY year)
           SELECT y.* EXCLUDE (report_no), b.agency AS most_agency, b.agency_id AS most_agency_id,
                  (SELECT count(*)::INT FROM report_scope p WHERE p.year = y.year AND p.scope = 'agency') AS reports
           FROM y JOIN holding USING (report_no) JOIN body b USING (agency_no) ORDER BY year""", metric=metric_id)


def most_in_full(metric_id: str) -> pl.DataFrame:
    """Return the agency with the highest figure among reports read in full: agency, agency_id, year, amount, figure_id; no row when none was."""
    return warehouse.rows(
        """SELECT agency, agency_id, p.year, amount, figure_id FROM point p JOIN holding USING (report_no) JOIN body USING (agency_no)
           WHERE metric_id = $metric AND scope = 'agency' AND read_extent = 'full' ORDER BY amount DESC, agency LIMIT 1""", metric=metric_id)


def longest(metric_id: str) -> pl.DataFrame:
    """Return the agency with most years of a figure: agency, agency_id, years, first, last; no row when there is none."""
    return warehouse.rows(
        """WITH best AS (SELECT agency_no, count(*)::INT AS years, min(p.year) AS first, max(p.year) AS last
                         FROM point p JOIN holding USING (report_no)
                         WHERE metric_id = $metric AND dimension = '' AND scope = 'agency' GROUP BY agency_no)
           SELECT agency, agency_id, years, first, last FROM best JOIN body USING (agency_no) ORDER BY years DESC, agency LIMIT 1""", metric=metric_id)


def coverage(cities: tuple, kinds: tuple, most: int) -> pl.DataFrame:
    """Return agency x year cells of the agencies with most reports: number of accepted figures in that year's report."""
    return warehouse.rows(
        f"""WITH best AS (SELECT agency_no, agency_id, agency, years FROM agency_count JOIN body USING (agency_no) WHERE years > 0 AND {WHO}
                          ORDER BY years DESC, agency_id LIMIT $most)
           SELECT agency_id, agency, year, accepted AS figures, years::BIGINT AS years, report_id
           FROM best JOIN holding USING (agency_no) WHERE in_series ORDER BY years DESC, agency, year""",
        cities=cities, kinds=kinds, most=most)
