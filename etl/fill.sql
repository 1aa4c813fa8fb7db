-- Run once the tables are loaded: what the pages ask most often, put in their order.
INSERT INTO series
SELECT f.metric_id, f.scope, r.year, r.agency_id, f.dimension, f.amount, f.qualifier, f.origin, f.unit_fits,
       f.numerator, f.denominator, f.figure_id, f.report_id
FROM figure f JOIN report r USING (report_id)
WHERE f.accepted AND r.in_series
ORDER BY f.metric_id, f.scope, r.year, r.agency_id, f.figure_id;

INSERT INTO metric_count
SELECT s.metric_id, e.era, count(*), count(DISTINCT s.agency_id), min(s.year), max(s.year)
FROM series s JOIN era e ON s.year BETWEEN e.first_year AND coalesce(e.last_year, 9999)
GROUP BY ALL ORDER BY ALL;

-- Which reports speak of which scope: the N of every n/N. A report without any figure counts for the agency itself.
INSERT INTO report_scope
SELECT DISTINCT report_id, scope FROM series
UNION ALL SELECT report_id, 'agency' FROM report r
WHERE in_series AND NOT EXISTS (SELECT 1 FROM series s WHERE s.report_id = r.report_id)
ORDER BY ALL;
