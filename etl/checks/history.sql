-- A report against the other years of its agency and against its peers, and lists against their totals; for one part of the
-- reports, which holds whole agencies.
CREATE OR REPLACE TEMP TABLE point_ AS
SELECT s.report_no, s.agency_no, s.before_no, p.scope_no, p.metric_no, g.segment, p.amount, p.figure_id, s.agency_kind, s.level, s.year, m.kind = 'money' AS money
FROM piece p JOIN sheet s USING (report_no) JOIN metric m USING (metric_no) JOIN segment g ON g.metric_no = p.metric_no AND g.era = s.era
WHERE p.part = getvariable('part') AND s.in_series AND p.accepted AND NOT p.named AND p.amount > 0 AND p.exact AND m.counted;

CREATE OR REPLACE TEMP TABLE rated AS -- own: median of the agency's comparable years, where half of them lie close together; before: its year before; peers: of kind, level and year
WITH own AS (
    SELECT agency_no, scope_no, metric_no, segment, quantile_disc(amount, [0.25, 0.5, 0.75]) AS q, count(*)::INTEGER AS n FROM point_ GROUP BY ALL)
SELECT p.report_no, p.scope_no, p.metric_no, p.figure_id, p.amount, q[2] AS own, o.n AS years, q[3] <= q[1] * (SELECT value FROM "limit" WHERE name = 'jump_spread') AS steady,
       e.middle AS peers, e.n AS bodies, b.amount AS before, p.money
FROM point_ p JOIN own o USING (agency_no, scope_no, metric_no, segment) LEFT JOIN peer e USING (agency_kind, level, year, scope_no, metric_no)
     LEFT JOIN point_ b ON b.report_no = p.before_no AND b.scope_no = p.scope_no AND b.metric_no = p.metric_no AND b.segment = p.segment AND p.money;
CREATE OR REPLACE TEMP TABLE rated_by AS
SELECT r.*, c.check_no, CASE c.about WHEN 'own' THEN own WHEN 'before' THEN before ELSE peers END AS middle, CASE WHEN c.about = 'own' THEN years ELSE bodies END AS n,
       abs(log10(amount / middle)) AS power,
       CASE c.about WHEN 'own' THEN years >= c.minimum AND steady WHEN 'before' THEN before IS NOT NULL ELSE coalesce(bodies, 0) >= c.minimum END AS able,
       able AND CASE WHEN c.kind = 'jump' THEN power >= log10(c."limit") AND abs(amount - middle) >= c.tolerance ELSE least(abs(power - 3), abs(power - 4)) <= c."limit" END AS fails
FROM rated r JOIN (SELECT *, split_part(check_id, '_', 2) AS about FROM check_rule WHERE kind IN ('jump', 'slip')) c ON c.kind = 'jump' OR c.about = 'own' OR r.money;
INSERT INTO stated (report_no, check_no, state, lack)
SELECT report_no, check_no, CASE WHEN bool_or(fails) THEN 'fails' WHEN bool_or(able) THEN 'holds' ELSE 'cannot_assess' END, CASE WHEN NOT bool_or(able) THEN 'years' END
FROM rated_by GROUP BY report_no, check_no;
INSERT INTO apart -- a slip says more than a jump: a figure that shows both is told once
SELECT check_no, report_no, scope_no, metric_no, figure_id, amount, middle, n FROM rated_by WHERE fails
QUALIFY row_number() OVER (PARTITION BY figure_id ORDER BY check_no DESC) = 1;

CREATE OR REPLACE TEMP TABLE same AS
SELECT p.report_no, count(*)::INTEGER AS shared, count(*) FILTER (p.amount = q.amount)::INTEGER AS alike, count(DISTINCT p.amount) FILTER (p.amount = q.amount) AS kinds
FROM point_ p JOIN point_ q ON q.report_no = p.before_no AND q.scope_no = p.scope_no AND q.metric_no = p.metric_no
GROUP BY p.report_no;
CREATE OR REPLACE TEMP TABLE same_judged AS
SELECT s.report_no, s.before_no, c.check_no, shared, alike,
       CASE WHEN coalesce(shared, 0) < c.minimum THEN 'cannot_assess' WHEN alike >= c."limit" * shared AND kinds > 2 THEN 'fails' ELSE 'holds' END AS state
FROM sheet s LEFT JOIN same USING (report_no) JOIN check_rule c ON c.kind = 'copied' WHERE s.part = getvariable('part') AND s.before_no IS NOT NULL;
INSERT INTO stated (report_no, check_no, state, lack) SELECT report_no, check_no, state, CASE WHEN state = 'cannot_assess' THEN 'numbers' END FROM same_judged;
INSERT INTO found
WITH alike_ AS (
    SELECT p.report_no, list(p.figure_id ORDER BY p.figure_id) AS ids
    FROM (FROM point_ SEMI JOIN (FROM same_judged WHERE state = 'fails') USING (report_no)) p
         JOIN point_ q ON q.report_no = p.before_no AND q.scope_no = p.scope_no AND q.metric_no = p.metric_no AND q.amount = p.amount GROUP BY ALL)
SELECT c.check_no, j.report_no, c.level, c.suspect, '', b.report_id || ' ' || alike || ' ' || shared, 'copied', alike, replace(p.zh, '{n}', alike::VARCHAR),
       replace(p.en, '{n}', alike::VARCHAR), shared, replace(q.zh, '{n}', shared::VARCHAR), replace(q.en, '{n}', shared::VARCHAR), shared - alike,
       ids, ''
