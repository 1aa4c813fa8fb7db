"""What a document calls itself: its title, the kind of document, the year in it, and the words that name the body."""

import re
from functools import cache, lru_cache
from itertools import pairwise

from etl.documents.page_rules import numbered
from etl.identity.dates import YEAR, Period, years_in_digits
from etl.identity.names import tail_kind
from etl.identity.years import year_told, years_in
from etl.forms.form_labels import simplified
from etl.model import Document
from etl.prose.wording import READINGS
from etl.wordlists import choice_of, longest_first, word_list

ABOUT = 10  # first characters of a title that say it is about a report
SUBJECT = 4  # characters of a subject, at least
LONGEST = 70  # characters; a longer line is no title
OPENING = 40  # lines looked through for a title
HEAD = 4  # lines in which a site's head stands
LINE, LINES = 4000, 3000  # characters of a line and number of lines that are looked at
DAY = re.compile(r"[\[(\uff08]?20\d\d(?:([-/.])\d{1,2}\1|\u5e74\d{1,2}\u6708)\d{1,2}\u65e5?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?[\])\uff09]?")  # with the time of day
SITE = re.compile(r"\s*(?:[_|\u2014\uff5c]|\s-|-\s)\s*")


@cache
def _choice(*kinds: str) -> str:
    return choice_of("identity", *kinds)


@cache
def _any(kind: str) -> str:
    return "|".join(word_list("identity")[kind])


