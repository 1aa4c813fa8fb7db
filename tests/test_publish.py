"""The warehouse is replaced in one step: readers see the old file or the new one, whole, and never anything between."""

import os
import signal
import subprocess
import sys

import duckdb
import polars as pl
import pytest
from tests.builders import ROOT

from etl.publish import POINTER, PublishError, current, publish

BAD = pl.DataFrame({"metric_id": ["app_received"], "value": ["many"]})
KILLED = """
import sys, time, polars as pl
from pathlib import Path
from etl import publish
fill = publish._fill
def slow(con, name, source):
    fill(con, name, source)
    print(name, flush=True)
    time.sleep(60)
publish._fill = slow
publish.publish(Path(sys.argv[1]), "two", {"run": pl.DataFrame({"version": ["two"]})})
"""


def run(version: str) -> dict[str, pl.DataFrame]:
    return {"run": pl.DataFrame({"version": [version], "reports": [3]})}


def version_in(path) -> str:
    with duckdb.connect(os.path.realpath(path), read_only=True) as con:
        return con.execute("SELECT version FROM run").fetchone()[0]


def test_the_pointer_names_the_new_version(tmp_path):
    path = publish(tmp_path, "one", run("one"))
    assert path.name == "warehouse-one.duckdb" and os.readlink(tmp_path / POINTER) == path.name
    assert current(tmp_path) == version_in(tmp_path / POINTER) == "one"
    publish(tmp_path, "two", run("two"))
    assert current(tmp_path) == version_in(tmp_path / POINTER) == "two"


def test_the_folder_may_be_moved_with_its_pointer(tmp_path):
    publish(tmp_path / ".." / tmp_path.name, "one", run("one"))
    moved = tmp_path.rename(tmp_path.with_name("moved"))
    assert current(moved) == "one"


def test_there_is_no_version_before_the_first_build(tmp_path):
    assert current(tmp_path) == ""


def test_a_pointer_to_something_unreadable_counts_as_no_version(tmp_path):
    (tmp_path / POINTER).write_text("not a database", encoding="utf-8")
    assert current(tmp_path) == ""


def test_an_open_reader_keeps_the_old_version_and_a_new_one_sees_the_new(tmp_path):
    publish(tmp_path, "one", run("one"))
    with duckdb.connect(os.path.realpath(tmp_path / POINTER), read_only=True) as reader:
        for version in ("two", "three", "four"):
            publish(tmp_path, version, run(version))
        assert reader.execute("SELECT version, reports FROM run").fetchone() == ("one", 3)
        assert version_in(tmp_path / POINTER) == "four"


def test_the_same_version_published_again_does_not_touch_the_file_that_readers_have(tmp_path):
    first = publish(tmp_path, "one", run("one"))
    before = first.stat()
    again = publish(tmp_path, "one", run("one"))
    assert again != first and first.stat().st_ino == before.st_ino and first.stat().st_mtime_ns == before.st_mtime_ns
    assert version_in(tmp_path / POINTER) == "one"


def test_only_the_new_version_and_the_one_before_it_stay_on_disk(tmp_path):
    for version in ("one", "two", "three"):
        publish(tmp_path, version, run(version))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["warehouse-three.duckdb", "warehouse-two.duckdb", POINTER]


@pytest.mark.parametrize("table", [{"figure": BAD}, {"nowhere": BAD}, {"run": pl.DataFrame({"versoin": ["two"]})}])
def test_tables_that_do_not_fit_leave_the_old_warehouse_and_no_half_file(tmp_path, table):
    publish(tmp_path, "one", run("one"))
    with pytest.raises(PublishError):
        publish(tmp_path, "two", {**run("two"), **table})
    assert current(tmp_path) == "one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["warehouse-one.duckdb", POINTER]


def test_a_process_killed_in_the_middle_leaves_the_old_warehouse_whole(tmp_path):
    publish(tmp_path, "one", run("one"))
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"run\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert list(tmp_path.glob("*.part")) and not (tmp_path / "warehouse-two.duckdb").exists()
    assert current(tmp_path) == "one"
    publish(tmp_path, "two", run("two"))
    assert current(tmp_path) == "two"


def test_a_large_table_may_come_as_a_parquet_file(tmp_path):
    pl.DataFrame({"report_id": ["r1", "r2"], "term": ["a", "b"], "count": [1, 2]}).write_parquet(tmp_path / "t.parquet")
    path = publish(tmp_path, "one", {**run("one"), "term": tmp_path / "t.parquet"})
    with duckdb.connect(path, read_only=True) as con:
        assert con.execute("SELECT * FROM term").fetchall() == [("r1", "a", 1), ("r2", "b", 2)]


def test_columns_are_matched_by_name_and_those_not_given_are_empty(tmp_path):
    path = publish(tmp_path, "one", {"run": pl.DataFrame({"figures": [7], "version": ["one"]})})
    with duckdb.connect(path, read_only=True) as con:
        assert con.execute("SELECT version, reports, figures FROM run").fetchall() == [("one", None, 7)]
