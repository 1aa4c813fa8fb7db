-- The relations that fail in one part of the reports, both sides spelled with names and numbers.
INSERT INTO found
WITH operand_ AS ( -- a short formula in the report's own words, a long one in the names of metrics
    SELECT h.report_no, h.scope_no, h.instance, p.pos, p.side, p.joint, p.code, p.en, spelled(abs(h.amount) * sign(f.amount)) AS number, h.figure_id,
           CASE WHEN i.operands > 4 OR f.label = '' THEN p.zh ELSE p.earlier_zh || f.label END AS zh
    FROM broken_hit h JOIN sheet s USING (report_no) JOIN spoken p USING (instance, pos) JOIN instance i USING (instance) JOIN printed f USING (figure_id)
    WHERE s.part = getvariable('part')),
worded AS (
    SELECT report_no, scope_no, instance, string_agg(code || '=' || number, ' ' ORDER BY pos) AS inputs, list(DISTINCT figure_id ORDER BY figure_id) AS figure_ids,
           coalesce(string_agg(joint || zh || ' ' || number, ' ' ORDER BY pos) FILTER (side = 0), '0') AS left_zh, count(*) FILTER (side = 0) AS lefts,
           coalesce(string_agg(joint || en || ' ' || number, ' ' ORDER BY pos) FILTER (side = 0), '0') AS left_en,
           string_agg(joint || zh || ' ' || number, ' ' ORDER BY pos) FILTER (side = 1) AS right_zh, count(*) FILTER (side = 1) AS rights,
           string_agg(joint || en || ' ' || number, ' ' ORDER BY pos) FILTER (side = 1) AS right_en
    FROM operand_ GROUP BY ALL)
SELECT i.check_no, b.report_no, -- prose numbers carry our reading of the words, and some bodies may lawfully differ: no error there
       CASE WHEN i.level = 'error' AND ((NOT b.tabled AND i.kind <> 'prose') OR list_contains(i.soft, s.agency_kind)) THEN 'warning' ELSE i.level END,
       CASE WHEN b.tabled OR i.kind = 'prose' THEN i.suspect ELSE 'extraction' END, i.metric_id, b.scope_no || ' ' || w.inputs, i.kind,
       b.left_value, left_zh || CASE WHEN lefts > 1 THEN ' = ' || spelled(b.left_value) ELSE '' END, left_en || CASE WHEN lefts > 1 THEN ' = ' || spelled(b.left_value) ELSE '' END,
       b.right_value, right_zh || CASE WHEN rights > 1 THEN ' = ' || spelled(b.right_value) ELSE '' END, right_en || CASE WHEN rights > 1 THEN ' = ' || spelled(b.right_value) ELSE '' END,
       abs(b.left_value - b.right_value), w.figure_ids, i.place
FROM broken b JOIN worded w USING (report_no, scope_no, instance) JOIN instance i USING (instance) JOIN sheet s USING (report_no);

