"""What a pattern needs is never missing where the pattern fits: passing a rule over changes nothing that is read."""

from pathlib import Path

import pytest
import yaml

from etl.prose.needed import ANY, needed
from etl.prose.phrases import load

ROOT = Path(__file__).parent.parent
RULES = load(ROOT / "data" / "rules")
SENTENCES = [case["say"] for case in yaml.safe_load((ROOT / "tests" / "examples" / "sentences.yaml").read_text(encoding="utf-8"))]
ENDS = sorted({sentence[:place] for sentence in SENTENCES for place, letter in enumerate(sentence) if letter.isdigit()})


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_a_pattern_that_fits_has_the_letters_it_needs(rule):
    for (before, after), (left, right) in zip(rule.patterns, rule.needed, strict=True):
        texts = [text for text in ENDS if before and before.search(text)]
        assert not any(left.isdisjoint((*text, "")) for text in texts)
        assert left == ANY or left <= rule.any_left
        tails = [text for sentence in SENTENCES for text in (sentence[3:], sentence[9:]) if after and after.match(text)]
        assert not any(right.isdisjoint((*text, "")) for text in tails)
        assert left != ANY or right <= rule.any_right


@pytest.mark.parametrize(("pattern", "groups"), [
    ("ab", [{"ab"}]), ("(?:ab|a)", [{"a"}]), ("a?b", [{"b"}]), ("(?:ab)?", []), ("ab.{0,3}cd", [{"ab"}, {"cd"}]),
    ("(?:ab|c.)d", [{"d"}, {"ab", "c"}]), ("(?:ab|.)", []), ("(?!no)ab(?=c)", [{"ab"}]), ("[ab]c", [{"ac", "bc"}]), ("(?:ab){2}", [{"ab"}])])
def test_the_words_that_an_expression_needs(pattern, groups):
    assert [set(group) for group in needed(pattern)] == groups
