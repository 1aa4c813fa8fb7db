"""What the first paragraphs say of a document without a title: that it is an annual report, and which bodies they name."""

import re
from collections import Counter
from functools import cache

from etl.documents.page_rules import numbered
from etl.identity.clauses import acts_itself, summed
from etl.identity.names import bureau_in, complete, tail_kind, town_of
from etl.identity.dates import read_period
from etl.identity.titles import names_other_subject
from etl.wordlists import choice, choice_of, longest_first, word_list

FIRST = 14  # lines in which a report says what it is
HEADING = 40  # characters; a longer line is no heading
SECTIONS = 4  # headings with words of an old report's parts that make an annual report
UNIFORM = 3  # the same where the first is that of the uniform format
BLANK = re.compile("(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")  # inside words of copies from PDF
FRAMED = 2  # the same where the first heading of the uniform format stands
TOLD = 3  # matters of an annual report that a copy without title and headings speaks of
STOP = re.compile("[\u3002:\uff1a;\uff1b]")
SHORT = 16  # characters of a heading without a number (依申请公开服务靠前。全年…)
NAMED_DOCUMENT = re.compile("\u300a[^\u300a\u300b]{0,80}\u300b")
YEARLY = re.compile(r"20\d\d\u5e74\u5ea6?(?!\d)")
OTHER, NONE = ("", "other"), ("",)  # an address names many a centre and park
NAMED = 2  # letters before an institution's kind, at least
ZONE_LEAST = 2  # how often a zone without a name speaks of itself
REGION_LEAST = 1  # how often a government speaks of its whole region, at least
BUREAU = 3  # times as often as a copied 我局


@cache
def _any(*kinds: str) -> re.Pattern:
    return re.compile(choice_of("identity", *kinds))


@cache
def _contact() -> re.Pattern:
    return re.compile(rf"(?P<word>{_any('contact', 'address').pattern})[:\uff1a]?([^\W\d_]{{4,30}}?)(?:{_any('contact_end').pattern}|[(\uff08\[,\uff0c;\uff1b:\uff1a\u3002]|$)")


@cache
def _composing() -> re.Pattern:
    """Return the pattern of the word before who composed a report, none within a name (自由贸易试验区)."""
    return re.compile(rf"(?:{choice_of('identity', 'composer')})(?<!{choice_of('identity', 'composer_within')})")


@cache
def _composer() -> re.Pattern:
    return re.compile(rf"(?:^|[^\w])([^\W\d_]{{3,24}}?)(?:{_any('composed').pattern})")


@cache
def _subject() -> re.Pattern:
    return re.compile(rf"(?:^|[,\uff0c\u3002)\uff09])\s*(?:20\d\d\u5e74?(?:\u5ea6|\u4ee5?\u6765)?[,\uff0c]?)?(?!\u5e74)([^\W\d_]{{3,18}}?)(?:{_any('subject_verb').pattern})")


def acting(line: str) -> list[str]:
    """Return the names that act at the beginning of a clause (某局认真落实…)."""
    return _subject().findall(line)


def lead() -> str:
    """Return a pattern for the words that announce a report (现公布)."""
    return _any("lead").pattern


def is_report(lines: list[str]) -> bool:
    """Tell whether the opening calls the document an annual report (本报告所列数据的统计期限…), or its headings do."""
    spoken = any(_any("topic").search(line) for line in lines[:FIRST * 2])
    for line in lines[:FIRST]:
        if _any("self").search(line) and _any("topic").search(line) and _any("period", "composed", "self_end").search(line):
            return True
        if any((found := re.search(pattern, line)) and not _any("part").search(found[0]) for pattern in word_list("identity")["announced"]):
            return True
        if _said("made", line) and len(set(_any("section").findall(line))) >= UNIFORM:
            return True
        if spoken and _any("period").search(line) and (period := read_period(line)) and (period.end - period.start).days > 330:
            return True
    framed = any(_any("frame").search(line) for line in lines if len(line) < SHORT)
    heads = [STOP.split(line)[0][:HEADING] for line in lines if numbered(line) or framed and len(STOP.split(line)[0]) < SHORT]
    named = {found[0] for line in heads if len(line) < HEADING and (found := _any("section").search(line))}
    if len(named) >= SECTIONS or len(named) >= UNIFORM and framed:
        return True
    text = "\n".join(lines)
    yearly = any(numbered(head) and len(head) < SHORT and _any("frame").search(head) and YEARLY.match(line) and _any("topic").search(line)
                 for head, line in zip(lines, lines[1:FIRST]))  # 一、概述, then 2011年，我市…政府信息公开工作
    return not _other(text) and (yearly or _said("told", text) >= (FRAMED if framed else TOLD))


