"""One document to its report, figures and findings; nothing is written anywhere."""

from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import polars as pl

from etl.label import add_units
from etl.messages import text
from etl.model import Document, Figure, Finding, Report
from etl.rules import Rules
from etl.settle import disagreements, settle

REPORT_FIELDS = ("agency agency_type level province city county year period_start period_end kind form title published_on").split()
FIGURE_FIELDS = ("metric label value value_high unit qualifier scope dimension origin missing rule_id block row column quote "
                 "char_start char_end accepted").split()


@dataclass
class Extraction:
    """What was read from one document; the figures stand in printed order, rivals included."""

    document: Document
    report: Report
    figures: list[Figure]
    findings: list[Finding]

    def as_dict(self) -> dict:
        """Return the JSON object of `extract --json`; whole numbers as integers."""
        report, figures = asdict(self.report), [asdict(figure) for figure in self.figures]
        return {
            "file": self.document.file, "sha256": self.document.sha256,
            "report": {name: report[name] for name in REPORT_FIELDS} | {"reasons": self.report.reasons},
            "figures": [{name: _plain(figure[name]) for name in FIGURE_FIELDS} for figure in figures],
            "findings": [asdict(finding) for finding in self.findings],
        }


def extract(path: Path, rules: Rules) -> Extraction:
    """Return what a file says; raises Refused when it cannot be read."""
    from etl.documents import parse

    return read_document(parse.read_guarded(path), rules)


def read_document(document: Document, rules: Rules) -> Extraction:
    """Return the report, all figures with one accepted per metric, scope and dimension, and everything doubtful."""
    from etl.forms.forms import read as read_forms
    from etl.identity.identify import identify
    from etl.prose.phrases import read as read_phrases

    report, doubts = identify(document, rules)
    table, from_tables = read_forms(document, report, rules)
    prose, from_prose = read_phrases(document, report, _phrases(rules.folder))
    figures = sorted(table + prose, key=lambda figure: (figure.char_start, figure.char_end, figure.metric))
    rivals = _accept(figures, rules)
    lost = [Finding(note, "warning", "extraction", text(f"note_{note}"), "") for note in document.notes]
    return Extraction(document, report, figures, lost + doubts + from_tables + from_prose + rivals)


@cache
def _phrases(folder: Path):
    """Return the phrase rules of a folder, compiled once per process."""
    from etl.prose.phrases import load

    return load(folder)


def frame_of(figures: list[Figure], report_id: str = "") -> pl.DataFrame:
    """Return figures as the frame that the steps after reading work on; `line` is the printed order."""
    rows = [(report_id, line, f.metric, f.label, f.value, f.value_high, f.unit, f.qualifier, f.scope, f.dimension, f.origin, f.missing,
             f.rule_id, f.block, f.char_start, f.char_end, f.quote) for line, f in enumerate(figures, 1)]
    return pl.DataFrame(rows, orient="row", schema={
        "report_id": pl.String, "line": pl.Int64, "metric_id": pl.String, "label": pl.String, "value": pl.Float64, "value_high": pl.Float64,
        "unit": pl.String, "qualifier": pl.String, "scope": pl.String, "dimension": pl.String, "origin": pl.String, "missing": pl.String,
        "rule_id": pl.String, "block": pl.Int32, "char_start": pl.Int32, "char_end": pl.Int32, "quote": pl.String})


def _accept(figures: list[Figure], rules: Rules) -> list[Finding]:
    """Mark one figure per key as accepted and return the disagreements as findings."""
    if not figures:
        return []
    settled = settle(add_units(frame_of(figures), rules))
    for figure, accepted in zip(figures, settled.sort("line")["accepted"], strict=True):
        figure.accepted = accepted
    labels = dict(rules.metrics.select("metric_id", "label_zh").iter_rows())
    return [Finding(row["check_id"], "warning", row["suspect"],
                    text("rivals", metric=labels[row["metric_id"]], left=f"{row['left_label']} {row['left_value']:g}",
                         right=f"{row['right_label']} {row['right_value']:g}"), row["metric_id"])
            for row in disagreements(settled).iter_rows(named=True)]


def _plain(value):
    return int(value) if isinstance(value, float) and value.is_integer() else value
