-- A synthetic collection in the shapes of the real one: frames `places`, `kinds`, `eras`, `slots`, `spellings` come from
-- data/rules, variables `agencies` and `folder` from synthetic.py. hash() decides everything: the same rules, the same rows.
CREATE MACRO dice(a, b, sides) AS (hash(a, b) % sides)::INTEGER;

CREATE TABLE agency AS
WITH wide AS (
    SELECT p.*, k.*, n, lower(regexp_replace(p.label_en, '[^A-Za-z]', '', 'g')) || '-' || p.division_code || '-' || printf('%02d', k.place) || n AS agency_id
    FROM range(9) r(n), places p, kinds k ORDER BY n, hash(p.division_code, k.place) LIMIT getvariable('agencies'))
SELECT agency_id, coalesce(nullif(county, ''), nullif(city, ''), province) || kind || CASE WHEN n > 0 THEN '第' || (n + 1) || '分局' ELSE '' END AS name,
       kind, level, province, city, county, division_code, NULL::VARCHAR AS parent_id, NULL::SMALLINT AS valid_from, NULL::SMALLINT AS valid_to
FROM wide ORDER BY agency_id;

CREATE TABLE report AS
SELECT a.agency_id || '-' || y AS report_id, a.agency_id, y::SMALLINT AS year, e.era,
       CASE WHEN d < 98 THEN 'annual_report' WHEN d = 98 THEN 'plan' ELSE 'summary' END AS kind, e.form,
       NULL::DATE AS period_start, NULL::DATE AS period_end, d = 99 AS part_year,
       a.name || y || '年政府信息公开工作年度报告' AS title, d % 10 < 8 AS title_printed, a.name AS agency_printed,
       (y + 1) || '-0' || (1 + d % 3) || '-' || (10 + d % 19) AS published_on,
       CASE WHEN d % 5 = 0 THEN '' ELSE 'http://www.' || split_part(a.agency_id, '-', 1) || '.gov.cn/zwgk/nb/' || y || '/t' || md5(a.agency_id || y) || '.html' END AS url,
       CASE WHEN d % 5 = 0 THEN 'mirror' ELSE 'official' END AS source_kind, CASE WHEN d % 10 < 3 THEN 'opening' ELSE 'full' END AS read_extent,
       sha256(a.agency_id || y) AS sha256, row_number() OVER (ORDER BY a.agency_id, y)::INTEGER AS line, d < 98 AS in_series
FROM agency a, range(2016, 2026) r(y) JOIN eras e ON y BETWEEN e.first_year AND e.last_year, LATERAL (SELECT dice(a.agency_id, y, 100) AS d)
ORDER BY report_id;

-- Ten million figures: what was printed stands in the order of its lines, what was derived comes after, rule by rule.
COPY (
    WITH drawn AS (
        SELECT r.report_id, r.line AS report_line, r.form, s.*, dice(r.line, s.slot, 1000) AS d, dice(s.slot, r.line, 1000000) AS e
        FROM slots s, report r),
    told AS (
        SELECT *, CASE WHEN rate THEN e % 10001 / 100 WHEN d < 120 THEN 0 ELSE floor(exp(12.0 * e / 1000000)) END AS amount,
               CASE WHEN d % 10 < 7 THEN 'table' ELSE 'prose' END AS origin_, list_extract(labels, 1 + e % len(labels)) AS spelling
        FROM drawn)
    SELECT row_number() OVER ()::UINTEGER AS figure_id, * FROM (
        SELECT report_id, metric_id, CASE WHEN derived THEN '' WHEN origin_ = 'table' THEN form_label ELSE spelling END AS label,
               CASE WHEN d % 50 = 49 AND NOT derived THEN NULL ELSE amount END AS value, NULL::DOUBLE AS value_high,
               CASE WHEN derived THEN '' ELSE unit END AS unit, value AS amount, metric_id <> '' AS unit_fits,
               CASE WHEN derived THEN 'exact' WHEN amount = 0 AND d % 2 = 0 THEN 'stated_zero' WHEN e % 100 < 4 THEN 'approx' WHEN e % 100 = 4 THEN 'at_least' ELSE 'exact' END AS qualifier,
               CASE WHEN d > 930 AND NOT derived THEN 'region' ELSE 'agency' END AS scope, dimension, CASE WHEN derived THEN 'derived' ELSE origin_ END AS origin,
               CASE WHEN value IS NULL THEN 'blank' ELSE '' END AS missing, CASE WHEN derived THEN NULL ELSE slot + 3 END::INTEGER AS block,
               CASE WHEN derived THEN NULL ELSE slot * 90 + d % 40 END::INTEGER AS char_start, char_start + 8 + length(label) AS char_end,
               CASE WHEN derived THEN metric_id || ' ' || amount || ' / (app_received ' || d || ' + app_carried_in ' || e % 9 || ')'
                    WHEN origin_ = 'table' THEN label || ' | ' || unit || ' | ' || amount::BIGINT
                    ELSE '全年' || spelling || amount::BIGINT || unit || '，比上年增加' || e % 97 || unit END AS quote,
               CASE WHEN derived THEN 'derived:' || metric_id WHEN origin_ = 'table' THEN form || ':stat/r' || slot ELSE 'label:' || spelling || '/' || unit END AS rule_id,
               CASE WHEN derived THEN NULL ELSE report_line * 50 + slot - (d % 80 = 0)::INT END::INTEGER AS line,
               CASE WHEN metric_id = '' THEN 'comparison' ELSE '' END AS reason,
               CASE WHEN derived AND rate THEN e END::DOUBLE AS numerator, CASE WHEN derived AND rate THEN e + d + 1 END::DOUBLE AS denominator,
               metric_id <> '' AND value IS NOT NULL AND d % 100 <> 0 AS accepted
        FROM told ORDER BY derived, CASE WHEN derived THEN slot ELSE 0 END, report_line, slot)
) TO (getvariable('folder') || '/figure.parquet') (FORMAT parquet, ROW_GROUP_SIZE 122880);

COPY agency TO (getvariable('folder') || '/agency.parquet');
COPY report TO (getvariable('folder') || '/report.parquet');
COPY (SELECT md5(report_id)[:12] AS finding_id, report_id, 'two_readings' AS check_id, 'warning' AS level, 'extraction' AS suspect, 'app_received' AS metric_id,
             12.0::DOUBLE AS left_value, '收到申请' AS left_label, 13.0::DOUBLE AS right_value, '受理申请' AS right_label
      FROM report WHERE dice(report_id, 7, 10) = 0) TO (getvariable('folder') || '/finding.parquet');
COPY (SELECT report_id, term, 1 + dice(report_id, term, 3) AS count FROM report, words WHERE dice(report_id, term, 100) < 100 / (1 + word_rank / 6)
      ORDER BY report_id, count DESC, term) TO (getvariable('folder') || '/term.parquet');
