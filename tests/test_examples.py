"""Every folder of examples: the document is read as a whole, its figures and its identity compared with the files beside it."""

import pytest
from tests.scores import EXAMPLES, FOLDERS, SCORES, found, identity, measured, read, rows, wanted

FORMS = [folder for folder in FOLDERS if folder.parent.name == "forms"]


def name(folder):
    return folder.relative_to(EXAMPLES).as_posix()


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_example(folder):
    got, want = found(folder), wanted(folder)
    assert not got - want, f"read but not there: {list((got - want).elements())[:9]}"
    assert not want - got, f"there but not read: {list((want - got).elements())[:9]}"


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_identity_of_example(folder):
    report = read(folder).report
    want = identity(folder)
    assert {fact: str(getattr(report, fact) or "") for fact in want} == want


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_every_figure_of_an_example_stands_at_its_address(folder):
    document, figures = read(folder).document, read(folder).figures
    for figure in figures:
        block = document.blocks[figure.block - 1]
        assert block.start <= figure.char_start <= figure.char_end <= block.end and figure.rule_id
        if figure.row:
            cell = block.rows[figure.row - 1][figure.column - 1]
            assert (cell.start, cell.end) == (figure.char_start, figure.char_end)


def test_there_are_a_dozen_examples_of_every_form_in_every_format():
    forms = [identity(folder)["form"] for folder in FORMS]
    endings = {path.suffix for folder in FORMS for path in folder.glob("document.*")}
    assert min(map(forms.count, ("R1", "R2", "R3"))) >= 12
    assert {".html", ".md", ".txt", ".docx", ".xlsx", ".pdf"} <= endings


def test_the_committed_scores_are_what_is_measured():
    assert rows(SCORES) == measured(), "run `make scores` and look at the difference"


def test_the_scores_are_good_enough():
    lines = {(line["examples"], line["form"], line["origin"]): (float(line["precision"]), float(line["recall"])) for line in measured()}
    assert all(scores == (1, 1) for (kind, _, origin), scores in lines.items() if origin == "table")
    assert all(precision >= 0.98 and recall >= 0.95 for precision, recall in lines.values())
