"""A stream is live only while frames arrive, says why it is not, and comes back by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from command_center.clock import FixedClock, SystemClock
from command_center.model.addresses import Refusal
from tests.widgets.cameras.served import Pictures, Rtsp, served
from tests.widgets.conftest import until
from widgets.cameras import probe, words
from widgets.cameras.probe import Trouble
from widgets.cameras.stream import PAUSES_S, State, Stream
from widgets.cameras.video import QVideoFrame, QVideoFrameFormat

Run = Callable[[Callable[[], Awaitable[None]]], None]
START = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
ADDRESS = "rtsp://camera.example/live"


class Hands(QObject):
    """A player that does as it is told by the test."""

    failed = Signal(str)
    length_known = Signal(int)
    moved = Signal(int)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.frame: QVideoFrame | None = None
        self.closed = False

    def open(self, address: str) -> None:
        self.opened.append(address)

    def stop(self) -> None:
        self.frame = None

    def take(self) -> QVideoFrame | None:
        frame, self.frame = self.frame, None
        return frame

    def close(self) -> None:
        self.closed = True


class Watched:
    """A stream somebody looks at, a clock and the player in the test's hands."""

    def __init__(self, address: str | None = ADDRESS) -> None:
        self.clock, self.hands = FixedClock(START), Hands()
        self.stream = Stream(self.clock, player=lambda: self.hands)
        self.stream.show(address)
        self.stream.look(True)

    def frame(self, after: float = 0.0) -> None:
        from PySide6.QtCore import QSize

        self.clock.advance(after)
        self.hands.frame = QVideoFrame(QVideoFrameFormat(QSize(16, 8), QVideoFrameFormat.PixelFormat.Format_BGRA8888))
        self.stream.beat()

    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.stream.beat()

    @property
    def state(self) -> State:
        return self.stream.standing.state

    @property
    def badge(self) -> str:
        return words.badge(self.stream.standing)


def test_it_is_live_only_while_frames_arrive() -> None:
    seen = Watched()
    assert seen.state is State.CONNECTING
    seen.frame(0.5)
    assert seen.badge == "LIVE"
    seen.wait(1.9)
    assert seen.badge == "LIVE"
    last = seen.stream.taken
    seen.wait(0.2)
    assert (seen.state, seen.stream.standing.since) == (State.STILL, last)
    seen.frame()
    assert seen.badge == "LIVE"


def test_a_stream_without_frames_is_opened_anew_with_growing_pauses() -> None:
    seen = Watched()
    pauses = []
    for _ in range(8):
        seen.hands.failed.emit(Trouble.NO_ANSWER)
        assert (seen.state, seen.stream.standing.why) == (State.FAILED, Trouble.NO_ANSWER)
        again = seen.stream.standing.again
        assert again is not None
        pauses.append((again - seen.clock.now()).total_seconds())
        before = len(seen.hands.opened)
        seen.wait(pauses[-1] - 0.01)
        assert len(seen.hands.opened) == before
        seen.wait(0.02)
        assert len(seen.hands.opened) == before + 1
    for wanted, pause in zip((*PAUSES_S, PAUSES_S[-1], PAUSES_S[-1]), pauses, strict=True):
        assert 0.8 * wanted <= pause <= 1.2 * wanted


def test_pauses_begin_anew_once_the_stream_was_steady() -> None:
    seen = Watched()
    for _ in range(4):
        seen.hands.failed.emit(Trouble.SERVER)
        seen.wait(40)
    for _ in range(30):
        seen.frame(1.0)
    seen.hands.ended.emit()
    again = seen.stream.standing.again
    assert again is not None and (again - seen.clock.now()).total_seconds() <= 1.2


def test_a_picture_that_stopped_keeps_its_time_while_it_is_tried_again() -> None:
    seen = Watched()
    seen.frame()
    last = seen.stream.taken
    seen.wait(13)
    assert (seen.state, seen.stream.standing.since, seen.stream.standing.why) == (State.STILL, last, Trouble.STOPPED)
    seen.wait(2)
    assert (seen.state, seen.stream.standing.since) == (State.STILL, last)
    assert len(seen.hands.opened) == 2


def test_a_connection_that_gives_no_picture_is_given_up() -> None:
    seen = Watched()
    seen.wait(13)
    assert (seen.state, seen.stream.standing.why) == (State.FAILED, Trouble.NO_PICTURE)


