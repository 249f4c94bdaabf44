"""Dossiers by command line: made from a store, and verified by anyone without one."""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path

from command_center.center import Center
from command_center.clock import SystemClock
from command_center.commands.requests import ExportDossier, Refused
from command_center.evidence import keys
from command_center.evidence.container import NoDossier
from command_center.evidence.dossier import TooLarge
from command_center.evidence.pdf.fonts import NoFont
from command_center.evidence.verifying import Verdict, verify
from command_center.settings.toml import read_settings
from command_center.store.engine import database_file

HOLDS, DOES_NOT, NONE = 0, 1, 2
BY_COMMAND = "命令行导出 / by command line"


def export_dossier(case: str | None, settings_file: Path, out: Path | None, person: str | None, reason: str) -> None:
    """Write a case's dossier, on record. Raises ValueError and the errors of settings and store, in plain words."""
    if not case or out is None:
        raise ValueError("export dossier needs --case ID and --out FILE.zip")
    if not out.absolute().parent.is_dir():
        raise ValueError(f"--out: there is no folder {out.absolute().parent}")
    if out.exists():
        raise ValueError(f"--out: {out} is there already")
    settings = read_settings(settings_file)
    file = database_file(settings.store.url)
    if not file.exists():
        raise ValueError(f"there is no store at {file} yet: run the station or headless on it first")
    center = Center.open(settings, SystemClock(), viewer=True)
    try:
        name = asyncio.run(_export(center, case, out.absolute(), person, reason or BY_COMMAND))
    except (Refused, NoFont, keys.KeyTrouble, TooLarge, OSError) as error:
        raise ValueError(str(error)) from error
    print(f"{out}\nsigned with the key {keys.grouped(name)}")


async def _export(center: Center, case: str, out: Path, person: str | None, reason: str) -> str:
    try:
        who = center.person(person)
        await center.commands.do(who, ExportDossier(case, reason))
        return await center.evidence.save_dossier(case, out, who, _told, threading.Event())
    finally:
        await center.close()


def _told(what: str) -> None:
    print(what, file=sys.stderr)


def verify_dossier(file: Path, key: str | None) -> int:
    """Say whether a dossier holds: 0 it does, 1 it does not, 2 it is none. Raises ValueError for a key that is none."""
    wanted = None if key is None else keys.plain(key)
    try:
        verdict = verify(file, wanted)
    except NoDossier as error:
        print(f"NO DOSSIER  {error}")
        return NONE
    for fault in verdict.faults:
        print(f"WRONG  {fault.file}: {fault.said}")
    _summary(verdict)
    return HOLDS if verdict.holds else DOES_NOT


def _summary(verdict: Verdict) -> None:
    if verdict.manifest is None:
        print("DOES NOT HOLD")
        return
    manifest = verdict.manifest
    print(f"case {manifest.case}, made {manifest.made} by {manifest.made_by_name} ({manifest.made_by})")
    print(f"{len(manifest.files)} files, {manifest.record.count} entries of the record, {verdict.gaps} marked gaps")
    print(f"key  {keys.grouped(verdict.key)}")
    if not verdict.asked:
        print("     nobody said which key it must be: compare this with what the bureau says, or give --key")
    print("HOLDS" if verdict.holds else "DOES NOT HOLD")
