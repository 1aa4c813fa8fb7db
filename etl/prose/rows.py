"""Kinds of information side by side: the first of a row without a total, and lists that stand for all information."""

from etl.prose.clauses import Spot
from etl.prose.families import category, kinds
from etl.prose.notation import PhraseRules


def with_media(thing: str, text: str, rules: PhraseRules) -> bool:
    """Whether a channel is named whose items are films or pictures (通过微博发布视频12条)."""
    return thing in rules.raw["publication"]["media_things"] and bool(kinds("channel", text, rules))


def first_of_row(spot: Spot, thing: str, generic: bool, rules: PhraseRules) -> bool:
    """Whether kinds follow side by side without a total before them: 公开诚信建设类信息30条、部门工作信息80条."""
    made = rules.patterns
    if made["class_noun"].search(thing) and made["next_class"].match(spot.right):
        return True
    after = made["next_kind"].match(spot.right)
    return bool(after) and not generic and bool(made["kind_noun"].search(thing)) and not (made["noun_or_verb"].search(after[0]) or made["channels"].search(after[0]))


def bare_row(spot: Spot, thing: str, rules: PhraseRules) -> bool:
    """Whether a kind that could mean everything (工作信息30条) heads a row of three kinds and more without a verb or a total."""
    if not category(thing, "publication", rules):
        return False
    row = rules.patterns["row_of_kinds"].match(spot.right)
    return bool(row) and not rules.patterns["channels"].search(row[0]) and all(category(noun, "publication", rules) for noun in (row["second"], row["third"]))


def various(thing: str, rules: PhraseRules) -> bool:
    """Whether a noun phrase means everything of the body's own field (各类涉水信息), not a kind that has a name."""
    return rules.patterns["various"].match(thing) is not None and not category(thing, "publication", rules)


def heads_row(spot: Spot, rules: PhraseRules) -> bool:
    """Whether a kind of information stands beside the number, so that it counts one too: 公开政策文件5条\u3001工作动态9条."""
    after = rules.patterns["row_next"].match(spot.right)
    if not after or rules.patterns["not_row"].search(after["noun"]) or rules.patterns["channels"].search(after["noun"]):
        return False
    return bool(category(after["noun"], "publication", rules))


def long_list(thing: str, closed, rules: PhraseRules) -> bool:
    """公开政策文件、工作动态、通知公告等信息: three kinds and 等 stand for all information, two with a channel or 共计; four without 等."""
    size = len(rules.patterns["several"].split(thing))
    if rules.patterns["closing_kind"].search(thing):  # 采购公告、中标公告等政府采购信息
        return False
    if not rules.patterns["all_sorts"].search(thing):
        return size >= 4 and rules.patterns["generic_core"].search(thing[-2:]) is not None
    return size >= (2 if closed else 3)
