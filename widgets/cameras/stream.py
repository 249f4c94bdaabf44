"""A camera's stream as it stands: live only while frames arrive, opened again with growing pauses when they stop."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from PySide6.QtCore import QObject, Signal

from command_center.clock import Clock
from command_center.model.addresses import AddressRefused, Refusal, checked
from widgets.cameras.player import Player, Plays
from widgets.cameras.probe import Trouble
from widgets.cameras.video import QVideoFrame

FRESH = timedelta(seconds=2)
"""A frame is so long proof that the picture lives."""
GIVEN_UP = timedelta(seconds=12)
"""Without a frame for so long the stream is opened anew."""
STEADY = timedelta(seconds=20)
"""Frames for so long, and the next pause is the shortest again."""
PAUSES_S = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)


class State(Enum):
    """What the pane says."""

    NO_STREAM = "no-stream"
    REFUSED = "refused"
    RESTING = "resting"
    CONNECTING = "connecting"
    PLAYING = "playing"
    STILL = "still"
    FAILED = "failed"


@dataclass(frozen=True)
class Standing:
    """`since` the last frame came (STILL), `why` there is none (FAILED, STILL once it is known), `again` when it is
    tried next. `recording`: what plays has an end, so it is no live picture, whoever sends it."""

    state: State
    since: datetime | None = None
    why: Trouble | Refusal | None = None
    again: datetime | None = None
    recording: bool = False


class Stream(QObject):
    """Signal `changed()`: it stands otherwise. Time is that of the clock it is handed; `beat` moves it on."""

    changed = Signal()

    def __init__(
        self,
        clock: Clock,
        folders: Sequence[str] = (),
        player: Callable[[], Plays] = Player,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock, self._folders, self._make = clock, folders, player
        self._player: Plays | None = None
        self._told: str | None = None
        self._address = ""
        self._looked_at = False
        self._tries = 0
        self._opened: datetime | None = None
        self._steady_since: datetime | None = None
        self.frame: QVideoFrame | None = None
        self.taken: datetime | None = None
        """When the frame came."""
        self.standing = Standing(State.NO_STREAM)

    def show(self, address: str | None) -> None:
        """Another stream, or none; the same again changes nothing."""
        if address == self._told and self.standing.state is not State.NO_STREAM:
            return
        self._told, self._address = address, ""
        self._end()
        self.frame = self.taken = None
        self._tries = 0
        try:
            self._address = checked(address, self._folders)
        except AddressRefused as refused:
            empty = refused.why is Refusal.NONE
            self._stand(Standing(State.NO_STREAM) if empty else Standing(State.REFUSED, why=refused.why))
            return
        self._stand(Standing(State.RESTING))
        if self._looked_at:
            self._open()

    def look(self, on: bool) -> None:
        """Somebody sees it, or nobody does: then nothing is read and nothing decoded."""
        if on == self._looked_at:
            return
        self._looked_at = on
        if not self._address:
            return
        if on:
            self._tries = 0
            self._open()
        else:
            self._end()
            self._stand(Standing(State.RESTING, since=self.taken))

    def beat(self) -> bool:
        """Take the newest frame and see how things stand; whether there is a new frame."""
        if self._player is None:
            return False
        now = self._clock.now()
        frame = self._player.take() if self._opened is not None else None
        if frame is not None:
            self._arrived(frame, now)
            return True
        self._wait(now)
        return False

    def close(self) -> None:
        """Let go of the player."""
        self._looked_at = False
        self._end()

    # --- inside ----------------------------------------------------------------------------------------------------

    def _arrived(self, frame: QVideoFrame, now: datetime) -> None:
        fresh = self.standing.state is State.PLAYING
        self._steady_since = self._steady_since if fresh and self._steady_since else now
        if now - self._steady_since > STEADY:
            self._tries = 0
        self.frame, self.taken = frame, now
        if not fresh:
            self._stand(Standing(State.PLAYING, recording=self.standing.recording))

    def _wait(self, now: datetime) -> None:
        """No new frame: it may be still, given up, or due to be tried again."""
        standing = self.standing
        if standing.state is State.PLAYING and self.taken is not None and now - self.taken > FRESH:
            self._stand(replace(standing, state=State.STILL, since=self.taken))
        if standing.again is not None:
            if now >= standing.again:
                self._open()
        elif self._opened is not None and now - max(self._opened, self.taken or self._opened) > GIVEN_UP:
            self._failed(Trouble.STOPPED if self.frame is not None else Trouble.NO_PICTURE)

    def _open(self) -> None:
        if self._player is None:
            self._player = self._make()
            self._player.failed.connect(self._failed)
            self._player.ended.connect(self._ended)
            self._player.length_known.connect(self._length)
        self._opened = self._clock.now()
        kept = self.standing
        state = State.STILL if self.frame is not None else State.CONNECTING
        why = kept.why if kept.state in (State.STILL, State.FAILED) else None
        self._stand(Standing(state, since=self.taken, why=why))
        self._player.open(self._address)

    def _end(self) -> None:
        player, self._player, self._opened = self._player, None, None
        if player is not None:
            player.close()

    def _failed(self, why: str) -> None:
        if self._player is None or self.standing.again is not None:
            return
        now = self._clock.now()
        self._player.stop()
        self._opened = None
        pause = PAUSES_S[min(self._tries, len(PAUSES_S) - 1)] * random.uniform(0.8, 1.2)
        self._tries += 1
        state = State.STILL if self.frame is not None else State.FAILED
        self._stand(Standing(state, self.taken, Trouble(why), now + timedelta(seconds=pause), self.standing.recording))

    def _ended(self) -> None:
        """The server has closed a live stream; or a recording is at its end, which begins again."""
        if self.standing.recording:
            self._open_again()
        else:
            self._failed(Trouble.STOPPED)

    def _open_again(self) -> None:
        if self._player is not None:
            self._opened = self._clock.now()
            self._player.open(self._address)

    def _length(self, milliseconds: int) -> None:
        recording = milliseconds > 0
        if recording != self.standing.recording:
            self._stand(replace(self.standing, recording=recording))

    def _stand(self, standing: Standing) -> None:
        if standing != self.standing:
            self.standing = standing
            self.changed.emit()
