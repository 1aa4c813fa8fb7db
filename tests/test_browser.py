"""The main journeys as a reader makes them, in headless Chromium against a freshly started server."""

import csv
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import duckdb
import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.browser
READY = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'


def settle(tab) -> None:
    tab.wait_for_selector(READY, timeout=60_000)
    tab.wait_for_function("!document.querySelector('[data-stale=true],[data-testid=stSkeleton],[data-testid=stSpinner]')", timeout=60_000)
    tab.wait_for_timeout(400)
    assert tab.get_by_test_id("stException").count() == 0


@contextmanager
def serving(warehouse_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port), "--server.address", "127.0.0.1"],
        cwd=ROOT, env={**os.environ, "GONGKAI_WAREHOUSE": str(warehouse_path)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.25)
    yield url
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="module")
def server(warehouse_path):
    with serving(warehouse_path) as url:
        yield url


@pytest.fixture(scope="module")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium") or "/usr/bin/chromium",
                                       args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()


@pytest.fixture
def visit(server, chromium):
    contexts = []

    def open_tab(path: str = "", width: int = 1440):
        contexts.append(chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": width, "height": 1800}))
        tab = contexts[-1].new_page()
        tab.goto(f"{server}/{path}")
        settle(tab)
        return tab

    yield open_tab
    for context in contexts:
        context.close()


def test_a_cold_deep_link_shows_menu_language_filters_and_title(visit):
    tab = visit("applications?lang=en&city=武汉市")
    assert tab.locator("h1").inner_text() == "Applications"
    assert "Wuhan" in tab.locator(".st-key-city").inner_text()
    assert "Yearly ranking" in tab.get_by_test_id("stSidebar").inner_text()
    assert tab.evaluate("document.documentElement.lang") == "en"


def test_the_overview_opens_and_can_be_read(visit):
    tab = visit()
    assert "656 份年报" in tab.locator("h1").inner_text()
    tab.wait_for_selector('[data-testid="stVegaLiteChart"] svg')
    assert "来源：" in tab.locator('[data-testid="stVegaLiteChart"] svg').first.inner_html()


def test_from_the_overview_to_suzhous_37_applications_and_their_citation(visit):
    tab = visit()
    tab.get_by_test_id("stMainBlockContainer").get_by_text("去看看").first.click()
    tab.wait_for_selector("h1:has-text('单位画像')")
    settle(tab)
    assert "苏州市民政局" in tab.locator("h3").first.inner_text()
    tab.get_by_role("tab", name="出处").click()
    settle(tab)
    tab.locator("[data-testid=stDataFrame] canvas table td", has_text="受理依申请公开事项").first.wait_for(state="attached")
    cells = tab.locator("[data-testid=stDataFrame] canvas table td").all_inner_texts()
    assert "受理依申请公开事项" in cells and "37" in cells


def test_a_ranking_downloaded_as_csv_equals_the_screen(visit):
    tab = visit("ranking?metric=app_received&year=2025&peer=民政局&tab=table")
    cells = tab.locator("[data-testid=stDataFrame] canvas table tr").nth(1).locator("td")
    cells.first.wait_for(state="attached")
    shown = cells.all_inner_texts()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="下载 CSV").click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.reader(handle))
    assert rows[1][2] in shown and rows[1][3] in shown
    assert f"（{len(rows) - 1} 行）" in tab.get_by_role("button", name="下载 CSV").inner_text()


def test_a_shared_link_restores_the_view(visit):
    tab = visit("publication?city=苏州市&years=2014&years=2018&scope=region")
    label = tab.locator('[data-testid="stVegaLiteChart"] svg').first.inner_html()
    assert "苏州市" in label and "本行政区域" in label
    assert "2014" in tab.locator(".st-key-years").inner_text()


def test_back_returns_to_the_page_and_filters_before(visit):
    tab = visit("publication?city=苏州市")
    tab.get_by_test_id("stSidebar").get_by_text("媒体使用").click()
    tab.wait_for_selector("h1:has-text('媒体使用')")
    settle(tab)
    assert "苏州市" in tab.locator(".st-key-city").inner_text()
    tab.go_back()
    tab.wait_for_selector("h1:has-text('主动公开')")
    settle(tab)
    assert "苏州市" in tab.locator(".st-key-city").inner_text()


