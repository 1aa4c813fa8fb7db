"""The tables that a terminal shows: what was read, what was not used, and what is doubtful."""

import pytest
from tests.builders import document, rules

from etl import messages
from etl.extract import extract
from etl.show import fit, lines, width


@pytest.fixture
def shown(tmp_path):
    """A function that reads a document and returns the lines shown for it."""
    return lambda *text, lang="zh", **facts: lines(extract(document(tmp_path / "a.txt", *text, **facts), rules()), rules(), lang)


def test_the_first_line_says_which_document_of_whom(shown):
    assert shown("收到政府信息公开申请3件。")[0] == "a.txt  苏州市民政局 · 2018 · annual_report · -"


def test_every_figure_has_a_line_with_label_number_unit_and_quote(shown):
    (line,) = [one for one in shown("收到政府信息公开申请3件。") if "新收政府信息公开申请数" in one]
    assert line.split() == ["新收政府信息公开申请数", "3", "件", "收到政府信息公开申请3件"]


def test_what_is_not_used_is_marked_and_the_doubt_is_spelled_out(shown):
    told = shown("微博发布信息94条。", "微博发布信息116条。")
    assert sum(line.endswith("（未采用）") for line in told) == 1
    assert any(line.startswith("  ! ") and "94" in line and "116" in line for line in told)
    assert told[-1] == "  共 2 个数字，1 处存疑。"


def test_a_range_shows_both_ends(shown):
    assert any("300–320" in line for line in shown("全年主动公开政府信息300至320条。"))


def test_it_speaks_english(shown, monkeypatch):
    monkeypatch.setattr(messages, "language", "en")
    told = shown("收到政府信息公开申请3件。", lang="en")
    assert "New" in told[1] or "Applications" in told[1] or "applications" in told[1]
    assert told[-1] == "  1 figures, 0 doubts."


def test_columns_are_even_whatever_the_letters(shown):
    told = shown("收到政府信息公开申请3件。", "通过网站公开政府信息1204条。")
    assert len({width(line) for line in told[1:3]}) == 1


@pytest.mark.parametrize("words", ["", "a", "收", "收到" * 40, "a收" * 40, "收\n到  了"])
def test_words_are_cut_to_the_columns(words):
    assert width(fit(words, 9)) == 9


def test_what_names_nobody_shows_question_marks(shown):
    assert shown("没有数字。", title="一份材料")[0].startswith("a.txt  ? · ? · other")
