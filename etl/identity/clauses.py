"""Bodies that a text names without a title: at the beginning of a clause, as a zone, as the keeper of a website."""

import re
from collections import Counter
from functools import cache

from etl.identity.names import head_of, tail_kind
from etl.identity.places import Gazetteer, Place
from etl.wordlists import choice, word_list

OPENS = 10  # lines in which a text says what it is drawn on
FIRST = 28  # lines in which a text says who acts
REACH = 6  # characters that a longer ending may add (政府办 to 政府办公室, 集团 to 集团有限公司)
BEGUN = re.compile(r"(?:^|[,\uff0c\u3002;\uff1b)\uff09])\s*(?:20\d\d[^\W\d_]{1,4}[,\uff0c]?)?([^\W\d_]{3,26}\u3001?)")
OTHER = ("other",)
BUREAUS = ("civil", "department", "office")


def begun(lines: list[str], places: Gazetteer, region: bool = False) -> list[str]:
    """Return the first body that begins a clause: an institution behind a place's name, else a bureau of its city or county (市财政局).

    Of a government, which speaks for its region, the office is no name.
    """
    words = word_list("identity")
    asking = re.compile(choice({*words["contact"], *words["composer"]}))
    starts = [start[found.end():] if (found := asking.match(start)) else start for line in lines[:FIRST] for start in BEGUN.findall(line)]
    verbs = (*words["subject_verb"], *words["office_own"], *words["self"])
    named = [body for start in starts if (_placed(start, places) or committee().match(start) and not head_of(start) and not start.startswith(verbs)) and (body := _whole(start))]
    party = tuple(words["party"])
    bureaus = [head + body for start in starts if (head := head_of(start)) and not start.startswith(party) and (body := first_body(start[len(head):], BUREAUS))
               and not body.startswith(tuple(words["no_body"])) and start != f"{head}{body}\u3001"]  # 市财政局、市水利局等部门 are many
    bureaus = [body for body in bureaus if not region or tail_kind(body)[0] != "office"]
    return named[:1] + bureaus[:1]


def _whole(start: str) -> str:
    """Return the institution that a clause begins with, with its bureau where one follows (某开发区财政局)."""
    body = first_body(start, OTHER)
    zoned = body.endswith(tuple(word_list("identity")["zone"]))
    bureau = first_body(start[len(body):len(body) + REACH + 4], BUREAUS) if zoned else ""
    return body + bureau if bureau.endswith(tuple(word_list("identity")["zone_bureau"])) else body


def first_body(text: str, kinds: tuple[str, ...]) -> str:
    """Return the shortest beginning of a text that names a body of these kinds, with the longer ending it may have; empty for none."""
    cut, no_end = word_list("identity")["cut_word"], tuple(word_list("identity")["no_end"])
    ends = {size: len(tail_kind("-" + text[:size])[1]) for size in range(2, len(text) + 1)
            if tail_kind("-" + text[:size])[0] in kinds and text[size - 1:size + 1] not in cut and not text[:size].endswith(no_end)}
    size = next(iter(ends), 0)
    for longer, ending in ends.items():
        if size < longer <= size + REACH and longer - ending <= size:
            size = longer
    return text[:size]


def _placed(text: str, places: Gazetteer) -> bool:
    """Tell whether a text begins with a place: its full name, a city's or province's short name, a county's before a zone."""
    if places.at_start(text):
        return True
    zones = tuple(word_list("identity")["zone"])
    return any(text[size:].startswith(zones) for size in (4, 3, 2) if text[:size] in places.short)


@cache
def committee() -> re.Pattern:
    """Return the pattern of the name of a zone's committee, its place known or not (甘眉工业园区管委会)."""
    words = word_list("identity")
    return re.compile(rf"[^\W\d_]{{2,5}}(?:{choice(words['zone'])})(?:{'|'.join(words['zone_body'])})")


@cache
def _zone() -> re.Pattern:
    words = word_list("identity")
    zones = choice(words["zone"])
    return re.compile(rf"(?<=[^\W\d_]{{2}})(?:{zones})(?:{'|'.join(words['zone_body'])})?")


