"""Two thousand mixed documents through the inbox: documents a second, megabytes a second, memory as they go by."""

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks import documents
from benchmarks.report import Line
from benchmarks.synthetic import OUT, ROOT

COUNT = 2000
AT = (0.25, 0.5, 1.0)
FLAT = 1.2  # times the memory at the first quarter
READ = "import pathlib, sys; from etl.inbox import read_inbox; found = read_inbox(pathlib.Path(sys.argv[1])); print(found[0].height, found[1].height, len(found[3]))"


def run() -> list[Line]:
    """Return throughput over the whole collection and the memory of parent, pool and guards at each share of it."""
    data = _data(COUNT)
    files = list((data / "inbox").iterdir())
    size = sum(path.stat().st_size for path in files)
    before = _spent()
    seconds, memory, told = _watched(data, len(files))
    cpu = _spent() - before
    lines = [Line("documents", len(files), "", note=" ".join(f"{ending} {share * 100 // sum(documents.SHARE.values())} %" for ending, share in documents.SHARE.items())),
             Line("reports read", told[0], ""), Line("figures read", told[1], ""), Line("refused", told[2], ""),
             Line("wall time", seconds, "s"), Line("CPU of all processes, a document", cpu / len(files) * 1000, "ms", note=f"{cpu / seconds:.2f} of {os.cpu_count()} cores"),
             Line("throughput", len(files) / seconds, "documents/s"),
             Line("throughput, bytes of files", size / seconds / 2**20, "MB/s")]
    for share, (parent, pool, guards, processes) in memory.items():
        lines.append(Line(f"memory at {share:.0%}", parent + pool + guards, "MB", note=f"parent {parent:.0f}, pool {pool:.0f}, guards {guards:.0f}, {processes} processes"))
    totals = [sum(one[:3]) for one in memory.values()]
    return [*lines, Line("memory at 100% / at 25%", totals[-1] / totals[0], "×", FLAT)]


def _spent() -> float:
    """Return the CPU seconds of all processes that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _data(count: int) -> Path:
    """Return a fresh data folder with the project's rules and the synthetic inbox."""
    inbox, data = documents.folder(count), OUT / "inbox"
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir()
    shutil.copytree(ROOT / "data" / "rules", data / "rules")
    (data / "inbox").symlink_to(inbox, target_is_directory=True)
    return data


def _watched(data: Path, count: int) -> tuple[float, dict[float, tuple], list[int]]:
    """Read the inbox in a process of its own; return the seconds, {share: (MB of parent, pool, guards, processes)} and what it printed."""
    start = time.perf_counter()
    reader = subprocess.Popen([sys.executable, "-c", READ, str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    memory: dict[float, tuple] = {}
    last = (0.0, 0.0, 0.0, 0)
    while reader.poll() is None:
        done = sum(entry.name.endswith(".parquet") for entry in os.scandir(data / "cache")) if (data / "cache").exists() else 0
        used = _memory(reader.pid)
        last = used if used[3] >= last[3] else last  # the pool is gone while the parent puts the results together
        for share in AT[:-1]:
            if done >= share * count:
                memory.setdefault(share, used)
        time.sleep(0.1)
    seconds = time.perf_counter() - start
    if reader.returncode:
        raise RuntimeError(f"the inbox was not read: exit status {reader.returncode}")
    memory[AT[-1]] = last
    return seconds, memory, [int(word) for word in reader.stdout.read().split()]


def _memory(root: int) -> tuple[float, float, float, int]:
    """Return MB resident in a process, its children and theirs, and how many processes these are."""
    below: dict[int, list[int]] = {}
    resident: dict[int, float] = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            try:
                fields = Path(entry.path, "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            below.setdefault(int(fields[1]), []).append(int(entry.name))
            resident[int(entry.name)] = int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    pool = below.get(root, [])
    guards = [guard for child in pool for guard in below.get(child, [])]
    return resident.get(root, 0.0), sum(resident[one] for one in pool), sum(resident[one] for one in guards), 1 + len(pool) + len(guards)
