"""QtMultimedia's names, imported once its messages are kept quiet: it speaks as it is loaded."""

from __future__ import annotations

from widgets.cameras import quiet

quiet.category()

from PySide6.QtMultimedia import QMediaPlayer, QPlaybackOptions, QVideoFrame, QVideoFrameFormat, QVideoSink  # noqa: E402

__all__ = ["QMediaPlayer", "QPlaybackOptions", "QVideoFrame", "QVideoFrameFormat", "QVideoSink"]
