"""What the first paragraphs say of a document without a title: that it is an annual report, and which bodies they name."""

import re
from collections import Counter
from functools import cache

from etl.documents.page_rules import numbered
from etl.identity.agency import tail_kind
from etl.wordlists import longest_first, word_list

FIRST = 14  # lines in which a report says what it is
HEADING = 40  # characters of a numbered line in which its heading stands
SECTIONS = 3  # headings with words of an old report's parts that make an annual report
OTHER, NONE = ("", "other"), ("",)  # an address names many a centre and park
REGION_LEAST = 1  # how often a government speaks of its whole region, at least


@cache
def _any(*kinds: str) -> re.Pattern:
    words = word_list("identity")
    return re.compile("|".join(map(re.escape, longest_first({word for kind in kinds for word in words[kind]}))))


@cache
def _contact() -> re.Pattern:
    return re.compile(rf"(?P<word>{_any('contact', 'address').pattern})[:\uff1a]?([^\W\d_]{{4,30}}?)(?:{_any('contact_end').pattern}|[(\uff08\[,\uff0c:\uff1a\u3002]|$)")


@cache
def _composer() -> re.Pattern:
    return re.compile(rf"(?:^|[^\w])([^\W\d_]{{3,40}}?)(?:{_any('composed').pattern})")


@cache
def _subject() -> re.Pattern:
    return re.compile(rf"(?:^|[,\uff0c\u3002)\uff09])\s*(?:20\d\d\w{{1,3}}[,\uff0c]?)?([^\W\d_]{{3,18}}?)(?:{_any('subject_verb').pattern})")


def lead() -> str:
    """Return a pattern for the words that announce a report (现公布)."""
    return _any("lead").pattern


def is_report(lines: list[str]) -> bool:
    """Tell whether the opening calls the document an annual report (本报告所列数据的统计期限…), or its headings do."""
    for line in lines[:FIRST]:
        if _any("self").search(line) and _any("topic").search(line) and _any("period", "composed", "self_end").search(line):
            return True
    heads = [re.split("[\u3002:\uff1a]", line)[0][:HEADING] for line in lines if numbered(line)]
    return len({found[0] for line in heads if (found := _any("section").search(line))}) >= SECTIONS


def bodies(lines: list[str], text: str) -> list[str]:
    """Return what may name the body that reports, the surest first: who composed it, who acts in it, whom to ask."""
    closed = [re.sub("(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])", "", line) for line in lines[:FIRST]]  # a broken line leaves a blank
    said = [_any("composer").split(found[1]) for line in closed for found in _composer().finditer(line)]
    composed = [_cut(_front(parts[-1]), text) for parts in said if len(parts) > 1 or tail_kind(parts[-1])[0]]
    acting = Counter(name for line in lines[:FIRST * 2] for found in _subject().finditer(line) if tail_kind(name := _whole(found[1]))[0])
    asked = [name for line in lines[:FIRST] for found in _contact().finditer(line)
             if tail_kind(name := _cut(found[2], text))[0] not in (OTHER if found["word"] in word_list("identity")["address"] else NONE)]
    return composed + [name for name, _ in acting.most_common(3)] + asked


def speaks_for_region(text: str) -> bool:
    """Tell whether the body calls a whole county or city its own (我区, 全市) and never itself an office (我局)."""
    region, own = len(_any("region_own").findall(text)), len(_any("office_own").findall(text))
    return region > own and region >= REGION_LEAST


def type_told(text: str) -> str:
    """Return the type of a body without a name by what it calls its own: a region (我区) or a town (我镇); else empty."""
    words = word_list("identity")
    if speaks_for_region(text):
        return next(iter(words["region_scope"]))
    kind = "town" if _any("town_own").search(text) else "department" if _any("office_own").search(text) and not _any("civil").search(text) else ""
    return next((name for name, one in words["type"].items() if one == kind), "")


def _whole(name: str) -> str:
    """Take the announcing words from before a name and complete one that the subject's words cut short (…人民政府信息公开工作)."""
    name = re.split(lead(), name)[-1]
    return next((name[: -len(cut)] + full for cut, full in word_list("identity")["stump"].items() if name.endswith(cut)), name)


def _front(name: str) -> str:
    """Take a body's name from before what it did (某局综合全年情况)."""
    return next((name[:size] for size in range(len(name), 3, -1) if tail_kind(name[:size])[0]), name)


def _cut(name: str, text: str) -> str:
    """The office that answers questions stands for its agency: 水利局办公室, and for its government where the text speaks for a region."""
    for end in longest_first(word_list("identity")["contact_cut"]):
        if name.endswith(end):
            kind = tail_kind(name[: -len(end)])[0]
            if kind in ("civil", "department", "town", "other") or kind == "government" and speaks_for_region(text):
                return name[: -len(end)]
    return name
