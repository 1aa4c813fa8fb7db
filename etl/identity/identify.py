"""Who reports on which year in what kind of document: each fact with its reason, each contradiction as a finding."""

import re
from collections import Counter
from datetime import date

from etl.identity import codes, opening
from etl.identity.agency import Agencies
from etl.identity.candidates import CLOSING, phrases
from etl.identity.codes import Told
from etl.identity.dates import Period, read_date, read_period
from etl.identity.names import Agency, type_names, unplaced
from etl.identity.places import LEVELS
from etl.forms.form_labels import key
from etl.messages import finding
from etl.messages import text as sentence
from etl.model import Document, Finding, Report
from etl.rules import Rules
from etl.said import NOTHING, Said
from etl.identity.titles import find_title, kind_of, lines_of, plain_line, with_body
from etl.identity.years import NUMBERED, REPORT, announced_year, first_said, leading, only_year, years_in
from etl.wordlists import word_list

OPENING = 6000  # characters in which a report says what it covers
PAIRED = 2  # the same where one speaks of disclosure
SECTIONS = 3  # headings of the form that make an annual report of a document without a title
TITLED = "reason_agency_title"  # of a name that the title prints
ANNOUNCED = "reason_lead"  # of a title that only a sentence names
DIALLED = "reason_area_county"  # of a place that telephone numbers tell: too little against a printed name
STATE = "reason_state"  # of a body without a place
SOURCED = 60  # characters of a line that says the source and the date
SIGNED = re.compile(r"[^\W\d_]{4,26}\s+20\d\d\u5e74\s?\d{1,2}\u6708\s?\d{1,2}\u65e5")  # a body and the date in one line
STOP = re.compile("[\u3002;\uff1b]")
YEAR_OF_TEXT = re.compile(r"(?<!\d)(20[012]\d)\s*\u5e74")
_KNOWN: dict[int, tuple[Rules, Agencies, set[str]]] = {}


def identify(document: Document, rules: Rules, said: Said = NOTHING) -> tuple[Report, list[Finding]]:
    """Return who reports on what, each fact with its reason in `reasons`, and the contradictions found; what the user said goes first."""
    agencies, headings = agencies_of(rules), _known(rules)[2]
    report, findings = Report(), []
    lines = lines_of(document)
    plain = [plain_line(line) for line in lines]
    text = "\n".join(plain)
    report.title, where = find_title(document, lines, read_period(text[:OPENING]))
    _reason(report, "title", where, words=report.title)
    report.kind, word = kind_of(plain_line(report.title))
    _reason(report, "kind", "reason_kind" if word else "", words=word)
    sections = {key(line) for line in plain if len(line) < 40} & headings
    if opening.is_other(plain, bool(word) and where != ANNOUNCED):
        report.kind = "other"
        _reason(report, "kind", "reason_other")
    elif not word and len(sections) >= (PAIRED if opening.on_disclosure(sections) else SECTIONS):
        report.kind = REPORT
        _reason(report, "kind", "reason_sections", words=len(sections))
    elif not word and (opening.is_report(plain) or sections and opening.counts(text, sections)):
        report.kind = REPORT
        _reason(report, "kind", "reason_opening")
    _published(report, plain)
    _year(report, plain_line(report.title), plain, text, findings, said.year, where == ANNOUNCED)
    _agency(report, agencies, plain_line(report.title), plain, plain_line(document.title), text, said.agency, findings)
    report.title = with_body(report.title, report.agency, lines)
    return report, findings


def agencies_of(rules: Rules) -> Agencies:
    """Return what names agencies by these rules, made once."""
    return _known(rules)[1]


def _known(rules: Rules) -> tuple[Rules, Agencies, set[str]]:
    if id(rules) not in _KNOWN:
        _KNOWN[id(rules)] = (rules, Agencies(rules), _sections(rules))
    return _KNOWN[id(rules)]


def _sections(rules: Rules) -> set[str]:
    return {key(label) for row, label in rules.forms.select("row", "label").iter_rows() if row[:1] == "S"}


