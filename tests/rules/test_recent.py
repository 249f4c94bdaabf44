"""The log of the last minutes gives each tag's fixes back as they came, whatever is added and dropped."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.rules.recent import RecentFixes

KEEP_MS = 1000
BATCH = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5000)), max_size=30)


@settings(deadline=None)
@given(st.lists(BATCH, max_size=12), st.lists(st.integers(0, 20), min_size=1, max_size=6))
def test_that_each_tag_s_fixes_come_back_as_they_came(batches: list[list[tuple[int, int]]], asked: list[int]) -> None:
    log, plain, newest = RecentFixes(KEEP_MS), [], np.zeros(30, np.int64)
    for name in ("_row", "_time", "_lon", "_lat", "_accuracy", "_before"):  # room is made often
        setattr(log, name, getattr(log, name)[:4])
    number = 0
    for batch in batches:
        for row, time_ms in batch:
            plain.append((row, time_ms, number))
            newest[row] = max(newest[row], time_ms)
            number += 1
        rows, times = np.array([b[0] for b in batch], np.intp), np.array([b[1] for b in batch], np.int64)
        lon = np.arange(number - len(batch), number, dtype=float)
        log.add(rows, times, lon, lon, lon, newest)
    rows, times, lon, *_ = log.of(np.array(asked, np.intp))
    got = list(zip(rows.tolist(), times.tolist(), lon.astype(int).tolist(), strict=True))
    wanted = [one for one in plain if one[0] in asked]
    fresh = [one for one in wanted if one[1] > newest[one[0]] - KEEP_MS]
    assert [one for one in got if one in fresh] == fresh and set(got) <= set(wanted)
    assert got == sorted(got, key=lambda one: one[2])


def test_that_a_tag_never_heard_has_none() -> None:
    assert len(RecentFixes(KEEP_MS).of(np.array([99_999], np.intp))[0]) == 0
