"""What is not JSON, followed by its brackets and strings alone: where its elements end, and which sequence it names.

A server that writes NaN, or half an emoji, into one event of five hundred has not said nothing: the others stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"|["\[\]{},]', re.DOTALL)
_KEY = re.compile(rb'\s*+:\s*+"([0-9]{20})"')
_QUOTE, _COMMA = b'",'
_CLOSES = {ord("["): ord("]"), ord("{"): ord("}")}
_OPENS = _CLOSES.keys()
_PAUSE_EVERY = 10_000
_LOOKED_AT = 64 * 1024
_MOST_PIECES = 100_000
"""More events than this a message of 16 MiB cannot hold; what is cut smaller is no events."""


def pieces(array: bytes) -> Iterator[bytes]:
    """The elements of an array, as far as they can be told apart, then the rest as one piece.

    Nothing is lost but the array's own brackets, its commas, and white space around. Empty pieces come in between
    for the caller to let others have their turn: they mean nothing.
    """
    begin = array.index(b"[") + 1
    found = 0
    waiting = bytearray()  # the brackets that must close, innermost last
    for count, token in enumerate(_TOKEN.finditer(array, begin)):
        if count % _PAUSE_EVERY == _PAUSE_EVERY - 1:
            yield b""
        kind = array[token.start()]
        if kind == _QUOTE:
            if token.end() - token.start() == 1:
                break  # a string without an end: nothing after it can be told apart
        elif kind in _OPENS:
            waiting.append(_CLOSES[kind])
        elif waiting:
            if kind != _COMMA and waiting.pop() != kind:
                break
        elif kind in (_COMMA, ord("]")):
            yield array[begin : token.start()].strip()
            begin = token.end()
            found += 1
            if kind != _COMMA or found == _MOST_PIECES:
                break
        else:
            break
    yield array[begin:].strip()


def sequence_in(element: bytes) -> str:
    """The sequence an object names among its own keys (not deeper), "" when it names none near its beginning.

    Of several the last holds, as everywhere.
    """
    found, depth = "", 0
    for token in _TOKEN.finditer(element[:_LOOKED_AT]):
        kind = element[token.start()]
        if kind in _OPENS:
            depth += 1
        elif kind == _QUOTE and token.end() - token.start() == 1:
            break
        elif kind not in (_COMMA, _QUOTE):
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1 and token.group() == b'"sequence"':
            named = _KEY.match(element, token.end())
            found = named.group(1).decode() if named else found
    return found
