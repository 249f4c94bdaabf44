"""What a person does about a feed: gaps taken note of, records looked at, tried again, taken out; all on record."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from command_center.cases import answers
from command_center.commands.feeds import readable
from command_center.commands.requests import (
    AcceptAndDispatch,
    AcknowledgeGaps,
    CancelDispatch,
    ExportQuarantined,
    Refused,
    Request,
    RetryQuarantined,
    RevealQuarantined,
)
from command_center.model.health import FeedHealth, FeedState
from command_center.queries.troubles import Sought
from command_center.store import intake, outbox, records
from tests.builders import LEADER, NOW, OPERATOR, zone_event
from tests.commands.test_from_flagged_to_closed import Seat


@pytest.fixture
def seat(tmp_path: Path) -> Iterator[Seat]:
    made = Seat(tmp_path)
    yield made
    made.store.close()


def set_aside(seat: Seat, *raw: bytes) -> None:
    seat.store.write_now(lambda c: [intake.quarantined(c, "urban", NOW, "no such type", one) for one in raw])


def on_record(seat: Seat) -> list[str]:
    return [one.what for one in seat.store.read_now(lambda c: records.about(c, [("feed", "urban")]))]


async def test_that_gaps_are_taken_note_of_once_with_who_and_when(seat: Seat) -> None:
    seat.store.write_now(lambda c: intake.add_gap(c, "urban", "0" * 20, "1" * 20, NOW))
    seat.clock.advance(60)
    await seat.do(AcknowledgeGaps("urban"))
    (gap,) = await seat.reader.gaps("urban")
    assert (gap.acknowledged, gap.by) == (NOW + timedelta(seconds=60), "demo")
    assert seat.store.read_now(lambda c: intake.count_gaps(c, unseen=True)) == {}
    assert on_record(seat) == ["acknowledge-gaps"]
    with pytest.raises(Refused, match="changed"):
        await seat.do(AcknowledgeGaps("urban"))


@pytest.mark.parametrize(
    "request_", [AcknowledgeGaps("urban"), RetryQuarantined((1,)), RevealQuarantined(1), ExportQuarantined("urban")]
)
async def test_that_only_who_has_the_role_may(seat: Seat, request_: Request) -> None:
    set_aside(seat, b"{}")
    with pytest.raises(Refused, match="not-allowed"):
        await seat.do(request_, LEADER)
    assert on_record(seat) == []


async def test_that_another_try_is_asked_for_by_number_or_for_all_of_a_feed(seat: Seat) -> None:
    set_aside(seat, b"1", b"2", b"3")
    await seat.do(RetryQuarantined((2,)))
    assert [row.retry_at for row in (await seat.reader.quarantine(Sought())).rows] == [None, NOW, None]
    await seat.do(RetryQuarantined(feed="urban"))
    assert [row.retry_at for row in (await seat.reader.quarantine(Sought())).rows] == [NOW] * 3
    for nothing in (RetryQuarantined((9,)), RetryQuarantined(feed="dogs"), RetryQuarantined()):
        with pytest.raises(Refused):
            await seat.do(nothing)


async def test_that_looking_at_the_text_is_recorded(seat: Seat) -> None:
    set_aside(seat, b'{"a":1,"a":[2]}', b"\xff\x00" + b"x" * 100_000)
    done = await seat.desk.do(OPERATOR, RevealQuarantined(1))
    assert done.revealed == {"raw": '{\n  "a": 1,\n  "a": [\n    2\n  ]\n}', "size": "15"}
    done = await seat.desk.do(OPERATOR, RevealQuarantined(2))
    assert done.revealed is not None and done.revealed["raw"].startswith("\\xff\\x00xx")
    assert len(done.revealed["raw"]) < 66_000 and done.revealed["size"] == "100002"
    assert on_record(seat) == ["reveal-quarantined"] * 2


@pytest.mark.parametrize("raw", [b"[" * 60_000, b"[" * 900 + b"]" * 900, b'"\\ud800"', b"\xff", b"", b"NaN"])
def test_that_any_bytes_can_be_shown(raw: bytes) -> None:
    assert len(readable(raw, whole=True)) <= 4 * max(len(raw), 256)


@pytest.mark.parametrize("suffix", ["jsonl", "csv"])
async def test_that_what_is_sought_is_written_to_a_file_of_its_owner_alone(
    seat: Seat, tmp_path: Path, suffix: str
) -> None:
    set_aside(seat, *(f"={n}".encode() for n in range(450)))
    file, told = tmp_path / f"out.{suffix}", list[int]()
    assert await seat.reader.save_quarantine(Sought(feed="urban"), file, told.append) == 450
    assert told == [200, 400, 450]
    assert file.stat().st_mode & 0o777 == 0o600
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = [json.loads(line) for line in lines] if suffix == "jsonl" else list(csv.DictReader(lines))
    assert list(rows[0]) == ["id", "feed", "received", "reason", "raw"] and len(rows) == 450
    assert rows[7]["raw"] == ("=7" if suffix == "jsonl" else "'=7")
    with pytest.raises(FileExistsError):
        await seat.reader.save_quarantine(Sought(), file, told.append)
    await asyncio.get_running_loop().shutdown_default_executor()


async def test_that_what_is_not_delivered_is_told_with_since_when_and_how_often(seat: Seat) -> None:
    health = FeedHealth(name="squads", kind="squad", state=FeedState.LIVE, since=NOW)
    seat.reader._feeds = lambda: (health,)

    def post(key: str, feed: str | None) -> None:
        message = {"kind": "squad", "type_": "t", "key": key, "case": None, "payload": b"{}", "feed": feed}
        seat.store.write_now(lambda c: outbox.add(c, created=NOW, leaves_at=NOW, **message))  # type: ignore[arg-type]

    post("task:T1", "squads")
    post("task:T2", "others")
    post("notice:N1", None)
    seat.store.write_now(lambda c: outbox.claim(c, 1, NOW))
    assert [(one.what, one.about, one.attempts, one.tried) for one in await seat.reader.undelivered("squads")] == [
        ("task", "T1", 1, NOW), ("notice", "N1", 0, None),
    ]  # fmt: skip


async def test_that_a_case_says_what_is_not_delivered_until_it_is(seat: Seat) -> None:
    seat.flag(zone_event())
    case = await seat.do(AcceptAndDispatch(("e1",), "S-07-1"))

    async def waiting() -> list[tuple[str, str, int]]:
        matter = await seat.reader.matter(case)
        assert matter is not None and matter.undelivered is bool(matter.waiting)
        return [(one.what, one.about, one.attempts) for one in matter.waiting]

    assert await waiting() == []  # it waits for Ctrl+Z: nothing is late yet
    seat.clock.advance(6)
    assert await waiting() == [("task", f"{case}-T1", 0)]
    seat.write(lambda unit: outbox.claim(unit.connection, 1, unit.now))
    assert await waiting() == [("task", f"{case}-T1", 1)]
    await seat.do(CancelDispatch(case, "why"))
    assert await waiting() == [("cancel", f"{case}-T1", 0)]
    seat.write(lambda unit: outbox.claim(unit.connection, 2, unit.now))
    for left in (1, 0):  # one answer is the task's, the other can only be the cancellation's
        seat.write(lambda unit: answers.take_acknowledgement(unit, f"task:{case}-T1"))
        assert len(await waiting()) == left
