"""发布前自查: drop a draft, see what does not add up and where; nothing is stored."""

import streamlit as st

from pages.shared import draft, drafts
from pages.shared.frame import frame, source_line
from pages.shared.text import t
from pages.shared.view import download

frame("check")
st.markdown(t("check_private"))
chosen = drafts.dropped()
if not chosen:
    st.markdown(t("check_what"))
    source_line()
    st.stop()

told = drafts.checked(chosen)
if told is None:
    st.error(t("check_slow"))
else:
    if len(told) > 1:
        st.markdown(draft.heading(told))
    for place, one in enumerate(told):
        draft.section(one, place)
    found = draft.listing(told)
    if found.height:
        st.subheader(t("check_take"))
        download(found, "check")
source_line()
