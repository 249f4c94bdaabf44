"""Where compiled loops are kept: a folder of the user's for exactly this source, this compiler and this processor.

The program's own folder may be read-only, and is never written to.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import platform
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock

SOURCES = ("kernels.py", "vectors.py", "scene.py", "loops.py")
KEPT = "loops"
OTHERS = 4
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


def read() -> str | None:
    """What is kept, or None when there is nothing, or it is not as it was written: broken machine code would not raise,
    it would crash."""
    try:
        digest, _, kept = (folder() / KEPT).read_text("ascii").partition("\n")
    except (OSError, UnicodeError):
        return None
    return kept if digest == _digest(kept) else None


def write(kept: str) -> None:
    """Keep this. Raises OSError."""
    part = folder() / f"{KEPT}.{os.getpid()}"
    part.write_text(f"{_digest(kept)}\n{kept}", "ascii")
    part.replace(folder() / KEPT)


def _digest(kept: str) -> str:
    return hashlib.sha256(kept.encode()).hexdigest()


def clear_others() -> None:
    """Away with what earlier versions of the program had compiled, but for the newest."""
    if folder().parent != _home():
        return
    others = (file for file in _home().glob(f"*/{KEPT}") if file.parent != folder())
    for old in sorted(others, key=lambda file: file.stat().st_mtime)[:-OTHERS]:
        shutil.rmtree(old.parent, ignore_errors=True)


def alone() -> FileLock:
    """Held by the one process that compiles into this folder."""
    return FileLock(folder() / "compiling.lock")


def stamp() -> str:
    """Differs whenever what is compiled would."""
    versions = version("numba"), version("llvmlite"), platform.python_version(), _processor()
    said = hashlib.sha256(repr(versions).encode())
    for name in SOURCES:
        said.update(Path(__file__).with_name(name).read_bytes())
    return said.hexdigest()[:16]


def _processor() -> str:
    from llvmlite import binding

    return f"{binding.get_host_cpu_name()} {binding.get_host_cpu_features().flatten()}"
