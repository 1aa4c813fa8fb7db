"""办理结果: what became of the applications, grounds for refusal, disclosure rate, review and litigation."""

from pages.shared import filters, panels, queries
from pages.shared.frame import frame, source_line
from pages.shared.text import lang, t
from pages.shared.view import tabs

frame("outcomes")
selection = filters.bar()
metric = filters.select("metric", t("metric_single"), queries.group("results", lang()))
share = filters.pick("as", t("as"), {"share": t("as_share"), "count": t("as_count")}) == "share"
tabs([
    panels.make_up("outcomes", selection, share),
    panels.trend(metric, selection),
    panels.cross_section(metric, selection),
    panels.make_up("grounds", selection, share),
    panels.make_up("reviews", selection, share),
    panels.make_up("cases", selection, share),
])
source_line()
