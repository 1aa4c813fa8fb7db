-- Once over all reports: rivals, shares, two reports of one year, years in titles and dates, and how much of each table was read.
CREATE TEMP TABLE rival AS -- a number that was not taken beside the one that was; those that have rules of their own are judged there
WITH lost AS (
    SELECT f.* FROM figure f JOIN metric m USING (metric_id) JOIN sheet s USING (report_id)
    WHERE NOT f.accepted AND f.value IS NOT NULL AND f.unit_fits AND f.origin <> 'derived' AND m.kind <> 'part'),
pair AS (
    SELECT s.report_no, l.metric_id, l.scope::VARCHAR AS scope, l.dimension, l.label, l.unit, l.origin::VARCHAR AS origin, l.amount, w.amount AS amount_won, w.label AS label_won, w.unit AS unit_won, w.origin::VARCHAR AS origin_won,
           w.figure_id AS won, l.figure_id AS lost, CASE WHEN l.origin = w.origin THEN 'two_readings' ELSE 'prose_against_table' END AS check_id,
           lowest(w.value, w.amount, w.qualifier) <= highest(l.value, l.value_high, l.amount, l.qualifier) + 1e-6
           AND lowest(l.value, l.amount, l.qualifier) <= highest(w.value, w.value_high, w.amount, w.qualifier) + 1e-6 AS agrees,
           coalesce(u.class = v.class, true) AS comparable -- 174 items and 158 issues say nothing of one another
    FROM figure w JOIN lost l ON w.accepted AND w.report_id = l.report_id AND w.metric_id = l.metric_id AND w.scope = l.scope AND w.dimension = l.dimension
         JOIN sheet s ON s.report_id = l.report_id LEFT JOIN unit_class u ON u.unit = l.unit LEFT JOIN unit_class v ON v.unit = w.unit
    WHERE l.origin = w.origin OR NOT EXISTS (SELECT 1 FROM operand o WHERE o.source = 2 AND o.metric_id = l.metric_id AND o.form = s.form AND l.dimension = ''))
SELECT p.*, c.check_no, c.level, c.suspect FROM pair p JOIN check_rule c USING (check_id);
INSERT INTO stated (report_no, check_no, state, lack)
SELECT report_no, check_no, CASE WHEN bool_or(NOT agrees AND comparable) THEN 'fails' WHEN bool_or(comparable) THEN 'holds' ELSE 'cannot_assess' END,
       CASE WHEN NOT bool_or(comparable) THEN 'unit' END
FROM rival GROUP BY report_no, check_no;
INSERT INTO found
SELECT check_no, report_no, level, suspect, metric_id, -- whichever of the two was taken
       concat_ws(' ', scope, metric_id, dimension, list_sort([concat_ws(' ', origin, label, unit, spelled(amount)), concat_ws(' ', origin_won, label_won, unit_won, spelled(amount_won))])), 'rivals', amount_won, label_won || ' ' || spelled(amount_won), label_won || ' ' || spelled(amount_won),
       amount, label || ' ' || spelled(amount), label || ' ' || spelled(amount), abs(amount - amount_won), [won, lost], ''
FROM rival WHERE NOT agrees AND comparable;

-- Shares of one enumeration: somewhere in a run of them the sum is 100, else the whole run is told when it comes near.
CREATE TEMP TABLE share AS
WITH line AS (
    SELECT s.report_no, f.block, f.figure_id, f.label, f.value, row_number() OVER (PARTITION BY s.report_no, f.block ORDER BY f.figure_id) AS n FROM figure f JOIN sheet s USING (report_id)
    WHERE f.unit = '%' AND f.value IS NOT NULL AND f.origin <> 'derived' AND EXISTS (SELECT 1 FROM share_word w WHERE ends_with(f.label, w.word))),
run AS (
    SELECT a.report_no, a.block, a.n AS start, b.n AS stop, sum(c.value) AS summed, list(c.figure_id ORDER BY c.n) AS ids,
           string_agg(c.label || ' ' || spelled(c.value), ' + ' ORDER BY c.n) AS spoken
    FROM line a JOIN line b ON a.report_no = b.report_no AND a.block IS NOT DISTINCT FROM b.block AND b.n BETWEEN a.n + 1 AND a.n + 19
         JOIN line c ON c.report_no = a.report_no AND c.block IS NOT DISTINCT FROM a.block AND c.n BETWEEN a.n AND b.n
    GROUP BY ALL),
judged AS (
    SELECT report_no, block, c.check_no, c.level, c.suspect, bool_or(abs(summed - 100) <= c.tolerance) AS agrees,
           max_by({'summed': summed, 'ids': ids, 'spoken': spoken || ' = ' || spelled(summed)}, (stop - start, -start)) AS run, any_value(c.minimum) AS minimum, any_value(c."limit") AS lim
    FROM run, check_rule c WHERE c.kind = 'shares' GROUP BY ALL)
