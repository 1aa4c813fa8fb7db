"""Corrections kept as data: the old figure stays as a rival, and one that no longer fits stops the build."""

import hashlib
import os

import duckdb
import polars as pl
import pytest
from tests.builders import data_folder, document, figure, report, settled, with_rules, write

from etl import messages
from etl.__main__ import main
from etl.correct import CorrectionError, correct
from etl.publish import current
from etl.settle import settle

COLUMNS = "document metric_id scope dimension expected value reason source date".split()
LINE = dict(document="r1", metric_id="app_received", expected="37", value="73", reason="数字印错", source="更正公告", date="2020-01-02")
REPORTS = pl.DataFrame({"report_id": ["r1"], "sha256": ["ab" * 32]})


@pytest.fixture
def corrected(tmp_path):
    """A function that applies lines of corrections.csv to a report with 37 applications."""
    def applied(*lines, value="37"):
        figures = settled(tmp_path, [figure(value=value)])
        return settle(correct(figures, REPORTS, with_rules(corrections=[LINE | line for line in lines]))).sort("value")
    return applied


def told(frame):
    return frame.select("value", "amount", "origin", "accepted").rows()


@pytest.mark.parametrize("document", ["r1", "ab" * 32])
def test_a_corrected_figure_is_used_and_the_old_one_kept_as_a_rival(corrected, document):
    assert told(corrected({"document": document})) == [(37, 37, "prose", False), (73, 73, "correction", True)]


def test_a_correction_says_why_and_where_it_stands(corrected):
    row = corrected({}).row(1, named=True)
    assert (row["quote"], row["rule_id"], row["qualifier"]) == ("数字印错 · 更正公告 · 2020-01-02", "correction:2", "exact")


def test_a_zero_may_be_corrected(corrected):
    assert told(corrected({"expected": "0"}, value="0"))[1] == (73, 73, "correction", True)


@pytest.mark.parametrize("change", [{"expected": "36"}, {"document": "nobody"}, {"scope": "region"}, {"metric_id": "granted"}, {"expected": ""}, {"value": ""}])
def test_one_that_does_not_fit_is_refused_with_its_line(corrected, change):
    with pytest.raises(CorrectionError) as error:
        corrected(change)
    assert [(one.file, one.line, one.message) for one in error.value.refusals] == [("corrections.csv", 2, "correction_stale")]


def test_all_that_do_not_fit_are_listed_at_once(corrected):
    with pytest.raises(CorrectionError) as error:
        corrected({"expected": "1"}, {"document": "r2"})
    assert [one.line for one in error.value.refusals] == [2, 3]


def rows(folder, sql):
    with duckdb.connect(os.path.realpath(folder / "warehouse.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A data folder with a document in the inbox (12 applications), built with a correction of it (21)."""
    monkeypatch.setattr("etl.build.terms", lambda *_: pl.DataFrame(schema={"report_id": pl.String, "term": pl.String, "count": pl.Int32}))
    monkeypatch.setattr(messages, "language", "zh")
    data = data_folder(tmp_path / "data", [report()], [figure()])
    path = document(data / "inbox" / "a.txt", "2019年，收到政府信息公开申请12件。", year=2019)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    write(data / "rules" / "corrections.csv", COLUMNS, [LINE | {"document": digest, "expected": "12", "value": "21"}])
    assert main(["build", "--data", str(data)]) == 0
    return data


CORRECTED = "SELECT amount, origin FROM yearly WHERE year = 2019 AND metric_id = 'app_received'"


def test_a_correction_of_a_document_survives_reading_it_again(folder):
    assert rows(folder, CORRECTED) == [(21, "correction")]
    with (folder / "rules" / "phrases.yaml").open("a", encoding="utf-8") as handle:
        handle.write("\n# read again\n")
    assert main(["build", "--data", str(folder)]) == 0 and rows(folder, CORRECTED) == [(21, "correction")]


def test_a_stale_correction_stops_the_build_with_a_sentence_and_the_old_warehouse_stays(folder, capsys):
    before = current(folder)
    document(folder / "inbox" / "a.txt", "2019年，收到政府信息公开申请13件。", year=2019)
    assert main(["build", "--data", str(folder)]) == 1
    error = capsys.readouterr().err
    assert "corrections.csv:2" in error and "不再适用" in error
    assert current(folder) == before and rows(folder, CORRECTED) == [(21, "correction")]


def test_what_is_no_number_is_refused_with_the_rules(folder, capsys):
    write(folder / "rules" / "corrections.csv", COLUMNS, [LINE | {"value": "许多"}])
    assert main(["build", "--data", str(folder)]) == 1
    assert "许多" in capsys.readouterr().err
