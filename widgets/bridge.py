"""The one crossing from the core's notices to Qt: one signal a tick, none when nothing changed."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal

from command_center import notices as n

log = logging.getLogger(__name__)
TICK_MS = 150


_KINDS: dict[type[n.Notice], str] = {
    n.TagWorkChanged: "tags",
    n.SquadChanged: "squads",
    n.CameraChanged: "cameras",
    n.CameraLimitChanged: "thresholds",
    n.PlacesChanged: "places",
    n.RulesChanged: "rules",
    n.ShiftChanged: "shift",
    n.WallChanged: "wall",
    n.QuarantineChanged: "quarantine",
    n.FeedChanged: "feeds",
    n.GapSeen: "feeds",
}
"""What is only noted to have changed."""


@dataclass
class Batch:
    """What changed during one tick, by kind; ids are sets, so that a hundred updates of one thing are one.

    `store_trouble` is None when nothing was said about the store, "" when it is well again, else the reason.
    """

    events: set[str] = field(default_factory=set)
    new_events: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)
    dogs: set[str] = field(default_factory=set)
    tags: bool = False
    squads: bool = False
    cameras: bool = False
    thresholds: bool = False
    places: bool = False
    rules: bool = False
    shift: bool = False
    wall: bool = False
    feeds: bool = False
    quarantine: bool = False
    store_trouble: str | None = None

    @property
    def board(self) -> bool:
        """True when the queue may look different now."""
        return bool(self.events or self.cases or self.squads or self.places)

    def take(self, notice: n.Notice) -> None:
        """Add one notice."""
        match notice:
            case n.EventChanged(id=id_, new=new):
                self.events.add(id_)
                if new:
                    self.new_events.add(id_)
            case n.CaseChanged(id=id_):
                self.cases.add(id_)
            case n.DogChanged(id=id_) | n.DogFactsChanged(id=id_):
                self.dogs.add(id_)
            case n.StoreTrouble(id=reason):
                self.store_trouble = reason
            case _:
                setattr(self, _KINDS[type(notice)], True)


class Bridge(QObject):
    """Collects notices and tells them to widgets as one `changed(Batch)` a tick."""

    changed = Signal(object)

    def __init__(self, notices: n.Notices, tick_ms: int = TICK_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._batch: Batch | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(tick_ms)
        self._timer.timeout.connect(self.flush)
        self._stop = notices.listen(self._hear)

    def _hear(self, batch: Sequence[n.Notice]) -> None:
        if self._batch is None:
            self._batch = Batch()
            self._timer.start()
        for notice in batch:
            self._batch.take(notice)

    def flush(self) -> None:
        """Tell what has gathered, now."""
        batch, self._batch = self._batch, None
        self._timer.stop()
        if batch is not None:
            self.changed.emit(batch)

    def close(self) -> None:
        """Stop listening; what has gathered is dropped."""
        self._stop()
        self._timer.stop()
        self._batch = None
