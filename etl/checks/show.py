"""What the checks say of a document, as lines for a terminal and as one JSON object: the broken relation, its cells, what was missing."""

from dataclasses import asdict

from etl.checks.document import Checked
from etl.messages import text
from etl.model import Figure
from etl.rules import Rules

SHOWN = 30  # relations that could not be assessed and are named one by one
LEVELS = {"error": 0, "warning": 1, "info": 2}


def lines(checked: Checked, rules: Rules, lang: str) -> list[str]:
    """Return the lines to print for one document: what fails, the worst first, what could not be assessed, what was doubtful."""
    report = checked.found.report
    labels = dict(rules.checks.select("check_id", f"label_{lang}").iter_rows())
    words = {(field, value): label for field, value, label in rules.vocabulary.select("field", "value", f"label_{lang}").iter_rows()}
    printed = [f"{checked.found.document.file}  {report.agency or '?'} · {report.year or '?'} · {report.form or '-'}"]
    for row, cells in sorted(zip(checked.findings, checked.cells, strict=True), key=lambda pair: (LEVELS[pair[0]["level"]], pair[0]["check_id"], pair[0]["finding_id"])):
        place = f" · {row['place']}" if row["place"] else ""
        printed.append(f"  [{words['finding_level', row['level']]}] {row['check_id']} {labels[row['check_id']]}{place}")
        printed.append(f"    {row[f'message_{lang}']}")
        printed += [f"      {_address(figure)}" for figure in cells]
    return printed + _open(checked, rules, lang, labels) + [f"  ! {doubt.message}" for doubt in checked.doubts] + [_counts(checked)]


def _open(checked: Checked, rules: Rules, lang: str, labels: dict[str, str]) -> list[str]:
    metrics = dict(rules.metrics.select("metric_id", f"label_{lang}").iter_rows())
    cannot = [row for row in checked.states if row["state"] == "cannot_assess" and not row["untouched"]]
    printed = [f"  ? {row['check_id']} {labels[row['check_id']]}{text('check_missing', names=_names(row['missing'], metrics))}" for row in cannot[:SHOWN]]
    return printed + ([f"  ? {text('check_more', count=len(cannot) - SHOWN)}"] if len(cannot) > SHOWN else [])


def _names(missing: str, metrics: dict[str, str]) -> str:
    names = [metrics.get(name.rpartition(":")[2].split("/")[0].split("@")[0], name) for name in missing.split()]
    return ", ".join(dict.fromkeys(names))


def _address(figure: Figure) -> str:
    if figure.row is None:
        return text("cell_prose", block=figure.block, quote=figure.quote)
    return text("cell_table", block=figure.block, row=figure.row, column=figure.column, quote=figure.quote)


def _counts(checked: Checked) -> str:
    states = [row["state"] for row in checked.states]
    return "  " + text("check_counts", holds=states.count("holds"), fails=states.count("fails"), cannot=states.count("cannot_assess"))


def as_dict(checked: Checked, lang: str) -> dict:
    """Return the JSON object of `check --json`: every finding with its cells, every state, the report card, the doubts of reading."""
    document = checked.found.document
    return {
        "file": document.file, "sha256": document.sha256, "fails": checked.fails,
        "findings": [{name: row[name] for name in ("finding_id", "check_id", "level", "suspect", "metric_id", "left_value", "left_label",
                                                   "right_value", "right_label", "place")}
                     | {"message": row[f"message_{lang}"], "cells": [_cell(figure) for figure in cells]}
                     for row, cells in zip(checked.findings, checked.cells, strict=True)],
        "states": [{name: row[name] for name in ("check_id", "state", "missing")} for row in checked.states],
        "card": [{"criterion": row["criterion"], "state": row["state"], "detail": row[f"detail_{lang}"]} for row in checked.card],
        "doubts": [asdict(doubt) for doubt in checked.doubts],
    }


def _cell(figure: Figure) -> dict:
    return {name: getattr(figure, name) for name in ("metric", "label", "value", "unit", "origin", "block", "row", "column", "quote", "char_start", "char_end")}
