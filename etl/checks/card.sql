-- The report card: criteria of card.csv and deadlines.csv, each met, not met, or not to be told from what was read.
CREATE TABLE report_card AS
WITH due AS ( -- the first line of deadlines.csv that fits the year, kind and level of the body; its days in the year after
    SELECT s.report_no, d.*, s.year + 1 || '-' || d.day AS last_day, s.year + 1 || '-' || coalesce(nullif(d.latest, ''), d.day) AS latest_day
    FROM sheet s JOIN (SELECT *, row_number() OVER () AS line FROM deadline) d ON s.year BETWEEN d.first_year AND d.last_year
         AND (list_contains(d.kinds, '*') OR list_contains(d.kinds, s.agency_kind)) AND (list_contains(d.levels, '*') OR list_contains(d.levels, s.level))
    QUALIFY row_number() OVER (PARTITION BY s.report_no ORDER BY d.line) = 1),
fact AS (
    SELECT s.report_no, s.report_id, s.year, s.era, s.form, s.printed_form, r.source_kind, coalesce(r.published_on, '') AS published_on,
           s.read_whole AS whole, starts_with(s.report_id, 'doc-') AS seen, coalesce(e.form, '') AS era_form, -- seen: the file itself was read here
           coalesce(d.day, '') AS day, d.last_day, d.latest_day, coalesce(d.basis_zh, '') AS basis_zh, coalesce(d.basis_en, '') AS basis_en
    FROM sheet s JOIN report r USING (report_id) LEFT JOIN era e ON e.era = s.era LEFT JOIN due d ON d.report_no = s.report_no WHERE s.annual),
tabled AS (SELECT report_id, count(*) AS cells FROM figure WHERE origin = 'table' GROUP BY ALL),
wrong AS (SELECT report_id, count(*) AS n, string_agg(DISTINCT check_id, ' ' ORDER BY check_id) AS ids FROM finding WHERE level = 'error' AND suspect = 'report' GROUP BY ALL),
right_ AS (SELECT report_no, count(*) AS n FROM stated JOIN check_rule USING (check_no) WHERE strictness = 'STRICT' AND state = 'holds' GROUP BY ALL),
doubted AS (SELECT report_id, count(*) FILTER (check_id = 'section_missing') AS sections, count(*) FILTER (check_id = 'problems_unstated') AS problems,
                   count(*) FILTER (check_id = 'pages_scanned') AS scans FROM doubt GROUP BY ALL),
told AS (
    SELECT f.*, c.criterion, c.sort, coalesce(cells, 0) AS cells, coalesce(w.n, 0) AS wrongs, coalesce(h.n, 0) AS rights, coalesce(ids, '') AS ids,
           coalesce(b.sections, 0) AS sections, coalesce(b.problems, 0) AS problems, coalesce(b.scans, 0) AS scans,
           CASE c.method
           WHEN 'deadline' THEN CASE WHEN published_on = '' THEN 'date_missing' WHEN source_kind = 'mirror' THEN 'date_mirror' WHEN day = '' THEN 'date_unruled'
               WHEN published_on < year::VARCHAR || '-12' THEN 'date_early' WHEN left(published_on, 4) = (year + 1)::VARCHAR AND length(published_on) = 4 THEN 'date_coarse'
               WHEN published_on <= left(last_day, length(published_on)) THEN 'date_kept' WHEN published_on > left(latest_day, length(published_on)) THEN 'date_passed'
               ELSE 'date_between' END
           WHEN 'sections' THEN CASE WHEN era_form NOT IN ('R2', 'R3') THEN 'sections_none' WHEN NOT seen THEN 'not_read' WHEN sections > 0 THEN 'sections_missing' ELSE 'sections_present' END
           WHEN 'form' THEN CASE WHEN era_form = '' THEN 'form_none' WHEN NOT whole THEN 'not_read' WHEN printed_form = '' THEN 'form_unseen'
               WHEN printed_form = era_form THEN 'form_right' ELSE 'form_wrong' END
           WHEN 'tables' THEN CASE WHEN era_form = '' THEN 'form_none' WHEN NOT whole THEN 'not_read' WHEN cells > 0 THEN 'tables_read' WHEN scans > 0 THEN 'tables_scanned' ELSE 'tables_unseen' END
           WHEN 'arithmetic' THEN CASE WHEN wrongs > 0 THEN 'sums_fail' WHEN NOT whole THEN 'not_read' WHEN rights > 0 THEN 'sums_hold' ELSE 'sums_unread' END
           WHEN 'problems' THEN CASE WHEN NOT seen THEN 'not_read' WHEN problems > 0 THEN 'problems_none' ELSE 'problems_stated' END END AS told
    FROM fact f CROSS JOIN criterion c LEFT JOIN tabled USING (report_id) LEFT JOIN wrong w USING (report_id) LEFT JOIN right_ h USING (report_no) LEFT JOIN doubted b USING (report_id))
SELECT report_id, criterion,
       CASE WHEN told IN ('date_kept', 'sections_present', 'form_right', 'tables_read', 'sums_hold', 'problems_stated') THEN 'met'
            WHEN told IN ('date_passed', 'sections_missing', 'form_wrong', 'tables_scanned', 'sums_fail', 'problems_none') THEN 'not_met' ELSE 'cannot_assess' END AS state,
       replace(replace(replace(replace(p.zh, '{left}', published_on), '{right}', coalesce(last_day, '')), '{name}', concat(CASE WHEN starts_with(told, 'date') THEN basis_zh ELSE '' END, CASE WHEN told = 'sums_fail' THEN ids ELSE '' END, CASE WHEN told IN ('form_wrong', 'form_right') THEN printed_form ELSE '' END)),
               '{n}', (CASE told WHEN 'sums_hold' THEN rights WHEN 'sums_fail' THEN wrongs WHEN 'tables_read' THEN cells ELSE 0 END)::VARCHAR) AS detail_zh,
       replace(replace(replace(replace(p.en, '{left}', published_on), '{right}', coalesce(last_day, '')), '{name}', concat(CASE WHEN starts_with(told, 'date') THEN basis_en ELSE '' END, CASE WHEN told = 'sums_fail' THEN ids ELSE '' END, CASE WHEN told IN ('form_wrong', 'form_right') THEN printed_form ELSE '' END)),
               '{n}', (CASE told WHEN 'sums_hold' THEN rights WHEN 'sums_fail' THEN wrongs WHEN 'tables_read' THEN cells ELSE 0 END)::VARCHAR) AS detail_en, sort
FROM told JOIN phrase p ON p.kind = told;
