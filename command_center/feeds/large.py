"""Large messages of the contract, read in steps: the same items as `decode`, and the loop is never held for long."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import msgspec
import numpy as np
from msgspec import UNSET, Raw, Struct
from numpy.typing import NDArray

from command_center.breath import Breath
from command_center.feeds import wire
from command_center.feeds.decode import NOT_JSON, believable, decode_element, elements_of, is_array, settled
from command_center.feeds.items import Heard, Item, Unreadable
from command_center.feeds.salvage import pieces
from command_center.model import observations as obs

LARGE_BYTES = 128 * 1024
"""From here on a message is read in steps: below, it takes under two milliseconds."""
A_STEP = 500
"""Elements delivered together."""


class _Columns(Struct, frozen=True):
    """`wire.Positions` with its columns unread."""

    tag: Raw
    time_ms: Raw
    lon: Raw
    lat: Raw
    accuracy: Raw
    battery: Raw = Raw()


_columns = msgspec.json.Decoder(_Columns)
_tags = msgspec.json.Decoder(list[obs.Name])
_times = msgspec.json.Decoder(list[wire.Milliseconds])
_numbers: dict[str, msgspec.json.Decoder[Any]] = {
    "lon": msgspec.json.Decoder(list[obs.Lon]),
    "lat": msgspec.json.Decoder(list[obs.Lat]),
    "accuracy": msgspec.json.Decoder(list[obs.Accuracy | None]),
    "battery": msgspec.json.Decoder(list[obs.Fraction | None]),
}


async def decode_large(message: bytes) -> AsyncIterator[list[Item]]:
    """The items of a message, some at a time. Never raises on anything a server can send."""
    breath = Breath()
    if not is_array(message):
        yield [await _one(message, breath)]
        return
    try:
        elements = elements_of(message)
    except NOT_JSON as error:
        yield await _salvaged(message, error, breath)
        return
    items: list[Item] = []
    for element in elements:
        items.append(await _one(element, breath))
        if len(items) == A_STEP:
            yield items
            items = []
            breath.fresh()
    if items:
        yield items


async def _salvaged(array: bytes, error: Exception, breath: Breath) -> list[Item]:
    items: list[Item] = []
    for piece in pieces(array):
        await breath()
        if piece:
            items.append(await _one(piece, breath))
    return settled(array, error, items)


async def _one(element: bytes, breath: Breath) -> Item:
    item = await _positions(element, breath) if len(element) >= LARGE_BYTES else None
    await breath()
    return decode_element(element) if item is None else item


async def _positions(element: bytes, breath: Breath) -> Item | None:
    """A large set of fixes, column by column; None when it is something else, or not right in its envelope."""
    try:
        element.decode()
        event = msgspec.json.decode(element, type=wire.Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if event.type != wire.POSITIONS or event.data is UNSET or event.time is None or event.sequence is None:
        return None
    if event.specversion != "1.0":
        return None
    await breath()
    try:
        believable(event.time, "time")
        fixes = await _read(_columns.decode(event.data), breath)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError, OverflowError) as error:
        return Unreadable(f"not as the contract has it: {error}", element, event.sequence)
    return Heard(event.sequence, event.source, event.id, event.time, fixes)


async def _read(columns: _Columns, breath: Breath) -> obs.Fixes:
    tags = tuple(_tags.decode(columns.tag))
    await breath()
    times = np.array(_times.decode(columns.time_ms), np.int64)
    await breath()
    read: dict[str, NDArray[np.float64]] = {}
    for name, decoder in _numbers.items():
        raw = getattr(columns, name)
        read[name] = np.full(len(tags), np.nan) if _absent(raw) else np.array(decoder.decode(raw), np.float64)
        await breath()
    if not tags or any(len(column) != len(tags) for column in (times, *read.values())):
        raise msgspec.ValidationError(f"columns must have one length, at least 1: tag has {len(tags)}")
    return obs.Fixes(tags, times, read["lon"], read["lat"], read["accuracy"], read["battery"])


def _absent(raw: Raw) -> bool:
    return bytes(memoryview(raw)[:4]) in (b"", b"null")
