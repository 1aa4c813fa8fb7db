"""What the numbers of a document say of its place: the division in a credit code, the area code of a telephone number."""

import re
from dataclasses import dataclass

from etl.identity.places import Gazetteer, Place

CREDIT = re.compile(r"(?<![0-9A-Za-z])(1\d(\d{6})[0-9A-HJ-NPQRTUWXY]{10})(?![0-9A-Z])")  # unified social credit code of a public body
LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # its digits, GB 32100-2015
PHONE = re.compile(r"(?<![\d\-])[(\uff08]?(0\d{2,3})[)\uff09]?\s{0,2}[-\u2010-\u2015\u2212\uff0d)\uff09]{1,2}\s{0,2}\d{7,8}(?!\d)")


@dataclass(frozen=True, slots=True)
class Told:
    """A place that a number tells, the message key of its reason, the number, and whether the place is the body's own or one around it."""

    place: Place
    reason: str
    words: str
    own: bool
    alone: bool = False  # no county of an area code's city is called as the city is (市)


def told(text: str, places: Gazetteer) -> Told | None:
    """Return the place that the credit codes of a text agree on, else its telephone numbers; None when they tell none or two."""
    coded = {found[1]: places.coded.get(found[2]) for found in CREDIT.finditer(text) if valid(found[1])}
    if coded:
        code, place = next(iter(coded.items()))
        return Told(place, "reason_credit_code", code, True) if place and len(set(coded.values())) == 1 else None
    dialled = {found[1] for found in PHONE.finditer(text)} & places.dialled.keys()
    cities = set.intersection(*(set(places.dialled[code]) for code in dialled)) if dialled else set()
    if len(cities) != 1:
        return None
    city = cities.pop()
    alone = not any(place.depth == 2 and city.holds(place) and place.name[-1] == city.name[-1] for place in places.coded.values())
    return Told(city, "reason_area_code", min(dialled), False, alone)


def valid(code: str) -> bool:
    """Tell whether the last character of a unified social credit code is right.

    >>> valid("11330922002643253" + "1"), valid("113309220026432532")
    (True, False)
    """
    total = sum(LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(code[:17]))
    return LETTERS[-total % 31] == code[17]
