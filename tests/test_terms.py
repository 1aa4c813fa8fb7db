"""Labels are cut into the words of the field."""

import pytest
from tests.builders import figure, read, report, with_rules

from etl.terms import terms

WORDS = [{"word": "依申请公开政府信息", "kind": "domain"}, {"word": "情况", "kind": "stop"}]


@pytest.fixture(scope="module")
def found(tmp_path_factory) -> dict:
    """(report, term) → count, for a few labels."""
    figures = [figure("依申请公开政府信息情况"), figure("收到申请"), figure("收到申请", "5", "条"), figure("邮寄申请"), figure("共2018件"),
               figure("行政诉讼", report_id="r2")]
    labels = read(tmp_path_factory.mktemp("terms"), [report("r1"), report("r2", year="2019")], figures)[1]
    return {(row[0], row[1]): row[2] for row in terms(labels, with_rules(words=WORDS)).rows()}


def test_a_word_of_the_field_is_kept_whole(found):
    assert ("r1", "依申请公开政府信息") in found and ("r1", "政府信息") not in found


def test_a_stop_word_is_left_out(found):
    assert ("r1", "情况") not in found


def test_single_characters_and_numbers_are_left_out(found):
    assert all(len(term) > 1 and not term.isdigit() for _, term in found)


def test_a_word_is_counted_once_per_different_label(found):
    assert found["r1", "申请"] == 2


def test_words_belong_to_their_report(found):
    assert ("r2", "行政诉讼") in found and ("r1", "行政诉讼") not in found
