"""Compiles the loops in a process of its own, so that no window waits: `python -m widgets.map.points.compile FOLDER`.

Ends when its parent does.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from importlib import import_module
from pathlib import Path

from widgets.map.points import cache


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


def main() -> None:
    """Fill the folder and say that it is ready."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    cache.at(Path(sys.argv[1]))
    import_module("widgets.map.points.kernels")  # this compiles them

    cache.note_ready()
    with contextlib.suppress(OSError):
        cache.clear_others()


if __name__ == "__main__":
    main()
