"""Small archives and pictures, made on the spot, and a tile server that does as it is told."""

from __future__ import annotations

import gzip
import io
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from command_center.tiles.address import Tile

Tiles = Mapping[Tile, bytes]


def picture(colour: tuple[int, int, int] = (200, 80, 40), size: int = 256, form: str = "PNG") -> bytes:
    """A tile of one colour."""
    return encoded(Image.new("RGB", (size, size), colour), form)


def encoded(image: Image.Image, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, form, **({"lossless": True} if form == "WEBP" else {}))
    return out.getvalue()


def mbtiles(file: Path, tiles: Tiles, **said: str) -> Path:
    """Rows counted from the south, as the specification has it."""
    base = sqlite3.connect(file)
    base.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    base.execute("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
    base.executemany("INSERT INTO metadata VALUES (?, ?)", said.items())
    rows = [(tile.z, tile.x, tile.south_row, body) for tile, body in tiles.items()]
    base.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    base.commit()
    base.close()
    return file


def pmtiles(
    file: Path,
    tiles: Tiles,
    kind: TileType = TileType.PNG,
    packed: Compression = Compression.NONE,
    metadata: Mapping[str, object] | None = None,
) -> Path:
    with file.open("wb") as out:
        writer: Any = Writer(out)  # type: ignore[no-untyped-call]
        for tile in sorted(tiles, key=lambda tile: zxy_to_tileid(*tile)):
            body = tiles[tile]
            writer.write_tile(zxy_to_tileid(*tile), gzip.compress(body) if packed is Compression.GZIP else body)
        writer.finalize({"tile_compression": packed, "tile_type": kind}, dict(metadata or {}))
    return file


class TileService:
    """Answers by path; notes what it was asked. `status`, `headers`, `body` may be changed at any time."""

    def __init__(self) -> None:
        self.status, self.headers, self.body = 200, dict[str, str](), picture()
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = ""

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def tile_service() -> Iterator[TileService]:
    service = TileService()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # the base class's name
            service.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            status = service.status
            if self.headers.get("If-None-Match") and self.headers["If-None-Match"] == service.headers.get("ETag"):
                status = 304
            body = service.body if status not in (204, 304) else b""
            self.send_response(status)
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
