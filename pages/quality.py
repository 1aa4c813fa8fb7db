"""数据质量: which numbers hold, which do not and whose fault it looks like, report by report; nothing is repaired."""

import streamlit as st

from pages.shared import doubts, filters, profile, quality, state
from pages.shared.doubts import Wanted
from pages.shared.frame import frame, source_line
from pages.shared.text import names, t
from pages.shared.view import cards, download, grid, tabs

VIEWS = ("findings", "scores", "checks", "absent")

frame("quality")
ids = tuple(state.choose("finding", []))
state.keep("finding", ids, ())
if ids:  # a link to some findings: they and nothing else
    found = doubts.findings(filters.Selection(), Wanted(ids=ids))
    st.markdown(t("findings_linked", count=found.height) if found.height else t("findings_gone"))
    st.page_link("pages/quality.py", label=t("findings_all"), icon=":material/arrow_back:", query_params=state.link())
    quality.articles(found)
    source_line()
    st.stop()

selection = filters.bar(series=False)
st.markdown(quality.statement(selection))
cards(quality.summary(selection))
view = filters.pick("view", t("quality_view"), {code: t("view_" + code) for code in VIEWS})

if view == "findings":
    with st.container(key="narrow"):
        one, two, three, four = st.columns([1, 1, 1, 1.4])
    grades = filters.several("grade", t("col_level"), names("finding_level"), t("all_suspects"), where=one)
    suspects = filters.several("suspect", t("col_suspect"), names("suspect"), t("all_suspects"), where=two)
    levels = filters.several("level", t("level"), names("level"), t("all_levels"), where=three)
    checks = filters.several("check", t("col_check"), names("check"), t("all_checks"), where=four)
    wanted = Wanted(grades, suspects, checks, levels)
    count = doubts.how_many(selection, wanted)
    if not count:
        st.info(t("findings_none"))
    else:
        st.markdown(t("findings_found", count=count))
        download(lambda: quality.listed(doubts.findings(selection, wanted)), "findings", count)
        shown, pages = st.container(), -(-count // quality.A_PAGE)
        page = st.pagination(pages, key=f"findings_{count}") if pages > 1 else 1
        with shown:
            quality.articles(doubts.findings(selection, wanted, quality.A_PAGE, (page - 1) * quality.A_PAGE))

elif view == "scores":
    found = quality.scores(selection)
    if found.is_empty():
        st.info(t("reports_none"))
    else:
        st.markdown(t("scores_lead", count=found.height) + (t("note_most", rows=found.height) if found.height == doubts.MOST else ""))
        event = grid(quality.scored(found), "scores_grid", height=380, on_select="rerun", selection_mode="single-row")
        download(quality.scored(found), "scores")
        state.choose("report", found["report_id"][0], tuple(found["report_id"]))
        if event["selection"]["rows"]:
            st.session_state["report"] = found["report_id"][event["selection"]["rows"][0]]
        chosen = filters.select("report", t("report_pick"), dict(found.select("report_id", profile.scored_as()).iter_rows()))
        st.subheader(t("report_card"))
        quality.report(chosen, selection)

elif view == "checks":
    tabs([quality.checks(selection)])

else:
    table = quality.absent(selection)
    st.markdown(t("table_absent", count=table.height) + (t("note_most", rows=table.height) if table.height == doubts.MOST else ""))
    if table.height:
        grid(table, "absent_grid")
        download(table, "absent")
source_line()
