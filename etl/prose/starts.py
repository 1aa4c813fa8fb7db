"""How a sentence starts: with a heading that the text runs on after, or with a new statement about what was published."""

from bisect import bisect_left, insort

from etl.prose.apart import name_of, named_channel, taken_apart, trimmed
from etl.prose.families import keyword_of, kinds
from etl.prose.notation import PhraseRules


def headed(text: str, start: int, left: str, alone: bool, section: str, rules: PhraseRules) -> str:
    """Return the words before a number with what the heading at `start` says: its channel as a clause, its subject where they only count and the number stands alone: (五)新闻发布会。全年召开3场."""
    named = rules.patterns["heading_subject"].match(text, start)
    if named and alone and (counted := rules.patterns["only_counts"].fullmatch(left)):
        return counted["lead"] + counted["verb"] + named["subject"] + counted["count"]
    return (run_in(text, start, left, section, rules) or _account(text, start, left, rules)) + left


def _account(text: str, start: int, left: str, rules: PhraseRules) -> str:
    """Return the account that the sentence at `start` names and no other channel, as a clause before posts that name none: 以微信公众号为主阵地。全年推文58篇."""
    posts = rules.patterns["posts_after"].fullmatch(left) and rules.patterns["no_total"].search(left)
    before = text[start:].partition("\u3002")[0]
    before = place["channel"] if (place := rules.patterns["main_place"].search(before)) else before
    account = posts and rules.patterns["account"].search(before)
    alone = account and set(kinds("channel", before, rules)) <= set(rules.raw["publication"]["account_kinds"])
    return rules.raw["publication"]["run_in_as"].format(heading=account["channel"]) if alone else ""


def run_in(text: str, start: int, left: str, section: str, rules: PhraseRules) -> str:
    """Return the channel that a heading at the start of a sentence is about (under key areas, or one about publication, the kind), as a clause: (一)门户网站。公开信息41条; one about kinds begins a list."""
    if listed := rules.patterns["run_in_kinds"].match(text, start):
        return f"{listed['heading']}:"
    found = rules.patterns["run_in"].match(text, start)
    heading = found["heading"] if found else ""
    opens = heading and (section == "key" or section == "publication" and _names_kind(heading, left, rules) or named_channel(heading, rules) or rules.patterns["kinds_heading"].search(heading))
    return rules.raw["publication"]["run_in_as"].format(heading=heading) if opens else ""


def _names_kind(heading: str, left: str, rules: PhraseRules) -> bool:
    """Whether a heading is the name of a kind of information (财政信息, 政策法规) and the words before a number name none."""
    name = name_of(heading, rules)
    keyword, _ = keyword_of(name, "publication", rules)
    return bool(keyword) and name.endswith(keyword) and rules.patterns["generic"].fullmatch(trimmed(taken_apart(left, rules)[1], rules)) is not None


def speak_of_publication(text: str, ends: list[int], topics: list[tuple[int, str]], rules: PhraseRules) -> None:
    """Add the topic of sentences that begin with what was published, after one about applications: …均已答复。公开招考信息8条."""
    passed = rules.raw["publication"]["topics_not"]
    first = next((place for place, topic in topics if topic in passed), len(text))
    for start in ends[bisect_left(ends, first):]:
        if opened := rules.patterns["opens_publication"].match(text, start):
            insort(topics, (opened.end(), "publication"))
