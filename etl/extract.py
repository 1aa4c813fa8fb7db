"""One document to its report, figures and findings; nothing is written anywhere."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import polars as pl

from etl.messages import finding, text
from etl.model import Block, Document, Figure, Finding, Report
from etl.rules import Rules, RulesError
from etl.said import NOTHING, Said
from etl.settle import settle_document
from etl.table import Refusal

REPORT_FIELDS = ("agency agency_type level province city county year period_start period_end kind form title published_on").split()
FIGURE_FIELDS = ("metric label value value_high unit qualifier scope dimension category origin missing rule_id block row column quote "
                 "char_start char_end accepted").split()
FINDING_FIELDS = "check_id level suspect message place".split()
SENTENCE = re.compile("[\u3002\uff1b]")
GAPPED = re.compile(r"(?:  |\t)\W?\d\S*")
APART = 12  # lines between two figures of one flattened table


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
            "findings": [{name: getattr(finding, name) for name in FINDING_FIELDS} for finding in self.findings],
        }


def extract(path: Path, rules: Rules, said: Callable[[str], Said] = lambda sha256: NOTHING) -> Extraction:
    """Return what a file says, given what the user said of the document with its hash; raises Refused when it cannot be read."""
    from etl.documents import parse

    document = parse.read_guarded(path)
    return read_document(document, rules, said(document.sha256))


def read_document(document: Document, rules: Rules, said: Said = NOTHING) -> Extraction:
    """Return the report, all figures with one accepted per metric, scope and dimension, and everything doubtful."""
    from etl.forms.forms import read as read_forms
    from etl.identity.identify import identify
    from etl.prose.phrases import read as read_phrases
    from etl.prose.shares import read as read_shares

    report, doubts = identify(document, rules, said)
    table, from_tables = read_forms(document, report, rules)
    if report.form and report.kind == "other" and report.reasons.get("kind") in (None, text("reason_other")):
        report.kind = "annual_report"  # no plan or notice holds a filled national form
        report.reasons["kind"] = text("reason_form_filled")
    prose, from_prose = read_phrases(_without_lines_of_tables(document, table, rules), report, _phrases(rules))
    figures = sorted(table + prose + (read_shares(document, rules) if report.tells else []), key=lambda figure: (figure.char_start, figure.char_end, figure.metric))
    rivals = _accept(figures, rules)
    lost = [finding(key, "warning", "extraction", "", f"note_{key}", found=found) for key, _, found in (note.partition(" ") for note in document.notes)]
    return Extraction(document, report, figures, lost + doubts + from_tables + from_prose + rivals)


def _without_lines_of_tables(document: Document, figures: list[Figure], rules: Rules) -> Document:
    """Return the document with the lines of flattened tables marked as tables, so that they are not read a second time as prose."""
    from etl.forms.form_glued import is_glued
    from etl.forms.form_labels import forms_of
    from etl.forms.forms import GLUED, parts

    spans: dict[int, list[int]] = {}
    for figure in figures:
        spans.setdefault(figure.block, []).extend((figure.char_start, figure.char_end))
    glued = {block.index for block in document.blocks if block.kind != "table" and is_glued(block.text, forms_of(rules))}
    if not glued and all(document.blocks[number - 1].kind == "table" for number in spans) and not any(map(_is_row, document.blocks)):
        return document
    read, made = sorted(spans), []
    for block in document.blocks:
        after = bisect_left(read, block.index)
        within = 0 < after < len(read) and read[after] - read[after - 1] <= APART and not SENTENCE.search(block.text)
        if block.index in glued and block.index not in spans:
            made += [replace(part, kind="table") if part.kind == GLUED else part for part in parts(block, forms_of(rules))]
        elif block.kind == "table" or block.index not in spans and not within:
            made.append(replace(block, kind="table") if _is_row(block) else block)
        else:
            made += _cut(block, spans.get(block.index) or [block.start, block.end])
    return replace(document, blocks=made)


def _is_row(block: Block) -> bool:
    """Tell whether a line is a row of a table that lost its rules: no sentence, and more than one number behind wide gaps."""
    return block.kind != "table" and not SENTENCE.search(block.text) and len(GAPPED.findall(block.text)) > 1


def _cut(block: Block, span: list[int]) -> list[Block]:
    """Return a block in up to three: the sentences before a flattened table, the table, and what comes after it."""
    first = block.start + block.text.rfind("\u3002", 0, min(span) - block.start) + 1
    cuts = ((block.start, first, block.kind), (first, max(span), "table"), (max(span), block.end, block.kind))
    return [Block(block.index, kind, block.text[start - block.start:end - block.start], start, end) for start, end, kind in cuts if end > start]


def _phrases(rules: Rules):
    """Return the phrase rules of these rules, compiled once; raises RulesError when phrases.yaml is wrong."""
    from yaml import YAMLError

    from etl.prose.phrases import load

    if id(rules) not in _PHRASES:
        try:
            _PHRASES[id(rules)] = (rules, load(rules.folder))
        except (ValueError, LookupError, TypeError, AttributeError, OSError, re.error, YAMLError) as error:
            raise RulesError([Refusal("phrases.yaml", 0, "phrases_wrong", {"reason": " ".join(str(error).split())})]) from None
    return _PHRASES[id(rules)][1]


_PHRASES: dict[int, tuple] = {}


def frame_of(figures: list[Figure], report_id: str = "") -> pl.DataFrame:
    """Return figures as the frame that the steps after reading work on; `line` is the printed order."""
    rows = [(report_id, line, f.metric, f.label, f.value, f.value_high, f.unit, f.qualifier, f.scope, f.dimension, f.category or None, f.origin, f.missing,
             f.rule_id, f.block, f.char_start, f.char_end, f.quote) for line, f in enumerate(figures, 1)]
    return pl.DataFrame(rows, orient="row", schema={
        "report_id": pl.String, "line": pl.Int64, "metric_id": pl.String, "label": pl.String, "value": pl.Float64, "value_high": pl.Float64,
        "unit": pl.String, "qualifier": pl.String, "scope": pl.String, "dimension": pl.String, "category": pl.String, "origin": pl.String, "missing": pl.String,
        "rule_id": pl.String, "block": pl.Int32, "char_start": pl.Int32, "char_end": pl.Int32, "quote": pl.String})


def _accept(figures: list[Figure], rules: Rules) -> list[Finding]:
    """Mark one figure per key as accepted and return the disagreements as findings."""
    return [finding(check, "warning", "extraction" if check == "two_readings" else "report", won.metric, "rivals",
                    metric=label, left=f"{won.label} {left:g}", right=f"{lost.label} {right:g}")
            for check, label, won, lost, left, right in settle_document(figures, rules)]


def _plain(value):
    return int(value) if isinstance(value, float) and value.is_integer() else value
