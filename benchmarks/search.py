"""How long a key press takes in the search field: 300,000 tags and 10,000 names, in a busy and a quiet city.

`python -m benchmarks.search` ends with one JSON line: milliseconds of one answer (median, p99 and worst over what
people type: tags, Chinese, pinyin, initials, and things that are not there), and of making the indexes, which is done
in a worker. The floor beside it: one pass of `in` over the same tags, as a plain loop would do it.
"""

from __future__ import annotations

import argparse
import json
import random
from time import perf_counter

import numpy as np

from command_center.queries.search.index import Entry, Hit, Index, merged
from command_center.queries.search.tags import TagIndex

CHARACTERS = "府山公园重庆路信安大道荷花中街衢江白云双港新桥太真三水亭门广场实验小学人民医院第二中心柯城区乐行长"
TYPED = (
    "0", "04", "0417", "000123456", "999999999", "府", "府山", "公园", "f", "fs", "fsgy", "fushan", "fushangy", "x",
    "sh", "renminyiyuan", "rmyy", "zhongqing", "chongqinglu", "府山 公园", "zzzz", "P-0012",
)  # fmt: skip


def main() -> None:
    """Make the indexes, type, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--tags", type=int, default=300_000)
    parser.add_argument("--names", type=int, default=10_000)
    asked = parser.parse_args()
    rng = random.Random(1)
    tags = [f"{rng.randrange(10**9):09}" for _ in range(asked.tags)]
    names = ["".join(rng.choices(CHARACTERS, k=rng.randint(3, 9))) for _ in range(asked.names)]
    begun = perf_counter()
    entries = [
        Entry(kind="place", id=f"P-{n:05}", title=name, names=(name, f"P-{n:05}")) for n, name in enumerate(names)
    ]
    index = Index(entries)
    names_ms, begun = (perf_counter() - begun) * 1000, perf_counter()
    tag_index = TagIndex(tags)
    tags_ms = (perf_counter() - begun) * 1000
    times = []
    for text in TYPED * 20:
        begun = perf_counter()
        found = tag_index.find(text, 9)
        hits = [
            Hit(Entry(kind="tag", id=tags[row], title=tags[row], names=(tags[row],)), how, "") for row, how in found
        ]
        merged([index.find(text, 9), hits], 9)
        times.append((perf_counter() - begun) * 1000)
    begun = perf_counter()
    sum("0417" in tag for tag in tags)
    loop_ms = (perf_counter() - begun) * 1000
    figures = {
        "key_ms": float(np.median(times)),
        "key_ms_p99": float(np.percentile(times, 99)),
        "key_ms_worst": max(times),
        "names_index_ms": names_ms,
        "tags_index_ms": tags_ms,
        "plain_loop_over_tags_ms": loop_ms,
    }
    rounded = {name: round(value, 2) for name, value in figures.items()}
    print(json.dumps({"tags": asked.tags, "names": asked.names, **rounded}))


if __name__ == "__main__":
    main()
