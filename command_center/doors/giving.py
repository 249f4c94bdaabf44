"""Every operator command from the shell: what there is, with its JSON Schema and who may; and one carried out.

It goes through the same core as a key at a seat: roles, claims, one transaction, a record, the outbox. A station that
runs on the same store learns of it like of another seat, and sends what is to be sent.
"""

from __future__ import annotations

import asyncio
import inspect
import sys
from pathlib import Path
from typing import Any

import msgspec

from command_center.center import Center
from command_center.clock import SystemClock
from command_center.commands.desk import HANDLERS
from command_center.commands.requests import Done, Refused, Request
from command_center.settings.toml import read_settings
from command_center.store.engine import database_file

DONE, REFUSED = 0, 1
LONGEST = 16 * 1024 * 1024
"""Bytes of a command's data: the most that one message of a feed may have."""


def _types() -> dict[str, type[Request]]:
    """Every command by the name it is given by."""
    return {str(kind.__struct_config__.tag): kind for kind in HANDLERS}


def listed() -> list[dict[str, Any]]:
    """Every command: `command` its name, `does` in words, `who` the roles that may, `schema` of its data."""
    found = []
    for name, kind in sorted(_types().items()):
        (schema,), parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
        own = parts.pop(kind.__name__)
        own["required"] = [field for field in own.get("required", []) if field != "type"]  # the name says it
        whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **(own if "$ref" in schema else schema)}
        if parts:
            whole["$defs"] = parts
        does = " ".join((inspect.getdoc(kind) or "").split())
        found.append({"command": name, "does": does, "who": sorted(HANDLERS[kind].roles), "schema": whole})
    return found


def read(command: str, data: str) -> Request:
    """The request of this name with this JSON. Raises ValueError that says what is wrong and where."""
    kinds = _types()
    kind = kinds.get(command)
    if kind is None:
        raise ValueError(f"there is no command {command!r}; main.py commands lists them: {', '.join(sorted(kinds))}")
    text = sys.stdin.read(LONGEST + 1) if data == "-" else data
    if len(text) > LONGEST:
        raise ValueError(f"--data: more than {LONGEST} characters")
    try:
        given = msgspec.json.decode(text)
        if not isinstance(given, dict):
            raise ValueError(f"--data: {command} needs a JSON object")
        strange = given.keys() - {*kind.__struct_fields__, "type"}
        if strange:
            known = ", ".join(kind.__struct_fields__)
            raise ValueError(f"--data: {command} has no {', '.join(sorted(strange))}; it has: {known}")
        return msgspec.json.decode(text, type=kind)
    except msgspec.DecodeError as error:
        raise ValueError(f"--data: {error}") from error


def do(command: str, settings_file: Path, person: str, data: str) -> tuple[dict[str, Any], int]:
    """Carry a command out for a person; gives the result and the exit status. Raises ValueError and the errors of
    settings and store, in plain words; then nothing was changed."""
    request = read(command, data)
    settings = read_settings(settings_file)
    file = database_file(settings.store.url)
    if not file.exists():
        raise ValueError(f"there is no store at {file} yet: run the station or headless on it first")
    center = Center.open(settings, SystemClock(), viewer=True)
    return asyncio.run(_carry(center, person, request))


async def _carry(center: Center, person: str, request: Request) -> tuple[dict[str, Any], int]:
    name = type(request).__struct_config__.tag
    try:
        done = await center.commands.do(center.person(person), request)
    except Refused as refused:
        return {"command": name, "done": False, "refused": refused.code, "detail": refused.detail}, REFUSED
    finally:
        await center.close()
    return {"command": name, "done": True, **_told(done)}, DONE


def _told(done: Done) -> dict[str, Any]:
    """What came of it, without what did not; times RFC 3339; `undo` is a command as `do` takes it."""
    found: dict[str, Any] = msgspec.to_builtins(done)
    return {key: value for key, value in found.items() if value not in (None, [], {})}
