"""Has what stands still painted on a worker thread, one painting at a time, the newest wish first.

Paths, most of the work, are drawn without Python's lock (unlocked.py), so that the interface hardly feels it
(docs/decisions/0011-point-layer.md).
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter

from widgets.map.dots import Pixels
from widgets.map.still import Painting
from widgets.map.viewport import Viewport

log = logging.getLogger(__name__)
_NICE = 5
_ONE_AT_A_TIME = threading.Lock()
"""Qt makes notes in a path while it draws it: two paintings must not share one at once."""


class Canvas:
    """An image whose pixels NumPy sees too: `pixels` is height × width, 0xAARRGGBB, in device pixels."""

    def __init__(self, width: float, height: float, ratio: float) -> None:
        w, h = max(1, round(width * ratio)), max(1, round(height * ratio))
        self.ratio = ratio
        self.pixels: Pixels = np.empty((h, w), np.uint32)
        self.pixels.fill(0)  # NumPy lets go of Python's lock while the system finds the memory; Qt, painting, would not
        self.image = QImage(self.pixels.data, w, h, w * 4, QImage.Format.Format_RGB32)
        self.image.setDevicePixelRatio(ratio)


@dataclass(frozen=True)
class Painted:
    """A finished painting, what it shows, and the boxes (pixels of it) of what is written on it."""

    canvas: Canvas
    view: Viewport
    written: tuple[QRectF, ...] = ()


@dataclass(frozen=True)
class _Wish:
    painting: Painting
    view: Viewport
    ratio: float


class Backdrop(QObject):
    """Signal `painted(Painted)`, on the interface's thread. `busy` while something is painted or waits to be."""

    painted = Signal(object)
    _done = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: _Wish | None = None
        self._thread: threading.Thread | None = None
        self._next: _Wish | None = None
        self._given_up = threading.Event()
        self._done.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """True until everything wished for has been painted."""
        return self._running is not None or self._next is not None

    def ask(self, painting: Painting, view: Viewport, ratio: float, *, urgent: bool = False) -> None:
        """Have `view` painted at `ratio` device pixels a pixel. A wish not begun is replaced; `urgent` also gives up
        the one under way, as it shows another scale."""
        self._next = _Wish(painting, view, ratio)
        if urgent:
            self._given_up.set()
        if self._running is None:
            self._begin()

    def rest(self) -> None:
        """Give up what is under way, and wait for the thread to end: nothing of ours runs while nobody looks."""
        self._next = None
        self._given_up.set()
        if self._thread is not None:
            self._thread.join()
        self._thread, self._running = None, None

    def _begin(self) -> None:
        wish, self._next = self._next, None
        if wish is not None:
            self._running = wish
            self._given_up = threading.Event()
            self._thread = threading.Thread(
                target=self._work, args=(wish, self._given_up), name="backdrop", daemon=True
            )
            self._thread.start()

    def _work(self, wish: _Wish, given_up: threading.Event) -> None:
        done: Painted | None = None
        if sys.platform == "linux":  # there threads have a priority each: what is drawn now goes before
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        with _ONE_AT_A_TIME:
            try:
                done = _paint(wish, given_up)
            except Exception:
                log.exception("the map's ground could not be painted")
        self._done.emit(wish, done)

    def _take(self, wish: _Wish, painted: Painted | None) -> None:
        if wish is not self._running:  # we have been at rest since
            return
        if self._thread is not None:
            self._thread.join()
        self._thread, self._running = None, None
        self._begin()
        if painted is not None:
            self.painted.emit(painted)


def _paint(wish: _Wish, given_up: threading.Event) -> Painted | None:
    """The painting, or None when it was given up."""
    canvas = Canvas(wish.view.width, wish.view.height, wish.ratio)
    painter = QPainter(canvas.image)
    boxes: tuple[QRectF, ...] = ()
    try:
        for written in wish.painting(painter, wish.view):
            boxes = written
            if given_up.is_set():
                return None
    finally:
        painter.end()
    return Painted(canvas, wish.view, boxes)
