"""Arrangements kept in the user's settings, each under a name; what can't be used any more is refused, not tried."""

from __future__ import annotations

import base64
import binascii
import zlib

import msgspec
from PySide6.QtCore import QByteArray, QSettings

VERSION = 1
"""Goes up when an arrangement kept before can't be restored any more."""
LAST, NAMED = "layouts/last", "layouts/named"
NAME_LENGTH = 40


class Unusable(Exception):
    """What was kept is broken, or of another version."""


class Layout(msgspec.Struct, frozen=True):
    """One arrangement. `state` is the docking library's; `check` its checksum; `scale` the type's size it was made
    with; `own` False while nobody has changed the one to begin with."""

    version: int
    state: str
    check: int
    scale: float
    own: bool

    @classmethod
    def of(cls, state: QByteArray, scale: float, own: bool) -> Layout:
        """Wrap the library's state."""
        raw = bytes(state.data())
        return cls(VERSION, base64.b64encode(raw).decode(), zlib.crc32(raw), scale, own)

    def opened(self) -> QByteArray:
        """The library's state. Raises Unusable."""
        if self.version != VERSION:
            raise Unusable(f"version {self.version}, this is {VERSION}")
        try:
            raw = base64.b64decode(self.state, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Unusable("not what was written") from error
        if zlib.crc32(raw) != self.check or not 0.1 <= self.scale <= 20:
            raise Unusable("not what was written")
        return QByteArray(raw)


def last() -> Layout | None:
    """How the panels stood when the seat was closed. Raises Unusable."""
    text = QSettings().value(LAST)
    return None if text is None else _read(str(text))


def keep_last(layout: Layout) -> None:
    """Remember it for the next start."""
    QSettings().setValue(LAST, msgspec.json.encode(layout).decode())


def names() -> list[str]:
    """The names given, in order."""
    return sorted(_all())


def named(name: str) -> Layout:
    """The one of that name. Raises Unusable, KeyError when there is none."""
    return _read(_all()[name])


def keep(name: str, layout: Layout) -> None:
    """Keep it under `name`, in place of one of the same name. Raises ValueError when that is no name."""
    name = name.strip()
    if not name or len(name) > NAME_LENGTH:
        raise ValueError(name)
    _write(_all() | {name: msgspec.json.encode(layout).decode()})


def forget(name: str) -> None:
    """Remove one; none of that name is no mistake."""
    _write({other: text for other, text in _all().items() if other != name})


def _all() -> dict[str, str]:
    try:
        return msgspec.json.decode(str(QSettings().value(NAMED, "{}")), type=dict[str, str])
    except msgspec.DecodeError:
        return {}


def _write(found: dict[str, str]) -> None:
    QSettings().setValue(NAMED, msgspec.json.encode(found).decode())


def _read(text: str) -> Layout:
    try:
        return msgspec.json.decode(text, type=Layout)
    except msgspec.DecodeError as error:
        raise Unusable("not what was written") from error
