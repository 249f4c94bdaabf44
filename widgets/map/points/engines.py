"""Which engine draws: the plain one at once, the compiled one as soon as it is there.

Compiling takes some seconds of pure Python, which would hold the interface up wherever it let go of Python's lock;
so it is done once by a process of its own. What that one keeps is loaded on a thread, in a tenth of a second.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from widgets.map.points.plain import Plain
from widgets.map.points.scene import Engine

if TYPE_CHECKING:
    from widgets.map.points.loops import Loops

log = logging.getLogger(__name__)
COMPILE_WITHIN_S = 180.0
_SWITCH_S = 0.0005
_ROOT = Path(__file__).resolve().parents[3]


class _Now:
    engine: Engine = Plain()
    thread: threading.Thread | None = None


def engine() -> Engine:
    """The best engine there is now."""
    return _Now.engine


def begin() -> None:
    """Have the compiled engine made ready in the background. Call it when the first picture is on the screen."""
    if _Now.thread is None:
        _Now.thread = threading.Thread(target=_get, name="compiled points", daemon=True)
        _Now.thread.start()


def load() -> Engine:
    """The compiled engine, made ready here and now: compiled if need be. Raises what goes wrong."""
    from widgets.map.points.fast import Fast

    if not isinstance(_Now.engine, Fast):
        use(Fast(prepare()))
    return _Now.engine


def use(engine: Engine) -> None:
    """Draw with this one from now on."""
    _Now.engine = engine


def prepare() -> Loops:
    """The loops, from the cache; what is not kept, or is broken, is compiled first. Raises what goes wrong."""
    from widgets.map.points import cache
    from widgets.map.points.loops import Loops

    kept = cache.read()
    if kept is None:
        with cache.alone():
            if (kept := cache.read()) is None:  # another process may have made it meanwhile
                _compile(cache.folder())
                kept = cache.read()
    if kept is None:
        raise RuntimeError("the compiler left nothing behind")
    return Loops(kept)


def _get() -> None:
    # This thread's imports are pure Python. The shorter its turns, the less the interface waits for its own.
    turns = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_S)
    try:
        load()
    except Exception:
        log.exception("the point layer could not be compiled; the map is drawn more slowly")
    finally:
        sys.setswitchinterval(turns)


def _compile(folder: Path) -> None:
    command = [sys.executable, "-m", "widgets.map.points.compile", str(folder)]
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
        ) as child:
            try:
                child.wait(COMPILE_WITHIN_S)
            except subprocess.TimeoutExpired:
                child.kill()
                raise
        if child.returncode:
            said.seek(0)
            raise RuntimeError(said.read().decode(errors="replace")[-2000:])
