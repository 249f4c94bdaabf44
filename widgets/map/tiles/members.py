"""How much is in a vector tile, counted before anything is made of it: two bytes can ask for an object of fifty."""

from __future__ import annotations

from collections.abc import Iterator


def members(raw: bytes, most: int) -> int:
    """How many layers a tile has, and features, keys and values these; stops counting beyond `most`. Raises ValueError
    when it is no vector tile."""
    count = 0
    for layer in _fields(memoryview(raw)):
        count += 1
        for _ in _fields(layer):
            count += 1
            if count > most:
                return count
    return count


def _fields(raw: memoryview) -> Iterator[memoryview]:
    """The fields of a Protocol Buffers message; numbers as empty ones."""
    at, end = 0, len(raw)
    while at < end:
        tag, at = _varint(raw, at)
        kind, size = tag & 7, 0
        if kind == 2:
            size, at = _varint(raw, at)
        elif kind == 0:
            _, at = _varint(raw, at)
        elif kind in (1, 5):
            at += 8 if kind == 1 else 4
        else:
            raise ValueError(f"a field of kind {kind}, which no vector tile has")
        if at + size > end:
            raise ValueError("cut short")
        yield raw[at : at + size]
        at += size


def _varint(raw: memoryview, at: int) -> tuple[int, int]:
    """The number at `at`, and where the next thing begins; past the end: nothing, and the end."""
    value = shift = 0
    while at < len(raw) and shift < 70:
        octet = raw[at]
        at, value, shift = at + 1, value | (octet & 0x7F) << shift, shift + 7
        if octet < 0x80:
            return value, at
    return 0, len(raw)
