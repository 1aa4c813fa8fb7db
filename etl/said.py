"""Who reports, and for which year, where a document does not print it: said by the user in data/inbox.csv, by the document's SHA-256."""

import csv
import errno
import io
import os
from dataclasses import dataclass
from pathlib import Path

from etl.messages import sentence
from etl.table import Refusal, read_csv

COLUMNS = ("document", "file", "agency", "year")
YEARS = range(2008, 2100)  # the Regulations came into force in 2008


@dataclass(frozen=True, slots=True)
class Said:
    """The agency's full name and the year of the report; empty where nothing is said."""

    agency: str = ""
    year: int | None = None

    def or_else(self, other: "Said") -> "Said":
        """Return what is said here, and the other's word for what is not.

        >>> Said(year=2020).or_else(Said("X", 2019))
        Said(agency='X', year=2020)
        """
        return Said(self.agency or other.agency, self.year or other.year)


NOTHING = Said()


def load(data: Path) -> tuple[dict[str, Said], list[Refusal]]:
    """Return what data/inbox.csv says of each document, later lines filling in earlier ones, and the lines that cannot be used."""
    path = data / "inbox.csv"
    if not path.exists():
        return {}, []
    frame, refused = read_csv(path, COLUMNS)
    known: dict[str, Said] = {}
    for document, _, agency, year, line in frame.iter_rows():
        if year and not (year.isdecimal() and int(year) in YEARS):
            refused.append(Refusal(path.name, line, "said_year", {"found": year, "first": YEARS[0], "last": YEARS[-1]}))
            continue
        known[document] = Said(agency, int(year) if year else None).or_else(known.get(document, NOTHING))
    return known, refused


def keep(data: Path, sha256: str, file: str, said: Said) -> None:
    """Write a document's line into data/inbox.csv; with nothing said it is one to fill in. Raises OSError, also for lines it cannot read."""
    path = data / "inbox.csv"
    frame, refused = read_csv(path, COLUMNS) if path.exists() else (None, [])
    if refused:
        raise OSError(errno.EINVAL, sentence(refused[0]))  # writing the file anew would lose the line
    lines = {row[0]: row for row in frame.select(COLUMNS).iter_rows()} if frame is not None else {}
    _, file, agency, year = lines.get(sha256, (sha256, file, "", ""))
    lines[sha256] = (sha256, file, said.agency or agency, str(said.year or year))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *lines.values()])
    part = data / f".inbox.{os.getpid()}.part"
    part.write_text(text.getvalue(), encoding="utf-8-sig")  # the mark lets Excel open it
    part.replace(path)
