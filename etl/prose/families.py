"""Words of a family (channels, ways, applicants) to a metric, and keywords of a kind of information to its dimension."""

from etl.prose.notation import PhraseRules


def kinds(name: str, text: str, rules: PhraseRules) -> list[str]:
    """Return the kinds of a word family that a text names, each once, sorted.

    Of two words side by side the first is part of a name: 政府网微博 is a microblog, so is 新媒体中的微博.
    """
    pattern, kind_of = rules.families[name]
    found = list(pattern.finditer(text))
    starts, names = {one.start() for one in found}, rules.raw["publication"]["name_kinds"]
    link = rules.patterns["name_link"]
    return sorted({kind_of[one[0]] for one in found if kind_of[one[0]] not in names or link.match(text, one.end()).end() not in starts})


def family_metric(name: str, text: str, rules: PhraseRules) -> str:
    """Return the metric for the kinds of words a text names; "" when none or no single metric."""
    found = kinds(name, text, rules)
    table = rules.family_metrics[name]
    if not found:
        return ""
    return table.get("+".join(found), "" if len(found) == 1 else table["several"])


def category(text: str, name: str, rules: PhraseRules) -> str:
    """Return the dimension of the keyword that ends last in a text, the longest of these; "" when none is there."""
    endings = rules.endings.get(name, {})
    for end in range(len(text), 0, -1):
        for keyword, dimension in endings.get(text[end - 1], ()):
            if text.endswith(keyword, 0, end):
                return dimension
    return ""


def mixed(text: str, name: str, rules: PhraseRules) -> str:
    """Return the dimension of a noun phrase: of two joined kinds the last (the first before 等), of three and more the rest's."""
    dimension = category(text, name, rules)
    pieces = [piece for piece in rules.patterns["several"].split(text) if piece]
    each = [found for piece in pieces if (found := category(piece, name, rules))]
    if len(set(each)) > 2:
        return rules.raw["publication"]["rest"]
    if len(set(each)) == 2 and rules.raw["publication"]["and_so_on"] in text:
        return each[0]
    return dimension
