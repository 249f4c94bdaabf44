"""The panels of a seat: one line each. Who adds a panel adds a line."""

from __future__ import annotations

from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.docking.registry import Area, Panel
from widgets.feeds.panel import FeedsPanel

PANELS: tuple[Panel, ...] = (
    Panel("map", QT_TRANSLATE_NOOP("Panels", "Map"), lambda station: station.map, Area.MIDDLE, stays=True),
    Panel("queue", QT_TRANSLATE_NOOP("Panels", "Queue"), lambda station: station.queue, Area.LEFT, stays=True),
    Panel("detail", QT_TRANSLATE_NOOP("Panels", "Selected"), lambda station: station.detail, Area.RIGHT, stays=True),
    Panel(
        "feeds",
        QT_TRANSLATE_NOOP("Panels", "Feeds"),
        lambda station: FeedsPanel(station.desk, station.tasks, station),
        Area.MIDDLE,
        key="F6",
        text=QT_TRANSLATE_NOOP("Keys", "Feeds: health, gaps, set aside, not delivered"),
    ),
)
