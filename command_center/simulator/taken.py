"""Commands a feed server has taken: read, told apart, and never acted on twice, also after a restart."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import msgspec

from command_center.feeds import wire
from command_center.model import outgoing as out
from command_center.model.outgoing import Outgoing

Acknowledgement = tuple[str, dict[str, Any]]
"""The type to answer with, and its data."""

_TYPES: dict[str, type[msgspec.Struct]] = {name: model for model, name in wire.SENT.items()}


class _Verify(msgspec.Struct, frozen=True):
    task: str


class _Instruction(msgspec.Struct, frozen=True):
    instruction: str


_ONLY_ACKNOWLEDGED: dict[str, type[msgspec.Struct]] = {
    "city.verify.task.v1": _Verify,
    "city.squad.instruction.v1": _Instruction,
}
"""In the contract, taken and acknowledged; no city acts on them yet."""


class Taken:
    """The keys of commands that were acted on, in a small file."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("CREATE TABLE IF NOT EXISTS taken (key TEXT PRIMARY KEY) WITHOUT ROWID")

    def read(self, message: str | bytes) -> tuple[Outgoing | None, str, Acknowledgement]:
        """A command, the key that names it, and how it is acknowledged. Raises msgspec.DecodeError."""
        envelope = msgspec.json.decode(message, type=wire.Envelope)
        model = _TYPES.get(envelope.type) or _ONLY_ACKNOWLEDGED.get(envelope.type)
        if model is None or isinstance(envelope.data, msgspec.UnsetType):
            raise msgspec.ValidationError(f"{envelope.type} is no command of the contract")
        command: Any = msgspec.json.decode(envelope.data, type=model)
        key, acknowledgement = _named(command)
        known = envelope.type in _TYPES
        return (command if known else None), key, acknowledgement

    def is_new(self, key: str) -> bool:
        """Whether it was not acted on yet."""
        return self._database.execute("SELECT 1 FROM taken WHERE key = ?", (key,)).fetchone() is None

    def note(self, key: str) -> None:
        """It is acted on now."""
        self._database.execute("INSERT OR IGNORE INTO taken VALUES (?)", (key,))

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _named(command: msgspec.Struct) -> tuple[str, Acknowledgement]:
    match command:
        case out.DispatchTask():
            return f"task:{command.task}", ("city.dispatch.ack.v1", {"task": command.task})
        case out.DispatchCancel():
            return f"cancel:{command.task}", ("city.dispatch.ack.v1", {"task": command.task})
        case out.OutwardNotice():
            return f"notice:{command.notice}", ("city.notice.ack.v1", {"notice": command.notice})
        case out.ReportResult():
            data = {"report": command.report, "step": command.step}
            return f"result:{command.report}:{command.step}", ("city.urban.ack.v1", data)
        case _Verify():
            return f"verify:{command.task}", ("city.dispatch.ack.v1", {"task": command.task})
        case _Instruction():
            data = {"instruction": command.instruction}
            return f"instruction:{command.instruction}", ("city.squad.instruction-ack.v1", data)
        case _:
            raise msgspec.ValidationError(f"{type(command).__name__} cannot be acknowledged")
