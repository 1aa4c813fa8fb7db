"""Documents as rows of the collection: known agencies by name, unknown ones added, unnamed ones refused."""

from datetime import date

import pytest
from tests.builders import data_folder, document, rules

from etl import inbox
from etl.adopt import COLUMNS, adopt
from etl.inbox import read_inbox


@pytest.fixture
def taken(tmp_path, monkeypatch):
    """A function that puts documents into an inbox and adopts what is read from them."""
    monkeypatch.setattr(inbox, "_loaded", lambda *_: rules())

    def adopted(**documents):
        data = data_folder(tmp_path / "data", [], [])
        for name, (title, *lines) in documents.items():
            document(data / "inbox" / f"{name}.txt", *lines, title=title)
        return adopt(read_inbox(data)[0], rules())
    return adopted


KNOWN = ("苏州市民政局2018年政府信息公开工作年度报告", "收到政府信息公开申请3件。")
NEW = ("云溪市民政局2018年政府信息公开工作年度报告", "收到政府信息公开申请3件。")


def test_a_known_agency_is_resolved_by_its_name(taken):
    rows, agencies, refused = taken(a=KNOWN)
    (agency,) = rules().agencies.filter(name="苏州市民政局")["agency_id"]
    assert rows["agency_id"].to_list() == [agency] and agencies.is_empty() and not refused


def test_an_unknown_agency_is_added_once(taken):
    rows, agencies, _ = taken(a=NEW, b=("云溪市民政局2019年政府信息公开工作年度报告", "收到政府信息公开申请4件。"))
    assert agencies.select("name", "kind").rows() == [("云溪市民政局", "民政局")]
    assert set(rows["agency_id"]) == set(agencies["agency_id"]) and rows["agency_id"][0].startswith("x-")


def test_the_kind_of_an_added_agency_is_told_from_its_name(taken):
    kinds = dict(taken(a=("云溪市教育局2018年政府信息公开工作年度报告", "一"), b=("云溪市粮食局2018年政府信息公开工作年度报告", "二"),
                       c=("云溪市2018年政府信息公开工作年度报告", "三"))[1].select("name", "kind").iter_rows())
    assert kinds == {"云溪市教育局": "教育局", "云溪市粮食局": "其他部门", "云溪市人民政府": "人民政府"}


@pytest.mark.parametrize("title", ["政府信息公开工作年度报告", "2018年政府信息公开工作年度报告", "云溪市民政局政府信息公开工作年度报告"])
def test_a_document_without_agency_or_year_is_refused(taken, title):
    rows, agencies, refused = taken(a=(title, "收到政府信息公开申请3件。"))
    assert rows.is_empty() and agencies.is_empty()
    assert [(one.file, one.message) for one in refused] == [("a.txt", "document_unidentified")]


def test_the_row_says_where_it_comes_from(taken):
    rows, _, _ = taken(a=KNOWN)
    (row,) = rows.iter_rows(named=True)
    assert rows.columns == COLUMNS and len(row["sha256"]) == 64
    assert (row["source_kind"], row["read_extent"], row["year"], row["url"]) == ("document", "full", 2018, "")
    assert (row["period_start"], row["period_end"]) == (date(2018, 1, 1), date(2018, 12, 31))


def test_nothing_in_the_inbox_is_nothing_adopted(taken):
    rows, agencies, refused = taken()
    assert rows.is_empty() and agencies.is_empty() and refused == [] and rows.columns == COLUMNS
