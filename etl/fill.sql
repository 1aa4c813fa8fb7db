-- Run once the tables are loaded: what the pages ask most, small and in the order of their questions, then the views.
-- Agencies and reports get short numbers here: sorting and joining ten million rows by text takes many times as long.

CREATE TABLE body AS -- an agency with its place as pages show it; report counts follow in agency_count
SELECT (row_number() OVER (ORDER BY agency_id))::INTEGER AS agency_no, agency_id, name AS agency, kind AS agency_kind, level, province,
       CASE WHEN city = '' THEN province ELSE city END AS city, county, division_code
FROM agency ORDER BY agency_no;

-- A row per report with what its figures come to; numbered by year and agency, as pages list them.
CREATE TABLE holding AS
WITH told AS (
    SELECT report_id, count(*) FILTER (origin <> 'derived') AS figures, count(*) FILTER (origin <> 'derived' AND metric_id <> '') AS mapped,
           count(*) FILTER (origin <> 'derived' AND accepted) AS accepted, count(*) FILTER (origin = 'derived') AS derived,
           bool_or(accepted AND scope = 'agency') AS own, bool_or(accepted AND scope = 'region') AS region,
           bool_or(accepted AND scope = 'subordinate') AS subordinate
    FROM figure GROUP BY report_id)
SELECT r.* EXCLUDE (agency_id), b.agency_no, (row_number() OVER (ORDER BY r.year, b.agency_no, r.report_id))::INTEGER AS report_no,
       coalesce(figures, 0)::INTEGER AS figures, coalesce(mapped, 0)::INTEGER AS mapped, -- printed; of these, with a metric
       coalesce(accepted, 0)::INTEGER AS accepted, coalesce(derived, 0)::INTEGER AS derived,
       coalesce(own, false) OR NOT coalesce(region OR subordinate, false) AS own, -- without any figure: of the agency itself
       coalesce(region, false) AS region, coalesce(subordinate, false) AS subordinate
FROM report r JOIN body b USING (agency_id) LEFT JOIN told USING (report_id)
ORDER BY report_no;

CREATE TABLE report_scope AS -- which reports speak of which scope: the N of every n/N
SELECT report_id, scope::scope_t AS scope, report_no, agency_no, year
FROM holding, (VALUES ('agency'), ('region'), ('subordinate')) v(scope)
WHERE in_series AND CASE scope WHEN 'agency' THEN own WHEN 'region' THEN region ELSE subordinate END
ORDER BY scope, report_no;

CREATE TABLE agency_count AS -- most reports first; years: reports in yearly series; figures: theirs, derived ones too
SELECT agency_no, count(*)::INTEGER AS reports, count(*) FILTER (in_series)::INTEGER AS years,
       sum(figures + derived) FILTER (in_series)::INTEGER AS figures, bool_or(read_extent = 'full') FILTER (in_series) AS read_in_full
FROM holding GROUP BY agency_no ORDER BY reports DESC, agency_no;

-- The figures that stand in yearly series, narrow, in the order in which pages ask for them.
CREATE TYPE metric_t AS ENUM (SELECT '' UNION SELECT DISTINCT metric_id FROM figure ORDER BY 1);
CREATE TABLE point AS
SELECT f.metric_id::metric_t AS metric_id, f.scope, h.report_no, h.year, coalesce(f.category, f.dimension) AS dimension, f.amount, f.qualifier, f.origin, f.unit_fits, f.figure_id
FROM figure f JOIN holding h USING (report_id)
WHERE f.accepted AND h.in_series
ORDER BY f.metric_id::metric_t, f.scope, h.report_no, f.figure_id;

CREATE TABLE ratio AS -- what a derived rate was made of
SELECT figure_id, numerator, denominator FROM figure WHERE numerator IS NOT NULL OR denominator IS NOT NULL ORDER BY figure_id;

-- Agencies are counted as bits: the same number as count(DISTINCT agency_no), in a tenth of its time.
CREATE TABLE metric_count AS
SELECT metric_id::VARCHAR AS metric_id, era, count(*)::INTEGER AS figures, bit_count(bitstring_agg(agency_no))::INTEGER AS agencies,
       min(p.year) AS first_year, max(p.year) AS last_year
FROM point p JOIN holding h USING (report_no)
GROUP BY ALL ORDER BY ALL;

CREATE TABLE term_count AS -- in how many reports of a year a word stands
SELECT h.year, t.term, count(*)::INTEGER AS reports FROM term t JOIN holding h USING (report_id) GROUP BY ALL ORDER BY ALL;

-- Which reports print a label, so that a search reads each label once: few as a list, many as bits (bit 0 is report_no 1).
CREATE TABLE label_many AS
SELECT f.label, bitstring_agg(h.report_no) AS reports FROM figure f JOIN holding h USING (report_id)
WHERE f.label IN (SELECT label FROM figure WHERE label <> '' GROUP BY label HAVING count(*) > (SELECT count(*) / 64 FROM report))
GROUP BY f.label ORDER BY f.label;
CREATE TABLE label_few AS
SELECT f.label, list_sort(list(h.report_no)) AS reports FROM figure f JOIN holding h USING (report_id)
WHERE f.label <> '' AND f.label NOT IN (SELECT label FROM label_many)
GROUP BY f.label ORDER BY f.label;

CREATE TABLE total AS -- figures as printed: a joint zero is one line of data/figures.csv, or one place of a document, and several rows
SELECT coalesce(bit_count(bitstring_agg(line)), 0)::INTEGER
       + count(DISTINCT hash(report_id, block, char_start, char_end)) FILTER (line IS NULL AND value IS NOT NULL)::INTEGER AS figures
FROM figure WHERE origin NOT IN ('derived', 'correction');

CREATE TABLE figure_doubt AS -- figures that stand in a finding: the mark beside them on the pages, and where it leads
SELECT figure_id, list(DISTINCT check_id ORDER BY check_id) AS checks, list(DISTINCT finding_id ORDER BY finding_id) AS finding_ids
FROM (SELECT unnest(figure_ids) AS figure_id, check_id, finding_id FROM finding) GROUP BY figure_id ORDER BY figure_id;

CREATE VIEW series AS
SELECT p.metric_id::VARCHAR AS metric_id, p.scope, p.year, b.agency_id, p.dimension, p.amount, p.qualifier, p.origin, p.unit_fits,
       r.numerator, r.denominator, p.figure_id, h.report_id
FROM point p JOIN holding h USING (report_no) JOIN body b USING (agency_no) LEFT JOIN ratio r USING (figure_id);

CREATE VIEW collected AS
SELECT h.report_id, b.agency_id, h.* EXCLUDE (report_id, agency_no, report_no, figures, mapped, accepted, derived, own, region, subordinate),
       b.agency, b.agency_kind, b.level, b.province, b.city, b.county, b.division_code, h.report_no
FROM holding h JOIN body b USING (agency_no);

CREATE VIEW yearly AS
SELECT s.*, c.era, c.source_kind, c.read_extent, c.agency, c.agency_kind, c.level, c.province, c.city, c.county
FROM series s JOIN collected c USING (report_id, agency_id, year);

CREATE VIEW citation AS
SELECT f.*, c.agency_id, c.year, c.era, c.kind AS report_kind, c.form, c.title, c.title_printed, c.url, c.published_on,
       c.source_kind, c.read_extent, c.sha256, c.part_year, c.in_series, c.line AS report_line,
       c.agency, c.agency_kind, c.level, c.province, c.city, c.county
FROM figure f JOIN collected c USING (report_id);
