"""What is on board, as entries that can be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication

from command_center.live import LiveTable
from command_center.model.places import Place, PlaceKind
from command_center.queries.answers import CameraCard, SquadCard
from command_center.queries.search.coordinates import Position
from command_center.queries.search.index import Entry
from command_center.queries.search.past import PastHit
from widgets.common.words import CATEGORY, grid_word, joined, word
from widgets.queue.rows import Row, subtitle, title

translate = QCoreApplication.translate
SKIPPED_PLACES = (PlaceKind.DOG_CONTROL_AREA,)
"""As large as the city: nobody goes there."""


def of_rows(rows: Sequence[Row]) -> Iterator[Entry]:
    """What waits: rows to review and cases, by number, subject, place, address and what they are about."""
    for row in rows:
        subject = row.review.subject if row.review is not None else ""
        number = row.case.case.title_subject if row.case is not None else ""
        place = (row.review.place_name if row.review is not None else row.case.place_name if row.case else "") or ""
        lon, lat = row.position
        names = (title(row), subject, number, place, row.id, _last(subject), _last(number), _last(row.id))
        yield Entry(kind="row", id=row.id, title=title(row), names=names, more=(subtitle(row),), lon=lon, lat=lat,
                    at=row.since, priority=row.priority)  # fmt: skip


def _last(number: str) -> str:
    """What people say of a long number, DU-20261123-0081: its last figures."""
    return number.rsplit("-", 1)[-1] if number.count("-") > 1 else ""


def of_squads(squads: Sequence[SquadCard], table: LiveTable) -> Iterator[Entry]:
    """Squads, where they are now."""
    for squad in squads:
        lon, lat = position(table, squad.squad)
        yield Entry(kind="squad", id=squad.squad, title=joined(squad.name, squad.company), lon=lon, lat=lat,
                    names=(squad.name, squad.squad), more=(squad.company, grid_word(squad.grid)))  # fmt: skip


def of_cameras(cameras: Sequence[CameraCard]) -> Iterator[Entry]:
    """Cameras, capture vehicles and drones with one."""
    for camera in cameras:
        yield Entry(kind="camera", id=camera.camera, title=joined(camera.name, camera.camera), lon=camera.lon,
                    lat=camera.lat, names=(camera.name, camera.camera))  # fmt: skip


def of_places(places: Sequence[Place]) -> Iterator[Entry]:
    """Zones, grids, bays, stalls and all the other places."""
    for place in places:
        if place.kind not in SKIPPED_PLACES:
            spot = place.geometry.representative_point()
            yield Entry(kind="place", id=place.id, title=joined(place.name, grid_word(place.grid)), lon=spot.x,
                        lat=spot.y, names=(place.name, place.id), more=(grid_word(place.grid),))  # fmt: skip


def of_tag(tag: str, table: LiveTable) -> Entry:
    """A dog's tag."""
    lon, lat = position(table, tag)
    return Entry(kind="tag", id=tag, title=translate("Search", "Tag {tag}").format(tag=tag), names=(tag,),
                 lon=lon, lat=lat)  # fmt: skip


def of_position(found: Position) -> Entry:
    """A position that was typed."""
    text = f"{found.lat:.6f}° N {found.lon:.6f}° E"
    return Entry(kind="spot", id=f"{found.lon:.6f},{found.lat:.6f}", title=text, names=(text,), lon=found.lon,
                 lat=found.lat)  # fmt: skip


def of_past(found: PastHit) -> Entry:
    """A matter that is over."""
    about = found.plate or found.place_name or found.address or found.subject
    return Entry(kind="case" if found.case else "event", id=found.id, at=found.end or found.at, lon=found.lon,
                 title=joined(word(CATEGORY, found.category), about), lat=found.lat, priority=found.priority,
                 names=(found.id, found.subject, found.place_name or ""), more=(found.address,))  # fmt: skip


def position(table: LiveTable, name: str) -> tuple[float | None, float | None]:
    """Where something that moves is; None, None when nobody has said."""
    row = table.row(name)
    if row is None or not np.isfinite(table.lon[row]):
        return None, None
    return float(table.lon[row]), float(table.lat[row])
