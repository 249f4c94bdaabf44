"""On which line of a TOML file a key stands: tomllib tells it for syntax errors only."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*(\[\[|\[)\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""\s*(["']?)([A-Za-z0-9_.-]+)\1\s*=""")


def line_of(text: str, path: str) -> int | None:
    """The line (from 1) of a key such as `feeds[2].kind`, of the table it is missing from, or None.

    A plain reading line by line: exact for files as people write them, only approximate inside multi-line texts.
    """
    best: int | None = None
    here, counts = "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            here = _inside(re.sub(r"[\s\"']", "", header[2]), counts)
            if header[1] == "[[":
                counts[here] = counts.get(here, -1) + 1
                here = f"{here}[{counts[here]}]"
            if here == path:
                return number
            if path.startswith(f"{here}."):
                best = number
        elif (key := _KEY.match(line)) and (f"{here}.{key[2]}" if here else key[2]) == path:
            return number
    return best


def _inside(name: str, counts: dict[str, int]) -> str:
    """A header's name as a path: `feeds.cameras` belongs to the last of the feeds before it."""
    *outer, last = name.split(".")
    path = ""
    for part in outer:
        path += part
        path += f"[{counts[path]}]." if path in counts else "."
    return path + last