def test_the_language_switch_keeps_the_filters(visit):
    tab = visit("media?city=武汉市")
    tab.get_by_text("English").click()
    tab.wait_for_selector("h1:has-text('Channels and media')")
    settle(tab)
    assert "Wuhan" in tab.locator(".st-key-city").inner_text()
    assert "lang=en" in tab.url


def test_a_chart_is_saved_as_svg_with_title_source_and_chinese_text(visit):
    tab = visit("publication")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="存为 SVG").first.click()
    picture = open(download.value.path(), encoding="utf-8").read()
    assert "主动公开" in picture and "来源：" in picture and picture.startswith("<svg")


def test_a_chart_is_saved_as_png(visit):
    tab = visit("publication")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="存为 PNG").first.click()
    assert open(download.value.path(), "rb").read(8) == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("path", ["", "publication", "applications", "outcomes", "media", "ranking", "agency", "quality", "reports", "metrics", "check", "download"])
def test_no_page_is_wider_than_a_phone(visit, path):
    tab = visit(path, width=390)
    assert tab.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


def test_a_dropped_draft_is_checked_and_its_list_can_be_taken_along(visit, tmp_path):
    (tmp_path / "空.pdf").touch()
    tab = visit("check")
    assert "选择文件" in tab.evaluate("getComputedStyle(document.querySelector('.st-key-drafts section button p'), '::after').content")
    tab.locator(".st-key-drafts input[type=file]").set_input_files([ROOT / "data" / "samples" / "draft.md", tmp_path / "空.pdf"])
    tab.wait_for_selector("h3:has-text('空.pdf')", timeout=60_000)
    settle(tab)
    assert "申请表勾稽关系" in tab.locator(".gk-finding").first.inner_text() and "文件是空的" in tab.get_by_test_id("stMain").inner_text()
    with tab.expect_download() as download:
        tab.get_by_role("button", name="下载 CSV").last.click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as handle:
        assert {row["文件"] for row in csv.DictReader(handle)} == {"draft.md", "空.pdf"}


def test_a_ring_on_a_chart_leads_to_the_finding_behind_it(visit):
    tab = visit("media?metric=channel_weibo&city=衢州市")
    tab.get_by_test_id("stMain").get_by_text("看哪里对不上").last.click()
    tab.wait_for_selector("h1:has-text('数据质量')")
    settle(tab)
    assert tab.locator(".gk-finding").count() == 1 and tab.locator(".gk-finding mark").all_inner_texts() == ["116", "94"]


def test_the_download_of_findings_holds_all_of_them(visit, warehouse_path):
    tab = visit("quality")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="下载 CSV").click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as handle:
        rows = len(list(csv.DictReader(handle)))
    with duckdb.connect(str(warehouse_path), read_only=True) as con:
        assert rows == con.execute("SELECT count(*) FROM finding").fetchall()[0][0] > tab.locator(".gk-finding").count()


def test_a_running_dashboard_picks_up_a_new_warehouse_without_a_restart(chromium, warehouse_path, tmp_path):
    data = shutil.copytree(warehouse_path.parent, tmp_path / "data", symlinks=True)
    with serving(data / "warehouse.duckdb") as url, chromium.new_page(locale="zh-CN") as tab:
        tab.goto(f"{url}/download")
        settle(tab)
        before = tab.locator(".gk-source").inner_text()
        with (data / "figures.csv").open("a", encoding="utf-8") as handle:
            handle.write("suzhou-mzj-2018,新测试标签,7,,条,exact,agency,prose,,,,,,,\n")
        subprocess.run([sys.executable, "-m", "etl", "build", "--data", str(data)], cwd=ROOT, check=True, capture_output=True)
        tab.reload()
        settle(tab)
        assert tab.locator(".gk-source").inner_text() != before
