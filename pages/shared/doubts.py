"""All SQL of the pages about what does not hold: checks, findings, score cards, report cards, missing reports."""

from dataclasses import asdict, dataclass

import polars as pl

from pages.shared import warehouse
from pages.shared.queries import WHO
from pages.shared.text import lang

CHOSEN = f"{WHO} AND (len($agencies) = 0 OR list_contains($agencies, agency_id)) AND year BETWEEN $first AND $last"
MOST = 2000  # rows of one list
ALL = 2**62


def _params(selection) -> dict:
    return {name: value for name, value in selection.params().items() if name != "scope"}


def counts(selection) -> pl.DataFrame:
    """Return a row per check and state with the number of reports; checks that had nothing to check anywhere come with none."""
    return warehouse.rows(
        f"""SELECT r.check_id, r.label_zh, r.label_en, r.strictness, r.level, s.state, count(s.report_id)::INT AS reports
            FROM check_rule r LEFT JOIN (
                SELECT x.* FROM check_state x JOIN collected c USING (report_id) WHERE {CHOSEN}) s USING (check_id)
            GROUP BY ALL ORDER BY r.check_id, s.state""", **_params(selection))


def tally(selection) -> dict[str, int]:
    """Return suspect -> number of findings of a selection."""
    return dict(warehouse.rows(f"SELECT f.suspect, count(*)::INT FROM finding f JOIN collected c USING (report_id) WHERE {CHOSEN} GROUP BY ALL",
                               **_params(selection)).rows())


WANTED = f"""({CHOSEN} OR len($reports) + len($ids) > 0) AND (len($reports) = 0 OR list_contains($reports, f.report_id)) AND (len($ids) = 0 OR list_contains($ids, f.finding_id))
    AND (len($grades) = 0 OR list_contains($grades, f.level)) AND (len($suspects) = 0 OR list_contains($suspects, f.suspect))
    AND (len($checks) = 0 OR list_contains($checks, f.check_id)) AND (len($levels) = 0 OR list_contains($levels, c.level))"""


@dataclass(frozen=True)
class Wanted:
    """Which findings a reader asks for: grades (error, warning, info), whose fault it looks like, checks, levels of agencies, or some by name."""

    grades: tuple[str, ...] = ()
    suspects: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def how_many(selection, wanted: Wanted = Wanted()) -> int:
    """Return the number of findings of a selection."""
    return warehouse.rows(f"SELECT count(*) FROM finding f JOIN collected c USING (report_id) WHERE {WANTED}", **asdict(wanted), **_params(selection)).item()


def findings(selection, wanted: Wanted = Wanted(), most: int | None = None, start: int = 0) -> pl.DataFrame:
    """Return the findings of a selection, errors first, newest reports first; all, or `most` from `start`."""
    return warehouse.rows(
        f"""SELECT f.*, c.agency, c.year, c.city, c.title, c.title_printed, c.url, r.label_zh, r.label_en, r.kind
            FROM finding f JOIN collected c USING (report_id) LEFT JOIN check_rule r USING (check_id) WHERE {WANTED}
            ORDER BY list_position(['error', 'warning', 'info'], f.level), c.year DESC, c.agency, f.check_id, f.finding_id
            LIMIT $most OFFSET $start""", most=ALL if most is None else most, start=start, **asdict(wanted), **_params(selection))


def touched(selection) -> dict:
    """Return how many reports and agencies of a selection have a finding, how many reports there are, and how many were read in full."""
    return warehouse.rows(
        f"""SELECT count(*)::INT AS reports, count(*) FILTER (read_extent = 'full')::INT AS whole, count(f.report_id)::INT AS found,
                   count(DISTINCT agency_id) FILTER (f.report_id IS NOT NULL)::INT AS agencies
            FROM collected c LEFT JOIN (SELECT DISTINCT report_id FROM finding) f USING (report_id) WHERE in_series AND {CHOSEN}""",
        **_params(selection)).row(0, named=True)


def scores(selection) -> pl.DataFrame:
    """Return per report how many checks were assessed, held, failed and could not be, most failures first."""
    return warehouse.rows(
        f"""SELECT c.report_id, c.city, c.agency, c.year, count(*) FILTER (state IN ('holds', 'fails'))::INT AS assessed,
                   count(*) FILTER (state = 'holds')::INT AS held, count(*) FILTER (state = 'fails')::INT AS failed,
                   count(*) FILTER (state = 'cannot_assess')::INT AS not_assessed
            FROM check_state JOIN collected c USING (report_id) WHERE {CHOSEN}
            GROUP BY ALL ORDER BY failed DESC, assessed DESC, agency, year LIMIT {MOST}""", **_params(selection))


def unread(report_id: str) -> pl.DataFrame:
    """Return the checks of one report that could not be assessed, with the operand that is missing."""
    return warehouse.rows(
        """SELECT r.label_zh, r.label_en, s.missing FROM check_state s JOIN check_rule r USING (check_id)
           WHERE report_id = $id AND state = 'cannot_assess' ORDER BY check_id""", id=report_id)


def card(report_id: str) -> pl.DataFrame:
    """Return one report's card: criterion, state, detail and the legal basis."""
    return warehouse.rows(
        """SELECT k.label_zh, k.label_en, p.state, p.detail_zh, p.detail_en, k.basis_zh, k.basis_en
           FROM report_card p JOIN card_rule k USING (criterion) WHERE report_id = $id ORDER BY k.sort""", id=report_id)


def absent(selection) -> pl.DataFrame:
    """Return the years between an agency's first and last report for which none was collected."""
    return warehouse.rows(
        f"""WITH c AS (SELECT * FROM collected c WHERE in_series AND {CHOSEN}),
                 span AS (SELECT agency_id, agency, city, min(year) AS low, max(year) AS high FROM c GROUP BY ALL),
                 due AS (SELECT agency_id, agency, city, unnest(range(low, high + 1)) AS year FROM span)
            SELECT city, agency, year::INT AS year FROM due ANTI JOIN c USING (agency_id, year) ORDER BY agency, year LIMIT {MOST}""",
        **_params(selection))


def of_figures(figure_ids: tuple[int, ...]) -> dict[int, dict]:
    """Return figure_id -> checks and finding_ids, for the figures that stand in a finding."""
    found = warehouse.rows("SELECT * FROM figure_doubt WHERE figure_id IN (SELECT unnest($ids))", ids=figure_ids)
    return {row["figure_id"]: row for row in found.iter_rows(named=True)}


def metric_names() -> dict[str, str]:
    """Return metric_id -> name in the reader's language."""
    return dict(warehouse.rows(f"SELECT metric_id, label_{lang()} FROM metric").rows())


def check_names() -> dict[str, str]:
    """Return check_id -> name of the check in the reader's language."""
    return dict(warehouse.rows(f"SELECT check_id, label_{lang()} FROM check_rule").rows())
