"""A dossier holds as it was made, and not when anything in it is another: a byte, a file, an order, a key."""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.evidence import keys
from command_center.evidence.dossier import Cancelled, pack
from command_center.evidence.form import CASE, EVIDENCE, MANIFEST, PDF, RECORD, SIGNATURE, signed_bytes
from command_center.evidence.verifying import NoDossier, Verdict, verify
from command_center.model.canonical import canonical, digest
from command_center.queries.evidence import NotOnRecord
from command_center.store.schema import pictures
from tests.evidence.room import OFFICER, EvidenceRoom


class Sample:
    """One dossier, and what is in it. `fingerprint` of the key it is signed with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fingerprint = asyncio.run(self._make())
        with zipfile.ZipFile(folder / "d.zip") as archive:
            self.files = {name: archive.read(name) for name in archive.namelist()}
        self.raw = (folder / "d.zip").read_bytes()

    async def _make(self) -> str:
        room = EvidenceRoom(self.folder)
        try:
            await room.car_stands(3, size=(320, 180))
            await room.hears(room.car("data:image/png;base64,bm8="))
            case = await room.case()
            await room.answers(case)
            return await room.dossier(case, self.folder / "d.zip")
        finally:
            room.close()

    def packed(self, files: Mapping[str, bytes]) -> Path:
        """Another ZIP, sound in itself, with these files."""
        target = self.folder / "other.zip"
        with zipfile.ZipFile(target, "w") as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return target

    def changed(self, **files: bytes | None) -> Path:
        return self.packed({k: v for k, v in (self.files | files).items() if v is not None})


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("dossier"))


def named(verdict: Verdict) -> set[str]:
    return {fault.file for fault in verdict.faults}


def test_that_it_holds_as_it_was_made_and_its_manifest_names_everything(sample: Sample) -> None:
    verdict = verify(sample.folder / "d.zip", sample.fingerprint)
    assert verdict.holds and verdict.gaps == 1
    manifest = json.loads(sample.files[MANIFEST])
    assert {file["path"] for file in manifest["files"]} == sample.files.keys() - {MANIFEST, SIGNATURE}
    assert sample.files[PDF].startswith(b"%PDF-")
    assert (sample.folder / "d.zip").stat().st_mode & 0o777 == 0o600
    assert keys.key_file(sample.folder / "test.db").stat().st_mode & 0o777 == 0o600
    case = json.loads(sample.files[CASE])
    assert case["events"][0]["reason"]["plate"] == "浙H6K212"
    assert [path for path in sample.folder.iterdir() if path.name.startswith(".")] == []


def test_that_it_holds_when_somebody_packs_it_anew(sample: Sample) -> None:
    assert verify(sample.packed(sample.files)).holds
    with zipfile.ZipFile(sample.folder / "deflated.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("originals")
        for name, data in sample.files.items():
            archive.writestr(name, data)
    assert verify(sample.folder / "deflated.zip").holds


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_that_any_single_byte_changed_in_any_file_is_found_and_the_file_named(
    sample: Sample, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(sample.files)))
    content = sample.files[name]
    at = data.draw(st.integers(0, len(content) - 1))
    other = data.draw(st.integers(1, 255))
    changed = content[:at] + bytes([content[at] ^ other]) + content[at + 1 :]
    verdict = verify(sample.changed(**{name: changed}))
    assert not verdict.holds
    # Of what signs and what is signed nobody can say which was changed: both are named.
    shown = " ".join(f"{fault.file} {fault.said}" for fault in verdict.faults)
    assert name in shown


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_that_a_byte_changed_anywhere_in_the_zip_never_passes_for_another_content(
    sample: Sample, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(sample.raw) - 1))
    other = data.draw(st.integers(1, 255))
    file = sample.folder / "flipped.zip"
    file.write_bytes(sample.raw[:at] + bytes([sample.raw[at] ^ other]) + sample.raw[at + 1 :])
    try:
        holds = verify(file).holds
    except NoDossier:
        return
    if holds:
        with zipfile.ZipFile(file) as archive:
            assert {name: archive.read(name) for name in archive.namelist()} == sample.files


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_that_any_other_order_of_the_record_is_found(sample: Sample, data: st.DataObject) -> None:
    lines = sample.files[RECORD].splitlines(keepends=True)
    order = data.draw(st.permutations(range(len(lines))))
    verdict = verify(sample.changed(**{RECORD: b"".join(lines[i] for i in order)}))
    assert verdict.holds == (order == sorted(order))
    if not verdict.holds:
        first = next(i for i, there in enumerate(order) if i != there)
        assert any(f.file == RECORD and f.said.startswith(f"line {first + 1} ") for f in verdict.faults)


@pytest.mark.parametrize("cut", [slice(1, None), slice(None, -1), slice(0, 0)])
def test_that_a_record_cut_short_is_named(sample: Sample, cut: slice) -> None:
    lines = sample.files[RECORD].splitlines(keepends=True)
    assert RECORD in named(verify(sample.changed(**{RECORD: b"".join(lines[cut])})))


def test_that_a_missing_and_an_added_file_are_named(sample: Sample) -> None:
    for name in sample.files.keys() - {MANIFEST}:
        assert name in named(verify(sample.changed(**{name: None})))
    assert named(verify(sample.changed(**{"originals/more.jpg": b"x"}))) == {"originals/more.jpg"}


def test_that_one_file_in_the_place_of_another_is_named(sample: Sample) -> None:
    first, second, *_ = sorted(name for name in sample.files if "picture" in name)
    swapped = {first: sample.files[second], second: sample.files[first]}
    assert {first, second} <= named(verify(sample.changed(**swapped)))


def test_that_a_forger_with_a_key_of_his_own_is_told_by_the_fingerprint(sample: Sample, tmp_path: Path) -> None:
    """Everything worked out again and signed: it holds in itself, and not for whoever knows the bureau's key."""
    key = keys.signing_key(tmp_path / "forger.db")
    forged = json.loads(sample.files[MANIFEST]) | {"reason": "伪造", "public_key": keys.public_hex(key)}
    manifest = json.dumps(forged, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    signature = key.sign(signed_bytes(manifest)).hex().encode() + b"\n"
    file = sample.changed(**{MANIFEST: manifest, SIGNATURE: signature})
    assert verify(file).holds
    verdict = verify(file, sample.fingerprint)
    assert [fault.file for fault in verdict.faults] == [MANIFEST] and "another key" in verdict.faults[0].said


def test_that_evidence_that_was_never_secured_is_named_even_when_it_is_signed(sample: Sample) -> None:
    """Whoever has the key but not the record: an item whose description was changed, its digest worked out again."""

    key = keys.signing_key(sample.folder / "test.db")
    listed = json.loads(sample.files[EVIDENCE])
    listed[0]["item"]["taken"] = "2026-11-23T01:00:00.000000Z"
    listed[0]["digest"] = digest(listed[0]["item"])
    changed = canonical(listed)

    manifest = json.loads(sample.files[MANIFEST])
    for file in manifest["files"]:
        if file["path"] == EVIDENCE:
            file |= {"size": len(changed), "sha256": hashlib.sha256(changed).hexdigest()}
    signed = canonical(manifest)
    signature = key.sign(signed_bytes(signed)).hex().encode() + b"\n"
    verdict = verify(sample.changed(**{EVIDENCE: changed, MANIFEST: signed, SIGNATURE: signature}), sample.fingerprint)
    assert [(f.file, f.said) for f in verdict.faults] == [(EVIDENCE, "item 1 is not on record")]


async def test_that_a_dossier_is_written_only_by_whom_it_is_on_record_for(room: EvidenceRoom, tmp_path: Path) -> None:
    await room.car_stands(1)
    case = await room.case()
    with pytest.raises(NotOnRecord):
        await room.evidence.save_dossier(case, tmp_path / "d.zip", OFFICER, print, threading.Event())
    assert not (tmp_path / "d.zip").exists()


class After(threading.Event):
    """Set once it was looked at so often."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self._left = times

    def is_set(self) -> bool:
        self._left -= 1
        return self._left < 0


async def test_that_breaking_off_leaves_nothing_and_what_is_there_is_never_written_over(
    room: EvidenceRoom, tmp_path: Path
) -> None:
    await room.car_stands(1)
    case = await room.case()
    folder = tmp_path / "out"
    folder.mkdir()
    await room.dossier(case, folder / "whole.zip")
    whole = (folder / "whole.zip").read_bytes()
    with pytest.raises(FileExistsError):
        await room.dossier(case, folder / "whole.zip")
    for step in (0, 5, 12, 20, 30):
        with pytest.raises(Cancelled):
            await room.evidence.save_dossier(case, folder / "d.zip", OFFICER, lambda _: None, After(step))
    assert [path.name for path in folder.iterdir()] == ["whole.zip"]
    assert (folder / "whole.zip").read_bytes() == whole


def test_that_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "a.txt").write_bytes(b"a")

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("command_center.evidence.dossier.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        pack(tmp_path / "parts", tmp_path / "d.zip", lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


async def test_that_bytes_that_are_lost_from_the_store_are_a_marked_gap(room: EvidenceRoom, tmp_path: Path) -> None:
    await room.car_stands(2)
    case = await room.case()
    room.store.write_now(lambda c: c.execute(pictures.update().values(data=b"something else")))
    await room.dossier(case, tmp_path / "d.zip")
    verdict = verify(tmp_path / "d.zip")
    assert verdict.holds and verdict.gaps == 2
    with zipfile.ZipFile(tmp_path / "d.zip") as archive:
        listed = json.loads(archive.read(EVIDENCE))
    assert [("something else now" in one["lost"]) for one in listed if one["item"]["kind"] == "picture"] == [True] * 2


def test_that_a_key_others_can_read_is_not_used(tmp_path: Path) -> None:
    first = keys.public_hex(keys.signing_key(tmp_path / "s.db"))
    assert keys.public_hex(keys.signing_key(tmp_path / "s.db")) == first
    keys.key_file(tmp_path / "s.db").chmod(0o644)
    with pytest.raises(keys.KeyTrouble, match="chmod 600"):
        keys.signing_key(tmp_path / "s.db")
    keys.key_file(tmp_path / "s.db").chmod(0o600)
    keys.key_file(tmp_path / "s.db").write_bytes(b"no key")
    with pytest.raises(keys.KeyTrouble, match="cannot be used"):
        keys.signing_key(tmp_path / "s.db")
