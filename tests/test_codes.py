"""The place that a credit code in the index number or an area code in the telephone number tells."""

import pytest
from tests.test_identify import WHOLE, facts

from etl.identity.codes import LETTERS

HEAD = WHOLE.format(2020)


def credit(division):
    """Return a made-up credit code of a public body registered in a division."""
    first = f"11{division}000000000"
    return first + LETTERS[-sum(LETTERS.index(letter) * pow(3, place, 31) for place, letter in enumerate(first)) % 31]


def place(report):
    return report.province, report.city, report.county


@pytest.mark.parametrize("title, agency, level, county", [
    ("市商务局2020年政府信息公开工作年度报告", "衢州市商务局", "市", ""),
    ("双港街道2020年政府信息公开工作年度报告", "双港街道办事处", "乡镇街道", "")])
def test_a_credit_code_in_the_index_number_tells_the_place(title, agency, level, county):
    report, findings = facts(title, f"索引号: | {credit('330800')}/2021-1 |", HEAD)
    assert (report.agency, report.level, *place(report)) == (agency, level, "浙江省", "衢州市", county)
    assert "330800" in report.reasons["place"] or agency in report.reasons["place"]
    assert not findings


def test_a_town_stands_in_the_county_that_its_credit_code_is_registered_in():
    report, _ = facts("湖南镇2020年政府信息公开工作年度报告", f"索引号: {credit('330803')}/2021-1", HEAD)
    assert (report.agency, *place(report)) == ("衢州市衢江区湖南镇人民政府", "浙江省", "衢州市", "衢江区")


def test_a_credit_code_with_a_wrong_last_character_tells_nothing():
    code = credit("330800")
    wrong = code[:-1] + LETTERS[LETTERS.index(code[-1]) - 1]
    assert not facts("市商务局2020年政府信息公开工作年度报告", f"索引号: {wrong}/2021-1", HEAD)[0].city


def test_a_name_and_a_credit_code_of_two_places_are_a_finding():
    report, findings = facts("衢州市商务局2020年政府信息公开工作年度报告", f"索引号: {credit('620702')}/2021-1", HEAD)
    assert report.city == "衢州市" and findings == ["place_conflict"]


def test_an_area_code_tells_the_city_of_a_town_but_not_its_county():
    report, findings = facts("朝阳乡2020年政府信息公开工作年度报告", f"{HEAD}（电话：0818—1234567）")
    assert (report.agency, *place(report)) == ("朝阳乡人民政府", "四川省", "达州市", "") and not findings
    assert "0818" in report.reasons["place"]


def test_an_area_code_names_a_city_bureau_only_where_no_other_city_shares_it():
    bureau = "2020年，市统计局坚持公开。"
    assert facts(f"{HEAD}（电话：0839-1234567）", bureau)[0].agency == "广元市统计局"
    assert facts(f"{HEAD}（电话：0375-1234567）", bureau)[0].agency == ""  # 汝州 is a city within 平顶山
    assert facts(f"{HEAD}（电话：0851-12345678）", bureau)[0].city == ""  # three cities have this code


def test_a_bureau_in_a_municipality_is_of_its_level():
    report, _ = facts(f"{HEAD}（电话：010-12345678）", "2020年，市商务局坚持公开。")
    assert (report.agency, report.level, report.city) == ("北京市商务局", "省", "北京市")


@pytest.mark.parametrize("title, agency", [("自治区湾区办2020年政府信息公开工作年度报告", "广西壮族自治区湾区办"), ("自治区水利厅2020年政府信息公开工作年度报告", "广西壮族自治区水利厅")])
def test_an_area_code_that_cities_share_tells_their_province(title, agency):
    report, _ = facts(title, HEAD, "电话：0771-2123456。")
    assert (report.agency, report.level, place(report)) == (agency, "省", ("广西壮族自治区", "", ""))


def test_telephone_numbers_of_two_cities_tell_nothing():
    assert not facts("朝阳乡2020年政府信息公开工作年度报告", f"{HEAD}（电话：0818-1234567、0915-1234567）")[0].city


def test_a_ministry_has_no_place_and_its_telephone_gives_it_none():
    report, findings = facts("水利部2020年政府信息公开工作年度报告", f"{HEAD}（电话：010-12345678）")
    assert (report.agency, report.agency_type, report.level, *place(report)) == ("水利部", "其他部门", "", "", "", "") and not findings


def test_a_branch_that_the_state_runs_keeps_its_whole_name():
    report, _ = facts("国家税务总局广州市白云区税务局2020年政府信息公开工作年度报告", HEAD)
    assert (report.agency, report.level, *place(report)) == ("国家税务总局广州市白云区税务局", "县区", "广东省", "广州市", "白云区")


def test_an_index_number_tells_the_county_that_the_text_names_too():
    head = "北街街道2020年政府信息公开工作年度报告", "索引号 | 620702081/2021-1 |"
    assert facts(*head, "在甘州各街道中带头公开。")[0].agency == "张掖市甘州区北街街道办事处"
    assert facts(*head, "在各街道中带头公开。")[0].county == ""


def test_the_name_of_a_website_tells_the_county_behind_its_city():
    report, _ = facts("桃园开发区管委会2020年政府信息公开工作年度报告", "本报告可在西安·莲湖（www.example.com）门户网站下载。")
    assert (report.agency, *place(report)) == ("桃园开发区管委会", "陕西省", "西安市", "莲湖区")


def test_an_area_code_and_the_one_county_that_the_text_names_tell_the_county():
    report, _ = facts(f"{HEAD}（地址：渠县某路1号，电话：0818-1234567）", "2020年，县水务局坚持公开，办理县长信箱1件。")
    assert (report.agency, report.level, *place(report)) == ("渠县水务局", "县区", "四川省", "达州市", "渠县")


def test_a_city_bureau_that_sits_in_a_district_is_not_the_districts():
    report, _ = facts(f"{HEAD}（地址：通川区某路1号，电话：0818-1234567）", "2020年，我局坚持公开政府信息。")
    assert place(report) == ("四川省", "达州市", "")


def test_a_telephone_number_does_not_contradict_a_printed_name():
    report, findings = facts("安庆市宜秀区教育局2019年政府信息公开工作年度报告", "联系电话：0570-3071234，见龙游县。")
    assert report.county == "宜秀区" and findings == []
