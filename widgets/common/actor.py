"""Gives the desk's commands from a window, one at a time, and knows what can be undone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from command_center.commands.requests import Done, Refused, Request
from widgets.common.desk import Desk
from widgets.common.tasks import Tasks

UNDO_DEPTH = 50


@dataclass(frozen=True)
class Undoable:
    """Something done that can be taken back, until `until` (None: as long as the store lets it)."""

    said: str
    request: Request
    until: datetime | None


class Actor(QObject):
    """Signals: `done(str said, Done)`, `refused(Refused)`, `busy_changed(bool)`. While one command is under way
    another is not taken: a second press of a key must not act on what the first already changed."""

    done = Signal(str, object)
    refused = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, desk: Desk, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._desk, self._tasks = desk, tasks
        self._undo: list[Undoable] = []
        self._busy = False

    @property
    def busy(self) -> bool:
        """True while a command is under way."""
        return self._busy

    def give(self, request: Request, said: str, then: Callable[[Done], None] | None = None) -> bool:
        """Start a command; `said` names it in words, `then` is called once it is done. False when one is under way."""
        if self._busy:
            return False
        self._set_busy(True)
        self._tasks.start(self._carry(request, said, then), type(request).__name__)
        return True

    async def _carry(self, request: Request, said: str, then: Callable[[Done], None] | None) -> None:
        try:
            done = await self._desk.commands.do(self._desk.person, request)
        except Refused as refused:
            self._set_busy(False)
            self.refused.emit(refused)
            return
        except asyncio.CancelledError:
            raise
        except Exception:
            self._set_busy(False)
            raise
        self._set_busy(False)
        if done.undo is not None:
            self._undo = [*self._undo[1 - UNDO_DEPTH :], Undoable(said, done.undo, done.undo_until)]
        self.done.emit(said, done)
        if then is not None:
            then(done)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.busy_changed.emit(busy)

    def undoable(self) -> Undoable | None:
        """What Ctrl+Z would take back now; what is past its time is forgotten."""
        now = self._desk.clock.now()
        self._undo = [entry for entry in self._undo if entry.until is None or entry.until > now]
        return self._undo[-1] if self._undo else None

    def undo(self, said: str) -> bool:
        """Take back the newest thing that can be; False when there is none or a command is under way."""
        newest = self.undoable()
        if newest is None or self._busy:
            return False
        self._undo.pop()
        return self.give(newest.request, said)
