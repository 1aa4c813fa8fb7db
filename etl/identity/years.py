"""Which year a title, the first lines and the sentences of a text speak of."""

import re
from collections import Counter
from collections.abc import Iterable

from etl.identity.dates import YEAR, Period, day_begins
from etl.wordlists import choice_of, word_list

REPORT = "annual_report"
REPORTS = (REPORT, "summary")
OPENS = 12  # lines in which a text says its year
FIRST_YEAR = re.compile(r"(?:^|[,\uff0c\u3002]|\u622a[\u81f3\u6b62]\u5230?)\W{0,2}(20[012]\d)\s*\u5e74")
NUMBERED = re.compile(r"[\[\u3014\u3010]20\d\d[\]\u3015\u3011]|[(\uff08]20\d\d\u5e74\d{1,2}\u6708(?:\d{1,2}\u65e5)?[)\uff09]")  # the year in a document's number or date


def year_told(period: Period | None, lines: Iterable[str]) -> int:
    """Return the year that the numbers cover, else the one of which sentences speak most, 0 for none."""
    spoken = Counter(int(year) for line in lines if "\u3002" in line for year in YEAR.findall(line))
    return period.year if period else max(spoken, key=lambda year: spoken[year], default=0)


def years_in(title: str) -> list[int]:
    """Return the years that a title prints, first the one that stands straight before the subject.

    >>> years_in("\u53c2\u80032024#\u529e\u516c\u53852020\u5e74\u653f\u5e9c\u4fe1\u606f\u516c\u5f00\u5de5\u4f5c\u5e74\u5ea6\u62a5\u544a")[0]
    2020
    """
    near = re.search(rf"(?<!\d[-\u2013\u2014\uff0d~\u81f3\u3001]){YEAR.pattern}\D{{0,2}}(?:{choice_of('identity', 'topic')})", title)
    return [int(year) for year in [*([near[1]] if near else []), *YEAR.findall(title)]]


def announced_year(lines: list[str], kind: str) -> int | None:
    """Return the year of the report that the first lines name; that of a document's number or, in a report, of rules or plans is none."""
    words = word_list("identity")
    documents = [word for word, named in words["document"].items() if kind != REPORT or named in REPORTS]
    for line in (NUMBERED.sub("", line) for line in lines[:40]):
        for found in (one for one in YEAR.finditer(line) if not day_begins(line[one.start():]) and not _of_year_before(one, line)):
            after = line[found.end():found.end() + 40]
            if kind == REPORT and _of_next_year(after):
                continue
            if any(topic in after for topic in words["topic"]) and any(word in after for word in documents):
                return int(found[1])
    return None


def _of_next_year(after: str) -> bool:
    """Whether what follows a year says that its work is planned: the report is on the year before (由…2009年工作目标等部分组成)."""
    return re.match(rf"\s*\u5e74?\u5ea6?(?:{'|'.join(word_list('identity')['next_year'])})", after) is not None


def _first_year(line: str) -> re.Match | None:
    """Return the first year that a line or a clause of it begins with, none in which something was begun (2004年5月1日起)."""
    begun = re.compile(rf"[^,\uff0c\u3002]{{0,8}}(?:{'|'.join(map(re.escape, word_list('identity')['year_begun']))})")
    return next((found for found in FIRST_YEAR.finditer(line) if not begun.match(line, found.end())), None)


def _of_year_before(found: re.Match, line: str) -> bool:
    """Whether a line that begins with the next year only says that the last report was published (2020年，我局公开了…及2019年度…年度报告)."""
    begun = _first_year(line[:found.start()])
    return begun is not None and int(begun[1]) == int(found[1]) + 1 and not day_begins(line[begun.start(1):])


def first_said(lines: list[str]) -> int | None:
    """Return the year that the first line with one begins a clause with (2020年，某街道办事处坚持…)."""
    found = next((found for line in lines[:OPENS] if (found := _first_year(NUMBERED.sub("", line)))), None)
    return int(found[1]) if found else None


def leading(counted: Counter) -> int | None:
    """Return the year of which a text speaks at least twice and twice as often as of any other."""
    best = counted.most_common(2)
    if not best or best[0][1] < 2 or (len(best) > 1 and best[1][1] * 2 > best[0][1]):
        return None
    return best[0][0]


def only_year(lines: list[str]) -> int | None:
    """Return the one year whose disclosure lines speak of (某院2020年度信息公开工作在…指导下开展), None where they speak of two."""
    named = rf"(?<!\d)(20[012]\d)\s*\u5e74[^\W\d_]{{0,10}}(?:{choice_of('identity', 'topic')})"
    found = {int(year) for line in lines for year in re.findall(named, line)}
    return found.pop() if len(found) == 1 else None
