"""主动公开: published items over years and across agencies, documents, and what kinds were published."""

from pages.shared import filters, panels, queries
from pages.shared.frame import frame, source_line
from pages.shared.text import lang, t
from pages.shared.view import tabs

frame("publication")
selection = filters.bar()
metric = filters.pick("metric", t("metric"), queries.group("publication", lang()))
tabs([
    panels.trend(metric, selection),
    panels.cross_section(metric, selection),
    panels.make_up("kinds", selection, by_dimension=True),
])
source_line()
