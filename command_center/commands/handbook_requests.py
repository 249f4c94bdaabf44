"""What a person can ask of the handbook's check list."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class MarkPoint(Struct, frozen=True, tag="mark-point"):
    """A point of the handbook's check list is done for a case, or (`done` false) is not after all. `revision` is that
    of the page that was looked at: a point that was written anew since is read again first."""

    case: str
    point: Annotated[str, Meta(min_length=1, max_length=40)]
    done: bool = True
    revision: Annotated[str, Meta(max_length=12)] = ""
