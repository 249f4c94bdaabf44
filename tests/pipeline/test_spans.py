"""Ranges for servers whose ids are their sequences: the same answer as id by id, in a row instead of millions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from command_center.bureau import read_bureau
from command_center.feeds.items import Heard, Item, Reached, Unreadable
from command_center.feeds.wire import Gap
from command_center.model.observations import InstructionRead
from command_center.model.settings import DogWalking
from command_center.pipeline.effects import Effects
from command_center.pipeline.intake import Intake
from command_center.pipeline.spans import Spans, is_numbered
from command_center.rules.engine import Engine
from command_center.store import intake, records
from command_center.store.schema import had_ranges, seen
from command_center.store.unit import Unit
from tests.builders import NOW
from tests.pipeline.test_intake import Line

RESET = Gap(f"{99:020d}", None)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path, Effects(read_bureau()))
    yield made
    made.store.close()


def begin_again(line: Line) -> None:
    """The process was killed and is there again."""
    engine = Engine(DogWalking(), ())
    line.intake = Intake(line.store, engine, Effects(read_bureau()), line.live, line.notices, line.clock)


def numbered(number: int, source: str = "/s") -> Heard:
    return Heard(f"{number:020d}", source, f"{number:020d}", NOW, InstructionRead(f"I-{number}", source, NOW))


def had(line: Line) -> list[str]:
    found = line.store.read_now(lambda c: records.since(c, None))
    return sorted(row.detail["told"] for row in found if row.what == "InstructionRead")


def rows(line: Line) -> tuple[int, list[tuple[str, int, int]]]:
    """How many ids are kept, and the ranges."""
    ids = line.store.read_now(lambda c: c.execute(select(func.count()).select_from(seen)).scalar_one())
    ranges = line.store.read_now(lambda c: c.execute(select(had_ranges).order_by(had_ranges.c.low)).all())
    return ids, [(row.source, int(row.low), int(row.high)) for row in ranges]


async def test_that_numbered_events_are_one_row_and_had_after_a_reset_too(line: Line) -> None:
    await line.take(*map(numbered, range(1, 200)))
    await line.take(*map(numbered, range(200, 400)))
    assert rows(line) == (0, [("/s", 1, 399)])
    begin_again(line)
    await line.take(RESET, *map(numbered, range(1, 402)), numbered(7, "/another-run"))
    assert len(had(line)) == len(set(had(line))) == 402
    assert rows(line) == (0, [("/s", 1, 399), ("/another-run", 7, 7), ("/s", 400, 401)])


async def test_that_what_was_unreadable_or_lost_is_not_taken_for_had_when_it_comes_after_all(line: Line) -> None:
    bad = Unreadable("no such type", b"{}", f"{5:020d}")
    lost: list[Item] = [Gap(f"{6:020d}", f"{9:020d}"), Reached(f"{8:020d}")]
    await line.take(numbered(4), bad, numbered(6), *lost, numbered(9))
    assert len(had(line)) == 3
    await line.take(RESET, *map(numbered, range(4, 10)))
    assert len(had(line)) == len(set(had(line))) == 6


async def test_that_other_ids_are_kept_one_by_one(line: Line) -> None:
    one = Heard(f"{1:020d}", "/s", "a-uuid", NOW, InstructionRead("I", "S", NOW))
    await line.take(one, numbered(2))
    begin_again(line)
    await line.take(RESET, one, numbered(2))
    assert len(had(line)) == 2 and rows(line) == (1, [("/s", 2, 2)])


class DiesAfter(Effects):
    """Fails on a batch as a whole, then after so many of its parts as if it were killed there."""

    def __init__(self, parts: int) -> None:
        super().__init__(read_bureau())
        self._parts = parts

    def apply(self, unit: Unit, batch: object) -> None:
        super().apply(unit, batch)  # type: ignore[arg-type]
        if len(batch.seen) > 1:  # type: ignore[attr-defined]
            raise ValueError("one of these is poison")
        if self._parts == 0:
            raise KeyboardInterrupt
        self._parts -= 1


async def test_that_killed_while_storing_one_by_one_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    line = Line(tmp_path, DiesAfter(2))
    try:
        with pytest.raises(KeyboardInterrupt):
            await line.take(*map(numbered, range(1, 6)))
        assert len(had(line)) == 2 and line.cursor() is None
        begin_again(line)
        await line.take(*map(numbered, range(1, 6)))
        assert len(had(line)) == len(set(had(line))) == 5
    finally:
        line.store.close()


async def test_that_ranges_are_forgotten_with_the_ids(line: Line) -> None:
    await line.take(*map(numbered, range(1, 9)))
    line.store.write_now(lambda c: intake.forget_old_ids(c, NOW.replace(year=NOW.year + 1)))
    assert rows(line) == (0, [])


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["good", "bad", "gap", "restart", "again"]), st.integers(1, 4))))
def test_that_ranges_hold_exactly_what_was_had(story: list[tuple[str, int]]) -> None:
    spans, ranges, model = Spans(), dict[tuple[str, str, str], str](), set[int]()
    number = furthest = 0

    def known(one: int) -> bool:
        return any(int(low) <= one <= int(high) for (_, _, low), high in ranges.items())

    for what, by in story:
        if what == "good":
            for one in range(number + 1, number + by + 1):
                if not known(one):
                    ranges[spans.had("f", numbered(one))] = f"{one:020d}"
                    model.add(one)
            number += by
        elif what in ("bad", "gap"):
            number += by
            spans.end("f")
        elif what == "restart":
            spans = Spans()
        else:
            spans.end("f")
            number = max(0, number - 3 * by)  # a reset: the server goes on further back
        furthest = max(furthest, number)
        assert {one for one in range(furthest + 5) if known(one)} == model


def test_that_an_event_without_a_sequence_is_not_numbered() -> None:
    assert not is_numbered(Heard("", "/s", "", NOW, InstructionRead("I", "S", NOW)))
    assert not is_numbered(Heard("", "/s", "a", NOW, InstructionRead("I", "S", NOW)))
    assert is_numbered(numbered(3))
