from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.clock import FixedClock
from command_center.simulator.log import EventLog, LogUnusable

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PLENTY = 1 << 30


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


def held(log: EventLog, after: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    while (chunk := log.read(after, 100, PLENTY)) is not None:
        found += [msgspec.json.decode(body) for body in chunk.bodies]
        after = chunk.last
    return found


def sequences(log: EventLog) -> list[str]:
    return [event["sequence"] for event in held(log)]


texts = st.dictionaries(st.sampled_from(["type", "data", "source"]), st.text(max_size=40))


@given(st.lists(st.lists(texts, max_size=4), max_size=12), st.lists(st.integers(-5, 5), min_size=12, max_size=12))
def test_what_was_written_is_read_again_in_order_whatever_the_clock_does_and_however_often_it_is_opened(
    batches: list[list[dict[str, Any]]], ticks: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock, file = FixedClock(NOW), Path(folder) / "dogs.log"
        given_out: list[str] = []
        for batch, seconds in zip(batches, ticks, strict=False):
            log = EventLog(file, clock)
            given_out += log.append(batch)
            log.close()
            clock.advance(seconds)
        log = EventLog(file, clock)
        events = held(log)
        log.close()

    assert [{k: v for k, v in e.items() if k not in ("id", "sequence")} for e in events] == [
        event for batch in batches for event in batch
    ]
    assert [event["sequence"] for event in events] == given_out
    assert given_out == sorted(set(given_out))
    assert all(len(sequence) == 20 and sequence.isdigit() for sequence in given_out)


def test_sequences_are_microseconds_of_utc(tmp_path: Path, clock: FixedClock) -> None:
    log = EventLog(tmp_path / "a.log", clock)

    assert log.append([{}, {}]) == [f"{int(NOW.timestamp()) * 1_000_000 + k:020d}" for k in (0, 1)]
    log.close()


def test_a_chunk_keeps_to_its_bounds_but_holds_at_least_one_event(tmp_path: Path, clock: FixedClock) -> None:
    log = EventLog(tmp_path / "a.log", clock)
    log.append([{"data": "x" * 1000} for _ in range(10)])

    by_count, by_bytes, one = log.read(0, 3, PLENTY), log.read(0, 100, 5_000), log.read(0, 100, 10)
    log.close()

    assert by_count is not None and len(by_count.bodies) == 3
    assert by_bytes is not None and len(by_bytes.bodies) == 4
    assert one is not None and len(one.bodies) == 1


def test_a_record_torn_by_a_crash_is_dropped_and_the_ones_before_it_stay(tmp_path: Path, clock: FixedClock) -> None:
    file, copy = tmp_path / "a.log", tmp_path / "copy.log"
    log = EventLog(file, clock)
    before = log.append([{"data": "kept"}])
    log.append([{"data": "torn" * 3000}])
    # What a killed process leaves: the files as they are now, the last write cut off in the middle.
    copy.write_bytes(file.read_bytes())
    wal = file.with_name("a.log-wal").read_bytes()
    copy.with_name("copy.log-wal").write_bytes(wal[:-5000])
    log.close()

    again = EventLog(copy, clock)
    found, after = sequences(again), again.append([{"data": "next"}])
    again.close()

    assert found == before
    assert after > before


def test_events_over_the_size_are_dropped_oldest_first_and_the_drop_is_known(tmp_path: Path, clock: FixedClock) -> None:
    log = EventLog(tmp_path / "a.log", clock, max_bytes=1_000_000)
    for _ in range(20):
        log.append([{"data": "x" * 400}] * 500)
        clock.advance(1)

    first = log.first_held()
    file_bytes = (tmp_path / "a.log").stat().st_size
    assert first is not None and 0 < log.dropped < first <= log.newest
    assert len(held(log)) < 5_000
    assert file_bytes < 4_000_000
    log.close()
    again = EventLog(tmp_path / "a.log", clock)
    assert (again.dropped, again.first_held()) == (log.dropped, first)
    again.close()


def test_events_too_old_are_dropped(tmp_path: Path, clock: FixedClock) -> None:
    log = EventLog(tmp_path / "a.log", clock, max_age=timedelta(hours=1))
    (old,) = log.append([{}])
    clock.advance(3601)
    (new,) = log.append([{}])
    log.trim()

    assert sequences(log) == [new]
    assert log.dropped == int(old)
    log.close()


def test_a_log_emptied_by_age_still_gives_rising_sequences_after_the_clock_stepped_back(
    tmp_path: Path, clock: FixedClock
) -> None:
    log = EventLog(tmp_path / "a.log", clock, max_age=timedelta(hours=1))
    (old,) = log.append([{}])
    clock.advance(7200)
    log.trim()
    log.close()
    clock.advance(-9000)

    again = EventLog(tmp_path / "a.log", clock)
    assert again.first_held() is None
    assert again.append([{}]) > [old]
    again.close()


def test_an_event_no_message_can_carry_is_refused_and_nothing_of_its_batch_is_written(
    tmp_path: Path, clock: FixedClock
) -> None:
    log = EventLog(tmp_path / "a.log", clock)

    with pytest.raises(ValueError, match="larger than a message"):
        log.append([{}, {"data": "x" * (17 << 20)}])

    assert held(log) == []
    log.close()


def test_a_file_that_is_no_log_is_refused_in_words(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "a.log").write_text("no database at all " * 1000)

    with pytest.raises(LogUnusable, match=r"a\.log: cannot be used"):
        EventLog(tmp_path / "a.log", clock)