def is_other(lines: list[str], titled: bool) -> bool:
    """Tell whether a document is a regulation or, where it has no title of its own, a news item or a report on another subject."""
    text = "\n".join(lines)
    return bool(_said("regulation", text)) or not titled and (any(map(names_other_subject, lines[:FIRST])) or bool(_said("no_report", text)))


def on_disclosure(sections: set[str]) -> bool:
    """Tell whether one of some headings speaks of disclosure."""
    return any(map(_any("disclosed").search, sections))


def counts(text: str, sections: set[str]) -> bool:
    """Tell whether a text with some of the form's headings says how much was published and is no guide or plan.

    Where no heading speaks of disclosure, another matter of an annual report must be told.
    """
    needed = 1 if on_disclosure(sections) else FRAMED
    return not _other(text) and bool(_said("counted", text)) and _said("told", text) >= needed


def holds_counties(text: str) -> bool:
    """Tell whether a text speaks of the counties under its own city (各县区), as no county-level city's does."""
    return bool(_said("holds_counties", text))


def _said(kind: str, text: str) -> int:
    """Return how many patterns of a list a text holds."""
    return sum(bool(re.search(pattern, text)) for pattern in word_list("identity")[kind])


def _other(text: str) -> bool:
    """Tell whether a text without a title is a notice, plan or guide by what it says of itself, not by the names of other documents (《某方案》)."""
    return bool(_said("other_document", NAMED_DOCUMENT.sub("", text)))


def bodies(lines: list[str], text: str) -> list[str]:
    """Return what may name the body that reports, the surest first: who composed it, who acts in it, whom to ask."""
    said = [_composing().split(found[1]) for line in lines[:FIRST] for found in _composer().finditer(BLANK.sub("", line))]
    composed = [_cut(_body(re.split(lead(), parts[-1])[-1]), text) for parts in said if len(parts) > 1 or tail_kind(parts[-1])[0]]
    acting = Counter(name for line in lines[:FIRST * 2] for found in _subject().finditer(line)
                     if tail_kind(name := _acting(found[1], text))[0] and not _any("contact", "no_body", "region_own").match(name) and not keeps_for_region(name, text) and not _no_name(name))
    asked = [name for line in lines[:FIRST] for found in _contact().finditer(line)
             if tail_kind(name := _cut(found[2], text))[0] not in (OTHER if found["word"] in word_list("identity")["address"] else NONE)
             and not keeps_for_region(name, text)]
    composed = [name for name in composed if not (_said("gathers", text) and keeps_for_region(name, text))]
    return composed + [name for name, _ in acting.most_common(3)] + asked


def _no_name(name: str) -> bool:
    """Tell whether words only end with what a body calls itself (集中展示全镇) or with a kind of institution (推进学校)."""
    words, (kind, ending) = word_list("identity"), tail_kind(name)
    stem = name[:len(name) - len(ending)]
    return name.endswith(tuple(words["office_own"])) or kind == "other" and len(stem) < NAMED and stem not in words["relative"]


def subjects(lines: list[str], names: Counter) -> list[str]:
    """Return the first body that begins a clause with a place of the text (2022年，某市财政局优化…), and a government that has a site."""
    if not names:
        return []
    places = choice(names)
    begun = re.compile(rf"(?:^|[,\uff0c\u3002;\uff1b)\uff09])\s*(?:20\d\d\w{{1,4}}[,\uff0c]?)?((?:{places})+)([^\W\d_]{{2,14}})")
    sites = re.compile(rf"((?:{places})+(?:{_any('government').pattern}))(?:{_any('site').pattern})")
    ours = speaks_for_region("\n".join(lines))
    for line in lines[:FIRST * 2]:
        for found in begun.finditer(line):
            if bureau := bureau_in(found[2]):
                return [found[1] + bureau]
        if ours and (found := sites.search(line)):
            return [found[1]]
    return []


