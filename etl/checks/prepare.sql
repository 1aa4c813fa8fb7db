-- Before any part: macros, reports and figures in short numbers, and the empty tables that the checks fill. Expects views
-- report, figure, agency, doubt, those of run.py (rules as frames), and variable `parts`.
CREATE MACRO spelled(x) AS CASE WHEN x = round(x) AND abs(x) < 1e15 THEN x::BIGINT::VARCHAR ELSE rtrim(rtrim(printf('%.4f', x), '0'), '.') END;
-- The next round unit of an approximate number: 1600 -> 100, 1611 -> 1.
CREATE MACRO round_unit(x) AS CASE WHEN x = 0 OR x <> round(x) OR abs(x) > 1e15 THEN 1
    ELSE 10.0 ** (length(x::BIGINT::VARCHAR) - length(rtrim(x::BIGINT::VARCHAR, '0'))) END;
-- The interval of a printed number in the metric's unit: more than 1600 and nearly 1600 both lie within one round unit.
CREATE MACRO lowest(value, amount, qualifier) AS CASE qualifier WHEN 'approx' THEN amount - round_unit(value) * coalesce(amount / nullif(value, 0), 1)
    WHEN 'at_most' THEN -1e300 ELSE amount END;
CREATE MACRO highest(value, value_high, amount, qualifier) AS CASE qualifier
    WHEN 'approx' THEN amount + round_unit(value) * 0.999999 * coalesce(amount / nullif(value, 0), 1)
    WHEN 'at_least' THEN 1e300 WHEN 'range' THEN value_high * coalesce(amount / nullif(value, 0), 1) ELSE amount END;

CREATE TEMP TABLE sheet AS -- a report with its form (that of its era where none was recognised) and the one for the year before
WITH told AS (
    SELECT (row_number() OVER (ORDER BY r.report_id))::INTEGER AS report_no, dense_rank() OVER (ORDER BY r.agency_id)::INTEGER AS agency_no,
           r.report_id, r.year, r.era, coalesce(a.kind, '') AS agency_kind, coalesce(a.level, '') AS level,
           coalesce(nullif(r.form, ''), e.form, '') AS form, r.kind = 'annual_report' OR coalesce(r.form, '') <> '' AS formal,
           r.kind = 'annual_report' AS annual, r.in_series, coalesce(r.form, '') AS printed_form, r.read_extent = 'full' AS read_whole
    FROM report r LEFT JOIN era e USING (era) LEFT JOIN agency a USING (agency_id))
SELECT t.*, (t.agency_no % getvariable('parts'))::SMALLINT AS part, p.report_no AS before_no, coalesce(p.form, e.form) AS before_form
FROM told t LEFT JOIN told p ON p.agency_no = t.agency_no AND p.year = t.year - 1 AND p.in_series AND t.in_series
     LEFT JOIN era e ON t.year - 1 BETWEEN e.first_year AND coalesce(e.last_year, 9999);

CREATE TEMP TABLE key AS -- what the rules speak of; prose: the first number in prose, whether it was taken or not
SELECT (row_number() OVER ())::SMALLINT AS key_no, * FROM (SELECT DISTINCT metric_id, dimension, source = 2 AS prose FROM operand ORDER BY ALL);
CREATE TEMP TABLE term_ AS SELECT o.* EXCLUDE (metric_id, dimension), k.key_no FROM operand o JOIN key k
    ON o.metric_id = k.metric_id AND o.dimension = k.dimension AND (o.source = 2) = k.prose;
CREATE TEMP TABLE spoken AS -- an operand in words, its number missing
SELECT o.instance, o.pos, o.side, o.metric_id || '/' || o.dimension || CASE WHEN o.back = 1 THEN '@t-1' ELSE '' END AS code,
       CASE WHEN o.sign < 0 THEN '- ' WHEN o.pos = min(o.pos) OVER (PARTITION BY o.instance, o.side) THEN '' ELSE '+ ' END AS joint,
       CASE o.source WHEN 2 THEN 'prose:' ELSE '' END || CASE WHEN o.source = 1 AND o.has_prose THEN 'table:' ELSE '' END || o.metric_id
       || CASE WHEN o.dimension = '' THEN '' ELSE '/' || o.dimension END || CASE WHEN o.back = 1 THEN '@t-1' ELSE '' END AS short,
       CASE WHEN o.back = 1 THEN b.zh ELSE '' END AS earlier_zh, earlier_zh || m.label_zh AS name_zh, CASE WHEN o.back = 1 THEN b.en ELSE '' END || m.label_en AS name_en,
       min(o.dimension) OVER (PARTITION BY o.instance, o.side) = max(o.dimension) OVER (PARTITION BY o.instance, o.side) AS one_column,
       earlier_zh || m.label_zh || CASE WHEN o.dimension = '' THEN '' ELSE replace(d.zh, '{name}', coalesce(w.label_zh, o.dimension)) END AS zh,
       CASE WHEN o.back = 1 THEN b.en ELSE '' END || m.label_en || CASE WHEN o.dimension = '' THEN '' ELSE replace(d.en, '{name}', coalesce(w.label_en, o.dimension)) END AS en
