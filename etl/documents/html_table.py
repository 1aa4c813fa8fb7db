"""Tables of a page: which rows are data and which only lay out the page, merged cells resolved."""

import html
import re
from functools import lru_cache
from itertools import groupby

from etl import model
from etl.documents import blocks, page_rules

ALONE_MAX = 150  # characters of a row's only cell; a longer one is text of the article
CELL_MAX = 400  # characters of a data cell
LABEL_MAX = 60  # characters of a cell that is likely to be met again
GUESSED_MAX = 80  # characters of a cell of a table guessed from names of divs
COLSPAN_MAX, ROWSPAN_MAX = 200, 5_000
SPAN = re.compile(r'(col|row)span="?\s*(\d+)', re.I)
CELLS = re.compile(r'<t(r|d|h)(?=[\s>])([^">]*+(?:"[^"]*+"[^">]*+)*+)>([^<]*)')
TAGS = re.compile(r'<(?!/?t(?:r|d|h|able)[\s>])[^">]*+(?:"[^"]*+"[^">]*+)*+>')  # every tag inside cells
NAMED = re.compile(r'(?:class|id)="([^"]*)"|style="[^"]*display')
DAY = re.compile("[\\[(\uff08]?(?:20\\d\\d[-./])?\\d\\d?[-./]\\d\\d?[\\])\uff09]?\\s*$")  # of a line in a list of articles
DIGITS = re.compile("[\\d\uff10-\uff19]+")


class Piece:
    """One paragraph or table of the page, with the characters that are links and the region it stands in (0: none)."""

    __slots__ = ("text", "tag", "linked", "region", "rows", "size")

    def __init__(self, text: str, tag: str = "", linked: int = 0, rows: list | None = None):
        self.text, self.tag, self.linked, self.region, self.rows = text, tag, linked, 0, rows
        self.size = sum(map(_width, rows)) if rows else len(text)

    def is_link(self) -> bool:
        """Tell whether the piece is a line, or a table, of nothing but links (dates beside them allowed)."""
        if not self.linked or self.tag == "h1" or self.size > 100 and not self.rows:
            return False
        share = 0.6 if self.tag == "li" else 0.8
        return self.linked >= share * self.size or not self.rows and self.linked >= share * len(DAY.sub("", self.text))

    def is_title(self) -> bool:
        """Tell whether the piece is a heading that may name the report, wherever it stands: the page's first, or one with a year."""
        return self.tag == "h1" or self.tag in ("h2", "h3") and bool(DIGITS.search(self.text))

    def holds_figures(self) -> bool:
        """Tell whether the piece is a table with more than a few numbers."""
        return bool(self.rows) and len(self.rows) > 3 and sum(bool(DIGITS.fullmatch(cell.text)) for row in self.rows for cell in row) > 2


def _width(row: list[model.Cell]) -> int:
    cells = row if len(set(map(id, row))) == len(row) else blocks.distinct(row)
    return sum([len(cell.text) for cell in cells])


class Cell:
    """A cell being read: its pieces, then its text."""

    __slots__ = ("pieces", "colspan", "rowspan", "text", "nested", "linked", "loose", "_made")

    def __init__(self, attributes: str, loose: bool = False):
        self.loose = loose  # text of a row of divs outside its cells
        self.colspan, self.rowspan = _spans(attributes)
        self.pieces: list[Piece] = []
        self._made = None

    def settle(self) -> "Cell":
        """Join the pieces into the cell's text, once."""
        self.text, self.linked, self.nested = "", 0, False
        for piece in self.pieces:
            self.text = blocks.join(self.text, piece.text)
            self.linked += piece.linked
            self.nested = self.nested or bool(piece.rows)
        return self

    def made(self) -> model.Cell:
        """Return the cell of the document, the same one for every place it covers."""
        if self._made is None:
            self._made = model.Cell(self.text, 0, 0)
        return self._made


class Table:
    """A table being read; `stray` takes what stands between its cells (captions)."""

    __slots__ = ("rows", "outer", "guessed", "stray")

    def __init__(self, outer: list[Piece], guessed: bool):
        self.rows: list[list[Cell]] = []
        self.outer, self.guessed, self.stray = outer, guessed, []

    def loosen(self) -> list[Piece]:
        """Return where text goes that stands in the current row but in no cell: kept in order for rows of divs."""
        if not (self.guessed and self.rows):
            return self.stray
        self.rows[-1].append(Cell("", loose=True))
        return self.rows[-1][-1].pieces

    def finish(self) -> list[Piece]:
        """Return the table as pieces: runs of data rows as tables, text and nested tables of layout rows as they stand."""
        rows = [[(cell.settle(), cell.colspan, cell.rowspan) for cell in row if cell.pieces or not cell.loose] for row in self.rows]
        if self.guessed and not _is_grid([[cell for cell, *_ in row] for row in rows]):
            return self.stray + [piece for row in rows for cell, *_ in row for piece in cell.pieces]
        return self.stray + arrange(blocks.grid(rows))


