"""Every scene, and every kind of tile at its least, on every size of screen and at every scale factor: nothing
overlaps, nothing is cut, nothing is smaller than 1/40 of the screen's height. In both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.widgets.factors import Looks, looks

SIZES = {
    "1": ("1366x768", "7680x2160", "1080x1920"),
    "1.25": ("1920x1080",),
    "1.5": ("1366x768",),
    "2": ("3840x2160",),
    "3": ("3840x2160",),
}


@pytest.fixture
def looked(tmp_path: Path) -> Iterator[Looks]:
    yield from looks("tests.widgets.wall_layout", SIZES, tmp_path)


@pytest.mark.timeout(300)  # one test, not one a factor: each worker would start all children anew
def test_nothing_overlaps_is_cut_or_too_small(looked: Looks) -> None:
    for factor, sizes in SIZES.items():
        found = looked.found(factor)
        assert len(found) == 24 * len(sizes)
        assert {one["size"] for one in found} == set(sizes)
        assert [(factor, one) for one in found if one["wrong"]] == []