FROM (SELECT *, bool_or(source = 2) OVER (PARTITION BY instance) AS has_prose FROM operand) o
     LEFT JOIN metric m USING (metric_id) LEFT JOIN dimension_word w USING (dimension)
     JOIN phrase b ON b.kind = 'before' JOIN phrase d ON d.kind = 'dimension';

CREATE TEMP TABLE due_ AS -- a rule in a form: its places (rows and columns), and the one that is named when nothing was read
SELECT check_no, form, earlier, count(DISTINCT choice) AS places, min(instance) FILTER (first) AS first_instance, bool_and(printed) AS printed
FROM instance GROUP BY ALL;

CREATE TEMP TABLE piece AS -- the figures that any check asks for, narrow: lo and hi only where the number is not exact
SELECT s.part, s.report_no, f.figure_id::INTEGER AS figure_id, m.metric_no, k.key_no, q.key_no AS prose_no,
       list_position(['agency', 'region', 'subordinate'], f.scope::VARCHAR)::TINYINT AS scope_no, f.amount, f.qualifier IN ('exact', 'stated_zero') AS exact,
       CASE WHEN NOT exact THEN lowest(f.value, f.amount, f.qualifier) END AS lo,
       CASE WHEN NOT exact THEN highest(f.value, f.value_high, f.amount, f.qualifier) END AS hi,
       f.accepted, f.origin <> 'prose' AS tabled, f.dimension <> '' AS named
FROM figure f JOIN sheet s USING (report_id) JOIN metric m USING (metric_id)
     LEFT JOIN key k ON k.metric_id = f.metric_id AND k.dimension = f.dimension AND NOT k.prose
     LEFT JOIN key q ON q.metric_id = f.metric_id AND q.dimension = f.dimension AND q.prose
WHERE f.value IS NOT NULL AND f.unit_fits AND f.origin <> 'derived' AND (f.accepted OR f.origin = 'prose');
CREATE TEMP TABLE peer AS -- what is usual among bodies of one kind and level in a year
SELECT s.agency_kind, s.level, s.year, p.scope_no, p.metric_no, median(p.amount) AS middle, count(*)::INTEGER AS n
FROM piece p JOIN sheet s USING (report_no) JOIN metric m USING (metric_no)
WHERE s.in_series AND p.accepted AND NOT p.named AND p.amount > 0 AND p.exact AND m.counted
GROUP BY ALL;

CREATE TEMP TABLE found ( -- one row per failure, before it becomes a finding
    check_no SMALLINT, report_no INTEGER, level VARCHAR, suspect VARCHAR, metric_id VARCHAR, inputs VARCHAR, phrase VARCHAR,
    left_value DOUBLE, left_zh VARCHAR, left_en VARCHAR, right_value DOUBLE, right_zh VARCHAR, right_en VARCHAR, gap DOUBLE,
    figure_ids INTEGER[], place VARCHAR
);
CREATE TEMP TABLE stated ( -- instance, mask: the place of a rule that lacks least, and which of its operands are there
    report_no INTEGER, check_no SMALLINT, state VARCHAR, lack VARCHAR, instance SMALLINT, mask BIGINT, held SMALLINT, failed SMALLINT, lacking SMALLINT, fits SMALLINT
);
CREATE TEMP TABLE broken ( -- an instance of a rule that fails
    report_no INTEGER, scope_no TINYINT, instance SMALLINT, tabled BOOLEAN, left_value DOUBLE, right_value DOUBLE
);
CREATE TEMP TABLE broken_hit (report_no INTEGER, scope_no TINYINT, instance SMALLINT, pos TINYINT, figure_id INTEGER, amount DOUBLE);
CREATE TEMP TABLE apart (check_no SMALLINT, report_no INTEGER, scope_no TINYINT, metric_no SMALLINT, figure_id INTEGER, amount DOUBLE, middle DOUBLE, n INTEGER);
CREATE TEMP TABLE listed ( -- a list beside its total, judged: near.ids are the figures of the parts
    report_no INTEGER, scope_no TINYINT, check_no SMALLINT, total_id INTEGER, stated DOUBLE, summed DOUBLE, ids INTEGER[]
);
