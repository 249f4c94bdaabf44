"""The panels of a seat: one line each. Who adds a panel adds a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.arrange.panel import ArrangePanel
from widgets.bridge import Batch
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.docking.registry import Area, Panel
from widgets.dogpapers.panel import DogPapersPanel
from widgets.feeds.panel import FeedsPanel
from widgets.handbook.panel import HandbookPanel
from widgets.load.panel import LoadPanel
from widgets.rules.panel import RulesPanel
from widgets.shift.panel import ShiftPanel
from widgets.suppressed.panel import SuppressedPanel
from widgets.tagwork.panel import TagWorkPanel
from widgets.wallseat.panel import WallPanel
from widgets.zones.panel import ZonesPanel

if TYPE_CHECKING:
    from widgets.cameras.panel import CamerasPanel
    from widgets.queue.rows import Row
    from widgets.station import Station


def _feeds(station: Station) -> FeedsPanel:
    panel = FeedsPanel(station.desk, station.tasks, station)
    panel.set_feeds(station.showing.feeds)
    station.source.feeds.connect(panel.set_feeds)

    def noticed(batch: Batch) -> None:
        if batch.quarantine or batch.feeds or batch.cases:
            panel.refresh()

    station.source.noticed.connect(noticed)
    return panel


def _cameras(station: Station) -> CamerasPanel:
    from widgets.cameras.panel import CamerasPanel  # loads the player's libraries: not before somebody wants a picture

    panel = CamerasPanel(station.desk.clock, station.desk.video_folders)

    def near(row: Row | None) -> None:
        panel.set_near(None if row is None else row.position)

    near(station.queue.view.current())
    panel.set_cameras(station.showing.cameras)
    station.source.cameras.connect(panel.set_cameras)
    station.queue.chosen.connect(near)
    station.map.tag_chosen.connect(panel.offer)
    return panel


def _tags(station: Station) -> TagWorkPanel:
    panel = TagWorkPanel(station.desk, station.tasks, station.map.go_to)

    def noticed(batch: Batch) -> None:
        if batch.tags:
            panel.refresh()

    station.source.noticed.connect(noticed)
    return panel


def _papers(station: Station) -> DogPapersPanel:
    panel = DogPapersPanel(station.desk, station.tasks)

    def noticed(batch: Batch) -> None:
        if batch.dogs:
            panel.refresh()

    station.source.noticed.connect(noticed)
    return panel


def _alarm_load(station: Station) -> LoadPanel:
    panel = LoadPanel(station.desk, station.tasks, station.actor)

    def noticed(batch: Batch) -> None:
        if batch.thresholds:
            panel.refresh()

    station.source.noticed.connect(noticed)
    return panel


def _wall(station: Station) -> WallPanel:
    panel = WallPanel(station.desk, station.tasks)
    station.source.board.connect(panel.set_board)
    station.source.noticed.connect(panel.noticed)
    return panel


def _suppressed(station: Station) -> SuppressedPanel:
    panel = SuppressedPanel(station.desk, station.tasks, station.map.go_to)
    station.source.noticed.connect(panel.noticed)
    return panel


def _handbook(station: Station) -> HandbookPanel:
    panel = HandbookPanel(station.desk, station.tasks)

    def follow() -> None:
        panel.follow(station.detail.row_id or "")

    station.detail.shown.connect(follow)
    follow()
    return panel


def _rules(station: Station) -> RulesPanel:
    panel = RulesPanel(station.desk, station.tasks, station.map)

    def noticed(batch: Batch) -> None:
        if batch.rules:
            panel.refresh()

    station.source.noticed.connect(noticed)
    return panel


def _shift(station: Station) -> ShiftPanel:
    panel = ShiftPanel(station.desk, station.tasks)
    station.source.noticed.connect(panel.noticed)
    return panel


def _zones(station: Station) -> ZonesPanel:
    panel = ZonesPanel(station.desk, station.tasks, station.map)

    def noticed(batch: Batch) -> None:
        if batch.places:
            panel.refresh()

    station.source.noticed.connect(noticed)
    return panel


PANELS: tuple[Panel, ...] = (
    Panel("map", QT_TRANSLATE_NOOP("Panels", "Map"), lambda station: station.map, Area.MIDDLE, stays=True),
    Panel("queue", QT_TRANSLATE_NOOP("Panels", "Queue"), lambda station: station.queue, Area.LEFT, stays=True),
    Panel("detail", QT_TRANSLATE_NOOP("Panels", "Selected"), lambda station: station.detail, Area.RIGHT, stays=True),
    Panel(
        "handbook",
        QT_TRANSLATE_NOOP("Panels", "Handbook"),
        _handbook,
        Area.RIGHT,
        key="F1",
        text=QT_TRANSLATE_NOOP("Keys", "Handbook: the steps for the selected matter, its check list, what went before"),
    ),
    Panel(
        "zones",
        QT_TRANSLATE_NOOP("Panels", "Zones"),
        _zones,
        Area.RIGHT,
        key="F2",
        text=QT_TRANSLATE_NOOP("Keys", "Zones: look at them, draw and change them"),
    ),
    Panel(
        "tags",
        QT_TRANSLATE_NOOP("Panels", "Tags"),
        _tags,
        Area.RIGHT,
        key="F5",
        text=QT_TRANSLATE_NOOP("Keys", "Tags: the work list of what may be wrong with them"),
    ),
    Panel("papers", QT_TRANSLATE_NOOP("Panels", "Dog's papers"), _papers, Area.RIGHT),
    Panel(
        "feeds",
        QT_TRANSLATE_NOOP("Panels", "Feeds"),
        _feeds,
        Area.MIDDLE,
        key="F6",
        text=QT_TRANSLATE_NOOP("Keys", "Feeds: health, gaps, set aside, not delivered"),
    ),
    Panel(
        "suppressed",
        QT_TRANSLATE_NOOP("Panels", "Excused"),
        _suppressed,
        Area.RIGHT,
        key="F12",
        text=QT_TRANSLATE_NOOP("Keys", "Excused: what was seen and is no violation; raise it after all"),
    ),
    Panel(
        "cameras",
        QT_TRANSLATE_NOOP("Panels", "Cameras"),
        _cameras,
        Area.MIDDLE,
        key="F3",
        text=QT_TRANSLATE_NOOP("Keys", "Cameras: live pictures"),
    ),
    Panel(
        "arrange",
        QT_TRANSLATE_NOOP("Panels", "Arrange"),
        lambda station: ArrangePanel(station.docks),
        Area.RIGHT,
        key="F7",
        text=QT_TRANSLATE_NOOP("Keys", "Panels: arrange them, keep arrangements"),
    ),
    Panel(
        "wall",
        QT_TRANSLATE_NOOP("Panels", "Wall"),
        _wall,
        Area.RIGHT,
        key="F8",
        text=QT_TRANSLATE_NOOP("Keys", "Wall: what its monitors show, scenes, rotation"),
    ),
    Panel(
        "shift",
        QT_TRANSLATE_NOOP("Panels", "Shift"),
        _shift,
        Area.RIGHT,
        key="N",
        text=QT_TRANSLATE_NOOP("Keys", "Shift: duty log, instructions to squads, hand-over"),
    ),
    Panel(
        "load",
        QT_TRANSLATE_NOOP("Panels", "Alarm load"),
        _alarm_load,
        Area.RIGHT,
        key="F9",
        text=QT_TRANSLATE_NOOP("Keys", "Alarm load: what the alarms ask of the people here, and false alarms"),
    ),
    Panel(
        "rules",
        QT_TRANSLATE_NOOP("Panels", "Rules"),
        _rules,
        Area.RIGHT,
        key="F10",
        text=QT_TRANSLATE_NOOP("Keys", "Rules: look at them, try a change over recorded tracks, switch it on"),
    ),
)
