"""The build of the shipped data, beyond an interpreter's start."""

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.report import Line
from benchmarks.synthetic import ROOT

BUDGET = 3.0  # s
TURNS = 5


def run() -> list[Line]:
    """Return the median of builds less the median of empty interpreters, in turns."""
    starts, builds = [], []
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("warehouse*", "inbox", "cache"))
        for _ in range(TURNS):
            starts.append(_seconds("-c", "pass"))
            builds.append(_seconds("-m", "etl", "build", "--data", str(data)))
    (start, _), (build, cpu) = (map(statistics.median, zip(*runs, strict=True)) for runs in (starts, builds))
    return [Line("python -c pass", start, "s"), Line("python -m etl build", build, "s"), Line("its CPU, both cores", cpu, "s"),
            Line("build beyond the interpreter's start", build - start, "s", BUDGET, f"medians of {TURNS}")]


def _seconds(*arguments: str) -> tuple[float, float]:
    """Return the wall and the CPU seconds of a Python process."""
    start, before = time.perf_counter(), _children()
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"python {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
    return time.perf_counter() - start, _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