def _body(name: str) -> str:
    """Return what names a body in a phrase that goes on with what it did (某局综合全年情况编制), else the phrase."""
    joint = any(word in name for word in word_list("identity")["several"])
    name = name if tail_kind(name)[0] and not joint else _any("subject_verb").split(name)[0] or name  # 某区综合行政服务中心, 某办综合各局情况
    return next((name[:size] for size in range(len(name), 3, -1) if tail_kind(name[:size])[0]), name)


def speaks_for_region(text: str) -> bool:
    """Tell whether the body calls a whole county or city its own (我区, 全市) and never itself an office (我局)."""
    region, own, bureau = (len(_any(kind).findall(text)) for kind in ("region_own", "office_own", "bureau_speaks"))
    region += summed(text)
    return region > max(own, bureau * BUREAU) and region >= REGION_LEAST


def of_office(name: str, text: str) -> str:
    """Return the government whose office publishes a report that speaks for a region, else the name."""
    whole = _cut(name, text)
    return whole if tail_kind(name)[0] == "office" and tail_kind(whole)[0] == "government" else name


def keeps_for_region(name: str, text: str) -> bool:
    """Tell whether a name is that of an office or centre which looks after disclosure for the government that speaks in the text, or of a bureau that gathers what all sent in."""
    gathers = tail_kind(name)[0] in ("department", "office") and _said("gathers", text)
    return bool(gathers or name.endswith(tuple(word_list("identity")["keeper"]))) and speaks_for_region(text)


def speaks_as_zone(text: str) -> bool:
    """Tell whether the body calls itself a zone or its committee (经开区, 管委会)."""
    return len(_any("zone_own").findall(text)) >= ZONE_LEAST


def body_told(text: str) -> tuple[str, str]:
    """Return type and level of a body without a name by what it calls its own: a region (我区), a town (我镇), a bureau (我局); else empty.

    Where a civil affairs bureau is named, which has a type of its own, a bureau's type stays open.
    """
    words = word_list("identity")
    types = {kind: name for name, kind in words["type"].items()}
    if speaks_as_zone(text):
        return types["other"], ""
    if speaks_for_region(text):
        return next(iter(words["region_scope"])), _level(text)
    if _any("town_own").search(text):
        return types["town"], words["level"]["town"]
    bureau = _any("bureau_own").search(text)
    return ("" if _any("civil").search(text) else types["department"], _level(text)) if bureau else ("", "")


def _level(text: str) -> str:
    """Return the lowest level of government that a text calls its own (县政府, 市政府), empty for none."""
    return next((level for word, level in word_list("identity")["own_level"].items() if re.search(word, text)), "")


def _whole(name: str) -> str:
    """Take the announcing words from before a name and complete one that the subject's words cut short (…人民政府信息公开工作)."""
    name = re.split(lead(), name)[-1]
    return next((name[: -len(cut)] + full for cut, full in word_list("identity")["stump"].items() if name.endswith(cut)), name)


def _acting(said: str, text: str) -> str:
    """Return who acts, of a government and its office the office; one by which the report was composed may stand for its government."""
    name = _whole(re.sub(rf"^(?:{_any('drawn_on').pattern})", "", _any("acted").split(said)[-1]))
    name = _any("with_office").split(name)[-1] if tail_kind(name)[0] == "office" else name
    led = len(_composing().split(said)) > 1 or _own_office(name, text)
    return _cut(_composing().split(name)[-1], text) if led else name


def _own_office(name: str, text: str) -> bool:
    """Tell whether a bureau's or centre's office acts in a text where the whole body calls itself so (我中心), and no government's."""
    whole = _cut(name, text)
    return whole != name and tail_kind(name)[0] == "department" and any(whole.endswith(own[1:]) and own in text for own in word_list("identity")["office_own"])


def _cut(name: str, text: str) -> str:
    """The office that answers questions stands for its agency: 水利局办公室, and for its government where the text speaks for a region."""
    for end in longest_first(word_list("identity")["contact_cut"]):
        if name.endswith(end):
            kind = tail_kind(name[: -len(end)])[0]
            if kind == "office":  # its part for disclosure
                return _cut(name[: -len(end)], text)
            if kind in ("civil", "department", "town", "other") or kind == "government" and (speaks_for_region(text) or acts_itself(name[: -len(end)], text)):
                return name[: -len(end)]
            ours = speaks_for_region(text) or _any("disclosed").search(end) and not _any("office_own").search(text)
            if not kind and ours and (government := complete(name[: -len(end)])):  # a county's office for disclosure
                return government
    return town_of(name) or name
