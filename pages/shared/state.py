"""Controls and the URL as two copies of one state, with stable codes in the URL whatever the language."""

import time

import streamlit as st

SHARED = ("lang", "city", "kind", "agency", "years", "scope")  # what a menu link carries to the next page
STALE = 2.0  # seconds in which an older URL that comes back is only the browser lagging behind quick clicks


def begin() -> None:
    """Start a run: note whether the URL is new to this session (a link, a menu entry, Back) or our own copy."""
    state = st.session_state
    url = {key: st.query_params.get_all(key) for key in st.query_params}
    now = time.monotonic()
    recent = [written for written, until in state.get("_urls", []) if until is None or now - until < STALE]
    state["_arrived"] = url not in recent
    state["_url"], state["_next"] = url, {}


def choose(key: str, default, options=None):
    """Give the control `key` its value before it is drawn: from a new URL, else what it had, else the default."""
    state = st.session_state
    if state["_arrived"] or key not in state:
        state[key] = _parsed(state["_url"].get(key), default, options)
    elif options is not None:
        state[key] = _parsed(_listed(state[key]), default, options)
    return state[key]


def keep(key: str, value, default) -> None:
    """Note the value that a control has now; a default stays out of the URL."""
    if value != default and value not in (None, [], ()):
        st.session_state["_next"][key] = _listed(value)


def commit() -> None:
    """Write the noted values to the URL; after a link to the page itself too, which leaves the browser's URL as it was."""
    state, now = st.session_state, time.monotonic()
    if state["_next"] != state["_url"] or state["_arrived"]:
        st.query_params.from_dict(state["_next"])
    older = [(written, until or now) for written, until in state.get("_urls", []) if written != state["_next"]]
    state["_urls"] = [*older[-8:], (state["_next"], None)]


def link(**changes) -> dict[str, list[str]]:
    """Return the query of a link that keeps what pages share, with changes."""
    kept = {key: value for key, value in st.session_state["_url"].items() if key in SHARED}
    kept |= {key: _listed(value) for key, value in changes.items()}
    return {key: value for key, value in kept.items() if value and value != [""]}


def _listed(value) -> list[str]:
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else [str(value)]


def _parsed(raw: list[str] | None, default, options):
    if not raw:
        return default
    if isinstance(default, tuple):  # a range of two numbers
        return _range(raw, default, options)
    kept = [item for item in raw if options is None or item in options]
    if isinstance(default, list):
        return kept or default
    if isinstance(default, int) and kept and kept[0].lstrip("-").isdigit():
        return int(kept[0])
    return kept[0] if kept and not isinstance(default, int) else default


def _range(raw: list[str], default: tuple, limits: tuple) -> tuple:
    parts = [part for item in raw for part in item.split("-")]
    if len(parts) != 2 or not all(part.isdigit() for part in parts):
        return default
    low, high = sorted(int(part) for part in parts)
    low, high = max(low, limits[0]), min(high, limits[1])
    return (low, high) if low <= high else default
