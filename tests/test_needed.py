"""What a pattern needs is never missing where the pattern fits: passing a rule over changes nothing that is read."""

from pathlib import Path

import pytest
import yaml

from etl.prose.needed import Lazy, edge, needed
from etl.prose.phrases import load

ROOT = Path(__file__).parent.parent
RULES = load(ROOT / "data" / "rules")
SENTENCES = [line for case in yaml.safe_load((ROOT / "tests" / "examples" / "sentences.yaml").read_text(encoding="utf-8")) for line in case["say"].splitlines()]
ENDS = sorted({sentence[:place] for sentence in SENTENCES for place, letter in enumerate(sentence) if letter.isdigit()})


PATTERNS = [pytest.param(place, before, after, id=f"{rule.id}-{place}") for place, (rule, before, after) in enumerate(RULES.index.patterns)]


@pytest.mark.parametrize(("place", "before", "after"), PATTERNS)
def test_a_pattern_that_fits_is_never_passed_over(place, before, after):
    assert not [text for text in ENDS if before and before.search(text) and not RULES.index.left.mask(text) >> place & 1]
    tails = [text for sentence in SENTENCES for text in (sentence[3:], sentence[9:]) if after and after.match(text)]
    assert not [text for text in tails if not RULES.index.right.mask(text) >> place & 1]


@pytest.mark.parametrize(("pattern", "groups"), [
    ("ab", [{"ab"}]), ("(?:ab|a)", [{"a"}]), ("a?b", [{"b"}]), ("(?:ab)?", []), ("ab.{0,3}cd", [{"ab"}, {"cd"}]),
    ("(?:ab|c.)d", [{"d"}, {"ab", "c"}]), ("(?:ab|.)", []), ("(?!no)ab(?=c)", [{"ab"}]), ("[ab]c", [{"ac", "bc"}]), ("(?:ab){2}", [{"ab"}])])
def test_the_words_that_an_expression_needs(pattern, groups):
    assert [set(group) for group in needed(pattern)] == groups


@pytest.mark.parametrize(("pattern", "first", "last"), [
    ("ab", "a", "b"), ("(?:ab|c)d?", "ac", "bcd"), ("a?b{0,2}c", "abc", "c"), ("[ab]x(?!y)$", "ab", "x"), ("a?", None, None), ("[^a]b", None, "b"),
    ("(?<=q)a+", "a", "a"), ("a(?:b|.)", "a", None), (r"\d", None, None)])
def test_the_letters_at_the_edges_of_an_expression(pattern, first, last):
    assert [edge(Lazy(pattern), last=end) for end in (False, True)] == [letters and frozenset(letters) for letters in (first, last)]
