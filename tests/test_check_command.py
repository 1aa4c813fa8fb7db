"""`python -m etl check`: a draft is read and checked, the broken relation is told with its cells, nothing is stored."""

import json
import random
from pathlib import Path

import duckdb
import pytest
from tests.builders import DATA, ROOT, data_folder
from tests.check_cases import right
from tests.test_mutations import page, parts_of

from etl import messages
from etl.__main__ import main
from etl.build import Log, build

SHARED = ROOT.parent / "shared" / "reports"


@pytest.fixture(autouse=True)
def language():
    yield
    messages.language = "zh"


@pytest.fixture(scope="module")
def drafts(tmp_path_factory) -> Path:
    """A folder with a correct draft and one with a cell of the total changed."""
    folder, cells = tmp_path_factory.mktemp("drafts"), right("R3", random.Random(5))
    wrong = {**cells, ("requests", "29", "C1"): cells["requests", "29", "C1"] + 4}
    for name, one in (("good", cells), ("wrong", wrong)):
        (folder / f"{name}.html").write_text(page("R3", one, parts_of("R3", one)), encoding="utf-8")
    return folder


def command(capsys, *arguments) -> tuple[int, str, str]:
    status = main([*map(str, arguments)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_correct_draft_passes(drafts, capsys):
    status, out, _ = command(capsys, "check", drafts / "good.html")
    assert status == 0 and "不成立 0 条" in out and "必须成立而不成立" not in out


def test_what_does_not_add_up_is_told_in_chinese_with_its_cells(drafts, capsys):
    status, out, _ = command(capsys, "check", drafts / "wrong.html")
    assert status == 4 and "[必须成立而不成立] R3-05 申请表勾稽关系 · 自然人" in out and "R3-06" in out and "R3-07" in out
    assert "三、收到和处理政府信息公开申请情况　第 27 行第 4 列（自然人）：(七)总计" in out


def test_a_long_formula_names_what_is_not_zero_and_counts_the_rest(drafts, capsys):
    out = command(capsys, "check", drafts / "wrong.html")[1]
    line = next(line for line in out.splitlines() if line.strip().startswith("予以公开数"))
    assert " 0 +" not in line and "项为 0）；申请办结数（自然人）" in line and "格为 0" in out


def test_the_json_counts_the_places_of_every_rule(drafts, capsys):
    one = json.loads(command(capsys, "check", "--json", drafts / "wrong.html")[1])
    state = next(row for row in one["states"] if row["check_id"] == "R3-05")
    assert [state[name] for name in ("state", "held", "failed", "lacking")] == ["fails", 6, 1, 0]


def test_what_a_blank_cell_leaves_open_is_named_and_the_rest_is_told_together(tmp_path, capsys):
    cells = {**right("R3", random.Random(5)), ("requests", "2", "C5"): ""}
    (tmp_path / "blank.html").write_text(page("R3", cells, parts_of("R3", cells)), encoding="utf-8")
    status, out, _ = command(capsys, "check", tmp_path / "blank.html")
    assert status == 0 and "R3-05 申请表勾稽关系：7 处中 1 处不能判断：缺 上年结转申请数（法律服务机构）" in out
    assert "没有上年的报告" in out and out.count("  ? ") == 5 and "结果：能判断的没有不成立之处。" in out


def test_the_json_names_cells_whose_span_holds_the_number(drafts, capsys):
    status, out, _ = command(capsys, "check", "--json", drafts / "wrong.html")
    text = command(capsys, "extract", "--text", drafts / "wrong.html")[1]
    told = json.loads(out)
    cells = [cell for row in told["findings"] for cell in row["cells"]]
    assert status == 4 and told["fails"] and len(cells) > 10 and {row["criterion"] for row in told["card"]} >= {"deadline", "sections", "arithmetic"}
    assert [cell for cell in cells if text[cell["char_start"]:cell["char_end"]] != f"{cell['value']:g}" or not cell["row"]] == []


def told(capsys, *arguments) -> list[dict]:
    return [json.loads(line) for line in command(capsys, "check", "--json", *arguments)[1].splitlines()]


def test_the_json_says_who_and_when_and_what_was_read(drafts, capsys):
    (one,) = told(capsys, drafts / "wrong.html")
    assert (one["report"]["year"], one["report"]["form"], one["report"]["kind"]) == (2023, "R3", "annual_report")
    assert len(one["figures"]) > 150 and {figure["metric_label"] for figure in one["figures"]} >= {"新收政府信息公开申请数"}


def test_the_json_names_check_both_sides_and_what_is_missing(drafts, capsys):
    (one,) = told(capsys, drafts / "wrong.html")
    finding = next(row for row in one["findings"] if row["check_id"] == "R3-05")
    assert finding["label"] == "申请表勾稽关系" and finding["kind"] == "equal" and abs(finding["left_value"] - finding["right_value"]) == 4
    assert "上年结转下年度办理申请数" in [name for row in one["states"] if row["check_id"] == "R3-12" for name in row["missing_names"]]


def test_the_json_speaks_english_on_both_sides(drafts, capsys):
    (one,) = [json.loads(command(capsys, "--lang", "en", "check", "--json", drafts / "wrong.html")[1])]
    finding = next(row for row in one["findings"] if row["check_id"] == "R3-07")
    assert finding["label"].isascii() and finding["left_label"].isascii() and finding["left_label"] in finding["message"]


def test_a_number_in_prose_comes_with_its_sentence(capsys, tmp_path):
    (tmp_path / "a.txt").write_text("某县民政局2017年政府信息公开工作年度报告\n开头。全年接受电话或上门咨询100人次，其中电话咨询接听60次，当面咨询接待50人次，均已答复。末尾。\n", encoding="utf-8")
    cells = [cell for row in told(capsys, tmp_path / "a.txt")[0]["findings"] for cell in row["cells"]]
    assert {cell["before"] + cell["quote"] + cell["after"] for cell in cells} == {"全年接受电话或上门咨询100人次，其中电话咨询接听60次，当面咨询接待50人次，均已答复。"}


def test_a_refused_file_stands_in_the_json_too(drafts, capsys, tmp_path):
    (tmp_path / "empty.html").write_bytes(b"")
    refused, read = told(capsys, tmp_path / "empty.html", drafts / "good.html")
    assert refused["file"] == "empty.html" and refused["refused"]["key"] == "document_empty" and str(tmp_path) not in refused["refused"]["message"]
    assert read["findings"] == []


def test_a_refused_file_is_said_and_the_others_are_checked_in_english_too(drafts, capsys, tmp_path):
    (tmp_path / "empty.html").write_bytes(b"")
    status, out, err = command(capsys, "check", tmp_path / "empty.html", drafts / "good.html")
    assert status == 3 and "empty.html" in err and "good.html" in out
    status, out, _ = command(capsys, "--lang", "en", "check", tmp_path / "empty.html", drafts / "wrong.html")
    assert status == 4 and "Must hold and does not" in out and "they differ by 4" in out


SHARES = {"自然人占60%，企业占25%，其他组织占10%": True, "自然人占60%，企业占25%，其他组织占15%": False, "自然人占60.2%，企业占24.9%，其他组织占14.8%": False,
          "自然人占60%，企业占35%": False, "网站占90%，微信占80%，微博占70%": False}


@pytest.mark.parametrize("said", SHARES)
def test_shares_of_one_sentence_add_up_to_100(tmp_path, capsys, said):
    (tmp_path / "shares.html").write_text(f"<h1>青石县民政局2023年政府信息公开工作年度报告</h1><p>各类申请人中，{said}。</p>", encoding="utf-8")
    status, out, _ = command(capsys, "check", tmp_path / "shares.html")
    assert ("P-08 占比之和为100" in out) == SHARES[said] and (status == 4) == SHARES[said]


SAME = ["我局把公开融入日常工作，凡是涉及群众切身利益的事项都在第一时间通过网站公开，安排专人负责信息的收集、审核和发布，全年公开信息{}条，没有出现延误和差错的情况。",
        "我局认真对待每一件申请，逐件登记、逐件研究、逐件答复，在法定期限内全部办结，并当面或者通过电话向申请人说明理由，全年办理申请{}件，申请人对答复结果普遍表示满意。",
        "我局定期组织工作人员学习公开条例和有关规定，邀请法律顾问讲解典型案例，组织培训{}次，对公开栏目逐项检查，发现问题当天整改，确保各栏目内容准确并且及时得到更新。"]
OTHER = ["本年我们重新设计了公开栏目，按照群众办事的顺序排列各类信息，并在社区和乡镇设置自助查询设备，让不会上网的老人也能查到与自己有关的救助、养老和殡葬服务政策信息。"]


def years(folder: Path, paragraphs: list[str], *, number: int) -> list[Path]:
    """Drafts of two years, the first with SAME, the second with the given paragraphs."""
    for year, said in ((2022, SAME), (2023, paragraphs)):
        body = "".join(f"<p>{one.format(number if year == 2023 else 10)}</p>" for one in said)
        (folder / f"{year}.html").write_text(f"<h1>青石县民政局{year}年政府信息公开工作年度报告</h1>{body}", encoding="utf-8")
    return [folder / "2022.html", folder / "2023.html"]


@pytest.mark.parametrize(("paragraphs", "told"), [(SAME, True), ([*SAME, *OTHER], False), (SAME[:2], False)])
def test_text_taken_over_from_last_year_is_told_though_its_numbers_changed(tmp_path, capsys, paragraphs, told):
    status, out, _ = command(capsys, "check", *years(tmp_path, paragraphs, number=17))
    assert ("copied_text 与上年文字相同" in out) == told and (status == 4) == told


def test_copied_text_is_told_in_the_warehouse_too(tmp_path):
    data = data_folder(tmp_path / "data", [], [])
    (data / "inbox").mkdir()
    years(data / "inbox", SAME, number=17)
    with duckdb.connect(build(data, Log()), read_only=True) as con:
        assert con.execute("SELECT year, left_value, right_value FROM finding JOIN report USING (report_id) WHERE check_id = 'copied_text'").fetchall() == [(2023, 3, 3)]


def test_a_period_of_another_year_than_the_title_is_told(tmp_path, capsys):
    (tmp_path / "year.html").write_text("<h1>青石县民政局2023年政府信息公开工作年度报告</h1><p>本报告统计期限为2022年1月1日至2022年12月31日。</p>", encoding="utf-8")
    status, out, _ = command(capsys, "check", tmp_path / "year.html")
    assert status == 4 and "报告年度 2023；统计期限写的是另一年" in out and "2022年1月1日至2022年12月31" in out


def test_nothing_is_stored(drafts, capsys, tmp_path):
    (tmp_path / "rules").symlink_to(DATA / "rules")
    command(capsys, "check", "--data", tmp_path, drafts / "wrong.html")
    assert [path.name for path in tmp_path.iterdir()] == ["rules"]


@pytest.mark.skipif(not SHARED.exists(), reason="the folder with real reports is not there")
@pytest.mark.parametrize(("name", "status", "words"), [
    ("quzhou-mzj-2018", 4, ["116", "94"]), ("fushun-dongzhou-dalian-2018", 4, ["1611", "1678"]), ("suqian-sucheng-mzj-2022-plan", 0, []), ("suzhou-mzj-2018", 0, []),
    ("anqing-mzj-2015-rectification", 0, [])])
def test_the_real_reports(capsys, name, status, words):
    found, out, _ = command(capsys, "check", SHARED / f"{name}.txt")
    assert found == status and all(word in out for word in words)
