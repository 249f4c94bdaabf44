"""Compiles the loops in a process of its own, so that no window waits: `python -m widgets.map.points.compile FOLDER`.

Ends when its parent does.
"""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from widgets.map.points import cache
from widgets.map.points.loops import Loops, packed


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


def main() -> None:
    """Fill the folder."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    cache.at(Path(sys.argv[1]))
    cache.write(packed(_compiled()))
    with contextlib.suppress(OSError):
        cache.clear_others()


def _compiled() -> dict[str, tuple[str, list[str], bytes]]:
    """Every loop that windows call: its symbol, what it takes, its machine code."""
    from numba.core import config

    with tempfile.TemporaryDirectory() as passing:
        config.CACHE_DIR = passing  # numba gives machine code away only where it keeps it too
        from widgets.map.points import kernels

        return {name: _one(getattr(kernels, name)) for name in Loops.__annotations__}


def _one(loop: Any) -> tuple[str, list[str], bytes]:
    [signature] = loop.signatures
    made = loop.overloads[signature]
    code: bytes = made.library._get_compiled_object()  # noqa: SLF001  numba has no public way to it
    if any(name in code for name in (b"NRT_Allocate", b"NRT_MemInfo_alloc", b"PyErr_")):
        raise ValueError(f"{loop.__name__} makes arrays or raises: its machine code would need numba where it runs")
    return made.fndesc.llvm_func_name, [_kind(one) for one in signature], code


def _kind(one: Any) -> str:
    from numba.core import types

    if isinstance(one, types.Array):
        return f"{_kind(one.dtype)}:{one.ndim}"
    letter = "f" if isinstance(one, types.Float) else "i" if one.signed else "u"
    return f"{letter}{one.bitwidth // 8}"


if __name__ == "__main__":
    main()
