"""Which year a table is about: the caption above it may name another one than the report's."""

import re

from etl.forms.form_labels import SURE, Forms, key
from etl.model import Block

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LONGEST = 40  # characters; a longer text is no caption
STOP = re.compile("[\u3002\uff1b]")


def year_named(text: str, forms: Forms) -> int | None:
    """Return the only year that a short line names, unless the line is a label of a form (as 指2019年事项数)."""
    years = set(YEAR.findall(text)) if len(text) <= LONGEST and not STOP.search(text) else set()
    if len(years) != 1 or any(table.find_column(key(text)) or table.find_row(key(text)) for table in forms.tables):
        return None
    return int(years.pop())


def year_of(block: Block | None, forms: Forms, own: int | None, before: int | None) -> int | None:
    """Return the year, other than the report's own, that a block and those after it are about; None for the own.

    It is named by a line, or by a table's first row of one cell, and holds until another is named or the next heading.
    """
    if block is None:
        return None
    first = {id(cell): cell.text for cell in block.rows[0] if cell.text} if block.rows else {0: block.text}
    if before is None and (len(first) != 1 or set(YEAR.findall(*first.values())) <= {str(own)}):
        return None  # nearly every block: no other year is named, and none was before
    named = year_named(*first.values(), forms) if len(first) == 1 else None
    if named:
        return named if named != own else None
    heading = block.kind == "heading" and not any(table.find_row.score(key(block.text)) >= SURE for table in forms.tables)
    return None if heading else before
