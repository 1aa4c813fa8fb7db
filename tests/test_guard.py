"""Hostile files in the child process: a refusal or a correct reading, and the next document is read."""

from pathlib import Path

import pytest

from etl import messages
from etl.documents import guard, parse

GOOD = "<html><body><p>全年主动公开政府信息123条。</p></body></html>".encode()
TABLE = "<table><tr><td>收到</td><td>3</td></tr><tr><td>办结</td><td>2</td></tr></table><p>完</p>".encode()


@pytest.fixture(scope="module")
def worker():
    made = guard.Worker()
    yield made
    made.close()


def outcome(worker: guard.Worker, path: Path, data: bytes) -> str:
    path.write_bytes(data)
    try:
        return worker.read(path).text[:40]
    except parse.Refused as refusal:
        return refusal.key


@pytest.mark.parametrize(("name", "data", "expected"), [
    ("a.html", b"", "document_empty"), ("a.docx", GOOD, "全年主动公开政府信息123条。"), ("a.html", bytes(range(256)) * 99, "document_unknown"),
    ("a.pdf", b"%PDF-1.4 cut", "document_damaged"), ("a.png", b"\x89PNG\r\n\x1a\n", "document_image"), ("a.html", GOOD.replace(b"p>", b"p\x00>"), "全年主动公开政府信息123条。"),
    ("a.txt", "公开3条。".encode() * 4_000_000, "document_too_much_text"), ("a.html", b"<div>" * 100_000, "document_too_complex"),
    ("a.txt", "| 收到 | 件 | 3 |\n".encode() * 150_000, "document_too_much_text"), ("a.txt", "收到\t件\t3\n".encode() * 90_000, "document_too_complex"),
    ("a.txt", "公开信息\n".encode() * 40_000, "document_too_many_lines"),
    ("a.html", "<p>年报".encode() + b"<b>" * 100_000 + b"3", "年报3"), ("a.html", TABLE * 10_000, ("收到 | 3\n办结 | 2\n完\n" * 9)[:40])])
def test_bad_input_is_refused_or_read(worker, tmp_path, name, data, expected):
    assert outcome(worker, tmp_path / name, data) == expected
    assert outcome(worker, tmp_path / "good.html", GOOD) == "全年主动公开政府信息123条。"


def test_a_file_over_the_limit_is_refused_unread(worker, tmp_path):
    with (tmp_path / "a.txt").open("wb") as handle:
        handle.truncate(200 * 2**20)
    with pytest.raises(parse.Refused, match="document_too_large"):
        worker.read(tmp_path / "a.txt")


def test_a_missing_file_and_a_folder_are_refused(worker, tmp_path):
    for path in (tmp_path, tmp_path / "none.html"):
        with pytest.raises(parse.Refused, match="document_missing"):
            worker.read(path)


def test_a_slow_document_is_stopped_and_the_next_one_read(tmp_path):
    worker = guard.Worker(seconds=1.0)
    assert outcome(worker, tmp_path / "slow.html", b"<html><table><tr><td>" + b"<x1><li>" * 60_000) in ("document_too_slow", "document_no_text")
    worker.seconds = 10.0
    assert outcome(worker, tmp_path / "good.html", GOOD) == "全年主动公开政府信息123条。"
    worker.close()


def test_a_document_beyond_the_memory_is_stopped(tmp_path):
    worker = guard.Worker(memory=150 * 2**20)
    assert outcome(worker, tmp_path / "a.html", b"<html>" + TABLE * 100_000) == "document_out_of_memory"
    assert outcome(worker, tmp_path / "good.html", GOOD) == "全年主动公开政府信息123条。"
    worker.close()


def test_the_worker_is_used_again_and_replaced_in_time(worker, tmp_path, monkeypatch):
    outcome(worker, tmp_path / "a.html", GOOD)
    first = worker.process.pid
    outcome(worker, tmp_path / "a.html", GOOD)
    assert worker.process.pid == first
    monkeypatch.setattr(guard, "DOCUMENTS", worker.count)
    outcome(worker, tmp_path / "a.html", GOOD)
    assert worker.process.pid != first


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_refusal_has_its_sentence(lang):
    keys = {value for value in parse.REFUSED.values()} | {"document_too_large", "document_too_slow", "archive_packed_tight", "office_missing"}
    assert all(messages.text(key, lang, found=1, allowed=2) for key in keys)
