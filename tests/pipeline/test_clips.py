"""A clip is fetched by the rules for pictures, into a file only we can read, and only if it is a film."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import pytest

from command_center.model.categories import Device
from command_center.model.events import DetectionReason
from command_center.model.settings import FeedFormat, FeedKind, FeedSettings
from command_center.pipeline import clips as module
from command_center.pipeline.clips import Clips, is_film
from command_center.queries.clips import Lacking, NoClip
from command_center.simulator.film import avi
from command_center.store.database import Store


@pytest.fixture(autouse=True)
async def no_helpers_left() -> AsyncIterator[None]:
    """The loop's own helper threads end with the test."""
    yield
    await asyncio.get_running_loop().shutdown_default_executor()


FILM = avi([b"\xff\xd8\xff" + bytes(200)] * 3, 5, (64, 48))


@asynccontextmanager
async def server(body: bytes = FILM, status: str = "200 OK") -> AsyncIterator[tuple[str, list[str]]]:
    """One that answers every request with `body`, and remembers what it was asked."""
    asked: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()
        writer.close()

    running = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with running:
        yield f"http://127.0.0.1:{running.sockets[0].getsockname()[1]}", asked


def clips(
    monkeypatch: pytest.MonkeyPatch, clip: str | None, feed_url: str, folders: tuple[str, ...] = (), **more: Any
) -> Clips:
    """Clips over a store with one event."""
    reason = DetectionReason(Device.FIXED, "", 0.9, None, None, (), clip)
    event = SimpleNamespace(reason=reason, source="cameras")
    monkeypatch.setattr("command_center.store.events.by_ids", lambda _c, ids: [event] if ids == ["E"] else [])

    class OneEvent:
        async def read(self, ask: Any) -> Any:
            return ask(None)

    feed = FeedSettings(name="cameras", kind=FeedKind.CAMERA, url=feed_url, **more)
    return Clips(cast(Store, OneEvent()), (feed,), folders)


def _content_and_modes(file: Path) -> tuple[bytes, int, int]:
    return file.read_bytes(), stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)


async def test_a_clip_of_the_feed_s_own_host_becomes_a_private_file(monkeypatch: pytest.MonkeyPatch) -> None:
    async with server() as (at, asked):
        source = clips(monkeypatch, f"{at}/clip.avi#t=6", "ws://127.0.0.1:1/cameras")
        clip = await source.clip("E")
        again = await source.clip("E")
    file = Path(unquote(urlsplit(clip.address).path))
    assert _content_and_modes(file) == (FILM, 0o600, 0o700)
    assert (clip.flagged_at_s, again, len(asked)) == (6.0, clip, 1)
    assert "#" not in asked[0]
    source.close()
    assert not file.parent.exists()


@pytest.mark.parametrize("same_server", [True, False])
async def test_the_token_goes_to_the_recorder_alone(monkeypatch: pytest.MonkeyPatch, same_server: bool) -> None:
    monkeypatch.setenv("RECORDER", "s3cret")
    async with server() as (at, asked):
        feed = at if same_server else "http://127.0.0.1:1"
        source = clips(monkeypatch, f"{at}/clip.mp4", f"{feed}/", format=FeedFormat.FRIGATE, token_env="RECORDER")
        await source.clip("E")
        source.close()
    assert ("s3cret" in asked[0]) is same_server


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n" * 30, "200 OK", Lacking.NO_FILM),
        (b"", "200 OK", Lacking.NO_FILM),
        (FILM, "404 Not Found", Lacking.NOT_FETCHED),
        (FILM, "302 Found", Lacking.NOT_FETCHED),
        (FILM + bytes(1_000_000), "200 OK", Lacking.TOO_LARGE),
    ],
)
async def test_what_is_no_clip_is_refused_and_not_kept(
    monkeypatch: pytest.MonkeyPatch, body: bytes, status: str, why: Lacking
) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 500_000)
    async with server(body, status) as (at, _asked):
        source = clips(monkeypatch, f"{at}/clip", "ws://127.0.0.1:1/cameras")
        with pytest.raises(NoClip) as refused:
            await source.clip("E")
        assert refused.value.why is why
        assert source._folder is not None and list(source._folder.iterdir()) == []
        source.close()


async def test_no_other_machine_of_the_network_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with server() as (at, asked):
        source = clips(monkeypatch, f"{at}/clip", "ws://recorder.example/")
        with pytest.raises(NoClip) as refused:
            await source.clip("E")
        source.close()
    assert refused.value.why is Lacking.NOT_FETCHED and "private network" in refused.value.detail and asked == []


async def test_rtsp_is_played_as_it_is_and_files_only_from_allowed_folders(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    film = tmp_path / "a.avi"
    film.write_bytes(FILM)
    for address, folders, wanted in (
        ("rtsp://a:b@recorder/7", (), "rtsp://a:b@recorder/7"),
        (film.as_uri(), (str(tmp_path),), film.as_uri()),
        (film.as_uri(), (), None),
        ("ftp://x/y", (), None),
    ):
        source = clips(monkeypatch, address, "ws://127.0.0.1:1/", folders)
        if wanted is not None:
            assert (await source.clip("E")).address == wanted
            continue
        with pytest.raises(NoClip) as refused:
            await source.clip("E")
        assert refused.value.why is Lacking.REFUSED and address not in str(refused.value)


async def test_an_event_without_a_clip_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    source = clips(monkeypatch, None, "ws://127.0.0.1:1/")
    for event in ("E", "no such event"):
        with pytest.raises(NoClip) as refused:
            await source.clip(event)
        assert refused.value.why is Lacking.NONE


def test_films_are_told_by_their_first_bytes() -> None:
    assert is_film(FILM[:400]) and is_film(b"\0\0\0\x18ftypmp42") and is_film(b"\x1aE\xdf\xa3" + bytes(400))
    assert is_film(b"G" + bytes(187) + b"G" + bytes(200))
    for not_one in (b"", b"#EXTM3U", b"RIFF\0\0\0\0WAVE", b"ffconcat version 1.0", b"<html>", b"G" + bytes(400)):
        assert not is_film(not_one)
