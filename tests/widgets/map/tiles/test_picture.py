"""Pictures in tiles: PNG, JPEG and WebP of a tile's size, nothing else, and in bounded memory."""

from __future__ import annotations

import contextlib
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.tiles.archives import encoded, picture
from widgets.map.tiles.picture import decode


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [256, 512])
def test_that_the_three_kinds_are_read(form: str, size: int) -> None:
    made = decode(picture((200, 80, 40), size, form)).day

    assert made.width() == made.height() == size and abs(made.pixelColor(9, 9).red() - 200) < 4


def png_claiming(side: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "raw",
    [
        png_claiming(30_000),
        png_claiming(2**31 - 1),
        encoded(Image.new("1", (30_000, 30_000))),
        b'<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>',
        encoded(Image.new("RGB", (256, 256)), "GIF"),
        picture()[:60],
        b"",
    ],
    ids=["claims 30,000", "claims 2³¹", "is 30,000", "SVG", "GIF", "cut short", "nothing"],
)
def test_that_others_are_refused(raw: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  each with words of its own
        decode(raw)


@pytest.mark.qt_log_level_fail("CRITICAL")  # the libraries say in the log what they stumbled over
@settings(max_examples=60, deadline=None)
@given(form=st.sampled_from(("PNG", "JPEG", "WEBP")), at=st.floats(0, 1), by=st.binary(min_size=1, max_size=8))
def test_that_any_damage_is_a_picture_or_refused(form: str, at: float, by: bytes) -> None:
    raw = bytearray(picture(size=64, form=form))
    place = int(at * len(raw))
    raw[place : place + len(by)] = by
    with contextlib.suppress(ValueError):
        decode(bytes(raw))
