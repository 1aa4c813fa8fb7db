-- The relations that fail in one part of the reports, both sides spelled with names and numbers; of a long formula the zeros are counted.
INSERT INTO found
WITH operand_ AS ( -- a short formula in the report's own words, a long one in the names of metrics
    SELECT h.report_no, h.scope_no, h.instance, p.pos, p.side, p.joint, p.code, spelled(abs(h.amount) * sign(f.amount)) AS number, h.figure_id,
           i.operands > 6 AND f.amount = 0 AND p.side = 0 AS quiet,
           CASE WHEN i.operands <= 4 AND f.label <> '' THEN p.earlier_zh || f.label WHEN i.operands > 6 AND p.side = 0 AND p.one_column THEN p.name_zh ELSE p.zh END AS zh,
           CASE WHEN i.operands > 6 AND p.side = 0 AND p.one_column THEN p.name_en ELSE p.en END AS en
    FROM broken_hit h JOIN sheet s USING (report_no) JOIN spoken p USING (instance, pos) JOIN instance i USING (instance) JOIN printed f USING (figure_id)
    WHERE s.part = getvariable('part')),
side_ AS (
    SELECT report_no, scope_no, instance, side, count(*) AS n, count(*) FILTER (quiet) AS zeros,
           regexp_replace(coalesce(string_agg(joint || zh || ' ' || number, ' ' ORDER BY pos) FILTER (NOT quiet), ''), '^[+] ', '') AS zh,
           regexp_replace(coalesce(string_agg(joint || en || ' ' || number, ' ' ORDER BY pos) FILTER (NOT quiet), ''), '^[+] ', '') AS en
    FROM operand_ GROUP BY ALL),
told AS ( -- the sum of a side that has several numbers, and how many zeros are not spelled
    SELECT s.*, CASE WHEN n = 1 THEN s.zh WHEN zeros = n THEN '0' ELSE s.zh || ' = ' || spelled(total) END || CASE WHEN zeros = 0 THEN '' ELSE replace(p.zh, '{n}', zeros::VARCHAR) END AS told_zh,
           CASE WHEN n = 1 THEN s.en WHEN zeros = n THEN '0' ELSE s.en || ' = ' || spelled(total) END || CASE WHEN zeros = 0 THEN '' ELSE replace(p.en, '{n}', zeros::VARCHAR) END AS told_en
    FROM (SELECT d.*, CASE side WHEN 0 THEN left_value ELSE right_value END AS total FROM side_ d JOIN broken USING (report_no, scope_no, instance)) s JOIN phrase p ON p.kind = 'zeros'),
worded AS (
    SELECT report_no, scope_no, instance, string_agg(code || '=' || number, ' ' ORDER BY pos) AS inputs, list(DISTINCT figure_id ORDER BY figure_id) AS figure_ids
    FROM operand_ GROUP BY ALL)
SELECT i.check_no, b.report_no, -- prose numbers carry our reading of the words, and some bodies may lawfully differ: no error there
       CASE WHEN i.level = 'error' AND ((NOT b.tabled AND i.kind <> 'prose') OR list_contains(i.soft, s.agency_kind)) THEN 'warning' ELSE i.level END,
       CASE WHEN b.tabled OR i.kind = 'prose' THEN i.suspect ELSE 'extraction' END, i.metric_id, b.scope_no || ' ' || w.inputs, i.kind,
       b.left_value, coalesce(l.told_zh, '0'), coalesce(l.told_en, '0'), b.right_value, r.told_zh, r.told_en,
       abs(b.left_value - b.right_value), w.figure_ids, i.place
FROM broken b JOIN worded w USING (report_no, scope_no, instance) JOIN instance i USING (instance) JOIN sheet s USING (report_no)
     LEFT JOIN told l ON l.report_no = b.report_no AND l.scope_no = b.scope_no AND l.instance = b.instance AND l.side = 0
     LEFT JOIN told r ON r.report_no = b.report_no AND r.scope_no = b.scope_no AND r.instance = b.instance AND r.side = 1;
