"""Clauses about what was published: through which channel, of which kind, as a total or as a part of a list."""

import re
from dataclasses import dataclass, replace

from etl.prose.apart import name_of, noun_of, own_place, own_subject, segment, taken_apart, trimmed, with_carrier
from etl.prose.families import category, family_metric, kinds, mixed
from etl.prose.notation import PhraseRules
from etl.prose.rows import bare_row, first_of_row, long_list, own_news, spread_over, various, with_media
from etl.prose.spot import Spot

OPEN_REACH = 10  # characters before 等渠道 in which a channel is named
ENDS = tuple(",;\u3002")  # one of them follows a total whose unit is lost


@dataclass(slots=True)
class Reading:
    """What a number counts: metric ("" = seen, but nothing of ours), dimension, and the rule that says so."""

    metric: str
    rule_id: str
    dimension: str = ""
    unit: str = ""
    opens: str = ""
    reason: str = ""
    topic_sets: str = ""
    zero: tuple[str, ...] = ()
    any_year: bool = False
    part: bool = False
    parent: str = ""  # kind of the list it is a part of
    member: bool = False  # of another metric, but inside a list of kinds
    label: str = ""
    name: str = ""  # of a part, as printed


def read(spot: Spot, parent: str, rules: PhraseRules) -> Reading | None:
    """Return the reading of a number in a clause about publication, or None; `parent` is the kind of the open list."""
    settings, made = rules.raw["publication"], rules.patterns
    clause = segment(spot, rules)
    full = with_carrier(spot, clause, rules)
    before, bare, verb = noun_of(spot, full, rules)
    placed = verb and bool(kinds("channel", full, rules) or made["columns"].search(before[-4:]))
    if spot.number.unit not in settings["units"] or not _speaks_of_publication(spot, parent, placed, rules):
        return None
    if listed := _listed(spot, clause, full, verb, parent, rules):
        return listed
    channel = family_metric("channel", full, rules)
    if parent == "publication" and made["other_means"].search(full):
        channel = "channel_other"
    if parent in ("publication_parts", "key") and channel and not clause.startswith(tuple(settings["columns"])):
        parent = ""  # 公开财政信息1条；通过公众号推送…68条: a channel of its own ends the row of kinds or areas
    plain, channel = _without_channel(before, bare, channel, verb, rules)
    news = verb and own_news(spot, plain, channel, parent, rules)
    generic = made["generic"].fullmatch(plain) is not None or news
    if generic and (column := _of_column(spot, before, bare, verb, not channel, parent, rules)):
        return column
    generic = generic or verb and (with_media(plain, full, rules) or not parent and various(plain, bool(channel), rules))
    if verb and (parent or made["work_system"].search(before)) and not kinds("channel", full, rules) and made["other_channel"].match(before):  # 通过某某平台发布59条
        return Reading("", "channel_without_row", reason="no_metric")
    if verb and not bare and not kinds("channel", full, rules) and not own_subject(before, rules):  # 社区事务公开12条: a kind of its own
        return _kind(spot, before, verb, channel, parent, rules) if parent else Reading("", "publication:unknown", reason="undecided")
    if parent in settings["list_kinds"] and category(plain, "publication", rules) and not news:
        generic = False
    if not parent and (first_of_row(spot, plain, generic, rules) if verb else generic and not channel and bare_row(spot, plain, rules)):
        return _first_kind(spot, plain, verb, rules)
    if parent == "publication_parts" and not channel and (generic and (not verb and bare or not bare and made["generic_core"].search(before[-2:])) or not before and not bare and category(trimmed(clause, rules), "publication", rules)):
        return _kind(spot, trimmed(clause, rules), True, "", "publication", rules)  # 动态9条、公示8条、信息公开7条
    if generic or verb and (not parent or channel) and long_list(plain, channel, made["summed"].search(full), rules):
        own = bare or channel or parent in ("", *settings["list_kinds"])  # not 发布解读32篇,其中县政府发布4篇
        counted = verb and own or spot.number.unit in settings["bare_units"] and _speaks_of_items(bare, plain, rules)
        return _whole(spot, clause, channel, counted, parent, full, rules)
    if verb and not channel and "\u3001" in before and not made["carriers"].match(before) and not made["class_noun"].search(bare):  # 解读政策、公布变动、发布动态等共50条: several acts under one number
        return Reading("", "publication:unknown", reason="undecided")
    return _kind(spot, plain, verb, channel, parent, rules)


def _first_kind(spot: Spot, thing: str, verb: bool, rules: PhraseRules) -> Reading | None:
    """The first kind of a row without a total: of the key areas where the sentence is about them."""
    kind, opens = ("key", "key") if spot.key and category(thing, "key", rules) else ("publication", "publication_parts")
    first = _kind(spot, thing, verb, "", kind, rules)
    return replace(first, opens=opens) if first and first.part else first