SELECT *, CASE WHEN agrees THEN 'holds' WHEN len(run.ids) >= minimum AND abs(run.summed - 100) <= lim THEN 'fails' ELSE 'cannot_assess' END AS state FROM judged;
INSERT INTO stated (report_no, check_no, state, lack)
SELECT report_no, check_no, CASE WHEN bool_or(state = 'fails') THEN 'fails' WHEN bool_or(state = 'holds') THEN 'holds' ELSE 'cannot_assess' END,
       CASE WHEN bool_and(state = 'cannot_assess') THEN 'parts' END FROM share GROUP BY ALL;
INSERT INTO found
SELECT check_no, report_no, level, suspect, '', run.spoken, 'shares', run.summed, run.spoken, run.spoken, 100, '100%', '100%', abs(run.summed - 100), run.ids, ''
FROM share WHERE state = 'fails';

CREATE TEMP TABLE twin AS -- two reports of one agency and year
SELECT a.report_no, b.report_no AS other_no, a.report_id, b.report_id AS other_id
FROM sheet a JOIN sheet b ON a.agency_no = b.agency_no AND a.year = b.year AND a.report_no < b.report_no AND a.annual AND b.annual;
CREATE TEMP TABLE twice AS
WITH fact AS (
    SELECT f.* FROM figure f JOIN metric m USING (metric_id) WHERE f.report_id IN (SELECT report_id FROM twin UNION ALL SELECT other_id FROM twin)
        AND m.kind <> 'part' AND f.accepted AND f.unit_fits AND f.value IS NOT NULL AND f.origin <> 'derived' AND f.qualifier IN ('exact', 'stated_zero'))
SELECT t.*, c.check_no, c.level, c.suspect, f.metric_id, f.scope::VARCHAR AS scope, f.dimension, f.label, f.amount, f.figure_id, g.label AS other_label, g.amount AS other,
       g.figure_id AS other_figure, abs(f.amount - g.amount) < 1e-6 AS agrees
FROM twin t JOIN fact f USING (report_id) JOIN fact g ON g.report_id = t.other_id AND f.metric_id = g.metric_id AND f.scope = g.scope AND f.dimension = g.dimension
     JOIN check_rule c ON c.kind = 'restated';
INSERT INTO stated (report_no, check_no, state, lack) SELECT report_no, check_no, CASE WHEN bool_and(agrees) THEN 'holds' ELSE 'fails' END, NULL FROM twice GROUP BY report_no, check_no;
INSERT INTO found
SELECT check_no, report_no, level, suspect, metric_id, concat_ws(' ', other_id, scope, metric_id, dimension, spelled(amount), spelled(other)), 'restated',
       amount, label || ' ' || spelled(amount), label || ' ' || spelled(amount), other, other_label || ' ' || spelled(other), other_label || ' ' || spelled(other),
       abs(amount - other), [figure_id, other_figure], ''
FROM twice WHERE NOT agrees;

CREATE TEMP TABLE repeated AS -- long paragraphs that stand, but for the numbers, word for word in the report for the year before
SELECT s.report_no, b.report_id AS before_id, c.check_no, c.level, c.suspect, count(*)::INTEGER AS n, count(q.print)::INTEGER AS same,
       n >= c.minimum AS able, able AND same >= c."limit" * n AS fails
FROM sheet s JOIN sheet b ON b.report_no = s.before_no JOIN paragraph p ON p.report_id = s.report_id JOIN check_rule c ON c.kind = 'copied_text'
     LEFT JOIN (SELECT DISTINCT report_id, print FROM paragraph) q ON q.report_id = b.report_id AND q.print = p.print
WHERE b.report_id IN (SELECT report_id FROM paragraph) GROUP BY s.report_no, b.report_id, c.check_no, c.level, c.suspect, c.minimum, c."limit";
INSERT INTO stated (report_no, check_no, state, lack)
SELECT report_no, check_no, CASE WHEN fails THEN 'fails' WHEN able THEN 'holds' ELSE 'cannot_assess' END, CASE WHEN NOT able THEN 'paragraphs' END FROM repeated;
INSERT INTO found
SELECT check_no, report_no, level, suspect, '', before_id || ' ' || same || ' ' || n, 'copied', same, replace(p.zh, '{n}', same::VARCHAR), replace(p.en, '{n}', same::VARCHAR),
       n, replace(q.zh, '{n}', n::VARCHAR), replace(q.en, '{n}', n::VARCHAR), n - same, [], ''
FROM repeated JOIN phrase p ON p.kind = 'alike_text' JOIN phrase q ON q.kind = 'long_text' WHERE fails;

