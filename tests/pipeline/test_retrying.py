"""What was set aside, tried again: understood and applied once, or kept with a new reason; the cursor stands."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from command_center.bureau import read_bureau
from command_center.clock import FixedClock
from command_center.feeds.decode import decode
from command_center.feeds.items import Item, Unreadable
from command_center.live import Live
from command_center.model.settings import DogWalking
from command_center.notices import Notices
from command_center.pipeline.effects import Effects
from command_center.pipeline.intake import Intake
from command_center.pipeline.retrying import Retrier
from command_center.queries.troubles import SetAside, Sought, page
from command_center.rules.engine import Engine
from command_center.store import events, intake, quarantine, records
from command_center.store.database import Store
from command_center.store.schema import quarantine as table
from tests.builders import NOW


def report(number: str, sequence: int = 5) -> bytes:
    data = {"report": number, "category": "littering", "channel": "app", "text": "t", "address": "a", "lon": 118.87,
            "lat": 28.94, "reported": NOW.isoformat(), "photos": [], "reporter": None}  # fmt: skip
    event: dict[str, Any] = {
        "specversion": "1.0", "id": number, "source": "/s", "type": "city.urban.report.v1", "time": NOW.isoformat(),
        "sequence": f"{sequence:020d}", "data": data,
    }  # fmt: skip
    return json.dumps(event).encode()


class Room:
    """A store with things set aside, an intake that runs, a retrier to be told."""

    def __init__(self, folder: Path) -> None:
        self.clock = FixedClock(NOW)
        self.store = Store(f"sqlite:///{folder / 'test.db'}")
        engine, live = Engine(DogWalking(), ()), Live()
        self.intake = Intake(self.store, engine, Effects(read_bureau()), live, Notices(), self.clock)
        self.mended = True
        self.retrier = Retrier(self.store, self.intake, {"urban": self.decode}, self.clock)

    async def decode(self, raw: bytes) -> Sequence[Item]:
        return decode(raw) if self.mended else [Unreadable("not mended yet", raw)]

    def set_aside(self, *raw: bytes, reason: str = "no such type", feed: str = "urban") -> None:
        self.store.write_now(lambda c: [intake.quarantined(c, feed, NOW, reason, one) for one in raw])

    def ask(self, **sought: Any) -> None:
        self.store.write_now(lambda c: quarantine.ask_retry(c, Sought(**sought), NOW))

    def all(self) -> list[SetAside]:
        return list(self.store.read_now(lambda c: page(c, Sought(resolved=True), None)).rows)[::-1]

    def subjects(self) -> list[str]:
        return sorted(event.subject for event in self.store.read_now(lambda c: events.since(c, None)))

    async def once(self) -> None:
        work = asyncio.create_task(self.intake.run())
        try:
            async with asyncio.timeout(10):
                while await self.retrier.once():
                    pass
        finally:
            work.cancel()
            with suppress(asyncio.CancelledError):
                await work


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.store.close()


async def test_that_what_is_understood_now_is_applied_resolved_and_moves_no_cursor(room: Room) -> None:
    room.set_aside(report("DU-1"), report("DU-2"))
    room.store.write_now(lambda c: intake.set_cursor(c, "urban", f"{99:020d}", NOW))
    room.ask(ids=(1,))
    await room.once()
    assert room.subjects() == ["DU-1"]
    assert [(row.resolved_at, row.retried, row.retry_at) for row in room.all()] == [(NOW, 1, None), (None, 0, None)]
    assert room.store.read_now(lambda c: intake.cursor(c, "urban")) == f"{99:020d}"
    told = room.store.read_now(lambda c: records.about(c, [("feed", "urban")]))
    assert [(one.what, one.detail) for one in told] == [("quarantine-resolved", {"id": "1"})]
    assert room.store.read_now(intake.count_quarantined) == {"urban": 1}


async def test_that_what_is_still_not_understood_is_kept_with_the_new_reason(room: Room) -> None:
    room.set_aside(report("DU-1"), b"\xff{", reason="old")
    room.mended = False
    room.ask(feed="urban")
    await room.once()
    assert [(row.reason, row.retried, row.retry_at) for row in room.all()] == [("not mended yet", 1, None)] * 2
    room.mended = True
    room.ask(feed="urban")
    await room.once()
    first, second = room.all()
    assert first.resolved_at == NOW and second.resolved_at is None
    assert second.reason.startswith("not JSON") and second.retried == 2


async def test_that_what_was_had_meanwhile_is_resolved_and_not_applied_twice(room: Room) -> None:
    await room.intake.once([("urban", NOW, decode(report("DU-1")))])
    room.set_aside(report("DU-1"))
    room.ask(feed="urban")
    await room.once()
    assert room.subjects() == ["DU-1"] and room.all()[0].resolved_at == NOW


async def test_that_the_good_parts_of_a_message_are_applied_and_the_bad_kept_alone(room: Room) -> None:
    bad = b'{"specversion":"1.0"}'
    room.set_aside(b"[" + report("DU-1") + b"," + bad + b"]")
    room.ask(feed="urban")
    await room.once()
    whole, part = room.all()
    assert room.subjects() == ["DU-1"] and whole.resolved_at == NOW
    assert part.size == len(bad) and part.resolved_at is None


@pytest.mark.parametrize(("feed", "reason"), [("cameras", "x"), ("urban", "the rules failed on it: 1/0")])
async def test_that_what_cannot_be_read_again_says_so_and_keeps_its_reason(room: Room, feed: str, reason: str) -> None:
    room.set_aside(report("DU-1"), reason=reason, feed=feed)
    room.ask(feed=feed)
    await room.once()
    (row,) = room.all()
    assert room.subjects() == [] and reason in row.reason and row.retried == 1


async def test_that_a_gap_told_late_takes_no_cursor_back(room: Room) -> None:
    event = {"specversion": "1.0", "id": "g", "source": "/s", "type": "city.feed.gap.v1",
             "data": {"from": f"{5:020d}", "to": None}}  # fmt: skip
    room.store.write_now(lambda c: intake.set_cursor(c, "urban", f"{99:020d}", NOW))
    room.set_aside(json.dumps(event).encode())
    room.ask(feed="urban")
    await room.once()
    assert room.store.read_now(lambda c: intake.cursor(c, "urban")) == f"{99:020d}"
    assert room.all()[0].resolved_at is None


async def test_that_a_hundred_thousand_are_looked_through_by_page(room: Room) -> None:
    row = {"feed": "urban", "received": NOW, "raw": b"x", "retried": 0}
    rows = [row | {"reason": f"reason {n % 10}", "digest": str(n)} for n in range(100_000)]
    room.store.write_now(lambda c: c.execute(insert(table), rows))
    seen, before = 0, None
    for _ in range(3):
        found = room.store.read_now(lambda c, before=before: page(c, Sought(feed="urban", reason="REASON 3"), before))  # type: ignore[misc]
        seen, before = seen + len(found.rows), found.rows[-1].id
        assert found.total == 10_000 and found.more
    assert seen == 600
