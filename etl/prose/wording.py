"""Printed text made plain for matching: one width, mainland simplified script, no blanks or quotation marks, every place kept."""

import csv
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from etl.prose.numbers import WIDE
from etl.rulefiles import rule_file
from etl.wordlists import word_list

INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00"
QUOTES = "\u201c\u201d\u2018\u2019\u300c\u300d\u300e\u300f\"'"
BLANKS = re.compile(rf"(?<=\d)[\s{INVISIBLE}]+(?=\d)|[\s{INVISIBLE}{QUOTES}]+|\[(?=\d{{1,7}}\][\u4e00-\u9fff])|(?<=\d)\](?=[\u4e00-\u9fff])|,(?=[,;\u3001\u3002])")
QUOTED = re.compile("[\u201c\u300c\"]([^\u201c\u201d\u300c\u300d\"\u3002]{1,30})[\u201d\u300d\"]")
TITLE = re.compile("\u300a([^\u300a\u300b]{1,90})\u300b")
SAME = str.maketrans(WIDE | {ord("\u2236"): ":", ord("\ufe30"): ":", ord("\uff61"): "\u3002", ord("\u2014"): "-", ord("\u2013"): "-",
                             ord("\uff5e"): "~", ord("\u3008"): "\u300a", ord("\u3009"): "\u300b"})
LOST = re.compile("(?<=[\u4e00-\u9fff)])\\?(\\d{1,7}[\u4e00-\u9fff]{1,3})\\?")  # marks that a page could not show: \u5171?12\u6761?
READINGS = re.compile("(?<=[\u4e00-\u9fff])\\([a-z\u00e0-\u01dc]{1,6}\\)")  # converted pages print 發(fā)布
RAISED = "\u00b2\u00b3\u00b9\u2070-\u2079"
CIRCLED = "\u2460-\u2473"
ITEM = re.compile(f"(?<![^,;:\u3002\u3001(])[{CIRCLED}]")  # numbers a point at the start of a clause
DASH = re.compile("(?<=[\u3400-\u9fff])(?<!\\d.)--(?=\\d)")  # between a noun and its number: \u516c\u793a\u2014\u201457\u6761, no span of dates
STOP = re.compile("(?<=[\u3400-\u9fff%)])(?<!^.)(?<!^..)\\.(?=[\u3400-\u9fff]|\\s|$)")  # a full stop of another script, not that of a numbering at the start
MARKED = 3  # traditional characters that make a document traditional


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain text and the place of each of its characters in the printed text."""

    text: str
    places: list[int] | range
    quoted: tuple[tuple[int, int], ...] = ()

    def in_quotes(self, start: int) -> bool:
        """Whether a character stood inside quotation marks, where a numeral is part of a name."""
        place = self.places[start]
        before = bisect_left(self.quoted, (place,)) - 1
        return before >= 0 and place < self.quoted[before][1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the printed span of characters start..end of the plain text."""
        return self.places[start], self.places[end - 1] + 1

    def named(self, start: int, end: int, text: str) -> str:
        """Return characters start..end as a name: plain, but with the titles, brackets and quotation marks of the printed text."""
        first, last = self.span(start, end)
        near = self.quoted[bisect_left(self.quoted, (first - 1,)):bisect_left(self.quoted, (last,))]
        marks = {mark: text[mark] for before, after in near for mark in (before, after - 1) if after <= last + 1 and (before, after) != (first - 1, last + 1)}
        letters = {place: text[place] if letter in "_()" else letter for letter, place in zip(self.text[start:end], self.places[start:end])}
        return "".join(letter for _, letter in sorted((letters | marks).items()))


@dataclass(frozen=True)
class Meant:
    """Words printed otherwise than rules know them, each with the word meant and the characters that it may not stand before."""

    words: dict[str, tuple[str, str]]

    @cached_property
    def pattern(self) -> re.Pattern:
        """Any of the words, unless one of its excepted characters follows."""
        parts = [re.escape(word) + (f"(?![{stop}])" if stop else "") for word, (_, stop) in sorted(self.words.items(), key=lambda item: -len(item[0]))]
        return re.compile("|".join(parts) or "(?!)")


@dataclass(frozen=True)
class WordingRules:
    """Taiwan words and misspellings of data/rules, the titles that stay readable (gazettes, newspapers, bulletins), headings, marks of footnotes."""

    taiwan: Meant
    misspelled: Meant
    markers: frozenset[str]
    kept_titles: re.Pattern
    heads: re.Pattern
    quoted_titles: re.Pattern
    notes: re.Pattern


