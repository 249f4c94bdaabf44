"""Which addresses of streams are opened, and how they are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_center.model.addresses import AddressRefused, Refusal, checked, flagged_at_s, host_of, without_login


@pytest.mark.parametrize(
    "address",
    [
        "rtsp://10.3.0.7:554/Streaming/Channels/101",
        "rtsps://camera.local/live",
        "http://127.0.0.1:8080/x.mjpeg?size=2",
        "https://admin:p%40ss@video.example/clip.mp4#t=6",
        "rtsp://[fe80::1]:8554/live",
    ],
)
def test_a_cameras_address_is_opened_as_it_is(address: str) -> None:
    assert checked(address) == address


@pytest.mark.parametrize(
    ("address", "why"),
    [
        (None, Refusal.NONE),
        ("", Refusal.NONE),
        ("http://x/" + "a" * 3000, Refusal.TOO_LONG),
        ("javascript:alert(1)", Refusal.SCHEME),
        ("concat:/etc/passwd|/etc/shadow", Refusal.NOT_AN_ADDRESS),
        ("data:video/mp4;base64,AAAA", Refusal.SCHEME),
        ("/etc/passwd", Refusal.SCHEME),
        ("ftp://host/x", Refusal.SCHEME),
        ("udp://239.0.0.1:1234", Refusal.SCHEME),
        ("tcp://127.0.0.1:22", Refusal.SCHEME),
        ("http://", Refusal.HOST),
        ("http:///etc/passwd", Refusal.HOST),
        ("http://host:0/", Refusal.HOST),
        ("http://ho,st/", Refusal.HOST),
        ("http://host:99999/", Refusal.NOT_AN_ADDRESS),
        ("http://host/a b", Refusal.NOT_AN_ADDRESS),
        ("http://host/\r\nX: y", Refusal.NOT_AN_ADDRESS),
        ("http://[::1/", Refusal.NOT_AN_ADDRESS),
        ("file:///etc/passwd", Refusal.FOLDER),
        ("file://server/share/x.mp4", Refusal.FOLDER),
    ],
)
def test_anything_else_is_refused_with_the_reason(address: str | None, why: Refusal) -> None:
    with pytest.raises(AddressRefused) as refused:
        checked(address)
    assert refused.value.why is why


def test_a_file_is_opened_only_below_a_folder_of_the_settings(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    for folder in (inside, outside):
        folder.mkdir()
        (folder / "a.mp4").write_bytes(b"x")
    (inside / "link.mp4").symlink_to(outside / "a.mp4")
    address = (inside / "a.mp4").as_uri()
    assert checked(address + "#t=6", [str(inside)]) == address + "#t=6"
    for bad in ("../out/a.mp4", "%2e%2e/out/a.mp4", "link.mp4", "none.mp4", "", "a.mp4%00"):
        with pytest.raises(AddressRefused):
            checked(f"{inside.as_uri()}/{bad}", [str(inside)])
    with pytest.raises(AddressRefused):
        checked(address)


def test_a_login_is_never_shown() -> None:
    assert without_login("rtsp://admin:p:w@d@10.0.0.1/live") == "rtsp://10.0.0.1/live"
    assert without_login("http://h/x?channel=1&password=geheim&a=b") == "http://h/x?channel=1&password=***&a=b"
    assert without_login("http://h/a@b") == "http://h/a@b"


@given(st.text(alphabet="abc:@%!$", min_size=1, max_size=20), st.text(alphabet="xyz/?=&", max_size=20))
def test_nothing_before_the_host_survives(login: str, rest: str) -> None:
    assert without_login(f"rtsp://{login}@host/{rest}").startswith("rtsp://host/")


@given(st.text(max_size=60))
def test_any_text_is_opened_or_refused_and_nothing_else(text: str) -> None:
    for address in (text, "http://" + text, "file:///" + text):
        without_login(address)
        host_of(address)
        flagged_at_s(address)
        try:
            checked(address)
        except AddressRefused:
            continue
        assert address.split(":")[0].lower() in {"rtsp", "rtsps", "http", "https"}


def test_the_flagged_moment_stands_in_the_fragment() -> None:
    assert flagged_at_s("http://h/c.avi#t=6") == 6.0
    assert flagged_at_s("http://h/c.avi#track=v&t=npt:6.5,12") == 6.5
    assert flagged_at_s("http://h/c.avi?t=6") is None


def test_host_and_port_of_a_stream() -> None:
    assert host_of("rtsp://u:p@cam/live") == ("cam", 554)
    assert host_of("http://[::1]:81/") == ("::1", 81)
    assert host_of("file:///x") is None
