"""单位画像: one agency, all its years, every figure with its citation."""

import streamlit as st

from pages.shared import filters, profile, queries
from pages.shared.frame import frame, source_line
from pages.shared.text import t
from pages.shared.view import tabs

frame("agency")
who = filters.select("who", t("agency_search"), queries.agencies(), queries.best_known())
st.subheader(queries.agencies().get(who, who))
st.markdown(profile.card(who))
rows = st.columns(4)
for column, (label, value, hint) in zip(rows, profile.headlines(who), strict=False):
    column.metric(label, value, help=hint, border=True)
tabs([profile.years(who), profile.figures(who), profile.reports(who)])
source_line()
