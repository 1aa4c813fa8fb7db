"""A clause before a number taken apart: its noun phrase, its publishing verb, and the channel that a clause before it names."""

import re

from etl.prose.families import category, head_noun
from etl.prose.notation import PhraseRules
from etl.prose.spot import Spot

BOUNDARY = re.compile("[#,;\u3002:!?(]")
MARKS = re.compile("^(?:[).,;:\u3001\u2460-\u2473]|\\d{1,2}[.\u3001])+")  # of a list, before the name of its member
YEAR = re.compile(r"20\d\d\u5e74\u5ea6?")
BEFORE = re.compile("[,;\u3002:!?(]")


def segment(spot: Spot, rules: PhraseRules) -> str:
    """Return the noun phrase straight before the number, without 其中, 包括 and the like."""
    found = list(BOUNDARY.finditer(spot.left))
    text = (spot.left[found[-1].end():] if found else spot.left).lstrip(")")  # of a bracket in a bracket
    if not text and (spot.left.endswith(":") or spot.left.endswith("(") and spot.right.startswith(")")):  # 微信公众号:600条, 工作动态(100条)
        text = BOUNDARY.split(spot.left[:-1])[-1]
    if text and found and found[-1][0] == "(" and spot.right.startswith(")") and not trimmed(text, rules):  # 公告栏公开(共38条)
        text = BOUNDARY.split(spot.left[:found[-1].start()])[-1] + text
    text = rules.patterns["counted_noun"].sub("", text) if found and found[-1][0] == "#" else text
    text = rules.patterns["strip_lead"].sub("", rules.patterns["joined"].sub("", text))
    return "" if text.endswith("\u3001") else text


def trimmed(text: str, rules: PhraseRules) -> str:
    """Return a text without count words at its end (共计, 数量, 为…)."""
    while found := rules.patterns["trailing"].search(text):
        if found.start() == found.end():
            break
        text = text[:found.start()]
    return text


def name_of(text: str, rules: PhraseRules) -> str:
    """Return the name of a part without the words that every kind may end with (信息, 类, 数据…); "" when nothing is left.

    其他政府信息 and the like are 其他.
    """
    text = rules.patterns["strip_lead"].sub("", MARKS.sub("", text))
    while text and (found := rules.patterns["strip_end"].search(text)):
        text = text[:found.start()]
    text = text[lead.end():] if (lead := rules.patterns["name_lead"].match(text)) else text
    other = rules.patterns["other"].match(text)
    return other[0] if other and rules.patterns["generic"].fullmatch(text, other.end()) else text


def named_channel(heading: str, rules: PhraseRules) -> bool:
    """Whether a heading is the name of a channel and nothing more: 政府网站公开, 政务微信."""
    channels = list(rules.patterns["channels"].finditer(heading))
    return bool(channels) and rules.patterns["run_in_rest"].fullmatch(heading, channels[-1].end()) is not None


def taken_apart(text: str, rules: PhraseRules) -> tuple[str, str, bool]:
    """Return what stands before the last publishing verb, its object, and whether there is a verb at all."""
    verb = None
    for found in rules.patterns["noun_or_verb"].finditer(text):
        thing = found["verb"] in rules.raw["publication"]["verb_nouns"] and rules.patterns["thing_ends"].match(text, found.end())  # 发布公示、动态: what is published
        verb = found if found["verb"] and not (verb and thing) else verb
    if verb is None:
        return "", text, False
    return text[:verb.start()], text[verb.end():], True


def noun_of(spot: Spot, text: str, rules: PhraseRules) -> tuple[str, str, bool]:
    """What stands before the publishing verb, what is published, and whether there is a verb."""
    before, thing, verb = taken_apart(text, rules)
    bare = head_noun(trimmed(thing, rules), rules)
    if not bare and spot.tail and _noun_first(spot, rules):
        return before, trimmed(spot.tail, rules), verb
    if not bare or bare in rules.raw["publication"]["generic_core"] and not own_subject(before, rules):
        return _noun_before_verb(before, bare, verb, rules)
    return before, bare, verb


def own_subject(before: str, rules: PhraseRules) -> bool:
    """Whether only the body itself, a time word or nothing stands before a verb without an object (我局共发布35条)."""
    subject = YEAR.sub("", trimmed(before, rules))
    return rules.patterns["generic"].fullmatch(subject) is not None or subject.endswith(tuple(rules.raw["publication"]["subjects_end"]))


def _noun_first(spot: Spot, rules: PhraseRules) -> bool:
    counted = spot.right[len(spot.tail):].startswith("#")  # 涉及九项重点领域信息350条: the items are counted after the noun
    return bool(spot.tail) and not counted and len(spot.tail) <= 30 and not rules.patterns["no_noun"].fullmatch(spot.tail) and not rules.patterns["noun_or_verb"].match(spot.tail)


def _noun_before_verb(before: str, bare: str, verb: bool, rules: PhraseRules) -> tuple[str, str, bool]:
    """财政预决算公开2条, 会议公开信息15条: the noun stands before the verb; only a short one without a channel is one."""
    carrier, field = rules.patterns["carriers"].match(before), rules.patterns["side"].search(before)
    before = before[carrier.end():] if carrier and field else before  # 在教育领域公开信息90条
    placed = any(rules.patterns[name].search(before) for name in ("placed", "channels")) or carrier and not field
    if verb and 0 < len(before) <= 14 and not placed and category(before, "publication", rules):
        return "", before, verb
    return before, bare, verb


def own_place(spot: Spot, text: str, rules: PhraseRules) -> bool:
    """Whether a sum is said of the place made for disclosure (信息公开网共发布) and no other is named: all is counted there."""
    channels, places = rules.patterns["channels"], rules.patterns["own_places"]
    named = [places.match(part, found.start()) for part in (text, spot.left, spot.right) for found in channels.finditer(part)]
    return rules.patterns["sum_said"].search(text) is not None and all(named)
