"""What is missing or wrong on this machine, and the command that mends it."""

from __future__ import annotations

import ctypes.util
import os
import shutil
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from command_center.bureau import BureauFileError, read_bureau
from command_center.clock import SystemClock
from command_center.doors.doctor_basemaps import basemaps
from command_center.doors.doctor_record import evidence, record
from command_center.feeds.security import NoToken, NoTrust, token_now, trust
from command_center.feeds.trouble import told
from command_center.model.settings import FeedSettings, Settings
from command_center.settings.errors import SettingsError
from command_center.settings.places import read_places
from command_center.settings.toml import read_settings
from command_center.store.engine import database_file
from command_center.store.errors import StoreError

PYSIDE = "6.11.2"
_PACKAGES = ("pyside6", "pyqtgraph", "sqlalchemy", "qasync", "websockets", "alembic", "numpy", "shapely", "msgspec")
_LIBRARIES = {
    "EGL": "libegl1",
    "GL": "libgl1",
    "fontconfig": "libfontconfig1",
    "dbus-1": "libdbus-1-3",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-keysyms": "libxcb-keysyms1",
    "pulse": "libpulse0",
}
LOW_DISK_BYTES = 2 * 1024**3
WITHIN_S = 3.0
SOON_DAYS = 7
"""A certificate that runs out sooner is told of as wrong: the feed would stop."""


class Finding(msgspec.Struct, frozen=True):
    """One thing looked at. `mend` is the command or step that puts it right, empty when it is right."""

    name: str
    ok: bool
    said: str
    mend: str = ""


def examine(settings_file: Path | None) -> Iterator[Finding]:
    """Look at everything, one finding after the other."""
    yield from _python()
    yield from _system()
    yield _bureau()
    if settings_file is not None:
        yield from _settings(settings_file)


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", sys.version_info >= (3, 11), version, "apt-get install python3.11")
    for package in _PACKAGES:
        try:
            found = metadata.version(package)
        except metadata.PackageNotFoundError:
            yield Finding(package, False, "not installed", "make setup")
            continue
        right = package != "pyside6" or found == PYSIDE
        yield Finding(package, right, found if right else f"{found}; {PYSIDE} is needed", "" if right else "make setup")


def _system() -> Iterator[Finding]:
    for library, package in _LIBRARIES.items():
        found = ctypes.util.find_library(library)
        yield Finding(f"library {library}", found is not None, found or "missing", f"apt-get install {package}")
    yield _font()
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    yield Finding("screen", True, display or "none: the station runs off screen and writes screenshots")


def _font() -> Finding:
    program = shutil.which("fc-list")
    mend = "apt-get install fonts-noto-cjk"
    if program is None:
        return Finding("Chinese font", False, "fc-list is missing", "apt-get install fontconfig fonts-noto-cjk")
    done = subprocess.run([program, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    families = sorted(set(done.stdout.splitlines()))
    return Finding("Chinese font", bool(families), families[0] if families else "none", mend)


def _bureau() -> Finding:
    try:
        read_bureau()
    except BureauFileError as error:
        return Finding("the bureau's files", False, str(error), "correct that file")
    return Finding("the bureau's files", True, "resources/city")


def _settings(file: Path) -> Iterator[Finding]:
    try:
        settings = read_settings(file)
    except SettingsError as error:
        yield Finding("settings", False, str(error), "correct that line")
        return
    yield Finding("settings", True, str(file))
    yield _places(settings)
    yield from _store(settings)
    for feed in settings.feeds:
        if feed.token_env or feed.token_keyring:
            yield _token(feed)
        yield _reachable(feed)
    for found in basemaps(settings.basemaps, os.environ):
        yield Finding(f"basemap {found.name}", found.ok, found.said, found.mend)


def _token(feed: FeedSettings) -> Finding:
    """Whether the token can be had; never what it is."""
    where = feed.token_env or f"the keyring's {feed.token_keyring}"
    try:
        token_now(feed, os.environ)
    except NoToken as error:
        service, _, name = (feed.token_keyring or "").partition("/")
        mend = f"export {feed.token_env}=…" if feed.token_env else f"keyring set {service} {name}"
        return Finding(f"token of {feed.name}", False, str(error), mend)
    return Finding(f"token of {feed.name}", True, f"in {where}")


def _places(settings: Settings) -> Finding:
    if settings.places.file is None:
        return Finding("places", True, "none named")
    try:
        places = read_places(Path(settings.places.file))
    except SettingsError as error:
        return Finding("places", False, str(error), "correct that feature")
    return Finding("places", True, f"{len(places)} in {settings.places.file}")


def _store(settings: Settings) -> Iterator[Finding]:
    try:
        file = database_file(settings.store.url)
    except StoreError as error:
        yield Finding("store", False, str(error), "correct store.url")
        return
    folder = file.parent
    writable = folder.is_dir() and os.access(folder, os.W_OK)
    yield Finding("store", writable, str(file), f"mkdir -p {folder}")
    if writable:
        free = shutil.disk_usage(folder).free
        said = f"{free / 1024**3:.1f} GiB free"
        yield Finding("disk", free > LOW_DISK_BYTES, said, "make room, or move store.url to another disk")
        found = record(settings.store.url)
        yield Finding("record", found.ok, found.said, found.mend)
        found = evidence(settings.store.url)
        yield Finding("evidence", found.ok, found.said, found.mend)


def _reachable(feed: FeedSettings) -> Finding:
    """Whether the feed's server answers; with TLS, whether its certificate is one the feed would accept."""
    parts, name = urlsplit(feed.url), f"feed {feed.name}"
    secure = parts.scheme in ("wss", "https")
    host, port = parts.hostname or "", parts.port or (443 if secure else 80)
    try:
        with socket.create_connection((host, port), timeout=WITHIN_S) as plain:
            if not secure:
                return Finding(name, True, f"{host}:{port} answers")
            with trust(feed.ca_file).wrap_socket(plain, server_hostname=host) as safe:
                return _certified(name, f"{host}:{port}", safe)
    except (NoTrust, OSError) as error:
        why, refused = told(error)
        mend = "do what it says, then run doctor again" if refused else "start the feed's server"
        return Finding(name, False, f"{host}:{port}: {why}", mend)


def _certified(name: str, where: str, safe: ssl.SSLSocket) -> Finding:
    """A server whose certificate is accepted: until when it is."""
    until = (safe.getpeercert() or {}).get("notAfter")
    if not isinstance(until, str):
        return Finding(name, True, f"{where} answers, its certificate is accepted")
    seconds = ssl.cert_time_to_seconds(until)
    left = int((seconds - SystemClock().now().timestamp()) // 86_400)
    said = f"{where} answers, its certificate is accepted for {left} days more"
    return Finding(name, left >= SOON_DAYS, said, "have the server's operator renew it")
