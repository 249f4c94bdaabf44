"""`[[basemaps]]` in settings.toml: templates that can be filled in, archives that are named, and no key in the file."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from command_center.model.settings import BasemapKind, BasemapSettings, Crs, TileScheme, Tone
from command_center.settings.checking import Table, shown

MOST_ZOOM = 24
SIZES = (256, 512)
FIELDS = frozenset({"z", "x", "y", "-y", "s", "key", "TileMatrix", "TileRow", "TileCol"})
_ONLY_TILES = ("url", "subdomains", "key_env", "scheme", "cache_mb")
_KEY_NAMES = frozenset({"key", "tk", "ak", "apikey", "api_key", "access_token", "token", "appid"})
"""What services call a key in an address (`tk` is Tianditu's)."""
_EXPECTED = "expected a template such as https://HOST/{z}/{x}/{y}.png"


def basemaps(top: Table, folder: Path) -> tuple[BasemapSettings, ...]:
    """All of them, in the file's order. Refuses two of one name."""
    found = tuple(_basemap(table, folder) for table in top.tables("basemaps"))
    had: dict[str, int] = {}
    for i, one in enumerate(found):
        if one.name in had:
            first = f"basemaps[{had[one.name]}]"
            top.refuse(f"basemaps[{i}].name", f"expected a name of its own; {first} is called {shown(one.name)} too")
        had[one.name] = i
    return found


def _basemap(table: Table, folder: Path) -> BasemapSettings:
    table.only(BasemapSettings.__struct_fields__)
    kind = table.choice("kind", BasemapKind)
    tiles = kind is BasemapKind.TILES
    for key in ("file",) if tiles else _ONLY_TILES:
        if table.has(key):
            others = "only an archive (mbtiles, pmtiles)" if tiles else 'only a basemap with kind = "tiles"'
            table.refuse(table.path(key), f"{others} has {key}")
    least, most = _zoom(table, "min_zoom"), _zoom(table, "max_zoom")
    if least is not None and most is not None and least > most:
        table.refuse(table.path("max_zoom"), f"expected at least min_zoom, {least}, found {most}")
    key_env = _key_env(table)
    return BasemapSettings(
        name=table.text("name"),
        kind=kind,
        name_en=table.optional("name_en"),
        url=_template(table, key_env) if tiles else "",
        subdomains=table.texts("subdomains"),
        key_env=key_env,
        scheme=table.choice("scheme", TileScheme, TileScheme.XYZ),
        file="" if tiles else str(folder / table.text("file")),
        crs=table.choice("crs", Crs, Crs.WGS84),
        attribution=table.optional("attribution") or "",
        approval=table.optional("approval") or "",
        min_zoom=least,
        max_zoom=most,
        tile_size=_size(table),
        tone=table.choice("tone", Tone, Tone.DIM),
        cache_mb=_whole(table, "cache_mb", 512, 1_000_000, "MiB"),
    )


def _template(table: Table, key_env: str | None) -> str:
    """The address's template. What may be a key in it is never repeated."""
    url, path = table.text("url"), table.path("url")
    _address(table, url)
    fields = set(re.findall(r"\{([^{}]*)\}", url))
    for field in sorted(fields - FIELDS):
        table.refuse(
            path, f"there is no {{{field}}}; known here: {', '.join(f'{{{name}}}' for name in sorted(FIELDS))}"
        )
    for names in (("z", "TileMatrix"), ("x", "TileCol"), ("y", "-y", "TileRow")):
        if not fields & set(names):
            table.refuse(path, f"expected {' or '.join(f'{{{name}}}' for name in names)} in it")
    if "s" in fields and not table.texts("subdomains"):
        table.refuse(table.path("subdomains"), 'expected the names for {s}, such as ["a", "b"]')
    if ("key" in fields) != (key_env is not None):
        table.refuse(table.path("key_env"), "expected {key} in the url and key_env together, or neither")
    return url


def _address(table: Table, url: str) -> None:
    path = table.path("url")
    try:
        parts = urlsplit(url)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none, a broken IPv6 address
        table.refuse(path, _EXPECTED)
    if "@" in parts.netloc:
        table.refuse(path, "expected an address without a name or password")
    if not right or re.search(r"[\s#]", url):
        table.refuse(path, _EXPECTED)
    if "{" in parts.netloc.replace("{s}", ""):
        table.refuse(path, "expected no other placeholder than {s} in the server's name")
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if name.lower() in _KEY_NAMES and "{key}" not in value:
            table.refuse(path, f"expected {name}={{key}}, with the key's variable in key_env, never the key itself")


def _key_env(table: Table) -> str | None:
    """The variable's name. What stands there instead may be the key itself: it isn't repeated."""
    name = table.optional("key_env")
    if name is not None and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", name):
        expected = "expected the name of an environment variable, such as MAP_KEY, never the key itself"
        table.refuse(table.path("key_env"), expected)
    return name


def _zoom(table: Table, key: str) -> int | None:
    return _whole(table, key, 0, MOST_ZOOM, "zoom") if table.has(key) else None


def _size(table: Table) -> int | None:
    if not table.has("tile_size"):
        return None
    size = _whole(table, "tile_size", 256, 512, "pixels")
    if size not in SIZES:
        table.refuse(table.path("tile_size"), f"expected 256 or 512, found {size}")
    return size


def _whole(table: Table, key: str, default: int, most: int, unit: str) -> int:
    found = table.number(key, default, 0, most, unit)
    if found != int(found):
        table.refuse(table.path(key), f"expected a whole number, found {found:g}")
    return int(found)
