"""What a figure carries along: its printed label, and the figures that 均已办结 or 都为网上申请 spread over the same number."""

import re
from dataclasses import replace

from etl.prose.paragraph import ASIDE, Paragraph
from etl.model import Figure
from etl.prose.notation import PhraseRules
from etl.prose.numbers import Number
from etl.prose.spot import LEFT, Spot

LABEL_START = re.compile("[#,;\u3002:!?(]")
LONGEST_LABEL = 20
BESIDE = (",", ";", "\u3001")  # behind a number beside another
RECEIVED = "app_received"


def everything(spot: Spot, kind: str, figure: Figure, paragraph: Paragraph) -> list[Figure]:
    """Return the figures that repeat a total in words (均已答复), origin derived: their number is printed once, at the total."""
    rules, found = paragraph.rules, {}
    if not figure.value:
        return []
    of_part = rules.raw["alls"]["of"].get(figure.metric, {})
    said, after = spot.right.partition("\u3002")[0], _next_said(spot, rules)
    if rules.patterns["all_goes_on"].match(after):  # 收到申请2件。内容涉及规划,均已答复
        said += "," + after
    elif parts := rules.patterns["all_of_parts"].match(after):
        said += "," + parts["said"]
    if once := rules.patterns["all_at_once"].search(spot.left):
        said = rules.raw["alls"]["at_once_as"].format(done=once["done"], said=said)
    said = rules.patterns["all_days"].sub(lambda days: " " * len(days[0]), said)
    later, from_before = _carried_out(spot, said, figure, paragraph), rules.patterns["all_carried_in"].search(said)
    pieces = rules.patterns["all_pieces"].split("," + said)
    for at, (mark, piece) in enumerate(zip(pieces[1::2], pieces[2::2])):
        before = "".join(pieces[:2 * at + 1])
        counted = "#" in before  # another number stands between
        apart = counted and mark == ";" or found and "#" in piece
        if apart and kind in rules.raw["topics_passed"]:  # 直接起诉4件,维持3件;复议后起诉2件,均维持: these two
            break
        if "#" in piece or counted and mark == "(" or not at and not piece or _of_some("".join(pieces[:2 * at + 2]), spot, kind, figure, paragraph):
            continue
        lead = rules.patterns["all_lead"].search(piece) or at == 1 and rules.patterns["all_next"].match(piece)
        carried = _carried_beside(spot, before, figure, paragraph) if lead else []
        value = _left_over(spot, before, piece, figure, paragraph, carried) if lead else 0
        for entry in rules.raw["alls"]["rules"] if value > 0 else []:
            metric = of_part.get(entry["metric"], entry["metric"])
            if entry["parent"] == kind and metric not in found and _said(piece[lead.start():], entry):
                whole = value + sum(one.value for one in carried) if metric in rules.outcomes else value
                left = later * (metric in rules.raw["alls"]["less_carried"] and value == figure.value and (bool(carried) or not from_before))
                found[metric] = replace(figure, value=whole - left, metric=metric, dimension="", origin="derived", rule_id=f"alls:{entry['id']}")
    if "closed_total" in found:
        found.pop("replied_total", None)
    return list(found.values())


def _next_said(spot: Spot, rules: PhraseRules) -> str:
    """The sentence behind a total's; the one after where that only takes the total apart: 收到申请9件。其中网上5件、信函4件。所有申请均已办结."""
    first, second = (*spot.beyond.split("\u3002")[1:3], "", "")[:2]
    apart = not any(rules.patterns[f"all_{name}"].match(first) for name in ("goes_on", "of_parts")) and rules.patterns["again"].match(first)
    return second if apart and rules.patterns["all_goes_on"].match(second) else first


def _of_some(before: str, spot: Spot, kind: str, figure: Figure, paragraph: Paragraph) -> bool:
    """Whether the words behind these speak of those that were decided, fewer than the total: 收到申请9件,已办结7件,均予以公开."""
    if not paragraph.rules.patterns["all_some_done"].search(before):
        return False
    end = spot.number.end + len(before) - 1
    decided = [number.value for number in paragraph.numbers if spot.number.end < number.end < end]
    return kind in paragraph.rules.raw["topics_passed"] or decided[-1:] != [figure.value]


