"""What the checks say of a document, as lines for a terminal and as one JSON object: the broken relation, its cells, what was missing."""

import re
from dataclasses import asdict

from etl.checks.document import Checked
from etl.messages import text
from etl.model import Document, Figure
from etl.rules import Rules

SHOWN = 30  # relations that could not be assessed and are named one by one
LEVELS = {"error": 0, "warning": 1, "info": 2}
AROUND = 90  # characters of the sentence shown before and after a number in prose
ENDS = re.compile("[\u3002\uff1b\uff01\uff1f\n]")
SIDES = ("left_value", "left_label", "right_value", "right_label")


def lines(checked: Checked, rules: Rules, lang: str) -> list[str]:
    """Return the lines to print for one document: what fails, the worst first, what could not be assessed, what was doubtful."""
    report, labels = checked.found.report, _labels(rules.checks, "check_id", lang)
    words = {(field, value): label for field, value, label in rules.vocabulary.select("field", "value", f"label_{lang}").iter_rows()}
    printed = [f"{checked.found.document.file}  {report.agency or '?'} · {report.year or '?'} · {report.form or '-'}"]
    for row, cells in _worst_first(checked):
        place = f" · {row['place']}" if row["place"] else ""
        printed.append(f"  [{words['finding_level', row['level']]}] {row['check_id']} {labels[row['check_id']]}{place}")
        printed.append(f"    {row[f'message_{lang}']}")
        printed += [f"      {_address(figure)}" for figure in cells]
    return printed + _open(checked, rules, lang, labels) + [f"  ! {doubt.message}" for doubt in checked.doubts] + [_counts(checked)]


def _labels(frame, key: str, lang: str) -> dict[str, str]:
    return dict(frame.select(key, f"label_{lang}").iter_rows())


def _worst_first(checked: Checked) -> list[tuple[dict, list[Figure]]]:
    pairs = zip(checked.findings, checked.cells, strict=True)
    return sorted(pairs, key=lambda pair: (LEVELS[pair[0]["level"]], pair[0]["check_id"], pair[0]["finding_id"]))


def _open(checked: Checked, rules: Rules, lang: str, labels: dict[str, str]) -> list[str]:
    metrics = _labels(rules.metrics, "metric_id", lang)
    cannot = [row for row in checked.states if row["state"] == "cannot_assess" and not row["untouched"]]
    printed = [f"  ? {row['check_id']} {labels[row['check_id']]}{text('check_missing', names=', '.join(_names(row['missing'], metrics)))}" for row in cannot[:SHOWN]]
    return printed + ([f"  ? {text('check_more', count=len(cannot) - SHOWN)}"] if len(cannot) > SHOWN else [])


def _names(missing: str, metrics: dict[str, str]) -> list[str]:
    """Return the names of missing operands, each once; one of the report for the year before says so."""
    names = [(name.rpartition(":")[2].split("/")[0].split("@")[0], name.endswith("@t-1")) for name in missing.split()]
    return list(dict.fromkeys((text("word_before") if before else "") + metrics.get(metric, metric) for metric, before in names))


def _address(figure: Figure) -> str:
    if figure.row is None:
        return text("cell_prose", block=figure.block, quote=figure.quote)
    return text("cell_table", block=figure.block, row=figure.row, column=figure.column, quote=figure.quote)


def _counts(checked: Checked) -> str:
    states = [row["state"] for row in checked.states]
    return "  " + text("check_counts", holds=states.count("holds"), fails=states.count("fails"), cannot=states.count("cannot_assess"))


def as_dict(checked: Checked, rules: Rules, lang: str) -> dict:
    """Return the JSON object of `check --json`: who and when, every finding with both sides and its cells, every state with what is
    missing, the report card, the doubts of reading, and all figures that were read."""
    found, checks, metrics = checked.found.as_dict(), _labels(rules.checks, "check_id", lang), _labels(rules.metrics, "metric_id", lang)
    kinds = dict(rules.checks.select("check_id", "kind").iter_rows())
    criteria = {row["criterion"]: row for row in rules.card.iter_rows(named=True)}
    return {
        "file": found["file"], "sha256": found["sha256"], "report": found["report"], "fails": checked.fails,
        "findings": [_finding(row, checked.found.document, cells, lang) | {"label": checks[row["check_id"]], "kind": kinds[row["check_id"]]}
                     for row, cells in _worst_first(checked)],
        "states": [{"check_id": row["check_id"], "label": checks[row["check_id"]], "state": row["state"], "missing": row["missing"],
                    "missing_names": _names(row["missing"], metrics), "untouched": row["untouched"]} for row in checked.states],
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
