"""How a stream stands, in words for the pane."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from command_center.model.addresses import Refusal
from widgets.cameras.probe import Trouble
from widgets.cameras.stream import Standing, State
from widgets.common import times
from widgets.common.literal import QT_TRANSLATE_NOOP

WHY: Mapping[str, str] = {
    Trouble.NO_SUCH_HOST: QT_TRANSLATE_NOOP("Cameras", "the name of its server is not known"),
    Trouble.NO_ANSWER: QT_TRANSLATE_NOOP("Cameras", "its server does not answer"),
    Trouble.CERTIFICATE: QT_TRANSLATE_NOOP("Cameras", "its server's certificate is not trusted"),
    Trouble.NEEDS_LOGIN: QT_TRANSLATE_NOOP("Cameras", "its server asks for a login"),
    Trouble.LOGIN_REFUSED: QT_TRANSLATE_NOOP("Cameras", "its server refuses the login"),
    Trouble.NOT_THERE: QT_TRANSLATE_NOOP("Cameras", "its server has no such stream"),
    Trouble.SERVER: QT_TRANSLATE_NOOP("Cameras", "its server reports a fault"),
    Trouble.NO_PICTURE: QT_TRANSLATE_NOOP("Cameras", "its server answers, but no picture comes"),
    Trouble.BROKEN_FILE: QT_TRANSLATE_NOOP("Cameras", "the file cannot be played"),
    Trouble.STOPPED: QT_TRANSLATE_NOOP("Cameras", "the stream has stopped"),
    Trouble.LOGIN_UNSAFE: QT_TRANSLATE_NOOP("Cameras", "its address holds a login that could not be kept out of logs"),
    Refusal.TOO_LONG: QT_TRANSLATE_NOOP("Cameras", "the address is too long"),
    Refusal.NOT_AN_ADDRESS: QT_TRANSLATE_NOOP("Cameras", "the address is none"),
    Refusal.SCHEME: QT_TRANSLATE_NOOP("Cameras", "addresses of this kind are not opened"),
    Refusal.HOST: QT_TRANSLATE_NOOP("Cameras", "the address names no server"),
    Refusal.FOLDER: QT_TRANSLATE_NOOP("Cameras", "the file is in no folder that the settings allow"),
}


def badge(standing: Standing) -> str:
    """One or two words: LIVE, and only while it is."""
    if standing.state is State.PLAYING:
        if standing.recording:
            return QCoreApplication.translate("Cameras", "RECORDING")
        return QCoreApplication.translate("Cameras", "LIVE")
    if standing.state is State.STILL:
        return QCoreApplication.translate("Cameras", "STILL")
    if standing.state is State.CONNECTING:
        return QCoreApplication.translate("Cameras", "connecting")
    if standing.state is State.RESTING:
        return QCoreApplication.translate("Cameras", "paused")
    return QCoreApplication.translate("Cameras", "no picture")


def explained(standing: Standing, now: datetime) -> str:
    """Why there is no picture, or since when it stands still; "" while it plays."""
    if standing.state is State.NO_STREAM:
        return QCoreApplication.translate("Cameras", "No stream is known for this camera.")
    if standing.state is State.CONNECTING:
        text = QCoreApplication.translate("Cameras", "Waiting for the first picture…")
        return f"{text}\n{_again(standing, now)}" if standing.why else text
    if standing.state is State.REFUSED:
        text = QCoreApplication.translate("Cameras", "Not opened: {why}.")
        return text.format(why=_why(standing))
    if standing.state is State.FAILED:
        return _again(standing, now)
    if standing.state is State.STILL and standing.since is not None:
        text = QCoreApplication.translate("Cameras", "The picture stands still since {time}.")
        lines = [text.format(time=times.clock(standing.since, now))]
        return "\n".join([*lines, _again(standing, now)] if standing.why else lines)
    return ""


def _again(standing: Standing, now: datetime) -> str:
    if standing.again is None:
        text = QCoreApplication.translate("Cameras", "No picture: {why}.")
        return text.format(why=_why(standing))
    left = max(1, round((standing.again - now).total_seconds()))
    text = QCoreApplication.translate("Cameras", "No picture: {why}. Tried again in {n} s.")
    return text.format(why=_why(standing), n=left)


def _why(standing: Standing) -> str:
    literal = WHY.get(standing.why or "")
    return QCoreApplication.translate("Cameras", literal) if literal else ""
