"""The clip of an event: opened with a key, played to its end, dragged along, closed again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec.structs import replace as changed
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from command_center.model.events import DetectionReason
from command_center.queries.answers import Matter
from command_center.queries.clips import Clip, Lacking, NoClip
from command_center.simulator.film import avi
from tests.widgets.cameras.served import SIZE, jpeg
from tests.widgets.conftest import Seated, until
from widgets.cameras import player
from widgets.cameras.clip import ClipView
from widgets.station import Station

Run = Callable[[Callable[[Seated], Awaitable[None]]], None]


class Shelf:
    """One film for every event, or none."""

    def __init__(self, film: Path | None, why: Lacking = Lacking.NOT_FETCHED) -> None:
        self.film, self.why = film, why
        self.asked: list[str] = []

    async def clip(self, event: str) -> Clip:
        self.asked.append(event)
        if self.film is None:
            raise NoClip(self.why, "the server answered HTTP 404")
        return Clip(self.film.as_uri(), 0.6)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Two seconds."""
    file = tmp_path / "film.avi"
    file.write_bytes(avi([jpeg(n) for n in range(20)], 10, SIZE))
    return file


async def with_clip(place: Seated, shelf: Shelf) -> tuple[Station, ClipView]:
    """The seat on a row whose event has a clip, and the key pressed."""
    room = place.room
    room.desk = replace(room.desk, clips=shelf)
    matter = room.queries.matter

    async def told(event_or_case: str) -> Matter | None:
        found = await matter(event_or_case)
        if found is None:
            return None
        behind = tuple(
            changed(one, reason=changed(one.reason, clip="http://x/clip"))
            if isinstance(one.reason, DetectionReason)
            else one
            for one in found.events
        )
        return changed(found, events=behind)

    room.queries.matter = told  # type: ignore[method-assign]
    station = await place.sit()
    row = next(row for row in room.queries.now_board.review if row.device is not None)
    station.queue.reveal(row.id)
    await place.settled()
    await until(lambda: any(button.cap == "P" for button in station.detail.footer.buttons))
    QTest.keyClick(station.queue.view, Qt.Key.Key_P)
    await until(lambda: station.clip is not None and station.clip.isVisible())
    assert station.clip is not None
    return station, station.clip


def test_the_clip_of_the_selected_event_plays_to_its_end(seated: Run, film: Path) -> None:
    async def body(place: Seated) -> None:
        shelf = Shelf(film)
        station, clip = await with_clip(place, shelf)
        await until(lambda: not clip.screen_.image.isNull())
        assert (clip.line.length, clip.line.mark) == (2000, 600)
        await until(lambda: clip.at_end)
        assert not clip.playing and clip.line.at == 2000
        QTest.keyClick(clip, Qt.Key.Key_Escape)
        assert clip.isHidden()
        await until(lambda: player.ending() == 0)
        assert len(shelf.asked) == 1
        del station

    seated(body)


def test_it_stands_still_goes_anywhere_and_plays_again(seated: Run, film: Path) -> None:
    async def body(place: Seated) -> None:
        _station, clip = await with_clip(place, Shelf(film))
        await until(lambda: not clip.screen_.image.isNull())
        QTest.keyClick(clip, Qt.Key.Key_Space)
        assert not clip.playing
        middle = QPoint(clip.line.width() * 3 // 4, clip.line.height() // 2)
        clip.screen_.image.fill(Qt.GlobalColor.black)
        QTest.mouseClick(clip.line, Qt.MouseButton.LeftButton, pos=middle)
        assert abs(clip.line.at - 1500) < 20
        await until(lambda: clip.screen_.image.pixelColor(9, 9) != Qt.GlobalColor.black)
        QTest.keyClick(clip, Qt.Key.Key_Home)
        assert clip.line.at == 0
        QTest.keyClick(clip, Qt.Key.Key_Space)
        await until(lambda: clip.at_end)
        QTest.keyClick(clip, Qt.Key.Key_Space)
        await until(lambda: clip.playing and 0 < clip.line.at < 1500)
        clip.leave()
        await until(lambda: player.ending() == 0)

    seated(body)


def test_why_there_is_no_clip_is_said(seated: Run) -> None:
    async def body(place: Seated) -> None:
        _station, clip = await with_clip(place, Shelf(None))
        await until(lambda: "HTTP 404" in clip.screen_.text)
        clip.leave()

    seated(body)
