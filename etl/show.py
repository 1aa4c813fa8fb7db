"""What was read from documents, as tables for a terminal: the report, its figures, and everything doubtful."""

import unicodedata

from etl.extract import Extraction
from etl.messages import text
from etl.rules import Rules

WIDTHS = (30, 12, 6, 44)


def width(words: str) -> int:
    """Return how many columns a terminal needs; a Chinese character takes two.

    >>> width("收到3件")
    7
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)


def fit(words: str, columns: int) -> str:
    """Return the words cut or filled to a number of terminal columns.

    >>> fit("收到申请数", 6), fit("ab", 4)
    ('收到… ', 'ab  ')
    """
    words = " ".join(words.split())
    if width(words) > columns:
        while width(words) > columns - 1:
            words = words[:-1]
        words += "\u2026"
    return words + " " * (columns - width(words))


def lines(found: Extraction, rules: Rules, lang: str) -> list[str]:
    """Return the lines to print for one document."""
    labels = dict(rules.metrics.select("metric_id", f"label_{lang}").iter_rows())
    report = found.report
    head = [f"{found.document.file}  {report.agency or '?'} · {report.year or '?'} · {report.kind} · {report.form or '-'}"]
    named = [figure for figure in found.figures if figure.value is not None]
    rows = [[labels.get(figure.metric, figure.label) + (f" ({figure.dimension})" if figure.dimension else ""),
             f"{figure.value:g}" + (f"–{figure.value_high:g}" if figure.value_high is not None else ""), figure.unit, figure.quote] for figure in named]
    marks = ["" if figure.accepted else "  " + text("rival_mark") for figure in named]
    table = ["  " + " ".join(fit(cell, size) for cell, size in zip(row, WIDTHS, strict=True)) + mark for row, mark in zip(rows, marks, strict=True)]
    doubts = [f"  ! {finding.message}" for finding in found.findings]
    return head + table + doubts + ["  " + text("document_counts", figures=len(named), findings=len(doubts))]