def _reason(report: Report, fact: str, key: str, **values) -> None:
    if key:
        report.reasons[fact] = sentence(key, **values)


def _finding(key: str, suspect: str, level: str = "warning", **values) -> Finding:
    return finding(key, level, suspect, **values)


def _published(report: Report, lines: list[str]) -> None:
    """Take the date from the labelled lines, 发布日期 first, else from a line at the end that is only a date."""
    pairs = list(zip(lines, [*lines[1:], ""]))
    for label in word_list("identity")["date_label"]:
        pattern = re.compile(rf"(?:^|[^\w])\s*{re.escape(label)}[\s:\uff1a|\]\u3011]*(.{{0,24}})")
        for line, below in (*pairs[:30], *pairs[-CLOSING:]):
            found = pattern.search(f"{line} {below}" if line.rstrip(" :\uff1a|").endswith(label) else line) if label in line else None
            if found and (day := read_date(found[1])):
                report.published_on = day.isoformat()
                _reason(report, "published_on", "reason_labelled", words=label)
                return
    sourced = [line for line in lines[:8] if len(line) < SOURCED and not STOP.search(line) and any(word in line for word in word_list("identity")["source"])]
    for line in [*(line for line in [*lines[-CLOSING:][::-1], *lines[:8]] if len(line) < 16 or SIGNED.fullmatch(line)), *sourced]:
        if day := read_date(line):
            report.published_on = day.isoformat()
            _reason(report, "published_on", "reason_signed", words=line)
            return


def _year(report: Report, title: str, lines: list[str], text: str, findings: list[Finding], said: int | None, announced: bool) -> None:
    """The year that the user said, the title's, then the stated period's, then the year the text speaks of most.

    What only a sentence names a title is behind the period that the text speaks of: such a sentence is copied from an earlier report.
    """
    titled = years_in(NUMBERED.sub("", title))
    period = read_period(text[:OPENING])
    counted = Counter(int(year) for line in lines if line != title for year in YEAR_OF_TEXT.findall(line))
    published = int(report.published_on[:4]) if report.published_on else None
    named = announced_year(lines, report.kind)
    spoken = period.year if announced and period and period.year == leading(counted) else None
    copied = named if named and period and counted[named] > counted[period.year] else None  # the period was left as it stood in last year's report
    options = [(said, "reason_said"), (spoken, "reason_period_year"), (titled[0] if titled else None, "reason_title_year"), (copied, "reason_lead_year"),
               (period.year if period else None, "reason_period_year"), (named, "reason_lead_year"), (leading(counted), "reason_text_year"),
               (published - (report.kind == REPORT) if published else None, "reason_published_year"), (first_said(lines) or only_year(lines), "reason_text_year")]
    report.year, key = next(((year, key) for year, key in options if year), (None, ""))
    _reason(report, "year", key, words=report.year)
    told = titled or [copied] * bool(copied)
    if told and period and period.year not in told:
        findings.append(_finding("year_led" if spoken else "year_conflict", "report", title=told[0], period=period.quote))
    elif report.year and counted and not counted[report.year] and counted.most_common(1)[0][1] > 2 and report.kind == REPORT:
        findings.append(_finding("year_copied", "report", title=report.year, other=counted.most_common(1)[0][0]))
    if published and report.year and report.kind == REPORT and published < report.year:
        findings.append(_finding("published_early", "report", title=report.year, other=report.published_on))
    _period(report, period, text, findings)


def _period(report: Report, period: Period | None, text: str, findings: list[Finding]) -> None:
    if period:
        report.period_start, report.period_end = period.start.isoformat(), period.end.isoformat()
        _reason(report, "period", "reason_period", words=period.quote)
        begun = period.start.isoformat() in word_list("identity")["in_force"]
        whole = (begun or (period.start.month, period.start.day) == (1, 1)) and (period.end.month, period.end.day) == (12, 31)
        if report.kind == REPORT and not whole:
            level = "info" if (period.end - period.start).days > 330 else "warning"
            findings.append(_finding("part_year", "report", level, period=period.quote))
            if level == "warning":
                report.kind = "summary"
    elif report.kind == REPORT and report.year:
        report.period_start, report.period_end = date(report.year, 1, 1).isoformat(), date(report.year, 12, 31).isoformat()
        _reason(report, "period", "reason_whole_year", words=report.year)
    elif report.kind == "summary" and report.published_on and any(word in text for word in word_list("identity")["so_far"]):
        report.period_start, report.period_end = f"{report.published_on[:4]}-01-01", report.published_on
        _reason(report, "period", "reason_so_far", words=report.published_on)


