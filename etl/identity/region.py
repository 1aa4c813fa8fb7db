"""The government of the region for which a text without a title speaks."""

import re
from collections import Counter

from etl.identity.opening import FIRST, speaks_as_zone, speaks_for_region
from etl.wordlists import choice, choice_of, word_list


def regions(lines: list[str], text: str, names: Counter) -> list[str]:
    """Return the government of the region that a text calls its own (全县): of the place that acts in it (2022年，某自治区深入贯彻…), else not yet told which.

    A text that calls nothing its own, no office either, is of the place that acts in it.
    """
    own = re.compile(choice_of("identity", "office_own", "town_own", "bureau_own")).search(text)
    if speaks_as_zone(text) or own and not speaks_for_region(text):
        return []
    called = Counter(re.findall(choice_of("identity", "region_own"), text)).most_common(1)
    level = called[0][0][-1] if called else ""  # of 全县
    places = choice(name for name in names if name.endswith(level or tuple(word_list("identity")["place_end"]))) or "(?!)"
    begun = re.compile(rf"(?:^|[,\uff0c\u3002;\uff1b)\uff09])\s*(?:20\d\d\w{{1,4}}[,\uff0c]?)?({places})(?:{choice_of('identity', 'subject_verb', 'all_levels')})")
    acting = next((found[1] for line in lines[:FIRST * 2] if (found := begun.search(line))), level)
    return [acting + next(iter(word_list("identity")["government"].values()))] if acting else []
