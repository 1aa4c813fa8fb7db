"""报告与出处: every report with link, date, form and scope; every figure of one, with label as printed and address."""

import polars as pl
import streamlit as st

from pages.shared import doubts, filters, profile, quality, records, state
from pages.shared.frame import frame, source_line
from pages.shared.text import names, t
from pages.shared.view import cited, download, grid

frame("reports")
selection = filters.bar(series=False)
one, two = st.columns([1.4, 1])
words = filters.words("q", t("words"), t("words_hint"), where=one)
kinds = filters.several("doc", t("report_kind"), names("report_kind"), t("all_report_kinds"), where=two)
found = records.reports(selection.cities, selection.kinds, selection.agencies, selection.first, selection.last, kinds, words)
st.markdown(t("reports_found", count=found.height))
if found.is_empty():
    st.info(t("reports_none"))
else:
    table = profile.report_table(found)
    event = grid(table, "reports_grid", on_select="rerun", selection_mode="single-row")
    download(table, "reports")
    state.choose("report", found["report_id"][0], tuple(found["report_id"]))
    if event["selection"]["rows"]:
        st.session_state["report"] = found["report_id"][event["selection"]["rows"][0]]
    chosen = filters.select("report", t("report_pick"), dict(found.select("report_id", profile.called()).iter_rows()))
    one, figures = found.row(by_predicate=pl.col("report_id") == chosen, named=True), records.of_report(chosen)
    st.subheader(f"{one['agency']} · {one['year']}")
    st.markdown(profile.report_card(one))
    found_wrong = doubts.findings(selection, doubts.Wanted(reports=(chosen,)))
    with st.expander(t("report_card")):
        st.html(quality.card(chosen))
        st.page_link("pages/quality.py", label=t("way_score"), icon=":material/arrow_forward:", query_params=state.link(view="scores", report=chosen))
    if found_wrong.height:
        with st.expander(t("findings_of_report", count=found_wrong.height), expanded=True):
            quality.articles(found_wrong)
    st.subheader(t("table_figures", count=figures.height))
    if figures.is_empty():
        st.info(t("report_without"))
    else:
        shown = cited(figures, of_one_report=True).with_columns(figures.select(profile.why().alias(t("col_why"))).to_series())
        grid(shown, "report_figures")
        download(shown, "report-figures")
terms = records.common_terms(selection.first, selection.last)
st.caption(t("common_terms", words="  ".join(f"{term} {count}" for term, count in terms.iter_rows())))
source_line()
