"""One number for several nouns, and several numbers for as many nouns before them."""

from etl.prose.notation import PhraseRules
from etl.prose.spot import Spot


def shares(spot: Spot, rules: PhraseRules, following: list[Spot]) -> list[tuple[Spot, str]]:
    """Return the spots that a shared number stands for, with the noun of each: 网络和信函各3件; 微博、微信分别发布3条、5条.

    `following` are the next spots of the sentence, for lists with 分别. An empty list: nothing is shared.
    """
    patterns = rules.patterns
    each = patterns["each_noun"].search(spot.left) or spot.number.value == 0 and patterns["none_of_nouns"].search(spot.left)
    if each:
        nouns = [noun for noun in patterns["list_split"].split(each["nouns"]) if noun]
        head, count = spot.left[:each.start("nouns")], "" if spot.number.unit else rules.raw["shared"]["counted"]
        run = _run(spot, following, len(nouns), rules)
        own = run if len(run) == len(nouns) else [spot] * len(nouns)  # 微博、微信各发布30条、41条: one for each
        return [(one.moved(head + noun + count), noun) for one, noun in zip(own, nouns, strict=True)] if len(nouns) > 1 else []
    apart = patterns["respectively"].search(spot.left)
    if not apart:
        return []
    nouns = [noun for noun in patterns["list_split"].split(apart["nouns"]) if noun]
    column = next((word for word in rules.raw["publication"]["columns"] if nouns and nouns[-1].endswith(word)), "")
    nouns = [noun if noun.endswith(column) else noun + column for noun in nouns]  # 规划、人事专栏分别发布9条、5条
    run = _run(spot, following, len(nouns), rules)
    if len(nouns) < 2 or len(run) != len(nouns):
        return []
    head = spot.left[:apart.start("nouns")]
    return [(one.moved(head + noun + apart["rest"], run[-1].right), noun) for one, noun in zip(run, nouns, strict=True)]


def _run(spot: Spot, following: list[Spot], size: int, rules: PhraseRules) -> list[Spot]:
    """The number and those that follow it with nothing but a comma or 和 between."""
    run = [spot]
    for later in following[: size - 1]:
        if later.left[-2:-1] != "#" or later.left[-1:] not in (*"\u3001,;", *rules.raw["joiners"]):
            break
        run.append(later)
    return run
