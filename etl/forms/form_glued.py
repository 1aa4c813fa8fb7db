"""Forms whose cells ran together without a blank (a label, its row's digits, the next label): parted by the labels, the digits by the form's own sums."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import accumulate, islice, product
from math import prod

from etl.forms.cells import read_value
from etl.forms.form_grid import Hit
from etl.forms.form_labels import Forms, Table
from etl.forms.form_lexer import Item, Token, pieces
from etl.model import Block, Cell
from etl.wordlists import word_list

ROWS = 6  # rows of forms with digits straight behind their label; fewer are sentences
SHORTEST, LONGEST, MOST = 5, 60, 1_500  # letters of a label that tells a form; digits of a row, steps in which they are parted
NUMBERING = re.compile("[.\uff0e\u3001](?=\\D)")
FEW, CHOICES = 12, 1_000  # ways of parting one row, and of all rows together, that the sums down the columns may choose from
Check = Callable[[Table, list[Hit]], tuple[int, int]]  # how many of a table's sums hold and how many break
PATTERNS: dict[int, tuple[Forms, re.Pattern, re.Pattern]] = {}


def is_glued(text: str, forms: Forms) -> bool:
    """Tell whether the cells of a form stand in a text without blanks between labels and digits."""
    close, labelled = _patterns(forms)
    if len(text) < SHORTEST * ROWS or len(close.findall(text)) < ROWS:
        return False
    return len(set(labelled.findall(re.sub(r"[^\w ]|_", "", text)))) >= ROWS


def _patterns(forms: Forms) -> tuple[re.Pattern, re.Pattern]:
    """Return the patterns of digits between words that are no units of theirs, and of a row's label with such digits behind it."""
    if id(forms) not in PATTERNS:
        labels = {key for table in forms.tables for row in table.rows if row.id in table.valued for key in row.keys if len(key) >= SHORTEST}
        units = "|".join(map(re.escape, filter(None, forms.units)))
        digits = f"\\d[\\d ]*(?<! )(?!{units})"
        named = "|".join(sorted(map(re.escape, labels), key=len, reverse=True))
        PATTERNS[id(forms)] = (forms, re.compile(f"[\u3400-\u9fff\u201d)\uff09] ?{digits}[^\\d\\s]"), re.compile(f"({named})(?:{units})? ?{digits}[^\\d ]"))
    return PATTERNS[id(forms)][1:]


@cache
def _run() -> re.Pattern:
    """Return the pattern of digits and blanks that are values: not the number of an article, nor a year."""
    words = word_list("form_words")
    before = "".join(f"(?<!{re.escape(word)})" for word in words["ordinal"])
    return re.compile(rf"(?<![\d.(\uff08]){before}\d(?:[\d \u00a0]*\d)?(?:\.\d+)?(?!{'|'.join(map(re.escape, words['year']))})")


