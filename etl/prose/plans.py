"""What will be done: sentences under a heading about the next steps, and the points behind a sentence that opens them."""

from itertools import pairwise

from etl.prose.notation import PhraseRules


def planned(text: str, ends: list[int], section: bool, rules: PhraseRules) -> list[tuple[int, int]]:
    """Return the stretches of a paragraph that speak of what will be done; `section`: all of it does.

    改进措施:一是…, 将从三个方面加以改进。一是…: the points go on over the sentences that begin like one.
    """
    found, ahead, headed = [], section, False
    for start, end in pairwise([*ends, len(text)]):
        opened = rules.patterns["plan_lead"].search(text, start, end)
        ahead = section or bool(opened) or headed or ahead and rules.patterns["plan_point"].match(text, start) is not None
        headed = bool(opened) and opened.end() == end  # 七、下一步打算。明年发布30条
        if ahead:
            found.append((start if section or not opened else opened.end(), end))
    return found
