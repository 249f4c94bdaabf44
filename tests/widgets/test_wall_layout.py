"""Every scene, and every kind of tile at its least, on every size of screen and at every scale factor: nothing
overlaps, nothing is cut, nothing is smaller than 1/40 of the screen's height. In both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.widgets.factors import Looks, looks

SIZES = {
    "1": ("1366x768", "7680x2160", "1080x1920"),
    "1.25": ("1920x1080",),
    "1.5": ("1366x768",),
    "2": ("3840x2160",),
    "3": ("3840x2160",),
}


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Looks]:
    yield from looks("tests.widgets.wall_layout", SIZES, tmp_path_factory.mktemp("wall"))


@pytest.mark.parametrize("factor", SIZES)
def test_nothing_overlaps_is_cut_or_too_small(factor: str, looked: Looks) -> None:
    found = looked.found(factor)
    assert len(found) == 24 * len(SIZES[factor])
    assert {one["size"] for one in found} == set(SIZES[factor])
    assert [one for one in found if one["wrong"]] == []
