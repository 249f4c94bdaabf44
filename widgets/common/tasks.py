"""Coroutines started from widgets: each has an owner that cancels it at close, and no error is lost."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from time import perf_counter
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

log = logging.getLogger(__name__)
T = TypeVar("T")
SHARE, AT_LEAST_EVERY_MS = 2, 2000
"""A question is asked at most so many times its own length after it was asked last; but every two seconds."""


class Tasks(QObject):
    """Owns running coroutines. `failed(str)` tells an error in one line."""

    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: set[asyncio.Task[None]] = set()
        self._closed = False

    def start(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Run `work` on the loop; after `close` nothing starts any more."""
        if self._closed:
            work.close()
            return
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            log.error("%s failed", task.get_name(), exc_info=error)
            if not self._closed:
                self.failed.emit(f"{task.get_name()}: {error}")

    @property
    def idle(self) -> bool:
        """True when nothing is under way."""
        return not self._running

    def close(self) -> None:
        """Cancel what is under way."""
        self._closed = True
        for task in tuple(self._running):
            task.cancel()


class Refresher(QObject, Generic[T]):
    """Asks one question again when told to: never twice at once, at most once in `gap_ms`, the last ask always kept.
    What takes long is asked less often, so that it leaves room for the rest."""

    def __init__(
        self,
        tasks: Tasks,
        name: str,
        load: Callable[[], Coroutine[Any, Any, T]],
        use: Callable[[T], None],
        gap_ms: int = 350,
    ) -> None:
        super().__init__(tasks)
        self._tasks, self._name, self._load, self._use = tasks, name, load, use
        self._wanted = self._running = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._gap_ms = gap_ms
        self._pause.setInterval(gap_ms)
        self._pause.timeout.connect(self._next)

    def ask(self) -> None:
        """Ask soon; several asks before the answer are one."""
        self._wanted = True
        self._next()

    def _next(self) -> None:
        if self._wanted and not self._running and not self._pause.isActive():
            self._wanted, self._running = False, True
            self._pause.start()
            self._tasks.start(self._run(), self._name)

    async def _run(self) -> None:
        began = perf_counter()
        try:
            self._use(await self._load())
        finally:
            self._running = False
            took_ms = round(1000 * (perf_counter() - began))
            self._pause.setInterval(max(self._gap_ms, min(AT_LEAST_EVERY_MS, SHARE * took_ms)))
            if self._wanted and not self._pause.isActive():
                self._pause.start()
