"""settings.toml → Settings."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from msgspec import Struct
from opening_hours import OpeningHours

from command_center.model.settings import Crs, FeedFormat, FeedSettings, Settings
from command_center.settings.errors import SettingsError, read_text

LANGUAGES = ("zh_CN", "en")
_NOT_YET = "is in the contract, but not supported by this version"


def read_settings(path: Path) -> Settings:
    """The settings in a file, its relative paths taken from the file's folder. Raises SettingsError."""
    text = read_text(path)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where, what = _position(str(error))
        raise SettingsError(path, where, f"not TOML: {what}") from error
    for key, names in _unknown(raw, Settings, ""):
        close = difflib.get_close_matches(key.rsplit(".", 1)[-1], names, 1)
        hint = f"did you mean {close[0]}?" if close else f"known here: {', '.join(names)}"
        raise SettingsError(path, _where(text, key), f"no such setting; {hint}")
    try:
        settings = msgspec.convert(raw, Settings)
    except msgspec.ValidationError as error:
        what, _, at = str(error).partition(" - at `$")
        key = at.rstrip("`").lstrip(".")
        raise SettingsError(path, _where(text, key) if key else "", _plainly(what)) from error
    for key, expected in _mistakes(settings):
        raise SettingsError(path, _where(text, key), expected)
    return _absolute(settings, path.absolute().parent)


def _plainly(what: str) -> str:
    missing = re.match(r"Object missing required field `(.+)`", what)
    return f"{missing[1]} is missing" if missing else what[0].lower() + what[1:]


def _position(message: str) -> tuple[str, str]:
    """tomllib says `… (at line 3, column 5)`."""
    found = re.match(r"(.*) \(at (line \d+, column \d+|end of document)\)$", message, re.DOTALL)
    return (found[2], found[1]) if found else ("", message)


def _unknown(raw: Mapping[str, Any], kind: type[Struct], prefix: str) -> Iterator[tuple[str, list[str]]]:
    """Keys of `raw` that `kind` has not, with the ones it has."""
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    for name, value in raw.items():
        if name not in fields:
            yield prefix + name, list(fields)
            continue
        inner = fields[name].type
        if isinstance(value, dict) and isinstance(inner, type) and issubclass(inner, Struct):
            yield from _unknown(value, inner, f"{prefix}{name}.")
        elif isinstance(value, list) and name == "feeds":
            feed = get_args(inner)[0]
            for i, item in enumerate(value):
                if isinstance(item, dict):
                    yield from _unknown(item, feed, f"{prefix}{name}[{i}].")


def _where(text: str, key: str) -> str:
    """The key, and its line where one can be told."""
    section, _, name = key.rpartition(".")
    table = re.sub(r"\[\d+\]", "", section)
    nth = int(found[1]) if (found := re.search(r"\[(\d+)\]", key)) else 0
    seen, inside = -1, not table
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[\[?\s*([\w.\-\"]+)\s*\]\]?", line)
        if head:
            seen += head[1] == table
            inside = head[1] == table and (seen == nth or "[[" not in line)
        elif inside and re.match(rf"\s*\"?{re.escape(name)}\"?\s*=", line):
            return f"line {number}, {key}"
    return key


def _mistakes(settings: Settings) -> Iterator[tuple[str, str]]:
    """What is well-formed and still wrong: the key, and what was expected."""
    if settings.language is not None and settings.language not in LANGUAGES:
        yield "language", f"{settings.language!r}: expected one of {', '.join(LANGUAGES)}"
    dogs, at = settings.rules.dog_walking, "rules.dog_walking."
    try:
        ZoneInfo(dogs.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield at + "timezone", f"{dogs.timezone!r}: expected a time zone's name, as in Asia/Shanghai"
    try:
        OpeningHours(dogs.prohibited)
    except (SyntaxError, ValueError) as error:
        yield at + "prohibited", f"{dogs.prohibited!r}: expected opening_hours syntax, as in Mo-Su 07:00-19:00: {error}"
    if not 0 <= dogs.remind_first_min <= 1440:
        yield at + "remind_first_min", "expected minutes from 0 to 1440"
    if not 0 <= dogs.home_radius_m <= 10_000:
        yield at + "home_radius_m", "expected metres from 0 to 10000"
    names = [feed.name for feed in settings.feeds]
    for i, feed in enumerate(settings.feeds):
        if names.index(feed.name) != i:
            yield f"feeds[{i}].name", f"{feed.name!r} names two feeds"
        yield from ((f"feeds[{i}].{key}", expected) for key, expected in _feed_mistakes(feed))


def _feed_mistakes(feed: FeedSettings) -> Iterator[tuple[str, str]]:
    if not feed.name:
        yield "name", "expected a name"
    if feed.format is not FeedFormat.CLOUDEVENTS:
        yield "format", f"{feed.format} {_NOT_YET}"
    if feed.crs is not Crs.WGS84:
        yield "crs", f"{feed.crs} {_NOT_YET}"
    try:
        parts = urlsplit(feed.url)
        right = parts.scheme in ("ws", "wss") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        right = False
    if not right:
        yield "url", f"{feed.url!r}: expected an address as in ws://127.0.0.1:8701/dogs"


def _absolute(settings: Settings, folder: Path) -> Settings:
    """Relative paths, from the settings file's own folder."""
    replace = msgspec.structs.replace
    url, prefix = settings.store.url, "sqlite:///"
    if url.startswith(prefix) and not url.startswith(prefix + "/") and ":memory:" not in url:
        url = f"{prefix}{folder / url.removeprefix(prefix)}"
    file = settings.places.file
    return replace(
        settings,
        store=replace(settings.store, url=url),
        places=replace(settings.places, file=None if file is None else str(folder / file)),
    )
