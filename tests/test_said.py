"""The user's word for who reports and for which year, where a document does not print it: data/inbox.csv and the command line."""

import json
import os

import duckdb
import polars as pl
import pytest
from tests.builders import data_folder, document, rules

from etl import inbox, messages
from etl.__main__ import main
from etl.identity.file_name import said_in
from etl.inbox import read_inbox
from etl.said import Said, keep, load

TITLE = "2018年政府信息公开工作年度报告"
LINES = ("主动公开政府信息1,204条，收到政府信息公开申请3件。",)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Speak Chinese; load the shipped rules once; leave out the cutting of words, which no test here looks at."""
    monkeypatch.setattr(messages, "language", "zh")
    monkeypatch.setattr("etl.rules.load", lambda *_: rules())
    monkeypatch.setattr("etl.build.load", lambda *_: rules())
    monkeypatch.setattr(inbox, "_loaded", lambda *_: rules())
    monkeypatch.setattr("etl.build.terms", lambda *_: pl.DataFrame(schema={"report_id": pl.String, "term": pl.String, "count": pl.Int32}))


@pytest.fixture
def nameless(tmp_path):
    return document(tmp_path / "in" / "nameless.txt", *LINES, title=TITLE)


@pytest.fixture
def data(tmp_path):
    return data_folder(tmp_path / "data", [], [])


def reports(data):
    with duckdb.connect(os.path.realpath(data / "warehouse.duckdb"), read_only=True) as con:
        return con.execute("select agency_printed, year, city, agency.kind from report join agency using (agency_id)").fetchall()


def said_of(data):
    return [(one.agency, one.year) for one in load(data)[0].values()]


def test_a_document_without_a_name_gets_a_line_to_fill_in(data, nameless, capsys):
    assert main(["add", str(nameless), "--data", str(data)]) == 2
    assert said_of(data) == [("", None)] and "data/inbox.csv" in capsys.readouterr().err
    assert "nameless.txt" in (data / "inbox.csv").read_text(encoding="utf-8-sig")


def test_what_is_filled_in_there_brings_the_report_into_the_warehouse(data, nameless):
    main(["add", str(nameless), "--data", str(data)])
    path = data / "inbox.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("nameless.txt,,", "nameless.txt,安康市统计局,"), encoding="utf-8")
    assert main(["build", "--data", str(data)]) == 0
    assert reports(data) == [("安康市统计局", 2018, "安康市", "统计局")]


def test_a_name_given_on_the_command_line_is_kept(data, nameless):
    assert main(["add", str(nameless), "--agency", "安康市统计局", "--data", str(data)]) == 0
    assert said_of(data) == [("安康市统计局", None)]
    assert main(["build", "--data", str(data)]) == 0 and len(reports(data)) == 1


def test_the_users_word_goes_before_what_is_printed_and_is_given_as_the_reason(tmp_path, capsys):
    path = document(tmp_path / "a.txt", *LINES)
    assert main(["extract", "--json", str(path), "--agency", "安康市统计局", "--year", "2017"]) == 0
    report = json.loads(capsys.readouterr().out)["report"]
    assert (report["agency"], report["year"], report["province"]) == ("安康市统计局", 2017, "陕西省")
    assert report["reasons"]["agency"] == "使用者写明：安康市统计局" and report["reasons"]["year"] == "使用者写明：2017"


def test_a_name_that_no_list_places_is_taken_as_it_was_said(tmp_path, capsys):
    path = document(tmp_path / "a.txt", *LINES, title=TITLE)
    assert main(["extract", "--json", str(path), "--agency", "某研究院"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["report"]["agency"], told["report"]["city"]) == ("某研究院", "")
    assert [one["check_id"] for one in told["findings"]] == ["place_unknown"]


def test_a_document_is_read_again_when_other_words_are_said_of_it(data, monkeypatch):
    path, seen, real = document(data / "inbox" / "a.txt", *LINES, title=TITLE), [], inbox.read_one
    monkeypatch.setattr(inbox, "read_one", lambda path, *rest: seen.append(path.name) or real(path, *rest))
    digest = read_inbox(data)[0]["sha256"][0]
    for agency in ("安康市统计局", "安康市统计局", "安康市审计局"):
        keep(data, digest, path.name, Said(agency))
        assert read_inbox(data)[0]["agency"].to_list() == [agency]
    assert len(seen) == 3


def test_a_wrong_year_is_refused_with_its_line_and_the_other_lines_hold(data):
    (data / "inbox.csv").write_text("document,agency,year\naa,甲局,20x8\nbb,乙局,2018\n", encoding="utf-8")
    known, refused = load(data)
    assert known == {"bb": Said("乙局", 2018)}
    assert messages.sentence(refused[0]) == "inbox.csv:2  年份“20x8”不是 2008–2099 之间的四位数；请改正。"


def test_a_line_that_cannot_be_read_is_not_lost_when_another_is_written(data, nameless, capsys):
    broken = "document,agency,year\naa,甲局\n"
    (data / "inbox.csv").write_text(broken, encoding="utf-8")
    assert main(["add", str(nameless), "--data", str(data)]) == 3
    assert (data / "inbox.csv").read_text(encoding="utf-8") == broken and "inbox.csv:2" in capsys.readouterr().err


def test_a_files_name_tells_whose_report_it_is_where_the_text_does_not(data, tmp_path):
    path = document(tmp_path / "in" / "2018年安康市统计局政府信息公开年报.txt", *LINES, title=TITLE)
    assert main(["add", str(path), "--data", str(data)]) == 0
    assert said_of(data) == [("安康市统计局", None)] and reports(data) == [("安康市统计局", 2018, "安康市", "统计局")]


@pytest.mark.parametrize("name", ["年报.txt", "统计局2018年报告.txt", "朝阳区教育局2018年报告.txt", "scan_0001.pdf"])
def test_a_files_name_that_leaves_a_doubt_tells_no_agency(name):
    assert said_in(name, rules()).agency == ""


def test_a_year_that_is_none_is_refused_at_once(nameless, capsys):
    with pytest.raises(SystemExit):
        main(["extract", str(nameless), "--year", "19"])
    assert "2008–2099" in capsys.readouterr().err
