"""Rows as files others can read: JSON lines and CSV; what a record set aside looks like in them."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

Row = Mapping[str, Any]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Format(StrEnum):
    """In which form."""

    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"


def rfc3339(moment: datetime | None) -> str | None:
    """A time as text, in UTC with a Z."""
    return None if moment is None else moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def quarantined(row: tuple[int, str, datetime, str, bytes]) -> Row:
    """A record set aside; bytes that are no text are escaped."""
    id_, feed, received, reason, raw = row
    text = raw.decode(errors="backslashreplace")
    return {"id": id_, "feed": feed, "received": rfc3339(received), "reason": reason, "raw": text}


def encoding(form: Format) -> str:
    """A byte-order mark tells spreadsheet programs that a CSV is UTF-8."""
    return "utf-8-sig" if form is Format.CSV else "utf-8"


def new_private(file: Path, form: Format) -> IO[str]:
    """A new file that only its owner may read: it holds what people wrote. Raises FileExistsError, OSError."""
    number = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    return os.fdopen(number, "w", encoding=encoding(form), newline="")


def write(found: Iterable[Row], form: Format, out: IO[str]) -> int:
    """Write rows as JSON lines or CSV; returns how many."""
    return _jsonl(found, out) if form is Format.JSONL else _csv(found, out)


def _jsonl(found: Iterable[Row], out: IO[str]) -> int:
    count = 0
    for row in found:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count


def _csv(found: Iterable[Row], out: IO[str]) -> int:
    writer = csv.writer(out)
    count = 0
    for row in found:
        if count == 0:
            writer.writerow(row.keys())
        writer.writerow([_safe(flat(value)) for value in row.values()])
        count += 1
    return count


def flat(value: Any) -> Any:
    """A cell: lists and objects as text."""
    if isinstance(value, list):
        return ";".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, Mapping) else value


def _safe(value: Any) -> Any:
    """Text a spreadsheet would take for a formula is quoted: what a citizen wrote must not run."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
