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


class Taken:
    """The keys of commands that were acted on, in a small file; and the tasks among them not yet done with."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=WAL")
        self._database.execute("CREATE TABLE IF NOT EXISTS taken (key TEXT PRIMARY KEY) WITHOUT ROWID")
        self._database.execute("CREATE TABLE IF NOT EXISTS unfinished (task TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID")

    def read(self, message: str | bytes) -> tuple[Outgoing, str, Acknowledgement]:
        """A command, the key that names it, and how it is acknowledged.

        Raises msgspec.DecodeError, and RecursionError or UnicodeError for text made to hurt.
        """
        envelope = msgspec.json.decode(message, type=wire.Envelope)
        model = _TYPES.get(envelope.type)
        if model is None or isinstance(envelope.data, msgspec.UnsetType):
            raise msgspec.ValidationError(f"{envelope.type} is no command of the contract")
        command: Any = msgspec.json.decode(envelope.data, type=model)
        return command, *_named(command)

    def is_new(self, key: str) -> bool:
        """Whether it was not acted on yet."""
        return self._database.execute("SELECT 1 FROM taken WHERE key = ?", (key,)).fetchone() is None

    def note(self, key: str, command: Outgoing) -> None:
        """It is acted on now."""
        if isinstance(command, out.DispatchTask):
            row = (command.task, msgspec.json.encode(command))
            self._database.execute("INSERT OR IGNORE INTO unfinished VALUES (?, ?)", row)
        elif isinstance(command, out.DispatchCancel):
            self.finish(command.task)
        self._database.execute("INSERT OR IGNORE INTO taken VALUES (?)", (key,))

    def finish(self, task: str) -> None:
        """A task has been done, declined or called off."""
        self._database.execute("DELETE FROM unfinished WHERE task = ?", (task,))

    def unfinished(self) -> list[out.DispatchTask]:
        """Tasks taken and not finished: a city that was restarted has forgotten them."""
        rows = self._database.execute("SELECT body FROM unfinished").fetchall()
        return [msgspec.json.decode(body, type=out.DispatchTask) for (body,) in rows]

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _named(command: Outgoing) -> tuple[str, Acknowledgement]:
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
        case out.VerifyTask():
            return f"verify:{command.task}", ("city.dispatch.ack.v1", {"task": command.task})
        case out.SquadInstruction():
            data = {"instruction": command.instruction}
            return f"instruction:{command.instruction}", ("city.squad.instruction-ack.v1", data)
