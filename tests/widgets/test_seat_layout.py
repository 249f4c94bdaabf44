"""The seat on every size of screen and at every scale factor, with each of its panels, in both languages: nothing
leaves its place, nothing is cut, nothing is tiny, and the window is no larger than the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from tests.widgets.factors import Looks, looks
from tests.widgets.seat_layout import PANELS, plan
from widgets.station import wanted_scale

FACTORS = ("1", "1.25", "1.5", "2", "3")
SIZES = ("1366x768", "1920x1080", "2560x1440", "3840x2160", "7680x2160")


@pytest.fixture
def looked(tmp_path: Path) -> Iterator[Looks]:
    sizes = dict.fromkeys(FACTORS, SIZES)
    yield from looks("tests.widgets.seat_layout", sizes, tmp_path)


@pytest.mark.timeout(300)  # one test, not one a factor: each worker would start all children anew
def test_everything_has_room(looked: Looks) -> None:
    for factor in FACTORS:
        found = looked.found(factor)
        seen = [(one["size"], one["language"], one["panel"]) for one in found]
        assert seen == plan(SIZES)
        assert {panel for _, _, panel in seen} == set(PANELS)
        assert [(factor, one) for one in found if one["wrong"]] == []


def test_type_grows_with_a_tall_window_and_never_shrinks_below_the_screens_own_pixels() -> None:
    assert wanted_scale(QSize(1920, 1080), 1) == 1.0
    assert wanted_scale(QSize(3840, 2160), 1) == wanted_scale(QSize(7680, 2160), 1) == 2.0
    assert wanted_scale(QSize(1000, 700), 1) == 1.0
    assert wanted_scale(QSize(911, 512), 1.5) == pytest.approx(1 / 1.5)
    assert wanted_scale(QSize(1280, 720), 1.5) < 1.0
    assert wanted_scale(QSize(1080, 1920), 1) == 1.0, "a narrow window has no room for larger type"