def lines_of(document: Document) -> list[str]:
    """Return the printed lines of a document's text blocks and short tables in order; of a huge one its beginning and end."""
    found = []
    for block in document.blocks:
        if block.kind == "table" and len(block.rows) > 12:
            continue
        pieces = [block.text] if len(block.text) > LINE * 50 else block.text.split("\n")
        found += [line[:LINE].strip() for line in pieces if line[:LINE].strip()]
    head = next((number + 1 for number, line in enumerate(found[:HEAD]) if any(re.fullmatch(clock, line) for clock in word_list("identity")["clock"])), 0)
    found = found[head:]  # what stands over a site's clock is the site's owner
    return found if len(found) <= LINES else [*found[: LINES // 2], *found[-LINES // 2:]]


@lru_cache(512)  # a document's lines are asked for several times each
def plain_line(text: str) -> str:
    """Return a line in mainland script, years as digits, without readings printed behind characters and the short or former name that a bracket gives.

    >>> plain_line("\u7d71(t\u01d2ng)\u8a08\u5c40") == "\u7edf\u8ba1\u5c40"
    True
    """
    line = years_in_digits(simplified(READINGS.sub("", text) if "(" in text else text))
    return _aside().sub("", line) if "(" in line or "\uff08" in line else line


@cache
def _aside() -> re.Pattern:
    return re.compile(rf"[(\uff08](?:{_choice('aside', 'short_for')}|{_any('former')})[^()\uff08\uff09]*[)\uff09]")


def find_title(document: Document, lines: list[str], period: Period | None = None) -> tuple[str, str]:
    """Return the title as printed and a message key that says where it stood; empty when there is none.

    Of the titles of several years, as a list of reports above the text prints them, it is that of the year of which the text speaks. A body that is printed on a line of its own below the title is no part of it (`neighbours`), one above it is (`with_body`).
    """
    scored = [(score, -number, text, where) for number, (text, where) in enumerate(_candidates(document, lines))
              if (score := _weight(plain_line(text)))]
    best = max(scored, default=(0, 0, "", ""))
    if best[0] > 0:
        equal = [one for one in sorted(scored, reverse=True) if one[0] == best[0]]
        years = [years_in(plain_line(text)) for _, _, text, _ in equal]
        told = year_told(period, map(plain_line, lines)) if any(one != years[0] for one in years) else 0
        return next((one[2:] for one, printed in zip(equal, years) if told in printed), best[2:])
    announced = _from_lead(lines)  # a path through the site or a line of subjects is a title only where nothing is announced
    return announced if announced[0] else best[2:] if kind_of(simplified(best[2]))[0] != "other" else ("", "")


def neighbours(title: str, lines: list[str]) -> list[str]:
    """Return the lines next to a title's line, where a body without a place in the title may be printed."""
    places = [number for number, line in enumerate(lines[:OPENING]) if title and line.strip(" |#*") == title]
    near = [lines[beside] for place in places for beside in (place - 1, place + 1) if 0 <= beside < len(lines)]
    bare = [_unwrapped(DAY.sub(" ", line).strip()) for line in near]
    return [re.sub(rf"^(?:[A-Za-z][\x00-\x7f]*|20\d\d(?:{_choice('drop')})+)|20\d\d\D{{0,2}}$", "", line) for line in bare if len(line) < 28]


def with_body(title: str, agency: str, lines: list[str]) -> str:
    """Return a title that names no body with the line above it, where that is the agency's name or its place, any place while no agency is known."""
    starts = ((before, line.strip(" |#*")) for before, line in pairwise(lines[:OPENING]))
    above = next((_unwrapped(before) for before, line in starts if line and title.startswith(line)), "")
    name = plain_line(above)
    named = tail_kind(name)[0] or name.endswith(tuple(word_list("identity")["place_end"]))
    fits = name in (agency, agency[:len(name)], agency[-len(name):]) or not agency
    return above + title if named and fits and not body_phrase(plain_line(title)) else title


def _unwrapped(line: str) -> str:
    """Return a line without marks around it; a bracket that closes a name's second half stays."""
    line = line.strip(" |#*")
    return line.strip("()\uff08\uff09") if line[:1] in ("(", "\uff08") else line


def _candidates(document: Document, lines: list[str]):
    names = "|".join(r"\s*".join(name) for name in longest_first(word_list("identity")["name_label"]))
    label = re.compile(rf"^\s*(?:{names})[:\uff1a\s]*(.+)$")
    ended = re.compile(rf"^(20\d\d[^\u3002,\uff0c]+(?:{_choice('document')}))\u3002$")  # a title that a copy ends as a sentence
    joined = [(first, second) for first, second in zip(lines[:OPENING], lines[1:OPENING]) if _broken(plain_line(first), plain_line(second))]
    yield from ((first + second, "reason_title") for first, second in joined)
    for line in (part for whole in lines[:OPENING] if whole not in dict(joined) for part in whole.split(" | ")):
        named = label.match(simplified(line))
        text = line[named.start(1):] if named and len(simplified(line)) == len(line) else line
        yield _of_one_line(text) or ended.sub(r"\1", text.strip(" |#*")), "reason_title"
    for part in [*SITE.split(document.title), document.title]:
        yield part.strip(), "reason_page_title"


def _of_one_line(text: str) -> str:
    """Return the title that a page printed in one line begins with, followed by the first numbered heading or what the report is drawn on; else ""."""
    found = len(text) > LONGEST and re.match(rf".{{6,{LONGEST}}}?(?:{_choice('document')})(?=\s)", simplified(text))
    rest = text[found.end():].strip() if found else ""
    return text[:found.end()] if numbered(rest) or simplified(rest).startswith(tuple(word_list("identity")["based"])) else ""


def _broken(first: str, second: str) -> bool:
    """Tell whether a title goes on in the next line: the subject's words are cut, or only the kind of document follows."""
    if len(first) + len(second) > LONGEST or re.search(r"[\u3002,\uff0c:\uff1a;\uff1b|>]", first + second):
        return False
    if re.fullmatch(r"[(\uff08]20\d\d(?:\u5e74\u5ea6?)?[)\uff09]", second) and re.search(rf"(?:{_choice('topic')}).*(?:{_choice('document')})$", first):
        return True
    cut = any(found.start() < len(first) < found.end() for found in re.finditer(_choice("topic"), first + second))
    if re.search(rf"(?:{_choice('about')})(?:{_choice('issue')})$", first):
        return bool(re.search(rf"(?:{_choice('topic')}).*(?:{_choice('document')})$", second))
    if re.search(rf"(?:{_choice('document')})$", first) and first.startswith(tuple(word_list("identity")["about"])):
        return bool(re.fullmatch(rf"[^\W\d_]{{2,16}}\u7684(?:{_choice('document')})", second))
    if re.search(r"[^\W\d_]{4}20\d\d(?:\u5e74\u5ea6?)?$", first):  # the body and the year in the first line
        return bool(re.fullmatch(rf"(?:{_choice('topic')}).*(?:{_choice('document')})", second))
    return cut or bool(re.search(rf"(?:{_choice('topic')})\D{{0,2}}$", first)) and bool(re.fullmatch(rf"(?:{_choice('drop', 'before_document')})*(?:{_choice('document')})", second))


def _weight(text: str) -> int:
    """Return how much a line looks like the title of a report on disclosure; 0 when it does not."""
    if len(text) > LONGEST or re.search(r"[\u3002;\uff1b]", text) or not re.search(_choice("document"), text):
        return 0
    if re.search(_choice("not_title"), text) or numbered(text):
        return 0
    topic = re.search(_choice("topic"), text)
    if not topic or re.match(rf"\s*(?:{_choice('body_label', 'date_label', 'index_label')})\s*[:\uff1a|\s]", text):
        return 0
    year = YEAR.search(text)
    ends = re.search(rf"(?:{_choice('document')})\s*(?:[(\uff08][^()]*[)\uff09])?[\u300b]?(?:\u7684\w\w)?$", text)
    if not ends and re.search("[,\uff0c]", text):  # a sentence that was cut off
        return 0
    named = not re.match(rf"^(?:\W|{_choice('topic')}|{_choice('document')})", text)
    if not named and not year and re.search("[,\uff0c]", text):  # a cell with the page's subjects
        return 0
    return 1 + 4 * bool(ends) + 2 * bool(year) + named - 3 * bool(re.search(r"[>\u00bb,\uff0c]", text))


def _from_lead(lines: list[str]) -> tuple[str, str]:
    """Return the name of the report that the lead-in announces (现公布…年度报告)."""
    subject = r"([^,\uff0c\u3002;\uff1b:\uff1a\u300a]{4,50}?(?:" + _choice("document") + "))"
    pattern = re.compile(rf"(?:{_choice('lead')})\u300a?(?!{_choice('drop')}){subject}")
    opened = re.compile(rf"^(?:(?:\u300a(?=[^\u300b]+\u300b(?:{_choice('entry')})))?{subject}(?:\u300b|{_choice('made_of')})|(?=\D{{0,20}}20\d\d){subject}(?:{_choice('made_as')}))")
    for line in lines[:OPENING]:
        for found in [*opened.finditer(simplified(line)), *pattern.finditer(simplified(line))]:
            if re.search(_choice("topic"), named := found[found.lastindex]) and kind_of(named)[0] != "other" and not re.search(_choice("several"), named):  # 编制了公开目录: what was done, 由某厅综合各市年报: what was drawn on
                return (line[slice(*found.span(found.lastindex))] if len(simplified(line)) == len(line) else named), "reason_lead"
    return "", ""


def names_other_subject(line: str) -> bool:
    """Tell whether a line is the title of a yearly report on something else than disclosure.

    >>> names_other_subject("2020\u5e74\u67d0\u533a\u6cd5\u6cbb\u653f\u5e9c\u5efa\u8bbe\u60c5\u51b5\u62a5\u544a"), names_other_subject("2020\u5e74\u5de5\u4f5c\u603b\u7ed3")
    (True, False)
    """
    if len(line) > LONGEST or re.search(r"[\u3002,\uff0c:\uff1a;\uff1b>|]", line) or numbered(line) or not YEAR.search(line):
        return False
    found = re.fullmatch(rf"(.*?)(?:{_choice('document')})+", line.strip())
    subject = re.sub(rf"^(?:{_choice('drop')}|\W)+|(?:{_choice('drop')}|\W)+$", "", YEAR.sub("", found[1])) if found else ""
    bare = subject.endswith(tuple(word_list("identity")["place_end"])) or tail_kind(subject)[0]
    return len(subject) >= SUBJECT and not bare and not re.search(f"{_choice('topic')}|{_choice('disclosed')}", line)


def kind_of(title: str) -> tuple[str, str]:
    """Return the kind of document and the word that says so; a report on part of a year is a summary.

    >>> kind_of("2018年政府信息公开年度报告")[0], kind_of("关于印发《2022年政务公开工作实施方案》的通知")[0]
    ('annual_report', 'plan')
    """
    words = word_list("identity")
    if about := next((word for word in words["about_report"] if word in title[:ABOUT]), ""):
        return words["about_report"][about], about
    core = _issued(title)
    found = list(re.finditer(_choice("document"), core))
    if not found:
        return "other", ""
    word = found[-1][0]
    kind = words["document"][word]
    part = re.search(rf"{_choice('part')}|{_any('part_of_year')}", core)
    if kind == "annual_report" and part:
        return "summary", part[0]
    return kind, word


def _issued(title: str) -> str:
    """Return the part of a title that says the kind: what a notice issues, else what follows the name of another document."""
    if re.search(_any("asked_for"), title):
        return title
    named = rf".*(?:{_choice('document')})\W?(?:[(\uff08][^()\uff08\uff09]*[)\uff09])?"
    quoted = re.search(r"^(.*?)\u300a([^\u300b]+)\u300b(.*)$", title)
    if quoted and re.fullmatch(named, quoted[2]):
        issued = re.search(rf"(?:{_choice('issue')})[^\u300a]{{0,6}}$", quoted[1])
        return quoted[2] if issued or not re.search(_choice("document"), quoted[3]) else quoted[3]
    issued = re.search(rf"(?:{_choice('about')})(?:{_choice('issue')})(.+)\u7684(?:{_choice('document')})$", title)
    issued = issued or re.search(rf"^(.+?)\u7684?(?:{_choice('shown')})$", title) or re.search(rf"^(.+?)(?:{_choice('joined')})[^\u300a]*(?:{_choice('document')})$", title)
    return issued[1] if issued and re.fullmatch(named, issued[1]) else title


def body_phrase(title: str) -> str:
    """Return the part of a title that names who reports, as printed without the year and the subject.

    >>> body_phrase("2016年西城区展览路街道政府信息公开工作年度报告"), body_phrase("黎明街道信息公开2014年度工作报告")
    ('西城区展览路街道', '黎明街道')
    """
    if (issued := _issued(title)) != title and kind_of(issued)[0] == "annual_report":
        return body_phrase(issued)
    for word in word_list("identity")["about"]:
        if word in title and tail_kind(head := re.split(r"[:\uff1a]", title.split(word)[0])[-1].strip())[0]:
            return head
    title = re.sub(r"\u3010[^\u3011]*\u3011", "", title)
    quoted = re.search(r"\u300a([^\u300b]+)\u300b", title)
    title = quoted[1] if quoted else title
    drop = _choice("drop", "about_report")
    pieces = YEAR.split(title)
    for piece in [pieces[0], *pieces[2::2]]:
        piece = re.sub(rf"^(?:[A-Za-z][\x00-\x7f]*|\d{{1,2}}[\u3001.]|{drop}|\W)+", "", re.split(r"[:\uff1a]", piece)[-1])
        topic = re.search(f"{_choice('topic')}|{_choice('document')}", piece)
        piece = piece[: topic.start()] if topic else piece
        piece = re.sub(rf"^(?:{drop}|\W)+|(?:{drop}|[^\w)\uff09])+$", "", piece)
        for cut, whole in word_list("identity")["stump"].items():
            piece = piece[: -len(cut)] + whole if piece.endswith(cut) else piece
        piece = piece if len(re.findall(r"[(\uff08]", piece)) == len(re.findall(r"[)\uff09]", piece)) else piece.rstrip(")\uff09")
        if len(piece) > 1 and piece not in word_list("identity")["office_own"] and piece not in word_list("identity")["town"]:
            return piece
    closing = re.search(r"[(\uff08]([^\W\d_]{4,30})[)\uff09]\s*$", title)  # 2019年度政府信息公开工作年度报告（某县民政局）
    return closing[1] if closing and tail_kind(closing[1])[0] else ""
