"""Tiles from a real server: asked for once, kept apart, revalidated, left alone when it fails, and no key in sight."""

from __future__ import annotations

import gzip
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from command_center.clock import FixedClock
from command_center.model.settings import BasemapKind, BasemapSettings, TileScheme
from command_center.tiles.address import Tile
from command_center.tiles.server import AGENT, TileServer
from command_center.tiles.source import Nothing
from command_center.tiles.template import address, is_vector
from command_center.tiles.trouble import Fault, Unreadable
from tests.tiles.archives import TileService, picture, tile_service

TILE = Tile(3, 5, 2)


@pytest.fixture
def service() -> Iterator[TileService]:
    with tile_service() as made:
        yield made


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 23, 8, tzinfo=UTC))


class Desk:
    """Opens servers and closes them at the end."""

    def __init__(self, cache: Path, clock: FixedClock) -> None:
        self.cache, self.clock, self._open = cache, clock, list[TileServer]()

    def server(self, url: str, path: str = "/{z}/{x}/{y}.png", **more: object) -> TileServer:
        settings = BasemapSettings(name="m", kind=BasemapKind.TILES, url=url + path, **more)  # type: ignore[arg-type]
        self._open.append(TileServer(settings, self.clock, self.cache, {"MAP_KEY": "s3cret&/key"}))
        return self._open[-1]

    def close(self) -> None:
        for server in self._open:
            server.close()


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    made = Desk(tmp_path / "cache", clock)
    yield made
    made.close()


def test_that_a_tile_is_asked_for_once_and_the_program_says_who_it_is(service: TileService, desk: Desk) -> None:
    server = desk.server(service.url)

    assert server.get(TILE) == service.body == server.get(TILE)
    assert service.paths == ["/3/5/2.png"]
    assert service.asked[0][1]["user-agent"] == AGENT


def test_that_kept_tiles_are_shown_when_the_server_is_away_also_after_a_restart(desk: Desk, clock: FixedClock) -> None:
    with tile_service() as service:
        url, body = service.url, service.body
        assert desk.server(url).get(TILE) == body
    clock.advance(40 * 86_400)
    again = desk.server(url)

    assert again.get(TILE) == body
    assert again.trouble is not None and again.trouble.fault is Fault.OFFLINE
    assert again.get(Tile(3, 0, 0)) is Nothing.LATER
    assert again.wait_s > 0


def test_that_providers_are_never_mixed(service: TileService, desk: Desk) -> None:
    red, blue = desk.server(service.url, "/red/{z}/{x}/{y}.png"), desk.server(service.url, "/blue/{z}/{x}/{y}.png")
    south = desk.server(service.url, "/red/{z}/{x}/{y}.png", scheme=TileScheme.TMS)
    bodies = [picture((255, 0, 0)), picture((0, 0, 255)), picture((0, 255, 0))]
    for server, service.body in zip((red, blue, south), bodies, strict=True):
        server.get(TILE)

    assert [server.get(TILE) for server in (red, blue, south)] == bodies
    assert service.paths == ["/red/3/5/2.png", "/blue/3/5/2.png", "/red/3/5/5.png"]
    assert len(list(desk.cache.iterdir())) == 3


def test_that_an_unchanged_tile_is_not_sent_again(service: TileService, desk: Desk, clock: FixedClock) -> None:
    service.headers = {"ETag": '"v1"', "Cache-Control": "max-age=60"}
    server = desk.server(service.url)
    first = server.get(TILE)
    clock.advance(30)
    server.get(TILE)
    assert len(service.asked) == 1
    clock.advance(40)

    assert server.get(TILE) == first
    assert len(service.asked) == 2 and service.asked[1][1]["if-none-match"] == '"v1"'
    server.get(TILE)
    assert len(service.asked) == 2  # fresh again for a minute


def test_that_a_changed_tile_replaces_the_old_one(service: TileService, desk: Desk, clock: FixedClock) -> None:
    service.headers = {"ETag": '"v1"', "Cache-Control": "no-cache"}
    server = desk.server(service.url)
    server.get(TILE)
    service.headers, service.body = {"ETag": '"v2"'}, picture((1, 2, 3))

    assert server.get(TILE) == service.body


def test_that_no_store_is_heeded(service: TileService, desk: Desk) -> None:
    service.headers = {"Cache-Control": "no-store"}
    server = desk.server(service.url)
    server.get(TILE)
    service.status = 503

    assert server.get(TILE) is Nothing.LATER


def test_that_a_tile_which_is_not_there_is_not_asked_for_again_today(
    service: TileService, desk: Desk, clock: FixedClock
) -> None:
    service.status = 404
    server = desk.server(service.url)
    assert server.get(TILE) is Nothing.ABSENT is server.get(TILE)
    assert len(service.asked) == 1 and server.trouble is None
    clock.advance(2 * 86_400)
    service.status = 200

    assert server.get(TILE) == service.body


