"""From pieces in reading order to a Document: cleaned text, rectangular tables, spans."""

import re

from etl.documents import page_rules
from etl.model import Block, Cell, Document

LOST = "\ufffd"
PLACES_MAX = 200_000  # rows times columns of one table; the largest form has 2,000
# controls but tab and newline, soft hyphen, zero-width and bidi marks, BOM, interlinear marks
_DROPPED = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
_NEWLINES = "\r\x0b\x0c\x85\u2028\u2029"
_RADICALS = "\u2e3a\u2e3b\u2e80-\u2fd5"  # and the long dashes that fonts draw in one piece
DROPPED = re.compile(f"[{_DROPPED}]")
NEWLINES = re.compile(f"\r\n|[{_NEWLINES}]")
ODD = re.compile(f"[{_DROPPED}{_NEWLINES}{_RADICALS}]")
BLANKS = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
SPACES = re.compile(r"[ \t\n]{2,}|[\t\n]")
WIDE = re.compile(" {3,}")
BETWEEN = re.compile("(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t]*\n\\s*(?=[\u2e80-\u9fff\uff00-\uffef])")
IDEOGRAPH = re.compile("[\u3400-\u9fff]")
VALUE = re.compile("[+\\-]?[\\d\uff10-\uff19][\\d\uff10-\uff19,.\uff0c\uff0e%\uff05]*|[-\u2010-\u2015/\uff0f\\\\\u2500]*")
SUPERSCRIPT = dict(zip(map(ord, "0123456789"), "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079"))
TITLE_MIN = 10  # characters of a title in a row of its own
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SHORT = re.compile("\\S{1,3}|[\\d,.+\\-/]{1,12}")


def clean(text: str) -> str:
    """Return text without controls, zero-width and bidi marks, newlines as \\n, radicals as ideographs.

    >>> clean("a\\x00b\\u200bc\\r\\nd")
    'abc\\nd'
    """
    if not ODD.search(text):
        return text
    return DROPPED.sub("", NEWLINES.sub("\n", text)).translate(page_rules.radicals())


def squeeze(text: str) -> str:
    """Return one line: blanks of every width as a space, at most two in a row, none between ideographs of two lines.

    >>> squeeze("  a \\n b\\u3000\\u3000\\u3000c ")
    'a b  c'
    """
    if "\n" in text:
        text = re.sub("\\s*\n\\s*", " ", BETWEEN.sub("", text))
    if not text.isascii():
        text = BLANKS.sub(" ", text)
    return WIDE.sub("  ", text.replace("\t", "  ")).strip()


def line(text: str) -> str:
    """Return text of a page as one clean line, white space of the source as one space.

    >>> line(" a \\t\\n b\\u200b")
    'a b'
    """
    text = clean(text)
    if "\n" in text:
        text = BETWEEN.sub("", text)
    return squeeze(SPACES.sub(" ", text)) if SPACES.search(text) else squeeze(text)


def title(text: object) -> str:
    """Return a file's title property, empty when it holds no ideograph: then it is the name of a template or a program.

    >>> title("Microsoft Word - a.doc"), title(None)
    ('', '')
    """
    text = line(text) if isinstance(text, str) else ""
    return text if IDEOGRAPH.search(text) else ""


def raised(text: str) -> str:
    """Return printed text of a raised run: its digits as superscript digits, which belong to no number.

    >>> raised("1)") == "\u00b9)"
    True
    """
    return text.translate(SUPERSCRIPT)


def join(left: str, right: str) -> str:
    """Return two printed lines of one cell or paragraph as one: a space only between letters or digits, two between digits.

    >>> join("ab", "12"), join("(a)", "b"), join("1", "204")
    ('ab 12', '(a)b', '1  204')
    """
    if left and right and _plain(left[-1]) and _plain(right[0]):
        return f"{left}  {right}" if left[-1].isdigit() and right[0].isdigit() else f"{left} {right}"
    return left + right


def _plain(char: str) -> bool:
    return char.isascii() and char.isalnum() or "\uff10" <= char <= "\uff19"


def paragraph(text: str) -> Block:
    """Return a paragraph still without its place."""
    return Block(0, "paragraph", text, 0, 0)


def table(rows: list[list[Cell]], lined: bool = False) -> Block | None:
    """Return a table still without its place: rectangular, without empty or doubled rows and columns; None if nothing is left.

    Of a table whose cells stand one a line (`lined`) an empty line is an empty cell, and stays.

    Raises OverflowError for a table beyond any report's.
    """
    width = max(map(len, rows), default=0)
    if width * len(rows) > PLACES_MAX:
        raise OverflowError(width * len(rows))
    blank = [lined and len(row) == 1 for row in rows]
    rows = [row + [Cell("", 0, 0) for _ in range(width - len(row))] if len(row) < width else row for row in rows]
    texts = [[cell.text for cell in row] for row in rows]
    kept = [place for place, line in enumerate(texts) if (any(line) or blank[place]) and not (place and line == texts[place - 1] and _same(rows[place], rows[place - 1]))]
    rows, lines = [rows[place] for place in kept], list(zip(*(texts[place] for place in kept)))
    kept = [place for place, line in enumerate(lines) if any(line) and not (
        place and line == lines[place - 1] and all(row[place] is row[place - 1] for row in rows))]
    if len(kept) < width:
        rows = [[row[place] for place in kept] for row in rows]
    return Block(0, "table", "", 0, 0, rows) if any(map(any, texts)) else None


