"""Keeps the player's libraries quiet: FFmpeg writes every address it opens to standard error, with the login in it.

Qt's own messages go through its logging categories (`qt.multimedia*`), and
an engineer turns them on again with QT_LOGGING_RULES; FFmpeg's have no category, so its level is set in the library.
"""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import PySide6
from PySide6.QtCore import QLibraryInfo, QLoggingCategory

log = logging.getLogger(__name__)
_AV_LOG_QUIET = -8
_RULES = "qt.multimedia*=false"


def category() -> None:
    """Before QtMultimedia is imported: its category quiet, FFmpeg's settings as they must be when it is loaded.

    Software decodes: a control room's panes are small, and must never hang in a driver. Qt must not raise FFmpeg's
    level, at which whole requests are written.
    """
    os.environ.setdefault("QT_FFMPEG_DECODING_HW_DEVICE_TYPES", "")
    os.environ.pop("QT_FFMPEG_DEBUG", None)
    QLoggingCategory.setFilterRules(_RULES)


@cache
def silenced() -> bool:
    """Silence FFmpeg; whether that was possible. Where it wasn't, no address with a login may be opened.

    Needs an application. The library is silenced once it is loaded, which asking for the codecs makes sure of.
    """
    from PySide6.QtMultimedia import QMediaFormat

    QMediaFormat().supportedVideoCodecs(QMediaFormat.ConversionMode.Decode)
    done = [file for file in _libraries() if _silence(file)]
    if not done:
        log.warning("FFmpeg cannot be kept quiet here: streams whose address holds a login are not opened")
    return bool(done)


def _silence(file: Path) -> bool:
    try:
        # Only if it is loaded already: a second copy would be silenced for nothing.
        mode = os.RTLD_NOLOAD | os.RTLD_NOW if hasattr(os, "RTLD_NOLOAD") else 0
        ctypes.CDLL(str(file), mode=mode).av_log_set_level(_AV_LOG_QUIET)
    except (OSError, AttributeError):
        return False
    return True


def _libraries() -> Iterator[Path]:
    """Where FFmpeg's common library may lie."""
    home = Path(PySide6.__file__).parent
    pattern = {"win32": "avutil-*.dll", "darwin": "libavutil.*.dylib"}.get(sys.platform, "libavutil.so.*")
    for folder in (home / "Qt" / "lib", home, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath))):
        yield from sorted(folder.glob(pattern))
