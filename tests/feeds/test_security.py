"""Whom a connection trusts, where it may go, and where its token is never found: real servers, a throw-away CA."""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
import threading
from base64 import b64encode, urlsafe_b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
import keyring
import pytest
import trustme
from keyring.backend import KeyringBackend
from keyring.errors import NoKeyringError
from websockets import Subprotocol
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.http11 import Request, Response

from command_center.clock import SystemClock
from command_center.feeds import keyrings, secrecy, security, wire
from command_center.feeds.contract import Contract
from command_center.feeds.items import Unreadable
from command_center.feeds.line import Line
from command_center.feeds.meter import Meter
from command_center.feeds.subscription import Subscription
from command_center.model.health import FeedHealth, FeedState
from command_center.model.settings import FeedKind, FeedSettings
from tests.feeds.test_subscription import Got, position

TOKEN = "planted-t0ken+/=9f3c"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def ca() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(ca: trustme.CA, tmp_path: Path) -> str:
    ca.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    return str(tmp_path / "ca.pem")


@pytest.fixture(autouse=True)
async def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """Each test hands in its secrets anew, and leaves the log as it was, and no thread."""
    make = logging.getLogRecordFactory()
    monkeypatch.setattr("command_center.feeds.secrecy._known", [])
    monkeypatch.setattr("command_center.feeds.keyrings._underway", {})
    yield
    logging.setLogRecordFactory(make)
    await asyncio.get_running_loop().shutdown_default_executor()


