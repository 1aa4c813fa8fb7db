"""Parts of what was published: one kind of a list, one column of a site, one area."""

import re

from etl.prose.apart import name_of, segment, taken_apart, trimmed
from etl.prose.clause import Clause
from etl.prose.families import category, keyword_of, kinds, mixed
from etl.prose.notation import PhraseRules
from etl.prose.reading import Reading, undecided
from etl.prose.rows import bare_row
from etl.prose.spot import Spot

TOPICAL = ("related", "counted_topic", "topical", "column_topic", "matter_topic")  # patterns of a clause that says what the next one counts, the first two also before any total


def part(rule: str, thing: str, rules: PhraseRules, kind: str = "", opens: str = "") -> Reading:
    """A part of what was published; its kind is the one that its name tells unless another is given."""
    kind = kind or category(thing, "publication", rules) or rules.raw["publication"]["rest"]
    return Reading("info_disclosed_part", f"publication:{rule}", kind, opens=opens, part=True, name=name_of(thing, rules))


def printed_kind(spot: Spot, dimension: str, rules: PhraseRules) -> str:
    """The name that the words before the number, else the noun behind it, give to a kind of information, "" where they name another or none."""
    before, thing, _ = taken_apart(segment(spot, rules), rules)
    named = (name_of(trimmed(text, rules), rules) for text in (thing, before, spot.tail))  # 建议提案答复栏目发布信息; 公开9次常务会议
    name = next(filter(None, named), "")
    return name if category(name, "publication", rules) == dimension else ""


def kind(clause: Clause, thing: str, channel: str = "", *, parent: str | None = None, verb: bool | None = None) -> Reading | None:
    """One kind of information (财政预决算信息5条), else an account's own posts; `parent` and `verb` stand for the clause's where given."""
    parent, verb = clause.parent if parent is None else parent, clause.verb if verb is None else verb
    spot, rules = clause.spot, clause.rules
    issued = verb and clause.names("published_units", spot.number.unit) and clause.has("kind_noun", thing)
    once = clause.names("listed_units", spot.number.unit) and not (parent or issued)
    work = clause.names("work_units", spot.number.unit) and clause.has("work_thing", thing)
    if not clause.names("part_units", spot.number.unit) or once or work or clause.has("received_thing", thing):
        return None
    if area := _area(clause, thing, parent):
        return area
    dimension, named = mixed(thing, "publication", rules), clause.has("kind_noun", thing)
    if dimension and (verb or parent or named or bare_row(spot, thing, rules)):
        named_so = clause.printed if thing == clause.plain else thing  # of an education bureau 教育要闻 is the kind's name
        return part("kind", named_so, rules, dimension, "" if parent else "publication_parts")
    listed = clause.names("list_kinds", parent)
    if channel and channel != "channel_website" and (verb or not listed) and _posts(clause, thing):
        return Reading(channel, f"publication:{channel}", opens="publication")
    if listed and thing and (spot.carried or not clause.names("topics_not", spot.topic) or clause.names("topics_as_kinds", spot.topic) or named):
        return part("list_rest", thing, rules, rules.raw["publication"]["rest"])
    return undecided() if verb and thing else None


def _area(clause: Clause, thing: str, parent: str) -> Reading | None:
    """A key area (重点领域): one that its keyword names, and inside a section or list of areas any kind."""
    spot, rules, rest = clause.spot, clause.rules, clause.rules.raw["publication"]["rest"]
    if parent != "key" and (not spot.key or parent == "publication"):
        return None
    within = "key" in (parent, spot.section)
    dimension = mixed(thing, "key", rules) or within and thing and (mixed(thing, "publication", rules) or parent == "key" and rest)
    if not dimension or dimension == rest and not within:
        return None
    return Reading("key_area_items", "publication:key_area", dimension, opens="" if parent else "key", part=True,
                   name="" if dimension in thing else name_of(thing, rules))


def _posts(clause: Clause, thing: str) -> bool:
    """Whether the noun is an account's posts; 推送就业推文9篇,社保推文7篇 are kinds."""
    core = clause.rules.patterns["generic_core"].search(thing)
    if not core:
        return False
    beside = re.match(f"[,\u3001][^,;\u3001\u3002:#]{{2,14}}{core[0]}#", clause.spot.right)
    return not beside or clause.has("channels", beside[0])


def nameless(clause: Clause) -> Reading:
    """A nameless part of a list: 其中：（一）主动公开信息13件。内容涉及：机构职能、…"""
    settings, content = clause.rules.raw["publication"], clause.rules.patterns["content"].match(clause.spot.beyond)
    first = content["first"] if content else ""
    acts = (clause.rules.patterns["named_act"].fullmatch(noun) for noun in (clause.noun, name_of(clause.noun, clause.rules)))
    act = next((found["act"] for found in acts if found), "")  # 公示9条, 政务公开信息30条, 信息公开类信息8条
    named = name_of(trimmed(clause.plain or clause.before, clause.rules), clause.rules)
    if not clause.is_("general_kinds", named):
        own = clause.before and not clause.own or clause.has("class_noun", clause.noun)  # 法定主动公开内容12条, 政务公开类信息5条
        named = name_of(clause.noun, clause.rules) if own else ""
    whole = clause.noun if clause.is_("named_whole", clause.noun) else ""
    named = f"{first}{settings['and_so_on']}" if first else act or named or whole
    return Reading("key_area_items" if clause.parent == "key" else "info_disclosed_part", "publication:list_item",
                   clause.kind_of(first or act) or settings["rest"], part=True, name=named)


