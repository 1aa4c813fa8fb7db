"""The word lists and page rules of a data folder govern what is read with it, and only that."""

import json

import pytest
from tests.builders import data_folder
from tests.test_identify import WHOLE

from etl.__main__ import main
from etl.inbox import rules_hash
from etl.rulefiles import RULES, using
from etl.wordlists import word_list

TITLE = "宁陵县水利局2020年政府信息公开工作年度报告"
LINES = TITLE, WHOLE.format(2020), "一、总体情况", "请关注我们的频道", "全年主动公开政府信息9条。"


@pytest.fixture
def folder(tmp_path):
    return data_folder(tmp_path / "data", [], [])


def add(folder, name, line):
    with (folder / "rules" / name).open("a", encoding="utf-8") as handle:
        handle.write(line + "\n")


def read(folder, tmp_path, capsys, *lines):
    """Return what `extract --data` prints of a text."""
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(lines), encoding="utf-8")
    options = ["--data", str(folder)] if folder else []
    assert main(["extract", "--json", *options, str(path)]) == 0
    return json.loads(capsys.readouterr().out)


def test_words_of_identity_are_those_of_the_data_folder(folder, tmp_path, capsys):
    line = TITLE.replace("报告", "实录"), *LINES[1:]
    add(folder, "identity.csv", "document,年度实录,plan,")
    assert read(folder, tmp_path, capsys, *line)["report"]["kind"] == "plan"
    assert read(None, tmp_path, capsys, *line)["report"]["kind"] == "annual_report"


def test_noise_of_pages_is_that_of_the_data_folder(folder, tmp_path, capsys):
    add(folder, "page_noise.csv", "line,请关注我们的频道,")
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join(LINES), encoding="utf-8")
    assert main(["extract", "--text", "--data", str(folder), str(path)]) == 0
    assert "频道" not in capsys.readouterr().out
    assert main(["extract", "--text", str(path)]) == 0
    assert "频道" in capsys.readouterr().out


def test_a_list_that_the_data_folder_lacks_is_the_projects(folder, tmp_path, capsys):
    (folder / "rules" / "identity.csv").unlink()
    assert read(folder, tmp_path, capsys, *LINES)["report"]["agency"] == "宁陵县水利局"


def test_misspellings_that_the_data_folder_lacks_are_the_projects(folder, tmp_path, capsys):
    (folder / "rules" / "misspellings.csv").unlink()
    said = *LINES[:4], "主动公开政府信息合记9条。"
    assert [figure["value"] for figure in read(folder, tmp_path, capsys, *said)["figures"]] == [9]


def test_an_emptied_list_of_misspellings_leaves_text_as_printed(folder, tmp_path, capsys):
    (folder / "rules" / "misspellings.csv").write_text("word,meant,not_before,note\n", encoding="utf-8")
    assert [figure["value"] for figure in read(folder, tmp_path, capsys, *LINES)["figures"]] == [9]


def test_a_kept_reading_depends_on_the_lists_that_were_read(folder):
    before = rules_hash(folder / "rules")
    (folder / "rules" / "identity.csv").unlink()
    assert rules_hash(folder / "rules") == before
    (folder / "rules" / "identity.csv").write_text((RULES / "identity.csv").read_text(encoding="utf-8") + "drop,某,,\n", encoding="utf-8")
    assert rules_hash(folder / "rules") != before


@pytest.mark.parametrize("name, line", [("page_noise.csv", "line,((,"), ("identity.csv", "told,((,,"), ("identity.csv", "summed,((,,"), ("identity.csv", "a,b,c,d,e")])
def test_a_wrong_line_is_said_with_its_file(folder, tmp_path, capsys, name, line):
    add(folder, name, line)
    (tmp_path / "a.txt").write_text(TITLE, encoding="utf-8")
    assert main(["extract", "--data", str(folder), str(tmp_path / "a.txt")]) == 1
    out, err = capsys.readouterr()
    assert out == "" and err.startswith(f"{name}:") and "Traceback" not in err


def test_after_a_block_the_projects_words_are_back(folder):
    add(folder, "identity.csv", "drop,频道,,")
    with using(folder / "rules"):
        assert "频道" in word_list("identity")["drop"]
    assert "频道" not in word_list("identity")["drop"]
