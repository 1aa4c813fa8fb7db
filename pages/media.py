"""媒体使用: through which channels agencies publish, how they interpret policy and answer the public."""

from pages.shared import filters, panels, queries
from pages.shared.frame import frame, source_line
from pages.shared.text import lang, t
from pages.shared.view import tabs

frame("media")
selection = filters.bar()
metric = filters.select("metric", t("metric_single"), queries.group("media", lang()))
share = filters.pick("as", t("as"), {"share": t("as_share"), "count": t("as_count")}) == "share"
tabs([
    panels.make_up("channels", selection, share),
    panels.trend(metric, selection),
    panels.cross_section(metric, selection),
    panels.make_up("interpretations", selection, share, by_dimension=True),
])
source_line()
