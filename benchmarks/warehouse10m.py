"""Ten million figures: publish against DuckDB's own load of the same Parquet rows, in turns, in one run."""

import shutil
import statistics
from pathlib import Path

import duckdb

from benchmarks.report import Line, clocked
from benchmarks.synthetic import OUT, tables
from etl.publish import POINTER, publish

BUDGET = 1.5
TURNS = 3
FOLDER = OUT / "published"


def warehouse() -> Path:
    """Return the published warehouse of the synthetic tables, made anew when there is none."""
    if not (FOLDER / POINTER).exists():
        _publish(tables())
    return FOLDER / POINTER


def run() -> list[Line]:
    """Return both times and their ratio, medians over turns."""
    sources = tables()
    loads, publishes = [], []
    for _ in range(TURNS):
        loads.append(clocked(_load, sources))
        publishes.append(clocked(_publish, sources))
    ratio, cpu = (statistics.median(ours[clock] / theirs[clock] for ours, theirs in zip(publishes, loads, strict=True)) for clock in (0, 1))
    return [
        Line("DuckDB's own load", statistics.median(wall for wall, _ in loads), "s"),
        Line("publish", statistics.median(wall for wall, _ in publishes), "s"),
        Line("publish / load, CPU", cpu, "×"),
        Line("publish / load, wall", ratio, "×", BUDGET, f"median of {TURNS} turns"),
    ]


def _load(sources: dict[str, Path]) -> None:
    path = OUT / "load.duckdb"
    path.unlink(missing_ok=True)
    with duckdb.connect(path) as con:
        con.execute("SET enable_progress_bar = false")
        for name, source in sources.items():
            con.execute(f'CREATE TABLE "{name}" AS SELECT * FROM read_parquet(?)', [str(source)])
        con.execute("CHECKPOINT")
    path.unlink()


def _publish(sources: dict[str, Path]) -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    publish(FOLDER, "synthetic", sources)
