"""Dots set into an image, and what lies under the pointer."""

from __future__ import annotations

import numpy as np
import pytest

from widgets.map.dots import STALE_MS, disc, groups, splat
from widgets.map.furniture import round_length
from widgets.map.marks import short
from widgets.map.pick import after, within


def test_a_dot_colours_its_pixels_and_no_others() -> None:
    frame = np.zeros((20, 30), np.uint32)

    seen = splat(frame, np.array([10.0]), np.array([5.0]), 0xFF00FF00, disc(3))

    assert seen == 1
    assert np.count_nonzero(frame) == 9
    assert frame[5, 10] == 0xFF00FF00


def test_dots_outside_or_nowhere_are_left_out() -> None:
    frame = np.zeros((20, 30), np.uint32)

    seen = splat(frame, np.array([np.nan, -5.0, 29.5, 1e12]), np.array([5.0, 5.0, 5.0, np.inf]), 1, disc(3))

    assert seen == 0
    assert not frame.any()


def test_old_fixes_and_a_stopped_feed_are_drawn_dim() -> None:
    times, flags = np.array([0, STALE_MS, STALE_MS], np.int64), np.array([1, 0, 1], np.uint8)

    old, fresh, flagged = groups(times, flags, now_ms=STALE_MS + 1, stale=False)
    all_old, _, none = groups(times, flags, now_ms=STALE_MS + 1, stale=True)

    assert (old.tolist(), fresh.tolist(), flagged.tolist()) == (
        [True, False, False],
        [False, True, False],
        [False, False, True],
    )
    assert all_old.all() and not none.any()


def test_the_nearest_is_picked_and_a_second_click_takes_the_next() -> None:
    found = within(np.array([10.0, 11.0, np.nan, 90.0]), np.array([10.0, 10.0, 10.0, 10.0]), 11, 10, 5)

    assert found.tolist() == [1, 0]
    assert after(found, None) == 1
    assert after(found, 1) == 0
    assert after(found, 0) == 1
    assert after(found[:0], 3) is None


@pytest.mark.parametrize(("limit", "length"), [(1234, 1000), (999, 500), (2, 2), (0.7, 0.5), (49, 20)])
def test_the_scale_bar_has_a_round_length(limit: float, length: float) -> None:
    assert round_length(limit) == pytest.approx(length)


def test_a_report_is_named_without_its_date() -> None:
    assert short("DU-20261123-0081") == "DU-0081"
    assert short("C-0219") == "C-0219"
