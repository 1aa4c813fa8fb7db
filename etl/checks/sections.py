"""What is asked of a document's text: the sections of the uniform format, a plain statement of problems, and marks of its paragraphs."""

import hashlib
import re

from etl.forms.form_labels import key, simplified
from etl.identity.titles import lines_of
from etl.messages import text
from etl.model import Document, Finding, Report
from etl.rules import Rules
from etl.wordlists import word_list

HEADING = 40  # characters; a longer line is text
CHANGING = re.compile(r"[\d\W]+")  # numbers, blanks and punctuation: what changes in a paragraph taken over from last year


def sections(document: Document, report: Report, rules: Rules) -> list[Finding]:
    """Return a finding for every section that the format of the report's year asks for and the document lacks.

    A section on problems counts as stated when its text has at least `problems_least` characters.
    """
    if report.kind != "annual_report" or not report.year:
        return []
    lines = [simplified(line) for line in lines_of(document)]
    headings, words = [line for line in lines if len(line) < HEADING], word_list("card_words")
    missing = [label for row, label in _due(rules, report.year) if not _has(headings, label, words[row], words["section"])]
    found = [Finding("section_missing", "warning", "report", text("section_missing", section=label), "") for label in missing]
    if _stated(lines) < rules.limit("problems_least"):
        found.append(Finding("problems_unstated", "warning", "report", text("problems_unstated", least=round(rules.limit("problems_least"))), ""))
    return found


def _has(headings: list[str], label: str, named: dict[str, str], numbers: dict[str, str]) -> bool:
    """Return whether a heading is the one asked for, or a numbered one in other words for the same."""
    return any(key(line) == key(label) or (line.startswith(tuple(numbers)) and any(word in line for word in named)) for line in headings)


def _due(rules: Rules, year: int) -> list[tuple[str, str]]:
    form = next((era["form"] for era in rules.eras.iter_rows(named=True) if int(era["first_year"]) <= year <= int(era["last_year"] or 9999)), "")
    return [(line["row"], line["label"]) for line in rules.forms.iter_rows(named=True) if line["form"] == form and line["table"] == "report" and line["row"].startswith("S")]


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
