"""Pictures as a film: JPEG frames in an AVI file (RIFF, OpenDML's first part), which every player can read."""

from __future__ import annotations

import struct
from collections.abc import Sequence

KEY_FRAME = 0x10
HAS_INDEX = 0x10


def avi(frames: Sequence[bytes], fps: int, size: tuple[int, int]) -> bytes:
    """A film of JPEGs of `size` pixels. Raises ValueError when there is none."""
    if not frames:
        raise ValueError("a film of no pictures")
    body, index = b"movi", b""
    for one in frames:
        index += struct.pack("<4sIII", b"00dc", KEY_FRAME, len(body), len(one))
        body += _chunk(b"00dc", one)
    head = _list(b"hdrl", _main(frames, fps, size) + _list(b"strl", _stream(frames, fps, size)))
    return _chunk(b"RIFF", b"AVI " + head + _chunk(b"LIST", body) + _chunk(b"idx1", index))


def _main(frames: Sequence[bytes], fps: int, size: tuple[int, int]) -> bytes:
    biggest = max(map(len, frames))
    return _chunk(
        b"avih",
        struct.pack(
            "<14I", 1_000_000 // fps, biggest * fps, 0, HAS_INDEX, len(frames), 0, 1, biggest, *size, 0, 0, 0, 0
        ),
    )


def _stream(frames: Sequence[bytes], fps: int, size: tuple[int, int]) -> bytes:
    biggest = max(map(len, frames))
    head = struct.pack("<4s4sIHHIIIIIIII", b"vids", b"MJPG", 0, 0, 0, 0, 1, fps, 0, len(frames), biggest, 10_000, 0)
    head += struct.pack("<4H", 0, 0, *size)
    form = struct.pack("<IiiHH4sIiiII", 40, *size, 1, 24, b"MJPG", size[0] * size[1] * 3, 0, 0, 0, 0)
    return _chunk(b"strh", head) + _chunk(b"strf", form)


def _list(name: bytes, content: bytes) -> bytes:
    return _chunk(b"LIST", name + content)


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
