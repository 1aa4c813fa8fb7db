-- The warehouse: tables as the steps made them. What the pages ask, and their views, follow in fill.sql.
CREATE TYPE qualifier_t AS ENUM ('exact', 'approx', 'at_least', 'at_most', 'range', 'stated_zero');
CREATE TYPE scope_t AS ENUM ('agency', 'region', 'subordinate');
CREATE TYPE origin_t AS ENUM ('table', 'prose', 'curated', 'correction', 'derived');

CREATE TABLE agency (
    agency_id VARCHAR, name VARCHAR, kind VARCHAR, level VARCHAR, province VARCHAR, city VARCHAR, county VARCHAR,
    division_code VARCHAR, parent_id VARCHAR, valid_from SMALLINT, valid_to SMALLINT
);
CREATE TABLE agency_name (name VARCHAR, agency_id VARCHAR, valid_from SMALLINT, valid_to SMALLINT);
CREATE TABLE report (
    report_id VARCHAR, agency_id VARCHAR, year SMALLINT, era VARCHAR, kind VARCHAR, form VARCHAR,
    period_start DATE, period_end DATE, part_year BOOLEAN,   -- part_year: covers less than the calendar year
    title VARCHAR, title_printed BOOLEAN, agency_printed VARCHAR, published_on VARCHAR, url VARCHAR,
    source_kind VARCHAR, read_extent VARCHAR, sha256 VARCHAR, line INTEGER,
    in_series BOOLEAN                                        -- an annual report for a whole year, one per agency and year
);
CREATE TABLE figure (
    figure_id INTEGER, report_id VARCHAR, metric_id VARCHAR, label VARCHAR,
    value DOUBLE, value_high DOUBLE, unit VARCHAR,           -- as printed
    amount DOUBLE, unit_fits BOOLEAN,                        -- in the metric's unit; false: another kind of unit
    qualifier qualifier_t, scope scope_t, dimension VARCHAR,  -- the applicant's kind, or the part's name as printed
    category VARCHAR,                                        -- the kind that such a name stands for; empty where dimension is one
    origin origin_t, missing VARCHAR,
    block INTEGER, char_start INTEGER, char_end INTEGER,
    quote VARCHAR USING COMPRESSION uncompressed,            -- read one by one, all over the table: unpacking would cost more
    rule_id VARCHAR,
    line INTEGER,                                            -- line of data/figures.csv; empty for a derived figure
    reason VARCHAR,                                          -- why a label has no metric
    numerator DOUBLE, denominator DOUBLE,                    -- of a derived rate
    accepted BOOLEAN
);
CREATE TABLE finding ( -- what does not hold or could not be decided; a finding never changes a figure
    finding_id VARCHAR,                                      -- made of rule, report and inputs: the same from build to build
    report_id VARCHAR, check_id VARCHAR, level VARCHAR, suspect VARCHAR, metric_id VARCHAR,
    left_value DOUBLE, left_label VARCHAR, left_label_en VARCHAR, -- both sides with their numbers, as printed and in English
    right_value DOUBLE, right_label VARCHAR, right_label_en VARCHAR,
    message VARCHAR,                                         -- of a document reading, in the language of the build; empty for a check
    message_zh VARCHAR, message_en VARCHAR, figure_ids INTEGER[], place VARCHAR,
    verdict VARCHAR                                          -- a reader's, of data/rules/verdicts.csv
);
CREATE TABLE check_rule (
    check_id VARCHAR, rule_id VARCHAR, kind VARCHAR, strictness VARCHAR, level VARCHAR, suspect VARCHAR, forms VARCHAR,
    label_zh VARCHAR, label_en VARCHAR, note_zh VARCHAR, note_en VARCHAR, tolerance DOUBLE, minimum DOUBLE, "limit" DOUBLE
);
CREATE TABLE check_state ( -- a rule that does not apply has no row
    report_id VARCHAR, check_id VARCHAR, state VARCHAR, missing VARCHAR, -- missing: the operands lacking in the place that lacks least
    held SMALLINT, failed SMALLINT, lacking SMALLINT,        -- of the rows and columns that a rule of the forms stands for
    reading VARCHAR                                          -- of a rule with several readings the one that holds
);
CREATE TABLE check_count (check_id VARCHAR, state VARCHAR, n INTEGER); -- every check in every state, zeros too
CREATE TABLE report_card (report_id VARCHAR, criterion VARCHAR, state VARCHAR, detail_zh VARCHAR, detail_en VARCHAR);
CREATE TABLE card_rule (criterion VARCHAR, label_zh VARCHAR, label_en VARCHAR, basis_zh VARCHAR, basis_en VARCHAR, sort INTEGER);
CREATE TABLE term (report_id VARCHAR, term VARCHAR, count INTEGER);
CREATE TABLE refusal (file VARCHAR, line INTEGER, message_zh VARCHAR, message_en VARCHAR);
CREATE TABLE run (version VARCHAR, reports INTEGER, figures INTEGER, refused INTEGER);

CREATE TABLE metric (
    metric_id VARCHAR, label_zh VARCHAR, label_en VARCHAR, unit VARCHAR, theme VARCHAR, kind VARCHAR, headline BOOLEAN,
    sort INTEGER, definition_zh VARCHAR, definition_en VARCHAR, note_zh VARCHAR, note_en VARCHAR
);
CREATE TABLE metric_form (
    metric_id VARCHAR, era VARCHAR, status VARCHAR, join_before VARCHAR, cells VARCHAR, note_zh VARCHAR, note_en VARCHAR
);
CREATE TABLE metric_group ("group" VARCHAR, metric_id VARCHAR, sort INTEGER); -- what a chart puts together
CREATE TABLE era (
    era VARCHAR, first_year SMALLINT, last_year SMALLINT, form VARCHAR, label_zh VARCHAR, label_en VARCHAR,
    basis_zh VARCHAR, basis_en VARCHAR
);
CREATE TABLE form_cell (
    form VARCHAR, "table" VARCHAR, "row" VARCHAR, label VARCHAR, unit VARCHAR, "column" VARCHAR, column_label VARCHAR,
    metric_id VARCHAR, dimension VARCHAR
);
CREATE TABLE derivation (metric_id VARCHAR, era VARCHAR, kind VARCHAR, numerator VARCHAR, denominator VARCHAR);
CREATE TABLE word (field VARCHAR, value VARCHAR, label_zh VARCHAR, label_en VARCHAR, sort INTEGER); -- what codes mean
CREATE TABLE "limit" (name VARCHAR, value DOUBLE);
