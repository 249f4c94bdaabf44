"""Unpacking that ends: so many bytes and no more, whatever the packed ones say."""

from __future__ import annotations

import zlib

GZIP = b"\x1f\x8b"


def inflated(raw: bytes, most: int) -> bytes:
    """gzip or zlib data unpacked. Raises ValueError when it is damaged, cut short, or more than `most` bytes."""
    unpack = zlib.decompressobj(wbits=47)  # 32 + 15: either header
    try:
        made = unpack.decompress(raw, most + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if len(made) > most:
        raise ValueError(f"more than {most} bytes unpacked")
    if not unpack.eof:
        raise ValueError("packed data is cut short")
    return made
