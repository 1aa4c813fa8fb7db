"""A progress bar for steps that take longer than a second, on a terminal only."""

import sys
import time
from collections.abc import Iterable, Iterator

WIDTH = 30
PATIENCE = 1.0  # seconds before anything is shown


def bar(items: Iterable, total: int, label: str, stream=sys.stderr) -> Iterator:
    """Yield the items; from the second second on, show how many of `total` are done. Silent when not a terminal."""
    start, shown = time.monotonic(), False
    for done, item in enumerate(items, 1):
        yield item
        if stream.isatty() and time.monotonic() - start > PATIENCE and (done % max(1, total // 200) == 0 or done == total):
            filled = WIDTH * done // max(total, 1)
            stream.write(f"\r{label} [{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total}")
            stream.flush()
            shown = True
    if shown:
        stream.write("\r\033[K")