def zones(text: str, places: Gazetteer) -> list[str]:
    """Return the zone that a text names behind a place, by its longest name (安顺经济技术开发区); empty when it names zones of two places."""
    counted: Counter = Counter()
    held: set[Place] = set()
    for found in _zone().finditer(text):
        for size in (4, 3, 2):
            name = text[max(found.start() - size, 0):found.start()]
            near = [place for place in (*places.full.get(name, []), *places.short.get(name, [])) if place.depth]
            if near:
                counted[name + found[0]] += 1
                held |= set(near[:1])
                break
    return [max(counted, key=lambda name: (len(name), counted[name]))] if len(held) == 1 else []


def authors(lines: list[str]) -> list[str]:
    """Return the bureaus that a text names as its own in what they issued (我局制定《某市水利局…规定》), the guide to their information too (更新《某局政府信息公开指南》), or whose disclosure they see to (承担某局政府信息公开工作)."""
    words = word_list("identity")
    own, made, guide, charged = (choice(words[kind]) for kind in ("bureau_own", "authored", "guide", "charged"))
    ends = choice({*words["topic"], *words["about"]})
    issued = rf"(?:{own})[^\u3002]{{0,80}}?(?:{made})[^\u3002\u300a]{{0,6}}\u300a([^\W\d_]{{4,20}}?)(?:{ends}|\d)"
    guided = rf"(?:{made})\u300a([^\W\d_]{{4,20}}?)(?:{ends})(?:{guide})"
    worked = rf"(?:{charged})([^\W\d_]{{4,20}}?)(?:{ends})"
    return [name for pattern in (issued, guided, worked) for line in lines for name in re.findall(pattern, line) if tail_kind(name)[0] in BUREAUS]


def towns(lines: list[str]) -> list[str]:
    """Return the one town or street whose own rules a text says were made, where it calls itself a town (我街…制定了《某某街道…方案》)."""
    words = word_list("identity")
    made, own = (choice(words[kind]) for kind in ("authored", "town_own"))
    ends = choice({*words["topic"], *words["about"]})
    pattern = re.compile(rf"(?:{made})[^\u3002\u300a]{{0,6}}\u300a([^\W\d_]{{3,16}}?)(?:{ends}|\d)")
    named = {name for line in lines for name in pattern.findall(line) if tail_kind(name)[0] == "town"}
    return list(named) if len(named) == 1 and any(re.search(own, line) for line in lines) else []


def reported(lines: list[str]) -> list[str]:
    """Return the bodies on whose year the first lines draw, no joint ones: 以及2008年度某镇政府信息公开工作年度报告编制, 根据某校2014-2015学年政务公开落实情况写成."""
    words = word_list("identity")
    reports = {word: kind for word, kind in words["document"].items() if kind == "annual_report"}
    topic, report, based, course, drop = (choice(some) for some in (words["topic"], reports, words["based"], words["course"], words["drop"]))
    year = rf"20\d\d(?:\W{{1,2}}20\d\d)?(?:{drop})*"
    patterns = (rf"{year}([^\W\d_]{{3,12}}?)(?:{topic})[^\W\d_]{{0,4}}?(?:{report})", rf"(?:{based})([^\W\d_]{{3,16}}?){year}(?:{topic})(?:{drop})*(?:{course})")
    found = [name for line in lines[:OPENS] for pattern in patterns for name in re.findall(pattern, line)]
    own = (*words["office_own"], *words["town_own"])
    return [name for name in found if len(name) - len(ending := tail_kind(name)[1]) > 1 and ending and not name.endswith(own) and not any(word in name for word in words["several"])]


def keepers(lines: list[str], names: Counter) -> list[str]:
    """Return the one bureau whose full name the text quotes as a website's (“某市水利局”网站), or on whose website it says to have published itself (我局在某市水利局网站)."""
    words = word_list("identity")
    sites, own = (choice(words[kind]) for kind in ("site", "bureau_own"))
    pattern = re.compile(rf"(?:[\u201c\"\u300c]|(?:{own})(?:{'|'.join(words['on_site'])}))([^\W\d_]{{4,20}}?)[\u201d\"\u300d]?(?:{sites})")
    quoted = {found[1] for line in lines for found in pattern.finditer(line)}
    kept = [name for name in quoted if name.startswith(tuple(names)) and tail_kind(name)[0] in ("civil", "department")]
    return kept if len(kept) == 1 else []
