"""`settings.toml`: read, checked to the last key, or refused with the place and what was expected."""

from __future__ import annotations

import re
import ssl
import tomllib
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from command_center.model.settings import (
    Crs,
    DogWalking,
    FeedFormat,
    FeedKind,
    FeedSettings,
    PlacesSettings,
    RulesSettings,
    Settings,
    StoreSettings,
    VideoSettings,
)
from command_center.settings.basemaps import basemaps
from command_center.settings.checking import Table, hours_mistake, shown
from command_center.settings.errors import SettingsError, read_text
from command_center.settings.frigate import cameras_and_sightings, one_owner_each
from command_center.settings.lines import line_of

LANGUAGES = ("zh_CN", "en")
DEFAULT_STORE = "sqlite:///command-center.db"
_WEB = ("http", "https", "ws", "wss")
SCHEMES = {FeedFormat.CLOUDEVENTS: ("ws", "wss"), FeedFormat.TRACCAR: _WEB, FeedFormat.FRIGATE: _WEB}
"""A foreign system is named by its server's own address."""
NOT_YET = "not yet supported by this version"


def read_settings(path: Path) -> Settings:
    """The settings in a file; relative paths in it start at its folder. Raises SettingsError."""
    text = read_text(path, 1024 * 1024)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(path, *_syntax(str(error))) from error
    except (RecursionError, ValueError, OverflowError) as error:
        raise SettingsError(path, "", f"not readable as TOML: {error}") from error

    def refuse(key: str, expected: str) -> NoReturn:
        line = line_of(text, key)
        raise SettingsError(path, key if line is None else f"line {line}, {key}", expected)

    return _settings(Table(content, "", refuse), path.absolute().parent)


def _syntax(message: str) -> tuple[str, str]:
    """The parser's message, taken apart into the line and what was wrong there."""
    found = re.fullmatch(r"(.*) \(at (line \d+, column \d+|end of document)\)", message, re.DOTALL)
    return (found[2], f"not TOML: {found[1]}") if found else ("", f"not TOML: {message}")


def _settings(top: Table, folder: Path) -> Settings:
    top.only(("language", "store", "places", "rules", "feeds", "basemaps", "video"))
    language = top.optional("language")
    if language is not None and language not in LANGUAGES:
        top.refuse("language", f"expected one of {', '.join(LANGUAGES)}, found {shown(language)}")
    feeds = tuple(_feed(table, folder) for table in top.tables("feeds"))
    _unique(top, feeds)
    one_owner_each(top, feeds)
    return Settings(
        language=language,
        store=_store(top.table("store"), folder),
        places=_places(top.table("places"), folder),
        rules=_rules(top.table("rules")),
        feeds=feeds,
        basemaps=basemaps(top, folder),
        video=_video(top.table("video"), folder),
    )


def _store(table: Table, folder: Path) -> StoreSettings:
    table.only(("url",))
    url = table.text("url", DEFAULT_STORE)
    if url.startswith("postgresql"):
        table.refuse(table.path("url"), f"a PostgreSQL store is {NOT_YET}; use sqlite:///FILE")
    file = url.removeprefix("sqlite:///")
    if file == url or not file or file == ":memory:" or re.search(r"[?\0]", file):
        table.refuse(table.path("url"), f"expected sqlite:/// and a file's path, found {shown(url)}")
    return StoreSettings(f"sqlite:///{folder / file}")


def _places(table: Table, folder: Path) -> PlacesSettings:
    table.only(("file",))
    file = table.optional("file")
    return PlacesSettings(None if file is None else str(folder / file))


def _video(table: Table, folder: Path) -> VideoSettings:
    table.only(VideoSettings.__struct_fields__)
    return VideoSettings(tuple(str(folder / one) for one in table.texts("folders")))


def _rules(table: Table) -> RulesSettings:
    table.only(("dog_walking",))
    dogs = table.table("dog_walking")
    dogs.only(DogWalking.__struct_fields__)
    usual = DogWalking()
    return RulesSettings(
        DogWalking(
            remind_first_min=dogs.number("remind_first_min", usual.remind_first_min, 0, 24 * 60, "minutes"),
            prohibited=_hours(dogs, "prohibited", usual.prohibited),
            timezone=_timezone(dogs, "timezone", usual.timezone),
            home_radius_m=dogs.number("home_radius_m", usual.home_radius_m, 0, 10_000, "metres"),
        )
    )