def load(folder: Path, kept_titles: re.Pattern, heads: re.Pattern, quoted_titles: re.Pattern) -> WordingRules:
    """Return the wording rules of a rules folder; `kept_titles` finds the titles that stay readable, `heads` a heading that text runs on after, `quoted_titles` a column's name."""
    said = _rows(folder / "taiwan.csv")
    words = {row["word"]: (row["mainland"], row["not_before"]) for row in said if row["kind"] != "marker"}
    slips = {row["word"]: (row["meant"], row["not_before"]) for row in _rows(rule_file("misspellings.csv", folder))}
    markers = frozenset("".join(row["word"] for row in said if row["kind"] == "marker"))
    return WordingRules(Meant(words), Meant(slips), markers, kept_titles, heads, quoted_titles, _notes(folder))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def _notes(folder: Path) -> re.Pattern:
    """Return the pattern of a footnote mark between a number and its unit or the end of its clause (as 2[1] before a unit)."""
    units = "|".join(re.escape(row["unit"]) for row in _rows(folder / "units.csv") if row["unit"])
    words = "|".join(map(re.escape, word_list("form_words")["footnote"]))
    mark = rf"[{RAISED}{CIRCLED}*(\[\u3014](?<=\d.)(?:(?<=[{RAISED}])[{RAISED}]{{0,2}}|(?<=[{CIRCLED}])|(?<=\*)\*{{0,2}}|(?<=[\[\u3014])[\d{RAISED}]{{1,2}}[\]\u3015]|(?<=\()(?:{words})\d{{0,2}}\))"
    return re.compile(rf"{mark}(?= ?(?:{units}|[,;.\u3002\u3001]|$))")


def is_traditional(text: str, rules: WordingRules) -> bool:
    """Return whether a document is printed in traditional script."""
    return len(rules.markers.intersection(text[:20000])) >= MARKED


@lru_cache(maxsize=1)
def _converter():
    import opencc  # imported here: only traditional documents need it

    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """Return the text in simplified script, character for character.

    >>> simplify("依申請公開政府信息")
    '依申请公开政府信息'
    """
    return text.translate({ord(char): _simple(char) for char in set(text) if char > "\u2e7f"})


@lru_cache(maxsize=20_000)
def _simple(char: str) -> str:
    simple = _converter().convert(char)
    return simple if len(simple) == 1 else char


def plain(text: str, rules: WordingRules, traditional: bool = False) -> Plain:
    """Return the text as rules match it: titles in 《》 hidden behind underlines, quotation marks gone but remembered."""
    same = DASH.sub(": ", STOP.sub("\u3002", LOST.sub(r" \1 ", text.translate(SAME))))
    same = rules.heads.sub(lambda found: found[0][:-1] + "\u3002", same)
    if traditional:
        same = READINGS.sub(lambda found: " " * len(found[0]), simplify(same))
    same = rules.quoted_titles.sub("\u201c\\1\u201d", same)
    same = TITLE.sub(lambda found: found[0] if rules.kept_titles.search(found[1]) else _hide(found), same)
    made = _without(ITEM.sub(" ", rules.notes.sub(lambda found: " " * len(found[0]), same)))
    if traditional:
        made = _as_meant(made, rules.taiwan)
    if rules.misspelled.pattern.search(made.text):
        made = _as_meant(made, rules.misspelled)
    return Plain(made.text, made.places, tuple(found.span() for found in QUOTED.finditer(same)))


def _hide(found: re.Match) -> str:
    return "\u300a" + "_" * len(found[1]) + "\u300b"


def _without(text: str) -> Plain:
    """Drop blanks and quotation marks; a blank between two digits stays one blank."""
    pieces, places, last = [], [], 0
    for blank in BLANKS.finditer(text):
        pieces.append(text[last:blank.start()])
        places.extend(range(last, blank.start()))
        last = blank.end()
        if text[blank.start() - 1: blank.start()].isdigit() and text[last: last + 1].isdigit():
            pieces.append(" ")
            places.append(blank.start())
    if not last:
        return Plain(text, range(len(text)))
    pieces.append(text[last:])
    places.extend(range(last, len(text)))
    return Plain("".join(pieces), places)


def _as_meant(made: Plain, said: Meant) -> Plain:
    """Put the words meant for those printed; each new character points at the character it stands for."""
    pieces, places, last = [], [], 0
    for found in said.pattern.finditer(made.text):
        word = said.words[found[0]][0]
        pieces += [made.text[last:found.start()], word]
        places.extend(made.places[last:found.start()])
        size, last_place = len(word) - 1, found.end() - 1
        places.extend(made.places[last_place if at == size else min(found.start() + at, last_place)] for at in range(size + 1))
        last = found.end()
    pieces.append(made.text[last:])
    places.extend(made.places[last:])
    return Plain("".join(pieces), places)
