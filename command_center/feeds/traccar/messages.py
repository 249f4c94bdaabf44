"""What a Traccar server says → positions and devices. Bytes in, values out: no socket, no clock, nothing kept.

Field meanings are those of `org.traccar.model.Position` and `Device`. `speed` (knots) is not read: nothing needs it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
import numpy as np
from msgspec import Meta, Raw, Struct

from command_center.clock import to_ms
from command_center.feeds.decode import EARLIEST, LATEST
from command_center.feeds.items import NO_SEQUENCE, Heard, Unreadable
from command_center.model import observations as obs


class Device(Struct, frozen=True, rename="camel"):
    """A device. `unique_id` is the number it was registered by: the tag's. `last_update` is when the server last
    heard of it, `position_id` 0 while it has told no position."""

    id: int
    unique_id: obs.Name
    last_update: Annotated[datetime, Meta(tz=True)] | None = None
    position_id: int | None = None


class Position(Struct, frozen=True, rename="camel"):
    """A position. `fix_time` is when the device was there (`deviceTime` only when it reported), `server_time` when the
    server took it, `accuracy` metres, 0 when unknown; `valid` false: the receiver had no fix. `outdated` (servers
    before 2026 say it) true: an older fix told again."""

    device_id: int
    fix_time: Annotated[datetime, Meta(tz=True)]
    latitude: obs.Lat
    longitude: obs.Lon
    server_time: Annotated[datetime, Meta(tz=True)] | None = None
    valid: bool = True
    outdated: bool = False
    accuracy: float | None = None
    attributes: Raw = Raw(b"{}")


class _Power(Struct, frozen=True, rename="camel"):
    battery_level: Annotated[float, Meta(ge=0, le=100)]


class _Numbered(Struct, frozen=True):
    id: int


class Message(Struct, frozen=True):
    """What one message holds, element by element; `devices` and `positions` read them.

    Traccar's own `events` are left to Traccar: the rules here judge.
    """

    devices: list[Raw] | None = None
    positions: list[Raw] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One element that says where a device was, with the bytes it came as."""

    position: Position
    raw: bytes


_messages = msgspec.json.Decoder(Message)
_elements = msgspec.json.Decoder(list[Raw])
_device = msgspec.json.Decoder(Device)
_position = msgspec.json.Decoder(Position)
_power = msgspec.json.Decoder(_Power)
_numbered = msgspec.json.Decoder(_Numbered)


def understand(raw: bytes) -> Message | Unreadable:
    """A message of the socket; `{}`, the keep-alive, holds nothing. Never raises."""
    try:
        return _messages.decode(raw)
    except (ValueError, RecursionError, OverflowError) as error:
        return Unreadable(_why(error), raw)


def elements(raw: bytes) -> list[Raw]:
    """An answer's elements. Raises ValueError, RecursionError when it is no array."""
    return _elements.decode(raw)


def devices(raw: Sequence[Raw]) -> tuple[list[Device], list[Unreadable]]:
    """Each device, or why it is none."""
    found: list[Device] = []
    bad: list[Unreadable] = []
    for one in raw:
        try:
            found.append(_device.decode(one))
        except (ValueError, RecursionError, OverflowError) as error:
            bad.append(Unreadable(f"device {_number(one)}: {_why(error)}", bytes(one)))
    return found, bad


def positions(raw: Sequence[Raw]) -> tuple[list[Told], list[Unreadable]]:
    """Each position, or why it is none."""
    found: list[Told] = []
    bad: list[Unreadable] = []
    for one in raw:
        try:
            position = _position.decode(one)
            if not EARLIEST <= position.fix_time < LATEST:
                raise ValueError(
                    f"fixTime {position.fix_time.isoformat()} is not between {EARLIEST:%Y} and {LATEST:%Y}"
                )
        except (ValueError, RecursionError, OverflowError) as error:
            bad.append(Unreadable(f"a position: {_why(error)}", bytes(one)))
        else:
            found.append(Told(position, bytes(one)))
    return found, bad


def _says_nothing(position: Position) -> bool:
    """A fix told again; or a receiver without a fix, whose place is the last one known or none at all.

    With an accuracy it is no satellite fix but a place by masts or Wi-Fi: rough, and it says how rough.
    """
    return position.outdated or not (position.valid or _metres(position.accuracy) > 0)


def heard(position: Position, tag: str, source: str) -> Heard | None:
    """A position as a fix of `tag`, which leaves the cursor where it is; None when it says nothing of where it is now.

    The id is the fix itself, tag, time and place. Traccar's number is not: a server set up anew counts from 1 again,
    and one fix told again gets another number.
    """
    if _says_nothing(position):
        return None
    time_ms = to_ms(position.fix_time)
    server = position.server_time
    when = server if server is not None and EARLIEST <= server < LATEST else position.fix_time
    metres = _metres(position.accuracy)
    fix = obs.Fixes(
        (tag,),
        np.array([time_ms], np.int64),
        np.array([position.longitude], np.float64),
        np.array([position.latitude], np.float64),
        np.array([metres if metres > 0 else math.nan], np.float64),
        np.array([_battery(position.attributes)], np.float64),
    )
    id_ = f"{tag}/{time_ms}/{position.latitude:.7f}/{position.longitude:.7f}"
    return Heard(NO_SEQUENCE, source, id_, when, fix)


def _metres(accuracy: float | None) -> float:
    return accuracy if accuracy is not None else 0.0


def _battery(attributes: Raw) -> float:
    """The battery as a fraction; NaN when the device does not say it in percent. Never worth losing a fix for."""
    try:
        return _power.decode(attributes).battery_level / 100
    except (ValueError, RecursionError, OverflowError):
        return math.nan


def _number(raw: Raw) -> str:
    """The number of a device that is otherwise unreadable, so that it is told apart from others."""
    try:
        return str(_numbered.decode(raw).id)
    except (ValueError, RecursionError, OverflowError):
        return "without a number"


def _why(error: Exception) -> str:
    return f"not as Traccar has it: {error}"[:300]
