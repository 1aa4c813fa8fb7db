"""What the checks say of one dropped draft: who and when, what does not add up, what was read, what could not be told."""

import html

import polars as pl
import streamlit as st

from pages.shared import sides
from pages.shared.text import name, names, number, plain, t
from pages.shared.view import download, grid

UNLISTED = ("agency_unknown", "place_unknown")


def section(one: dict, place: int) -> None:
    """Draw everything about one draft; a refused file gets its one sentence."""
    st.subheader(plain(one["file"]), anchor=f"draft-{place + 1}")
    if "refused" in one:
        st.error(one["refused"]["message"], icon=":material/block:")
        return
    st.html(f"<div class='gk-who'>{who(one['report'])}</div>")
    tone, told = verdict(one)
    {"bad": st.error, "good": st.success, "open": st.info}[tone](told, icon={"bad": ":material/rule:", "good": ":material/check_circle:", "open": ":material/help:"}[tone])
    for row in one["findings"]:
        st.html(sides.article(row, [{**cell, "place": _place(cell)} for cell in row["cells"]]))
    for doubt in _own(one):
        st.html(f"<article class='gk-finding gk-{doubt['level']}'><span class='gk-badge'>{name('finding_level', doubt['level'])}</span>{html.escape(doubt['message'])}</article>")
    _more(one, place)


def _more(one: dict, place: int) -> None:
    read, cannot, doubts = figures(one), unassessed(one), [_told(row) for row in one["doubts"] if row not in _own(one)]
    with st.expander(t("report_card")):
        st.html(sides.card(one["card"]))
    if cannot.height or doubts:
        with st.expander(t("check_open", count=cannot.height + len(doubts))):
            st.markdown("\n".join(f"- {plain(doubt)}" for doubt in doubts))
            if cannot.height:
                st.caption(t("check_open_note"))
                grid(cannot, f"cannot_{place}")
    with st.expander(t("check_read", count=read.height)):
        if read.is_empty():
            st.info(t("report_without"))
        else:
            grid(read, f"read_{place}", height=420)
            download(read, f"draft-{place + 1}")


def who(report: dict) -> str:
    """Return who reports on which year, by which form, as HTML; what was not recognised says so."""
    facts = [f"<b>{html.escape(report['agency'] or t('check_nobody'))}</b>", f"<b>{report['year']}</b>" if report["year"] else t("check_no_year"),
             name("report_kind", report["kind"]), t("era_" + report["form"]) if report["form"] else t("check_no_form"),
             t("check_published", day=report["published_on"]) if report["published_on"] else ""]
    return " · ".join(filter(None, facts))


def _own(one: dict) -> list[dict]:
    """Return the doubts that are the report's own, such as a missing section; the others are doubts of reading."""
    return [row for row in one["doubts"] if row["suspect"] == "report"]


def _told(doubt: dict) -> str:
    """Return a doubt of reading in words for the report's author, who keeps no gazetteer."""
    return t("check_unlisted") if doubt["check_id"] in UNLISTED else doubt["message"]


def verdict(one: dict) -> tuple[str, str]:
    """Return bad, good or open (nothing could be compared), and the sentence."""
    wrong = [row for row in one["findings"] + _own(one) if row["level"] != "info"]
    held = sum(row["state"] == "holds" for row in one["states"])
    if wrong:
        strict = sum(row["level"] == "error" for row in wrong)
        return "bad", t("check_bad", count=len(wrong), strict=strict, other=len(wrong) - strict, held=held)
    cannot = unassessed(one).height
    return ("good", t("check_good", held=held, cannot=cannot)) if held else ("open", t("check_nothing"))


def listing(drafts: list[dict]) -> pl.DataFrame:
    """Return every finding of every draft as rows to take away, refusals too."""
    heads = [t("check_file"), t("col_level"), t("col_check"), t("col_finding"), t("col_place"), t("col_quote"), t("col_suspect"), t("col_code")]
    rows = []
    for one in drafts:
        if "refused" in one:
            rows.append((one["file"], t("check_refused"), "", one["refused"]["message"], "", "", "", one["refused"]["key"]))
            continue
        for row in one["findings"]:
            quoted = "\n".join(f"{_place(cell)}: {cell['quote']}" for cell in row["cells"])
            rows.append((one["file"], name("finding_level", row["level"]), row["label"], row["message"], row["place"], quoted,
                         name("suspect", row["suspect"]), row["check_id"]))
        rows += [(one["file"], name("finding_level", row["level"]), "", row["message"], row["place"], "", name("suspect", row["suspect"]), row["check_id"])
                 for row in one["doubts"]]
    return pl.DataFrame(rows, schema=dict.fromkeys(heads, pl.String), orient="row")


def figures(one: dict) -> pl.DataFrame:
    """Return what was read, in printed order, with its place and words; a blank cell keeps its kind of missing."""
    called = {**names("dimension"), "": ""}
    rows = [(row["metric_label"] or t("no_metric"), called.get(row["dimension"], row["dimension"]), row["value"],
             row["unit"], _mark(row), name("origin", row["origin"]), _place(row), row["quote"],
             t("accepted") if row["accepted"] else t("rival")) for row in one["figures"]]
    heads = [t("col_metric"), t("col_part"), t("col_printed"), t("col_unit"), t("col_mark"), t("col_origin"), t("col_place"), t("col_quote"), t("col_why")]
    kinds = [pl.Float64 if head == t("col_printed") else pl.String for head in heads]
    return pl.DataFrame(rows, schema=dict(zip(heads, kinds, strict=True)), orient="row")


def _mark(row: dict) -> str:
    if row["missing"]:
        return name("missing", row["missing"])
    high = f" – {number(row['value_high'])}" if row["value_high"] is not None else ""
    return "" if row["qualifier"] == "exact" else name("qualifier", row["qualifier"]) + high


def unassessed(one: dict) -> pl.DataFrame:
    """Return the relations of numbers that the draft states in part, with what is missing."""
    rows = [(row["label"], t("listed_by").join(row["missing_names"]), row["check_id"]) for row in one["states"]
            if row["state"] == "cannot_assess" and not row["untouched"]]
    return pl.DataFrame(rows, schema={t("col_check"): pl.String, t("col_missing"): pl.String, t("col_code"): pl.String}, orient="row")


def _place(cell: dict) -> str:
    if cell["row"] is None:
        return t("place_block", block=cell["block"])
    return t("place_cell", block=cell["block"], row=cell["row"], column=cell["column"])


def heading(drafts: list[dict]) -> str:
    """Return one line per draft that leads to its section, for several drafts."""
    marks = {"bad": "✗", "good": "✓", "open": "–"}
    lines = []
    for place, one in enumerate(drafts, 1):
        mark, told = ("–", t("check_refused")) if "refused" in one else (marks[(made := verdict(one))[0]], made[1])
        lines.append("- " + t("said_of", what=f"{mark} [{plain(one['file'])}](#draft-{place})", said=told))
    return "\n".join(lines)
