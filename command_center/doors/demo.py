"""The bundled demo city: its settings, and its feed servers in a process of their own."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

from platformdirs import user_data_path

from command_center.bureau import RESOURCES
from command_center.model.settings import FeedKind, FeedSettings, PlacesSettings, Settings, StoreSettings

PORT = 8701
PLACES = RESOURCES / "demo" / "places.geojson"
BASEMAP = RESOURCES / "demo" / "basemap.geojson"
_FEEDS = (
    ("dogs", FeedKind.DOG_TAG),
    ("cameras", FeedKind.CAMERA),
    ("urban", FeedKind.URBAN),
    ("squads", FeedKind.SQUAD),
)


class DemoError(Exception):
    """The demo city did not come up; the text says why."""


def settings(port: int = PORT, folder: Path | None = None) -> Settings:
    """Settings for the demo city, its store in the user's own data folder (or `folder`)."""
    home = folder or user_data_path("command-center", ensure_exists=True)
    home.mkdir(parents=True, exist_ok=True)
    return Settings(
        language="zh_CN",
        store=StoreSettings(f"sqlite:///{home / 'demo.db'}"),
        places=PlacesSettings(str(PLACES)),
        feeds=tuple(FeedSettings(name=name, kind=kind, url=f"ws://127.0.0.1:{port}/{name}") for name, kind in _FEEDS),
    )


class City:
    """The demo city's server process. It ends when its standard input closes: with us, however we end."""

    def __init__(self, main: Path, port: int = PORT, seed: int = 1, log_dir: Path | None = None) -> None:
        self._main, self._port, self._seed, self._log_dir = main, port, seed, log_dir
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it listens; when something listens there already, that is taken for it.

        Raises DemoError.
        """
        if _answers(self._port):
            return
        command = [sys.executable, str(self._main), "simulate", "--port", str(self._port), "--seed", str(self._seed)]
        if self._log_dir is not None:
            command += ["--log-dir", str(self._log_dir)]
        self._process = subprocess.Popen(
            [*command, "--with-parent"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()
        )
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        try:
            listening = json.loads(line)["listening"]
        except (ValueError, KeyError, TypeError):
            self.stop()
            raise DemoError("the demo city did not start; its own message stands above") from None
        if listening != self._port:
            raise DemoError(f"the demo city listens on port {listening}, not {self._port}")

    def stop(self) -> None:
        """End it, if it was started here."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _environment() -> dict[str, str]:
    # Two cores have to do for everything: the city must not take more than one for its arithmetic.
    return os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) == 0
