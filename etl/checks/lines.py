"""What the checks say of a document, as lines for the people who write it: what fails, the worst first, each with its cells, then what could not be told."""

from etl.checks.document import Checked
from etl.checks.show import LEVELS, labels_of, names_of, worst_first
from etl.messages import text
from etl.model import Figure
from etl.rules import Rules

SHOWN = 30  # relations that could not be assessed and are named one by one
FEW = 6  # cells of a finding that are all listed; of more only those that are not zero


def lines(checked: Checked, rules: Rules, lang: str) -> list[str]:
    """Return the lines to print for one document."""
    report, labels = checked.found.report, labels_of(rules.checks, "check_id", lang)
    words = {(field, value): label for field, value, label in rules.vocabulary.select("field", "value", f"label_{lang}").iter_rows()}
    printed = [f"{checked.found.document.file}  {report.agency or '?'} · {report.year or '?'} · {report.form or '-'}"]
    for row, cells in worst_first(checked):
        place = f" · {row['place']}" if row["place"] else ""
        printed.append(f"  [{words['finding_level', row['level']]}] {row['check_id']} {labels[row['check_id']]}{place}")
        printed.append(f"    {row[f'message_{lang}']}")
        printed += [f"      {address}" for address in _addresses(cells, rules)]
    return printed + _open(checked, rules, lang, labels) + [f"  ! {doubt.message}" for doubt in checked.doubts] + _ending(checked)


def _addresses(cells: list[Figure], rules: Rules) -> list[str]:
    kept = [figure for figure in cells if len(cells) <= FEW or figure.value]
    printed = [_address(figure, *_headings(rules)) for figure in kept]
    return printed + ([text("cell_zeros", count=len(cells) - len(kept))] if len(kept) < len(cells) else [])


def _headings(rules: Rules) -> tuple[dict[str, str], dict[str, str]]:
    """Return {form/table: the heading it stands under} and {form/table/row/column: the column's heading}."""
    forms = rules.forms.select("form", "table", "row", "column", "label", "column_label").rows()
    return ({f"{form}/{table}": label for form, table, row, _, label, _ in forms if row == "T0"},
            {f"{form}/{table}/{row}/{column}": heading for form, table, row, column, _, heading in forms})


def _address(figure: Figure, tables: dict[str, str], columns: dict[str, str]) -> str:
    """Return where a figure stands: heading of the table, row, column and its heading, or the block of prose."""
    if figure.row is None:
        return text("cell_prose", block=figure.block, quote=figure.quote)
    cell = (figure.rule_id or "").removeprefix("form:")
    table = tables.get(cell.rsplit("/", 2)[0]) or text("cell_block", block=figure.block)
    heading = text("word_dimension", name=columns[cell]) if columns.get(cell) else ""
    return text("cell_table", table=table, row=figure.row, column=figure.column, heading=heading, quote=figure.quote)


def _open(checked: Checked, rules: Rules, lang: str, labels: dict[str, str]) -> list[str]:
    """Return what could not be assessed: line by line, but together where last year's report or a sentence is what lacks."""
    names = labels_of(rules.metrics, "metric_id", lang), labels_of(rules.dimensions, "dimension", lang)
    alone, together = [], {"check_no_before": [], "check_no_prose": []}
    for row in checked.states:
        missing = row["missing"].split()
        if row["untouched"] or not missing:
            continue
        if row["state"] == "cannot_assess" and all(name.endswith("@t-1") for name in missing):
            together["check_no_before"].append(row["check_id"])
        elif row["state"] == "cannot_assess" and all(name.startswith("prose:") for name in missing):
            together["check_no_prose"].append(row["check_id"])
        else:
            some = text("check_places", lacking=row["lacking"], places=sum(row[name] for name in ("held", "failed", "lacking"))) if row["held"] or row["failed"] else ""
            alone.append(f"{row['check_id']} {labels[row['check_id']]}{some}{text('check_missing', names=', '.join(names_of(row['missing'], *names)))}")
    if len(alone) > SHOWN:
        alone[SHOWN:] = [text("check_more", count=len(alone) - SHOWN)]
    return [f"  ? {line}" for line in alone + [text(key, ids=" ".join(ids)) for key, ids in together.items() if ids]]


def _ending(checked: Checked) -> list[str]:
    """Return how many rules held, failed and could not be assessed, and what that means for the draft."""
    states = [row["state"] for row in checked.states]
    found = {level: sum(row["level"] == level for row in checked.findings) for level in LEVELS}
    verdict = text("check_fails", errors=found["error"], warnings=found["warning"], hints=found["info"]) if any(found.values()) else text("check_passes")
    return ["  " + text("check_counts", holds=states.count("holds"), fails=states.count("fails"), cannot=states.count("cannot_assess")), "  " + verdict]
