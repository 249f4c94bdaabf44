"""Which cameras there are to choose from: those that match what is typed, the nearest to a place first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from command_center.model.geo import short_m
from command_center.model.observations import CameraState
from command_center.queries.answers import CameraCard

Spot = tuple[float, float]


def sought(cameras: Sequence[CameraCard], text: str, near: Spot | None) -> list[CameraCard]:
    """The cameras whose name or number has every word of `text`; those that can be seen now first, then nearest to
    `near` (degrees), then by number."""
    wanted = text.casefold().split()
    found = [one for one in cameras if all(word in f"{one.name} {one.camera}".casefold() for word in wanted)]
    return sorted(found, key=lambda one: (not seen_now(one), away_m(one, near), one.camera))


def seen_now(camera: CameraCard) -> bool:
    """It has a stream, and is on line."""
    return camera.stream is not None and camera.state is CameraState.ONLINE


def away_m(camera: CameraCard, near: Spot | None) -> float:
    """Metres from a place, 0 when there is none to measure from."""
    return 0.0 if near is None else short_m(camera.lon, camera.lat, *near)


def line(camera: CameraCard, near: Spot | None, between: str = " ") -> str:
    """A camera's line in the list; `between` its name and its number a space, or a new line where there is no room."""
    parts = [f"{camera.name}{between}{camera.camera}"]
    if near is not None:
        metres = away_m(camera, near)
        parts.append(f"{metres:.0f} m" if metres < 1000 else f"{metres / 1000:.1f} km")
    if camera.state is CameraState.OFFLINE:
        parts.append(QCoreApplication.translate("Cameras", "off line"))
    elif camera.stream is None:
        parts.append(QCoreApplication.translate("Cameras", "no stream"))
    return " · ".join(parts)
