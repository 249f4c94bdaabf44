"""Where compiled loops are kept: a folder of the user's for exactly this source, this numba and this processor.

The program's own folder may be read-only, and is never written to. A folder that isn't `ready` holds nothing, or the
beginnings of a compilation.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import platform
import shutil
import tempfile
from pathlib import Path

from filelock import FileLock

SOURCES = ("kernels.py", "vectors.py")
READY = "ready"
KEPT = 4
"""Versions compiled before whose folders stay."""


class _Chosen:
    folder: Path | None = None


def folder() -> Path:
    """The folder for what is compiled from today's sources, ours alone; made if need be, a passing one where none can
    be kept."""
    if _Chosen.folder is None:
        wanted = _home() / stamp()
        try:
            wanted.mkdir(0o700, parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=wanted):
                ours = not hasattr(os, "getuid") or wanted.stat().st_uid == os.getuid()
        except OSError:
            ours = False
        _Chosen.folder = wanted if ours else _passing()
    return _Chosen.folder


def _home() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("command-center") / "compiled"


def _passing() -> Path:
    made = tempfile.mkdtemp(prefix="command-center-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


def at(wanted: Path) -> None:
    """Keep to this folder: a compiler's process uses its parent's."""
    _Chosen.folder = wanted


def ready() -> bool:
    """True when loading needs no compiler: every file is there as it was when all were compiled."""
    try:
        return (folder() / READY).read_text("utf-8") == _digest()
    except OSError:
        return False


def note_ready() -> None:
    """Everything is compiled: note what it looks like."""
    part = folder() / f"{READY}.{os.getpid()}"
    part.write_text(_digest(), "utf-8")
    part.replace(folder() / READY)


def clear() -> None:
    """Away with what is there: it is broken, or half made."""
    for file in (folder() / READY, *_kept()):
        file.unlink(missing_ok=True)


def clear_others() -> None:
    """Away with what earlier versions of the program had compiled, but for the newest."""
    if folder().parent != _home():
        return
    others = (file for file in _home().glob(f"*/{READY}") if file.parent != folder())
    for old in sorted(others, key=lambda file: file.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old.parent, ignore_errors=True)


def alone() -> FileLock:
    """Held by the one process that compiles into this folder."""
    return FileLock(folder() / "compiling.lock")


def _kept() -> list[Path]:
    return sorted(file for file in folder().rglob("*") if file.suffix in (".nbi", ".nbc"))


def _digest() -> str:
    """Of all that numba keeps (an index and machine code a loop): broken machine code would not raise, it would crash.

    Times are left out of it, and what another process has begun to write.
    """
    said = hashlib.sha256()
    for file in _kept():
        said.update(file.name.encode() + hashlib.sha256(file.read_bytes()).digest())
    return said.hexdigest()


def use() -> None:
    """Tell numba, before the first loop is compiled."""
    from numba.core import config

    config.CACHE_DIR = str(folder())


def stamp() -> str:
    """Differs whenever what is compiled would: numba itself knows only the first file's time and size."""
    from llvmlite import __version__ as llvmlite
    from numba import __version__ as numba

    said = hashlib.sha256(f"{numba} {llvmlite} {platform.python_version()} {_processor()}".encode())
    for name in SOURCES:
        file = Path(__file__).with_name(name)
        said.update(f"{file} {file.stat().st_mtime_ns}".encode() + file.read_bytes())
    return said.hexdigest()[:16]


def _processor() -> str:
    from llvmlite import binding

    return f"{binding.get_host_cpu_name()} {binding.get_host_cpu_features().flatten()}"
