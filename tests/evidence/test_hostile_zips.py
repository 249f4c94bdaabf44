"""A ZIP from anybody: what would harm is refused in words before it does."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_center.evidence.verifying import NoDossier, verify

MANIFEST = b"{}"


def made(fill: Callable[[zipfile.ZipFile], object]) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("manifest.json", MANIFEST)
            fill(archive)
    return out.getvalue()


def link(archive: zipfile.ZipFile) -> None:
    info = zipfile.ZipInfo("originals")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(info, "/etc")


def twice(archive: zipfile.ZipFile) -> None:
    archive.writestr("a.txt", "one")
    archive.writestr("a.txt", "two")


def encrypted(raw: bytes) -> bytes:
    at = raw.index(b"PK\x01\x02") + 8
    return raw[:at] + struct.pack("<H", 1) + raw[at + 2 :]


def one(name: str) -> bytes:
    return made(lambda archive: archive.writestr(name, "x"))


BAD = {
    "no ZIP": b"this is no dossier",
    "no ZIP 2": b"",
    "its end is missing": made(lambda _: None)[:-10],
    "a bomb": made(lambda archive: archive.writestr("bomb.txt", bytes(50_000_000))),
    "a name a dossier never has 1": one("../../etc/passwd"),
    "a name a dossier never has 2": one("/etc/passwd"),
    "a name a dossier never has 3": one("a\\b"),
    "a name a dossier never has 4": one("C:evil"),
    "a name a dossier never has 5": one("a/./b"),
    "a name a dossier never has 6": one("ｆull"),
    "two files are named": made(twice),
    "a link": made(link),
    "is encrypted": encrypted(made(lambda _: None)),
    "more than a dossier can have": made(lambda a: [a.writestr(f"f{n}", "") for n in range(2001)]),
    "no manifest.json": made(lambda _: None).replace(b"manifest.json", b"manifesT.json"),
    "of the large kind": made(lambda _: None)[:-22] + b"PK\x06\x07" + bytes(16) + made(lambda _: None)[-22:],
    "in several": made(lambda _: None)[:-18] + b"\x01\x00" + made(lambda _: None)[-16:],
}


@pytest.mark.parametrize("said", BAD)
def test_that_what_is_no_dossier_is_refused_in_words(said: str, tmp_path: Path) -> None:
    (tmp_path / "d.zip").write_bytes(BAD[said])
    with pytest.raises(NoDossier, match=said.rstrip(" 0123456789")):
        verify(tmp_path / "d.zip")


def test_that_a_bomb_of_files_over_one_another_is_refused(tmp_path: Path) -> None:
    """Many names for the same bytes: small on the disk, large when it is read."""
    body = made(lambda archive: archive.writestr("a.bin", b"".join(struct.pack("<I", n * 7919) for n in range(20_000))))
    end = body.rindex(b"PK\x05\x06")
    start = body.index(b"PK\x01\x02", body.index(b"PK\x01\x02") + 1)
    entry = body[start:end]
    many = b"".join(entry.replace(b"a.bin", f"b{n:03d}.".encode()[:5]) for n in range(500))
    first = body.index(b"PK\x01\x02")
    count, size = 502, end - first + len(many)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, first, 0)
    (tmp_path / "d.zip").write_bytes(body[:end] + many + tail)
    with pytest.raises(NoDossier, match=r"bomb|two files|a name"):
        verify(tmp_path / "d.zip")


def test_that_a_folder_or_nothing_at_all_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.zip"):
        with pytest.raises(NoDossier):
            verify(path)


@pytest.mark.parametrize("manifest", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"format":1}', b"null"])
def test_that_a_manifest_that_is_none_does_not_hold(manifest: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("manifest.json", manifest)
    verdict = verify(tmp_path / "d.zip")
    assert not verdict.holds and verdict.faults[0].file == "manifest.json"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 200), st.integers(0, 200))
def test_that_anything_at_all_ends_in_a_verdict_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, noise: bytes,
                                                            at: int, cut: int) -> None:  # fmt: skip
    raw = one("originals/a.jpg")
    file = tmp_path_factory.getbasetemp() / "noise.zip"
    file.write_bytes(raw[:at] + noise + raw[at + cut :])
    try:
        assert not verify(file).holds
    except NoDossier as error:
        assert str(error)
