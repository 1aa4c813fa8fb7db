"""Every sentence of the command line exists in both languages and can be filled in."""

import ast
import csv
import shutil
import string

import polars as pl
import pytest
import yaml
from tests.builders import DATA, ROOT, figure, mapped, report, rules

from etl import messages
from etl.messages import sentence, text
from etl.rules import RulesError, load
from etl.table import Refusal, read_csv


def catalogue() -> dict[str, dict[str, str]]:
    with (DATA / "i18n" / "etl.csv").open(encoding="utf-8", newline="") as handle:
        return {row["key"]: row for row in csv.DictReader(handle)}


def placeholders(sentence_: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence_) if name is not None}


def literal(node) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def keys_in(tree: ast.Module) -> set[str]:
    """Keys given to text, Refusal, refuse and _fail, named in a list of checks, or made of a step's name."""
    position, found = {"text": 0, "_fail": 0, "Refusal": 2, "refuse": 3}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in position and len(node.args) > position[name]:
                found.add(literal(node.args[position[name]]))
            if name == "step" and node.args:
                found.add("step_" + literal(node.args[0]))
        if isinstance(node, ast.Tuple) and len(node.elts) == 3 and isinstance(node.elts[2], ast.Tuple):
            found.add(literal(node.elts[1]))
    return found - {"", "step_"}


def used() -> set[str]:
    return set().union(*(keys_in(ast.parse(path.read_text(encoding="utf-8"))) for path in (ROOT / "etl").rglob("*.py")))


def test_every_key_that_the_steps_use_exists():
    assert len(used()) > 30 and used() <= catalogue().keys()


def test_no_sentence_is_left_over():
    words = {node.value for path in (ROOT / "etl").rglob("*.py") for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
             if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert {key for key in catalogue().keys() - used() - words if not key.startswith(("step_", "note_", "check_", "word_", "card_"))} == set()


def test_no_key_stands_twice():
    keys = [line.split(",")[0] for line in (DATA / "i18n" / "etl.csv").read_text(encoding="utf-8").splitlines()]
    assert len(keys) == len(set(keys))


def test_every_sentence_stands_in_both_languages_with_the_same_placeholders():
    assert not [key for key, row in catalogue().items()
                if not row["zh"].strip() or not row["en"].strip() or placeholders(row["zh"]) != placeholders(row["en"])]


def test_the_chosen_language_is_spoken_and_one_may_be_named(monkeypatch):
    monkeypatch.setattr(messages, "language", "en")
    assert text("up_to_date", path="p") == "The warehouse is up to date: p" != text("up_to_date", "zh", path="p")


def test_a_refusal_names_file_and_line_first():
    assert sentence(Refusal("figures.csv", 7, "unknown_report", {"report_id": "r7"})).startswith("figures.csv:7  ")
    assert sentence(Refusal("figures.csv", 0, "file_missing")).startswith("figures.csv  ")


def refusals_of_rows(path) -> list[Refusal]:
    reports = [report(), report(), report("", year="x"), report("y", year="x"), report("e", year="2005"), report("a", agency="x"),
               report("p", province="浙江省"), report("d", published_on="x"), report("u", url="x")]
    figures = [figure(), figure(), figure(report_id="x"), figure(""), figure("1", missing="blank"), figure("2", "x"), figure("6", "-3"),
               figure("3", value_high="4"), figure("4", qualifier="stated_zero"), figure("5", metric_id="x"), figure("7", unit="x")]
    return mapped(path, figures, reports=reports)[1]


def refusals_of_rules(path) -> list[Refusal]:
    shutil.copytree(DATA / "rules", path / "rules")
    with (path / "rules/words.csv").open("a", encoding="utf-8") as handle:
        handle.write("依申请公开,domain\n新词,sideways\n")
    with (path / "rules/groups.csv").open("a", encoding="utf-8") as handle:
        handle.write("publication,nowhere,99\n")
    with pytest.raises(RulesError) as error:
        load(path / "rules")
    return error.value.refusals


def refusals_of_files(path) -> list[Refusal]:
    found = []
    for number, content in enumerate([b"x,y\n", b"name\na,b\n", b'name\n"a"b\n', b"name\n\xff\n"]):
        (path / f"{number}.csv").write_bytes(content)
        found += read_csv(path / f"{number}.csv", ("name",))[1]
    return found + read_csv(path / "none.csv", ("name",))[1]


@pytest.mark.parametrize(("refusals", "kinds"), [(refusals_of_rows, 16), (refusals_of_rules, 3), (refusals_of_files, 5)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_refusal_can_be_said(tmp_path, monkeypatch, refusals, kinds, lang):
    monkeypatch.setattr(messages, "language", lang)
    found = refusals(tmp_path)
    said = {refusal.message: sentence(refusal) for refusal in found}
    assert len(said) == kinds and not [line for line in said.values() if "{" in line or "\n" in line]


@pytest.mark.parametrize("link", ["col_doubt", "col_url"])
def test_the_header_of_a_link_column_is_no_other_columns(link):
    with (DATA / "i18n" / "pages.csv").open(encoding="utf-8", newline="") as handle:
        heads = {row["key"]: row for row in csv.DictReader(handle) if row["key"].startswith("col_")}
    for lang in ("zh", "en"):
        assert [key for key, row in heads.items() if row[lang] == heads[link][lang]] == [link]


def raised() -> set[str]:
    """The codes of findings in the code of the steps, in phrases.yaml, and of the notes that parsing makes."""
    found = {f"prose_{check}" for check in yaml.load((ROOT / "data" / "rules" / "phrases.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)["findings"]}
    found |= {key.removeprefix("note_") for key in catalogue() if key.startswith("note_")}
    for path in (ROOT / "etl").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Finding", "finding", "_finding") and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
            elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "append" and getattr(getattr(node.func, "value", None), "attr", "") == "doubts":
                found.add(node.args[0].elts[0].value)
    return found


def test_every_finding_of_reading_has_a_name_for_people():
    named = set(rules().checks["check_id"]) | set(rules().vocabulary.filter(pl.col("field") == "check")["value"])
    assert len(raised()) > 25 and raised() - named == set()