def _hours(table: Table, key: str, default: str) -> str:
    hours = table.text(key, default)
    why = hours_mistake(hours)
    if why is not None:
        usual = 'expected opening_hours syntax such as "Mo-Su 07:00-19:00"'
        table.refuse(table.path(key), f"{usual}, found {shown(hours)} ({why})")
    return hours


def _timezone(table: Table, key: str, default: str) -> str:
    name = table.text(key, default)
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # an unknown zone is a KeyError; "../x" and a folder are the others
        table.refuse(table.path(key), f'expected a time zone such as "Asia/Shanghai", found {shown(name)}')
    return name


def _feed(table: Table, folder: Path) -> FeedSettings:
    table.only(FeedSettings.__struct_fields__)
    format_ = table.choice("format", FeedFormat, FeedFormat.CLOUDEVENTS)
    kind = table.choice("kind", FeedKind)
    cameras, sightings = cameras_and_sightings(table, format_, kind)
    return FeedSettings(
        name=table.text("name"),
        kind=kind,
        format=format_,
        url=_url(table, SCHEMES[format_]),
        token_env=_token_env(table),
        token_keyring=_token_keyring(table),
        ca_file=_ca_file(table, folder),
        crs=table.choice("crs", Crs, Crs.WGS84),
        cameras=cameras,
        sightings=sightings,
    )


def _token_env(table: Table) -> str | None:
    """The variable's name. What stands there instead may be the token itself: it isn't repeated."""
    name = table.optional("token_env")
    if name is not None and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        expected = "expected the name of an environment variable, such as DOGS_TOKEN, never the token itself"
        table.refuse(table.path("token_env"), expected)
    return name


def _token_keyring(table: Table) -> str | None:
    """The keyring's entry; as above, what stands there isn't repeated."""
    entry = table.optional("token_keyring")
    if entry is None:
        return None
    if not re.fullmatch(r"[^/\s]+/\S+", entry):
        expected = "expected SERVICE/NAME of an entry in the system's keyring, never the token itself"
        table.refuse(table.path("token_keyring"), expected)
    if table.optional("token_env") is not None:
        table.refuse(table.path("token_keyring"), "expected one place for the token: token_env or token_keyring")
    return entry


def _ca_file(table: Table, folder: Path) -> str | None:
    """The authorities' file, found to hold certificates: better now than at the first connection, at night."""
    name = table.optional("ca_file")
    if name is None:
        return None
    if not table.text("url").startswith(("wss:", "https:")):
        table.refuse(table.path("ca_file"), "expected a url with wss or https: without TLS there is nothing to verify")
    file = folder / name
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=file)
    except ssl.SSLError:
        table.refuse(table.path("ca_file"), f"expected certificates in PEM form; {file} holds none that can be read")
    except (OSError, ValueError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        table.refuse(table.path("ca_file"), f"{file} cannot be read: {said}")
    return str(file)


def _url(table: Table, schemes: tuple[str, ...]) -> str:
    url = table.text("url")
    if "@" in url:
        expected = "expected an address without a name or password: name the token's variable in token_env"
        table.refuse(table.path("url"), expected)
    if not _reachable(url, schemes):
        wanted = " or ".join(f"{scheme}://HOST[:PORT]/PATH" for scheme in schemes)
        table.refuse(table.path("url"), f"expected {wanted}, found {shown(url)}")
    return url


def _reachable(url: str, schemes: tuple[str, ...]) -> bool:
    try:
        parts = urlsplit(url)
        port_right = parts.port is None or parts.port > 0
    except ValueError:  # a port that is none, a broken IPv6 address
        return False
    return parts.scheme in schemes and bool(parts.hostname) and port_right and not re.search(r"[\s#]", url)


def _unique(top: Table, feeds: tuple[FeedSettings, ...]) -> None:
    had: dict[str, int] = {}
    for i, feed in enumerate(feeds):
        if feed.name in had:
            first = f"feeds[{had[feed.name]}]"
            top.refuse(f"feeds[{i}].name", f"expected a name of its own; {first} is called {shown(feed.name)} too")
        had[feed.name] = i
