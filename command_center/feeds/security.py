"""What a connection is trusted by: the feed's token, and who may vouch for its server."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections.abc import Mapping
from concurrent.futures import Future
from functools import cache

from command_center.feeds import keyrings, secrecy
from command_center.model.settings import FeedSettings

NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For connections without TLS: trusts no one, and is made without reading any authorities."""


class NoToken(Exception):
    """The feed's token cannot be had; says where it was looked for and what to do, never what was found."""


class NoTrust(Exception):
    """The feed's CA file cannot be read."""


def token(settings: FeedSettings, environment: Mapping[str, str]) -> str | None:
    """The token from the environment, None when the settings name none there. Raises NoToken."""
    name = settings.token_env
    if name is None:
        return None
    found = environment.get(name, "")
    if not found.strip():
        raise NoToken(f"the environment variable {name} is not set: the feed's token is missing")
    return _usable(found, f"the environment variable {name}")


async def keyring_token(settings: FeedSettings, within_s: float = keyrings.WITHIN_S) -> str | None:
    """The token from the system's keyring, None when the settings name none there. Raises NoToken."""
    if settings.token_keyring is None:
        return None
    future = _asked(settings.token_keyring)
    try:
        async with asyncio.timeout(within_s):
            await asyncio.wait([asyncio.wrap_future(future)])
    except TimeoutError:
        raise _locked(settings.token_keyring) from None
    return _answered(settings.token_keyring, future)


def token_now(
    settings: FeedSettings, environment: Mapping[str, str], within_s: float = keyrings.WITHIN_S
) -> str | None:
    """The token from wherever it is, waiting for it; not for a process with a loop. Raises NoToken."""
    if settings.token_keyring is None:
        return token(settings, environment)
    future = _asked(settings.token_keyring)
    try:
        future.exception(within_s)
    except TimeoutError:
        raise _locked(settings.token_keyring) from None
    return _answered(settings.token_keyring, future)


def _asked(entry: str) -> Future[str | None]:
    service, _, name = entry.partition("/")
    return keyrings.read(service, name)


def _locked(entry: str) -> NoToken:
    return NoToken(f"the system's keyring does not answer (it may be locked): unlock it to have the token {entry}")


def _answered(entry: str, future: Future[str | None]) -> str:
    error = future.exception()
    if error is not None:
        kind = type(error).__name__
        said = "this system has none" if kind == "NoKeyringError" else f"it failed: {kind}"
        raise NoToken(f"the token {entry} cannot be had from the keyring: {said}; set one up, or use token_env")
    found = future.result()
    if not found or not found.strip():
        service, _, name = entry.partition("/")
        raise NoToken(f"the keyring has no entry {entry}: run `keyring set {service} {name}` as this account")
    return _usable(found, f"the keyring's entry {entry}")


def _usable(found: str, where: str) -> str:
    found = found.strip()
    secrecy.keep(found)
    if not re.fullmatch(r"[\x21-\x7e]+", found):
        raise NoToken(f"{where} holds characters that no token has (a space, a line's end, a letter with an accent)")
    return found


@cache
def trust(ca_file: str | None) -> ssl.SSLContext:
    """Who may vouch for a server: the system's authorities, or those in `ca_file` (PEM) alone. Raises NoTrust.

    Read once: a file that changes counts from the next start. Takes some milliseconds.
    """
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise NoTrust(f"the CA file {ca_file} cannot be read: {error}") from error
