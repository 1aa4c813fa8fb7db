"""Kinds of information side by side: the first of a row without a total, and lists that stand for all information."""

import re

from etl.prose.apart import name_of, segment, taken_apart, trimmed
from etl.prose.families import category, kinds
from etl.prose.notation import PhraseRules
from etl.prose.spot import Spot


PART_BEFORE = re.compile("(?P<part>[^#,;\u3001\u3002:]+)#+[,;\u3001][^#,;\u3001\u3002:]*$")
PART_ENDS = tuple(",;\u3001\u3002")  # behind a part whose unit is lost
RUN_ON = re.compile("[^#,;\u3001\u3002:()]{2,10}#")  # the next part of a list whose marks are lost
PART_AFTER = re.compile("[,;\u3001](?P<part>[^#,;\u3001\u3002:]+)#")


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
    """Whether a kind without a verb (工作信息30条; 机构职能4条) heads a row of three kinds and more."""
    row = rules.patterns["row_of_kinds"].match(spot.right)
    nouns = (thing, row["second"], row["third"]) if row else ()
    counted = spot.headed or spot.number.unit in rules.raw["publication"]["row_units"]
    if not nouns or not counted or any(rules.patterns["channels"].search(noun) for noun in nouns[1:]):
        return False
    return all(category(noun, "publication", rules) or spot.headed and rules.patterns["kind_noun"].search(noun) for noun in nouns)


def various(spot: Spot, thing: str, placed: bool, rules: PhraseRules) -> bool:
    """Whether a noun phrase means everything of the body's own field (各类涉水信息), not a kind that has a name, unless its kinds follow (其中)."""
    if placed and rules.patterns["field"].match(thing):  # 网站发布生态环境领域相关信息
        return True
    kind, listed = category(thing, "publication", rules), rules.patterns["list_of_all"].match(spot.right)
    if placed and listed and not kind and rules.patterns["generic_core"].search(thing[-2:]):  # 交易网公开交易信息90条,其中工程50条: all on that site
        return True
    if listed and rules.patterns["of_government"].match(thing) and category(listed["noun"], "publication", rules) not in ("", kind):  # 公开涉公安政府信息34条,其中通知3条
        return True
    in_full = rules.patterns["of_own_accord"].search(spot.clause) and listed  # 主动公开各类统计信息7条,其中公报1条
    return rules.patterns["various"].match(thing) is not None and bool(in_full or not kind)


def heads_row(spot: Spot, rules: PhraseRules) -> bool:
    """Whether a kind of information stands beside the number, so that it counts one too: 公开政策文件5条\u3001工作动态9条."""
    after = rules.patterns["row_next"].match(spot.right)
    verb = rules.patterns["noun_or_verb"].match(after["noun"]) if after else None
    if after and after[0][0] == "," and (spot.number.unit not in rules.raw["publication"]["row_units"] or verb and verb["verb"]):
        return False  # 公开文件18件,公开信息16期: two statements
    if not after or rules.patterns["not_row"].search(after["noun"]) or rules.patterns["channels"].search(after["noun"]):
        return False
    return bool(category(after["noun"], "publication", rules))


def long_list(thing: str, channel: str, summed, spread: bool, rules: PhraseRules) -> bool:
    """公开政策文件、工作动态、通知公告等信息: three kinds and 等 stand for all information, two with a channel or 共计, or 等政府信息; four without 等, three with 共计 or where the number is spread over channels.

    On a channel a sum says that two joined kinds are all that is counted there: 网站公开审批\u3001招标信息共计90条.
    """
    pieces = rules.patterns["several"].split(thing)
    size = len(pieces)
    if rules.patterns["closing_kind"].search(thing):  # 采购公告、中标公告等政府采购信息
        return False
    if spread and size >= 3 or rules.patterns["all_among"].match(thing):  # 政府信息、工作动态信息137条
        return True
    if size >= 2 and (rules.patterns["information_such_as"].search(thing) or channel and summed and "\u3001" in thing):
        return True
    if not rules.patterns["all_sorts"].search(thing):
        one_sort = len({name_of(piece, rules)[-2:] for piece in pieces}) == 1  # 全体会议、常务会议、专题会议、安全会议信息
        return size >= (3 if summed else 4) and not one_sort and rules.patterns["generic_core"].search(thing[-2:]) is not None
    return size >= (2 if channel or summed else 3)


def spread_over(spot: Spot, rules: PhraseRules) -> bool:
    """公开平台公开677条：网站387条、微信290条: a list of several channels, no columns, follows the sum that a platform shows."""
    split = rules.patterns["by_channel"].match(spot.beyond)
    if not split or kinds("channel", spot.beyond[:split.end()] + spot.beyond[split.end():].partition("\u3002")[0], rules) == ["website"]:
        return False
    return kinds("channel", split[0], rules) != ["none"] and not rules.patterns["columns"].search(split[0]) and not rules.patterns["site_column"].search(split[0])


