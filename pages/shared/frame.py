"""The frame around every page: page settings, language, menu in reading order, source line."""

import gc
from functools import lru_cache

import streamlit as st

from pages.shared import state, warehouse
from pages.shared.style import STYLE
from pages.shared.text import LANGUAGES, lang, t

MENU = (
    ("menu_look", ("dashboard", "publication", "applications", "outcomes", "media")),
    ("menu_compare", ("ranking", "agency")),
    ("menu_check", ("quality", "reports", "metrics", "check", "download")),
)


@lru_cache(maxsize=1)
def _warm() -> None:
    """Take the imported libraries out of the collector's sight: Streamlit collects after every run."""
    gc.collect()
    gc.freeze()


def path_of(page: str) -> str:
    """Return the file of a page, as Streamlit's links want it."""
    return "dashboard.py" if page == "dashboard" else f"pages/{page}.py"


def frame(page: str) -> None:
    """Begin a page: every page's first call. Stops with a plain word when there is no warehouse to read."""
    state.begin()
    state.choose("lang", "zh", tuple(LANGUAGES))
    st.set_page_config(page_title=f"{t('title_' + page)} · {t('brand')}", page_icon="📖", layout="wide")
    language = "zh-CN" if lang() == "zh" else "en"
    st.html(STYLE + f"<script>document.documentElement.lang='{language}'</script>", unsafe_allow_javascript=True)
    state.keep("lang", lang(), "zh")
    with st.sidebar:
        st.html(f"<div class='gk-brand'>{t('brand')}<small>{t('brand_sub')}</small></div>")
        _menu(page)
    if not warehouse.current():
        st.title(t("title_" + page))
        st.error(t("no_warehouse"))
        st.stop()
    _heading(page)


def _heading(page: str) -> None:
    left, right = st.columns([6, 1], vertical_alignment="bottom")
    if page != "dashboard":
        left.title(t("title_" + page))
        left.caption(t("lead_" + page))
    other = next(code for code in LANGUAGES if code != lang())
    query = {**st.session_state["_url"], "lang": [other]}
    right.page_link(path_of(page), label=LANGUAGES[other], icon=":material/translate:",
                    query_params=query if other != "zh" else {k: v for k, v in query.items() if k != "lang"})


def _menu(page: str) -> None:
    for heading, pages in MENU:
        st.caption(t(heading))
        for other in pages:
            st.page_link(path_of(other), label=t("title_" + other), query_params=state.link(), disabled=other == page)


def source_line() -> None:
    """End a page: what the figures are, how many, from which version of the warehouse; writes the URL."""
    counts = warehouse.rows("SELECT version, reports, figures FROM run").row(0, named=True)
    day = warehouse.built_on(warehouse.current())
    st.html(f"<div class='gk-source'>{t('source_line', day=day, **counts)}</div>")
    state.commit()
    _warm()
