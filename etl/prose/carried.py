"""The channel that an earlier clause names for what is published in this one."""

from etl.prose.apart import BEFORE, BOUNDARY, named_channel, own_subject, taken_apart, trimmed
from etl.prose.families import kinds
from etl.prose.notation import PhraseRules
from etl.prose.spot import Spot


def with_carrier(spot: Spot, clause: str, rules: PhraseRules) -> str:
    """Put 通过门户网站, before the clause when the clause before it names the channel, or counts the channel's readers."""
    head = spot.left[: len(spot.left) - len(clause)]
    if head.endswith("#") and rules.patterns["columns"].match(clause):  # 网站12个栏目发布文章: the columns are the site's
        return BOUNDARY.split(head.rstrip("#"))[-1] + clause
    if (content := rules.patterns["summed_content"].search(spot.left)) and taken_apart(content["act"], rules)[2]:
        return content["act"] + content["sum"].lstrip(",")
    if rules.patterns["contents_summed"].search(spot.left):
        return rules.raw["publication"]["sent_as"].format(place="") + clause
    if head.endswith("#\u3001"):
        return _carried_on(head.rstrip("#\u3001"), clause, rules)
    if head.endswith(",") and (led := rules.patterns["led"].match(head)) and not rules.patterns["channels"].search(clause):
        return f"{led['lead']}\u3001{clause}"
    if rules.patterns["of_year"].match(clause) and (account := rules.patterns["cumulated_on"].search(head)):
        return account["channel"] + clause
    published = taken_apart(clause, rules)[2] or rules.patterns["generic"].fullmatch(trimmed(clause, rules))  # 政务微博:信息发布量30条
    if head.endswith(":") and published and named_channel(heading := BOUNDARY.split(head[:-1])[-1], rules):
        return heading + clause
    if sent := _sent_on(spot, head, clause, rules):
        return sent
    if head[-1:] in (",", ";") and (account := _account_before(head, clause, rules)):
        return account + clause
    if not head.endswith(","):
        return clause
    earlier = BOUNDARY.split(head[:-1])[-1]
    if not trimmed(clause, rules) and rules.patterns["noun_or_verb"].search(earlier) and ("\u3001" in earlier or (not clause or rules.patterns["generic_core"].search(earlier[-2:])) and not spot.tail):
        return earlier + clause  # 公开A、B等,共计N条; 公开财政信息,N条; 公开信息,累计N条
    if rules.patterns["columns"].search(earlier[-4:]):
        if own := rules.patterns["own_column"].search(f"{earlier},{clause}"):
            return own["column"] + clause.removeprefix(own["way"] or "")
        if rules.patterns["new_column"].search(f"{earlier},{clause}"):
            return clause
    return (_channel_before(head, earlier, clause, rules) or _side_of_sentence(head, clause, rules)) + clause


def _sent_on(spot: Spot, head: str, clause: str, rules: PhraseRules) -> str:
    """The clause with the site to which the items were submitted, or with the channel named behind their number (编发30条,发布至公众号; 其中90条通过网站公开)."""
    passed, site = rules.patterns["passed"].fullmatch(clause), rules.patterns["submitted"].search(head)
    if passed and site:
        return site["channel"] + passed["verb"]
    sent = rules.patterns["sent_to"].match(spot.right) if rules.patterns["produced"].fullmatch(clause) else None
    place = sent and (sent["channel"] or sent["place"])
    if placed := rules.patterns["placed_after"].match(spot.right):
        counted = (not clause or rules.patterns["all_rest"].fullmatch(clause)) and rules.patterns["counted_in"].search(head)
        place = (placed["way"] or placed["where"]) if counted or placed["things"] and own_subject(clause, rules) else place
    return rules.raw["publication"]["sent_as"].format(place=place) if place and rules.patterns["channels"].search(place) else ""