@pytest.mark.parametrize(("status", "fault"), [(429, Fault.BUSY), (503, Fault.BUSY), (403, Fault.REFUSED)])
def test_that_a_server_which_fails_is_left_alone(service: TileService, desk: Desk, status: int, fault: Fault) -> None:
    service.status, service.headers = status, {"Retry-After": "90"}
    server = desk.server(service.url)
    answers = {server.get(Tile(3, x, 0)) for x in range(5)}

    assert answers == {Nothing.LATER}
    assert len(service.asked) == 1
    assert server.trouble is not None and server.trouble.fault is fault
    assert server.wait_s > 80


def test_that_a_log_in_page_is_no_tile_and_is_not_kept(service: TileService, desk: Desk) -> None:
    service.body = b"<html>please log in</html>"
    server = desk.server(service.url)

    assert server.get(TILE) is Nothing.LATER
    assert server.trouble is not None and server.trouble.fault is Fault.NOT_TILES


def test_that_rubbish_is_one_hole_and_the_rest_goes_on(service: TileService, desk: Desk) -> None:
    good, service.body = service.body, b"rubbish"
    server = desk.server(service.url)
    assert server.get(TILE) is Nothing.BROKEN
    service.body = good

    assert server.get(Tile(3, 1, 1)) == good


def test_that_a_redirect_is_not_followed(service: TileService, desk: Desk) -> None:
    service.status, service.headers = 302, {"Location": f"{service.url}/elsewhere"}
    server = desk.server(service.url)

    assert server.get(TILE) is Nothing.LATER
    assert service.paths == ["/3/5/2.png"]


def test_that_a_body_which_unpacks_without_end_is_no_tile(service: TileService, desk: Desk) -> None:
    service.headers = {"Content-Encoding": "gzip"}
    service.body = gzip.compress(bytes(64 * 1024 * 1024))

    assert desk.server(service.url).get(TILE) is Nothing.LATER


def test_that_packed_vector_tiles_come_unpacked(service: TileService, desk: Desk) -> None:
    server = desk.server(service.url, "/{z}/{x}/{y}.pbf")
    service.body = gzip.compress(b"\x1a\x00")

    assert server.vector and server.get(TILE) == b"\x1a\x00" == server.get(TILE)
    assert len(service.asked) == 1


def test_that_the_key_reaches_the_server_and_nothing_else(
    service: TileService, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server = desk.server(service.url, "/{z}/{x}/{y}.png?tk={key}", key_env="MAP_KEY")
    server.get(TILE)
    desk.server(service.url, "/{key}/{z}/{x}/{y}.png", key_env="MAP_KEY").get(TILE)
    service.status = 403
    server.get(Tile(3, 0, 0))

    assert service.paths[:2] == ["/3/5/2.png?tk=s3cret%26%2Fkey", "/s3cret%26%2Fkey/3/5/2.png"]
    written = b"".join(file.read_bytes() for file in desk.cache.rglob("*") if file.is_file())
    names = " ".join(map(str, desk.cache.rglob("*")))
    assert server.trouble is not None
    for text in (caplog.text, names, written.decode("latin-1"), server.trouble.said):
        assert "s3cret" not in text


def test_that_a_missing_key_is_said_before_anything_is_asked(desk: Desk) -> None:
    with pytest.raises(Unreadable) as caught:
        desk.server("http://127.0.0.1:1", "/{z}/{x}/{y}?k={key}", key_env="OTHER_KEY")

    assert caught.value.trouble.fault is Fault.NO_KEY and "OTHER_KEY" in caught.value.trouble.mend


@pytest.mark.parametrize(
    ("template", "wanted"),
    [
        ("https://{s}.h/{z}/{x}/{y}.png", "https://b.h/3/5/2.png"),
        ("https://h/{z}/{x}/{-y}.png", "https://h/3/5/5.png"),
        ("https://h/w?TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}", "https://h/w?TILEMATRIX=3&TILEROW=2&TILECOL=5"),
        ("https://h/{TileMatrix}/{TileRow}/{TileCol}?tk={key}", "https://h/3/2/5?tk={key}"),
    ],
)  # fmt: skip
def test_that_templates_are_filled_in(template: str, wanted: str) -> None:
    assert address(template, TILE, ("a", "b"), TileScheme.XYZ) == wanted


def test_that_vector_templates_are_known() -> None:
    assert is_vector("https://h/{z}/{x}/{y}.pbf?k={key}") and is_vector("https://h/{z}/{x}/{y}.mvt")
    assert not is_vector("https://h/{z}/{x}/{y}.png")