def of_site(spot: Spot, rules: PhraseRules) -> Reading:
    """网站发布1148条,其中信息公开目录信息410条: a place on the site, not the site again; (含上级网站184条) is neither."""
    if rules.patterns["aside_of"].search(spot.left):
        return undecided()
    noun = segment(spot, rules)
    before, thing, verb = taken_apart(noun, rules)
    named = [found for found in rules.patterns["columns"].finditer(before) if found.end() == len(before) or rules.patterns["generic"].fullmatch(before, found.end())]
    if named and verb:  # 通知公告专栏公开信息10条: what the column is for; 公开专栏公开机构职能、规划等信息: what it holds
        noun = before[:named[-1].start()] if rules.patterns["generic"].fullmatch(thing) else thing
        noun = noun if thing or rules.patterns["generic"].fullmatch(spot.tail) else spot.tail  # 在动态等栏目上传9条就业新闻
    return part("part_of_site", rules.patterns["body_of_channel"].sub("", noun), rules)


def of_topic(spot: Spot, before: str, heading: str, again: bool, rules: PhraseRules) -> Reading | None:
    """What was published about the topic, or in the new column, of the clause before, of the heading that the text runs on after, or of the section's heading.

    A clause alone tells the topic only after a total (`again`): 开展疫情防控信息公开，发布信息35条; what is 相关 is about what was just named.
    """
    told = [rules.patterns[name].search(spot.left) for name in TOPICAL]
    if topic := next((found for found in told if found and (again or found in told[:2])), None):
        return None if rules.patterns["generic"].fullmatch(topic["thing"]) else part("topic", topic["thing"], rules)
    own = rules.patterns["own_column"].search(spot.left)
    if own and "\u3001" in spot.left[own.end():]:  # 增设检查专栏,集中公开计划、结果等信息5条: what the column holds
        return part("column", own["column"], rules)
    if rules.patterns["key_bar"].search(spot.clause):  # 公开政府信息900条: everything
        return None
    above = next((found for found in reversed(list(rules.patterns["about"].finditer(before))) if found["end"] == "\u3002" or "\u3002" not in before[found.end():]), None)
    above = above or rules.patterns["about"].match(heading.rstrip("\u3002") + "\u3002") or again and rules.patterns["topical_list"].search(spot.left)
    return part("topic", above["thing"], rules) if above else None


def of_column(clause: Clause) -> Reading | None:
    """What a column publishes: a part of the kind that its name tells."""
    patterns, rules = clause.rules.patterns, clause.rules
    beside = clause.has("site_column", clause.spot.left) and patterns["column_again"].match(clause.before)  # 网站公告栏294条，公开栏94条
    if clause.verb and (site := patterns["site_column"].search(clause.before) or beside):
        return part("column", site["column"], rules)
    named = clause.before or clause.bare
    of_body = clause.channel and any(found.end() == len(named) for found in patterns["own_section"].finditer(named))  # 政府网站教育局频道: the body's place on the site, no kind
    if of_body or not _in_column(named, rules) or not (dimension := _column(clause, named)):
        return None
    text = trimmed(named, rules)
    ways = max((found.end() for name in ("carriers", "channels") for found in patterns[name].finditer(text) if not patterns["columns"].match(text, found.end() - 1)), default=0)  # 通过某网站工作动态栏目
    first = not clause.parent and dimension != rules.raw["publication"]["rest"]
    return part("column", text[ways:], rules, dimension, "publication_parts" if first else "")


def _in_column(text: str, rules: PhraseRules) -> bool:
    """Whether a column is what publishes, not one of several means (网站、公开专栏、会议等途径)."""
    found = list(rules.patterns["columns"].finditer(text))
    return bool(found) and "\u3001" not in text[found[-1].end():] and not rules.patterns["several_columns"].search(text)


def _column(clause: Clause, text: str) -> str:
    """工作动态栏目发布信息: the kind is the column's; an unknown column without its site, or said to be one of the site's, is the rest."""
    found, rest = clause.kind_of(trimmed(clause.rules.patterns["body_of_channel"].sub("", text), clause.rules)), clause.rules.raw["publication"]["rest"]
    return found if found and found != rest else "" if clause.channel and not clause.has("as_column", text) else rest


def of_list(spot: Spot, kind: str, metric: str, rules: PhraseRules) -> Reading | None:
    """Return a part of a list of another kind (职权, 信用数据, 解读形式…), named by its keyword or by its own short words."""
    noun = segment(spot, rules) or spot.tail
    before, thing, verb = taken_apart(noun, rules)
    core = trimmed(thing, rules)
    if verb and kinds("channel", before, rules) and (core in rules.raw["publication"]["media_things"] or rules.patterns["generic"].fullmatch(core)):  # 在新媒体发布内容90条, 抖音号发布短视频9条: a channel's
        return None
    if metric == "interpretations_part" and rules.patterns["event"].search(noun):
        return None
    keyword, dimension = keyword_of(noun, kind, rules)
    if dimension:
        return Reading(metric, f"list:{kind}", dimension, part=True, name=keyword if kind in rules.raw["lists"]["printed"] and keyword != dimension else "")
    rest = kind == "interpretations" and rules.patterns["interpreting"].search(noun)
    return Reading(metric, f"list:{kind}", rules.raw["publication"]["rest"], part=True, name=name_of(thing or noun, rules)) if rest else None
