"""What stands behind a case is kept byte for byte by its hash; what is missing is a marked gap; all of it on record."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from msgspec import structs

from command_center.doors.doctor_record import evidence
from command_center.model import observations as obs
from command_center.model.categories import Category
from command_center.model.evidence import Kind
from command_center.simulator.film import avi
from command_center.store import blobs, cases, raw
from tests.builders import NOW
from tests.evidence.room import CAMERA, EvidenceRoom, picture


def bytes_of(room: EvidenceRoom, sha256: str | None) -> bytes:
    folder = blobs.folder_of(room.store.file)
    return room.store.read_now(lambda c: b"".join(blobs.chunks(c, folder, sha256 or "")))


async def test_that_messages_and_pictures_of_a_case_are_kept_byte_for_byte_and_on_record(room: EvidenceRoom) -> None:
    sent = await room.car_stands()
    case = await room.case()
    messages = room.items(case, Kind.MESSAGE)
    assert [bytes_of(room, one.sha256) for one in messages] == sent
    assert [one.sha256 for one in messages] == [hashlib.sha256(one).hexdigest() for one in sent]
    pictures = room.items(case, Kind.PICTURE)
    assert [(one.width, one.height, one.owner_kind) for one in pictures] == [(1280, 720, "event")] * 6
    assert (pictures[1].taken or NOW) - (pictures[0].taken or NOW) == timedelta(seconds=12)
    (record,) = [one for one in room.records(case) if one.what == "secured"]
    assert record.detail["items"].split(",") == [one.digest() for one in room.items(case)]


async def test_that_the_clock_of_the_source_is_noted_with_its_pictures(room: EvidenceRoom) -> None:
    for lag in (0.3, 0.4, 900.0, 0.35, 0.3, 200.0, 0.5):
        await room.hears(room.car(picture("red")), lag_s=lag)
        room.clock.advance(12)
    (kept,) = room.items(await room.case(), Kind.PICTURE)
    assert kept.clock is not None
    assert (kept.clock.samples, kept.clock.fastest_s, kept.clock.median_s) == (6, 0.3, 0.4)


async def test_that_a_clock_not_known_at_first_is_noted_once_it_is(room: EvidenceRoom) -> None:
    await room.car_stands(2)
    case = await room.case()
    assert room.items(case, Kind.CLOCK) == [] and all(one.clock is None for one in room.items(case))
    elsewhere = room.car()
    for _ in range(4):
        await room.hears(structs.replace(elsewhere, kind=Category.STREET_VENDING, time=room.clock.now()))
    await room.secured(case)
    await room.secured(case)
    (noted,) = room.items(case, Kind.CLOCK)
    assert noted.clock is not None and noted.clock.samples == 6
    assert json.loads(bytes_of(room, noted.sha256))["source"] == CAMERA


async def test_that_a_clock_that_is_ahead_is_seen(room: EvidenceRoom) -> None:
    for _ in range(8):
        await room.hears(room.car(), lag_s=-7.5)
        room.clock.advance(12)
    clock = room.store.read_now(lambda c: raw.clock(c, "cameras", CAMERA))
    assert clock is not None and clock.fastest_s == -7.5


async def test_that_nothing_is_noted_twice_and_what_comes_later_is_added(room: EvidenceRoom) -> None:
    await room.car_stands(2)
    case = await room.case()
    before = room.items(case)
    await room.secured(case)
    assert room.items(case) == before
    await room.hears(room.car(picture("blue")))
    await room.secured(case)
    assert [one.kind for one in room.items(case)[len(before) :]] == [Kind.PICTURE, Kind.MESSAGE]
    assert [one.what for one in room.records(case)].count("secured") == 2


async def test_that_what_is_no_picture_leaves_a_marked_gap(room: EvidenceRoom) -> None:
    await room.hears(room.car("data:image/jpeg;base64,bm8gcGljdHVyZQ=="))
    (gap,) = room.items(await room.case(), Kind.PICTURE)
    assert gap.sha256 is None and "not a picture" in gap.why


async def test_that_a_picture_that_is_too_large_leaves_a_marked_gap_and_so_does_its_message(room: EvidenceRoom) -> None:
    await room.hears(room.car("data:image/png;base64," + "A" * 40_000_000))
    picture, message = room.items(await room.case())
    assert (picture.sha256, picture.why) == (None, "larger than 20 MiB")
    assert (message.sha256, message.why) == (None, "larger than 24 MiB")


async def test_that_messages_of_what_never_became_a_case_are_forgotten_and_the_others_stay(room: EvidenceRoom) -> None:
    await room.car_stands(2)
    case = await room.case()
    await room.hears(obs.Report("DU-1", Category.LITTERING, obs.Channel.WECHAT, "果皮", "街", 118.9, 28.9, NOW),
                     feed="urban")  # fmt: skip
    (other,) = [id_ for id_ in room.flagged() if not room.store.read_now(partial(cases.of_event, event=id_))]
    kept = room.store.read_now(lambda c: raw.of(c, "event", [other]))
    assert len(kept) == 1
    assert room.store.write_now(lambda c: raw.forget(c, NOW + timedelta(days=31))) == 1
    assert room.store.read_now(lambda c: raw.of(c, "event", [other])) == []
    with pytest.raises(blobs.Lost):
        bytes_of(room, kept[0].sha256)
    for item in room.items(case, Kind.MESSAGE):
        assert bytes_of(room, item.sha256)


async def test_that_a_clip_is_kept_as_a_file_under_its_hash(tmp_path: Path, helpers: None) -> None:
    films = tmp_path / "films"
    films.mkdir()
    film = avi([b"\xff\xd8\xff" + bytes(200)] * 3, 5, (64, 48))
    (films / "a.avi").write_bytes(film)
    room = EvidenceRoom(tmp_path, [str(films)])
    try:
        await room.hears(room.car(clip=(films / "a.avi").as_uri()))
        (clip,) = room.items(await room.case(), Kind.CLIP)
        assert clip.sha256 == hashlib.sha256(film).hexdigest()
        assert bytes_of(room, clip.sha256) == film
        file = blobs.path_of(blobs.folder_of(room.store.file), clip.sha256)
        assert file.stat().st_mode & 0o777 == 0o600
        file.write_bytes(film[:-1] + b"x")
        with pytest.raises(blobs.Lost, match="something else"):
            bytes_of(room, clip.sha256)
    finally:
        room.close()


@pytest.mark.parametrize("clip", ["file:///etc/passwd", "rtsp://127.0.0.1/x", "javascript:alert(1)"])
async def test_that_a_clip_that_may_not_be_had_is_a_gap_at_once(room: EvidenceRoom, clip: str) -> None:
    await room.hears(room.car(clip=clip))
    (gap,) = room.items(await room.case(), Kind.CLIP)
    assert gap.sha256 is None and "refused" in gap.why


async def test_that_a_clip_that_does_not_come_is_tried_again_and_then_is_a_gap(room: EvidenceRoom) -> None:
    await room.hears(room.car(clip="http://127.0.0.1:9/clip.mp4"))
    case = await room.case()
    for _ in range(2):
        assert room.items(case, Kind.CLIP) == []
        room.clock.advance(61)
        await room.securer.once()
    (gap,) = room.items(case, Kind.CLIP)
    assert gap.sha256 is None and gap.why.startswith("not-fetched")


def test_that_a_file_that_cannot_be_written_leaves_nothing_under_its_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "kept"
    source = tmp_path / "film"
    source.write_bytes(bytes(3_000_000))

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("command_center.store.blobs.os.fsync", full)
        with pytest.raises(OSError, match="No space"):
            blobs.put_file(folder, source)
    assert list(folder.rglob("*")) == []
    name, size = blobs.put_file(folder, source)
    assert blobs.put_file(folder, source) == (name, size) == (hashlib.sha256(bytes(3_000_000)).hexdigest(), 3_000_000)


async def test_that_only_the_first_messages_of_an_event_are_kept_and_that_there_were_more_is_noted(
    room: EvidenceRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "MOST_PER_OWNER", 3)
    for _ in range(6):
        await room.hears(room.car())
        room.clock.advance(12)
    found = room.items(await room.case(), Kind.MESSAGE)
    assert [bool(one.sha256) for one in found] == [True, True, True, False]
    assert "there were more" in found[-1].why


async def test_that_a_full_disk_loses_no_clip(tmp_path: Path, helpers: None, monkeypatch: pytest.MonkeyPatch) -> None:
    film = avi([b"\xff\xd8\xff" + bytes(200)] * 3, 5, (64, 48))
    (tmp_path / "a.avi").write_bytes(film)
    room = EvidenceRoom(tmp_path, [str(tmp_path)])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    try:
        await room.hears(room.car(clip=(tmp_path / "a.avi").as_uri()))
        with monkeypatch.context() as patched:
            patched.setattr("command_center.pipeline.securing.blobs.put_file", full)
            with pytest.raises(OSError, match="No space"):
                await room.case()
        (case,) = room.store.read_now(cases.running)
        assert room.items(case.id, Kind.CLIP) == []
        await room.securer.once()
        (clip,) = room.items(case.id, Kind.CLIP)
        assert bytes_of(room, clip.sha256) == film
    finally:
        room.close()


async def test_that_doctor_names_an_item_that_is_not_what_was_secured(room: EvidenceRoom, tmp_path: Path) -> None:
    await room.car_stands(2)
    await room.case()
    url = f"sqlite:///{tmp_path / 'test.db'}"
    assert evidence(url).ok
    with closing(sqlite3.connect(tmp_path / "test.db")) as store:
        store.execute("DROP TRIGGER evidence_items_no_update")
        store.execute("UPDATE evidence_items SET taken = taken + 10000000 WHERE id = 2")
        store.commit()
    found = evidence(url)
    assert not found.ok and "item 2 of case" in found.said


async def test_that_doctor_names_a_large_file_that_is_gone(tmp_path: Path, helpers: None) -> None:
    (tmp_path / "a.avi").write_bytes(avi([b"\xff\xd8\xff" + bytes(200)] * 3, 5, (64, 48)))
    room = EvidenceRoom(tmp_path, [str(tmp_path)])
    try:
        await room.hears(room.car(clip=(tmp_path / "a.avi").as_uri()))
        (clip,) = room.items(await room.case(), Kind.CLIP)
        blobs.path_of(blobs.folder_of(room.store.file), clip.sha256 or "").unlink()
        assert "is gone" in evidence(f"sqlite:///{tmp_path / 'test.db'}").said
    finally:
        room.close()
