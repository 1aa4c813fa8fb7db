"""依申请公开: how many applications, carried in and out, by which way and from whom."""

from pages.shared import filters, panels, queries
from pages.shared.frame import frame, source_line
from pages.shared.text import lang, t
from pages.shared.view import tabs

frame("applications")
selection = filters.bar()
metric = filters.pick("metric", t("metric"), queries.group("applications", lang()))
tabs([
    panels.trend(metric, selection),
    panels.cross_section(metric, selection),
    panels.make_up("ways", selection),
    panels.make_up("applicants", selection),
])
source_line()
