"""What a seat sounds: once for what comes together, by priority, quiet at one key, never for what comes and goes."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import Qt

from command_center.figures.flood import Flood
from command_center.model.categories import Category, Priority
from command_center.model.events import EventState
from command_center.queries.answers import ReviewRow
from scripts.tones import RATE, TONES, samples
from tests.widgets.conftest import Seated, until
from tests.widgets.room import NOW, board, review
from tests.widgets.test_station import Run, message, press
from widgets.sound.deciding import AGAIN, EXPIRES, GAPS, QUIET_FOR, Hearing
from widgets.sound.player import FOLDER

SECOND = timedelta(seconds=1)
URGENT, HIGH, MEDIUM, LOW = Priority


def row(id_: str, priority: Priority, **fields: object) -> ReviewRow:
    return review(id_, Category.DOG_IN_FORBIDDEN_ZONE, priority, 5, **fields)


def listening(*there: ReviewRow) -> Hearing:
    """A seat that has read its first queue."""
    hearing = Hearing()
    hearing.take(board(there), NOW)
    return hearing


def test_what_stands_there_at_the_start_makes_no_sound() -> None:
    hearing = listening(row("a", URGENT))
    assert hearing.due(NOW) is None


def test_many_at_once_are_one_tone_with_the_worst_of_them() -> None:
    hearing = listening()
    hearing.take(board([row("a", MEDIUM), row("b", HIGH), row("c", HIGH), row("d", LOW)]), NOW)
    assert [hearing.due(NOW + n * SECOND) for n in range(40)] == [HIGH] + [None] * 39


def test_what_is_low_and_what_comes_and_goes_is_not_heard_and_an_urgent_one_always_is() -> None:
    hearing = listening()
    hearing.take(board([row("a", LOW), row("b", HIGH, times=4, times_since=NOW)]), NOW)
    assert hearing.due(NOW) is None
    hearing.take(board([row("c", URGENT, times=4, times_since=NOW)]), NOW)
    assert hearing.due(NOW) is URGENT


def test_in_a_flood_only_high_and_urgent_ones_are_heard() -> None:
    hearing = listening()
    flood = Flood(NOW, 40, 1)
    hearing.take(replace(board([row("a", MEDIUM)]), flood=flood), NOW)
    assert hearing.due(NOW) is None
    hearing.take(replace(board([row("a", MEDIUM), row("b", HIGH)]), flood=flood), NOW)
    assert hearing.due(NOW) is HIGH


def test_an_urgent_one_sounds_again_until_somebody_has_seen_it() -> None:
    hearing = listening()
    hearing.take(board([row("a", URGENT)]), NOW)
    assert hearing.due(NOW) is URGENT
    assert hearing.due(NOW + AGAIN - SECOND) is None
    assert hearing.due(NOW + AGAIN) is URGENT
    hearing.take(board([row("a", URGENT, state=EventState.ACKNOWLEDGED)]), NOW + AGAIN)
    assert hearing.due(NOW + 3 * AGAIN) is None


def test_silence_holds_for_what_comes_but_not_for_a_new_urgent_one_and_ends_by_itself() -> None:
    hearing = listening()
    hearing.take(board([row("a", URGENT)]), NOW)
    assert hearing.due(NOW) is URGENT
    hearing.silence(NOW)
    assert hearing.due(NOW + AGAIN) is None
    hearing.take(board([row("a", URGENT), row("b", HIGH)]), NOW + AGAIN)
    assert hearing.due(NOW + AGAIN) is None
    hearing.take(board([row("a", URGENT), row("b", HIGH), row("c", URGENT)]), NOW + 2 * AGAIN)
    assert hearing.due(NOW + 2 * AGAIN) is URGENT
    hearing.silence(NOW + 2 * AGAIN)
    later = NOW + 2 * AGAIN + QUIET_FOR
    hearing.take(board([row("d", HIGH)]), later)
    assert hearing.due(later) is HIGH


def test_news_that_could_not_sound_in_time_says_nothing_later() -> None:
    hearing = listening()
    hearing.take(board([row("a", MEDIUM)]), NOW)
    assert hearing.due(NOW + EXPIRES) is None


_arrivals = st.lists(st.tuples(st.integers(1, 40), st.sampled_from(Priority)), max_size=40)


@given(_arrivals)
def test_tones_keep_their_distance_whatever_comes(arrivals: Sequence[tuple[int, Priority]]) -> None:
    hearing, rows, now = listening(), list[ReviewRow](), NOW
    heard: list[tuple[object, Priority]] = []
    last = None
    for n, (wait, priority) in enumerate(arrivals):
        for _ in range(wait):
            now += SECOND
            tone = hearing.due(now)
            if tone is not None:
                assert last is None or now - last >= GAPS[tone]
                heard.append((now, tone))
                last = now
        rows.append(row(f"r{n}", priority))
        hearing.take(board(rows), now)
    if heard:
        assert any(priority is not LOW for _, priority in arrivals)


def test_space_silences_and_the_button_names_it_and_nothing_is_played_without_a_loudspeaker(seated: Run) -> None:
    async def body(place: Seated) -> None:
        station = await place.sit()
        sound = station.queue.sound
        assert not sound.isVisible()
        press(station, Qt.Key.Key_Space)
        assert "Nothing sounds" in message(station)
        now = place.room.queries.now_board
        place.room.show(board([row("new", URGENT), *now.review], now.shelved, now.cases))
        await until(lambda: sound.player.made == [URGENT])
        assert sound.isVisible()
        assert (sound.button.cap, sound.button.text()) == ("Space", "Silence")
        press(station, Qt.Key.Key_Space)
        assert "Silent until" in sound.words.text()
        place.room.clock.advance(200)
        station.source.ticked.emit()
        assert not sound.isVisible()
        assert sound.player.made == [URGENT]

    seated(body)


def test_the_tones_in_the_resources_are_those_the_script_makes() -> None:
    for name, pips in TONES.items():
        with wave.open(str(FOLDER / f"{name}.wav"), "rb") as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
            assert file.readframes(file.getnframes()) == samples(pips).tobytes()
            assert file.getnframes() < RATE
