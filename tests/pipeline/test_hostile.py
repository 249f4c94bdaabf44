"""What a hostile or clumsy feed names: bad addresses and times that have not come yet."""

from __future__ import annotations

import asyncio
import ssl
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import trustme

from command_center.feeds.security import trust
from command_center.live import Live
from command_center.model.observations import DroneTelemetry, SquadPosition
from command_center.pipeline.moving import move
from command_center.pipeline.pictures import NotAPicture, fetch
from tests.builders import NOW


@pytest.mark.parametrize(
    "url",
    ["https://" + "a" * 5000, "https://[bad", "https://\ud800/x", "file:///etc/passwd"],
    ids=["label too long", "half a bracket", "lone surrogate", "file"],
)
async def test_that_an_address_that_cannot_be_asked_is_no_picture(url: str) -> None:
    async with httpx.AsyncClient() as client:
        with pytest.raises(NotAPicture):
            await fetch(client, url, "")
    await asyncio.get_running_loop().shutdown_default_executor()  # names are looked up in its threads


def test_that_a_squad_or_drone_of_the_future_does_not_hold_the_marker() -> None:
    live = Live()
    for ahead, lon in ((timedelta(days=36500), 118.0), (timedelta(), 118.87)):
        move(live, SquadPosition("S", NOW + ahead, lon, 28.9), NOW)
        move(live, DroneTelemetry("D", NOW + ahead, lon, 28.9, 50.0, 0.0, 0.5), NOW)
    assert live.squads.lon[0] == 118.87 and live.drones.lon[0] == 118.87


async def served_picture(asked: list[tuple[str, str]]) -> asyncio.Server:
    """A server that notes who it was asked as, and answers that it has nothing."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        host = next(line for line in head.splitlines() if line.lower().startswith("host:"))
        asked.append((head.splitlines()[0], host.partition(":")[2].strip()))
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    return await asyncio.start_server(answer, "127.0.0.1", 0)


async def test_that_a_name_is_asked_once_and_that_very_address_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: what the name means a moment later is of no account."""
    names: list[str] = []

    def lookup(host: str, *_: object) -> str:
        names.append(host)
        return "127.0.0.1"  # stands for a public address that this machine can serve

    monkeypatch.setattr("command_center.pipeline.pictures._public_address", lookup)
    asked: list[tuple[str, str]] = []
    server = await served_picture(asked)
    port = server.sockets[0].getsockname()[1]
    async with server, httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(NotAPicture, match="404"):
            # No name server knows this name: it is never asked for again.
            await fetch(client, f"http://pictures.invalid:{port}/a.jpg?b=1", "ws://feeds.example/")
    assert names == ["pictures.invalid"]
    assert asked == [("GET /a.jpg?b=1 HTTP/1.1", f"pictures.invalid:{port}")]
    await asyncio.get_running_loop().shutdown_default_executor()


async def test_that_a_picture_s_server_is_verified_by_its_name_not_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("command_center.pipeline.pictures._public_address", lambda _: "127.0.0.1")
    ca = trustme.CA()
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("pictures.invalid").configure_cert(tls)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    async with server, httpx.AsyncClient(trust_env=False, verify=trust(str(tmp_path / "ca.pem"))) as client:
        with pytest.raises(NotAPicture, match="404"):
            await fetch(client, f"https://pictures.invalid:{port}/", "")
        with pytest.raises(NotAPicture, match="ertificate"):
            await fetch(client, f"https://other.invalid:{port}/", "")
    await asyncio.get_running_loop().shutdown_default_executor()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254", "localhost"]
)
async def test_that_addresses_inside_are_not_asked(host: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        with pytest.raises(NotAPicture, match="private network"):
            await fetch(client, f"http://{host}/", "wss://feeds.example/")
    await asyncio.get_running_loop().shutdown_default_executor()