def _without_channel(before: str, thing: str, channel: str, verb: bool, rules: PhraseRules) -> tuple[str, str]:
    """What is published without the channel's name, and the channel: 热线新媒体发布微信40条 is the nearer one's, 网站发布公报、文件 the site's."""
    if verb and rules.patterns["gazette_as_thing"].match(thing):
        return thing, family_metric("channel", before, rules)
    named = list(rules.patterns["channels"].finditer(thing))
    plain = thing[named[-1].end():] if named else thing
    return plain, family_metric("channel", thing, rules) if verb and named and not plain else channel


def part_of_site(spot: Spot, rules: PhraseRules) -> Reading:
    """网站发布1148条,其中信息公开目录信息410条: a place on the site, not the site again."""
    return _part("part_of_site", rules.patterns["body_of_channel"].sub("", segment(spot, rules)), rules)


def _part(rule: str, thing: str, rules: PhraseRules, kind: str = "", opens: str = "") -> Reading:
    """A part of what was published; its kind is the one that its name tells unless another is given."""
    kind = kind or category(thing, "publication", rules) or rules.raw["publication"]["rest"]
    return Reading("info_disclosed_part", f"publication:{rule}", kind, opens=opens, part=True, name=name_of(thing, rules))


def _listed(spot: Spot, clause: str, full: str, verb: bool, parent: str, rules: PhraseRules) -> Reading | None:
    """A part of a list that its neighbours or a bulletin's name decide: 网站50条、其他5条; 统计公报2条."""
    if parent in rules.raw["publication"]["list_kinds"] and kinds("channel", full, rules) == ["none"]:
        return _kind(spot, clause, verb, "", parent, rules)
    if parent == "publication" and rules.patterns["after_channel"].search(spot.left):
        return Reading("channel_other", "publication:channel_other", topic_sets="publication")
    return None


def _speaks_of_publication(spot: Spot, parent: str, by_channel: bool, rules: PhraseRules) -> bool:
    """Whether the topic allows a reading: not in a passage on applications, unless inside a list or with a channel that publishes."""
    settings = rules.raw["publication"]
    if spot.number.unit in settings["listed_units"] and spot.right.startswith("#"):  # 271期935条: the items count
        return False
    if spot.carried or spot.topic not in settings["topics_not"] or by_channel:
        return True
    if spot.topic in settings["topics_as_kinds"] and rules.patterns["all_information"].search(spot.clause):
        return True
    return bool(parent or spot.key) and spot.topic in settings["topics_in_list"]


def _of_column(spot: Spot, before: str, bare: str, verb: bool, alone: bool, parent: str, rules: PhraseRules) -> Reading | None:
    """What a column publishes: a part of the kind that its name tells."""
    beside = rules.patterns["site_column"].search(spot.left) and rules.patterns["column_again"].match(before)  # 网站公告栏294条，公开栏94条
    site = verb and (rules.patterns["site_column"].search(before) or beside)
    if site:
        return _part("column", site["column"], rules)
    dimension = _in_column(before or bare, rules) and _column(before or bare, alone, rules)
    text = trimmed(before or bare, rules)
    ways = max((found.end() for name in ("carriers", "channels") for found in rules.patterns[name].finditer(text)), default=0)  # 通过某网站工作动态栏目
    return _part("column", text[ways:], rules, dimension, "" if parent or dimension == rules.raw["publication"]["rest"] else "publication_parts") if dimension else None


def _in_column(text: str, rules: PhraseRules) -> bool:
    """Whether a column is what publishes, not one of several means (网站、公开专栏、会议等途径)."""
    found = list(rules.patterns["columns"].finditer(text))
    return bool(found) and "\u3001" not in text[found[-1].end():] and not rules.patterns["several_columns"].search(text)


def _column(text: str, alone: bool, rules: PhraseRules) -> str:
    """工作动态栏目发布信息: the kind is the column's; an unknown column without its site is the rest."""
    found, rest = category(trimmed(rules.patterns["body_of_channel"].sub("", text), rules), "publication", rules), rules.raw["publication"]["rest"]
    return found if found and found != rest else rest if alone else ""


def _speaks_of_items(bare: str, plain: str, rules: PhraseRules) -> bool:
    """Without a verb only 信息, 稿件 … or a channel's bare name count items."""
    return bool(rules.patterns["generic_core"].search(plain)) or bool(bare) and not plain