def _left_over(spot: Spot, before: str, piece: str, figure: Figure, paragraph: Paragraph, carried: list[Number]) -> float:
    """What is left of a total where the words before take some away: 除2件结转外,均已答复; 其中结转2件,其余均已答复; 0 where it is not said how many."""
    patterns, units = paragraph.rules.patterns, paragraph.rules.numbers.units
    excepted = patterns["all_excepted"].search(before)
    if not excepted and not patterns["all_rest"].match(piece):
        return figure.value
    first = spot.number.end + (excepted.start() - 1 if excepted else 0)
    others = [one.value for one in paragraph.numbers if first <= one.start < spot.number.end + len(before) and units.get(one.unit) == units.get(figure.unit) and one not in carried]
    return figure.value - sum(others) if others or not excepted else 0


def _carried_beside(spot: Spot, before: str, figure: Figure, paragraph: Paragraph) -> list[Number]:
    """What was carried in beside what was received, of which an outcome is then said too: 收到申请5件,上年结转1件,均已答复."""
    start, end = paragraph.sentence(spot.number.start)[0], spot.number.end + len(before)
    told = paragraph.rules.patterns["all_carried_beside"]
    return [one for one in paragraph.numbers if figure.metric == RECEIVED and start <= one.start < end
            and paragraph.masked[one.end:one.end + 1] in BESIDE and told.search(paragraph.masked, start, one.start)]


def _carried_out(spot: Spot, said: str, figure: Figure, paragraph: Paragraph) -> float:
    """How many of a total the sentence hands on to the next year, less than all: 收到申请9件,均已答复,1件结转下年度."""
    carried = paragraph.rules.patterns["all_carried_out"].search(said)
    if not carried:
        return 0
    start = spot.number.end + max(carried.start("first"), carried.start("last"))
    return next((number.value for number in paragraph.numbers if number.start == start and number.value < figure.value), 0)


def _said(piece: str, entry: dict) -> bool:
    return any(word in piece for word in entry["words"]) and not any(word in piece for word in entry.get("not", []))


def label_of(paragraph: Paragraph, start: int, end: int, rules: PhraseRules) -> tuple[str, int, int]:
    """Return the printed words that name a number (20 characters at most) and the plain span of words and number."""
    text, masked = paragraph.plain.text, paragraph.masked
    shown = ASIDE.sub(lambda aside: "_" * len(aside[0]), masked[max(start - 60, 0):start])
    cuts = list(LABEL_START.finditer(shown))
    first = max(start - 60, 0) + (cuts[-1].end() if cuts else 0)
    joined = rules.patterns["joined"].match(text[first:start])
    first += joined.end() if joined else 0
    words = text[first:start]
    if rules.patterns["strip_lead"].sub("", words):
        words = rules.patterns["label_tail"].sub("", words) or words
        return words[-LONGEST_LABEL:], first, end
    after = re.match("[^#,;\u3002:!?()\u3001]*", masked[end:end + 40])[0]
    if after:
        return after[:LONGEST_LABEL], start, end + min(len(after), LONGEST_LABEL)
    return text[start:end][:LONGEST_LABEL], start, end


def printed_name(name: str, paragraph: Paragraph, place: int, text: str) -> str:
    """Return a part's name with the titles and quotation marks that the document's text prints nearest before a place, else behind it."""
    plain, pattern = paragraph.plain, re.compile(re.escape(name).replace("_", "_+"))
    before = pattern.finditer(plain.text, max(place - LEFT, 0), place)
    found = max(before, key=re.Match.start, default=None) or pattern.search(plain.text, place, place + LEFT)
    if not found:
        return name
    tail = paragraph.rules.patterns["name_tail"].fullmatch(plain.text, found.end(), place)
    return plain.named(found.start(), tail.end("kept") if tail else found.end(), text[paragraph.start:])
