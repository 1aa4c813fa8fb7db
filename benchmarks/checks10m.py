"""Ten million figures: all checks over the synthetic tables, and over as many cells of full tables of the current form."""

import subprocess
import sys
import time
from pathlib import Path

import duckdb

from benchmarks.report import Line
from benchmarks.synthetic import OUT, ROOT, tables
from etl.checks.run import run as run_checks
from etl.rules import load

BUDGET, MEMORY = 60, 4096  # seconds, MB
CELLS = """
CREATE TABLE agency AS SELECT 'a' || a AS agency_id, '民政局' AS kind, '县区' AS level FROM range($reports // 5) r(a);
CREATE TABLE report AS SELECT agency_id || '-' || y AS report_id, agency_id, y::SMALLINT AS year, 'R3' AS era, 'annual_report' AS kind, 'R3' AS form, '' AS title,
    (y + 1) || '-01-20' AS published_on, 'document' AS source_kind, 'full' AS read_extent, true AS in_series FROM agency, range(2021, 2026) r(y);
CREATE TABLE figure AS -- every sum of the form holds, but for one cell in one report of fifty
SELECT (row_number() OVER (ORDER BY report_id, n))::INTEGER AS figure_id, report_id, metric_id, dimension, label, amount AS value, NULL::DOUBLE AS value_high, amount,
       true AS unit_fits, unit, 'exact' AS qualifier, 'agency' AS scope, 'table' AS origin, '' AS missing,
       'form:R3/' || "table" || '/' || "row" || '/' || "column" AS rule_id, NULL::INTEGER AS block, true AS accepted
FROM (SELECT r.report_id, c.*, (CASE WHEN "table" = 'requests' AND "row" IN ('1', '4', '29') AND "column" IN ('C1', 'C7') THEN hash(r.agency_id) % 30 + 5
                          WHEN "table" LIKE 'art20%' AND "column" = 'C3' THEN 40 + hash(r.agency_id, "row") % 50 WHEN "table" IN ('art20_5', 'art20_6') THEN hash(r.report_id, n) % 500
                          ELSE 0 END + CASE WHEN hash(r.report_id) % 50 = 0 AND n = hash(r.report_id, 7) % 150 THEN 3 ELSE 0 END)::DOUBLE AS amount
      FROM report r, (SELECT *, row_number() OVER () AS n FROM cell) c);
"""


def run() -> list[Line]:
    """Return seconds and peak memory of all checks, each over ten million figures in a process of its own."""
    lines, _ = [], (tables(), _cells(load(ROOT / "data" / "rules")))  # made here, so that making them is not measured
    for name in ("synthetic", "cells"):
        seconds, memory, found = map(float, subprocess.run(
            [sys.executable, "-m", "benchmarks.checks10m", name], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()[-3:])
        lines += [Line(f"all checks, {name}", seconds, "s", BUDGET, f"{found:.0f} findings"), Line(f"peak memory, {name}", memory, "MB", MEMORY)]
    return lines


def measure(name: str) -> tuple[float, float, int]:
    """Run all checks once; return seconds, peak MB and the number of findings."""
    rules, path = load(ROOT / "data" / "rules"), OUT / f"checks-{name}.duckdb"
    sources = {table: f"read_parquet('{file}')" for table, file in tables().items()} if name == "synthetic" else _cells(rules)
    path.unlink(missing_ok=True)
    with duckdb.connect(path) as con:
        con.execute(f"SET memory_limit = '3GB'; SET threads = 2; SET temp_directory = '{OUT}/spill'; SET preserve_insertion_order = false")
        for table in ("report", "figure", "agency"):
            con.execute(f"CREATE TEMP VIEW {table} AS SELECT * FROM {sources[table]}")
        con.execute("CREATE TEMP TABLE doubt AS SELECT '' AS report_id, '' AS check_id LIMIT 0")
        con.execute("CREATE TEMP TABLE paragraph AS SELECT '' AS report_id, '' AS print LIMIT 0")
        began = time.perf_counter()
        run_checks(con, rules, con.execute("SELECT count(*) FROM figure").fetchall()[0][0])
        seconds = time.perf_counter() - began
        found = con.execute("SELECT count(*) FROM finding").fetchall()[0][0]
    path.unlink()
    return seconds, _peak(), found


def _peak() -> float:
    """Return the most MB that this process was resident in; not ru_maxrss, which begins at its parent's."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


def _cells(rules) -> dict[str, str]:
    """Return the Parquet files of ten million cells of the form of 2021 on, made once."""
    cells = rules.forms.filter((rules.forms["form"] == "R3") & (rules.forms["metric_id"] != ""))
    files = {table: OUT / f"cells-checked-{table}.parquet" for table in ("agency", "report", "figure")}
    if not all(file.exists() for file in files.values()):
        OUT.mkdir(exist_ok=True)
        with duckdb.connect() as con:
            con.register("cell", cells)
            con.execute(CELLS.replace("$reports", str(10_000_000 // cells.height)))
            for table, file in files.items():
                con.execute(f"COPY {table} TO '{Path(file)}'")
    return {table: f"read_parquet('{file}')" for table, file in files.items()}


if __name__ == "__main__":
    print(*measure(sys.argv[1]))
