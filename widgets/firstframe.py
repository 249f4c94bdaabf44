"""Says when the map is first painted with something live on it: what a start is measured by."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from command_center.live import Live

log = logging.getLogger(__name__)


class FirstFrame(QObject):
    """Watches a painted widget until it is painted while dogs are known; then logs one line, does what is to be done
    `then`, and lets go."""

    def __init__(self, painted: QWidget, live: Live, then: Callable[[], None]) -> None:
        super().__init__(painted)
        self._painted, self._live, self._then = painted, live, then
        painted.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Never keeps an event back."""
        if event.type() == QEvent.Type.Paint and self._live.dogs.known:
            log.info("first live map frame")
            self._painted.removeEventFilter(self)
            self._then()
        return False
