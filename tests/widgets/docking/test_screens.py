"""A window that can't be reached is brought back; one that can is left alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from widgets.docking.screens import brought_back

LEFT, RIGHT = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1920, 1040)
number = st.integers(-20_000, 20_000)
size = st.integers(1, 9_000)


@given(number, number, size, size)
def test_wherever_a_window_was_it_can_be_taken_hold_of_afterwards(x: int, y: int, wide: int, high: int) -> None:
    found = brought_back(QRect(x, y, wide, high), [LEFT], LEFT)
    head = QRect(found.x(), found.y(), found.width(), 24).intersected(LEFT)
    assert head.height() >= 12 or found.height() < 12
    assert head.width() >= min(120, found.width())
    assert brought_back(found, [LEFT], LEFT) == found


def test_a_window_on_the_second_screen_stays_there_until_that_is_unplugged() -> None:
    window = QRect(2500, 100, 800, 600)
    assert brought_back(window, [LEFT, RIGHT], LEFT) == window
    assert LEFT.contains(brought_back(window, [LEFT], LEFT))


def test_a_window_whose_head_is_above_every_screen_is_brought_back_though_its_body_shows() -> None:
    assert brought_back(QRect(100, -400, 800, 900), [LEFT], LEFT).top() >= 0