def _whole(spot: Spot, clause: str, channel: str, counted: bool, parent: str, full: str, rules: PhraseRules) -> Reading | None:
    """All information of the body, or of one channel."""
    settings, made = rules.raw["publication"], rules.patterns
    has_channel = bool(kinds("channel", full, rules))
    if not counted and not (parent == "publication" and not has_channel and clause):
        return None
    if has_channel and not channel:
        return Reading("", "channel_without_row", reason="no_metric")
    if (channel == "channel_website" or channel in settings["opened"] and rules.patterns["summed"].search(full)) and _among_channels(full, rules):
        channel = "info_disclosed_total"
    if channel == "channel_website" and not parent and (own_place(spot, full, rules) or made["two_sites"].search(full)):
        channel = "info_disclosed_total"
    if channel == "channel_website" and not parent and spread_over(spot, rules):
        channel = "info_disclosed_total"
    if not has_channel and parent in ("publication", "key") and spot.number.unit in settings["part_units"]:
        return _list_item(spot, clause, parent, rules)
    metric = channel or "info_disclosed_total"
    if not channel and made["no_total"].search(full):
        return Reading("", "publication:unknown", reason="undecided")
    bare = not (spot.number.unit or spot.left.endswith(rules.numbers.counted) or spot.right[:1] in ENDS and made["generic_core"].search(spot.left[-2:]))
    if metric == "info_disclosed_total" and (bare or spot.number.unit not in settings["total_units"]):
        return None
    if parent == "publication" and has_channel and metric == "info_disclosed_total":  # 其中网站50条、报纸和公示栏20条: several channels, no total
        return Reading("", "channel_without_row", reason="no_metric")
    inside = parent == "publication" and not rules.patterns["list_marks"].match(spot.right.lstrip(","))  # 网站51条，微信99条，其他形式8条
    return Reading(metric, f"publication:{metric}", opens="" if inside else "publication", topic_sets="publication")


def _among_channels(text: str, rules: PhraseRules) -> bool:
    """网站、微信等渠道, not 网站公开通知、公告等各类信息."""
    found = rules.patterns["open_list"].search(text)
    between = [text[channel.end():found.start()] for channel in rules.patterns["channels"].finditer(text, 0, found.start())] if found else []
    return any(len(part) <= OPEN_REACH and not taken_apart(part, rules)[2] for part in between)


def _list_item(spot: Spot, clause: str, parent: str, rules: PhraseRules) -> Reading:
    """A nameless part of a list: 其中：（一）主动公开信息13件。内容涉及：机构职能、…"""
    content = rules.patterns["content"].match(spot.beyond)
    rest = rules.raw["publication"]["rest"]
    metric = "key_area_items" if parent == "key" else "info_disclosed_part"
    kind = content and category(content["first"], "publication", rules)
    return Reading(metric, "publication:list_item", kind or rest, part=True, name=content["first"] + rules.raw["publication"]["and_so_on"] if content else "")


def _kind(spot: Spot, thing: str, verb: bool, channel: str, parent: str, rules: PhraseRules) -> Reading | None:
    """One kind of information: 财政预决算信息5条."""
    settings = rules.raw["publication"]
    issued = verb and spot.number.unit in settings["published_units"] and rules.patterns["kind_noun"].search(thing)
    if spot.number.unit not in settings["part_units"] or not (parent or issued) and spot.number.unit in settings["listed_units"] or rules.patterns["received_thing"].search(thing):
        return None
    if spot.key and parent != "publication" or parent == "key":
        dimension = mixed(thing, "key", rules) or "key" in (parent, spot.section) and thing and (mixed(thing, "publication", rules) or parent == "key" and settings["rest"])
        if dimension and ("key" in (parent, spot.section) or dimension != settings["rest"]):
            return Reading("key_area_items", "publication:key_area", dimension, opens="" if parent else "key", part=True, name="" if dimension in thing else name_of(thing, rules))
    dimension = mixed(thing, "publication", rules)
    if dimension and (verb or parent or rules.patterns["kind_noun"].search(thing)):
        return _part("kind", thing, rules, dimension, "" if parent else "publication_parts")
    core = rules.patterns["generic_core"].search(thing)
    next_one = core and re.match(f"[,\u3001][^,;\u3001\u3002:#]{{2,14}}{core[0]}#", spot.right)
    if channel and (verb or parent not in settings["list_kinds"]) and channel != "channel_website" and core and (not next_one or rules.patterns["channels"].search(next_one[0])):  # 推送就业推文9篇,社保推文7篇: kinds
        return Reading(channel, f"publication:{channel}", opens="publication")
    if parent in settings["list_kinds"] and thing and (spot.carried or spot.topic not in settings["topics_not"] or spot.topic in settings["topics_as_kinds"]
                                                           or rules.patterns["kind_noun"].search(thing)):
        return _part("list_rest", thing, rules, settings["rest"])
    return Reading("", "publication:unknown", reason="undecided") if verb and thing else None


def list_part(spot: Spot, kind: str, metric: str, rules: PhraseRules) -> Reading | None:
    """Return a part of a list of another kind (职权, 信用数据, 解读形式…), named by its keyword or by its own short words."""
    noun = segment(spot, rules) or spot.tail
    before, thing, verb = taken_apart(noun, rules)
    if verb and kinds("channel", before, rules) and rules.patterns["generic"].fullmatch(trimmed(thing, rules)):  # 在新媒体发布内容90条: a channel's
        return None
    dimension = category(noun, kind, rules)
    if not dimension:
        return None
    return Reading(metric, f"list:{kind}", dimension, part=True)
