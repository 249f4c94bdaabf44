"""One video player, in a thread of its own: opening and ending wait for the network, and the interface must not.

Qt decodes in further threads; what comes out is fetched with `take`, at the interface's own pace, so that frames
nobody had time for are dropped before they cost anything. There is no sound.
"""

from __future__ import annotations

import atexit
from typing import Protocol

from PySide6.QtCore import QObject, QThread, QUrl, Signal, SignalInstance, Slot

from widgets.cameras import probe, quiet
from widgets.cameras.video import QMediaPlayer, QPlaybackOptions, QVideoFrame, QVideoSink

NETWORK_MS = 10_000
_running: set[Player] = set()
_ending: set[Player] = set()


class Plays(Protocol):
    """What a stream needs of a player. `failed(str)` a `probe.Trouble`; `length_known(int)` milliseconds, 0 for what
    has no end; `moved(int)` milliseconds from the beginning; `ended()` nothing more will come."""

    failed: SignalInstance
    length_known: SignalInstance
    moved: SignalInstance
    ended: SignalInstance

    def open(self, address: str) -> None: ...
    def stop(self) -> None: ...
    def take(self) -> QVideoFrame | None: ...
    def close(self) -> None: ...


class _Hand(QObject):
    """Lives in the player's thread and touches the player there; every signal carries the number of the opening."""

    failed = Signal(int, str)
    length_known = Signal(int, int)
    moved = Signal(int, int)
    ended = Signal(int)

    def __init__(self, sink: QVideoSink) -> None:
        super().__init__()
        self._sink = sink
        self._player: QMediaPlayer | None = None
        self._number, self._address = 0, ""

    def _made(self) -> QMediaPlayer:
        if self._player is None:
            player = QMediaPlayer()
            options = QPlaybackOptions()
            options.setNetworkTimeout(NETWORK_MS)
            player.setPlaybackOptions(options)
            player.setVideoSink(self._sink)
            player.errorOccurred.connect(self._failed)
            player.durationChanged.connect(self._length)
            player.positionChanged.connect(self._moved)
            player.mediaStatusChanged.connect(self._status)
            self._player = player
        return self._player

    @Slot(int, str)
    def open(self, number: int, address: str) -> None:
        """Play this from its beginning."""
        player = self._made()
        self._number, self._address = 0, address
        player.stop()
        player.setSource(QUrl())  # the same address again would be taken for no change
        self._number = number
        player.setSource(QUrl(address.partition("#")[0]))
        player.setActiveAudioTrack(-1)
        player.play()

    @Slot(str, int)
    def do(self, what: str, value: int) -> None:
        """`stop`, `play`, `pause`, `loop`, or `seek` to `value` milliseconds."""
        player = self._player
        if player is None:
            return
        if what == "stop":
            self._number = 0
            player.stop()
            player.setSource(QUrl())
        elif what == "play":
            player.play()
        elif what == "pause":
            player.pause()
        elif what == "loop":
            player.setLoops(QMediaPlayer.Loops.Infinite)
        elif what == "seek":
            player.setPosition(value)

    @Slot()
    def end(self) -> None:
        """Give everything back; the thread ends then."""
        self.do("stop", 0)
        self._player = None  # and with it the player itself, here in its own thread
        thread = self.thread()
        assert thread is not None
        thread.quit()

    @Slot(QMediaPlayer.Error, str)
    def _failed(self, _error: QMediaPlayer.Error, _words: str) -> None:
        number = self._number
        if number:
            self.failed.emit(number, probe.ask(self._address))

    @Slot("qlonglong")
    def _length(self, milliseconds: int) -> None:
        if self._number:
            self.length_known.emit(self._number, min(milliseconds, 2**31 - 1))

    @Slot("qlonglong")
    def _moved(self, milliseconds: int) -> None:
        if self._number:
            self.moved.emit(self._number, min(milliseconds, 2**31 - 1))

    @Slot(QMediaPlayer.MediaStatus)
    def _status(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is QMediaPlayer.MediaStatus.EndOfMedia and self._number:
            self.ended.emit(self._number)


class Player(QObject):
    """Signals as `Plays`. Everything returns at once; `close` must be the last call."""

    failed = Signal(str)
    length_known = Signal(int)
    moved = Signal(int)
    ended = Signal()
    _open = Signal(int, str)
    _do = Signal(str, int)
    _end = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sink = QVideoSink()
        self._thread = QThread()
        self._hand = _Hand(self._sink)
        self._hand.moveToThread(self._thread)
        self._number, self._running = 0, False
        self._last: QVideoFrame | None = None
        self._open.connect(self._hand.open)
        self._do.connect(self._hand.do)
        self._end.connect(self._hand.end)
        self._hand.failed.connect(self._on_failed)
        self._hand.length_known.connect(self._on_length)
        self._hand.moved.connect(self._on_moved)
        self._hand.ended.connect(self._on_ended)
        self._thread.finished.connect(self._gone)

    def open(self, address: str) -> None:
        """Play this address, found in order before, from its beginning."""
        if "@" in address.partition("://")[2].partition("/")[0] and not quiet.silenced():
            self.failed.emit(probe.Trouble.LOGIN_UNSAFE)
            return
        quiet.silenced()
        self._number += 1
        self._last = self._sink.videoFrame()  # of the opening before
        if not self._running:
            self._running = True
            _running.add(self)
            self._thread.start()
        self._open.emit(self._number, address)

    def stop(self) -> None:
        """Play nothing; nothing more is told of what was opened."""
        self._number += 1
        self._do.emit("stop", 0)

    def play(self) -> None:
        """Go on."""
        self._do.emit("play", 0)

    def pause(self) -> None:
        """Stand still, with the picture kept."""
        self._do.emit("pause", 0)

    def loop(self) -> None:
        """From the end back to the beginning, for ever."""
        self._do.emit("loop", 0)

    def seek(self, milliseconds: int) -> None:
        """Go there."""
        self._do.emit("seek", milliseconds)

    def take(self) -> QVideoFrame | None:
        """The newest frame, None when there is none that was not taken before."""
        frame = self._sink.videoFrame()
        if not frame.isValid() or frame == self._last:
            return None
        self._last = frame
        return frame

    def close(self) -> None:
        """End it, in the background."""
        self._number += 1
        self._last = None
        if self._running:
            self._running = False
            _running.discard(self)
            _ending.add(self)
            self._end.emit()

    def wait(self) -> None:
        """Until it has ended."""
        self._thread.wait()
        _ending.discard(self)

    @Slot()
    def _gone(self) -> None:
        self.wait()

    @Slot(int, str)
    def _on_failed(self, number: int, why: str) -> None:
        if number == self._number:
            self.failed.emit(why)

    @Slot(int, int)
    def _on_length(self, number: int, milliseconds: int) -> None:
        if number == self._number:
            self.length_known.emit(milliseconds)

    @Slot(int, int)
    def _on_moved(self, number: int, milliseconds: int) -> None:
        if number == self._number:
            self.moved.emit(milliseconds)

    @Slot(int)
    def _on_ended(self, number: int) -> None:
        if number == self._number:
            self.ended.emit()


def ending() -> int:
    """How many players were closed and have not ended yet."""
    return len(_ending)


def running() -> int:
    """How many players were opened and not closed."""
    return len(_running)


def wait_for_all() -> None:
    """End every player, and wait for it: Qt aborts when a thread is destroyed that still runs."""
    for player in tuple(_running):
        player.close()
    for player in tuple(_ending):
        player.wait()


atexit.register(wait_for_all)
