"""The government of the region for which a text without a title speaks."""

import re
from collections import Counter

from etl.identity.names import head_of, tail_kind
from etl.identity.opening import FIRST, acting, speaks_as_zone, speaks_for_region
from etl.wordlists import choice, choice_of, word_list


def regions(lines: list[str], text: str, names: Counter) -> list[str]:
    """Return the government of the region that a text calls its own (全县): of the place that acts in it (2022年，某自治区深入贯彻…), else not yet told which.

    A text that calls nothing its own, no office either, is of the place that acts in it. None where one bureau acts (信访局组织…).
    """
    own = re.compile(choice_of("identity", "office_own", "town_own", "bureau_own")).search(text)
    if speaks_as_zone(text) or own and not speaks_for_region(text):
        return []
    called = Counter(re.findall(choice_of("identity", "region_own"), text)).most_common(1)
    level = called[0][0][-1] if called else ""  # of 全县
    places = choice(name for name in names if name.endswith(level or tuple(word_list("identity")["place_end"]))) or "(?!)"
    begun = re.compile(rf"(?:^|[,\uff0c\u3002;\uff1b)\uff09])\s*(?:20\d\d\w{{1,4}}[,\uff0c]?)?({places})(?:{choice_of('identity', 'subject_verb', 'all_levels')})")
    place = next((found[1] for line in lines[:FIRST * 2] if (found := begun.search(line))), "")
    named = place or ("" if _one_bureau(lines) else level)
    return [named + next(iter(word_list("identity")["government"].values()))] if named else []


def _one_bureau(lines: list[str]) -> bool:
    """Tell whether one bureau named without its place, and no other, acts again and again (信访局高度重视…, 信访局组织…)."""
    keepers = tuple(word_list("identity")["keeper"])
    names = Counter(name for line in lines for name in acting(line) if not head_of(name) and not name.endswith(keepers)
                    and tail_kind("-" + name)[0] in ("civil", "department") and tail_kind(name)[0])
    return len(names) == 1 and max(names.values()) > 1