FROM same_judged j JOIN alike_ USING (report_no) JOIN sheet b ON b.report_no = j.before_no JOIN check_rule c USING (check_no) JOIN phrase p ON p.kind = 'alike' JOIN phrase q ON q.kind = 'shared'
WHERE state = 'fails';

-- Lists: parts that stand right after their total. A total is compared with the first parts that come near it.
CREATE OR REPLACE TEMP TABLE line AS
SELECT p.report_no, p.scope_no, p.figure_id, p.metric_no, p.named, p.accepted, p.amount, coalesce(p.lo, p.amount) AS lo, coalesce(p.hi, p.amount) AS hi, m.listed, m.totalled
FROM piece p JOIN metric m USING (metric_no) WHERE p.part = getvariable('part') AND NOT p.tabled AND (m.listed OR m.totalled);
CREATE OR REPLACE TEMP TABLE run AS
WITH part AS (
    SELECT *, figure_id - row_number() OVER (PARTITION BY report_no, scope_no ORDER BY figure_id) AS island
    FROM line l WHERE listed AND EXISTS (SELECT 1 FROM listing g WHERE g.part_no = l.metric_no AND (NOT g.named OR l.named))),
opened AS (SELECT report_no, scope_no, island, min(figure_id) AS start FROM part GROUP BY ALL HAVING count(*) > 1),
total AS ( -- the number right before the list, or one of the two before that
    SELECT l.*, o.island, o.start - l.figure_id AS distance
    FROM opened o JOIN line l ON l.report_no = o.report_no AND l.scope_no = o.scope_no AND l.figure_id BETWEEN o.start - 3 AND o.start - 1
    WHERE l.totalled AND l.accepted AND NOT l.named AND l.amount > 0)
SELECT t.report_no, t.scope_no, t.figure_id AS total_id, t.amount AS stated, t.lo, t.hi, t.distance,
       bool_and(g.part_no IS NOT NULL AND p.amount <= t.hi) OVER so_far AS belongs, sum(p.amount) OVER so_far AS summed, count(*) OVER so_far AS parts, t.island
FROM total t JOIN part p ON p.report_no = t.report_no AND p.scope_no = t.scope_no AND p.island = t.island
     LEFT JOIN listing g ON g.total_no = t.metric_no AND g.part_no = p.metric_no AND (NOT g.named OR p.named)
WINDOW so_far AS (PARTITION BY t.figure_id ORDER BY p.figure_id ROWS UNBOUNDED PRECEDING);
CREATE OR REPLACE TEMP TABLE list_judged AS
WITH list_ AS ( -- per list as many parts as come near its total, else those that come nearest
    SELECT report_no, scope_no, island, total_id, stated, distance, max(parts) AS longest, lo = hi AS sharp, bool_or(summed BETWEEN lo - 1e-6 AND hi + 1e-6) AS added,
           coalesce(max_by({'summed': summed, 'parts': parts, 'hi': hi}, parts) FILTER (abs(summed - stated) <= reach * stated),
                    min_by({'summed': summed, 'parts': parts, 'hi': hi}, (abs(summed - stated), parts))) AS near
    FROM run, (SELECT max("limit") AS reach FROM check_rule WHERE kind = 'listing') WHERE belongs AND parts >= 2 GROUP BY ALL),
onward AS ( -- a list may go on with numbers that are metrics of their own: whatever follows the total adds up to it
    SELECT l.total_id, bool_or(summed BETWEEN l.stated - 1e-6 AND l.stated + 1e-6 AND n > 1) AS added_up
    FROM list_ l JOIN (
        SELECT a.total_id, p.figure_id - (a.total_id + a.distance) + 1 AS place, count(*) OVER so_far AS n, sum(p.amount) OVER so_far AS summed
        FROM list_ a JOIN piece p ON p.part = getvariable('part') AND NOT p.tabled AND p.report_no = a.report_no AND p.scope_no = a.scope_no AND p.figure_id BETWEEN a.total_id + a.distance AND a.total_id + a.distance + 40
        WINDOW so_far AS (PARTITION BY a.total_id ORDER BY p.figure_id ROWS UNBOUNDED PRECEDING)) o ON o.total_id = l.total_id AND o.place = o.n
    GROUP BY l.total_id)
SELECT l.* EXCLUDE (added), c.check_no, added OR coalesce(o.added_up, false) AS agrees,
       CASE WHEN agrees THEN 'holds'
            WHEN (c.kind = 'listing') = (near.summed > near.hi) AND abs(near.summed - stated) <= c."limit" * stated
                 AND near.parts >= c.minimum AND (c.kind = 'listing' OR (near.parts = longest AND sharp)) THEN 'fails'
            ELSE 'cannot_assess' END AS state
FROM list_ l JOIN check_rule c ON c.kind IN ('listing', 'listing_short') LEFT JOIN onward o USING (total_id)
QUALIFY row_number() OVER (PARTITION BY l.report_no, l.scope_no, l.island, c.check_no ORDER BY agrees DESC, distance) = 1;
INSERT INTO stated (report_no, check_no, state, lack)
SELECT report_no, check_no, CASE WHEN bool_or(state = 'fails') THEN 'fails' WHEN bool_or(state = 'holds') THEN 'holds' ELSE 'cannot_assess' END,
       CASE WHEN NOT bool_or(state IN ('fails', 'holds')) THEN 'parts' END
FROM list_judged GROUP BY report_no, check_no;
INSERT INTO listed
SELECT report_no, scope_no, check_no, total_id, stated, near.summed, list_transform(range(near.parts), lambda n: (total_id + distance + n)::INTEGER)
FROM list_judged WHERE state = 'fails';
