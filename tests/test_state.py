"""What stands in the URL becomes the controls' values, and bad values never break a page."""

import pytest

from pages.shared.state import _parsed


@pytest.mark.parametrize(("raw", "default", "options", "expected"), [
    (None, "zh", ("zh", "en"), "zh"),
    (["en"], "zh", ("zh", "en"), "en"),
    (["fr"], "zh", ("zh", "en"), "zh"),
    (["a", "x"], [], ("a", "b"), ["a"]),
    (["2014", "2018"], (2008, 2025), (2008, 2025), (2014, 2018)),
    (["2018-2014"], (2008, 2025), (2008, 2025), (2014, 2018)),
    (["1990", "2030"], (2008, 2025), (2008, 2025), (2008, 2025)),
    (["x"], (2008, 2025), (2008, 2025), (2008, 2025)),
])
def test_a_url_value_is_taken_only_where_it_makes_sense(raw, default, options, expected):
    assert _parsed(raw, default, options) == expected


def test_a_chosen_value_is_written_to_the_url_and_a_default_is_not(page):
    app = page("publication", city="武汉市")
    assert app.query_params["city"] == "武汉市"
    assert "kind" not in app.query_params and "lang" not in app.query_params


def test_a_control_that_changes_changes_the_url(page):
    app = page("publication")
    app.multiselect(key="kind").set_value(["民政局"]).run()
    assert app.query_params["kind"] == "民政局"


def test_a_link_restores_years_and_scope(page):
    app = page("publication", years=["2014", "2018"], scope="region")
    assert tuple(app.session_state["years"]) == (2014, 2018) and app.session_state["scope"] == "region"
