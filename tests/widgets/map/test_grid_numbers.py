"""Grids' numbers stand clear of marks and of what is written, and are left out where there is no room."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from widgets.map.grid_numbers import middle, numbers
from widgets.map.viewport import Viewport

VIEW = Viewport(x=0.0, y=0.0, mpp=1.0, width=400, height=300)
ONE = (("07",), np.array([0.0]), np.array([0.0]))
HOME = (200.0, 150.0)


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    """Widths of letters need the application."""


def test_a_number_stands_in_the_middle_of_its_grid() -> None:
    own = middle(*HOME).adjusted(-6, -2, 6, 2)
    assert numbers(ONE, VIEW, [], [own]) == (("07", middle(*HOME)),), "its own room is kept, not taken"


def test_a_number_gives_way_to_a_mark() -> None:
    mark = QRectF(190, 140, 20, 20)
    ((_, box),) = numbers(ONE, VIEW, [mark], [])
    assert not box.intersects(mark)
    assert abs(box.center().x() - HOME[0]) + abs(box.center().y() - HOME[1]) < 40, "and stays near"


def test_a_number_gives_way_to_what_is_written() -> None:
    name = QRectF(170, 145, 40, 14)
    ((_, box),) = numbers(ONE, VIEW, [], [name])
    assert not box.intersects(name)


def test_without_room_there_is_no_number() -> None:
    assert numbers(ONE, VIEW, [QRectF(100, 50, 200, 200)], []) == ()


def test_out_of_sight_there_is_none() -> None:
    assert numbers((("07",), np.array([900.0]), np.array([0.0])), VIEW, [], []) == ()