def _same(row: list[Cell], other: list[Cell]) -> bool:
    return all(cell is twin for cell, twin in zip(row, other))


def grid(rows: list[list[tuple[object, int, int]]], limit: int = 400_000) -> list[list]:
    """Return a rectangular grid of rows of (cell, colspan, rowspan); a cell stands in every place it covers, None fills holes.

    >>> grid([[("a", 2, 1)], [("b", 1, 2), ("c", 1, 1)], [("d", 1, 1)]])
    [['a', 'a'], ['b', 'c'], ['b', 'd']]
    """
    placed, below, count = [], {}, 0
    for number, row in enumerate(rows):
        line = [None] * (max(below) + 1) if below else []
        for column, (cell, _) in below.items():
            line[column] = cell
        below = {column: (cell, left - 1) for column, (cell, left) in below.items() if left > 1}
        column = 0
        for cell, colspan, rowspan in row:
            while column < len(line) and line[column] is not None:
                column += 1
            rowspan = 1 if rowspan == 1 else min(rowspan or len(rows), len(rows) - number)
            for _ in range(colspan or 1):
                if column == len(line):
                    line.append(cell)
                elif line[column] is None:
                    line[column] = cell
                else:  # an overlap: the earlier cell keeps its place
                    break
                if rowspan > 1:
                    below[column] = (cell, rowspan - 1)
                column += 1
        count += len(line)
        if count > limit:
            raise OverflowError(count)
        placed.append(line)
    width = max(map(len, placed), default=0)
    return [line + [None] * (width - len(line)) if len(line) < width else line for line in placed]


def join_split(blocks: list[Block]) -> list[Block]:
    """Return the blocks with a table that goes on in the next block (same columns, no header of its own) made one, and tables of a row each."""
    joined, lone = [], None
    for block in blocks:
        last = joined[-1] if joined else None
        if last and last.kind == block.kind == "table" and len(last.rows[0]) == len(block.rows[0]):
            repeated = _texts(last.rows[0]) == _texts(block.rows[0]) and not continues(block.rows[0])
            rows = block.rows[1:] if repeated else block.rows
            alone = len(block.rows) == 1 and last is lone
            if alone or len(last.rows) > 1 and rows and (repeated or continues(rows[0])):
                joined[-1] = Block(0, "table", "", 0, 0, last.rows + (block.rows if alone else rows))
                lone = joined[-1] if alone else None
                continue
        lone = block if len(block.rows) == 1 else None
        joined.append(block)
    return joined


def titles_apart(blocks: list[Block]) -> list[Block]:
    """Return the blocks with a title that stands as the first row of a table, a text with a year and nothing beside it, made a line before it."""
    apart = []
    for block in blocks:
        texts = [cell.text for cell in distinct(block.rows[0]) if cell.text] if len(block.rows) > 1 else []
        if len(texts) == 1 and len(texts[0]) >= TITLE_MIN and YEAR.search(texts[0]) and (below := table(block.rows[1:])):
            apart += [paragraph(texts[0]), below]
        else:
            apart.append(block)
    return apart


def continues(row: list[Cell]) -> bool:
    """Tell whether a first row is a row of figures (a number, dash or blank beside a label) and no header or title."""
    cells = distinct(row)
    return len(cells) > 1 and bool(cells[0].text) and any(VALUE.fullmatch(cell.text) for cell in cells[1:])


def distinct(row: list[Cell]) -> list[Cell]:
    """Return the cells of a row, a merged cell once."""
    return list({id(cell): cell for cell in row}.values())


def _texts(row: list[Cell]) -> list[str]:
    return [cell.text for cell in row]


def assemble(file: str, sha256: str, blocks: list[Block], title: str = "", notes: list[str] | None = None) -> Document:
    """Return the document of blocks in reading order: text laid out, every span set, numbered short lines made headings."""
    lines, offset = [], 0
    for index, block in enumerate(blocks, start=1):
        block.index, block.start = index, offset
        if block.kind == "table":
            block.text = _lay_out(block.rows, offset)
        elif block.kind == "paragraph" and page_rules.is_heading(block.text) and not _value_follows(blocks, index):
            block.kind = "heading"
        block.end = offset + len(block.text)
        lines.append(block.text)
        offset = block.end + 1
    notes = list(notes or [])
    text = "\n".join(lines)
    if LOST in text and "lost_characters" not in notes:
        notes.append("lost_characters")
    return Document(file, sha256, text, blocks, title, notes)


def _value_follows(blocks: list[Block], index: int) -> bool:
    """A numbered label of a flattened table (unit or number on the next line) is no heading."""
    return index < len(blocks) and blocks[index].kind == "paragraph" and bool(SHORT.fullmatch(blocks[index].text))


def _lay_out(rows: list[list[Cell]], offset: int) -> str:
    lines, placed = [], set()
    for row in rows:
        start, ids = offset, set(map(id, row))
        parts = row if len(ids) == len(row) else distinct(row)
        again = not placed.isdisjoint(ids)  # a cell that was merged over rows has its place already
        for cell in parts:
            if not (again and id(cell) in placed):
                cell.start, cell.end = start, start + len(cell.text)
            start += len(cell.text) + 3
        placed |= ids
        lines.append(" | ".join([cell.text for cell in parts]))
        offset = start - 2
    return "\n".join(lines)