CREATE TEMP TABLE dated AS
SELECT s.report_no, s.year, regexp_extract(r.title, '20[0-9][0-9]') AS titled, coalesce(r.published_on, '') AS published_on, titled NOT IN ('', s.year::VARCHAR) AS title_off,
       published_on <> '' AND (left(published_on, 4) < s.year::VARCHAR OR (length(published_on) > 4 AND published_on < s.year || '-12')) AS early,
       r.report_id IN (SELECT report_id FROM doubt WHERE check_id = 'year_conflict') AS period_off, c.*
FROM sheet s JOIN report r USING (report_id) JOIN check_rule c ON c.kind = 'year' WHERE s.annual;
INSERT INTO stated (report_no, check_no, state, lack)
SELECT report_no, check_no, CASE WHEN title_off OR early OR period_off THEN 'fails' WHEN titled <> '' OR published_on <> '' THEN 'holds' ELSE 'cannot_assess' END,
       CASE WHEN coalesce(titled, '') = '' AND published_on = '' THEN 'title' END
FROM dated;
INSERT INTO found
SELECT check_no, report_no, level, suspect, '', titled || ' ' || published_on || CASE WHEN period_off THEN ' period' ELSE '' END, 'year', year, replace(p.zh, '{n}', year::VARCHAR), replace(p.en, '{n}', year::VARCHAR),
       CASE WHEN title_off OR early THEN left(CASE WHEN title_off THEN titled ELSE published_on END, 4)::DOUBLE END,
       replace(q.zh, '{n}', CASE WHEN title_off THEN titled ELSE published_on END), replace(q.en, '{n}', CASE WHEN title_off THEN titled ELSE published_on END), NULL, [], ''
FROM dated JOIN phrase p ON p.kind = 'year_of' JOIN phrase q ON q.kind = CASE WHEN title_off THEN 'titled' WHEN early THEN 'published' ELSE 'period' END
WHERE title_off OR early OR period_off;

CREATE TEMP TABLE reached AS -- cells of each national table that were read, blank ones too
WITH cell AS (SELECT form, "table", count(*) AS cells FROM form_cell SEMI JOIN era USING (form) GROUP BY ALL), -- no local annex
seen AS (
    SELECT s.report_no, split_part(rule_id, '/', 1)[6:] AS form, split_part(rule_id, '/', 2) AS "table", count(*)::INTEGER AS n, min(figure_id) AS figure_id
    FROM figure f JOIN sheet s USING (report_id) WHERE s.read_whole AND starts_with(rule_id, 'form:') AND coalesce(missing, '') <> 'unreadable'
    GROUP BY ALL)
SELECT s.report_no, c.form, c."table", c.cells, coalesce(e.n, 0) AS n, e.figure_id, coalesce(e.n, 0) < c.cells * k."limit" AS short, k.check_no, k.level, k.suspect
FROM (SELECT DISTINCT report_no, form FROM seen) d JOIN sheet s USING (report_no) JOIN cell c ON c.form = d.form AND c.form = s.form
     LEFT JOIN seen e ON e.report_no = d.report_no AND e.form = c.form AND e."table" = c."table" JOIN check_rule k ON k.kind = 'coverage';
INSERT INTO stated (report_no, check_no, state, lack)
SELECT s.report_no, c.check_no, CASE WHEN bool_or(short) THEN 'fails' WHEN bool_or(short) IS NULL THEN 'cannot_assess' ELSE 'holds' END,
       CASE WHEN bool_or(short) IS NULL THEN 'tables' END
FROM sheet s JOIN check_rule c ON c.kind = 'coverage' LEFT JOIN reached r USING (report_no) WHERE s.annual AND s.read_whole AND s.form <> '' GROUP BY ALL;
INSERT INTO found
SELECT check_no, report_no, level, suspect, '', form || ' ' || "table" || ' ' || n, 'coverage', n, replace(p.zh, '{n}', n::VARCHAR), replace(p.en, '{n}', n::VARCHAR), cells,
       replace(q.zh, '{n}', cells::VARCHAR), replace(q.en, '{n}', cells::VARCHAR), cells - n, CASE WHEN figure_id IS NULL THEN [] ELSE [figure_id] END, form || ' ' || "table"
FROM reached JOIN phrase p ON p.kind = 'cells_read' JOIN phrase q ON q.kind = 'cells_due' WHERE short;

CREATE TEMP TABLE printed AS -- labels of the figures that a failure names, in one pass over all figures
SELECT f.figure_id::INTEGER AS figure_id, f.label, f.amount, f.qualifier NOT IN ('exact', 'stated_zero') AS inexact FROM figure f SEMI JOIN (
    SELECT figure_id FROM broken_hit UNION SELECT figure_id FROM apart UNION SELECT total_id FROM listed UNION SELECT unnest(ids) FROM listed) w USING (figure_id);
