-- Failures become findings: the two sides spelled, an id made of rule, report and inputs, both languages, the reader's verdict.
INSERT INTO found
SELECT c.check_no, a.report_no, c.level, c.suspect, m.metric_id, concat_ws(' ', a.scope_no, m.metric_id, spelled(a.amount)), c.kind, -- the middle moves with every report added
       a.amount, label || ' ' || spelled(a.amount), m.label_en || ' ' || spelled(a.amount), middle, replace(p.zh, '{n}', coalesce(n, 1)::VARCHAR) || ' ' || spelled(round(middle, 2)),
       replace(p.en, '{n}', coalesce(n, 1)::VARCHAR) || ' ' || spelled(round(middle, 2)), round(greatest(a.amount / middle, middle / a.amount), 1), [figure_id], ''
FROM apart a JOIN check_rule c USING (check_no) JOIN metric m USING (metric_no) JOIN printed USING (figure_id)
     JOIN phrase p ON p.kind = 'middle_' || split_part(c.check_id, '_', 2);

INSERT INTO found
WITH part AS (
    SELECT l.report_no, l.check_no, l.total_id, string_agg(p.label || ' ' || spelled(p.amount), ' + ' ORDER BY p.figure_id) || ' = ' || spelled(any_value(l.summed)) AS spoken
    FROM (SELECT *, unnest(ids) AS figure_id FROM listed) l JOIN printed p USING (figure_id) GROUP BY ALL)
SELECT c.check_no, l.report_no, c.level, c.suspect, '', concat_ws(' ', scope_no, t.label, spelled(stated), spoken), 'listing',
       stated, t.label || ' ' || CASE WHEN t.inexact THEN p.zh ELSE '' END || spelled(stated), t.label || ' ' || CASE WHEN t.inexact THEN p.en ELSE '' END || spelled(stated), summed, spoken, spoken, abs(summed - stated), [total_id] || ids, ''
FROM listed l JOIN part USING (report_no, check_no, total_id) JOIN printed t ON t.figure_id = l.total_id JOIN check_rule c USING (check_no) JOIN phrase p ON p.kind = 'about';

CREATE TABLE finding AS
WITH worded AS (
    SELECT f.*, c.check_id, s.report_id, p.zh AS phrase_zh, p.en AS phrase_en, coalesce(spelled(gap), '') AS gap_
    FROM found f JOIN sheet s USING (report_no) JOIN check_rule c USING (check_no) JOIN phrase p ON p.kind = f.phrase)
SELECT substr(sha256(check_id || chr(31) || report_id || chr(31) || inputs), 1, 12) AS finding_id, report_id, check_id, level, suspect, metric_id,
       left_value, left_zh AS left_label, left_en AS left_label_en, right_value, right_zh AS right_label, right_en AS right_label_en, '' AS message,
       replace(replace(replace(phrase_zh, '{left}', left_zh), '{right}', right_zh), '{gap}', gap_) AS message_zh,
       replace(replace(replace(phrase_en, '{left}', left_en), '{right}', right_en), '{gap}', gap_) AS message_en, figure_ids, place, NULL::VARCHAR AS verdict
FROM worded;
INSERT INTO finding -- a verdict on something that is no longer found is shown, not dropped
SELECT substr(sha256('verdict_expired' || chr(31) || v.finding_id), 1, 12), v.report_id, c.check_id, c.level, c.suspect, '', NULL, v.check_id, v.check_id, NULL, v.verdict, v.verdict, '',
       replace(replace(p.zh, '{left}', v.finding_id), '{right}', v.check_id || ' ' || v.date), replace(replace(p.en, '{left}', v.finding_id), '{right}', v.check_id || ' ' || v.date), [], '', v.verdict
FROM verdict v ANTI JOIN finding f USING (finding_id) JOIN check_rule c ON c.kind = 'verdict' JOIN phrase p ON p.kind = 'verdict';
UPDATE finding SET verdict = v.verdict FROM verdict v WHERE v.finding_id = finding.finding_id;

CREATE TABLE check_state AS
WITH lacking AS ( -- the same few combinations of missing operands come back in every report
    SELECT instance, mask, coalesce(string_agg(short, ' ' ORDER BY pos) FILTER ((mask >> pos) & 1 = 0), 'approximate') AS missing
    FROM (SELECT DISTINCT instance, mask FROM stated WHERE mask IS NOT NULL) JOIN spoken USING (instance) GROUP BY ALL)
SELECT s.report_id, c.check_id, t.state, coalesce(t.lack, l.missing, '') AS missing, t.held, t.failed, t.lacking, coalesce(r.reading, '') AS reading
FROM stated t JOIN sheet s USING (report_no) JOIN check_rule c USING (check_no) LEFT JOIN lacking l USING (instance, mask)
     LEFT JOIN (SELECT instance AS fits, string_agg(short, ' + ' ORDER BY pos) AS reading FROM spoken WHERE side = 1 GROUP BY instance) r USING (fits);
CREATE TABLE check_count AS -- every check in every state, so that one that found nothing to check anywhere says so
WITH told AS (SELECT check_no, state, count(*) AS n FROM stated GROUP BY ALL)
SELECT c.check_id, v.state, (CASE WHEN v.state = 'not_applicable' THEN (SELECT count(*) FROM sheet) - coalesce((SELECT sum(n) FROM told a WHERE a.check_no = c.check_no), 0)
       ELSE coalesce(t.n, 0) END)::INTEGER AS n
FROM check_rule c CROSS JOIN (VALUES ('holds'), ('fails'), ('cannot_assess'), ('not_applicable')) v(state)
     LEFT JOIN told t ON t.check_no = c.check_no AND t.state = v.state;
