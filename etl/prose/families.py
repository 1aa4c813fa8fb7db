"""Words of a family (channels, ways, applicants) to a metric, and keywords of a kind of information to its dimension."""

import re
from itertools import zip_longest

from etl.prose.notation import PhraseRules


def kinds(name: str, text: str, rules: PhraseRules) -> list[str]:
    """Return the kinds of a word family that a text names, each once, sorted.

    Of two words side by side the first is part of a name: 政府网微博 is a microblog, so is 新媒体中的微博; 公众号某县政府网 is an account.
    """
    pattern, kind_of = rules.families[name]
    found = list(pattern.finditer(text))
    own = [one for one, before in zip(found, [None, *found]) if not before or not _ends_name(kind_of[before[0]], text[before.end():one.end()], rules)]
    return sorted({kind_of[one[0]] for one, after in zip_longest(own, own[1:]) if not after or not _begins_name(kind_of[one[0]], text[one.end():after.start()], kind_of[after[0]], rules)})


def _ends_name(kind: str, name: str, rules: PhraseRules) -> bool:
    """Whether a website's word behind an account's kind only ends the account's name."""
    settings = rules.raw["publication"]
    return (kind in settings["account_kinds"] or kind not in settings["name_kinds"]) and rules.patterns["account_name"].fullmatch(name) is not None


def _begins_name(kind: str, between: str, after: str, rules: PhraseRules) -> bool:
    """Whether a channel's word only begins or introduces the name of the next one."""
    settings = rules.raw["publication"]
    introduces = settings["collective"].get(kind) if after in settings["account_kinds"] else None
    linked = kind in settings["name_kinds"] and rules.patterns["name_link"].fullmatch(between)
    return bool(linked or introduces and re.fullmatch(introduces, between))


def family_metric(name: str, text: str, rules: PhraseRules) -> str:
    """Return the metric for the kinds of words a text names; "" when none or no single metric."""
    found = kinds(name, text, rules)
    table = rules.family_metrics[name]
    if not found:
        return ""
    return table.get("+".join(found), "" if len(found) == 1 else table["several"])


def category(text: str, name: str, rules: PhraseRules) -> str:
    """Return the dimension of the keyword that ends last in a text, the longest of these; "" when none is there."""
    return keyword_of(text, name, rules)[1]


def keyword_of(text: str, name: str, rules: PhraseRules) -> tuple[str, str]:
    """Return that keyword and its dimension."""
    endings = rules.endings.get(name, {})
    for end in range(len(text), 0, -1):
        for keyword, dimension in endings.get(text[end - 1], ()):
            if text.endswith(keyword, 0, end):
                return keyword, dimension
    return "", ""


def head_noun(text: str, rules: PhraseRules) -> str:
    """Return the noun that a list of other nouns only describes: 针对低保、特困等对象的资金明细 is 资金明细."""
    modifier, _, head = text.rpartition(rules.raw["publication"]["of"])
    described = rules.patterns["several"].search(modifier) and rules.patterns["described"].search(modifier)
    return head if described and category(head, "publication", rules) else text


def mixed(text: str, name: str, rules: PhraseRules) -> str:
    """Return the dimension of a noun phrase: of two joined kinds the last (the first before 等), of three and more the rest's, as of 等其他信息."""
    dimension = category(text, name, rules)
    _, and_so_on, closing = text.rpartition(rules.raw["publication"]["and_so_on"])
    if and_so_on and rules.patterns["other"].match(closing):
        return rules.raw["publication"]["rest"]
    pieces = [piece for piece in rules.patterns["several"].split(text) if piece]
    each = [found for piece in pieces if (found := category(piece, name, rules))]
    if len(set(each)) > 2:
        return rules.raw["publication"]["rest"]
    if len(set(each)) == 2 and and_so_on:
        return each[0]
    return dimension
