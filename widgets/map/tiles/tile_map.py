"""Tiles as a basemap (`still.Basemap`): painted from what is in memory, and what is missing is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter

from command_center.model.settings import BasemapSettings
from command_center.tiles.address import Tile
from command_center.tiles.loader import MOST_BYTES, Counts, Loader
from command_center.tiles.source import Source
from command_center.tiles.trouble import Trouble
from widgets.map.labels import Room
from widgets.map.palette import Palette
from widgets.map.projection import Projection
from widgets.map.tiles import picture, vector
from widgets.map.tiles.paint import paint_pictures, paint_vectors, write_names
from widgets.map.tiles.picture import Picture
from widgets.map.tiles.pieces import Piece, cover
from widgets.map.tiles.pyramid import MOST_TILES, Placed, Pyramid
from widgets.map.tiles.style import style
from widgets.map.tiles.vector import VectorTile
from widgets.map.viewport import Viewport

EVERY_MS = 120
"""At most so often is it told that more tiles have come."""
LEAST_WAIT_MS = 1000
ABOVE = 2
"""Levels below an archive's least zoom at which its tiles are still shown, small."""
WIDEST_M = 400_000.0
"""Map metres: a map wider than this is taken to be of all the world, not of the city."""
VECTOR_PX = 512
AnyTile = Picture | VectorTile


class TileMap(QObject):
    """A basemap of tiles from `source`, which it closes with itself.

    Signals, on the interface's thread: `changed()` more can be painted than last time; `troubled()` `trouble` is
    another one. `paint` and `paint_names` may be called on any one thread at a time.
    """

    changed = Signal()
    troubled = Signal()
    _answered = Signal(bool)
    sketch = False

    def __init__(
        self, settings: BasemapSettings, source: Source, projection: Projection, most_bytes: int = MOST_BYTES
    ) -> None:
        super().__init__()
        self.settings, self._source = settings, source
        self.approval, self.attribution = settings.approval, settings.attribution or source.attribution
        self._pyramid = Pyramid(projection, settings.crs)
        bounds = source.bounds
        rect = self._pyramid.rect(bounds) if bounds is not None else None
        self.rect = rect if rect is not None and rect.right - rect.left < WIDEST_M else None
        self._tile_size = source.tile_size or 256
        self._style = style()
        self._loader: Loader[AnyTile] = Loader(source, self._decode, _weigh, self._arrived, most_bytes)
        self._told: Trouble | None = None
        self._soon = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._soon.timeout.connect(self.changed)
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._ask_again)
        self._answered.connect(self._on_answer, Qt.ConnectionType.QueuedConnection)
        self._open = True

    @property
    def trouble(self) -> Trouble | None:
        """What is wrong with the server just now."""
        return self._source.trouble

    @property
    def counts(self) -> Counts:
        """Tiles loaded, absent, broken, waited for."""
        return self._loader.counts

    def end(self) -> None:
        """Say nothing more. On the interface's thread, before `close`, which waits for nobody there then."""
        self._open = False
        self._soon.stop()
        self._again.stop()

    def close(self) -> None:
        """Fetch no more; let go of files and memory. On any thread once it has ended."""
        if self._open:
            self.end()
        self._loader.close()

    # painting, on the backdrop's thread

    def paint(self, painter: QPainter, view: Viewport, colours: Palette) -> None:
        """The ground's colour, and on it what tiles there are."""
        painter.fillRect(QRectF(0, 0, view.width, view.height), colours.ground)
        pieces = self._pieces(view, painter.device().devicePixelRatioF())
        pictures = [piece for piece in pieces if isinstance(piece.value, Picture)]
        vectors = [piece for piece in pieces if isinstance(piece.value, VectorTile)]
        paint_pictures(painter, pictures, view, colours, self.settings.tone)  # type: ignore[arg-type] # narrowed above
        paint_vectors(painter, vectors, self._style, self._zoom(view), colours)  # type: ignore[arg-type]

    def paint_names(self, painter: QPainter, view: Viewport, colours: Palette, room: Room, english: bool) -> None:
        """Names of vector tiles, where there is room. Pictures have theirs in them."""
        if self._source.vector:
            pieces = self._pieces(view, painter.device().devicePixelRatioF())
            vectors = [piece for piece in pieces if isinstance(piece.value, VectorTile)]
            write_names(painter, vectors, self._style, self._zoom(view), view, colours, room, english)  # type: ignore[arg-type]

    def _zoom(self, view: Viewport) -> float:
        return self._pyramid.level(view.mpp, VECTOR_PX)

    def _level(self, view: Viewport, ratio: float) -> int | None:
        """The zoom whose tiles are shown; None when the view is too far out for any."""
        if self._source.vector:  # sharp at any scale: logical pixels
            wanted = floor(self._pyramid.level(view.mpp, VECTOR_PX) + 0.25)
        else:
            wanted = round(self._pyramid.level(view.mpp / ratio, self._tile_size))
        least, most = self._source.min_zoom, self._source.max_zoom
        if wanted < least - ABOVE:
            return None
        z = min(max(wanted, least), most)
        while self._pyramid.count(view, z) > MOST_TILES:
            if z == least:
                return None
            z -= 1
        return z

    def _pieces(self, view: Viewport, ratio: float) -> list[Piece[AnyTile]]:
        z = self._level(view, ratio)
        if z is None:
            return []
        seen = self._pyramid.seen(view, z)
        self._loader.want(self._wanted(seen))
        return cover(seen, self._loader.had, lambda tile: self._pyramid.place(tile, view))

    def _wanted(self, seen: Sequence[Placed]) -> list[Tile]:
        """The tiles in view; above one that is known not to be there, the next one up, as far as need be."""
        wanted = dict.fromkeys(placed.tile for placed in seen)
        for placed in seen:
            tile = placed.tile
            while tile.z > self._source.min_zoom and self._loader.answered(tile) and self._loader.had(tile) is None:
                tile = tile.up()
                wanted[tile] = None
        return list(wanted)

    # on the loader's threads

    def _decode(self, tile: Tile, raw: bytes) -> AnyTile:
        if self._source.vector:
            return vector.decode(raw, self._style)
        made = picture.decode(raw)
        if self._source.tile_size is None:  # only the tiles themselves tell
            self._tile_size = 512 if made.day.width() > 384 else 256
        return made

    def _arrived(self, useful: bool) -> None:
        if self._open:
            try:
                self._answered.emit(useful)
            except RuntimeError:  # the program ends, and Qt's part of us has gone before
                self._open = False

    # on the interface's thread

    def _on_answer(self, useful: bool) -> None:
        if not self._open:
            return
        if useful and not self._soon.isActive():
            self._soon.start()
        if not useful:
            self._wait()
        if (trouble := self._source.trouble) != self._told:
            self._told = trouble
            self.troubled.emit()

    def _wait(self) -> None:
        """For the moment when what could not be had may be asked for again."""
        if not self._again.isActive() and (wait := self._loader.again_s()) is not None:
            self._again.start(max(LEAST_WAIT_MS, round(wait * 1000)))

    def _ask_again(self) -> None:
        self.changed.emit()
        self._wait()


def _weigh(tile: AnyTile) -> int:
    return tile.weight
