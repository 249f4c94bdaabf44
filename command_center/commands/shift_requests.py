"""What a person can ask of the shift: duty log, roster, instructions, calls, hand-over."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from command_center.model.shift import Side

Said = Annotated[str, Meta(min_length=1, max_length=2000)]


class WriteLog(Struct, frozen=True, tag="write-log"):
    """A note in the duty log 值班日志. It is never changed or deleted."""

    text: Said


class ImportRoster(Struct, frozen=True, tag="import-roster"):
    """Who is on which post when: CSV with the head `start,end,post,name,phone`, times RFC 3339 with an offset, `post` a
    seat's role or a squad's id. All lines or none; a line takes the place of earlier ones of its post and time."""

    csv: Annotated[str, Meta(min_length=1, max_length=2_000_000)]


class InstructSquads(Struct, frozen=True, tag="instruct-squads"):
    """Words to these squads, or (with none named) to all on duty. Each says when it has read them."""

    text: Said
    squads: Annotated[tuple[str, ...], Meta(max_length=500)] = ()


class CallSquad(Struct, frozen=True, tag="call-squad"):
    """A squad is called by telephone: gives its number by the roster, and writes the call into the duty log."""

    squad: str
    text: Annotated[str, Meta(max_length=2000)] = ""


class PrepareHandover(Struct, frozen=True, tag="prepare-handover"):
    """Make the page one shift leaves the next, as things stand. `since` when the shift began (None: when the last page
    that both signed was made, at most a day ago)."""

    since: datetime | None = None


class SignHandover(Struct, frozen=True, tag="sign-handover"):
    """Sign a page as the shift leader who goes or who comes: two persons, each once. `sha256` is that of the page that
    was looked at."""

    handover: str
    side: Side
    sha256: Annotated[str, Meta(min_length=64, max_length=64)]
