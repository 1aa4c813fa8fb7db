"""年度排名: one year, one metric, one peer group; who is ranked, tied, not comparable, or has nothing to show."""

import streamlit as st

from pages.shared import filters, queries, ranks
from pages.shared.frame import frame, source_line
from pages.shared.text import lang, names, t
from pages.shared.view import tabs

frame("ranking")
with st.container(border=True, key="filters"):
    one, two, three = st.columns([1.6, 1, 1])
    metric = filters.select("metric", t("metric"), queries.metrics_ranked(lang()), "app_received", where=one)
    years = queries.years_of(metric)
    year = filters.select("year", t("year"), {year: f"{year} ({count})" for year, count in years.items()}, ranks.best_year(years), where=two)
    scopes = {code: label for code, label in names("scope").items() if code != "subordinate"}
    scope = filters.select("scope", t("scope"), scopes, "agency", where=three)
    one, two, three = st.columns([1.3, 1, 1.3])
    peers = {"all": t("all_kinds"), **{kind: label for kind, label in names("agency_kind").items() if kind in queries.kinds()}}
    kind = filters.select("peer", t("peer"), peers, next(iter(queries.kinds())), where=one)
    levels = filters.several("level", t("level"), names("level"), t("all_levels"), where=two)
    cities = filters.several("city", t("city"), filters.city_names(), t("all_cities"), where=three)
panel, counts = ranks.ranking(metric, int(year), () if kind == "all" else (kind,), levels, scope, cities)
st.markdown(counts)
tabs([panel])
source_line()
