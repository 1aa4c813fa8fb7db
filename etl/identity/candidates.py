"""The words of a document that may name the body which reports, the surest first."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from etl.identity import clauses, opening, region
from etl.identity.names import kind_past_bracket, tail_kind
from etl.identity.places import Gazetteer
from etl.identity.titles import SITE, body_phrase, kind_of, neighbours, with_body
from etl.wordlists import choice, word_list

SIGNED = 45  # characters; a longer line is no signature
TWICE = re.compile(r"^(\w{3,9})\1(?=\w)")  # 北京市大兴区北京市大兴区某局
LEADING = 20  # lines in which a lead-in announces the report
CLOSING = 12  # lines at the end among which a signature stands


def phrases(title: str, lines: list[str], page: str, text: str, names: Counter, places: Gazetteer):
    """Yield what may name the body, the surest first: title, labelled lines, lead-in, signature, page title, the text."""
    if phrase := body_phrase(title):
        yield phrase, "reason_agency_title"
    for line in neighbours(title, lines):
        if kind_past_bracket(line):
            yield line, "reason_agency_title"
    yield from ((name, "reason_agency_lead") for name in _announced(lines))
    for line in lines[:40]:
        for found in re.finditer(r"([^\W\d_]{4,30}?)20[012]\d", line):
            for lead in word_list("identity")["lead"]:
                if lead in found[1]:
                    yield found[1].rsplit(lead, 1)[1], "reason_agency_lead"
    labels = word_list("identity")["body_label"]
    for label in labels:
        pattern = re.compile(rf"(?:^|[^\w]){re.escape(label)}\s*[:\uff1a|\]\u3011\s]\s*([\w()\uff08\uff09]{{3,30}})")
        for line in [*lines[:40], *lines[-40:]]:
            found = pattern.search(line)
            if found and (name := _without(found[1], labels)):
                yield opening.of_office(name, text), "reason_agency_label"
    yield from ((opening.of_office(name, text), "reason_agency_label") for name in _beneath(lines[:40], labels))
    for line in [*lines[-CLOSING:], *lines[:-CLOSING]]:
        if len(line) > SIGNED and not _headed().match(line):
            continue
        name = re.split(opening.lead(), re.sub(r"\s*20\d\d.*$", "", line))[-1]
        if 4 <= len(name) <= 26 and not re.search(r"[,\uff0c\u3002:\uff1a;\uff1b|]", name) and kind_past_bracket(name) and not opening.keeps_for_region(name, text):
            yield name, "reason_agency_signed"
    for phrase in [body_phrase(page), *SITE.split(page)]:
        if tail_kind(phrase)[0]:
            yield phrase, "reason_agency_page"
    if (above := with_body(title, "", lines)) != title:
        yield body_phrase(above), "reason_agency_title"
    yield from ((_unled(name), "reason_agency_text") for name in opening.bodies(lines, text))
    for said in (lambda: _spoken(lines, names), lambda: opening.subjects(lines, names),
                 lambda: clauses.begun(lines, places, opening.speaks_for_region(text)), lambda: clauses.authors(lines), lambda: clauses.towns(lines), lambda: clauses.reported(lines), lambda: clauses.keepers(lines, names),
                 lambda: clauses.zones(text, places) if opening.speaks_as_zone(text) else [], lambda: region.regions(lines, text, names)):
        yield from ((_unled(name), "reason_agency_text") for name in said() if not opening.keeps_for_region(name, text))


def _unled(name: str) -> str:
    """Return a name without the word that leads to it (composed by, summing up) and a place printed twice, where a body is left."""
    name = TWICE.sub(r"\1", name)
    bare = re.sub(rf"^(?:{'|'.join(map(re.escape, word_list('identity')['body_lead']))})+", "", name)
    return bare if tail_kind(bare)[0] else name


def _announced(lines: list[str]) -> list[str]:
    """Return who reports by the whole title that a lead-in announces: 现向社会公布《某局2025年度政府信息公开工作年度报告》."""
    titles = [found[1] for line in lines[:LEADING] if (found := re.search(rf"(?:{opening.lead()})[^\u300a\u3002]{{0,12}}\u300a([^\u300b]+)\u300b", line))]
    return [name for title in titles if kind_of(title)[0] == "annual_report" and tail_kind(name := body_phrase(title))[0]]


def _beneath(lines: list[str], labels: dict[str, str]) -> list[str]:
    """Return what stands under a label where one row holds the labels and the next their values."""
    rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [name for above, below in pairwise(rows) for label, name in zip(above, below) if label in labels and tail_kind(name)[0]]


@cache
def _headed() -> re.Pattern:
    """Return the pattern of a line that begins with the name of a report and goes on as a sentence."""
    topics = choice(word_list("identity")["topic"])
    return re.compile(rf"[^\W\d_]{{4,26}}20[012]\d\D{{1,2}}(?:{topics})")


def _spoken(lines: list[str], names: Counter) -> list[str]:
    """Return the body that a text calls by its full name at least twice and more often than any other."""
    counted: Counter = Counter()
    for line in lines:
        for name in names:
            for found in re.finditer(rf"{re.escape(name)}(?=([^\W\d_]{{2,12}}))", line):
                bureau = opening.bureau_in(found[1])
                counted[name + bureau] += bool(bureau)
    best = counted.most_common(2)
    return [best[0][0]] if best and best[0][1] > 1 and (len(best) < 2 or best[0][1] > best[1][1]) else []


def _without(name: str, labels: dict[str, str]) -> str:
    for label in [*labels, *word_list("identity")["date_label"]]:
        name = name.split(label)[0]
    return name if kind_past_bracket(name) else ""
