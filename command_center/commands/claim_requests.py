"""What can be asked about who has a matter open."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class Claim(Struct, frozen=True, tag="claim"):
    """Have a matter (a flagged event or a case) open, or still have it: said again every `model.claims.BEAT`."""

    subject: Annotated[str, Meta(min_length=1, max_length=100)]


class Release(Struct, frozen=True, tag="release"):
    """Have it open no longer."""

    subject: Annotated[str, Meta(min_length=1, max_length=100)]


class TakeOver(Struct, frozen=True, tag="take-over"):
    """Take a matter from the person who has it open. The reason goes on record."""

    subject: Annotated[str, Meta(min_length=1, max_length=100)]
    reason: Annotated[str, Meta(min_length=1, max_length=2000)]