def test_a_recording_is_never_live() -> None:
    seen = Watched()
    seen.hands.length_known.emit(30_000)
    seen.frame()
    assert seen.state is State.PLAYING and seen.stream.standing.recording
    seen.hands.ended.emit()
    assert len(seen.hands.opened) == 2


def test_nothing_plays_that_nobody_sees() -> None:
    seen = Watched()
    seen.frame()
    seen.stream.look(False)
    assert seen.hands.closed and seen.state is State.RESTING
    assert not seen.stream.beat()


@pytest.mark.parametrize(
    ("address", "state", "why"),
    [
        (None, State.NO_STREAM, None),
        ("file:///etc/passwd", State.REFUSED, Refusal.FOLDER),
        ("gopher://x/", State.REFUSED, Refusal.SCHEME),
    ],
)
def test_what_may_not_be_opened_is_not(address: str | None, state: State, why: Refusal | None) -> None:
    seen = Watched(address)
    assert (seen.state, seen.stream.standing.why, seen.hands.opened) == (state, why, [])


def _failed(stream: Stream) -> bool:
    return stream.standing.state is State.FAILED


async def _beaten(stream: Stream, holds: Callable[[], bool], seconds: float = 8.0) -> None:
    def there() -> bool:
        stream.beat()
        return holds()

    await until(there, seconds)


@pytest.mark.parametrize("server", [Pictures(login="kan:p@ss/1"), Rtsp(login="kan:p@ss/1")], ids=["http", "rtsp"])
def test_a_real_stream_plays_stops_and_comes_back(
    run: Run, server: Pictures, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    async def body() -> None:
        async with served(server):
            scheme = "rtsp" if isinstance(server, Rtsp) else "http"
            stream = Stream(SystemClock())
            stream.show(f"{scheme}://kan:p%40ss%2F1@127.0.0.1:{server.port}/live")
            stream.look(True)
            await _beaten(stream, lambda: stream.standing.state is State.PLAYING)
            assert stream.frame is not None and stream.frame.size().toTuple() == (320, 240)
            port = server.port
            await server.stop()
            await _beaten(stream, lambda: stream.standing.state is State.STILL)
            await server.start(port)
            await _beaten(stream, lambda: stream.standing.state is State.PLAYING)
            stream.close()

    run(body)
    said = capfd.readouterr()
    assert "p@ss" not in said.err + said.out + caplog.text
    assert "p%40ss" not in said.err + said.out + caplog.text
    assert said.err == ""


def test_a_stream_that_stays_open_and_sends_nothing_is_still(run: Run) -> None:
    async def body() -> None:
        async with served(Pictures()) as server:
            stream = Stream(SystemClock())
            stream.show(f"http://127.0.0.1:{server.port}/live")
            stream.look(True)
            await _beaten(stream, lambda: stream.standing.state is State.PLAYING)
            server.flowing = False
            await _beaten(stream, lambda: stream.standing.state is State.STILL)
            server.flowing = True
            await _beaten(stream, lambda: stream.standing.state is State.PLAYING)
            stream.look(False)
            await until(lambda: server.watchers == 0)

    run(body)


def test_why_there_is_no_picture_is_said(run: Run, tmp_path: Path) -> None:
    async def body() -> None:
        async with served(Pictures(login="a:b")) as closed, served(Pictures()) as free:
            cases = {
                f"http://127.0.0.1:{closed.port}/live": Trouble.NEEDS_LOGIN,
                f"http://a:wrong@127.0.0.1:{closed.port}/live": Trouble.LOGIN_REFUSED,
                f"http://127.0.0.1:{free.port}/nothing": Trouble.NOT_THERE,
                "rtsp://127.0.0.1:1/live": Trouble.NO_ANSWER,
                "http://no-such-host.invalid/": Trouble.NO_SUCH_HOST,
                (tmp_path / "broken.mp4").as_uri(): Trouble.BROKEN_FILE,
            }
            (tmp_path / "broken.mp4").write_bytes(b"no film at all" * 100)
            for address, why in cases.items():
                stream = Stream(SystemClock(), [str(tmp_path)])
                stream.show(address)
                stream.look(True)
                await _beaten(stream, partial(_failed, stream))
                assert stream.standing.why is why, address
                stream.close()

    run(body)


def test_the_question_why_never_carries_the_login() -> None:
    async def body() -> None:
        async with served(Rtsp(login="a:b")) as server:
            answer = await asyncio.to_thread(probe.ask, f"rtsp://a:secret@127.0.0.1:{server.port}/live")
            assert answer is Trouble.LOGIN_REFUSED

    asyncio.run(body())
