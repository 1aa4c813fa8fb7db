"""A flattened form as a row of labels and values: known labels are found in running text whatever broke it up."""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field

from etl.forms.cells import Value, fold, read_value
from etl.forms.form_labels import Candidates, Forms, bare, simplified
from etl.model import Block, Cell
from etl.wordlists import word_list

PARTIAL = 6  # letters of a longer label that are enough to name it
CUT = 0.85  # how well a label fits of which only the beginning is printed
SHORTEST = 4  # the same where the token ends with them
GLUED = re.compile(r"(.*[\u3400-\u9fff][)\uff09]?)(\d[\d,]*(?:\.\d+)?)")
ODD = re.compile(r"\W?\d[\dA-Za-z\u3007.,'\u2019]*\W?")
NUMBERING = re.compile(r"[(\uff08]?\d{1,2}[)\uff09.\uff0e\u3001]")
BRACKETS = re.compile(r"[(\uff08][^()\uff08\uff09]{0,90}[)\uff09]")


@dataclass(slots=True)
class Token:
    """A piece of text between blanks or cell borders; `unit` marks a lone unit of measure."""

    cell: Cell
    value: Value
    block: int
    row: int | None = None
    column: int | None = None
    unit: bool = False
    glued: bool = False  # digits of a text whose cells ran together


@dataclass(slots=True)
class Item:
    """A known label, what it may stand for in each table, and the values printed after it."""

    text: str
    start: int
    end: int
    block: int
    rows: dict[int, Candidates] = field(default_factory=dict)  # table number -> rows
    columns: dict[int, Candidates] = field(default_factory=dict)
    values: list[Token] = field(default_factory=list)
    unit: str = ""
    last: int = 0  # the block in which the label ends
    odd: bool = False  # something with digits that is no value stands in the place of its values

    @property
    def filled(self) -> bool:
        """Whether anything but blanks follows the label."""
        return any(token.value.kind != "blank" for token in self.values)


class Trie:
    """Every spelling of every row and column of the forms, found at a place of a text by walking down."""

    def __init__(self, forms: Forms):
        self.root: dict = {}
        for number, table in enumerate(forms.tables):
            for kind, labels in (("rows", table.rows), ("columns", table.columns)):
                for place, label in enumerate(labels):
                    for spelling in label.keys:
                        self._add(spelling, (kind, number, place, 1.0))
                        if len(bare(spelling)) > 3 and bare(spelling) != spelling:
                            self._add(bare(spelling), (kind, number, place, 0.95))
        words = word_list("form_words")
        skipped = {word for word in words["skip"] if len(word) >= SHORTEST}
        for heading in {*forms.headings, *words["sequence"], *words["total"], *words["unit"], *words["skip_row"], *skipped}:
            self._add(heading, ("heading", 0, 0, 1.0))

    def _add(self, spelling: str, meaning: tuple) -> None:
        node = self.root
        for letter in spelling:
            node = node.setdefault(letter, {})
        if spelling:
            node.setdefault("", []).append(meaning)

    def find(self, text: str, at: int, ends: set[int]) -> tuple[int, list[tuple]]:
        """Return the length of the longest label at a place and its meanings.

        A label cut off at one of `ends` (the ends of tokens) or after PARTIAL letters has those of all that begin so.
        """
        node, best, depth = self.root, (0, []), 0
        while at + depth < len(text) and text[at + depth] in node:
            node = node[text[at + depth]]
            depth += 1
            if "" in node:
                best = (depth, node[""])
        cut_off = depth >= SHORTEST and at + depth in ends
        if depth > best[0] and (cut_off or (depth >= PARTIAL and not best[0])):
            cut = [(kind, table, place, CUT) for kind, table, place, _ in _below(node)]
            best = (depth, cut + best[1])
        return best


def _below(node: dict) -> list[tuple]:
    found = []
    for letter, child in node.items():
        found += child if letter == "" else _below(child)
    return found


def tokens_of(block: Block, text: str, units: tuple[str, ...]) -> list[Token]:
    """Return the tokens of a paragraph (split at blanks; an empty field between tabs is a blank) or of a table's cells."""
    found: list[Token] = []
    if block.rows:
        for number, row in enumerate(block.rows, 1):
            for column, cell in enumerate(row, 1):
                if column == 1 or row[column - 2] is not cell:
                    value = read_value(cell.text, units)
                    if value.kind == "text":
                        found += pieces(cell.text, cell.start, block.index, units, (number, column))
                    else:
                        found.append(Token(cell, value, block.index, number, column))
        return found
    for line in re.finditer(r"[^\n]+", block.text):
        if "\t" in line[0]:
            for part in re.finditer(r"(?:^|(?<=\t))[^\t]*", line[0]):
                start = block.start + line.start() + part.start()
                if part[0].strip():
                    found += pieces(part[0], start, block.index, units)
                else:
                    found.append(Token(Cell("", start, start), Value("blank"), block.index))
        else:
            found += pieces(line[0], block.start + line.start(), block.index, units)
    return found


