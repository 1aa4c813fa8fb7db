"""What a document says of its place beside names: credit code, index number, name of the website, area code of the telephone."""

import re
from collections import Counter
from dataclasses import dataclass

from etl.identity.places import Gazetteer, Place, short
from etl.wordlists import word_list

CREDIT = re.compile(r"(?<![0-9A-Za-z])(1\d(\d{6})[0-9A-HJ-NPQRTUWXY]{10})(?![0-9A-Z])")  # unified social credit code of a public body
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # its digits, GB 32100-2015
PHONE = re.compile(r"(?<![\d\-])[(\uff08]?(0\d{2,3})[)\uff09]?\s{0,2}[-\u2010-\u2015\u2212\uff0d)\uff09]{1,2}\s{0,2}\d{7,8}(?!\d)")
INDEX = re.compile(r"\W{0,8}((\d{6})\d{3})[/-]")  # behind its label
DOT = re.compile("[\u00b7\u2022\u2027\u2219\u30fb]")
PAIR = re.compile(r"([^\W\d_]{2,9})[\u00b7\u2022\u2027\u2219\u30fb]([^\W\d_]{2,9})")  # 西安·莲湖


@dataclass(frozen=True, slots=True)
class Told:
    """A place, the message key of its reason, the words that tell it, and whether it is the body's own or one around it."""

    place: Place
    reason: str
    words: str
    own: bool
    alone: bool = False  # no county of an area code's city is called as the city is (市)


def told(text: str, places: Gazetteer, names: Counter) -> Told | None:
    """Return the place that the credit codes of a text agree on, else its index number, its site's name, its telephone numbers.

    `names` are the place names in the text: the one county among them with the area code is the place.
    """
    coded = {found[1]: places.coded.get(found[2]) for found in CREDIT.finditer(text) if valid(found[1])}
    if coded:
        code, place = next(iter(coded.items()))
        return Told(place, "reason_credit_code", code, True) if place and len(set(coded.values())) == 1 else None
    return _indexed(text, places) or _sited(text, places) or _dialled(text, places, names)


def _indexed(text: str, places: Gazetteer) -> Told | None:
    """An index number that begins with the code of a county which the text names (620702081/2026-1)."""
    numbers = [one for label in word_list("identity")["index_label"] for part in text.split(label)[1:] if (one := INDEX.match(part))]
    found = {one[1]: place for one in numbers if (place := places.coded.get(one[2])) and short(place.name) in text}
    return Told(next(iter(found.values())), "reason_index_code", next(iter(found)), True) if len(found) == 1 else None


def _sited(text: str, places: Gazetteer) -> Told | None:
    """The name of a website in which a county stands behind its city."""
    if not DOT.search(text):
        return None
    found = {inner: one[0] for one in PAIR.finditer(text) for size in (3, 2) for outer in places.short.get(one[1][-size:], []) if outer.depth < 2
             for more in (3, 2) for inner in places.short.get(one[2][:more], []) if inner.current and inner.depth == 2 and outer.holds(inner)}
    return Told(next(iter(found)), "reason_site_name", next(iter(found.values())), True) if len(found) == 1 else None


def _dialled(text: str, places: Gazetteer, names: Counter) -> Told | None:
    """The city that all telephone numbers have in common, or its one county that the text names."""
    dialled = {found[1] for found in PHONE.finditer(text)} & places.dialled.keys()
    cities = set.intersection(*(set(places.dialled[code]) for code in dialled)) if dialled else set()
    if len(cities) > 1 and len(provinces := {city.province for city in cities}) == 1:  # a code that cities share tells their province
        return Told(places.full[provinces.pop()][0], "reason_area_code", min(dialled), False)
    if len(cities) != 1:
        return None
    city = cities.pop()
    ends = (city.name[-1], *word_list("identity")["district"])  # a city's own bureau may sit in a district or in a city of its own
    counties = places.counties[city.province, city.city] if city.depth < 2 else []
    inner = [place for place in counties if names[place.name] or len(place.name) == 2 and place.name in text]
    county = inner[0] if len(inner) == 1 and not inner[0].name.endswith(ends) else None
    alone = not any(place.name[-1] == city.name[-1] for place in counties)
    return Told(county or city, "reason_area_county" if county else "reason_area_code", min(dialled), bool(county), alone)


def valid(code: str) -> bool:
    """Tell whether the last character of a unified social credit code is right.

    >>> valid("11330922002643253" + "1"), valid("113309220026432532")
    (True, False)
    """
    total = sum(LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(code[:17]))
    return LETTERS[-total % 31] == code[17]
