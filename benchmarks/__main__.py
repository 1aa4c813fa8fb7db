"""`python -m benchmarks [name…]`: measure and print a table per benchmark. Exit 0 when every budget holds, else 1."""

import argparse
import importlib
import sys
import warnings

from benchmarks import report

NAMES = ("build", "warehouse10m", "checks10m", "queries", "rerun", "reading", "inbox")


def main(arguments: list[str] | None = None) -> int:
    """Run the named benchmarks, else all, one after another; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(NAMES))
    parser.add_argument("--write", action="store_true", help="append the tables to benchmarks/results.md")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.names if name not in NAMES]:
        parser.error(f"no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}")
    warnings.filterwarnings("ignore", message=".*ScriptRunContext.*")
    tables, passed = [], True
    for name in options.names or NAMES:
        lines = importlib.import_module(f"benchmarks.{name}").run()
        tables.append(report.table(name, lines))
        passed = passed and all(line.passed for line in lines)
        print(tables[-1], flush=True)
    if options.write:
        report.write(tables)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
