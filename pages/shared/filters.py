"""The controls that every chart page shares, and the selection they make."""

from dataclasses import dataclass

import streamlit as st

from pages.shared import queries, state
from pages.shared.text import names, t

MOST_OPTIONS = 3000  # agencies offered in one list; beyond that the reader narrows by city or kind first


@dataclass(frozen=True)
class Selection:
    """What the reader is looking at; hashable, so that it can key a cache."""

    cities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    first: int = 0
    last: int = 9999
    scope: str = "agency"
    anyway: bool = False  # join lines across eras that are not comparable, with the reason printed

    def params(self) -> dict:
        """Return the selection as query parameters."""
        return {"cities": self.cities, "kinds": self.kinds, "agencies": self.agencies, "first": self.first,
                "last": self.last, "scope": self.scope}


def bar(series: bool = True, joins: bool = True) -> Selection:
    """Draw the shared controls and return the selection; every value is kept in the URL. Lists ask no scope, files no joins."""
    first, last = queries.year_span()
    with st.container(border=True, key="filters"):
        one, two, three, *rest = st.columns([1, 1, 1.6] if series else [1, 1, 1.4, 1.2])
        cities = several("city", t("city"), city_names(), t("all_cities"), where=one)
        kinds = several("kind", t("kind"), names("agency_kind"), t("all_kinds"), where=two)
        known = queries.agencies(cities, kinds, MOST_OPTIONS)
        agencies = several("agency", t("agencies"), known, t("agencies_hint"), where=three)
        rest = st.columns([1.3, 1.3, .9], vertical_alignment="bottom") if series else rest
        scope, anyway = _of_series(*rest[1:], joins) if series else (state.choose("scope", "agency", ("agency", "region")), False)
        state.choose("years", (first, last), (first, last))
        years = rest[0].slider(t("years"), first, last, key="years")
    state.keep("years", tuple(years), (first, last))
    state.keep("scope", scope, "agency")
    state.keep("anyway", int(anyway), 0)
    return Selection(cities, kinds, agencies, *years, scope or "agency", anyway)


def _of_series(where, beside, joins: bool) -> tuple[str, bool]:
    """Draw what only charts of figures ask: the scope, and whether eras are joined although they are not comparable."""
    scopes = {code: label for code, label in names("scope").items() if code != "subordinate"}
    state.choose("scope", "agency", tuple(scopes))
    scope = where.segmented_control(t("scope"), list(scopes), key="scope", format_func=scopes.get, required=True, help=t("scope_help"))
    state.choose("anyway", 0, ("0", "1"))
    st.session_state["anyway"] = bool(st.session_state["anyway"])
    return scope, joins and beside.toggle(t("anyway"), key="anyway", help=t("anyway_help"))


def pick(key: str, label: str, options: dict[str, str], default: str = "") -> str:
    """Draw one choice among a few codes with names, kept in the URL; return the code."""
    default = default or next(iter(options))
    state.choose(key, default, tuple(options))
    value = st.pills(label, list(options), key=key, format_func=options.get, required=True, label_visibility="collapsed")
    state.keep(key, value, default)
    return value or default


def select(key: str, label: str, options: dict, default=None, where=st):
    """Draw one choice among many codes with names, kept in the URL; return the code."""
    codes = list(options)
    default = default if default in options else codes[0]
    state.choose(key, str(default), tuple(str(code) for code in codes))
    texts = {str(code): label_ for code, label_ in options.items()}
    value = where.selectbox(label, list(texts), key=key, format_func=lambda code: str(texts.get(code, code)))
    state.keep(key, value, str(default))
    return next(code for code in codes if str(code) == value)


def several(key: str, label: str, options: dict[str, str], hint: str, where=st) -> tuple[str, ...]:
    """Draw a choice of any number of codes with names, kept in the URL; none chosen means all."""
    state.choose(key, [], tuple(options))
    value = where.multiselect(label, list(options), key=key, format_func=lambda code: options.get(code, code), placeholder=hint)
    state.keep(key, value, [])
    return tuple(value)


def city_names() -> dict[str, str]:
    """Return city -> its name in the reader's language with the number of reports."""
    called = names("city")
    return {city: f"{called.get(city, city)} ({count})" for city, count in queries.cities().items()}


def words(key: str, label: str, hint: str, where=st) -> str:
    """Draw a search box, kept in the URL; return its words with single blanks between."""
    state.choose(key, "")
    value = " ".join((where.text_input(label, key=key, placeholder=hint) or "").split())
    state.keep(key, value, "")
    return value
