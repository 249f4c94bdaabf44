"""A dossier by command line, without Qt: made from a store, verified without one, the exit status says it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from command_center.evidence.form import EVIDENCE
from command_center.store import records
from command_center.store.database import Store
from tests.doors.test_command_line import door, kept, refused

__all__ = ["kept"]  # the fixture


def test_that_a_dossier_is_made_on_record_and_verified_by_anyone(kept: Path, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'cc.db'}")
    try:
        case = store.read_now(lambda c: next(r.subject for r in records.since(c, None) if r.what == "open-case"))
    finally:
        store.close()
    out = tmp_path / "d.zip"
    made = door("export", "dossier", "--case", case, "--settings", str(kept), "--out", str(out), "--reason", "court")
    assert made.returncode == 0, made.stderr
    key = re.sub(r"[^0-9a-f]", "", made.stdout.split("with the key")[1])
    good = door("verify", str(out), "--key", key)
    assert (good.returncode, good.stdout.splitlines()[-1]) == (0, "HOLDS")
    again = door("export", "dossier", "--case", case, "--settings", str(kept), "--out", str(out))
    refused(again, "is there already")
    other = door("verify", str(out), "--key", "0" * 64)
    assert other.returncode == 1 and "another key" in other.stdout
    refused(door("verify", str(out), "--key", "abc"), "--key")
    with zipfile.ZipFile(out) as archive, zipfile.ZipFile(tmp_path / "bad.zip", "w") as changed:
        for name in archive.namelist():
            changed.writestr(name, archive.read(name) + (b" " if name == EVIDENCE else b""))
    bad = door("verify", str(tmp_path / "bad.zip"))
    assert bad.returncode == 1 and f"WRONG  {EVIDENCE}: altered" in bad.stdout
    none = door("verify", str(kept))
    assert none.returncode == 2 and "NO DOSSIER" in none.stdout
    assert door("doctor", "--settings", str(kept)).stdout.count("ok    record:") == 1


def test_that_what_is_missing_to_make_one_is_said(kept: Path, tmp_path: Path) -> None:
    settings, out = str(kept), str(tmp_path / "d.zip")
    refused(door("export", "dossier", "--settings", settings), "--case", "--out")
    refused(door("export", "dossier", "--case", "QZ-0", "--settings", settings, "--out", out), "unknown", "QZ-0")
    refused(door("export", "dossier", "--case", "X", "--settings", settings, "--out", "/nowhere/d.zip"), "/nowhere")
    missing = door("export", "dossier", "--case", "X", "--settings", settings, "--out", out, "--as", "nobody")
    refused(missing, "nobody")
    assert not Path(out).exists()
