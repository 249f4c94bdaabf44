"""A trial under way: asked for, followed, broken off, and its alarms laid on the map."""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication, QObject, Signal

from command_center.commands.requests import NoteTrial, Refused
from command_center.model.people import Role
from command_center.queries.trial.asked import Trial, TrialResult
from command_center.queries.trial.asking import TrialCancelled, TrialFailed
from widgets.common.desk import Desk
from widgets.common.refusals import words_for
from widgets.common.tasks import Tasks
from widgets.map.panel import MapPanel
from widgets.map.wouldbe import band_words
from widgets.trial.found import on_map

translate = QCoreApplication.translate
MOST_SAID = 1000
"""Letters of what is tried that go on record."""
MAY = (Role.LEADER, Role.SHIFT_LEADER)
"""Who may try, and lay down what was tried."""


class Trying(QObject):
    """One trial at a time; another one breaks the one before off. Signals: `progressed(float)` its share 0…1,
    `found(TrialResult)`, `failed(str)` why it came to nothing, in words."""

    progressed = Signal(float)
    found = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, tasks: Tasks, map_: MapPanel) -> None:
        super().__init__(tasks)
        self._desk, self._tasks, self._map = desk, tasks, map_
        self._cancel: threading.Event | None = None
        self._on_map = False
        map_.would_be.cleared.connect(self._cleared)

    @property
    def running(self) -> bool:
        """Whether one is under way."""
        return self._cancel is not None

    @property
    def shown(self) -> bool:
        """Whether a trial of this one's is on the map."""
        return self._on_map

    def start(self, trial: Trial, what: str) -> None:
        """Put on record that `what` is tried, and carry it out."""
        self.stop()
        self.clear()
        if not self._desk.person.may(*MAY):
            self.failed.emit(translate("Rules", "Your seat may not run trials. A leader or shift leader can."))
            return
        self._cancel = threading.Event()
        self._tasks.start(self._run(trial, what, self._cancel), "trial")

    def stop(self) -> None:
        """Break it off."""
        if self._cancel is not None:
            self._cancel.set()
            self._cancel = None

    async def _run(self, trial: Trial, what: str, cancel: threading.Event) -> None:
        source = self._desk.trials
        if source is None:
            self._cancel = None
            self.failed.emit(translate("Rules", "This seat has no store to try on."))
            return

        def progress(share: float) -> None:
            if self._cancel is cancel:
                self.progressed.emit(share)

        try:
            await self._desk.commands.do(self._desk.person, NoteTrial(trial.start, trial.end, what[:MOST_SAID]))
            result = await source.run(trial, progress, cancel)
        except TrialCancelled:
            return
        except (TrialFailed, Refused) as error:
            if self._cancel is cancel:
                self._cancel = None
                self.failed.emit(_why(error))
            return
        finally:
            cancel.set()
        if self._cancel is cancel:
            self._cancel = None
            self.found.emit(result)

    # the map

    def show(self, result: TrialResult) -> None:
        """Lay its alarms on the map; the map does not move."""
        self._map.would_be.show_all(
            on_map(result, self._map.projection), band_words(result.n_more, result.n_fewer, result.both)
        )
        self._on_map = True

    def clear(self) -> None:
        """Take them off the map."""
        if self._on_map:
            self._map.would_be.clear()

    def _cleared(self) -> None:
        self._on_map = False


def _why(error: TrialFailed | Refused) -> str:
    if isinstance(error, Refused):
        return words_for(error)
    return translate("Rules", "The trial came to nothing: {why}. Nothing was changed.").format(why=error)
