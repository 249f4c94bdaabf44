"""Draws paths without holding Python's lock, so that a painting on another thread does not hold the interface up.

PySide keeps the lock while Qt draws; a painting of the whole city is 900 paths, and each time the interface wanted its
turn it waited for one of them, or the 5 ms until Python lets go: frames took 140 ms instead of 15. So the one function
that takes time is called in Qt's own library. Where it isn't found under the name this compiler gives it, PySide's is
called: the same picture, slower frames while it is made.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path

import PySide6
import shiboken6
from PySide6.QtGui import QPainter, QPainterPath

_NAME = "_ZN8QPainter8drawPathERK12QPainterPath"
_LIBRARIES = ("Qt/lib/libQt6Gui.so.6", "Qt/lib/QtGui.framework/Versions/A/QtGui")
_ONE = threading.Lock()
"""Qt makes notes in a path while it draws it: two threads must not draw one at once."""
Draw = Callable[[QPainter, QPainterPath], None]


def draw_path(painter: QPainter, path: QPainterPath) -> None:
    """`painter.drawPath(path)`. On any thread; the interface's draws no path that is given here."""
    with _ONE:
        _found()(painter, path)


@cache
def _found() -> Draw:
    """Qt's function, or PySide's."""
    for library in _LIBRARIES:
        try:
            function = getattr(ctypes.CDLL(str(Path(PySide6.__path__[0]) / library)), _NAME)
        except (OSError, AttributeError):
            continue
        function.argtypes, function.restype = (ctypes.c_void_p, ctypes.c_void_p), None
        pointer = shiboken6.getCppPointer

        def unlocked(painter: QPainter, path: QPainterPath) -> None:
            function(pointer(painter)[0], pointer(path)[0])  # noqa: B023  the loop ends here

        return unlocked
    return QPainter.drawPath