def pieces(text: str, start: int, block: int, units: tuple[str, ...], place: tuple = (None, None)) -> list[Token]:
    """Return the tokens of a text without tabs: its words, a number at the end of one apart."""
    found = []
    for word in re.finditer(r"[^\s|\u3000]+", text):
        glued = GLUED.fullmatch(word[0]) if read_value(word[0], units).kind == "text" else None
        for first, last in [glued.span(1), glued.span(2)] if glued else [(0, len(word[0]))]:
            piece = word[0][first:last]
            begin = start + word.start() + first
            unit = fold(piece).strip("()") in units
            found.append(Token(Cell(piece, begin, begin + len(piece)), read_value(piece, units), block, *place, unit))
    return found


def items_of(tokens: list[Token], trie: Trie, document: str) -> list[Item]:
    """Return the known labels of a stretch of tokens in order, each with the values that follow it."""
    items: list[Item] = []
    run: list[Token] = []
    for token in [*tokens, None]:
        if token and token.value.kind == "text" and not token.unit:
            run.append(token)
            continue
        if run:
            found = _labels(run, trie, document)
            if not found and items and items[-1].values:  # other text ends the values of the last label
                found = [Item(document[run[0].cell.start:run[-1].cell.end], run[-1].cell.end, run[-1].cell.end, run[-1].block)]
            items += found
            run = []
        if token and items:
            if token.unit:
                items[-1].unit = items[-1].unit or fold(token.cell.text).strip("()")
            else:
                items[-1].values.append(token)
    return items


def _labels(run: list[Token], trie: Trie, document: str) -> list[Item]:
    letters = [(letter, token.cell.start + place, token) for token in run for place, letter in enumerate(token.cell.text)]
    raw = "".join(_narrow(letter) for letter in simplified("".join(letter for letter, _, _ in letters)))
    inside = {place for found in BRACKETS.finditer(raw) for place in range(*found.span())}
    kept = [place for place, letter in enumerate(raw) if place not in inside and (letter.isalnum())]
    text, places = _folded("".join(raw[place] for place in kept), kept)
    last_letters = {token.cell.end - 1 for token in run}
    ends = {number for number, place in enumerate(places, 1) if letters[place][1] in last_letters}
    items, at, numerals = [], 0, {*"".join(word_list("form_words")["numeral"]), *"0123456789"}
    end, inner, cut = 0, None, False  # of the label before: where it ends, the token in which it does, and whether only its beginning was known
    while at < len(text):
        length, meanings = trie.find(text, at, ends)
        if not length:
            at += 1
            continue
        first, last = letters[places[at]], letters[places[at + length - 1]]
        between = text[end:at]
        if first[2] is inner and (not numerals.issuperset(between) or cut and not between):  # the end of a label in other words is no label of its own
            items[-1].odd = items[-1].odd or length >= SHORTEST
            at += length
            continue
        end, inner, cut = at + length, last[2], all(score == CUT for *_, score in meanings)
        item = Item("", _with_number(first, document), last[1] + 1, first[2].block)
        item.text, item.last = document[item.start:item.end], last[2].block
        for kind, table, place, score in meanings:
            if kind != "heading":
                getattr(item, kind).setdefault(table, []).append((place, score))
        items.append(item)
        at += length
    _mark_odd(items, run)
    return items


def _mark_odd(items: list[Item], run: list[Token]) -> None:
    """Mark the labels that a token like a value follows: digits and signs, no words outside brackets, no numbering of a label."""
    tokens = sorted(run, key=lambda token: token.cell.start)
    starts = [token.cell.start for token in tokens]
    for item, after in zip(items, [*(item.start for item in items[1:]), run[-1].cell.end + 1]):
        item.odd = any(ODD.fullmatch(BRACKETS.sub("", token.cell.text)) and not NUMBERING.fullmatch(token.cell.text)
                       for token in tokens[bisect_left(starts, item.end):bisect_left(starts, after)])


def _narrow(letter: str) -> str:
    narrow = unicodedata.normalize("NFKC", letter)
    return narrow if len(narrow) == 1 else letter


def _folded(text: str, places: list[int]) -> tuple[str, list[int]]:
    for printed, usual in word_list("form_words")["fold"].items():
        while printed not in usual and (at := text.find(printed)) >= 0:
            kept = places[at:at + len(printed)]
            kept = (kept + [kept[-1]] * len(usual))[:len(usual) - 1] + [kept[-1]]
            text, places = text[:at] + usual + text[at + len(printed):], places[:at] + kept + places[at + len(printed):]
    return text, places


def _with_number(first: tuple, document: str) -> int:
    """Return where a label begins, the numbering before it in the same token included."""
    _, start, token = first
    before = document[token.cell.start:start]
    numerals = "".join(word_list("form_words")["numeral"])
    return token.cell.start if re.fullmatch(rf"[(\uff08]?[{numerals}\d]{{1,3}}[)\uff09]?[.\uff0e\u3001]?", before) else start
