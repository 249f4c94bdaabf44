"""From settings to a source of tiles."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from command_center.clock import Clock
from command_center.model.settings import BasemapKind, BasemapSettings
from command_center.tiles.mbtiles_archive import MbtilesArchive
from command_center.tiles.pmtiles_archive import PmtilesArchive
from command_center.tiles.server import TileServer
from command_center.tiles.source import Source


def open_source(settings: BasemapSettings, clock: Clock, cache: Path, environment: Mapping[str, str]) -> Source:
    """The basemap's tiles. `cache`: the folder for tiles of servers. Raises Unreadable. Asks no server."""
    if settings.kind is BasemapKind.TILES:
        return TileServer(settings, clock, cache, environment)
    archive = PmtilesArchive if settings.kind is BasemapKind.PMTILES else MbtilesArchive
    source = archive(Path(settings.file))
    source.tile_size = settings.tile_size or (512 if source.vector else None)
    source.attribution = settings.attribution or source.attribution
    source.min_zoom = max(source.min_zoom, settings.min_zoom or 0)
    source.max_zoom = source.max_zoom if settings.max_zoom is None else min(source.max_zoom, settings.max_zoom)
    return source
