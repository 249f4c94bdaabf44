"""A window whose screen has gone is brought back onto one that is there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize

GRIP = QSize(120, 24)
"""Of a window's head at least so much must be on a screen: enough to take hold of it."""


def brought_back(window: QRect, screens: Sequence[QRect], home: QRect) -> QRect:
    """Where `window` belongs: as it is while its head can be reached on one of `screens` (the usable parts, desktop
    pixels), else in the middle of `home`, and no larger than that."""
    head = QRect(window.topLeft(), QSize(window.width(), GRIP.height()))
    for screen in screens:
        seen = head.intersected(screen)
        if seen.width() >= min(GRIP.width(), window.width()) and seen.height() >= GRIP.height() // 2:
            return window
    size = window.size().boundedTo(home.size() * 0.9).expandedTo(QSize(1, 1))
    found = QRect(QPoint(0, 0), size)
    found.moveCenter(home.center())
    return found
