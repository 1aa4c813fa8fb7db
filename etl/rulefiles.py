"""The rules folder in use: which file of it a list is read from. Imports nothing heavy, as the reader of documents needs it too."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RULES = Path(__file__).parent.parent / "data" / "rules"
_IN_USE = [RULES]  # one folder
_READ: set[str] = set()  # names of the files read so far


def rule_file(name: str, folder: Path | None = None) -> Path:
    """Return a file of a rules folder, by default of the one in use; the project's where the folder has none."""
    _READ.add(name)
    path = (folder or _IN_USE[0]) / name
    return path if path.exists() else RULES / name


def in_use() -> Path:
    """Return the absolute path of the rules folder in use."""
    return _IN_USE[0].absolute()


def use(folder: Path) -> None:
    """Read lists from another folder from now on; what was made of other words is forgotten."""
    last, _IN_USE[0] = _IN_USE[0], folder
    if folder != last and any(rule_file(name, last).read_bytes() != rule_file(name, folder).read_bytes() for name in tuple(_READ)):
        for name, module in tuple(sys.modules.items()):
            for value in tuple(vars(module).values()) if name.startswith("etl.") else ():
                getattr(value, "cache_clear", lambda: None)()


@contextmanager
def using(folder: Path) -> Iterator[None]:
    """Read lists from another folder within a block."""
    last = in_use()
    use(folder)
    try:
        yield
    finally:
        use(last)
