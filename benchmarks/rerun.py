"""The dashboard under load: CPU of a warm rerun, twenty readers at once, and the first page of a cold server."""

import asyncio
import statistics
import time

from playwright.sync_api import Browser, sync_playwright

from benchmarks.report import Line, percentile
from benchmarks.session import Server, Session
from benchmarks.synthetic import OUT, ROOT

PAGE = "publication"  # three charts
CHARTS = 3
WARM_CPU, COLD, CROWDED = 40.0, 2.0, 0.6  # ms; times an empty app; s
RERUNS, READERS, ROUNDS, COLD_TURNS = 100, 20, 10, 3
CONNECTED = '[data-testid="stApp"][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
WAITING = "!document.querySelector('[data-stale=true],[data-testid=stSkeleton],[data-testid=stSpinner]')"


def run() -> list[Line]:
    """Return the three budgets with what was measured."""
    entry = ROOT / "dashboard.py"
    with Server(entry) as server:
        warm = asyncio.run(_warm(server))
        crowd = asyncio.run(_crowd(server))
    return [
        *warm,
        Line(f"rerun, {READERS} sessions at once, p95", percentile(crowd, 0.95), "s"),
        Line(f"rerun, {READERS} sessions at once, median", statistics.median(crowd), "s", CROWDED),
        *_cold(entry),
    ]


async def _warm(server: Server) -> list[Line]:
    session = await Session.open(server, PAGE)
    for _ in range(3):
        await session.run()
    if session.charts != CHARTS:
        raise RuntimeError(f"{PAGE}: {session.charts} charts, expected {CHARTS}")
    before, times = server.cpu(), [await session.run() for _ in range(RERUNS)]
    cpu = 1000 * (server.cpu() - before) / RERUNS
    await session.close()
    return [Line("warm rerun, one session, median", 1000 * statistics.median(times), "ms"),
            Line("warm rerun, CPU of the server", cpu, "ms", WARM_CPU, f"{PAGE}, {CHARTS} charts, mean of {RERUNS}")]


async def _crowd(server: Server) -> list[float]:
    sessions = [await Session.open(server, PAGE) for _ in range(READERS)]
    for session in sessions:
        await session.run()
    times = []
    for _ in range(ROUNDS):
        times += await asyncio.gather(*(session.run() for session in sessions))
    for session in sessions:
        await session.close()
    return times


def _cold(entry) -> list[Line]:
    empty = OUT / "empty" / "app.py"
    empty.parent.mkdir(parents=True, exist_ok=True)
    empty.write_text('import streamlit as st\n\nst.title("empty")\n')
    spent = {"": [], PAGE: [], "empty": []}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for _ in range(COLD_TURNS):
            spent["empty"].append(_first_page(browser, empty, "", 0))
            spent[""].append(_first_page(browser, entry, "", 2))
            spent[PAGE].append(_first_page(browser, entry, PAGE, CHARTS))
        browser.close()
    ratio = {page: statistics.median(ours / theirs for ours, theirs in zip(spent[page], spent["empty"], strict=True)) for page in ("", PAGE)}
    return [Line("cold first page, empty app", statistics.median(spent["empty"]), "s"),
            *[Line(f"cold first page, {page or 'overview'} / empty app", ratio[page], "×", COLD, f"{statistics.median(spent[page]):.1f} s") for page in ratio]]


def _first_page(browser: Browser, entry, page: str, charts: int) -> float:
    """Return the seconds from the start of a new server to a finished page in a new browser profile."""
    with Server(entry, entry.parent) as server:
        context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 2000})
        tab = context.new_page()
        tab.goto(f"{server.address}/{page}")
        tab.wait_for_selector("h1")
        tab.wait_for_selector(CONNECTED)
        tab.wait_for_function(WAITING)
        tab.wait_for_function(f"document.querySelectorAll('[data-testid=\"stVegaLiteChart\"] svg').length >= {charts}")
        spent = time.perf_counter() - server.started
        context.close()
    return spent
