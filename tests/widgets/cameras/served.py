"""Servers of pictures for the tests: motion JPEG over HTTP, and RTSP with JPEG in the connection itself."""

from __future__ import annotations

import asyncio
import base64
import io
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from PIL import Image

SIZE = (320, 240)


def jpeg(number: int = 0) -> bytes:
    """A picture, each number another grey."""
    out = io.BytesIO()
    Image.new("RGB", SIZE, (40 + number * 7 % 180, 90, 160)).save(out, "JPEG", quality=70, subsampling="4:2:0")
    return out.getvalue()


class Pictures:
    """A server of one stream. `flowing` off: it stays open and sends nothing; `login` "user:password" is asked for."""

    def __init__(self, fps: float = 20.0, login: str = "") -> None:
        self.fps, self.login, self.flowing = fps, login, True
        self.watchers = 0
        self.asked: list[str] = []
        self.port = 0
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def start(self, port: int = 0) -> None:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Nobody answers any more, and whoever was served is cut off."""
        if self._server is not None:
            self._server.close()
            for writer in tuple(self._writers):
                writer.transport.abort()
            await self._server.wait_closed()
        self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            await self.talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    def _may(self, head: str) -> bool:
        wanted = base64.b64encode(self.login.encode()).decode()
        return not self.login or f"Authorization: Basic {wanted}" in head

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """HTTP: one request, and pictures until the other side goes."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.asked.append(head.split("\r\n")[0])
        if not self._may(head):
            writer.write(b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=x\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
            return
        if "/nothing" in head:
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()
            return
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=f\r\n\r\n")
        number = 0
        self.watchers += 1
        try:
            while not writer.is_closing():
                if self.flowing:
                    data, number = jpeg(number), number + 1
                    writer.write(b"--f\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(data))
                    writer.write(data + b"\r\n")
                    await writer.drain()
                await asyncio.sleep(1 / self.fps)
        finally:
            self.watchers -= 1


class Rtsp(Pictures):
    """RTSP 1.0 with RTP in the same connection (RFC 2326, 10.12) and JPEG as its payload (RFC 2435)."""

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        playing: asyncio.Task[None] | None = None
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode(errors="replace")
                method = head.rpartition("$")[2].split(" ", 1)[0].strip()
                self.asked.append(method)
                number = next(line.split(":")[1].strip() for line in head.split("\r\n") if line.startswith("CSeq"))
                writer.write(self._answer(method, head, number))
                await writer.drain()
                if method == "PLAY":
                    playing = asyncio.create_task(self._play(writer))
                if method == "TEARDOWN":
                    return
        finally:
            if playing is not None:
                playing.cancel()
                await asyncio.wait([playing])

    def _answer(self, method: str, head: str, number: str) -> bytes:
        ok = f"RTSP/1.0 200 OK\r\nCSeq: {number}\r\nSession: 1\r\n"
        if method == "DESCRIBE" and not self._may(head):
            return f'RTSP/1.0 401 Unauthorized\r\nCSeq: {number}\r\nWWW-Authenticate: Basic realm="x"\r\n\r\n'.encode()
        if method == "DESCRIBE":
            body = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nt=0 0\r\nm=video 0 RTP/AVP 26\r\na=control:t0\r\n"
            return f"{ok}Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        if method == "SETUP" and "TCP" not in head:
            return f"RTSP/1.0 461 Unsupported Transport\r\nCSeq: {number}\r\n\r\n".encode()
        if method == "SETUP":
            return f"{ok}Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n\r\n".encode()
        return f"{ok}Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n\r\n".encode()

    async def _play(self, writer: asyncio.StreamWriter) -> None:
        loop = asyncio.get_running_loop()
        begun, number, sequence = loop.time(), 0, 0
        while True:
            tables, scan = taken_apart(jpeg(number))
            stamp = int((loop.time() - begun) * 90000)
            for at in range(0, len(scan), 1300):
                piece = scan[at : at + 1300]
                last = 0x80 if at + len(piece) >= len(scan) else 0
                head = struct.pack(">BBHII", 0x80, 26 | last, sequence & 0xFFFF, stamp, 1)
                head += struct.pack(">IBBBB", at, 1, 255, SIZE[0] // 8, SIZE[1] // 8)
                if at == 0:
                    head += struct.pack(">BBH", 0, 0, len(tables)) + tables
                writer.write(b"$\0" + struct.pack(">H", len(head) + len(piece)) + head + piece)
                sequence += 1
            await writer.drain()
            number += 1
            await asyncio.sleep(1 / self.fps)


def taken_apart(data: bytes) -> tuple[bytes, bytes]:
    """A JPEG's quantisation tables and its scan, as RFC 2435 sends them."""
    at, tables = 2, b""
    while True:
        marker, size = struct.unpack(">HH", data[at : at + 4])
        body = data[at + 4 : at + 2 + size]
        if marker == 0xFFDB:
            tables += b"".join(body[n + 1 : n + 65] for n in range(0, len(body), 65))
        at += 2 + size
        if marker == 0xFFDA:
            return tables, data[at:-2]


@asynccontextmanager
async def served(server: Pictures) -> AsyncIterator[Pictures]:
    """The server, running."""
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