def _channel_before(head: str, earlier: str, clause: str, rules: PhraseRules) -> str:
    """The channel of the clause before the comma (of one before that when 以图文等形式, 按照…原则 stand between), "" when it names none for this one."""
    patterns = rules.patterns
    head, earlier = _past_circumstances(head, earlier, rules)
    own_one = patterns["channels"].search(clause)
    if own_one and not patterns["open_list"].search(clause):  # 在新媒体方面,公众号发布300条: the nearer
        return ""
    if patterns["side"].search(earlier) and patterns["channels"].search(earlier):
        return earlier + "\u3001"
    if (marked := patterns["marked_name"].fullmatch(earlier)) and named_channel(marked["name"], rules):
        return marked["name"] + "\u3001"
    earlier = _with_numbers(head, earlier, rules)
    carrier = patterns["carriers"].search(earlier)
    if carrier and patterns["channels"].search(earlier, carrier.end()) and not head[:-1].endswith("#"):
        return earlier[carrier.start():] + "\u3001"
    account = patterns["account"].search(earlier) or patterns["counted_account"].search(head[:-1])
    if account and patterns["posts"].fullmatch(clause):  # 优化公众号栏目设置,全年共推送290期; 共有新媒体58个,全年发布3.6万条
        return account["channel"]
    own = patterns["own_channel"].search(BEFORE.split(head[:-1])[-1]) or patterns["counted_site"].search(head[:-1]) or patterns["counted_board"].search(head[:-1])
    return own["channel"] if own and not own_one and patterns["noun_or_verb"].search(clause) else ""


def _with_numbers(head: str, earlier: str, rules: PhraseRules) -> str:
    """The clause with the numbers in it that count its places (依托专区和11个公开栏,公开…), not what was published."""
    whole = BEFORE.split(head[:-1])[-1]
    return whole if whole.endswith(earlier) and len(earlier) > 1 and not taken_apart(whole, rules)[2] else earlier


def _side_of_sentence(head: str, clause: str, rules: PhraseRules) -> str:
    """The channel that the sentence is about from its first clause on and no other beside it: 政府网站方面,现有网站6家,发布信息30条."""
    first = head.partition(",")[0]
    about = rules.patterns["side"].search(first) and (rules.patterns["posts_after"].fullmatch(clause) or "#" not in head and _of_all(clause, rules)) and rules.patterns["channels"].search(first)
    return first if about and kinds("channel", head, rules) == kinds("channel", first, rules) else ""


def _of_all(clause: str, rules: PhraseRules) -> bool:
    """Whether a clause only tells how much was published (年内公开信息), of whatever kind."""
    before, thing, verb = taken_apart(clause, rules)
    return bool(verb) and own_subject(before, rules) and (not thing or rules.patterns["generic"].fullmatch(trimmed(thing, rules)) is not None)


def _past_circumstances(head: str, earlier: str, rules: PhraseRules) -> tuple[str, str]:
    """The words up to the clause that names a channel and that clause, before those that only say how or why; else what was given."""
    patterns, before, clause = rules.patterns, head, earlier
    while before.endswith(",") and (patterns["manner"].search(clause) or patterns["circumstance"].match(clause) and not patterns["channels"].search(clause)):
        before = before[: len(before) - len(clause) - 1]
        clause = BOUNDARY.split(before[:-1])[-1]
    named = before.endswith(",") and patterns["channels"].search(clause) and not patterns["columns"].search(clause[-4:])
    return (before, clause) if named else (head, earlier)


def _account_before(head: str, clause: str, rules: PhraseRules) -> str:
    """An account some clauses before its posts, with clauses without a number, its readers, columns or rhythm between: 公众号稳步发展,粉丝9万,发布推文80篇.

    What may also be published elsewhere (发布信息) needs the account's readers, columns, rhythm or sorts of posts between.
    """
    patterns = rules.patterns
    if not patterns["posts_after"].fullmatch(clause):
        return ""
    spoken = patterns["no_total"].search(clause) is not None
    for earlier in reversed(BEFORE.split(head[:-1])):
        kept = patterns["rhythm"].sub("", earlier)
        readers = kept != earlier or patterns["of_account"].search(kept) is not None or patterns["sorts_posted"].search(kept) is not None
        account = patterns["account"].search(kept)
        between = readers or patterns["compared"].search(kept.rstrip("#")) or spoken and "#" not in kept and not patterns["channels"].search(kept)
        if account or not between:
            alone = set(kinds("channel", kept, rules)) <= set(rules.raw["publication"]["account_kinds"])  # not 依托网站、公众号公开信息
            return account["channel"] if account and alone and (readers or spoken and "#" not in kept) else ""
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
