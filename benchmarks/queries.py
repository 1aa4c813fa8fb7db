"""Every query of the pages on ten million figures, each time anew, with the arguments that readers would choose."""

import os
import random
from collections.abc import Callable

from benchmarks.report import Line, clocked, percentile
from benchmarks.warehouse10m import warehouse

BUDGET = 100.0  # ms, p95 of each function
WARM, TURNS = 5, 60  # calls of each function: first a few that bring the file into memory, then those that count
WORDS = ("", "", "申请", "公开 信息", "民政局", "苏州 微博", "规范性文件", "依申请公开 网络", "财政", "没有这个词")
GROUPS = ("ways", "outcomes", "channels", "applicants", "grounds", "reviews", "media")


MOST_CITED = 100  # as pages/shared/view.py shows at once


def run() -> list[Line]:
    """Return p95 per function, with p50 and the longest call beside it."""
    os.environ["GONGKAI_WAREHOUSE"] = str(warehouse())
    from pages.shared import queries, warehouse as opened

    asked = _asked(_Reader(random.Random(2024)))
    limit = queries.limit
    times = {name: [] for name in asked}
    for _ in range(WARM + TURNS):  # in turns, so that no function finds only its own pages in memory
        for name, call in asked.items():
            question = call()
            opened._rows.cache_clear()
            limit.cache_clear()
            times[name].append([1000 * seconds for seconds in clocked(question)])
    return [_line(name, *zip(*spent[WARM:], strict=True)) for name, spent in times.items()]


def _line(name: str, walls: tuple[float, ...], cpus: tuple[float, ...]) -> Line:
    """Wall time decides; CPU time of both cores beside it tells how much of it a busy machine has added."""
    note = f"p50 {percentile(walls, 0.5):.0f}, max {max(walls):.0f}; CPU p50 {percentile(cpus, 0.5):.0f}, p95 {percentile(cpus, 0.95):.0f}"
    return Line(name, percentile(walls, 0.95), "ms", BUDGET, note)


