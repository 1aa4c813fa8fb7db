"""The government of the region for which a text without a title speaks."""

import re
from collections import Counter

from etl.identity.names import head_of, tail_kind
from etl.identity.opening import FIRST, acting, speaks_as_zone, speaks_for_region
from etl.wordlists import choice, word_list


def regions(lines: list[str], text: str, names: Counter) -> list[str]:
    """Return the government of the region that a text calls its own (全县): of the place that acts in it (2022年，某自治区深入贯彻…), else not yet told which; none where one bureau acts (信访局组织…)."""
    words = word_list("identity")
    spoken = speaks_for_region(text) and not speaks_as_zone(text)
    called = Counter(re.findall(choice(words["region_own"]), text)).most_common(1) if spoken else []
    if not called:
        return []
    level, acts = called[0][0][-1], choice(words["subject_verb"])  # of 全县
    places = choice(name for name in names if name.endswith(level)) or "(?!)"
    begun = re.compile(rf"(?:^|[,\uff0c\u3002;\uff1b)\uff09])\s*(?:20\d\d\w{{1,4}}[,\uff0c]?)?({places})(?:{acts})")
    place = next((found[1] for line in lines[:FIRST * 2] if (found := begun.search(line))), "")
    return [] if not place and _one_bureau(lines) else [(place or level) + next(iter(words["government"].values()))]


def _one_bureau(lines: list[str]) -> bool:
    """Tell whether one bureau named without its place, and no other, acts again and again (信访局高度重视…, 信访局组织…)."""
    words = word_list("identity")
    acted = Counter(name for line in lines for name in acting(line) if not head_of(name) and not name.endswith(tuple(words["keeper"]))
                    and tail_kind("-" + name)[0] in ("civil", "department") and tail_kind(name)[0])
    return len(acted) == 1 and max(acted.values()) > 1
