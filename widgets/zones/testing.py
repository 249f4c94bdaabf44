"""What is being drawn, tried over recorded tracks before it is saved; the drawing stays as it is meanwhile."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from command_center.commands.requests import SavePlace
from command_center.queries.trial.asked import Trial, TrialResult
from widgets.common.desk import Desk
from widgets.common.tasks import Tasks
from widgets.map.panel import MapPanel
from widgets.trial.page import TrialPage
from widgets.trial.trying import Trying
from widgets.zones.editing import Editing


class Testing(QObject):
    """Signals: `began()` the page is to be looked at, `left()` it no longer is."""

    began = Signal()
    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, map_: MapPanel, editing: Editing) -> None:
        super().__init__(tasks)
        self._desk, self._editing = desk, editing
        self.page, self._trying = TrialPage(), Trying(desk, tasks, map_)
        self._open = False
        editing.trying.connect(self.begin)
        self.page.pressed.connect(self.do)
        self._trying.progressed.connect(self.page.show_share)
        self._trying.found.connect(self._found)
        self._trying.failed.connect(self.page.fail)

    def begin(self) -> None:
        """Try what is drawn and filled in, if it can be laid down."""
        request = self._editing.request()
        if request is None:
            return
        self._open = True
        self.began.emit()
        name = self._editing.form.name.text().strip()
        self.page.begin(name)
        self._trying.start(self._trial(request), name)

    def _trial(self, request: SavePlace) -> Trial:
        end = self._desk.clock.now()
        start = end - timedelta(days=self.page.days_back)
        return Trial(start=start, end=end, features=(request.feature, *request.also))

    def _found(self, result: TrialResult) -> None:
        self.page.show_found(result)
        if self._open:
            self._trying.show(result)

    def do(self, action: str) -> None:
        """An action of a button or a key."""
        if action == "try":
            self.begin()
        elif action == "map" and self.page.found is not None:
            self._trying.show(self.page.found)
        elif action == "leave":
            self.leave()

    def leave(self) -> None:
        """One step: off the map, then back to the form."""
        if self._trying.shown:
            self._trying.clear()
        elif self.stop():
            self.left.emit()

    def stop(self) -> bool:
        """Nothing of it runs, or stays on the map. False: it was not looked at."""
        was, self._open = self._open, False
        self._trying.stop()
        self._trying.clear()
        return was