def parted(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the bounds of the words and of the runs of digits (True) of a text; the number of the next point stays with its words.

    >>> text = "(1)a1.b00002.c7 0003.d"
    >>> [text[start:end] for start, end, digits in parted(text.replace("a", "\\u7532").replace("b", "\\u4e59")) if digits]
    ['0000', '7 000']
    """
    done, point = 0, 0
    for run in _run().finditer(text):
        end = run.end()
        if NUMBERING.match(text, end):
            following = next((number for number in (str(point + 1), "1") if run[0].endswith(number)), "")
            end -= len(following)
            point = int(following or 0)
            if not following or end == run.start():
                continue
        yield done, run.start(), False
        yield run.start(), end, True
        done = end
    yield done, len(text), False


def glued_tokens(block: Block, units: tuple[str, ...]) -> list[Token]:
    """Return the tokens of a glued text: its words, and each run of digits between two blanks."""
    found: list[Token] = []
    for first, last, digits in parted(block.text):
        if not digits:
            found += pieces(block.text[first:last], block.start + first, block.index, units)
            continue
        for word in re.finditer(r"[^\s\u00a0]+", block.text[first:last]):
            start = block.start + first + word.start()
            found.append(Token(Cell(word[0], start, start + len(word[0])), read_value(word[0], units), block.index, glued=True))
    return found


def rows_apart(items: list[Item], number: int, table: Table, size: int, check: Check) -> list[Item]:
    """Return the items with the digits of a table's rows parted into its columns; a row under more labels than the table has columns is odd.

    The last of `size` columns is the sum of the others; 0 where the table has no sum across. What that leaves open the sums down the columns decide.
    """
    glued = [item for item in items if number in item.rows and any(token.glued for token in item.values)]
    if not glued or len(glued) > 2 * len(table.rows):
        return items
    made, several, labels, fresh = [], {}, 0, True
    for item in items:
        if item.columns and not item.filled:
            labels, fresh = 1 if fresh else labels + 1, False
        fresh = fresh or item.filled
        if item.filled and number in item.rows:
            ways = ways_of(item.values, len(table.columns), size)
            item = replace(item, values=ways[0] if len(ways) == 1 else item.values, odd=item.odd or labels > len(table.columns))
            several |= {len(made): ways} if len(ways) > 1 else {}
        made.append(item)
    for place, values in _by_columns(made, several, number, table, check).items():
        made[place] = replace(made[place], values=values)
    return made


def _by_columns(items: list[Item], several: dict[int, list], number: int, table: Table, check: Check) -> dict[int, list[Token]]:
    """Return the values of the rows that can be parted in several ways, if one choice alone breaks none of the table's sums."""
    if not several or prod(map(len, several.values())) > CHOICES:
        return {}
    rows = {place: table.rows[item.rows[number][0][0]].id for place, item in enumerate(items) if number in item.rows}
    fitting = []
    for choice in product(*several.values()):
        values = {place: items[place].values for place in rows} | dict(zip(several, choice))
        hits = [Hit(rows[place], column.id, token.cell, token.value, "") for place, row in values.items() if len(row) == len(table.columns)
                for column, token in zip(table.columns, row)]
        fitting += [choice] if not check(table, hits)[1] else []
    return dict(zip(several, fitting[0])) if len(fitting) == 1 else {}


def ways_of(values: list[Token], width: int, size: int) -> list[list[Token]]:
    """Return each way of parting the digits of a row into `width` values so that every sum across holds; the values as they are where none is known.

    Without a sum across (`size` 0) each digit must be a value.
    """
    words = [token.cell.text for token in values]
    digits = sum(map(len, words))
    if not any(token.glued for token in values) or len(values) >= width or not width <= digits <= LONGEST or not all(map(str.isdecimal, words)):
        return [values]
    if not size:
        return [list(_cut(values, [[1] * len(word) for word in words])) if digits == width else values]
    found = list(islice(_ways(words, width, size), FEW + 1))
    return [list(_cut(values, lengths)) for lengths in found] if 0 < len(found) <= FEW and all(found) else [values]


def own_of_two(values: list[Token]) -> list[Token] | None:
    """Return the year's own number of a row whose digits run on into those of all years, which is no smaller; None when more than one way is open."""
    if len(values) != 1 or not values[0].glued or not (word := values[0].cell.text).isdecimal():
        return values[:1] if len(values) == 1 else None
    ways = [place for place in range(1, len(word)) if int(word[:place]) <= int(word[place:]) and all(text == str(int(text)) for text in (word[:place], word[place:]))]
    return list(_cut(values, [[ways[0]]])) if len(ways) == 1 else None


def _ways(words: list[str], width: int, size: int) -> Iterator[list[list[int]]]:
    """Yield the lengths of the numbers in each word, `width` in all, each last of `size` the sum of those before it; no number but 0 begins with a 0.

    Too many ways to look at end with an empty one.
    """
    text, ends = "".join(words), set(accumulate(map(len, words)))
    open_: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]  # place, sum of the group so far, lengths
    for _ in range(MOST):
        if not open_:
            return
        place, total, lengths = open_.pop()
        left = width - len(lengths)
        if not left:
            if place == len(text):
                yield _by_word(lengths, words)
            continue
        last = left % size == 1
        end = next((end for end in range(place + 1, len(text) + 1) if end in ends), place)
        longest = min(end - place, len(text) - place - left + 1)
        for length in range(1, longest + 1) if not last else [len(str(total))]:
            number = text[place:place + length]
            if length > longest or number != str(total if last else int(number)):
                continue
            open_.append((place + length, 0 if last else total + int(number), (*lengths, length)))
    yield []


def _by_word(lengths: tuple[int, ...], words: list[str]) -> list[list[int]]:
    """Return the lengths of a row's numbers word by word."""
    rest, made = list(lengths), []
    for word in words:
        made.append([])
        while sum(made[-1]) < len(word):
            made[-1].append(rest.pop(0))
    return made


def _cut(values: list[Token], lengths: list[list[int]]) -> Iterator[Token]:
    for token, parts in zip(values, lengths):
        place = 0
        for length in parts:
            text, start = token.cell.text[place:place + length], token.cell.start + place
            yield replace(token, cell=Cell(text, start, start + length), value=read_value(text))
            place += length
