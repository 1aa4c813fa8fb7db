"""CSV files as polars frames of text that remember the line each row came from."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl


@dataclass
class Refusal:
    """One row or file that was not taken: the sentence names file, line, what was found and what to do."""

    file: str
    line: int
    message: str
    args: dict = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether the file as a whole, or all of it from this line on, could not be read."""
        return self.message in ("file_missing", "file_not_utf8", "bad_header", "bad_csv")


def read_csv(path: Path, columns: tuple[str, ...]) -> tuple[pl.DataFrame, list[Refusal]]:
    """Return the file's rows as text columns (empty cell = "", spaces trimmed) plus `line`, and what was refused.

    Columns of `columns` that the file lacks come back empty, except the first, which every row needs.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")  # at once, so that an error counts bytes from the start of the file
        return _rows(path.name, csv.reader(io.StringIO(text, newline=""), strict=True), columns)
    except FileNotFoundError:
        return _empty(columns), [Refusal(path.name, 0, "file_missing")]
    except UnicodeDecodeError as error:
        return _empty(columns), [Refusal(path.name, 0, "file_not_utf8", {"byte": error.start + 1})]


def _rows(name: str, reader, columns: tuple[str, ...]) -> tuple[pl.DataFrame, list[Refusal]]:
    try:
        header = [cell.strip() for cell in next(reader, [])]
    except csv.Error as error:
        return _empty(columns), [Refusal(name, 1, "bad_csv", {"found": str(error)})]
    unknown = [cell for cell in header if cell not in columns]
    if unknown or columns[0] not in header or len(set(header)) < len(header):
        found = ", ".join(unknown or header) or "-"
        return _empty(columns), [Refusal(name, 1, "bad_header", {"found": found, "allowed": ", ".join(columns)})]
    rows, lines, refused = [], [], []
    line = end = reader.line_num  # where a row begins and ends: a quoted cell may hold line breaks
    try:
        for row in reader:
            line, end = end + 1, reader.line_num
            if not any(row):
                continue
            if len(row) != len(header):
                refused.append(Refusal(name, line, "bad_width", {"found": len(row), "allowed": len(header)}))
                continue
            rows.append([cell.strip() for cell in row])
            lines.append(line)
    except csv.Error as error:
        refused.append(Refusal(name, end + 1, "bad_csv", {"found": str(error)}))
    frame = pl.DataFrame(rows, schema={cell: pl.String for cell in header}, orient="row")
    missing = [pl.lit("").alias(cell) for cell in columns if cell not in header]
    frame = frame.with_columns(missing).select(columns).with_columns(pl.Series("line", lines, pl.Int64))
    return frame, refused


def _empty(columns: tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame(schema={**{cell: pl.String for cell in columns}, "line": pl.Int64})


def refuse(frame: pl.DataFrame, file: str, bad: pl.Expr, message: str, *found: str, **args) -> tuple[pl.DataFrame, list[Refusal]]:
    """Split off the rows for which `bad` is true; `found` names the columns quoted in the
    sentence; the first of them is also `{found}` there.

    >>> frame = pl.DataFrame({"value": ["3", "x"], "line": [2, 3]})
    >>> kept, refused = refuse(frame, "f.csv", pl.col("value") == "x", "bad_number", "value")
    >>> kept.height, refused[0].line, refused[0].args["value"]
    (1, 3, 'x')
    """
    marked = frame.with_columns(bad.fill_null(True).alias("_bad"))
    rows = marked.filter("_bad").select("line", *found).iter_rows(named=True)
    refused = [Refusal(file, row.pop("line"), message, {"found": next(iter(row.values()), ""), **row, **args}) for row in rows]
    return marked.filter(~pl.col("_bad")).drop("_bad"), refused
