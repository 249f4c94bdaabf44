"""The loudspeaker. Where there is none, nothing happens."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QGuiApplication

from command_center.model.categories import Priority
from widgets.cameras import quiet

log = logging.getLogger(__name__)
FOLDER = Path(__file__).parents[2] / "resources" / "sounds"


class Player(QObject):
    """Plays the tone of a priority. The library is loaded with the first one: most starts need none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._effects: dict[Priority, Any] | None = None
        self.made: list[Priority] = []
        """Every tone asked for, the newest last, fifty at most."""

    def play(self, priority: Priority) -> None:
        """Make the tone of this priority; one that still sounds is not laid over itself."""
        self.made = [*self.made[-49:], priority]
        if self._effects is None:
            self._effects = self._load()
        effect = self._effects.get(priority)
        if effect is not None and not effect.isPlaying():
            effect.play()

    def stop(self) -> None:
        """Silence, at once."""
        for effect in (self._effects or {}).values():
            effect.stop()

    def _load(self) -> dict[Priority, Any]:
        if QGuiApplication.platformName() == "offscreen":
            return {}
        quiet.category()
        try:
            from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
        except ImportError as error:
            log.warning("no sound: %s", error)
            return {}
        if not QMediaDevices.audioOutputs():
            log.warning("no sound: this machine has no loudspeaker")
            return {}
        found = {}
        for priority in Priority:
            file = FOLDER / f"{priority}.wav"
            if file.exists():
                effect = QSoundEffect(self)
                effect.setSource(QUrl.fromLocalFile(str(file)))
                found[priority] = effect
        return found
