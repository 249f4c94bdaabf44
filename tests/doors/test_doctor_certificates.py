"""The doctor tries a feed's server as the feed would: its certificate too, not only its port."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
import trustme

from command_center.clock import SystemClock
from command_center.doors.doctor import Finding, examine


@contextmanager
def served_by(cert: trustme.LeafCert | None) -> Iterator[int]:
    """A server that greets one caller, with TLS when it has a certificate; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if cert is not None:
        cert.configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet() -> None:
            with suppress(OSError):
                caller = listening.accept()[0]
                with caller if cert is None else context.wrap_socket(caller, server_side=True) as one:
                    one.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                    one.recv(1)

        work = threading.Thread(target=greet)
        work.start()
        yield listening.getsockname()[1]
    work.join(10)


@pytest.fixture(scope="module")
def ca() -> trustme.CA:
    return trustme.CA()


def examined(folder: Path, ca: trustme.CA, cert: trustme.LeafCert | None, *, known: bool = True) -> Finding:
    ca.cert_pem.write_to_path(str(folder / "ca.pem"))
    file = folder / "settings.toml"
    with served_by(cert) as port:
        own = f'ca_file = "{folder / "ca.pem"}"' if known else ""
        file.write_text(f'[[feeds]]\nname = "a"\nkind = "camera"\nurl = "wss://127.0.0.1:{port}/"\n{own}\n')
        return next(finding for finding in examine(file) if finding.name == "feed a")


def test_that_a_certificate_that_is_accepted_is_told_with_its_days(ca: trustme.CA, tmp_path: Path) -> None:
    now = SystemClock().now()
    cert = ca.issue_cert("127.0.0.1", not_before=now - timedelta(days=1), not_after=now + timedelta(days=30, hours=1))
    found = examined(tmp_path, ca, cert)
    assert found.ok and "accepted for 30 days more" in found.said


def test_that_one_about_to_run_out_is_told_as_wrong(ca: trustme.CA, tmp_path: Path) -> None:
    now = SystemClock().now()
    cert = ca.issue_cert("127.0.0.1", not_before=now - timedelta(days=90), not_after=now + timedelta(days=2, hours=1))
    found = examined(tmp_path, ca, cert)
    assert not found.ok and "2 days more" in found.said and "renew" in found.mend


def test_that_one_that_has_run_out_is_refused_in_words(ca: trustme.CA, tmp_path: Path) -> None:
    now = SystemClock().now()
    cert = ca.issue_cert("127.0.0.1", not_before=now - timedelta(days=90), not_after=now - timedelta(days=2))
    assert "expired" in examined(tmp_path, ca, cert).said


def test_that_an_unknown_authority_and_another_name_are_refused_in_words(ca: trustme.CA, tmp_path: Path) -> None:
    unknown = examined(tmp_path, ca, ca.issue_cert("127.0.0.1"), known=False)
    assert not unknown.ok and "ca_file" in unknown.said
    other = examined(tmp_path, ca, ca.issue_cert("feeds.example"))
    assert not other.ok and "for another name" in other.said


def test_that_a_server_without_tls_is_told_apart(ca: trustme.CA, tmp_path: Path) -> None:
    found = examined(tmp_path, ca, None)
    assert not found.ok and "does not speak TLS" in found.said
