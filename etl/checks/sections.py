"""What is asked of a document's text: the sections of the uniform format, a plain statement of problems, and marks of its paragraphs."""

import hashlib
import re

import polars as pl

from etl.forms.form_labels import key, simplified
from etl.identity.titles import lines_of
from etl.messages import finding
from etl.model import Document, Finding, Report
from etl.rules import Rules
from etl.wordlists import word_list

HEADING = 40  # characters; a longer line is text
CHANGING = re.compile(r"[\d\W]+")  # numbers, blanks and punctuation: what changes in a paragraph taken over from last year


def sections(document: Document, report: Report, rules: Rules) -> list[Finding]:
    """Return a finding that names the sections which the format of the report's year asks for and the document lacks.

    A section on problems counts as stated when its text has at least `problems_least` characters.
    """
    if report.kind != "annual_report" or not report.year:
        return []
    lines = [simplified(line) for line in lines_of(document)]
    headings, words = [line for line in lines if len(line) < HEADING], word_list("card_words")
    present, numbered = {key(line) for line in headings}, [line for line in headings if line.startswith(tuple(words["section"]))]
    missing = [label for row, label, known in _due(rules, report.year)
               if known not in present and not any(word in line for line in numbered for word in words[row])]  # the heading asked for, or one in other words
    found = [finding("section_missing", "warning", "report", count=len(missing), sections=" \u00b7 ".join(missing))] if missing else []
    if _stated(lines) < rules.limit("problems_least"):
        found.append(finding("problems_unstated", "warning", "report", least=round(rules.limit("problems_least"))))
    return found


def _due(rules: Rules, year: int) -> list[tuple[str, str, str]]:
    """Return (row, label, key) of the sections that the format of a year asks for."""
    if id(rules) not in _KNOWN:
        asked: dict[str, list[tuple[str, str, str]]] = {}
        for form, row, label in rules.forms.filter((pl.col("table") == "report") & pl.col("row").str.starts_with("S")).select("form", "row", "label").iter_rows():
            asked.setdefault(form, []).append((row, label, key(label)))
        spans = rules.eras.select("form", "first_year", "last_year").iter_rows()
        _KNOWN[id(rules)] = (rules, [(int(first), int(last or 9999), asked.get(form, [])) for form, first, last in spans])
    return next((labels for first, last, labels in _KNOWN[id(rules)][1] if first <= year <= last), [])


_KNOWN: dict[int, tuple[Rules, list]] = {}


def _stated(lines: list[str]) -> int:
    """Return the characters that follow the longest-spoken heading about problems, up to the next section."""
    words, longest = word_list("card_words"), 0
    for place, line in enumerate(lines):
        if len(line) < HEADING and any(word in line for word in words["problems"]):
            size = 0
            for after in lines[place + 1:]:
                if len(after) < HEADING and any(after.startswith(word) for word in words["section"]):
                    break
                size += len(after)
            longest = max(longest, size)
        elif any(word in line for word in words["problems"]):
            longest = max(longest, len(line))
    return longest


def prints(document: Document, rules: Rules) -> list[str]:
    """Return a mark for each long paragraph, the same where the words are the same: what copied text is told by."""
    least = rules.limit("paragraph_least")
    words = [CHANGING.sub("", simplified(block.text)) for block in document.blocks if block.kind != "table"]
    return [hashlib.blake2b(text.encode(), digest_size=8).hexdigest() for text in words if len(text) >= least]
