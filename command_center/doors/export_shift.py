"""The shift's pages, duty log and instructions as rows of an export."""

from __future__ import annotations

from typing import Any

import msgspec

from command_center.model.shift import Handover
from command_center.queries.files import Row


def plain(one: msgspec.Struct) -> Row:
    """A row as it stands, times RFC 3339."""
    found: dict[str, Any] = msgspec.to_builtins(one)
    return found


def handed_over(made: Handover) -> Row:
    """A page, its SHA-256 and who signed it."""
    page = plain(made.page)
    signed = plain(made)["signed"]
    return {"id": made.id, "sha256": made.sha256, "made_by": made.made_by, "signed": signed, **page}
