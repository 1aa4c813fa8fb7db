"""Plain text and Markdown: paragraphs, tables drawn with bars or tabs; a table flattened to lines stays lines."""

import re
from collections import Counter
from itertools import pairwise

from etl.documents import blocks, page_rules, parse_html
from etl.documents.wrapped import UNEVEN, width, wrap_width
from etl.model import Block, Cell

BARS = re.compile("(?<!\\\\)[|\uff5c\u2502\u2503]")
RULE = re.compile("[\\s|\uff5c:+=*_\\-\u2010-\u2015\u2500-\u257f]*[-=\u2500-\u257f][\\s|\uff5c:+=*_\\-\u2010-\u2015\u2500-\u257f]*")
OPENING, CLOSING = "(\uff08[\u3010", ")\uff09]\u3011"
ENDS = "\u3002\uff0c\uff1b\uff1a\uff01\uff1f\u3001\uff09\u300b\u201d"
NUMBER, NUMBER_LAST = re.compile(r"\s*\d{1,7}(?:\.\d{1,2})?%?\s*"), re.compile("[\u4e00-\u9fff]\\d{1,7}$")
NUMBER_FIRST, YEAR = re.compile(r"\d{1,7} ?[\u4e00-\u9fff](?<![\u5e74\u6708\u65e5])(?:[.,;\u3002\uff0c\uff1b]|[^|\t]{6,})"), re.compile(r"20[012]\d ?")
CELL_LINES, WIDTHS = 8, range(2, 21)  # lines from which a table of one cell a line is put together, and how many columns it may have
ROWS_MAX = 20_000  # lines of one table drawn with bars
INSIDE = (",", ";", "\uff0c", "\uff1b", "\u3002", "\u3001")  # marks with which no line begins
FRAMED = 100  # characters of text with full stops in a frame; a note in a table is shorter
WHOLE, SECTIONS, STOP = 300, 3, re.compile("\u3002\\s*")  # characters and numbered sections of a line that holds a whole document
HEADING = re.compile("[^\u3002\uff0c\uff1b\uff1a,;:|\\s]{4,40}\\s*")
CELL_MAX = 300  # characters of a cell between tabs
HTML_TABLE = re.compile(r"(<table\b.*?</table>)", re.S | re.I)
MARKS = ((re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""), (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"), (re.compile(r"<br\s*/?>", re.I), " "),
         (re.compile(r"(\*\*|__)(.+?)\1"), r"\2"), (re.compile(r"^\s{0,3}(?:[*+-]\s+|>\s?)"), ""), (re.compile(r"\\([|*_#\-.()\[\]])"), r"\1"))


def read(text: str, markdown: bool = False) -> list[Block]:
    """Return the blocks of a text; with `markdown` its marks are taken off and its HTML tables read."""
    if markdown and "<table" in text.lower():
        parts = HTML_TABLE.split(text)
        return [block for place, part in enumerate(parts) for block in (parse_html.read(part)[0] if place % 2 else read(part, True))]
    lines = [part for line in blocks.clean(text).split("\n") for part in _sections(_unframed(line))]
    found: list[Block] = []
    place, wrapped = 0, wrap_width(lines)
    while place < len(lines):
        for reader in (_bars, _tabs):
            made, after = reader(lines, place)
            if made:
                found.append(made)
                break
        else:
            made, after = _paragraph(lines, place, wrapped, markdown)
            if made and not page_rules.is_noise(made.text):
                found.append(made)
        place = after
    return found


def _unframed(line: str) -> str:
    """Return the running text of a line that is the only cell of a page's frame, any other line as it is."""
    cells = [cell for cell in BARS.split(line) if cell.strip()] if line.count("\u3002") > 1 else []
    return cells[0].strip() if len(cells) == 1 and len(cells[0]) > FRAMED else line


def _sections(line: str) -> list[str]:
    """Return a line that holds a whole document cut before its section numbers and behind their headings, any other line as it is."""
    cuts = [stop.end() for stop in STOP.finditer(line) if page_rules.numbered(line[stop.end():stop.end() + 12])] if len(line) > WHOLE else []
    parts = [line[start:end] for start, end in pairwise([0, *cuts, len(line)])]
    return [piece for part in parts for piece in _headed(part)] if len(cuts) >= SECTIONS else [line]


def _headed(part: str) -> list[str]:
    """Return a numbered heading and what a blank or the next number parts from it, any other section as it is."""
    heading = HEADING.match(part)
    if not heading or not page_rules.numbered(part):
        return [part]
    head = heading[0].rstrip()
    ends = (end for end in range(4, len(head)) if page_rules.noise_pattern("heading").search(head[:end]) and page_rules.numbered(part[end:end + 12]))
    end = next(ends, len(heading[0]) if heading[0] != head else 0)
    return [head[:end], *_headed(part[end:])] if end else [part]


def _paragraph(lines: list[str], place: int, wrapped: int, markdown: bool) -> tuple[Block | None, int]:
    text, kind = lines[place], "paragraph"
    place += 1
    while place < len(lines) and text and (
            wrapped and wrapped <= width(lines[place - 1]) <= wrapped + 3 * UNEVEN and _goes_on(lines[place])
            or _broken_off(text, lines[place], lines[place + 1:place + 2]) or _parted(text, lines, place) or _inside(text, lines, place)):
        place += _parted(text, lines, place)
        text = blocks.join(text.rstrip(), lines[place].strip())
        place += 1
    if RULE.fullmatch(text) and len(text.strip()) > 2:  # one or two dashes are the value of a cell on its own line
        return None, place
    if mark := re.match(r"\s{0,3}#{1,6}\s+(?=\S)", text):
        text, kind = text[mark.end():].rstrip("# "), "heading"
    if markdown:
        for pattern, instead in MARKS:
            text = pattern.sub(instead, text)
    text = blocks.squeeze(text)
    return (Block(0, kind, text, 0, 0) if text else None), place


def _broken_off(text: str, line: str, below: list[str]) -> bool:
    """A line may break before and behind a number: 共发布信息 / 35 / 条,其中…; a cell that is only a number and its unit stays apart."""
    if line.startswith(INSIDE):
        return True
    if text[-1].isdigit():
        return bool(NUMBER_LAST.search(text) and page_rules.unit_first().match(line))
    if page_rules.inside_words().search(f"{text[-8:]}\n{line[:8]}"):
        return True
    apart = NUMBER.fullmatch(line) and below and (below[0].startswith(INSIDE) or page_rules.unit_first().match(below[0]))
    return _is_open(text) and bool(apart or _counts(line))


def _parted(text: str, lines: list[str], place: int) -> bool:
    """An empty line may part a number from its noun: 共发布信息 / / 35 条,其中…."""
    if place + 1 == len(lines) or lines[place].strip() or not _is_open(text) or not _counts(lines[place + 1]):
        return False
    return page_rules.unit_first().match(lines[place + 1].lstrip("0123456789 ")) is not None


def _inside(text: str, lines: list[str], place: int) -> bool:
    """Blanks at both its edges show that a number stood in a tag of its own inside a sentence, which a unit goes on with."""
    before, line, below = lines[place - 1], lines[place], lines[place + 1] if place + 1 < len(lines) else ""
    if not (before.endswith(" ") and line.startswith(" ")):
        return False
    if line.strip().isdigit():
        return line.endswith(" ") and below.startswith(" ") and page_rules.counted().match(below.lstrip()) is not None
    return before.strip().isdigit() and text != before and page_rules.counted().match(line.lstrip()) is not None


def _is_open(text: str) -> bool:
    """Whether a line ends in the middle of a sentence, not with the last word of a heading."""
    return text[-1] > "\u2e7f" and text[-1] not in ENDS and not page_rules.noise_pattern("heading").search(text)


def _counts(line: str) -> bool:
    """Whether a line begins with a number that counts something; a year does not."""
    year = YEAR.match(line)
    return NUMBER_FIRST.match(line) is not None and (year is None or page_rules.counted().match(line, year.end()) is not None)


def _goes_on(line: str) -> bool:
    """A line that is indented, numbered, empty or a table row begins something new."""
    return bool(line.strip()) and line[0] not in " \t\u3000\u00a0" and not page_rules.numbered(line) and not BARS.search(line)


def _bars(lines: list[str], place: int) -> tuple[Block | None, int]:
    """Read the table that begins at a line: rows with bars, their broken lines put together again."""
    if not BARS.search(lines[place]):
        return None, place
    end, rows = place, []
    while end < len(lines) and (BARS.search(lines[end]) or RULE.fullmatch(lines[end]) and lines[end].strip() or _broken(lines, end)):
        if not RULE.fullmatch(lines[end]):
            rows.append(lines[end].strip())
        end += 1
        if len(rows) > ROWS_MAX:
            raise OverflowError(len(rows))
    if columns := _one_a_line(rows):
        return blocks.table([[Cell(blocks.squeeze(cell), 0, 0) for cell in row] for row in columns]), end
    counts = Counter(len(BARS.findall(row)) for row in rows)
    bars = max(counts, key=lambda count: (counts[count], count), default=0)
    rows = _mend(rows, bars)
    if len(rows) < 2 and not (rows and len(BARS.findall(rows[0])) > 1 and BARS.match(rows[0][-1:])):
        return None, place
    whole = [row for row in rows if len(BARS.findall(row)) == bars]
    open_left = not all(BARS.match(row) for row in whole)  # then a bar at the left of such a row stands behind an empty cell
    cells = [_cells(row, open_left and len(BARS.findall(row)) == bars) for row in rows]
    return blocks.table([[Cell(blocks.squeeze(cell), 0, 0) for cell in row] for row in cells], all(map(_lone_cell, rows))), end


def _lone_cell(row: str) -> bool:
    """Whether a line with bars holds one cell, or none."""
    return sum(map(bool, map(str.strip, BARS.split(row)))) < 2


def _one_a_line(rows: list[str]) -> list[list[str]]:
    """Return the rows of a table that prints each cell with its bar on a line, and the first bar of the next row alone; none for any other."""
    if len(rows) < CELL_LINES or not all(map(_lone_cell, rows)) or any(BARS.match(row) and BARS.sub("", row).strip() or not BARS.match(row[-1:]) for row in rows):
        return []
    alone = sum(len(row) == 1 for row in rows)
    cells = BARS.split("".join(rows))[BARS.match(rows[0]) is not None:-1]
    for width in WIDTHS:
        made = [cells[place:place + width] for place in range(0, len(cells), width + 1)]
        if 1 < len(made) <= alone + 1 and not any(map(str.strip, cells[width::width + 1])) and sum(bool(row[0].strip()) for row in made) > 0.8 * len(made):
            return [row + [""] * (width - len(row)) for row in made]
    return []


def _broken(lines: list[str], place: int) -> bool:
    """Tell whether a line without bars goes on in the next: inside an open cell, or a label in whose bracket it stands."""
    line, below = lines[place].strip(), lines[place + 1].strip() if place + 1 < len(lines) else ""
    if not line or not BARS.search(below) or BARS.match(below):
        return False
    above = lines[place - 1].strip() if place else ""
    if BARS.match(above) and not BARS.match(above[-1]):
        return True
    left_open = sum(map(line.count, OPENING)) > sum(map(line.count, CLOSING))
    return left_open or below[0] in OPENING and not page_rules.numbered(below)


def _mend(rows: list[str], bars: int) -> list[str]:
    mended, place = [], 0
    while place < len(rows):
        row, after = _whole(rows, place, bars)
        own, last = len(BARS.findall(row)), len(BARS.findall(mended[-1])) if mended else bars
        closed = mended and BARS.match(mended[-1][-1:]) and not BARS.match(mended[-1])  # "a | b |" is a whole row
        if mended and not closed and last < bars and own < bars and last + own == bars or mended and last == 0:
            mended[-1] = blocks.join(mended[-1], row)
        else:
            mended.append(row)
        place = after
    return mended


def _whole(rows: list[str], place: int, bars: int) -> tuple[str, int]:
    """Return the row at a place, and the place after it: one that opens with a bar goes on until it has all bars and closes with one."""
    row, after = rows[place], place + 1
    while BARS.match(row) and len(BARS.findall(row)) < bars and after < len(rows) and not (BARS.match(row[-1]) and BARS.match(rows[after])):
        row, after = blocks.join(row, rows[after]), after + 1
    whole = len(BARS.findall(row)) == bars and BARS.match(row[-1])
    return (row, after) if whole else (rows[place], place + 1)


def _cells(row: str, open_left: bool) -> list[str]:
    parts = [part.replace("\\|", "|") for part in BARS.split(row)]
    if not open_left and not parts[0].strip() and BARS.match(row):
        parts = parts[1:]
    return parts[:-1] if len(parts) > 1 and not parts[-1].strip() else parts


def _tabs(lines: list[str], place: int) -> tuple[Block | None, int]:
    """Read the table pasted from a sheet or page that begins at a line: two or more lines with as many tabs."""
    end = place
    while end < len(lines) and (_is_tabbed(lines[end]) or end > place and lines[end].count("\t") == lines[place].count("\t") and lines[end].strip()):
        end += 1
    rows = [line.split("\t") for line in lines[place:end]]
    widths = Counter(map(len, rows))
    if len(rows) < 2 or max(widths.values()) * 2 < len(rows):
        return None, place
    return blocks.table([[Cell(blocks.squeeze(cell), 0, 0) for cell in row] for row in rows]), end


def _is_tabbed(line: str) -> bool:
    return "\t" in line.strip() and max(map(len, line.split("\t"))) <= CELL_MAX