class _Reader:
    """Draws what a reader might choose next, from what the warehouse offers."""

    def __init__(self, dice: random.Random):
        from pages.shared import queries, records, warehouse as opened

        self.dice, self.first, self.last = dice, *queries.year_span()
        self.cities, self.kinds = list(queries.cities()), list(queries.kinds())
        self.agencies, self.metrics = list(queries.agencies(most=10**9)), list(queries.metrics_ranked())
        self.reports = opened.rows("SELECT report_id FROM report USING SAMPLE 500 ROWS (reservoir, 7)")["report_id"].to_list()
        self.members = {name: tuple(queries.group(name)) for name in (*GROUPS, "kinds", "interpretations")}
        self.figures = opened.rows("SELECT max(figure_id) FROM figure").item()
        self.records = records

    def some(self, values: list, most: int = 3) -> tuple:
        """Return no choice in every second case, else a few."""
        return tuple(self.dice.sample(values, self.dice.randint(1, most))) if self.dice.random() < 0.5 else ()

    def selection(self):
        """Return what the shared controls might be set to."""
        from pages.shared.filters import Selection

        first = self.dice.randint(self.first, self.last) if self.dice.random() < 0.4 else self.first
        return Selection(self.some(self.cities), self.some(self.kinds), self.some(self.agencies) if self.dice.random() < 0.4 else (),
                         first, self.last, "region" if self.dice.random() < 0.2 else "agency")

    def cited(self) -> tuple[int, ...]:
        """Return the figures behind a page: one slice of a series, or scattered over the whole."""
        if self.dice.random() < 0.5:
            start, step = self.dice.randint(1, self.figures // 2), self.dice.choice((1, 50, 500))
            return tuple(range(start, start + MOST_CITED * step, step))
        return tuple(sorted(self.dice.sample(range(1, self.figures), MOST_CITED)))


def _asked(reader: _Reader) -> dict[str, Callable[[], Callable]]:
    """Return function -> a draw of arguments, which gives the call to be timed."""
    return {**_plain(), **_chosen(reader), **_listed(reader)}


def _plain() -> dict[str, Callable[[], Callable]]:
    from pages.shared import overview, queries, records

    plain = (queries.year_span, queries.cities, queries.metrics, queries.kinds, queries.reports_a_year, queries.best_known,
             queries.metrics_ranked, queries.eras, records.dictionary, records.overview, overview.questions)
    return {f"{function.__module__.rsplit('.')[-1]}.{function.__name__}": lambda function=function: function for function in plain}


def _chosen(reader: _Reader) -> dict[str, Callable[[], Callable]]:
    from pages.shared import queries

    one, some, dice = reader.dice.choice, reader.some, reader.dice
    years = range(reader.first, reader.last + 1)

    def call(function: Callable, *args) -> Callable:
        return lambda: function(*args)

    return {
        "queries.agencies": lambda: call(queries.agencies, some(reader.cities), some(reader.kinds), one((3000, 10_000))),
        "queries.years_of": lambda: call(queries.years_of, one(reader.metrics)),
        "queries.group": lambda: call(queries.group, one(GROUPS)),
        "queries.metric": lambda: call(queries.metric, one(reader.metrics)),
        "queries.joins": lambda: call(queries.joins, one(reader.metrics)),
        "queries.limit": lambda: call(queries.limit, "", "ranking_minimum"),
        "queries.series": lambda: call(queries.series, one(reader.metrics), reader.selection()),
        "queries.apart": lambda: call(queries.apart, some(reader.agencies), reader.first, reader.last),
        "queries.parts": lambda: call(queries.parts, reader.members[one(GROUPS)], reader.selection()),
        "queries.parts by dimension": lambda: call(queries.parts, reader.members[one(("kinds", "interpretations"))], reader.selection(), True),
        "queries.ranking": lambda: call(queries.ranking, one(reader.metrics), one(years), some(reader.kinds, 1), some(["市", "县区"], 1),
                                        "region" if dice.random() < 0.2 else "agency", some(reader.cities)),
    }


def _listed(reader: _Reader) -> dict[str, Callable[[], Callable]]:
    from pages.shared import doubts, records

    one, some = reader.dice.choice, reader.some

    def call(function: Callable, *args) -> Callable:
        return lambda: function(*args)

    def search() -> Callable:
        chosen = reader.selection()
        return call(records.reports, chosen.cities, chosen.kinds, chosen.agencies, chosen.first, chosen.last,
                    some(["annual_report", "plan", "summary"], 2), one(WORDS))

    return {
        "records.citations": lambda: call(records.citations, reader.cited()),
        "records.of_agency": lambda: call(records.of_agency, one(reader.agencies)),
        "records.agency": lambda: call(records.agency, one(reader.agencies)),
        "records.reports_of": lambda: call(records.reports_of, one(reader.agencies)),
        "records.reports": search,
        "records.of_report": lambda: call(records.of_report, one(reader.reports)),
        "doubts.findings of a report": lambda: call(doubts.findings, reader.selection(), doubts.Wanted(reports=(one(reader.reports),))),
        "doubts.findings of a page": lambda: call(doubts.findings, reader.selection(), doubts.Wanted(), 10, 10 * reader.dice.randrange(9)),
        "doubts.how_many": lambda: call(doubts.how_many, reader.selection()),
        "doubts.touched": lambda: call(doubts.touched, reader.selection()),
        "doubts.of_figures": lambda: call(doubts.of_figures, reader.cited()),
        "records.common_terms": lambda: call(records.common_terms, reader.dice.randint(reader.first, reader.last), reader.last),
        "records.typical": lambda: call(records.typical, one(("app_received", "info_disclosed_total"))),
        "records.coverage": lambda: call(records.coverage, some(reader.cities), some(reader.kinds), one((40, 600))),
    }
