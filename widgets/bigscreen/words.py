"""What scenes and tiles are called."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from command_center.model.walls import CITY, COMPANIES, GRID, GRIDS, URGENT, Scene, Tile, TileKind
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.words import grid_word

SCENE: Mapping[str, str] = {
    "overview": QT_TRANSLATE_NOOP("Wall", "Overview"),
    "city": QT_TRANSLATE_NOOP("Wall", "The city"),
    "urgent": QT_TRANSLATE_NOOP("Wall", "Urgent"),
    "day": QT_TRANSLATE_NOOP("Wall", "The day"),
    "cameras": QT_TRANSLATE_NOOP("Wall", "Cameras"),
}
TILE: Mapping[TileKind, str] = {
    TileKind.MAP: QT_TRANSLATE_NOOP("Wall", "Map"),
    TileKind.ALARMS: QT_TRANSLATE_NOOP("Wall", "Matters"),
    TileKind.CAMERAS: QT_TRANSLATE_NOOP("Wall", "Cameras"),
    TileKind.FIGURES: QT_TRANSLATE_NOOP("Wall", "Figures"),
    TileKind.HOURS: QT_TRANSLATE_NOOP("Wall", "By hour"),
    TileKind.CATEGORIES: QT_TRANSLATE_NOOP("Wall", "By kind"),
    TileKind.RANKING: QT_TRANSLATE_NOOP("Wall", "Ranking"),
}
SHOW: Mapping[str, str] = {
    CITY: QT_TRANSLATE_NOOP("Wall", "whole city"),
    URGENT: QT_TRANSLATE_NOOP("Wall", "what is urgent"),
    COMPANIES: QT_TRANSLATE_NOOP("Wall", "companies"),
    GRIDS: QT_TRANSLATE_NOOP("Wall", "grids"),
}
USUAL: Mapping[TileKind, str] = {TileKind.MAP: CITY, TileKind.RANKING: COMPANIES}
"""What a tile shows that does not say."""


def scene_name(scene: Scene) -> str:
    """What a person has called it; else the program's own word."""
    literal = SCENE.get(scene.id)
    return scene.name or (QCoreApplication.translate("Wall", literal) if literal else scene.id)


def tile_word(kind: TileKind) -> str:
    """The word for a kind of tile."""
    return QCoreApplication.translate("Wall", TILE[kind])


def show_word(tile: Tile) -> str:
    """What of its kind a tile shows, or ""."""
    show = tile.show or USUAL.get(tile.kind, "")
    if show.startswith(GRID):
        return grid_word(int(show.removeprefix(GRID)))
    return QCoreApplication.translate("Wall", SHOW[show]) if show in SHOW else ""
