"""Zeros said in words: 未收到…申请, 未发生…行政复议和行政诉讼, or 无 under a heading; one zero for every noun."""

import re
from dataclasses import dataclass

from etl.model import Figure
from etl.prose.paragraph import ASIDE
from etl.prose.notation import PhraseRules, any_of

PHRASE = "[^#,;:\u3002!?]{0,90}"
CLAUSE = ",;\u3002:#"
NEXT = 12  # characters behind a noun in which one that counts beside it stands (没有专职人员,有兼职人员2人)
DENIAL = 60  # characters of a sentence that only denies what its heading names (我局无此类情况)
BACK = 70  # characters looked back for the noun when nothing follows the negation


@dataclass(frozen=True, slots=True)
class Zero:
    """A stated zero in plain text: metric, unit, span of its words, rule, and whether it may be said of another year (上年度没有结转)."""

    metric: str
    unit: str
    start: int
    end: int
    rule_id: str
    any_year: bool = False


def prepare(rules: PhraseRules) -> None:
    """Add the patterns made of the section `zeros`."""
    words, made = rules.raw["zeros"], rules.patterns
    made["zero_trigger"] = re.compile(f"(?<![{''.join(words['not_before'])}])(?:{any_of([*words['triggers'], *rules.numbers.words['none']])})(?!{'|'.join(words['not_after'])})")
    made["zero_end"] = re.compile(f"(?:{words['this_case']}|{any_of(words['postposed'])})(?=[,;\u3002]|$)")
    made["zero_this"] = re.compile(f"{words['this_lead']}{words['this_case']}|{words['bare_lead']}{words['nothing']}")
    made["zero_split"] = re.compile(any_of(words["splits"]))
    made["zero_heading"] = re.compile(words["heading"])
    made["zero_phrase"] = re.compile(f"{PHRASE}(?:{words['goes_on']}){{0,2}}")
    made["zero_lead"] = re.compile(words["bare_lead"])
    made["zero_ways"] = re.compile(words["beside"]["ways"])
    made["zero_barred"] = re.compile(any_of(words["not_clause"]))


def stated(text: str, topic_of, rules: PhraseRules) -> list[Zero]:
    """Return the zeros stated in a plain, masked paragraph; `topic_of(place)` says what is spoken of there."""
    found, place = [], 0
    while trigger := rules.patterns["zero_trigger"].search(text, place):
        phrase = rules.patterns["zero_phrase"].match(text, trigger.end())
        place = max(phrase.end(), trigger.end())
        clause_start = max(text.rfind(mark, 0, trigger.start()) for mark in CLAUSE) + 1
        if rules.patterns["zero_barred"].search(text[clause_start:place]):
            continue
        inside = text[trigger.end():phrase.end()]
        said = text[:trigger.end()] + ASIDE.sub(lambda aside: "_" * len(aside[0]), inside) + text[phrase.end():] if "(" in inside else text
        zeros = _nouns(said, trigger, trigger.start(), phrase.end(), topic_of, rules)
        if not zeros and rules.patterns["zero_end"].match(text, trigger.start()):
            zeros = _before(text, trigger, topic_of, rules)
        found += zeros
    return found


def _before(text: str, trigger: re.Match, topic_of, rules: PhraseRules) -> list[Zero]:
    """行政复议、行政诉讼情况，本年度未发生: the nouns stand before the negation, in the same sentence without a number or in a heading before it."""
    start = max(trigger.start() - BACK, *(text.rfind(mark, 0, trigger.start()) + 1 for mark in "\u3002;#"))
    if rules.patterns["zero_lead"].fullmatch(text, start, trigger.start()) and (heading := rules.patterns["zero_heading"].search(text, 0, start)):
        start = heading.start()
    return [] if rules.patterns["zero_barred"].search(text, start, trigger.start()) else _nouns(text, trigger, start, trigger.start(), topic_of, rules)


def _nouns(text: str, trigger: re.Match, start: int, end: int, topic_of, rules: PhraseRules) -> list[Zero]:
    """One zero per noun phrase of a list; inside one phrase the first entry of `nouns` that fits decides."""
    whole, zeros, place = text[start:end], {}, start
    clause = text[max(text.rfind(mark, 0, start) for mark in CLAUSE) + 1:end]
    spans = []
    for cut in rules.patterns["zero_split"].finditer(whole):
        spans.append((place, start + cut.start()))
        place = start + cut.end()
    for first, last in [*spans, (place, end)]:
        entry = _entry(text[first:last], whole, clause, text[last:last + NEXT], trigger[0], topic_of(trigger.start()), rules)
        for metric in _metrics(entry):
            zeros.setdefault(metric, Zero(metric, entry["unit"], min(trigger.start(), first), max(trigger.end(), last), f"zeros:{entry['id']}", entry.get("any_year", False)))
    reviewed = {"review_total", "lit_total", "disputes_lost"} & set(zeros)
    if reviewed and zeros.get("app_received") and not _own_item(whole, rules):
        del zeros["app_received"]
    return list(zeros.values())


def _own_item(whole: str, rules: PhraseRules) -> bool:
    """Whether 申请 is an item of its own beside 复议, not the cause of it (因…申请引起的行政复议)."""
    return not re.match(rules.raw["zeros"]["cause"], whole) or re.search(rules.raw["zeros"]["own"], whole) is not None


def _metrics(entry: dict | None) -> list[str]:
    if not entry:
        return []
    metric = entry["metric"]
    return metric if isinstance(metric, list) else [metric] if metric else []


def _entry(noun: str, whole: str, clause: str, after: str, trigger: str, topic: str, rules: PhraseRules) -> dict | None:
    for entry in rules.raw["zeros"]["nouns"]:
        if not any(word in (whole if entry.get("anywhere") else noun) for word in entry["words"]):
            continue
        if any(word in whole for word in entry.get("not", [])) or any(word in noun for word in entry.get("not_here", [])):
            continue
        if "verbs" in entry and not any(verb in trigger or verb in whole for verb in entry["verbs"]):
            continue
        if "next" in entry and not any(word in after for word in entry["next"]):
            continue
        if "topic" in entry and topic not in entry["topic"]:
            continue
        if "needs" in entry and not any(word in clause for word in entry["needs"]) and topic not in entry.get("or_topic", []):
            continue
        return entry
    return None


def under_heading(text: str, heading: str, rules: PhraseRules) -> list[Zero]:
    """Return the zeros of a paragraph that is nothing but 无 or 我局无此类情况, for the section that its heading names."""
    said = text.strip("\u3002. ")
    if len(said) > DENIAL:
        return []
    named = [Zero(entry["metric"], entry["unit"], 0, len(text), "zeros:heading")
             for entry in rules.raw["zeros"]["section_words"]
             if any(word in heading for word in entry["words"]) and not any(word in heading for word in entry.get("not", []))]
    denied = named and (said in rules.raw["zeros"]["bare"] or rules.patterns["zero_this"].fullmatch(said))
    return named if denied else []


def of_other_ways(figures: list[Figure], rules: PhraseRules) -> None:
    """Take out a zero that is said of some ways only, where applications are counted elsewhere: 收到网上申请2件,未收到信函、传真等申请."""
    beside = rules.raw["zeros"]["beside"]
    counted = {figure.scope for figure in figures if figure.value and figure.metric in beside["counted"]}
    figures[:] = [one for one in figures if not (one.rule_id == f"zeros:{beside['rule']}" and one.scope in counted and rules.patterns["zero_ways"].search(one.quote))]
