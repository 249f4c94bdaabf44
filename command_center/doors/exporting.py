"""The export command: from arguments to a file."""

from __future__ import annotations

import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from command_center.clock import SystemClock
from command_center.doors.export import Format, What, rows, write
from command_center.settings.toml import read_settings
from command_center.store.database import Store
from command_center.store.engine import database_file

Choice = TypeVar("Choice", bound=StrEnum)


def export_to(what: str, settings_file: Path, form: str, since: str | None, out: Path | None) -> None:
    """Write what was asked for. Raises ValueError, SettingsError, StoreError with a plain message."""
    wanted, shape, start = _one_of(What, what), _one_of(Format, form), _moment(since)
    if shape is Format.XLSX and out is None:
        raise ValueError("--format xlsx needs --out FILE")
    if out is not None and not out.absolute().parent.is_dir():
        raise ValueError(f"--out: there is no folder {out.absolute().parent}")
    settings = read_settings(settings_file)
    file = database_file(settings.store.url)
    if not file.exists():
        raise ValueError(f"there is no store at {file} yet: run the station or headless on it first")
    store = Store(settings.store.url)
    try:
        write(rows(store, wanted, start, SystemClock().now()), shape, out or sys.stdout)
    finally:
        store.close()


def _one_of(kind: type[Choice], text: str) -> Choice:
    try:
        return kind(text)
    except ValueError:
        raise ValueError(f"{text!r}: expected one of {', '.join(kind)}") from None


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"--since {text!r}: expected RFC 3339, as in 2026-11-23T07:00:00+08:00") from None
    if moment.tzinfo is None:
        raise ValueError(f"--since {text!r}: an offset is missing, as in 2026-11-23T07:00:00+08:00")
    return moment
