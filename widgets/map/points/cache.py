"""Where compiled loops are kept: a folder of the user's for exactly this source, this numba and this processor.

The program's own folder may be read-only, and is never written to. A folder that isn't `ready` holds nothing, or the
beginnings of a compilation.
"""

from __future__ import annotations

import hashlib
import platform
import tempfile
from pathlib import Path

SOURCES = ("kernels.py", "vectors.py")
READY = "ready"


class _Chosen:
    folder: Path | None = None


def folder() -> Path:
    """The folder for what is compiled from today's sources; made if need be, a passing one where none can be kept."""
    if _Chosen.folder is None:
        from platformdirs import user_cache_path

        wanted = user_cache_path("command-center") / "compiled" / _stamp()
        try:
            wanted.mkdir(parents=True, exist_ok=True)
            (wanted / ".try").touch()
            (wanted / ".try").unlink()
        except OSError:
            wanted = Path(tempfile.mkdtemp(prefix="command-center-"))
        _Chosen.folder = wanted
    return _Chosen.folder


def at(wanted: Path) -> None:
    """Keep to this folder: a compiler's process uses its parent's."""
    _Chosen.folder = wanted


def ready() -> bool:
    """True when loading needs no compiler."""
    return (folder() / READY).exists()


def note_ready() -> None:
    """Everything is compiled."""
    (folder() / READY).touch()


def use() -> None:
    """Tell numba, before the first loop is compiled."""
    from numba.core import config

    config.CACHE_DIR = str(folder())


def _stamp() -> str:
    """numba looks at the first file's time and size itself; the second it does not know of."""
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
