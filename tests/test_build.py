"""One command from files to warehouse: the same input gives the same rows, and nothing goes wrong in silence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest
from tests.builders import DATA, ROOT, data_folder, figure, report

from etl import messages
from etl.__main__ import main
from etl.build import version_of
from etl.publish import current

REPORTS = [
    report("whole"), report("half", year="2017", period_start="2017-01-01", period_end="2017-06-30"),
    report("late", year="2016", period_start="2016-07-01", period_end="2016-12-31"),
    report("summary", year="2015", kind="summary"), report("plan", year="2019", kind="plan"),
    report("copy", year="2014", source_kind="mirror"), report("original", year="2014"), report("bad", agency="无此单位"),
]
FIGURES = [figure(report_id=name["report_id"], metric_id="app_received") for name in REPORTS[:-1]]


@pytest.fixture(autouse=True)
def language():
    yield
    messages.language = "zh"


@pytest.fixture
def without_terms(monkeypatch):
    """Leave out the cutting of words, half a second that the test does not look at."""
    monkeypatch.setattr("etl.build.terms", lambda *_: pl.DataFrame(schema={"report_id": pl.String, "term": pl.String, "count": pl.Int32}))


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """(folder, finished process) of a build with two bad rows, one in each file."""
    folder = data_folder(tmp_path_factory.mktemp("built"), REPORTS, [*FIGURES, figure("新说法", "三", report_id="whole")])
    return folder, subprocess.run([sys.executable, "-m", "etl", "build", "--data", str(folder)], cwd=ROOT, capture_output=True, encoding="utf-8")


def rows(folder: Path, sql: str) -> list[tuple]:
    copy = shutil.copy(os.path.realpath(folder / "warehouse.duckdb"), folder / "copy.duckdb")  # the pages may hold the file with other settings
    with duckdb.connect(copy, read_only=True) as con:
        return con.execute(sql).fetchall()


def everything(pointer: Path) -> dict[str, list[tuple]]:
    names = [name for name, in rows(pointer.parent, "SELECT table_name FROM duckdb_tables() ORDER BY ALL")]
    return {name: rows(pointer.parent, f'SELECT * FROM "{name}"') for name in names}


def test_two_builds_of_the_same_input_have_the_same_rows_in_the_same_order(warehouse_path, tmp_path):
    for name in ("reports.csv", "figures.csv", "rules"):
        (tmp_path / name).symlink_to(DATA / name)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "POLARS_MAX_THREADS": "1"}
    subprocess.run([sys.executable, "-m", "etl", "build", "--data", str(tmp_path)], cwd=ROOT, env=environment, check=True, capture_output=True)
    one, two = everything(warehouse_path), everything(tmp_path / "warehouse.duckdb")
    assert len(one) >= 18 and one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []


def test_bad_rows_are_listed_on_stderr_with_file_and_line_and_the_status_is_2(built):
    _, process = built
    assert process.returncode == 2
    assert [line.split()[0] for line in process.stderr.splitlines()] == ["reports.csv:9", "figures.csv:9"]
    assert "无此单位" in process.stderr and "三" in process.stderr


def test_every_step_says_how_many_rows_went_in_and_out(built):
    assert len(built[1].stdout.splitlines()) >= 9 and "进 8  出 7  拒收 1" in built[1].stdout


def test_bad_rows_stand_in_the_warehouse_in_both_languages(built):
    found = rows(built[0], "FROM refusal")
    assert [row[:2] for row in found] == [("reports.csv", 9), ("figures.csv", 9)]
    assert all("不是" in zh or "不在" in zh for _, _, zh, _ in found) and all("is not" in en for _, _, _, en in found)


def test_a_plan_a_summary_and_part_of_a_year_are_kept_apart_from_the_years(built):
    found = rows(built[0], "SELECT report_id FROM report WHERE NOT in_series ORDER BY 1")
    assert found == [("copy",), ("half",), ("late",), ("plan",), ("summary",)]
    for table in ("series", "yearly", "report_scope"):
        assert {name for name, in rows(built[0], f"SELECT report_id FROM {table}")} == {"whole", "original"}


def test_what_is_kept_apart_still_has_its_figures(built):
    found = rows(built[0], "SELECT DISTINCT report_id FROM citation WHERE accepted AND NOT in_series ORDER BY 1")
    assert found == [("copy",), ("half",), ("late",), ("plan",), ("summary",)]


def test_only_what_covers_less_than_a_year_is_marked_so(built):
    assert rows(built[0], "SELECT report_id FROM report WHERE part_year ORDER BY 1") == [("half",), ("late",)]


def test_all_figures_are_numbered_without_gap(built):
    numbers = [number for number, in rows(built[0], "SELECT figure_id FROM figure")]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= 7


def test_if_stale_builds_once_and_then_only_after_a_change(tmp_path, capsys, without_terms):
    folder = data_folder(tmp_path, [report()], [figure()])
    command = ["--lang", "en", "build", "--data", str(folder), "--if-stale"]
    assert main(command) == 0
    first = os.readlink(folder / "warehouse.duckdb")
    capsys.readouterr()
    assert main(command) == 0 and "up to date" in capsys.readouterr().out
    assert os.readlink(folder / "warehouse.duckdb") == first
    (folder / "figures.csv").write_text((folder / "figures.csv").read_text(encoding="utf-8").replace("37", "38"), encoding="utf-8")
    assert main(command) == 0 and "Warehouse ready" in capsys.readouterr().out
    assert os.readlink(folder / "warehouse.duckdb") != first and rows(folder, "SELECT amount FROM series") == [(38,)]


@pytest.mark.parametrize("name", ["reports.csv", "figures.csv", "rules/labels.csv", "rules/words.csv"])
def test_one_character_in_data_or_rules_makes_another_version(tmp_path, name):
    folder = data_folder(tmp_path, [report()], [figure()])
    before = version_of(folder)
    assert version_of(folder) == before
    (folder / name).write_bytes((folder / name).read_bytes() + b"\n")
    assert version_of(folder) != before


def test_a_change_of_the_steps_makes_another_version(tmp_path, monkeypatch):
    folder = data_folder(tmp_path / "data", [report()], [figure()])
    before = version_of(folder)
    monkeypatch.setattr("etl.build.CODE", tmp_path)
    assert version_of(folder) != before


@pytest.mark.parametrize(("lang", "said"), [("zh", "规则文件有 2 处错误"), ("en", "2 mistakes in the rule files")])
def test_mistakes_in_the_rules_are_all_listed_and_nothing_is_built(tmp_path, capsys, lang, said):
    folder = data_folder(tmp_path, [report()], [figure()])
    with (folder / "rules/words.csv").open("a", encoding="utf-8") as handle:
        handle.write("新词,sideways\n依申请公开,domain\n")
    line = len((folder / "rules/words.csv").read_text(encoding="utf-8").splitlines())
    assert main(["--lang", lang, "build", "--data", str(folder)]) == 1
    error = capsys.readouterr().err.splitlines()
    assert [row.split()[0] for row in error[:2]] == [f"words.csv:{line}", f"words.csv:{line - 1}"] and said in error[2]
    assert not list(folder.glob("warehouse*"))


def test_a_folder_that_is_not_there_is_said_and_the_status_is_1(tmp_path, capsys):
    assert main(["build", "--data", str(tmp_path / "none")]) == 1
    assert "metrics.csv" in capsys.readouterr().err


def test_what_cannot_be_published_is_said_and_the_status_is_1(tmp_path, capsys, monkeypatch):
    folder = data_folder(tmp_path, [report()], [figure()])
    tables = {"report": pl.DataFrame({"year": ["x"]}), "figure": pl.DataFrame({"value": [1.0]})}
    monkeypatch.setattr("etl.build.assemble", lambda *_: dict(tables))
    assert main(["--lang", "en", "build", "--data", str(folder)]) == 1
    assert capsys.readouterr().err.startswith("Not published, the old warehouse is untouched: ")


def test_many_bad_rows_are_not_all_printed_but_counted(tmp_path, capsys, without_terms):
    folder = data_folder(tmp_path, [report()], [figure(f"标签{n}", "x") for n in range(60)])
    assert main(["--lang", "en", "build", "--data", str(folder)]) == 2
    error = capsys.readouterr().err.splitlines()
    assert len(error) == 51 and "10 more" in error[-1]
    assert rows(folder, "SELECT count(*) FROM refusal") == [(60,)]


def test_an_unreadable_data_file_publishes_nothing(tmp_path, without_terms):
    data = data_folder(tmp_path / "data", REPORTS[:1], FIGURES[:1])
    assert main(["build", "--data", str(data)]) == 0
    before = current(data)
    (data / "figures.csv").write_bytes(b"report_id,label\n\xff\xfe")
    assert main(["build", "--data", str(data)]) == 1
    assert current(data) == before


def test_what_a_killed_build_left_is_swept_by_the_next(tmp_path, without_terms):
    data = data_folder(tmp_path / "data", REPORTS[:1], FIGURES[:1])
    (data / "warehouse-x.duckdb.999999.part").write_text("half")
    assert main(["build", "--data", str(data)]) == 0
    assert not list(data.glob("*.part*"))
