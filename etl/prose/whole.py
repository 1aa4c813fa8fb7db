"""All information of the body, or of one of its channels."""

from etl.prose import parts
from etl.prose.apart import own_place, taken_apart
from etl.prose.clause import Clause
from etl.prose.notation import PhraseRules
from etl.prose.reading import Reading, no_metric, undecided
from etl.prose.rows import spread_over

TOTAL = "info_disclosed_total"
OPEN_REACH = 10  # characters before 等渠道 in which a channel is named
ENDS = tuple(",;\u3002")  # one of them follows a total whose unit is lost


def read(clause: Clause) -> Reading | None:
    """All information of the body, or of one channel; None when the words count something else."""
    listed, in_channels = clause.names("part_units", clause.spot.number.unit), clause.parent == "publication"
    if not _counted(clause) and not (in_channels and not clause.ways and clause.noun):
        return None
    if clause.ways and not clause.channel:
        return no_metric()
    alone = clause.spot.left.endswith(f"#\u3001{clause.noun}") or clause.has("posts_alone", clause.spot.left)
    if alone and not (clause.ways or clause.verb or clause.parent):  # 推送短视频110个、图文175条
        return undecided()
    metric = TOTAL if _of_all_channels(clause) else clause.channel
    if not clause.ways and clause.parent in ("publication", "key") and listed:
        return parts.nameless(clause)
    if not metric and clause.has("no_total", clause.full):
        return undecided()
    metric = metric or TOTAL
    if metric == TOTAL and (_without_unit(clause) or not clause.names("total_units", clause.spot.number.unit) or clause.rules.patterns["tasks_after"].match(clause.spot.tail)):
        return None
    if metric == TOTAL and _of_key_areas(clause):
        return Reading("key_area_items", "publication:key_area", opens="key", topic_sets="publication")
    beside = clause.has("beside_channel", clause.spot.left) and not clause.has("summed", clause.full)
    if metric == TOTAL and clause.has("by_net", clause.before) and any(clause.has("channels", side) for side in (clause.spot.left, clause.spot.right)):
        metric = "channel_website"
    if metric == TOTAL and clause.ways and (in_channels or beside):  # 其中网站50条、报纸和公示栏20条; 通过网站51条，通过报刊、电视63条: several channels, no total
        return no_metric()
    inside = in_channels and not clause.rules.patterns["list_marks"].match(clause.spot.right.lstrip(","))  # 网站51条，微信99条，其他形式8条
    return Reading(metric, f"publication:{metric}", opens="" if inside else "publication", topic_sets="publication")


def _counted(clause: Clause) -> bool:
    """Whether the number counts what is published: after a verb, else after 信息, 稿件 … or a channel's bare name."""
    own = clause.bare or clause.channel or not clause.parent or clause.in_list  # not 发布解读32篇,其中县政府发布4篇
    if clause.verb and own:
        return True
    items = clause.has("generic_core", clause.plain) or clause.bare and not clause.plain
    return clause.names("bare_units", clause.spot.number.unit) and bool(items)


def _of_all_channels(clause: Clause) -> bool:
    """Whether a site's number is that of all channels: named as one of several, as the place for disclosure, or split by channel."""
    site = clause.channel == "channel_website"
    opened = clause.names("opened", clause.channel) and clause.has("summed", clause.full) and not clause.has("other_means", clause.full)
    if (site or opened) and _among_channels(clause.full, clause.rules):
        return True
    if not site or clause.parent:
        return False
    return own_place(clause.spot, clause.full, clause.rules) or _of_two_sites(clause) or spread_over(clause.spot, clause.rules)


def _of_two_sites(clause: Clause) -> bool:
    """Whether two sites are summed or each counted after: 省政府网站和厅网站共发布90条; 通过市政府网站、局网站发布90条 is the channel's."""
    each = clause.rules.patterns["by_channel"].match(clause.spot.beyond)
    return clause.has("two_sites", clause.full) and bool(each or clause.has("sum_said", clause.full))


def _of_key_areas(clause: Clause) -> bool:
    """做好重点领域信息公开,全年发布信息80条: the sentence or its heading is about key areas and no channel is named."""
    about = clause.spot.section == "key" or clause.has("key_lead", clause.spot.left)
    return about and not clause.ways and not clause.has("key_bar", clause.spot.clause)


def _among_channels(text: str, rules: PhraseRules) -> bool:
    """网站、微信等渠道, not 网站公开通知、公告等各类信息."""
    found = rules.patterns["open_list"].search(text)
    between = [text[channel.end():found.start()] for channel in rules.patterns["channels"].finditer(text, 0, found.start())] if found else []
    return any(len(piece) <= OPEN_REACH and not taken_apart(piece, rules)[2] for piece in between)


def _without_unit(clause: Clause) -> bool:
    """Whether a number without unit has no word of counting before it nor the end of the clause behind it."""
    spot = clause.spot
    ends = spot.right[:1] in ENDS and clause.has("generic_core", spot.left[-2:])
    closed = not spot.right and spot.left.endswith(":")  # 主动公开数:638 in a line of its own
    return not (spot.number.unit or spot.left.rstrip(":").endswith(clause.rules.numbers.counted) or ends or closed)
