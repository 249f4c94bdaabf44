"""Runs every benchmark, one after another, and prints one JSON object a line: `make bench`, or one by its name.

`python -m scripts.bench alarm_latency` runs one. What a benchmark prints before its last line goes to standard error.
Exit status 1 when one of them failed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
LIMIT_S = 900.0


def names() -> list[str]:
    """The benchmarks there are; a file beginning with an underscore is a helper."""
    return sorted(file.stem for file in BENCHMARKS.glob("[!_]*.py"))


def run(name: str) -> str | None:
    """The JSON object the benchmark ends with, on one line; None when it failed or ended otherwise."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"],
            cwd=BENCHMARKS.parent,
            stdout=subprocess.PIPE,
            text=True,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        print(f"bench: {name} took more than {LIMIT_S:.0f} s", file=sys.stderr)
        return None
    *before, last = done.stdout.strip().splitlines() or [""]
    print(*before, sep="\n", end="\n" if before else "", file=sys.stderr)
    try:
        result = json.loads(last)
    except ValueError:
        result = None
    if done.returncode or not isinstance(result, dict):
        print(f"bench: {name} failed (status {done.returncode})", file=sys.stderr)
        return None
    return json.dumps({"benchmark": name} | result, ensure_ascii=False)


def main() -> int:
    """Runs what is asked for; all of them without a name."""
    parser = argparse.ArgumentParser(description="Runs benchmarks; one JSON object a line.")
    parser.add_argument("name", nargs="*", help=", ".join(names()))
    failed = 0
    for name in parser.parse_args().name or names():
        print(f"bench: {name}", file=sys.stderr, flush=True)
        result = run(name)
        failed += result is None
        if result:
            print(result, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
