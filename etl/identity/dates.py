"""Dates and periods as reports print them, characters lost on the way included."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from etl.wordlists import choice, word_list

WHOLE = re.compile(r"(?<!\d)(20\d\d)\s*[^\d\s]\s*(\d{1,2})\s*[^\d\s]{1,2}\s*(\d{1,2})(?!\d)")
LOST = re.compile(r"(?<!\d)(20\d\d)\D?(\d{1,4})(?!\d)")
YEAR = re.compile(r"(?<!\d)(20[012]\d)(?!\d)")
PARTED = re.compile(r"(?<!\d)(2) ?(0) ?([012]) ?(\d)(?=\s?\u5e74)")  # 2 0 1 8年
FULL_WIDTH = {0xFF10 + digit: str(digit) for digit in range(10)}
SCHOOL = (9, 8)  # months in which a school year begins and ends
LONGEST = 40  # characters of a period


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day that a report's numbers cover, and the words that say so."""

    start: date
    end: date
    quote: str

    @property
    def year(self) -> int:
        """The year of the last day, of a school year (September to August) the first."""
        return self.start.year if (self.start.month, self.end.month) == SCHOOL else self.end.year


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _digit(letter: str) -> str:
    return word_list("numbers")["digit"].get(letter, "0")


def _small(word: str) -> str:
    """Return a month or day in Chinese numerals as digits (twenty-one is two, ten, one)."""
    tens, ten, ones = word.partition(_ten())
    return (_digit(tens) if tens else "1") + (_digit(ones) if ones else "0") if ten else "".join(map(_digit, word))


def _ten() -> str:
    return next(word for word, value in word_list("numbers")["power"].items() if value == "10")


@cache
def _spelled() -> re.Pattern:
    """Return the pattern of a date in Chinese numerals, whose zero copies print as a letter too."""
    digits = "".join(word_list("numbers")["digit"])
    year, small = f"[{digits}Oo\uff2f]", f"[{digits}{_ten()}]"
    return re.compile(rf"({year}{{4}})\s?[^\d\s]\s?({small}{{1,2}})\s?[^\d\s]\s?({small}{{1,3}})(?!{small})")


@cache
def _years() -> re.Pattern:
    """Return the pattern of a year in Chinese numerals that no month follows."""
    digits = "".join(word_list("numbers")["digit"])
    return re.compile(rf"(?<![{digits}])\u4e8c[{digits}Oo\uff2f\u25ef]{{3}}(?=\s?\u5e74(?!\s?[{digits}{_ten()}]{{1,3}}\s?\u6708))")


def years_in_digits(text: str) -> str:
    """Return a text with its years in Chinese numerals, full-width or parted digits as digits; whole dates stay, which `read_date` knows.

    >>> [years_in_digits(text) for text in ("二○一O年度", "二〇一一年一月", "\uff12\uff10\uff11\uff19年", "2 0 1 8年")]
    ['2010年度', '二〇一一年一月', '2019年', '2018年']
    """
    text = PARTED.sub(r"\1\2\3\4", text.translate(FULL_WIDTH))
    return _years().sub(lambda found: "".join(map(_digit, found[0])), text)


def read_date(text: str) -> date | None:
    """Return the first full date of a text; a date that lost its 月 or 日 counts only when one reading is possible.

    >>> read_date("2019-03-15"), read_date("201811日"), read_date("20181231日"), read_date("2018111日")
    (datetime.date(2019, 3, 15), datetime.date(2018, 1, 1), datetime.date(2018, 12, 31), None)
    >>> read_date("\u4e8c\u3007\u4e00O\u5e74\u5341\u4e8c\u6708\u4e8c\u5341\u4e00\u65e5"), read_date("\u4e8c\u25cb\u4e00\u4e00\u5e74\u4e00\u6708\u5341\u65e5")
    (datetime.date(2010, 12, 21), datetime.date(2011, 1, 10))
    """
    for found in WHOLE.finditer(text):
        if day := _day(*found.groups()):
            return day
    for found in _spelled().finditer(text):
        if day := _day("".join(map(_digit, found[1])), *map(_small, found.groups()[1:])):
            return day
    for found in LOST.finditer(text):
        year, rest = found.groups()
        days = {day for cut in range(1, len(rest)) if cut < 3 and len(rest) - cut < 3 and (day := _day(year, rest[:cut], rest[cut:]))}
        if len(days) == 1:
            return days.pop()
    return None


def day_begins(text: str) -> bool:
    """Tell whether a text begins with the date of a day with which no period begins."""
    day = re.match(r"20\d\d\s*\u5e74\s*\d{1,2}\s*\u6708\s*\d{1,2}\s*\u65e5\u8d77?\s*", text)
    return bool(day) and not text.startswith(tuple(word_list("identity")["until"]), day.end())


@cache
def _between() -> tuple[re.Pattern, re.Pattern]:
    words = word_list("identity")
    until = choice(words["until"])
    day = r"20\d\d\D{0,2}\d{1,4}(?:\D{0,2}\d{1,2})?"
    short = r"\d{1,2}\s*\D\s*\d{1,2}"
    span = re.compile(rf"({day})\s*[^\d\s,\u3002\uff0c\uff1b]{{0,2}}\s*(?:{until})+\s*({day}|{short})")
    return span, re.compile(choice(words["period"]))


@cache
def _closed() -> re.Pattern:
    """Return the pattern of a year's last day up to which a report says its numbers run, where no first day is told."""
    words = word_list("identity")
    return re.compile(rf"(?:{choice(words['period'])})(?=[^\u3002;\uff1b\d]{{0,14}}(?:{choice(words['closing'])}))[^\u3002;\uff1b\d]{{0,14}}(20[012]\d)\s?\D{{1,2}}12\D{{1,2}}31")


def read_period(text: str, reach: int = 120) -> Period | None:
    """Return the period that a report says its numbers cover (统计期限自…至…), None when it says none.

    >>> read_period("本报告中所列数据的统计期限自201811日起至20181231日止。").end
    datetime.date(2018, 12, 31)
    """
    span, announced = _between()
    for word in announced.finditer(text):
        found = span.search(text, word.end(), word.end() + reach + LONGEST)
        if not found or found.start() > word.end() + reach:
            continue
        start = read_date(found[1])
        last = found[2] if found[2].startswith("20") else f"{found[1][:4]}-{found[2]}"
        end = read_date(last)
        if start and end and start <= end:
            return Period(start, end, found[0])
    closed = _closed().search(text)  # 数据截止日期为2016年12月31日
    return Period(date(int(closed[1]), 1, 1), date(int(closed[1]), 12, 31), closed[0]) if closed else None