def served_by(cert: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    cert.configure_cert(context)
    return context


def port_of(server: Server) -> int:
    return int(next(iter(server.sockets)).getsockname()[1])


@asynccontextmanager
async def server(
    tls: ssl.SSLContext | None = None, answer: Any = None, asked: list[Headers] | None = None
) -> AsyncIterator[int]:
    """A feed's server that tells one position and stays; `answer` to the handshake instead, when there is one."""

    async def handle(connection: ServerConnection) -> None:
        await connection.recv()
        await connection.send(json.dumps(position(1)))
        await connection.wait_closed()

    def process(connection: ServerConnection, request: Request) -> Response | None:
        if asked is not None:
            asked.append(request.headers)
        return None if answer is None else answer(request)

    subprotocols = [Subprotocol(wire.SUBPROTOCOL)]
    async with serve(handle, "127.0.0.1", 0, ssl=tls, subprotocols=subprotocols, process_request=process) as one:
        yield port_of(one)


def redirect(to: str) -> Any:
    return lambda _: Response(HTTPStatus.FOUND, "Found", Headers({"Location": to, "Content-Length": "0"}), b"")


@asynccontextmanager
async def feed(url: str, **settings: Any) -> AsyncIterator[tuple[Got, Line]]:
    got, clock = Got(), SystemClock()
    meter = Meter("dogs", "dog-tag", clock, lambda _: None)
    one = FeedSettings(name="dogs", kind=FeedKind.DOG_TAG, url=url, **settings)
    line = Line(one, "t", got.deliver, meter, clock, {"TOKEN": TOKEN})
    task = asyncio.create_task(Subscription(line, Contract(line, wire.FIRST_SEQUENCE)).run())
    try:
        yield got, line
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def refused(url: str, **settings: Any) -> FeedHealth:
    async with feed(url, **settings) as (_, line), asyncio.timeout(10):
        while line.meter.health().state is not FeedState.REFUSED:
            await asyncio.sleep(0.01)
        return line.meter.health()


async def test_that_a_server_vouched_for_by_the_own_ca_is_taken(ca: trustme.CA, ca_file: str) -> None:
    async with server(served_by(ca.issue_cert("127.0.0.1"))) as port:  # noqa: SIM117
        async with feed(f"wss://127.0.0.1:{port}/", ca_file=ca_file, token_env="TOKEN") as (got, _):
            assert len(await got.count(1)) == 1


async def test_that_an_unknown_authority_is_refused_in_words(ca: trustme.CA, ca_file: str) -> None:
    async with server(served_by(trustme.CA().issue_cert("127.0.0.1"))) as port:
        for file in (ca_file, None):
            assert "authority that is not trusted here" in (await refused(f"wss://127.0.0.1:{port}/", ca_file=file)).why


async def test_that_a_certificate_for_another_name_is_refused(ca: trustme.CA, ca_file: str) -> None:
    async with server(served_by(ca.issue_cert("feeds.example"))) as port:
        for host in ("127.0.0.1", "localhost"):
            assert "for another name" in (await refused(f"wss://{host}:{port}/", ca_file=ca_file)).why


async def test_that_an_expired_certificate_is_refused(ca: trustme.CA, ca_file: str) -> None:
    old = ca.issue_cert("127.0.0.1", not_before=NOON - timedelta(days=90), not_after=NOON - timedelta(days=30))
    async with server(served_by(old)) as port:
        assert "expired" in (await refused(f"wss://127.0.0.1:{port}/", ca_file=ca_file)).why


async def test_that_a_server_without_tls_is_told_apart(ca_file: str) -> None:
    async def plain(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(plain, "127.0.0.1", 0) as one:
        port = one.sockets[0].getsockname()[1]
        assert "does not speak TLS" in (await refused(f"wss://127.0.0.1:{port}/", ca_file=ca_file)).why


async def test_that_http_has_the_same_trust_and_follows_no_redirect(ca: trustme.CA, ca_file: str) -> None:
    clock = SystemClock()
    async with server(served_by(ca.issue_cert("127.0.0.1")), redirect("https://elsewhere.example/")) as port:
        for file in (ca_file, None):
            url = f"https://127.0.0.1:{port}"
            one = FeedSettings(name="a", kind=FeedKind.CAMERA, url=url, ca_file=file)
            line = Line(one, "t", Got().deliver, Meter("a", "camera", clock, lambda _: None), clock, {})
            async with line.http(url) as client:
                if file is None:
                    with pytest.raises(httpx.ConnectError):
                        await client.get("/")
                else:
                    assert (await client.get("/")).status_code == HTTPStatus.FOUND


async def test_that_a_redirect_to_another_server_is_not_followed() -> None:
    asked: list[Headers] = []
    async with server(asked=asked) as other, server(answer=redirect(f"ws://127.0.0.1:{other}/?t={TOKEN}")) as port:
        health = await refused(f"ws://127.0.0.1:{port}/", token_env="TOKEN")
    assert f"127.0.0.1:{other}" in health.why and "not followed" in health.why
    assert asked == [] and TOKEN not in health.why


@pytest.mark.parametrize("to", ["http://127.0.0.1:1/", "//127.0.0.2/", "http://[bad/", "ftp://127.0.0.1/"])
async def test_that_odd_redirects_are_refused_too(to: str) -> None:
    async with server(answer=redirect(to)) as port:
        assert (await refused(f"ws://127.0.0.1:{port}/", token_env="TOKEN")).why


async def test_that_a_redirect_on_the_same_server_is_followed_with_the_token() -> None:
    asked: list[Headers] = []

    def answer(request: Request) -> Response | None:
        found: Response | None = redirect("/there")(request) if request.path == "/here" else None
        return found

    async with server(answer=answer, asked=asked) as port:  # noqa: SIM117
        async with feed(f"ws://127.0.0.1:{port}/here", token_env="TOKEN") as (got, _):
            await got.count(1)
    assert [headers["Authorization"] for headers in asked] == [f"Bearer {TOKEN}"] * 2


async def test_that_the_token_is_found_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    """A server that gives the token back in every way it has, everything logged, a dialect that falls over it."""
    caplog.set_level(logging.DEBUG)
    for name in ("websockets", "httpx", "httpcore", "command_center"):
        caplog.set_level(logging.DEBUG, name)
    echo = Response(HTTPStatus.IM_A_TEAPOT, TOKEN, Headers({"X": TOKEN, "Content-Length": "0"}), b"")
    async with server(answer=lambda _: echo) as port:  # noqa: SIM117
        async with feed(f"ws://127.0.0.1:{port}/", token_env="TOKEN") as (got, line), asyncio.timeout(10):
            while line.meter.health().state is not FeedState.DOWN:
                await asyncio.sleep(0.01)
            async with line.http(f"http://127.0.0.1:{port}", headers={"Authorization": f"Bearer {TOKEN}"}) as client:
                assert (await client.get("/", params={"token": TOKEN})).status_code == HTTPStatus.IM_A_TEAPOT
            await line.take([Unreadable(f"not JSON: {TOKEN}", f'{{"you sent": "{TOKEN}"'.encode())])
            line.meter.hindered(f"told {TOKEN}")
            hindered = line.meter.health().why
            try:
                raise RuntimeError(f"headers: Bearer {TOKEN}")
            except RuntimeError:
                logging.getLogger("somebody").exception("failed with %s", TOKEN)
    written = caplog.text + "".join(f"{r.getMessage()}{r.exc_text}{r.exc_info}{r.args}" for r in caplog.records)
    assert "RuntimeError: headers: Bearer •••" in written and "HTTP Request" in written
    for text in (written, repr(got.items), hindered, line.meter.health().why, repr(line.settings)):
        assert TOKEN not in text and "planted" not in text


async def test_that_the_token_is_hidden_as_json_encoders_write_it() -> None:
    secrecy.keep(TOKEN)
    for written in (TOKEN.replace("/", "\\/"), TOKEN.replace("=", "\\u003d")):
        assert secrecy.scrub(f'{{"you sent": "{written}"}}') == '{"you sent": "•••"}'


@pytest.mark.parametrize("before", ["", "u:", "Bearer ", '{"token": "'])
@pytest.mark.parametrize("after", ["", ":", '"}'])
@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
@pytest.mark.parametrize("secret", [TOKEN, "s3cret-token", "?~~>?~~>?~~>?~~"])
async def test_that_the_token_is_hidden_in_base64_too(before: str, after: str, encode: Any, secret: str) -> None:
    secrecy.keep(secret)
    written = encode(f"{before}{secret}{after}".encode()).decode()
    shown, kept = secrecy.scrub(f"you sent {written}!"), secrecy.scrub_bytes(written.encode()).decode()
    assert secrecy.HIDDEN in shown and secrecy.HIDDEN in kept
    # What is left of it, at either end, says no more than a character of the secret's.
    for rest in (kept.split(secrecy.HIDDEN)[0], kept.split(secrecy.HIDDEN)[1]):
        assert len(rest.rstrip("=")) * 6 <= max(len(before), len(after)) * 8 + 12
    assert secrecy.scrub("an ordinary text, c2VjcmV0 and all") == "an ordinary text, c2VjcmV0 and all"


async def test_that_connections_log_no_headers_at_any_level(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with server() as port, feed(f"ws://127.0.0.1:{port}/", token_env="TOKEN") as (got, _):
        await got.count(1)
    ours = [r.getMessage() for r in caplog.records if r.name == "command_center.feeds.sockets"]
    assert not any("Authorization" in said for said in ours)


class Entries(KeyringBackend):
    """A keyring in memory; `locked` holds every question up."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.entries = {("city", "dogs"): TOKEN, ("city", "odd"): "two words"}
        self.locked: threading.Event | None = None
        self.error: Exception | None = None
        self.asked = 0

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        if self.locked is not None:
            self.locked.wait(10)
        if self.error is not None:
            raise self.error
        return self.entries.get((service, username))


@pytest.fixture
def entries() -> Iterator[Entries]:
    before, found = keyring.get_keyring(), Entries()
    keyring.set_keyring(found)
    yield found
    keyring.set_keyring(before)


def camera(entry: str) -> FeedSettings:
    return FeedSettings(name="a", kind=FeedKind.CAMERA, url="wss://feeds.example/", token_keyring=entry)


async def test_that_a_token_comes_from_the_keyring(entries: Entries) -> None:
    asked: list[Headers] = []
    async with server(asked=asked) as port, feed(f"ws://127.0.0.1:{port}/", token_keyring="city/dogs") as (got, _):
        await got.count(1)
    assert asked[0]["Authorization"] == f"Bearer {TOKEN}"
    assert security.token_now(camera("city/dogs"), {}) == TOKEN


async def test_that_an_entry_that_is_not_there_is_refused_with_what_to_do(entries: Entries) -> None:
    why = (await refused("ws://127.0.0.1:1/", token_keyring="city/cats")).why
    assert "keyring set city cats" in why


@pytest.mark.parametrize(("error", "told"), [(NoKeyringError(TOKEN), "has none"), (OSError(TOKEN), "failed: OSError")])
async def test_that_a_keyring_that_fails_is_told_without_its_words(
    entries: Entries, error: Exception, told: str
) -> None:
    entries.error = error
    with pytest.raises(security.NoToken, match=told) as caught:
        await security.keyring_token(camera("city/dogs"))
    assert TOKEN not in str(caught.value)


async def test_that_a_locked_keyring_holds_nothing_up_and_is_asked_once(entries: Entries) -> None:
    entries.locked = threading.Event()
    for _ in range(3):
        with pytest.raises(security.NoToken, match="unlock it"):
            await security.keyring_token(camera("city/dogs"), within_s=0.02)
    assert entries.asked == 1
    entries.locked.set()
    assert await security.keyring_token(camera("city/dogs")) == TOKEN


async def test_that_a_token_no_header_could_carry_is_refused_unseen(entries: Entries) -> None:
    with pytest.raises(security.NoToken) as caught:
        await security.keyring_token(camera("city/odd"))
    assert "two words" not in str(caught.value)
    assert security.token(camera("x/y"), {}) is None
    assert keyrings.WITHIN_S < 10
