"""总览: what the collection holds, one true thing about it, what is missing, and where to go next."""

import streamlit as st

from pages.shared import overview
from pages.shared.filters import pick
from pages.shared.frame import frame, path_of, source_line
from pages.shared.state import link
from pages.shared.text import number, t
from pages.shared.view import cards, tabs

frame("dashboard")
facts = overview.facts()
st.title(t("headline", **{name: number(count) for name, count in facts.items()}))
st.markdown(overview.statement(facts))

cards(overview.cards(facts))

st.subheader(t("ask_heading"))
for column, (question, answer, page, query) in zip(st.columns(3), overview.questions(), strict=True):
    with column.container(border=True):
        st.markdown(f"**{question}**  \n{answer}")
        st.page_link(path_of(page), label=t("look_there"), icon=":material/arrow_forward:", query_params=link(**query))

st.subheader(t("cover_heading"))
every = pick("cover", t("cover_heading"), {"most": t("cover_most", count=overview.SHOWN_AGENCIES), "all": t("cover_all", count=facts["agencies"])})
tabs([overview.given("app_received"), overview.cover(every == "all")])

st.subheader(t("missing_heading"))
st.markdown("\n".join(f"- {line}" for line in overview.missing(facts)))
source_line()
