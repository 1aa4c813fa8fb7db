"""The house rules: which part may know which, how long things may be, and that texts and README keep up with the code."""

import argparse
import ast
import csv
import re
import string
import subprocess
from pathlib import Path

import pytest
from tests.builders import DATA, ROOT

ETL = sorted((ROOT / "etl").rglob("*.py"))
PAGES = sorted((ROOT / "pages").glob("*.py")) + [ROOT / "dashboard.py"]
SHARED = sorted((ROOT / "pages" / "shared").glob("*.py"))
DYNAMIC = ("title_", "lead_", "tab_", "era_", "short_", "chart_", "left_", "state_", "view_", "zip_")
RANGE = re.compile(r".-.")  # of a character class, such as all Han characters
CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")  # words; punctuation is grammar


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """The top-level packages that a file imports, wherever in the file."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


def docstrings(module: ast.Module) -> set[int]:
    """The identities of the nodes that are docstrings."""
    owners = [node for node in ast.walk(module) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)]
    return {id(node.body[0].value) for node in owners if node.body and isinstance(node.body[0], ast.Expr)}


def literals(path: Path) -> list[str]:
    module = tree(path)
    known = docstrings(module)
    return [node.value for node in ast.walk(module)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in known]


def texts() -> dict[str, dict[str, str]]:
    with (DATA / "i18n" / "pages.csv").open(encoding="utf-8", newline="") as handle:
        return {row["key"]: row for row in csv.DictReader(handle)}


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ETL, ids=lambda path: path.name)
def test_the_steps_know_nothing_of_the_pages(path):
    assert not imported(path) & {"streamlit", "altair", "pages", "dashboard"}


@pytest.mark.parametrize("path", PAGES + SHARED, ids=lambda path: path.name)
def test_the_pages_know_nothing_of_the_steps(path):
    assert "etl" not in imported(path)


@pytest.mark.parametrize("path", ETL, ids=lambda path: path.name)
def test_no_chinese_stands_in_the_code_of_the_steps(path):
    assert [value for value in literals(path) if CHINESE.search(RANGE.sub("", value))] == []


@pytest.mark.parametrize("path", ETL + PAGES + SHARED, ids=lambda path: path.name)
def test_a_file_is_short_enough_to_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= (120 if path in PAGES else 250)


@pytest.mark.parametrize("path", ETL + PAGES + SHARED, ids=lambda path: path.name)
def test_a_function_is_short_enough_to_read(path):
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]
    assert [node.name for node in functions if node.end_lineno - node.lineno >= 40] == []


@pytest.mark.parametrize("path", ETL + PAGES + SHARED, ids=lambda path: path.name)
def test_every_file_begins_by_saying_what_it_is(path):
    assert ast.get_docstring(tree(path))


def test_no_tracked_file_names_a_place_on_somebodys_machine():
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    machine = re.compile(rb"(?<![\w.])/(?:work|root|home)/".replace(b"/", rb"\x2f"))
    paths = [ROOT / name for name in tracked if name and (ROOT / name).is_file()]
    assert len(paths) > 50 and [path.name for path in paths if machine.search(path.read_bytes())] == []


def test_every_text_asked_for_by_a_page_exists():
    calls = [node.args[0] for path in PAGES + SHARED for node in ast.walk(tree(path))
             if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "t" and node.args]
    plain = [part.value for key in calls if not isinstance(key, ast.BinOp | ast.JoinedStr) for part in ast.walk(key)
             if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    assert len(plain) > 100 and sorted(set(plain) - texts().keys()) == []


def test_a_text_made_of_two_parts_begins_as_agreed():
    calls = [node.args[0] for path in PAGES + SHARED for node in ast.walk(tree(path))
             if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "t" and node.args]
    assert {ast.literal_eval(key.left) for key in calls if isinstance(key, ast.BinOp)} <= set(DYNAMIC)


def test_every_page_and_every_era_is_named():
    with (DATA / "rules" / "eras.csv").open(encoding="utf-8", newline="") as handle:
        eras = [row["era"] for row in csv.DictReader(handle)]
    wanted = [f"title_{path.stem}" for path in PAGES] + [f"{kind}_{era}" for era in eras for kind in ("era", "short")]
    assert [key for key in wanted if key not in texts()] == []


def test_no_text_is_left_over():
    spoken = {value for path in PAGES + SHARED for value in literals(path)}
    words = {word for value in spoken for word in re.findall(r"\w+", value)} | {path.stem for path in PAGES}
    eras = {"R0", "R1", "R2", "R3"}
    left = [key for key in texts() if key not in spoken and not (key.startswith(DYNAMIC) and key.split("_", 1)[1] in words | eras)]
    assert left == []


def test_every_text_of_the_pages_stands_in_both_languages_with_the_same_placeholders():
    def names(value):
        return {name for _, name, _, _ in string.Formatter().parse(value) if name is not None}

    wrong = [key for key, row in texts().items() if not row["zh"].strip() or not row["en"].strip() or names(row["zh"]) != names(row["en"])]
    assert len(texts()) > 200 and wrong == []


def test_no_key_of_the_pages_stands_twice():
    with (DATA / "i18n" / "pages.csv").open(encoding="utf-8", newline="") as handle:
        keys = [row["key"] for row in csv.DictReader(handle)]
    assert len(keys) == len(set(keys))


def test_the_readme_names_every_page():
    assert [path.stem for path in PAGES if texts()[f"title_{path.stem}"]["zh"] not in readme()] == []


def test_the_readme_names_every_make_target():
    targets = re.search(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)[1].split()
    assert len(targets) >= 4 and [name for name in targets if f"make {name}" not in readme()] == []


def test_the_readme_names_every_command_of_the_steps(monkeypatch):
    from etl.__main__ import main

    seen, add = [], argparse._SubParsersAction.add_parser
    monkeypatch.setattr(argparse._SubParsersAction, "add_parser", lambda self, name, **more: seen.append(name) or add(self, name, **more))
    with pytest.raises(SystemExit):
        main(["--help"])
    assert seen and [name for name in seen if f"python -m etl {name}" not in readme()] == []
