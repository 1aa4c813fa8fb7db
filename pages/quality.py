"""数据质量: which numbers hold, which do not and whose fault it looks like, report by report; nothing is repaired."""

import streamlit as st

from pages.shared import doubts, filters, profile, quality, state
from pages.shared.frame import frame, source_line
from pages.shared.text import lang, names, t
from pages.shared.view import cards, download, grid, tabs

frame("quality")
selection = filters.bar()
cards(quality.summary(selection))
tabs([quality.checks(selection), quality.scores(selection), quality.absent(selection)])

st.subheader(t("findings_heading"))
one, two, three = st.columns([1, 1, 1.6])
levels = filters.several("finding_level", t("col_level"), names("finding_level"), t("all_levels"), where=one)
suspects = filters.several("suspect", t("col_suspect"), names("suspect"), t("all_suspects"), where=two)
known = dict(doubts.counts(selection).select("check_id", f"label_{lang()}").unique(maintain_order=True).iter_rows())
checks = filters.several("check", t("col_check"), known, t("all_checks"), where=three)
report = state.choose("report", "")
state.keep("report", report, "")
found = doubts.findings(selection, levels, suspects, checks, report)
st.markdown(t("findings_found", count=found.height))
if report:
    st.page_link("pages/quality.py", label=t("findings_all"), icon=":material/close:", query_params=state.link())
if found.is_empty():
    st.info(t("findings_none"))
else:
    table = quality.listed(found)
    event = grid(table, "findings_grid", height=360, on_select="rerun", selection_mode="single-row")
    download(table, "findings")
    picked = event["selection"]["rows"][0] if event["selection"]["rows"] else 0
    row = found.row(min(picked, found.height - 1), named=True)
    st.subheader(t("finding_open", agency=row["agency"], year=row["year"]))
    quality.beside(row)
    st.markdown(f"**{t('report_card')}**")
    grid(quality.card(row["report_id"]), "report_card")
    missing = doubts.unread(row["report_id"])
    if missing.height:
        with st.expander(t("not_assessed_list", count=missing.height)):
            grid(missing.select(missing[f"label_{lang()}"].alias(t("col_check")), missing["missing"].alias(t("col_missing"))), "not_assessed")
source_line()