def arrange(lines: list[list[Cell | None]]) -> list[Piece]:
    """Return a grid of settled cells as pieces: runs of data rows as tables, long texts and nested tables as they stand."""
    found, seen = [], set()
    runs = [(flow, list(run)) for flow, run in groupby((line for line in lines if any(line)), key=_is_flow)]
    for flow, run in runs:
        cells = [cell for line in run for cell in line if cell is not None]
        new = [cell for cell in dict.fromkeys(cells) if cell not in seen]
        made = None if flow or len(runs) > 1 and len(run) == 1 else blocks.table([_line(line) for line in run])
        if made and len(made.rows[0]) > 1:
            found.append(Piece("", "table", sum(cell.linked for cell in new), made.rows))
        elif flow or len(run) > 1 or len(runs) == 1:
            found += [piece for cell in new for piece in cell.pieces]
        elif text := "  ".join(cell.text for cell in new if cell.text):
            found.append(Piece(text, "tr", sum(cell.linked for cell in new)))
        seen.update(cells)
    return found


def leaf(source: str) -> Piece | None:
    """Return a plain data table (no links, no headings, no long text, no name of page furniture) from its even source, or None."""
    if "<a" in source or "<h" in source:
        return None
    even = TAGS.sub("\0", source)
    cells = CELLS.findall(even)
    head = even[:even.find("<tr")]
    named, caption = NAMED.search(head), head[head.find(">") + 1:]
    if not cells or cells[0][0] != "r" or caption.strip("\0 \n") or named and (not named[1] or page_rules.is_noise_name(named[1])):
        return None
    rows, longest, spans = [], 0, "span=" in source
    for kind, attributes, text in cells:
        if kind == "r":
            rows.append(row := [])
            continue
        text = text.strip("\0 \n")
        if not text.isalnum():
            text = _cell_text(text) if len(text) > LABEL_MAX else _label_text(text)
        if len(text) > longest:
            longest = len(text)
        cell = model.Cell(text, 0, 0)
        row.append((cell, *_spans(attributes)) if spans else cell)
    if longest > ALONE_MAX:
        return None
    if spans:
        rows = [[cell or model.Cell("", 0, 0) for cell in row] for row in blocks.grid(rows)]
    made = blocks.table(rows)
    return Piece("", "table", 0, made.rows) if made and len(made.rows[0]) > 1 else None


def _cell_text(source: str) -> str:
    text = ""
    for part in source.split("\0"):
        if not part.isalnum():
            part = blocks.line(html.unescape(part) if "&" in part else part)
        text = blocks.join(text, part) if text else part
    return text


_label_text = lru_cache(16_384)(_cell_text)  # labels of forms stand in every report


@lru_cache(4_096)
def _spans(attributes: str) -> tuple[int, int]:
    if "span=" not in attributes:
        return 1, 1
    spans = {name.lower(): int(number[:6]) for name, number in SPAN.findall(attributes)}
    return min(spans.get("col", 1), COLSPAN_MAX), min(spans.get("row", 1), ROWSPAN_MAX)


def _line(cells: list[Cell | None]) -> list[model.Cell]:
    return [model.Cell("", 0, 0) if cell is None else cell.made() for cell in cells]


def _is_flow(line: list[Cell | None]) -> bool:
    """Tell whether a row lays out the page: a nested table, a very long cell, one long cell alone, or an article."""
    cells = [cell for cell in dict.fromkeys(line) if cell is not None and (cell.text or cell.nested)]
    longest = max((len(cell.text) for cell in cells), default=0)
    return any(cell.nested for cell in cells) or longest > CELL_MAX or len(cells) == 1 and longest > ALONE_MAX or any(
        len(cell.pieces) > 2 and (any(map(Piece.is_title, cell.pieces)) or sum(piece.text.endswith(page_rules.STOP) for piece in cell.pieces) > 1) for cell in cells)


def _is_grid(rows: list[list[Cell]]) -> bool:
    """Tell whether divs named as rows are a table: three or more, alike in width, of short cells that are no links."""
    widths = [len(row) for row in rows if row]
    cells = [cell for row in rows for cell in row]
    return (len(widths) > 2 and min(widths) > 1 and len(set(widths)) < 3 and not any(cell.nested for cell in cells)
            and max(len(cell.text) for cell in cells) <= GUESSED_MAX and sum(cell.linked for cell in cells) * 2 < sum(len(cell.text) for cell in cells))
