"""Documents into data/inbox: read on all cores, shown, copied, and what the user or a file's name says of them kept."""

import sys
from pathlib import Path

from etl import messages
from etl.documents.collect import printable
from etl.extract import Extraction
from etl.identity.file_name import said_in
from etl.inbox import extraction_of, read_files, take
from etl.messages import sentence
from etl.rules import Rules
from etl.said import NOTHING, Said, keep
from etl.said import load as load_said
from etl.settle import settle_document
from etl.show import lines
from etl.table import Refusal


def add(data: Path, paths: list[Path], rules: Rules, told: Said) -> tuple[int, int]:
    """Print what each document says and copy it; return how many were taken and how many were not.

    What the user said of them (`told`) is kept in data/inbox.csv; a document that names no agency, place or year gets a line there to fill in.
    """
    known = load_said(data)[0]
    found = _extractions(paths, data, lambda digest: told.or_else(known.get(digest, NOTHING)))
    words = {path: _words(path, one, rules, told) for path, one in found.items() if isinstance(one, Extraction)}
    again = {found[path].document.sha256: said for path, said in words.items() if said != told}
    found |= _extractions([path for path, said in words.items() if said != told], data, lambda digest: again[digest])
    taken = 0
    for path in paths:
        refusal = _take(path, found.get(path), data, rules, words.get(path, NOTHING))
        taken += refusal is None
        if refusal:
            print(sentence(refusal), file=sys.stderr)
    return taken, len(paths) - taken


def _extractions(paths: list[Path], data: Path, said) -> dict[Path, Extraction | Refusal]:
    return {path: extraction_of(frame) for path, frame in read_files(paths, data, said).items()}


def _words(path: Path, found: Extraction, rules: Rules, told: Said) -> Said:
    """Return what the user says of a document, and where neither he nor its text names agency or year what its file's name tells."""
    report = found.report
    if report.agency and report.year:
        return told
    name = said_in(path.name, rules)
    return told.or_else(Said("" if report.agency else name.agency, None if report.year else name.year))


def _take(path: Path, found: Extraction | Refusal | None, data: Path, rules: Rules, words: Said) -> Refusal | None:
    """Copy and show one document; return why it was not taken."""
    if not isinstance(found, Extraction):
        return Refusal(printable(str(path)), 0, found.message, found.args) if found else Refusal(printable(str(path)), 0, "document_missing", {})
    found.document.file = printable(path.name)
    try:
        unsure = any(one.check_id == "place_unknown" for one in found.findings)
        if words != NOTHING or unsure or not (found.report.agency and found.report.year):
            keep(data, found.document.sha256, found.document.file, words)
        take(path, found.document.sha256, data / "inbox")
    except OSError as error:
        return Refusal(printable(str(path)), 0, "not_copied", {"inbox": data / "inbox", "reason": error.strerror})
    settle_document(found.figures, rules)
    print("\n".join(lines(found, rules, messages.language)))
    return None