def _agency(report: Report, agencies: Agencies, title: str, lines: list[str], page: str, text: str, said: str, findings: list[Finding]) -> None:
    names = sum(map(agencies.places.mentions, (text, page, said)), Counter())
    told = codes.told("\n".join([*lines[:40], *lines[-CLOSING:]]), agencies.places, names)
    if told:
        names += Counter(told.place.above)
    found: Agency | None = None
    kind = ("", "")
    for phrase, why in [(said, "reason_said")] if said else phrases(title, lines, page, text, names, agencies.places):
        one = agencies.name(phrase, names, text, told) if not phrase.startswith(tuple(word_list("identity")["office_own"])) else None
        if one and why != TITLED and _is_bureau(kind[0]) and one.type == type_names()["other"]:  # 人社分局 in the title, then the zone that it is of
            continue
        if one and (found is None or _placed_better(one, found)):
            found = one
            report.reasons["agency"] = sentence(why, words=phrase)
        kind = kind if kind[0] or one else unplaced(phrase)
        if found and found.place:
            break
    if found:
        report.agency, report.agency_type, report.level = found.name, found.type, found.level
        _reason(report, "place", found.reason, words=found.name)
    else:
        report.agency_type, report.level = _type_told(kind, opening.body_told(text), told, text)
        report.agency = said  # a name that no list helps to place
        findings.append(_finding("place_unknown", "extraction", words=said) if said else _finding("agency_unknown", "extraction"))
    _place(report, found, told, findings)


def _is_bureau(kind: str) -> bool:
    return kind in (type_names()["civil"], type_names()["department"])


def _placed_better(one: Agency, found: Agency) -> bool:
    """Tell whether a later name is the same body's with its place, not another's that only telephone or text tell; an unlisted 某区 may be a zone."""
    zone = found.type != one.type == type_names()["other"] and found.name.removesuffix(next(iter(word_list("identity")["government"].values())))
    return bool(not found.place and one.place and (zone in one.name if zone else one.type == found.type and found.name[:2] in one.name))


def _type_told(kind: tuple[str, str], spoken: tuple[str, str], told: Told | None, text: str) -> tuple[str, str]:
    """Return type and level of a body without a name; whether a 市 is a prefecture or a county's equal must be told."""
    body, level = kind[0] or spoken[0], kind[1] or (spoken[1] if not kind[0] or spoken[0] != type_names()["town"] else "")
    if level in ("", LEVELS[1]) and body and told and told.own and body != type_names()["other"]:
        return body, LEVELS[told.place.depth]
    return body, "" if level == LEVELS[1] and not opening.holds_counties(text) else level


def _place(report: Report, found: Agency | None, told: Told | None, findings: list[Finding]) -> None:
    """Set the place that the name tells, else the one that codes and numbers tell; a contradiction is a finding."""
    if found and found.reason == STATE:
        return
    place = found.place if found else None
    if told and (not place or _inside(found, told)):
        place = told.place
        _reason(report, "place", told.reason, words=told.words, place=place.name)
    elif told and told.own and told.reason != DIALLED and not (told.place.holds(place) or place.holds(told.place)):
        findings.append(_finding("place_conflict", "report", "info", words=found.name, code=told.words, place=told.place.name))
    if place:
        report.province, report.city, report.county = place.province, place.city, place.county
    elif found:
        findings.append(_finding("place_unknown", "extraction", words=found.name))


def _inside(found: Agency, told: Told) -> bool:
    """Tell whether the place told lies within the one of a zone or institution, whose name seldom says its county."""
    return told.own and found.type == type_names()["other"] and found.place != told.place and found.place.holds(told.place)
