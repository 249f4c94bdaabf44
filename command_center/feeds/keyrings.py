"""The system's keyring, read without ever waiting for it for long: one that is locked asks a person, and blocks."""

from __future__ import annotations

import threading
from concurrent.futures import Future

WITHIN_S = 5.0
_underway: dict[tuple[str, str], Future[str | None]] = {}


def read(service: str, name: str) -> Future[str | None]:
    """An entry of the keyring, None when there is none; whatever the keyring raises.

    One read at a time of each entry: while one hangs at a locked keyring, asking again waits for the same.
    """
    entry = (service, name)
    found = _underway.get(entry)
    if found is None or found.done():
        found = _underway[entry] = Future()
        found.set_running_or_notify_cancel()
        # A daemon: a read that hangs must not keep the program from ending.
        threading.Thread(target=_read, args=(*entry, found), name="keyring", daemon=True).start()
    return found


def _read(service: str, name: str, result: Future[str | None]) -> None:
    try:
        import keyring

        result.set_result(keyring.get_password(service, name))
    except Exception as error:
        result.set_exception(error)
