"""发布前自查: a dropped draft is read in a child process, told with both sides and its words, and nothing of it stays anywhere."""

import random
import tempfile
import time

import polars as pl
import pytest
from tests.check_cases import right
from tests.test_mutations import page as printed
from tests.test_mutations import parts_of

from pages.shared import draft, drafts, sides

ROW = {"level": "error", "suspect": "report", "check_id": "x", "label": "检查", "kind": "equal", "place": "", "message": "甲 3；乙 4。相差 1。",
       "left_value": 3.0, "left_label": "甲 3", "right_value": 4.0, "right_label": "乙 4"}


@pytest.fixture
def sample() -> tuple:
    return ("样例.md", drafts.SAMPLE.read_bytes())


@pytest.fixture(scope="module")
def good() -> tuple:
    cells = right("R3", random.Random(5))
    return ("good.html", printed("R3", cells, parts_of("R3", cells)).encode())


def bodies(app) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_every_draft_answers_under_its_own_name_in_order(sample, good):
    told = drafts.run((sample, good, sample), "zh")
    assert [one["file"] for one in told] == ["样例.md", "good.html", "样例.md"]
    assert [one["fails"] for one in told] == [True, False, True]


def test_nothing_stays_on_disk(sample, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert drafts.run((sample,), "zh") and list(tmp_path.iterdir()) == []


def test_a_reading_that_takes_too_long_is_ended_and_leaves_nothing(sample, tmp_path, monkeypatch):
    (slow := tmp_path / "slow").write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o700)
    monkeypatch.setattr(drafts.sys, "executable", str(slow))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    started = time.monotonic()
    assert drafts.run((sample,), "zh", seconds=0.1) is None and time.monotonic() - started < 20
    assert list(tmp_path.iterdir()) == [slow]


def test_a_name_that_points_elsewhere_writes_nowhere_else(good, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "in"))
    (tmp_path / "in").mkdir()
    (one,) = drafts.run((("../../x\x00.html", good[1]),), "zh")
    assert one["findings"] == [] and [path.name for path in tmp_path.rglob("*")] == ["in"]


def test_a_refused_file_gets_its_sentence_in_the_readers_language(good):
    refused, read = drafts.run((("leer.pdf", b""), good), "en")
    assert "empty" in refused["refused"]["message"] and read["states"]


def test_the_verdict_tells_wrong_from_right_from_nothing_to_check(sample, good, shipped):
    plan = ("plan.txt", "某局2024年政务公开工作方案\n现将今年的工作安排如下，请各科室落实。".encode())
    assert [draft.verdict(one)[0] for one in drafts.run((sample, good, plan), "zh")] == ["bad", "good", "open"]


def test_two_years_of_one_agency_are_checked_for_carry_over(sample):
    before = ("2023.md", sample[1].decode().replace("2024", "2023").encode())
    states = [{row["check_id"]: row["state"] for row in one["states"]} for one in drafts.run((before, sample), "zh")]
    assert [one["R3-12"] for one in states] == ["cannot_assess", "fails"]


def test_the_list_to_take_along_holds_every_finding_doubt_and_refusal(sample, shipped):
    told = drafts.run((sample, ("leer.pdf", b"")), "zh")
    table = draft.listing(told)
    assert table.height == len(told[0]["findings"]) + len(told[0]["doubts"]) + 1 and {"R3-05", "P-02", "section_missing"} <= set(table["代码"])


def test_what_was_read_stands_in_a_table_with_its_place(sample, shipped):
    table = draft.figures(drafts.run((sample,), "zh")[0])
    row = table.row(by_predicate=(pl.col("原文数值") == 16) & (pl.col("部分") == "自然人"), named=True)
    assert row["位置"].startswith("第 13 块表格，第 27 行") and row["来自"] == "报表"


def test_the_page_says_that_nothing_is_stored_and_offers_a_sample(page):
    app = page("check")
    assert "不保存" in "".join(element.value for element in app.markdown)
    assert "试一份样例" in [link.proto.label for link in app.get("page_link")]


def test_the_sample_shows_what_does_not_add_up(page):
    app = page("check", sample="1")
    assert not app.exception and "6 处要看" in app.error[0].value
    assert "申请表勾稽关系" in bodies(app) and "<mark>25</mark>" in bodies(app) and "两边应相等，相差 2" in bodies(app)


def test_the_sample_can_be_read_in_english(page):
    app = page("check", sample="1", lang="en")
    assert "To look at: 6" in app.error[0].value and "Applications by natural persons" in bodies(app)


def test_markup_in_a_draft_is_shown_and_not_run(shipped):
    cell = {"origin": "prose", "quote": "<script>3</script>", "label": "", "value": 3, "place": "p"}
    shown = sides.article({**ROW, "label": "<b>x</b>", "left_label": "<i>甲</i> 3"}, [cell])
    assert "<script>" not in shown and "<i>甲" not in shown and "<b>x" not in shown and "<mark>3</mark>" in shown


def test_a_file_name_is_shown_and_draws_no_picture(shipped):
    told = drafts.run((("![x](http://127.0.0.1/y).txt", b""),), "zh")
    assert "![" not in draft.heading(told) and r"\!\[x\]" in draft.heading(told)


def test_years_are_told_in_words_and_not_as_amounts(shipped):
    row = {**ROW, "kind": "year", "message": "报告年度 2017；发布于 2017-11-15。年份不符。", "left_value": 2017.0, "right_value": 2017.0}
    assert "gk-sides" not in sides.article(row, []) and "发布于 2017-11-15" in sides.article(row, [])


def test_an_author_is_not_told_to_edit_a_rule_file(page):
    app = page("check", sample="1")
    shown = "".join(element.value for element in app.markdown)
    assert "不在目录里" in shown and "agency" not in shown


def test_many_zeros_of_a_side_are_only_counted(shipped):
    left = " + ".join(f"项{place} {place % 2 * place}" for place in range(12))
    shown = sides.article({**ROW, "left_label": f"{left} = 36"}, [])
    assert "另有 6 项为 0" in shown and "项11" in shown and "项10" not in shown


def test_a_sentence_of_several_numbers_is_shown_once(shipped):
    cells = [{"origin": "prose", "before": "共", "quote": "9件", "after": "，其中5件", "label": "", "value": 9, "place": "p"},
             {"origin": "prose", "before": "共9件，其中", "quote": "5件", "after": "", "label": "", "value": 5, "place": "p"}]
    assert sides.quotes(cells).count("gk-quote'") == 1 and "共<mark>9</mark>件，其中<mark>5</mark>件" in sides.quotes(cells)