def on_the_site(spot: Spot, kind: str, metric: str, rules: PhraseRules) -> bool:
    """Whether a part counts a column or a place on the site, not another whole site (网站284条(门户网站发布497条))."""
    site = kind == "publication" and metric == "channel_website" and not rules.patterns["whole_site"].search(segment(spot, rules))
    return site or rules.patterns["columns"].search(spot.clause) is not None


def counted_alike(spot: Spot, total: str | None, parts: int, rules: PhraseRules) -> bool:
    """Whether a part in issues or times (黄色预警4期) has a total in the same unit (None: no total); without a unit it needs a word of counting, or a kind alone before it."""
    unit = spot.number.unit
    if unit:
        return unit not in rules.raw["publication"]["listed_units"] or total in (None, unit)
    alone = total is not None and (spot.right[:1] in PART_ENDS or RUN_ON.match(spot.right)) and category(segment(spot, rules), "publication", rules)  # 其中1.机构职能5;2.…
    return bool(alone or parts > 1 or rules.patterns["bare_count"].search(spot.left) or rules.patterns["kind_noun"].search(spot.left))


def _of_all(spot: Spot, rules: PhraseRules) -> bool:
    """Whether a list of other kinds follows: 动态信息53条,其中机构信息1条 counts all information."""
    found = rules.patterns["list_of_all"].match(spot.right)
    return bool(found) and category(found["noun"], "publication", rules) not in ("", *rules.raw["publication"]["whole_kinds"])


def by_channel(spot: Spot, thing: str, rules: PhraseRules) -> bool:
    """Whether a part beside this one is of the same kind on another channel: 网站公开统计信息15条,公众号推送统计信息43条."""
    sides = [PART_BEFORE.search(spot.left), PART_AFTER.match(spot.right)]
    texts = [side["part"] for side in sides if side and rules.patterns["channels"].search(side["part"])]
    return any(category(trimmed(taken_apart(text, rules)[1], rules), "publication", rules) == category(thing, "publication", rules) != "" for text in texts)


def among_kinds(spot: Spot, rules: PhraseRules) -> bool:
    """Whether kinds and no channels stand beside a number: 通知公告81条、政府公报4条、工作报告2条."""
    sides = [side["part"] for side in (PART_BEFORE.search(spot.left), PART_AFTER.match(spot.right)) if side]
    return all(kinds("channel", text, rules) in ([], ["none"]) for text in sides) and any(category(trimmed(text, rules), "publication", rules) for text in sides)


def _says_act(text: str, rules: PhraseRules) -> bool:
    """Whether another act of publishing is counted next; ,决算公开2条 names a kind before its verb."""
    before, thing, verb = taken_apart(text.strip("#,;\u3001"), rules)
    return verb and bool(trimmed(thing, rules) or not category(before, "publication", rules))


def own_news(spot: Spot, thing: str, channel: str, parent: str, rules: PhraseRules) -> bool:
    """网站发布动态信息30条 is the website's number, unless other kinds stand beside it or 类 makes it one of them.

    In a list it is when the next part is a channel's too; without a channel 各类动态信息 is everything.
    """
    core = bool(rules.patterns["generic_core"].search(thing[-2:]))
    news, account = category(thing, "publication", rules) in rules.raw["publication"]["whole_kinds"], channel not in ("channel_website", "info_disclosed_total")
    if news and not parent and _of_all(spot, rules):
        return True
    kind = news and (core or account) or account and channel and core and not parent
    counted = bool(thing) and thing == trimmed(spot.tail, rules)  # the noun stands after its number
    after = spot.right[len(spot.tail):] if counted else spot.right
    next_one = rules.patterns["beside"].match(after) or counted and rules.patterns["counted_next"].match(after) or None
    next_one = None if next_one and rules.patterns["no_kind"].search(next_one[0]) else next_one  # ,浏览量超150万 is no kind
    to_channel = next_one and rules.patterns["channels"].search(next_one[0])
    if parent and channel and by_channel(spot, thing, rules):
        return True
    if parent and channel == "channel_website":
        from_channel = (before := PART_BEFORE.search(spot.left)) and rules.patterns["channels"].search(before["part"])
        of_total = from_channel and next_one and rules.patterns["list_marks"].search(before[0])  # 网站与公众号共公开90条,其中网站公开动态30条、公告9条
        return bool(to_channel or from_channel and not of_total) and news
    if not channel and (parent or not rules.patterns["all_news"].match(thing)):
        return False
    alone = next_one is None or to_channel or _says_act(next_one[0], rules) and not rules.patterns["class_noun"].search(thing)
    return bool(kind) and bool(alone) and ("#" not in spot.left[-40:] or bool(kinds("channel", segment(spot, rules), rules)))
