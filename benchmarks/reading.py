"""Whole extraction of one document against its peers, in turns: lxml and a regex scan, pandas.read_html, pdfplumber."""

import re
import statistics
import time
from collections.abc import Callable
from io import BytesIO

import lxml.html
import pandas
import pdfplumber

from benchmarks import documents
from benchmarks.report import Line
from etl.documents import parse
from etl.extract import read_document
from etl.forms.forms import read as read_forms
from etl.model import Report
from etl.prose import phrases as prose
from etl.rules import load

RULES = load(documents.RULES.folder)
YEAR = 2023
DOCUMENTS, WARM = 45, 5
OF_LXML, OF_PANDAS, OF_PDFPLUMBER = 3, 1 / 5, 1.5
NUMBER = re.compile(r"\d[\d,.]*")
GROUP = re.compile(r"\(\?P<\w+>")
COLUMNS = ("C1", "C2", "C3", "C4", "C5", "C6", "C7")


def typical(inputs: list, *works: Callable) -> list[float]:
    """Return the median milliseconds of each work over inputs that it has not seen before; they take turns on each input.

    The first few inputs only warm up: what every document shares is loaded and compiled then.
    """
    spent: list[list[float]] = [[] for _ in works]
    for number, one in enumerate(inputs):
        for times, work in zip(spent, works):
            start = time.perf_counter()
            work(one)
            if number >= WARM:
                times.append((time.perf_counter() - start) * 1000)
    return list(map(statistics.median, spent))


def extracted(data: bytes, name: str) -> dict[str, float | None]:
    """Return {rule of the form: value} of everything read from a document's bytes: parse, identity, forms, phrases, settle."""
    figures = read_document(parse.read_bytes(data, name), RULES).figures
    return {figure.rule_id: figure.value for figure in figures if figure.origin == "table"}


def tables_alone(data: bytes, name: str) -> list:
    """Return the figures of the tables: what by_pandas does, and no prose."""
    return read_forms(parse.read_bytes(data, name), Report(year=YEAR), RULES)[0]


def by_pandas(data: bytes) -> dict[str, float]:
    """Return the same cells as pandas reads them, mapped by hand: tables by their header, rows and columns by their place."""
    cells: dict[str, float] = {}
    ids = _valued_rows()
    for table in pandas.read_html(BytesIO(data)):
        rows = table.astype(str).values.tolist()
        if len(rows[0]) == 15:
            numbers = iter(rows[-1])
            cells |= {f"form:R3/review_litigation/{row}/C{column}": float(next(numbers)) for row in ("1", "3", "4") for column in range(1, 6)}
        elif len(rows[0]) > 8:
            for row, id_ in zip(rows[3:], ids["requests"], strict=True):
                cells |= {f"form:R3/requests/{id_}/{column}": float(value) for column, value in zip(COLUMNS, row[-7:], strict=True)}
        else:
            name = documents.SMALL[[f"({number})" in rows[0][0] for number in "一五六八"].index(True)]
            for row, id_ in zip(rows[2:], ids[name], strict=True):
                cells |= {f"form:R3/{name}/{id_}/C{column}": float(value) for column, value in enumerate(row[1:], 1)}
    return cells


def _valued_rows() -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for form, table, row, metric in RULES.forms.select("form", "table", "row", "metric_id").iter_rows():
        if form == "R3" and metric:
            found.setdefault(table, {})[row] = None
    return {table: list(rows) for table, rows in found.items()}


def scans() -> tuple[re.Pattern, list[re.Pattern]]:
    """Return a pattern of the forms' labels and of numbers, and every pattern of the phrase rules around a number: what a plain scan of the text looks for."""
    labels = sorted({label for label in RULES.forms["label"] if label}, key=len, reverse=True)
    sides = [[side.pattern if side else "" for side in pattern] for _, *pattern in prose.load(RULES.folder).index.patterns]
    phrases = [re.compile(GROUP.sub("(", before.removesuffix("$") + NUMBER.pattern + after)) for before, after in sides]
    return re.compile("|".join(map(re.escape, labels)) + "|" + NUMBER.pattern), phrases


def html() -> list[Line]:
    """Compare the three tables and the prose of a page with lxml and scans of its text, and with pandas.

    A scan for labels and numbers, or pandas, reads less than we do; the same work is the tables alone beside pandas, and everything
    beside lxml or pandas with a scan for each phrase.
    """
    labelled, phrases = scans()
    lines = []
    for kind, word in (("plain", False), ("Word", True)):
        pages = [documents.page(*documents.report(seed, YEAR), word=word) for seed in range(DOCUMENTS)]
        if any(extracted(data, "a.html") != by_pandas(data) for data in pages[:WARM]):
            raise AssertionError("pandas and we do not read the same cells")
        numbers, scan, said, peer, ours, tables = typical(
            pages, lambda data: NUMBER.findall(lxml.html.fromstring(data).text_content()),
            lambda data: labelled.findall(lxml.html.fromstring(data).text_content()),
            lambda data: [phrase.findall(text) for text in [lxml.html.fromstring(data).text_content()] for phrase in (labelled, *phrases)],
            by_pandas, lambda data: extracted(data, "a.html"), lambda data: tables_alone(data, "a.html"))
        what = f"{kind} HTML, {len(pages[0]) / 1024:.0f} KB"
        lines += [Line(f"{what}: {name}", time, "ms") for name, time in (
            ("lxml and a scan for numbers", numbers), ("lxml and a scan for labels and numbers", scan), ("lxml and a scan for labels, numbers and phrases", said),
            ("pandas.read_html and a mapping", peer), ("ours, everything", ours), ("ours, tables alone", tables))]
        lines += [Line(f"{what}: {name}", ratio, "×", budget) for name, ratio, budget in (
            ("ours / lxml and scan for labels and numbers", ours / scan, OF_LXML), ("ours / lxml and scan for phrases too", ours / said, OF_LXML),
            ("ours / pandas", ours / peer, OF_PANDAS), ("ours, tables alone / pandas", tables / peer, OF_PANDAS),
            ("ours / pandas and scan for phrases", ours / (peer + said - scan), OF_PANDAS))]
    return lines


def pdf() -> list[Line]:
    """Compare with pdfplumber's own table pass over the same file."""
    path, files = documents.OUT / "reading.pdf", []
    path.parent.mkdir(exist_ok=True)
    for seed in range(DOCUMENTS // 4):
        documents.pdf(path, *documents.report(seed, YEAR))
        files.append(path.read_bytes())

    def tables(data: bytes) -> None:
        with pdfplumber.open(BytesIO(data)) as document:
            for page in document.pages:
                page.extract_tables()

    peer, ours = typical(files, tables, lambda data: extracted(data, "a.pdf"))
    return [Line("PDF: pdfplumber's tables", peer, "ms"), Line("PDF: ours, everything", ours, "ms"), Line("PDF: ours / pdfplumber", ours / peer, "×", OF_PDFPLUMBER)]


def run() -> list[Line]:
    """Return all comparisons."""
    return html() + pdf()
