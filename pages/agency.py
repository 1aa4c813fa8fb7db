"""单位画像: one agency, all its years, every figure with its citation."""

import streamlit as st

from pages.shared import filters, profile, queries
from pages.shared.frame import frame, source_line
from pages.shared.text import t
from pages.shared.view import cards, tabs

frame("agency")
who = filters.select("who", t("agency_search"), queries.agencies(), queries.best_known())
st.subheader(queries.agencies().get(who, who))
st.markdown(profile.card(who))
cards(profile.headlines(who))
tabs([profile.years(who), profile.figures(who), profile.reports(who)])
source_line()
