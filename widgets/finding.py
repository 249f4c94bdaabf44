"""Everything on board that `/` can find, gathered when the field is opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from command_center.live import Live
from command_center.model.places import Place
from command_center.queries.answers import CameraCard, SquadCard
from widgets.common.words import grid_word, joined
from widgets.queue.rows import Row, haystack, subtitle, title
from widgets.queue.search import SKIPPED_PLACES, Hit


def gather(
    rows: Sequence[Row],
    places: Sequence[Place],
    squads: Sequence[SquadCard],
    cameras: Sequence[CameraCard],
    live: Live,
) -> list[Hit]:
    """Rows first (they are what waits), then squads, places, cameras, tags."""
    return [*_rows(rows), *_squads(squads, live), *_places(places), *_cameras(cameras), *_tags(live)]


def _rows(rows: Sequence[Row]) -> Iterator[Hit]:
    for row in rows:
        lon, lat = row.position
        yield Hit("row", row.id, joined(title(row), subtitle(row)), haystack(row), lon, lat)


def _squads(squads: Sequence[SquadCard], live: Live) -> Iterator[Hit]:
    for squad in squads:
        at = live.squads.row(squad.squad)
        known = at is not None and bool(np.isfinite(live.squads.lon[at]))
        lon = float(live.squads.lon[at]) if known and at is not None else None
        lat = float(live.squads.lat[at]) if known and at is not None else None
        text = joined(squad.name, squad.company, grid_word(squad.grid))
        yield Hit("squad", squad.squad, text, f"{text} {squad.squad}".lower(), lon, lat)


def _places(places: Sequence[Place]) -> Iterator[Hit]:
    for place in places:
        if place.kind not in SKIPPED_PLACES:
            spot = place.geometry.representative_point()
            text = joined(place.name, grid_word(place.grid))
            yield Hit("place", place.id, text, f"{text} {place.id}".lower(), spot.x, spot.y)


def _cameras(cameras: Sequence[CameraCard]) -> Iterator[Hit]:
    for camera in cameras:
        text = joined(camera.camera, camera.name)
        yield Hit("camera", camera.camera, text, text.lower(), camera.lon, camera.lat)


def _tags(live: Live) -> Iterator[Hit]:
    words = QCoreApplication.translate("Search", "Tag {tag}")
    dogs = live.dogs
    for tag, lon, lat, when in zip(dogs.ids, dogs.lon.tolist(), dogs.lat.tolist(), dogs.time_ms, strict=False):
        if when >= 0:
            yield Hit("tag", tag, words.format(tag=tag), tag.lower(), lon, lat)
