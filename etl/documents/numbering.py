"""DOCX: the numbers of automatic lists, which are printed before a paragraph but stand in no text."""

import re

from lxml import etree

from etl.documents import page_rules
from etl.documents.package import attribute, child, local

LEVELS = 9
COUNT_MAX = 9_999
PLACE = re.compile(r"%([1-9])")
ENCLOSED = {"decimalEnclosedCircle": 0x2460, "decimalEnclosedCircleChinese": 0x2460, "decimalEnclosedParen": 0x2474, "decimalEnclosedFullstop": 0x2488}
COUNTING = ("chineseCounting", "japaneseCounting", "taiwaneseCounting", "koreanCounting", "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital")
ROMAN = (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")


class Numbering:
    """The lists of a document, each counted on as its paragraphs come by."""

    def __init__(self, root: etree._Element | None):
        parts = [each for each in root if isinstance(each.tag, str)] if root is not None else []
        self.abstract = {attribute(each, "abstractNumId"): _levels(each) for each in parts if local(each) == "abstractNum"}
        made = {attribute(child(each, "styleLink"), "val"): _levels(each) for each in parts}
        links = {attribute(each, "abstractNumId"): attribute(child(each, "numStyleLink"), "val") for each in parts}
        self.abstract |= {known: made.get(link, {}) for known, link in links.items() if link}
        self.lists = {attribute(each, "numId"): each for each in parts if local(each) == "num"}
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[str] = set()

    def label(self, number: str, level: int, printed: bool) -> str:
        """Return what is printed before the next paragraph of a list, nothing before one without text; it is counted all the same."""
        found = self.lists.get(number)
        abstract = attribute(child(found, "abstractNumId"), "val")
        levels = self.abstract.get(abstract, {})
        changed = _changes(found)
        counts = self.counts.setdefault(abstract, [None] * LEVELS)
        if number not in self.begun:
            self.begun.add(number)
            for place in changed:
                counts[place] = None
        kinds = {place: changed.get(place, {}).get("level") or levels.get(place) for place in range(LEVELS)}
        starts = [int(changed.get(place, {}).get("start") or (kinds[place] or {}).get("start") or 1) for place in range(LEVELS)]
        if not kinds.get(level) or not printed and kinds[level]["format"] == "bullet":
            return ""
        for place in range(level):
            counts[place] = starts[place] if counts[place] is None else counts[place]
        counts[level] = starts[level] if counts[level] is None else min(counts[level] + 1, COUNT_MAX)
        counts[level + 1:] = [None] * (LEVELS - level - 1)
        return _printed(kinds, counts, level) if printed else ""


def _levels(abstract: etree._Element) -> dict[int, dict[str, str]]:
    return {_number(attribute(each, "ilvl")): _level(each) for each in abstract if local(each) == "lvl"}


def _level(element: etree._Element) -> dict[str, str]:
    start = attribute(child(element, "start"), "val")
    return {"start": str(_number(start)) if start else "", "format": attribute(child(element, "numFmt"), "val", "decimal"),
            "text": attribute(child(element, "lvlText"), "val"), "behind": attribute(child(element, "suff"), "val", "tab"),
            "plain": "1" if child(element, "isLgl") is not None else ""}


def _changes(found: etree._Element | None) -> dict[int, dict]:
    """Return the levels that a list counts or prints otherwise than the one it was made from."""
    changed = {}
    for each in found if found is not None else ():
        if local(each) == "lvlOverride":
            start, level = child(each, "startOverride"), child(each, "lvl")
            changed[_number(attribute(each, "ilvl"))] = {"start": str(_number(attribute(start, "val"))) if start is not None else "",
                                                         "level": _level(level) if level is not None else None}
    return changed


def _printed(kinds: dict, counts: list[int | None], level: int) -> str:
    kind = kinds[level]
    if kind["format"] in ("bullet", "none"):
        return "" if kind["format"] == "bullet" else PLACE.sub("", kind["text"])

    def number(match: re.Match) -> str:
        place = int(match[1]) - 1
        if place > level or not kinds.get(place):
            return ""
        return spelt(counts[place] or 0, "decimal" if kind["plain"] else kinds[place]["format"])

    text = PLACE.sub(number, kind["text"])
    return text + " " if text and kind["behind"] != "nothing" and text[-1].isascii() else text


def spelt(number: int, format: str) -> str:
    """Return a number as a list prints it; as digits where the format is not known.

    >>> spelt(3, "decimalEnclosedCircle"), spelt(28, "upperLetter"), spelt(4, "lowerRoman"), spelt(7, "decimal")
    ('\u2462', 'BB', 'iv', '7')
    """
    if format.startswith(COUNTING):
        return _counted(number)
    if format in ENCLOSED and 1 <= number <= 20:
        return chr(ENCLOSED[format] + number - 1)
    if format.startswith("decimalFullWidth"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    if format[5:] == "Letter" and number:
        letters = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if format.startswith("upper") else letters
    if format[5:] == "Roman" and number:
        letters, left = "", number
        for value, letter in ROMAN:
            letters, left = letters + letter * (left // value), left % value
        return letters.upper() if format.startswith("upper") else letters
    return str(number).zfill(2) if format == "decimalZero" else str(number)


def _counted(number: int) -> str:
    """Return a number below a hundred in words; a greater one digit by digit."""
    words = page_rules.numerals()
    if not 0 < number < 100:
        return "".join(words[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    return (words[tens] if tens > 1 else "") + (words[10] if tens else "") + (words[ones] if ones else "")


def _number(value: str) -> int:
    return min(int(value), COUNT_MAX) if value.isdigit() and len(value) < 6 else 0
