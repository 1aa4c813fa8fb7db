"""What a page prints around an article: noise, meta tags, heading numbers and radicals, read from data/rules."""

import csv
import re
import unicodedata
from functools import cache, lru_cache

from etl.rulefiles import rule_file

LINE_MAX = 200  # longer lines are text of the article, whatever they begin with
HEADING_MAX = 45  # longer numbered lines are sentences
STOP = "\u3002"
SENTENCE = re.compile("[\u3002\uff1b;\uff01\uff1f!?]")  # a heading holds no full stop, semicolon, ! or ?
OPEN_END = re.compile("[\uff0c,\u3001\uff1a:]$")


def _rows(name: str) -> list[dict[str, str]]:
    with rule_file(name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def noise(kind: str) -> tuple[str, ...]:
    """Return the patterns of one kind: tag, region, name, line, word or page."""
    return tuple(row["pattern"] for row in _rows("page_noise.csv") if row["kind"] == kind)


@cache
def noise_pattern(kind: str) -> re.Pattern:
    """Return one pattern that matches what any pattern of a kind matches."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in noise(kind)), re.I if kind == "name" else 0)


@lru_cache(4096)
def is_noise_name(names: str) -> bool:
    """Tell whether a class or id (several, separated by blanks) names page furniture."""
    pattern = noise_pattern("name")
    return any(pattern.fullmatch(name) for name in names.split())


@cache
def meta_labels() -> dict[str, str]:
    """Return the printed label of each HTML meta tag that is worth a paragraph, by lower-case name."""
    return {row["name"].lower(): row["label"] for row in _rows("page_meta.csv")}


@cache
def radicals() -> dict[int, str]:
    """Return the ideograph of each radical codepoint, for str.translate.

    >>> "\\u2f42\\u4ef6".translate(radicals()) == "\\u6587\\u4ef6"
    True
    """
    return {ord(row["radical"]): row["ideograph"] for row in _rows("radicals.csv")}


@cache
def numerals() -> dict[int, str]:
    """Return the first word of each digit and power of ten, by its value."""
    return {int(row["value"]): row["word"] for row in reversed(_rows("numbers.csv")) if row["kind"] in ("digit", "power")}


@cache
def _numbering() -> tuple[tuple[int, re.Pattern], ...]:
    return tuple((int(row["level"]), re.compile(row["pattern"])) for row in _rows("headings.csv"))


def numbered(line: str) -> int:
    """Return the level of a line that begins with a section number, 0 for any other."""
    return next((level for level, pattern in _numbering() if pattern.match(line)), 0)


def is_heading(line: str) -> bool:
    """Tell whether a line is a numbered heading and no numbered sentence."""
    return len(line) <= HEADING_MAX and not SENTENCE.search(line) and not OPEN_END.search(line) and numbered(line) > 0


@cache
def _labels() -> frozenset[str]:
    columns = ("forms.csv", "label"), ("forms.csv", "column_label"), ("forms_variants.csv", "variant"), ("units.csv", "unit")
    return frozenset(_bare(row[column]) for name, column in columns for row in _rows(name)) - {""}


def is_label(text: str) -> bool:
    """Tell whether a text is a whole label or unit of a national form, whatever its numbering and punctuation."""
    return _bare(text) in _labels()


@cache
def unit_first() -> re.Pattern:
    """Return a pattern of a line that goes on behind its number: a unit and a comma, full stop or the like."""
    return re.compile(rf"(?:{_any_of(_units())})[\uff0c\u3001\u3002\uff1b,;]")


@cache
def counted() -> re.Pattern:
    """Return a pattern of what behind a number tells that it counts something and is no year: a unit, or a word for about."""
    return re.compile(_any_of([*_units(), *(row["word"] for row in _rows("numbers.csv") if row["kind"] == "approx_inside")]))


def _units() -> list[str]:
    return [row["unit"] for row in _rows("units.csv") if row["unit"]]


def _any_of(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def inside_words() -> re.Pattern:
    """Return a pattern of a line break within a word of four letters and more, off the seam of its pairs.

    A word of an odd length has no such seam: it is broken off where three letters and more stand before it (我局收到依申请 / 公开).
    """
    words = [row["word"] for row in _rows("words.csv") if row["kind"] == "domain" and row["word"][0] > "\u2e7f"]
    even = {f"{word[:cut]}\n{word[cut:]}" for word in words if len(word) % 2 == 0 for cut in range(1, len(word), 2)}
    odd = {f"(?<=[\u4e00-\u9fff]{{3}}){word[:cut]}\n{word[cut:]}" for word in words if len(word) > 4 and len(word) % 2 for cut in range(1, len(word))}
    return re.compile("|".join(sorted(even | odd)))


def _bare(text: str) -> str:
    letters = [letter for letter in unicodedata.normalize("NFKC", text) if letter.isalnum()]
    first = next((place for place, letter in enumerate(letters) if not letter.isnumeric()), 0)
    return "".join(letters[first:])


@cache
def _words() -> frozenset[str]:
    return frozenset(noise("word"))


def is_noise(line: str) -> bool:
    """Tell whether a whole line is residue of the page: position, print, share, site footer, a row of menu words."""
    if len(line) > LINE_MAX or STOP in line:
        return False
    tokens = [token for token in re.split("[\\s|\uff5c\u00b7\u2022/\\-\u3010\u3011\\[\\]]+", line) if token]
    return bool(tokens) and all(token in _words() for token in tokens) or bool(noise_pattern("line").fullmatch(line))


def is_page_number(line: str) -> bool:
    """Tell whether a line of a PDF page is its page number, or what a browser prints above and below a page."""
    return len(line) <= LINE_MAX and bool(noise_pattern("page").fullmatch(line.strip()))
