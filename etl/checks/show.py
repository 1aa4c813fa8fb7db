"""What the checks say of a document as one JSON object: the broken relation, its cells, what was missing."""

import re
from dataclasses import asdict

from etl.checks.document import Checked
from etl.messages import text
from etl.model import Document, Figure
from etl.rules import Rules

LEVELS = {"error": 0, "warning": 1, "info": 2}
AROUND = 90  # characters of the sentence shown before and after a number in prose
ENDS = re.compile("[\u3002\uff1b\uff01\uff1f\n]")
SIDES = ("left_value", "left_label", "right_value", "right_label")


def labels_of(frame, key: str, lang: str) -> dict[str, str]:
    """Return {key: label in the language}."""
    return dict(frame.select(key, f"label_{lang}").iter_rows())


def worst_first(checked: Checked) -> list[tuple[dict, list[Figure]]]:
    """Return the findings with their cells, errors first."""
    pairs = zip(checked.findings, checked.cells, strict=True)
    return sorted(pairs, key=lambda pair: (LEVELS[pair[0]["level"]], pair[0]["check_id"], pair[0]["finding_id"]))


def names_of(missing: str, metrics: dict[str, str], dimensions: dict[str, str]) -> list[str]:
    """Return the names of missing operands, each once, with the kind of applicant; one of the report for the year before says so."""
    return list(dict.fromkeys(_name(code, metrics, dimensions) for code in missing.split()))


def _name(code: str, metrics: dict[str, str], dimensions: dict[str, str]) -> str:
    metric, _, dimension = code.rpartition(":")[2].removesuffix("@t-1").partition("/")
    who = text("word_dimension", name=dimensions.get(dimension, dimension)) if dimension else ""
    return (text("word_before") if code.endswith("@t-1") else "") + metrics.get(metric, metric) + who


def as_dict(checked: Checked, rules: Rules, lang: str) -> dict:
    """Return the JSON object of `check --json`: who and when, every finding with both sides and its cells, every state with what is
    missing, the report card, the doubts of reading, and all figures that were read."""
    found, checks, metrics = checked.found.as_dict(), labels_of(rules.checks, "check_id", lang), labels_of(rules.metrics, "metric_id", lang)
    kinds, dimensions = dict(rules.checks.select("check_id", "kind").iter_rows()), labels_of(rules.dimensions, "dimension", lang)
    criteria = {row["criterion"]: row for row in rules.card.iter_rows(named=True)}
    return {
        "file": found["file"], "sha256": found["sha256"], "report": found["report"], "fails": checked.fails,
        "findings": [_finding(row, checked.found.document, cells, lang) | {"label": checks[row["check_id"]], "kind": kinds[row["check_id"]]}
                     for row, cells in worst_first(checked)],
        "states": [{"check_id": row["check_id"], "label": checks[row["check_id"]], "state": row["state"], "missing": row["missing"],
                    "missing_names": names_of(row["missing"], metrics, dimensions), "untouched": row["untouched"],
                    "held": row["held"], "failed": row["failed"], "lacking": row["lacking"], "reading": row["reading"]} for row in checked.states],
        "card": [{"criterion": row["criterion"], "label": criteria[row["criterion"]][f"label_{lang}"], "state": row["state"],
                  "detail": row[f"detail_{lang}"], "basis": criteria[row["criterion"]][f"basis_{lang}"]} for row in checked.card],
        "doubts": [asdict(doubt) for doubt in checked.doubts],
        "figures": [figure | {"metric_label": metrics.get(figure["metric"], "")} for figure in found["figures"]],
    }


def _finding(row: dict, document: Document, cells: list[Figure], lang: str) -> dict:
    ending = "_en" if lang == "en" else ""
    sides = {name: row[name + (ending if name.endswith("label") else "")] for name in SIDES}
    kept = {name: row[name] for name in ("finding_id", "check_id", "level", "suspect", "metric_id", "place")}
    return kept | sides | {"message": row[f"message_{lang}"], "cells": [_cell(figure, document) for figure in cells]}


def _cell(figure: Figure, document: Document) -> dict:
    names = ("metric", "label", "value", "unit", "origin", "block", "row", "column", "quote", "char_start", "char_end")
    before, after = _around(figure, document.text) if figure.row is None else ("", "")
    return {name: getattr(figure, name) for name in names} | {"before": before, "after": after}


def _around(figure: Figure, whole: str) -> tuple[str, str]:
    """Return what stands before and after a number in its sentence, at most AROUND characters each."""
    before, after = whole[max(0, figure.char_start - AROUND):figure.char_start], whole[figure.char_end:figure.char_end + AROUND]
    return ENDS.split(before)[-1], (ENDS.split(after)[0] + (found[0] if (found := ENDS.search(after)) else "")).rstrip("\n")
