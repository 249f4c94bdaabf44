"""A message of the contract → what it says. Bytes in, items out: no socket, no clock, nothing kept.

A message is one CloudEvent or an array of them. Each element becomes one item, in order; one that cannot be
understood becomes `Unreadable` by itself and the others apply, also when it is the message's JSON that is broken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import msgspec
import numpy as np
from msgspec import UNSET, Raw, Struct

from command_center.feeds import wire
from command_center.feeds.items import NO_SEQUENCE, Acknowledged, Beat, Heard, Item, Unreadable
from command_center.feeds.salvage import pieces, sequence_in
from command_center.model import observations as obs
from command_center.model.observations import Fixes, Observation

EVIDENCE = (obs.Detection, obs.Report, obs.ReportUpdate, obs.BikeParking, obs.SquadFeedback)
"""What is kept as it came: it may stand behind a case. A dog's positions are kept as its track."""
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


class _Sequenced(Struct):
    """All that is looked at of what is otherwise unreadable."""

    sequence: Any = None


_message = msgspec.json.Decoder(list[Raw])
_envelope = msgspec.json.Decoder(wire.Envelope)
_positions = msgspec.json.Decoder(wire.Positions)
_gap = msgspec.json.Decoder(wire.Gap)
_sequenced = msgspec.json.Decoder(_Sequenced)
NOT_JSON = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)


def decode(message: str | bytes) -> list[Item]:
    """Every element of a text message. Never raises on anything a server can send."""
    raw = message.encode(errors="surrogatepass") if isinstance(message, str) else message
    if not is_array(raw):
        return [decode_element(raw)]
    try:
        elements = elements_of(raw)
    except NOT_JSON as error:
        return settled(raw, error, [decode_element(piece) for piece in pieces(raw) if piece])
    return [decode_element(element) for element in elements]


def is_array(raw: bytes) -> bool:
    """Whether a message is several events."""
    return raw.lstrip()[:1] == b"["


def elements_of(array: bytes) -> list[bytes]:
    """The elements of an array, unread. Raises one of `NOT_JSON` when it cannot be told for certain."""
    return [bytes(element) for element in _message.decode(array)]


def settled(array: bytes, error: Exception, items: list[Item]) -> list[Item]:
    """What an array that is not JSON comes to, from what its pieces came to: something is always set aside.

    Where nothing in it is understood, the message stays whole.
    """
    bad = [item for item in items if isinstance(item, Unreadable)]
    if len(bad) == len(items):
        return [Unreadable(f"not JSON: {error}", array, max((item.sequence for item in bad), default=NO_SEQUENCE))]
    if not bad:
        return [*items, Unreadable(f"not JSON: {error}; every event in it was read", array)]
    return items


def decode_element(raw: bytes) -> Item:
    """One event's JSON. Never raises."""
    try:
        raw.decode()  # a name that is no UTF-8 would pass for one we do not know, and its value be left out
        return _understand(raw)
    except msgspec.ValidationError as error:
        return Unreadable(f"not as the contract has it: {error}", raw, _peek(raw))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Unreadable(f"not JSON: {error}", raw, _peek(raw))
    except (RecursionError, ValueError, OverflowError) as error:
        return Unreadable(f"cannot be taken: {error}", raw, _peek(raw))


def _peek(raw: bytes) -> str:
    """The sequence of an element that is otherwise unreadable, so that the cursor can move past it."""
    try:
        found = _sequenced.decode(raw).sequence
    except NOT_JSON:
        return sequence_in(raw)
    return found if isinstance(found, str) and re.fullmatch(r"[0-9]{20}", found) else NO_SEQUENCE


def _understand(raw: bytes) -> Item:
    event = _envelope.decode(raw)
    if event.specversion != "1.0":
        raise msgspec.ValidationError(f"specversion is {event.specversion[:20]!r}, expected '1.0'")
    if event.type == wire.HEARTBEAT:
        return Beat(event.time)
    if event.data is UNSET:
        raise msgspec.ValidationError("data is missing")
    if event.type == wire.GAP:
        return _a_gap(_gap.decode(event.data))
    if event.type in wire.ACKNOWLEDGED:
        return Acknowledged(_key(_decoder(wire.ACKNOWLEDGED[event.type]).decode(event.data)))
    if event.time is None:
        raise msgspec.ValidationError("time is missing")
    if event.sequence is None:
        raise msgspec.ValidationError("sequence is missing")
    believable(event.time, "time")
    what = _observation(event.type, event.data)
    kept = raw if isinstance(what, EVIDENCE) else b""
    return Heard(event.sequence, event.source, event.id, event.time, what, kept)


def _a_gap(told: wire.Gap) -> wire.Gap:
    if told.until is not None and told.until <= told.after:
        raise msgspec.ValidationError(f"a gap from {told.after} cannot end at {told.until}")
    return told


def believable(moment: datetime, where: str) -> None:
    """A time outside these years is a broken clock; near the ends of the calendar it could not even be stored."""
    if not EARLIEST <= moment < LATEST:
        raise msgspec.ValidationError(f"{where}: {moment.isoformat()} is not between {EARLIEST:%Y} and {LATEST:%Y}")


def _observation(type_: str, data: Raw) -> Observation:
    if type_ == wire.POSITIONS:
        return fixes(_positions.decode(data))
    model = wire.OBSERVED.get(type_)
    if model is None:
        raise msgspec.ValidationError(f"no such type: {type_!r}")
    observation: Observation = _decoder(model).decode(data)
    for name in model.__struct_fields__:
        value = getattr(observation, name)
        if isinstance(value, datetime):
            believable(value, f"data.{name}")
    return observation


@cache
def _decoder(model: type[Struct]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(model)


def fixes(positions: wire.Positions) -> Fixes:
    """The columns as arrays. Raises msgspec.ValidationError when they are empty or of unequal length."""
    n = len(positions.tag)
    columns = (positions.time_ms, positions.lon, positions.lat, positions.accuracy)
    battery = positions.battery
    if n == 0 or any(len(column) != n for column in (*columns, *(() if battery is None else (battery,)))):
        raise msgspec.ValidationError(f"columns must have one length, at least 1: tag has {n}")
    return Fixes(
        tuple(positions.tag),
        np.array(positions.time_ms, np.int64),
        np.array(positions.lon, np.float64),
        np.array(positions.lat, np.float64),
        np.array(positions.accuracy, np.float64),  # None becomes NaN
        np.full(n, np.nan) if battery is None else np.array(battery, np.float64),
    )


_KEYS: dict[type[Struct], Callable[[Any], str]] = {
    wire.TaskAck: lambda ack: f"task:{ack.task}",
    wire.NoticeAck: lambda ack: f"notice:{ack.notice}",
    wire.InstructionAck: lambda ack: f"instruction:{ack.instruction}",
    wire.ResultAck: lambda ack: f"result:{ack.report}:{ack.step}",
}


def _key(ack: Struct) -> str:
    return _KEYS[type(ack)](ack)
