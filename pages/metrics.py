"""指标词典: every metric, its definition, what each form era makes of it, and how many figures there are."""

import streamlit as st

from pages.shared import dictionary, filters
from pages.shared.frame import frame, source_line
from pages.shared.text import names, t
from pages.shared.view import download, grid

frame("metrics")
one, two, three = st.columns([1.6, 1.2, 1], vertical_alignment="bottom")
words = filters.words("q", t("words_metric"), t("words_metric_hint"), where=one)
themes = filters.several("theme", t("theme"), names("theme"), t("all_themes"), where=two)
with three:
    filled = filters.pick("have", t("have"), {"yes": t("have_figures"), "all": t("have_all")}) == "yes"
found = dictionary.search(words, themes, filled)
st.markdown(t("metrics_found", count=found.height))
if found.is_empty():
    st.info(t("metrics_none"))
else:
    table = dictionary.table(found)
    grid(table, "metrics_grid")
    download(table, "metrics")
    chosen = filters.select("metric", t("metric_pick"), dictionary.labels(found))
    dictionary.article(found, chosen)
source_line()
