"""`python -m etl extract` and `add` as a user runs them: output, exit status, one sentence for what is refused."""

import json
import os
import subprocess
import sys

import duckdb
import polars as pl
import pytest
from tests.builders import DATA, ROOT, data_folder, document, figure, report, rules

import etl.rules
from etl import inbox, messages
from etl.__main__ import main

LINES = ("本报告统计期限为2018年1月1日至2018年12月31日。", "主动公开政府信息1,204条，收到政府信息公开申请3件。")


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Speak Chinese again afterwards; load the shipped rules once; leave out the cutting of words, which no test here looks at."""
    monkeypatch.setattr(messages, "language", "zh")
    monkeypatch.setattr("etl.rules.load", lambda folder, load=etl.rules.load: rules() if folder == DATA / "rules" else load(folder))
    monkeypatch.setattr("etl.build.terms", lambda *_: pl.DataFrame(schema={"report_id": pl.String, "term": pl.String, "count": pl.Int32}))


@pytest.fixture
def good(tmp_path):
    return document(tmp_path / "in" / "good.txt", *LINES)


@pytest.fixture
def bad(tmp_path, good):
    path = tmp_path / "in" / "bad.pdf"
    path.write_bytes(b"%PDF-1.4 cut short")
    return path


def rows(folder, sql):
    with duckdb.connect(os.path.realpath(folder / "warehouse.duckdb"), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_json_is_one_object_a_line_and_the_status_is_0(good, capsys):
    document(good.parent / "second.txt", *LINES, year=2019)
    assert main(["extract", "--json", str(good.parent)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["file"], one["report"]["year"]) for one in found] == [("good.txt", 2018), ("second.txt", 2019)]


def test_a_documents_figures_count_as_printed(tmp_path, good):
    folder = data_folder(tmp_path / "data", [report()], [figure(), figure("主动公开政府信息", "9", "条")])
    main(["add", str(good), "--data", str(folder)])
    assert rows(folder, "SELECT figures FROM total") == [(4,)]


def test_spans_index_into_what_text_prints(good, capsys):
    assert main(["extract", "--text", str(good)]) == 0
    text = capsys.readouterr().out
    assert main(["extract", "--json", str(good)]) == 0
    figures = json.loads(capsys.readouterr().out)["figures"]
    assert [text[one["char_start"]:one["char_end"]] for one in figures] == [one["quote"] for one in figures] != []
    assert "1,204条" in figures[0]["quote"]


def test_without_an_option_a_table_is_printed(good, capsys):
    assert main(["extract", str(good)]) == 0
    assert "苏州市民政局 · 2018" in (out := capsys.readouterr().out) and "1204" in out


def test_a_refused_file_is_one_sentence_on_stderr_and_the_others_are_read(good, bad, capsys):
    assert main(["extract", "--json", str(bad), str(good)]) == 3
    out, err = capsys.readouterr()
    assert [json.loads(line)["file"] for line in out.splitlines()] == ["good.txt"]
    assert len(err.splitlines()) == 1 and err.startswith(str(bad)) and "Traceback" not in err


@pytest.mark.parametrize("name", ["none.txt", "empty"])
def test_what_is_not_there_is_said(tmp_path, capsys, name):
    (tmp_path / "empty").mkdir()
    assert main(["--lang", "en", "extract", str(tmp_path / name)]) == 3
    out, err = capsys.readouterr()
    assert out == "" and len(err.splitlines()) == 1


def test_extract_writes_nothing(good, tmp_path):
    data = data_folder(tmp_path / "data", [], [])
    before = sorted(path for path in tmp_path.rglob("*"))
    assert main(["extract", "--data", str(data), str(good)]) == 0
    assert sorted(path for path in tmp_path.rglob("*")) == before


def test_wrong_phrase_rules_are_said_and_nothing_is_read(good, tmp_path, capsys):
    data = data_folder(tmp_path / "data", [], [])
    (data / "rules" / "phrases.yaml").write_text("rules: [{id: a, reads: b}]", encoding="utf-8")
    assert main(["extract", "--data", str(data), str(good)]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("phrases.yaml") and "Traceback" not in err


def test_a_pipe_carries_utf8_whatever_the_locale_and_may_be_closed(good):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "etl", "extract", "--json", str(good)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True)
    assert done.returncode == 0 and json.loads(done.stdout.decode("utf-8"))["report"]["agency"] == "苏州市民政局"
    assert done.stderr == b""


ADDED = {
    "known.txt": ("苏州市民政局2018年政府信息公开工作年度报告", *LINES),
    "new.txt": ("云溪市民政局2018年政府信息公开工作年度报告", "收到政府信息公开申请5件。"),
    "plan.txt": ("云溪市民政局2019年政务公开工作要点", "全年公开信息300条以上。"),
    "half.txt": ("云溪市民政局2017年上半年政府信息公开工作总结", "今年以来收到政府信息公开申请2件。"),
    "nobody.txt": ("政府信息公开工作年度报告", "收到政府信息公开申请7件。"),
}


@pytest.fixture(scope="module")
def added(tmp_path_factory):
    """(data folder, exit status, output) after adding the documents above and one that cannot be read."""
    folder = tmp_path_factory.mktemp("added")
    for name, (title, *lines) in ADDED.items():
        document(folder / "in" / name, *lines, title=title)
    (folder / "in" / "bad.pdf").write_bytes(b"%PDF-1.4 cut short")
    data = data_folder(folder / "data", [report(year="2016")], [figure(metric_id="app_received")])
    command = [sys.executable, "-m", "etl", "add", "--data", str(data), str(folder / "in")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    return data, done


def test_add_shows_what_it_read_and_says_what_it_refused(added):
    _, done = added
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert "known.txt  苏州市民政局 · 2018" in done.stdout and "1204" in done.stdout
    assert any("bad.pdf" in line for line in done.stderr.splitlines())


def test_add_says_nothing_but_sentences_of_its_own(added):
    assert "leaked" not in added[1].stderr


def test_add_copies_into_the_inbox(added):
    names = sorted(path.name.split("-", 1)[1] for path in (added[0] / "inbox").iterdir())
    assert names == sorted(ADDED)


def test_added_figures_stand_in_the_yearly_series_with_hash_and_quote(added):
    found = rows(added[0], """SELECT c.sha256, c.quote, y.amount FROM yearly y JOIN citation c USING (figure_id)
                              WHERE y.agency = '苏州市民政局' AND y.year = 2018 AND y.metric_id = 'app_received'""")
    ((digest, quote, amount),) = found
    (path,) = (added[0] / "inbox").glob("*known.txt")
    assert digest[:8] == path.name[:8] and len(digest) == 64 and "3件" in quote and amount == 3


def test_an_agency_that_was_unknown_has_its_series(added):
    found = rows(added[0], "SELECT year, amount FROM yearly WHERE agency = '云溪市民政局' AND metric_id = 'app_received'")
    assert found == [(2018, 5)]
    assert rows(added[0], "SELECT kind FROM agency WHERE name = '云溪市民政局'") == [("民政局",)]


def test_a_plan_and_part_of_a_year_are_kept_but_in_no_series(added):
    found = rows(added[0], "SELECT kind, year, in_series FROM report WHERE kind <> 'annual_report' ORDER BY year")
    assert found == [("summary", 2017, False), ("plan", 2019, False)]
    assert rows(added[0], "SELECT count(*) FROM yearly WHERE year IN (2017, 2019)") == [(0,)]
    assert rows(added[0], "SELECT value FROM citation WHERE year = 2017 AND metric_id = 'app_received'") == [(2,)]


def test_a_document_that_names_no_agency_is_refused_with_a_sentence(added):
    assert any("nobody.txt" in line and "没有认出" in line for line in added[1].stderr.splitlines())
    assert rows(added[0], "SELECT count(*) FROM refusal WHERE file LIKE '%nobody.txt'") == [(1,)]


def test_adding_what_is_already_in_the_inbox_copies_nothing(added):
    before = sorted((added[0] / "inbox").iterdir())
    assert main(["add", "--data", str(added[0]), str(added[0] / "inbox")]) == 2
    assert sorted((added[0] / "inbox").iterdir()) == before


def test_adding_reads_a_document_once_and_goes_on_where_it_was_interrupted(good, tmp_path, monkeypatch):
    document(good.parent / "other.txt", *LINES, year=2019)
    data, seen, real = data_folder(tmp_path / "data", [], []), [], inbox.read_one

    def broken(path, *rest):
        seen.append(path.name)
        if seen == ["good.txt", "other.txt"]:
            raise KeyboardInterrupt
        return real(path, *rest)

    monkeypatch.setattr(inbox, "read_one", broken)
    with pytest.raises(KeyboardInterrupt):
        main(["add", "--data", str(data), str(good.parent)])
    assert main(["add", "--data", str(data), str(good.parent)]) == 0
    assert seen == ["good.txt", "other.txt", "other.txt"]


def test_doubts_of_an_added_document_are_told_in_the_language_asked_for(tmp_path, capsys):
    path = document(tmp_path / "in" / "a.txt", *LINES, year=2016)
    main(["--lang", "en", "add", "--data", str(data_folder(tmp_path / "data", [], [])), str(path)])
    assert "! The title says 2016" in capsys.readouterr().out


def test_adding_nothing_readable_builds_nothing(bad, tmp_path):
    data = data_folder(tmp_path / "data", [report()], [figure()])
    assert main(["add", "--data", str(data), str(bad)]) == 3
    assert not list(data.glob("warehouse*")) and not (data / "inbox").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="named pipes and byte names are tested on Linux")
def test_a_pipe_is_refused_at_once_and_a_name_that_is_no_text_is_printed(good, tmp_path):
    os.mkfifo(tmp_path / "pipe.html")
    good.rename(odd := tmp_path / os.fsdecode(b"\xff.txt"))
    command = [sys.executable, "-m", "etl", "extract", "--json", str(tmp_path / "pipe.html"), os.fsencode(odd)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60)
    assert done.returncode == 3 and json.loads(done.stdout)["file"] == "\\xff.txt" and b"Traceback" not in done.stderr
