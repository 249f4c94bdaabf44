"""Pictures of the station and the wall for the README: `make screenshots`.

Starts the demo city, lets it live for some minutes, dispatches the second matter from the keyboard, and saves
docs/images/station.png (Chinese), station-en.png and wall.png. Off screen, on a store of its own.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import qasync  # noqa: E402 - after the path is set
from PySide6.QtCore import QSettings, QSize, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from command_center.center import Center  # noqa: E402
from command_center.clock import SystemClock  # noqa: E402
from command_center.doors import demo  # noqa: E402
from command_center.rules.hours import in_force  # noqa: E402
from widgets.common.desk import Desk  # noqa: E402
from widgets.common.language import Language  # noqa: E402
from widgets.common.theme import DARK, apply  # noqa: E402
from widgets.station import Station  # noqa: E402
from widgets.wall import Wall  # noqa: E402

PORT = 8703
SIZE = (1920, 1080)


def _desk(center: Center) -> Desk:
    clock = center.clock
    zone = center.settings.rules.dog_walking.timezone
    return Desk(
        center.queries,
        center.commands,
        center.notices,
        center.live,
        clock,
        center.person(None),
        lambda place: in_force(place.hours, clock.now(), zone),
    )


async def _take(app: QApplication, folder: Path, minutes: float, out: Path) -> None:
    center = Center.open(demo.settings(PORT, folder), SystemClock())
    await center.start()
    language = Language(app)
    language.use("zh_CN")
    desk = _desk(center)
    station, wall = Station(desk, demo.BASEMAP, language), Wall(desk, demo.BASEMAP, size=QSize(*SIZE))
    wall.show()
    station.resize(*SIZE)
    station.show()
    await asyncio.sleep(minutes * 60)
    station.activateWindow()
    for key in (Qt.Key.Key_J, Qt.Key.Key_Return):
        QTest.keyClick(station, key)
        await asyncio.sleep(1.0)
    await asyncio.sleep(30)
    _save(station, out / "station.png")
    _save(wall, out / "wall.png")
    language.use("en")
    await asyncio.sleep(2)
    _save(station, out / "station-en.png")
    station.close()
    wall.close()
    await center.close()


def _save(window: QWidget | Wall, file: Path) -> None:
    window.grab().save(str(file), "PNG")
    print(file)


def main() -> None:
    """Take them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, name)
        city = demo.City(ROOT / "main.py", PORT, log_dir=Path(name) / "city")
        city.start()
        try:
            app = QApplication(sys.argv[:1])
            app.setQuitOnLastWindowClosed(False)
            apply(app, DARK)
            qasync.run(_take(app, Path(name), arguments.minutes, arguments.out))
        finally:
            city.stop()


if __name__ == "__main__":
    main()
