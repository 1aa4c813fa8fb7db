"""A clause before a number taken apart: its noun phrase, its publishing verb, and the channel that a clause before it names."""

import re

from etl.prose.families import category, head_noun
from etl.prose.notation import PhraseRules
from etl.prose.spot import Spot

BOUNDARY = re.compile("[#,;\u3002:!?(]")
MARKS = re.compile("^(?:[),;:\u3001]|\\d{1,2}[.\u3001])+")  # of a list, before the name of its member
YEAR = re.compile(r"20\d\d\u5e74\u5ea6?")
BEFORE = re.compile("[,;\u3002:!?(]")


def segment(spot: Spot, rules: PhraseRules) -> str:
    """Return the noun phrase straight before the number, without 其中, 包括 and the like."""
    found = list(BOUNDARY.finditer(spot.left))
    text = spot.left[found[-1].end():] if found else spot.left
    if not text and (spot.left.endswith(":") or spot.left.endswith("(") and spot.right.startswith(")")):  # 微信公众号:600条, 工作动态(100条)
        text = BOUNDARY.split(spot.left[:-1])[-1]
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
    other = rules.patterns["other"].match(text)
    return other[0] if other and rules.patterns["generic"].fullmatch(text, other.end()) else text


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
    return bool(spot.tail) and not counted and len(spot.tail) <= 30 and not rules.patterns["noun_or_verb"].match(spot.tail)


def _noun_before_verb(before: str, bare: str, verb: bool, rules: PhraseRules) -> tuple[str, str, bool]:
    """财政预决算公开2条, 会议公开信息15条: the noun stands before the verb; only a short one without a channel is one."""
    if verb and 0 < len(before) <= 12 and not rules.patterns["carriers"].match(before) and not rules.patterns["channels"].search(before) and category(before, "publication", rules):
        return "", before, verb
    return before, bare, verb


def own_place(spot: Spot, text: str, rules: PhraseRules) -> bool:
    """Whether a sum is said of the place made for disclosure (信息公开网共发布) and no other is named: all is counted there."""
    channels, places = rules.patterns["channels"], rules.patterns["own_places"]
    named = [places.match(part, found.start()) for part in (text, spot.left, spot.right) for found in channels.finditer(part)]
    return rules.patterns["sum_said"].search(text) is not None and all(named)


def _account_before(head: str, clause: str, rules: PhraseRules) -> str:
    """An account some clauses before its posts, with its readers, columns, rhythm or the sorts of its posts between: 公众号稳步发展,粉丝9万,发布推文80篇."""
    if not rules.patterns["posts_after"].fullmatch(clause):
        return ""
    spoken = False
    for earlier in reversed(BEFORE.split(head[:-1])):
        kept = rules.patterns["rhythm"].sub("", earlier)
        readers = kept != earlier or rules.patterns["of_account"].search(kept) is not None or rules.patterns["sorts_posted"].search(kept) is not None
        account = rules.patterns["account"].search(kept)
        if account or not (readers or rules.patterns["compared"].search(kept.rstrip("#"))):
            return account["channel"] if account and (readers or spoken and "#" not in kept) else ""
        spoken = spoken or readers
    return ""


def _carried_on(head: str, clause: str, rules: PhraseRules) -> str:
    """通过主流媒体解读文件94篇、发布信息2333条: what is carried on in the same breath went the same way."""
    earlier = BOUNDARY.split(head)[-1]
    thing = trimmed(taken_apart(clause, rules)[1], rules)
    carrier = rules.patterns["carriers"].search(earlier)
    alone = taken_apart(clause, rules)[2] and thing and rules.patterns["generic"].fullmatch(thing) and not rules.patterns["channels"].search(clause)
    if alone and carrier and rules.patterns["channels"].search(earlier, carrier.end()):
        return earlier[carrier.start():] + "\u3001" + clause
    return clause


def with_carrier(spot: Spot, clause: str, rules: PhraseRules) -> str:
    """Put 通过门户网站, before the clause when the clause before it names the channel, or counts the channel's readers."""
    head = spot.left[: len(spot.left) - len(clause)]
    if head.endswith("#") and rules.patterns["columns"].match(clause):  # 网站12个栏目发布文章: the columns are the site's
        return BOUNDARY.split(head.rstrip("#"))[-1] + clause
    if head.endswith("#\u3001"):
        return _carried_on(head.rstrip("#\u3001"), clause, rules)
    if head[-1:] in (",", ";") and (account := _account_before(head, clause, rules)):
        return account + clause
    if not head.endswith(","):
        return clause
    earlier = BOUNDARY.split(head[:-1])[-1]
    if not trimmed(clause, rules) and rules.patterns["noun_or_verb"].search(earlier) and ("\u3001" in earlier or not clause and not spot.tail):
        return earlier + clause  # 公开A、B等,共计N条; 公开财政信息,N条
    if rules.patterns["columns"].search(earlier[-4:]):
        if own := rules.patterns["own_column"].search(f"{earlier},{clause}"):
            return own["column"] + clause
        if rules.patterns["new_column"].search(f"{earlier},{clause}"):
            return clause
    before = head[: len(head) - len(earlier) - 1]
    if rules.patterns["manner"].search(head) and rules.patterns["channels"].search(BOUNDARY.split(before[:-1])[-1]):
        head, earlier = before, BOUNDARY.split(before[:-1])[-1]
    if rules.patterns["channels"].search(clause) and not rules.patterns["open_list"].search(clause):  # 在新媒体方面,公众号发布300条: the nearer
        return clause
    if rules.patterns["side"].search(earlier) and rules.patterns["channels"].search(earlier):
        return earlier + "\u3001" + clause
    carrier = rules.patterns["carriers"].search(earlier)
    if carrier and rules.patterns["channels"].search(earlier, carrier.end()) and not head[:-1].endswith("#"):
        return earlier[carrier.start():] + "\u3001" + clause
    account = rules.patterns["account"].search(earlier) or rules.patterns["counted_account"].search(head[:-1])
    if account and rules.patterns["posts"].fullmatch(clause):  # 优化公众号栏目设置,全年共推送290期; 共有新媒体58个,全年发布3.6万条
        return account["channel"] + clause
    own = rules.patterns["own_channel"].search(BEFORE.split(head[:-1])[-1])
    if own and rules.patterns["noun_or_verb"].search(clause) and not rules.patterns["channels"].search(clause):
        return own["channel"] + clause
    return clause
