"""One table per benchmark: what was measured, its budget, the ratio of the two, pass or fail."""

import datetime
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.synthetic import ROOT


@dataclass(frozen=True)
class Line:
    """One measured number and its budget, both in `unit`; without a budget it only informs."""

    what: str
    measured: float
    unit: str
    budget: float | None = None
    note: str = ""

    @property
    def passed(self) -> bool:
        return self.budget is None or self.measured <= self.budget


def clocked(function: Callable, *args) -> tuple[float, float]:
    """Return the wall and the CPU seconds of one call in this process."""
    wall, cpu = time.perf_counter(), time.process_time()
    function(*args)
    return time.perf_counter() - wall, time.process_time() - cpu


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie.

    >>> percentile([1, 2, 3, 4], 0.5), round(percentile([1, 2, 3, 4], 0.95), 2)
    (2.5, 3.85)
    """
    if len(values) == 1:
        return values[0]
    return statistics.quantiles(values, n=1000, method="inclusive")[round(share * 1000) - 1]


def table(name: str, lines: list[Line]) -> str:
    """Return the lines of a benchmark as a Markdown table, under the machine it was measured on."""
    rows = [f"### {name}", "", f"{os.cpu_count()} cores, load average of the last minute {os.getloadavg()[0]:.1f}", "", "| what | budget | measured | of budget | |", "|---|---|---|---|---|"]
    for line in lines:
        budget = "" if line.budget is None else f"{line.budget:g} {line.unit}"
        share = "" if line.budget is None else f"{line.measured / line.budget:.2f}"
        verdict = "" if line.budget is None else "pass" if line.passed else "FAIL"
        rows.append(f"| {line.what}{f' ({line.note})' if line.note else ''} | {budget} | {line.measured:.4g} {line.unit} | {share} | {verdict} |")
    return "\n".join(rows) + "\n"


def write(tables: list[str]) -> None:
    """Append the tables of this run to benchmarks/results.md, with the day and the machine."""
    path = ROOT / "benchmarks" / "results.md"
    head = "" if path.exists() else "# Measured\n\nAppended by `python -m benchmarks --write`; ratios within one run say more than seconds.\n"
    with path.open("a", encoding="utf-8") as handle:
        handle.write(f"{head}\n## {datetime.date.today()}\n\n" + "\n".join(tables))
