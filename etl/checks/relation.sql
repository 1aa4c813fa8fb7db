-- The arithmetic of the forms, all rules at once, for one part of the reports: figures join the operands of the rules,
-- an instance of a rule is judged where every operand is there as an exact number.
CREATE OR REPLACE TEMP TABLE fact AS
SELECT p.report_no, s.form, p.scope_no, p.key_no, p.figure_id, p.tabled, p.exact, p.amount, coalesce(p.lo, p.amount) AS lo, coalesce(p.hi, p.amount) AS hi
FROM piece p JOIN sheet s USING (report_no) WHERE p.part = getvariable('part') AND s.formal AND p.key_no IS NOT NULL AND p.accepted
UNION ALL
SELECT * FROM (
    SELECT p.report_no, s.form, p.scope_no, p.prose_no, p.figure_id, p.tabled, p.exact, p.amount, coalesce(p.lo, p.amount) AS lo, coalesce(p.hi, p.amount) AS hi
    FROM piece p JOIN sheet s USING (report_no) WHERE p.part = getvariable('part') AND s.formal AND p.prose_no IS NOT NULL AND NOT p.tabled
    QUALIFY row_number() OVER (PARTITION BY p.report_no, p.scope_no, p.prose_no ORDER BY p.exact DESC, p.figure_id) = 1);

CREATE OR REPLACE TEMP TABLE hit AS -- a figure as an operand of its own year, or of the report for the year after
SELECT f.report_no, f.scope_no, t.instance, t.pos, t.side, f.figure_id, f.tabled, f.exact, t.sign * f.amount AS amount,
       CASE WHEN t.sign > 0 THEN f.lo ELSE -f.hi END AS lo, CASE WHEN t.sign > 0 THEN f.hi ELSE -f.lo END AS hi
FROM fact f JOIN term_ t ON t.key_no = f.key_no AND t.form = f.form AND t.back = 0 AND (t.source <> 1 OR f.tabled)
UNION ALL
SELECT s.report_no, f.scope_no, t.instance, t.pos, t.side, f.figure_id, f.tabled, f.exact, t.sign * f.amount,
       CASE WHEN t.sign > 0 THEN f.lo ELSE -f.hi END, CASE WHEN t.sign > 0 THEN f.hi ELSE -f.lo END
FROM fact f JOIN term_ t ON t.key_no = f.key_no AND t.back = 1 AND (t.source <> 1 OR f.tabled)
     JOIN sheet s ON s.before_no = f.report_no AND s.form = t.form
     JOIN instance i ON i.instance = t.instance AND list_contains(i.earlier, f.form);

CREATE OR REPLACE TEMP TABLE judged AS
WITH summed AS (
    SELECT report_no, scope_no, instance, sum(1::BIGINT << pos)::BIGINT AS mask, count(*) AS n, bool_and(exact) AS exact, bool_and(tabled) AS tabled,
           sum(CASE WHEN side = 0 THEN amount ELSE 0 END) AS left_value, sum(CASE WHEN side = 1 THEN amount ELSE 0 END) AS right_value,
           sum(CASE WHEN side = 0 THEN lo ELSE 0 END) AS left_lo, sum(CASE WHEN side = 0 THEN hi ELSE 0 END) AS left_hi,
           sum(CASE WHEN side = 1 THEN lo ELSE 0 END) AS right_lo, sum(CASE WHEN side = 1 THEN hi ELSE 0 END) AS right_hi
    FROM hit GROUP BY ALL)
SELECT h.report_no, h.scope_no, h.instance, h.mask, h.tabled, h.left_value, h.right_value, i.choice, i.check_no, i.readings,
       -- How near a place is to being judged: the one that lacks least is told, of equals that of the totals; a printed subtotal comes first.
       (h.n / i.operands + CASE WHEN i.first THEN 0.001 ELSE 0 END + CASE WHEN i.printed THEN (h.mask >> (i.operands - 1)) & 1 ELSE 0 END)::FLOAT AS share,
       h.n = i.operands AND (h.exact OR i.kind = 'prose') AS whole,
       whole AND CASE i.kind WHEN 'at_most' THEN left_lo <= right_hi + slack WHEN 'together' THEN (left_lo > 0) = (right_lo > 0)
                 ELSE left_hi >= right_lo - slack AND left_lo <= right_hi + slack END AS holds
FROM summed h JOIN (SELECT *, tolerance + 1e-6 AS slack, count(*) OVER (PARTITION BY choice) AS readings FROM instance) i USING (instance)
     JOIN sheet s USING (report_no)
-- A rule over two years says nothing of a report whose earlier year had another form.
WHERE len(i.earlier) = 0 OR list_contains(i.earlier, s.before_form);

INSERT INTO stated -- of the readings of a rule (or) one that holds is enough; one place that fails makes the rule fail
WITH single AS (
    SELECT report_no, scope_no, check_no, instance, mask, share, whole, holds, whole AND NOT holds AS fails, NULL AS fits FROM judged WHERE readings = 1
    UNION ALL
    SELECT report_no, scope_no, check_no, min(instance), arg_min(mask, instance), max(share), bool_or(whole), bool_or(holds), count(*) FILTER (whole AND NOT holds) = any_value(readings), min(instance) FILTER (holds)
    FROM judged WHERE readings > 1 GROUP BY report_no, check_no, scope_no, choice),
told AS (
    SELECT report_no, check_no, count(*) FILTER (fails) AS failed, count(*) FILTER (holds AND NOT fails) AS held,
           arg_max({'instance': instance, 'mask': mask}, (share, -instance, -scope_no)) FILTER (NOT whole) AS nearest, max(share) > 1.01 AS spelled_out, min(fits) AS fits
    FROM single GROUP BY ALL),
due AS (
    SELECT s.report_no, d.check_no, d.places, d.first_instance, d.printed
    FROM sheet s JOIN due_ d ON d.form = s.form
    WHERE s.part = getvariable('part') AND s.formal AND (len(d.earlier) = 0 OR (s.in_series AND list_contains(d.earlier, s.before_form))))
SELECT report_no, check_no, CASE WHEN failed > 0 THEN 'fails' WHEN held > 0 THEN 'holds' ELSE 'cannot_assess' END, NULL,
       CASE WHEN held > 0 OR failed > 0 THEN nearest.instance ELSE coalesce(nearest.instance, first_instance) END,
       CASE WHEN held > 0 OR failed > 0 THEN nearest.mask ELSE coalesce(nearest.mask, 0) END,
       coalesce(held, 0), coalesce(failed, 0), greatest(places - coalesce(held, 0) - coalesce(failed, 0), 0), fits
FROM due LEFT JOIN told USING (report_no, check_no)
WHERE NOT printed OR spelled_out; -- a subtotal that the form does not ask for is no gap

CREATE OR REPLACE TEMP TABLE failing AS -- of several readings of a rule the first is told
SELECT report_no, scope_no, instance, tabled, left_value, right_value FROM judged WHERE readings = 1 AND whole AND NOT holds
UNION ALL
SELECT report_no, scope_no, min(instance), arg_min(tabled, instance), arg_min(left_value, instance), arg_min(right_value, instance)
FROM judged WHERE readings > 1 GROUP BY report_no, scope_no, choice HAVING count(*) FILTER (whole AND NOT holds) = any_value(readings);
INSERT INTO broken FROM failing;
INSERT INTO broken_hit SELECT report_no, scope_no, instance, pos, figure_id, amount FROM hit SEMI JOIN failing USING (report_no, scope_no, instance);
