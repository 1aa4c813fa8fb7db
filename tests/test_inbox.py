"""The user's documents: read once, on all cores, again only when they or the rules change, and the same whatever the order."""

import os
import shutil
import sys
from types import ModuleType

import polars as pl
import pytest
from tests.builders import data_folder, document, rules

from etl import inbox, messages
from etl.documents.collect import find
from etl.inbox import read_inbox, rules_hash

LINES = ("2018年，主动公开政府信息{n}条，收到政府信息公开申请{n}件。",)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A data folder with three documents in its inbox; its rules are the shipped ones and need not be loaded again."""
    monkeypatch.setattr(inbox, "_loaded", lambda *_: rules())
    folder = data_folder(tmp_path / "data", [], [])
    for number in (1, 2, 3):
        document(folder / "inbox" / f"{number}.txt", LINES[0].format(n=number), agency=f"云溪{number}镇人民政府")
    return folder


@pytest.fixture
def readings(monkeypatch):
    """The names of the documents that are read, in order."""
    seen, real = [], inbox.read_one
    monkeypatch.setattr(inbox, "read_one", lambda path, *rest: seen.append(path.name) or real(path, *rest))
    return seen


def test_reports_figures_and_hashes_of_every_document(data):
    reports, figures, findings, refused = read_inbox(data)
    assert reports["file"].to_list() == ["1.txt", "2.txt", "3.txt"] and set(reports["sha256"].str.len_chars()) == {64}
    assert figures.filter(metric_id="app_received")["value"].to_list() == [1, 2, 3]
    assert set(figures["report_id"]) == set(reports["report_id"]) and not refused and "message" in findings.columns


def test_doubts_are_told_in_both_languages(data):
    document(data / "inbox" / "4.txt", "本报告统计期限为2017年1月1日至2017年12月31日。", agency="云溪4镇人民政府", year=2018)
    _, _, findings, _ = read_inbox(data)
    told = findings.filter(check_id="year_conflict").row(0, named=True)
    assert "题名的年份是 2018" in told["message"] and told["message_en"].startswith("The title says 2018")


def test_an_empty_inbox_gives_empty_frames_of_the_same_shape(tmp_path, data):
    empty = read_inbox(data_folder(tmp_path / "none", [], []))
    full = read_inbox(data)
    assert [frame.schema for frame in empty[:3]] == [frame.schema for frame in full[:3]] and empty[0].is_empty()


def test_what_is_read_is_not_read_again(data, readings):
    first = read_inbox(data)
    assert sorted(readings) == ["1.txt", "2.txt", "3.txt"]
    readings.clear()
    again = read_inbox(data)
    assert readings == [] and all(one.equals(two) for one, two in zip(first[:3], again[:3]))


def test_only_a_changed_or_new_document_is_read(data, readings):
    read_inbox(data)
    readings.clear()
    document(data / "inbox" / "2.txt", LINES[0].format(n=20), agency="云溪2镇人民政府")
    document(data / "inbox" / "4.txt", LINES[0].format(n=4), agency="云溪4镇人民政府")
    figures = read_inbox(data)[1]
    assert sorted(readings) == ["2.txt", "4.txt"]
    assert sorted(figures.filter(metric_id="app_received")["value"]) == [1, 3, 4, 20]


def test_a_changed_rule_reads_all_again(data, readings):
    read_inbox(data)
    readings.clear()
    with (data / "rules" / "phrases.yaml").open("a", encoding="utf-8") as handle:
        handle.write("\n# another word\n")
    read_inbox(data)
    assert len(readings) == 3 and len(list((data / "cache").glob("*.parquet"))) == 3


@pytest.mark.parametrize("name", ["vocabulary.csv", "identity.csv", "forms_variants.csv", "card_words.csv"])
def test_every_file_with_words_that_are_read_counts_as_changed(data, name):
    before = rules_hash(data / "rules")
    with (data / "rules" / name).open("a", encoding="utf-8") as handle:
        handle.write("\n")
    assert rules_hash(data / "rules") != before


def test_a_correction_or_verdict_reads_nothing_again(data):
    before = rules_hash(data / "rules")
    (data / "rules" / "corrections.csv").write_text("document,metric_id,scope,dimension,expected,value,reason,source,date\nx,y,,,1,2,,,\n")
    (data / "rules" / "verdicts.csv").write_text("finding_id\nx\n")
    assert rules_hash(data / "rules") == before
    (data / "rules" / "forms.csv").write_bytes((data / "rules" / "forms.csv").read_bytes() + b"\n")
    assert rules_hash(data / "rules") != before


def test_an_interrupted_run_goes_on_where_it_was(data, monkeypatch):
    seen, real = [], inbox.read_one

    def broken(path, *rest):
        if path.name == "3.txt" and not seen.count("stopped"):
            seen.append("stopped")
            raise KeyboardInterrupt
        seen.append(path.name)
        return real(path, *rest)

    monkeypatch.setattr(inbox, "read_one", broken)
    with pytest.raises(KeyboardInterrupt):
        read_inbox(data)
    assert read_inbox(data)[0].height == 3
    assert seen == ["1.txt", "2.txt", "stopped", "3.txt"]


def test_a_removed_document_is_forgotten(data):
    read_inbox(data)
    (data / "inbox" / "1.txt").unlink()
    assert read_inbox(data)[0]["file"].to_list() == ["2.txt", "3.txt"]
    assert len(list((data / "cache").iterdir())) == 2


def test_two_copies_of_a_document_are_one(data, readings):
    shutil.copy(data / "inbox" / "1.txt", data / "inbox" / "9.txt")
    assert read_inbox(data)[0]["file"].to_list() == ["1.txt", "2.txt", "3.txt"]
    assert sorted(readings) == ["1.txt", "2.txt", "3.txt"]


def test_a_refused_document_is_named_and_the_others_are_read(data, readings):
    (data / "inbox" / "2.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40)
    reports, _, _, refused = read_inbox(data)
    assert reports.height == 2 and [(one.file, one.message) for one in refused] == [("2.txt", "document_image")]
    readings.clear()
    assert [one.file for one in read_inbox(data)[3]] == ["2.txt"] and readings == []


def test_what_was_refused_for_want_of_a_program_is_tried_again(data, readings):
    (data / "inbox" / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    refused = read_inbox(data)[3]
    readings.clear()
    read_inbox(data)
    assert (readings == ["old.doc"]) == (refused[0].message in inbox.RETRIED)


def test_in_parallel_and_one_after_the_other_the_same(data, tmp_path, monkeypatch):
    other = tmp_path / "other"
    shutil.copytree(data, other)
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))  # a page's test may have left the page there, for workers to run
    monkeypatch.setattr(inbox, "POOL_FROM", 2)
    parallel = read_inbox(data)
    monkeypatch.setattr(inbox, "POOL_FROM", 99)
    single = read_inbox(other)
    assert parallel[3] == single[3] == [] and all(one.equals(two) for one, two in zip(parallel[:3], single[:3]))
    written = [{path.name: path.read_bytes() for path in (folder / "cache").iterdir()} for folder in (data, other)]
    assert len(written[0]) == 3 and written[0] == written[1]


def test_findings_are_kept_in_one_language_whoever_reads(data, monkeypatch):
    document(data / "inbox" / "1.txt", "微博发布信息94条。", "微博发布信息116条。")
    monkeypatch.setattr(messages, "language", "en")
    assert any("两处数字不同" in message for message in read_inbox(data)[2]["message"])
    assert messages.language == "en"


def test_no_half_written_result_is_left(data):
    read_inbox(data)
    assert not [name for name in os.listdir(data / "cache") if not name.endswith(".parquet")]


def test_a_damaged_result_is_read_again(data, readings):
    first = read_inbox(data)
    broken = sorted((data / "cache").iterdir())
    broken[0].write_bytes(b"PAR1 cut short")
    broken[1].write_bytes(b"")
    readings.clear()
    again = read_inbox(data)
    assert len(readings) == 2 and all(one.equals(two) for one, two in zip(first[:3], again[:3]))


def test_a_document_that_vanishes_or_may_not_be_read_is_refused_and_the_others_are_read(data, monkeypatch):
    monkeypatch.setattr("etl.documents.collect.find", lambda paths, find=find: [*find(paths), data / "inbox" / "gone.txt"])
    reports, _, _, refused = read_inbox(data)
    assert reports.height == 3 and [(one.file, one.message) for one in refused] == [("gone.txt", "document_missing")]


def test_what_a_killed_run_left_half_written_is_cleared_away_but_not_what_is_being_written(data):
    (data / "cache").mkdir()
    old, new = data / "cache" / "a.1.part", data / "cache" / "b.2.part"
    old.write_bytes(b"")
    new.write_bytes(b"")
    os.utime(old, (0, 0))
    read_inbox(data)
    assert not old.exists() and new.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_names_that_are_no_text_or_very_long_are_taken_and_shown(data, tmp_path):
    odd = [os.fsdecode(b"\xff\xfe.txt"), "a\nb.txt", "\u957f" * 83 + ".txt"]
    for number, name in enumerate(odd):
        source = document(tmp_path / "in" / name, "2018", LINES[0].format(n=number), agency=f"云溪{number}乡人民政府")
        inbox.take(source, f"{number:064d}", data / "inbox")
    names = read_inbox(data)[0]["file"].to_list()
    assert [name.split("-", 1)[1] for name in names if "-" in name] == ["\\xff\\xfe.txt", "a\\nb.txt", "\u957f" * 60 + ".txt"]


def test_a_full_disk_is_an_error_of_the_system_and_leaves_no_part(data, monkeypatch):
    def full(*_, **__):
        raise pl.exceptions.ComputeError("No space left on device")
    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(OSError, match="No space left"):
        read_inbox(data)
    assert not list((data / "cache").iterdir())
