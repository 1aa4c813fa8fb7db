"""Everything into one new DuckDB file, then the pointer `warehouse.duckdb` moves to it in one step."""

import os
import sys
from pathlib import Path

import duckdb
import polars as pl

HERE = Path(__file__).parent
POINTER = "warehouse.duckdb"
KEEP = 2  # finished versions that stay on disk: the new one and the one readers may still have open


class PublishError(Exception):
    """The new file did not hold what went in; the old warehouse was left as it was."""


def publish(folder: Path, version: str, tables: dict[str, pl.DataFrame | Path]) -> Path:
    """Write the tables (a frame, or a Parquet file for large ones) and return the new file; raises PublishError.

    Until the last step nothing that a reader can see has changed: killed at any moment, the old file is whole.
    """
    final = _unused(folder, version)
    part = folder / f"{final.name}.{os.getpid()}.part"
    try:
        _write(part, tables)
        os.replace(part, final)
    except duckdb.Error as error:  # a value that does not fit its column, a full disk
        raise PublishError(str(error)) from error
    finally:
        for leftover in folder.glob(f"{part.name}*"):
            leftover.unlink()
    _point(folder / POINTER, final)
    _sweep(folder, final)
    return final


def current(folder: Path) -> str:
    """Return the version that the pointer names, or "" when there is none that can be opened."""
    pointer = folder / POINTER
    if not pointer.exists():
        return ""
    try:
        with duckdb.connect(os.path.realpath(pointer), read_only=True) as con:
            return con.execute("SELECT version FROM run").fetchall()[0][0]
    except (duckdb.Error, IndexError):
        return ""


def _unused(folder: Path, version: str) -> Path:
    for turn in range(1, 10_000):
        path = folder / f"warehouse-{version}{f'-{turn}' if turn > 1 else ''}.duckdb"
        if not path.exists():
            return path
    raise PublishError(folder)


def _write(path: Path, tables: dict[str, pl.DataFrame | Path]) -> None:
    with duckdb.connect(path) as con:
        con.execute(f"SET progress_bar_time = 1000; SET enable_progress_bar = {sys.stderr.isatty()}")  # the time alone turns it on
        con.execute((HERE / "schema.sql").read_text(encoding="utf-8"))
        for name, source in tables.items():
            _fill(con, name, source)
        con.execute((HERE / "fill.sql").read_text(encoding="utf-8"))
        con.execute("CHECKPOINT")


def _fill(con: duckdb.DuckDBPyConnection, name: str, source: pl.DataFrame | Path) -> None:
    if isinstance(source, Path):
        rows = con.sql("SELECT * FROM read_parquet(?)", params=[str(source)])
        expected = con.execute("SELECT count(*) FROM read_parquet(?)", [str(source)]).fetchall()[0][0]
        rows.create_view("incoming")
    else:
        con.register("incoming", source)
        expected = source.height
    con.execute(f'INSERT INTO "{name}" BY NAME SELECT * FROM incoming')
    con.execute("DROP VIEW incoming") if isinstance(source, Path) else con.unregister("incoming")
    found = con.execute(f'SELECT count(*) FROM "{name}"').fetchall()[0][0]
    if found != expected:
        raise PublishError(f"{name}: {expected} rows went in, {found} came out")


def _point(pointer: Path, final: Path) -> None:
    fresh = pointer.with_name(f"{POINTER}.{os.getpid()}.link")
    fresh.symlink_to(final.name)
    os.replace(fresh, pointer)


def _sweep(folder: Path, final: Path) -> None:
    """Delete versions that nobody needs, and what builds that were killed left behind."""
    for leftover in (*folder.glob("warehouse*.part*"), *folder.glob(f"{POINTER}.*.link")):
        if not _alive(leftover.name):
            leftover.unlink(missing_ok=True)
    versions = sorted(folder.glob("warehouse-*.duckdb"), key=lambda path: path.stat().st_mtime)
    for old in [path for path in versions if path != final][: -(KEEP - 1)]:
        old.unlink()


def _alive(name: str) -> bool:
    pid = next((int(part) for part in name.split(".") if part.isdigit()), 0)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    return pid != 0
