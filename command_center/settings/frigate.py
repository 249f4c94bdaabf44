"""The tables a Frigate feed has beside the usual settings: where its cameras stand, and what is flagged as what."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from command_center.model.categories import Category
from command_center.model.settings import CameraPlace, FeedFormat, FeedKind, FeedSettings, Severity, SightingRule
from command_center.settings.checking import Table, shown

_ONLY_FRIGATE = ("cameras", "sightings")


def cameras_and_sightings(
    table: Table, format_: FeedFormat, kind: FeedKind
) -> tuple[tuple[CameraPlace, ...], tuple[SightingRule, ...]]:
    """`[[feeds.cameras]]` and `[[feeds.sightings]]` of one feed; both empty for another format."""
    if format_ is not FeedFormat.FRIGATE:
        for key in _ONLY_FRIGATE:
            if table.has(key):
                table.refuse(table.path(key), f'only a feed with format = "{FeedFormat.FRIGATE.value}" has {key}')
        return (), ()
    if kind is not FeedKind.CAMERA:
        table.refuse(table.path("kind"), f'expected "{FeedKind.CAMERA.value}" with format = "frigate", found "{kind}"')
    places = tuple(_place(one) for one in table.tables("cameras"))
    _unlike(table, (place.camera for place in places), "camera")
    known = {place.camera for place in places}
    return places, tuple(_rule(one, known) for one in table.tables("sightings"))


def one_owner_each(top: Table, feeds: Iterable[FeedSettings]) -> None:
    """Refuse a camera's id that stands twice, in one feed or in two."""
    had: dict[str, str] = {}
    for i, feed in enumerate(feeds):
        for j, place in enumerate(feed.cameras):
            here = f"feeds[{i}].cameras[{j}]"
            if place.id in had:
                top.refuse(f"{here}.id", f"expected an id of its own; {had[place.id]} has {shown(place.id)} too")
            had[place.id] = here


def _place(table: Table) -> CameraPlace:
    table.only(CameraPlace.__struct_fields__)
    camera = table.text("camera")
    return CameraPlace(
        camera=camera,
        id=table.text("id", camera),
        name=table.text("name", camera),
        lon=table.degrees("lon", 180),
        lat=table.degrees("lat", 90),
        heading=table.number("heading", 0, 0, 360, "degrees from north") if table.has("heading") else None,
    )


def _rule(table: Table, cameras: Collection[str]) -> SightingRule:
    table.only(SightingRule.__struct_fields__)
    wanted = table.texts("cameras")
    for i, camera in enumerate(wanted):
        if camera not in cameras:
            table.refuse(
                f"{table.path('cameras')}[{i}]", f"expected a camera of [[feeds.cameras]], found {shown(camera)}"
            )
    return SightingRule(
        category=table.choice("category", Category),
        labels=table.texts("labels"),
        zones=table.texts("zones"),
        cameras=wanted,
        severity=table.choice("severity", Severity, Severity.ALERT),
    )


def _unlike(table: Table, names: Iterable[str], key: str) -> None:
    had: dict[str, int] = {}
    for i, name in enumerate(names):
        if name in had:
            first = table.path(f"cameras[{had[name]}]")
            table.refuse(table.path(f"cameras[{i}].{key}"), f"expected another camera; {first} is {shown(name)} too")
        had[name] = i
