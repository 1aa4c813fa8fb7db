"""XLSX: how a cell's format shows the number that is stored: date, percent, digits, thousands cut off, a unit written by the format."""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from lxml import etree

from etl.documents.package import attribute, child

DATE_IDS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
KNOWN = {"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "37": "#,##0", "38": "#,##0", "39": "#,##0.00", "40": "#,##0.00"}
TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|[_*].|\[[^\]]*\]|(general|[0#?][0#?,.\0]*)|(.)', re.I | re.S)
QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
WRITTEN_POINT = re.compile(r'(?<=[0#])(?:[\\!]\.|"\.")(?=[0#])')  # 0!.0, : a point that the format writes between digits
ODD = re.compile("e[+-]|/")  # powers of ten, fractions
CONDITION = re.compile(r"\[[<>=]")
EPOCH = datetime(1899, 12, 30)
DECIMALS_MAX = 12


class Format(NamedTuple):
    """What a format makes of a number; `places` are decimals (None: as many as there are), `cut` digits behind a point that the format writes."""

    date: bool = False
    percent: bool = False
    places: int | None = None
    thousands: int = 0
    cut: int = 0
    behind: str = ""


def formats(styles: etree._Element | None) -> list[Format]:
    """Return the format of each cell style."""
    made = child(styles, "numFmts")
    codes = KNOWN | {attribute(each, "numFmtId"): attribute(each, "formatCode") for each in (made if made is not None else ())}
    kinds, known = child(styles, "cellXfs"), []
    for style in kinds if kinds is not None else ():
        number = attribute(style, "numFmtId", "0")
        known.append(Format(date=True) if number.isdigit() and int(number) in DATE_IDS else of(codes.get(number, "")))
    return known


def of(code: str) -> Format:
    """Return what a format's code says, of its first part: the others are for negative numbers and zeros.

    >>> of('#,##0.00"m"').behind, of("0.0%").percent, of("yyyy/m/d").date
    ('m', True, True)
    """
    bare = QUOTED.sub("", code).lower()
    if re.search("[yd]", bare) and not re.search("[#0]", bare):
        return Format(date=True)
    if CONDITION.search(code):
        return Format(percent="%" in bare)
    digits, behind, percent = "", "", False
    for quoted, escaped, number, plain in TOKEN.findall(WRITTEN_POINT.sub("\0", code)):
        if plain == ";":
            break
        if number and not digits:
            digits = number.lower()
        elif plain == "%":
            percent = True
        elif digits:
            behind += quoted or escaped or plain
    return Format(percent=percent) if ODD.search(bare) and digits != "general" else _counted(digits, percent, behind.strip())


def _counted(digits: str, percent: bool, behind: str) -> Format:
    if digits in ("", "general"):
        return Format(percent=percent, behind=behind)
    whole = digits.rstrip(",")
    places = re.sub("[^0#?]", "", re.split("[.\0]", whole, maxsplit=1)[-1]) if re.search("[.\0]", whole) else ""
    cut = len(places) if "\0" in whole else 0
    return Format(False, percent, min(0 if cut else len(places), DECIMALS_MAX), len(digits) - len(whole), cut, behind)


def shown(raw: str, form: Format = Format()) -> str:
    """Return a stored number as a sheet shows it but for separators and zeros at its end; dates as ISO dates.

    >>> shown("3457"), shown("0.30000000000000004"), shown("0.5", of("0%")), shown("43539", Format(date=True)), shown("12.345", of("0.00"))
    ('3457', '0.3', '50%', '2019-03-15', '12.35')
    """
    try:
        number = float(raw)
        if form.date:
            return (EPOCH + timedelta(days=int(number))).date().isoformat()
    except (ValueError, OverflowError):
        return raw
    if not abs(number) < 1e15:
        return f"{number:.12g}"
    exact = Decimal(f"{number:.15g}").scaleb((2 if form.percent else 0) - 3 * form.thousands)
    if form.places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-form.places), ROUND_HALF_UP).scaleb(-form.cut)
    digits = f"{exact:.12f}".rstrip("0").rstrip(".") if form.places is not None else _plain(float(exact))
    return f"{'0' if digits == '-0' else digits}{'%' * form.percent}{form.behind}"


def _plain(number: float) -> str:
    return str(int(number)) if number.is_integer() else f"{number:.12g}"
