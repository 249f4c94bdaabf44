"""[[basemaps]] in settings.toml: read whole, or refused with the place; a key is never repeated."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_center.model.settings import BasemapKind, BasemapSettings, Crs, TileScheme, Tone
from command_center.settings.errors import SettingsError
from command_center.settings.toml import read_settings

TILES = """\
[[basemaps]]
name = "天地图"
name_en = "Tianditu"
kind = "tiles"
url = "https://t{s}.example/vec_w/wmts?LAYER=vec&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}&tk={key}"
subdomains = ["0", "1"]
key_env = "MAP_KEY"
crs = "gcj02"
attribution = "© T"
approval = "GS(2026)1号"
min_zoom = 3
max_zoom = 18
tile_size = 512
tone = "night"
cache_mb = 64
"""
ARCHIVE = '[[basemaps]]\nname = "city"\nkind = "pmtiles"\nfile = "maps/city.pmtiles"\n'


def read(folder: Path, text: str) -> tuple[BasemapSettings, ...]:
    file = folder / "settings.toml"
    file.write_text(text, "utf-8")
    return read_settings(file).basemaps


def refused(folder: Path, text: str) -> str:
    with pytest.raises(SettingsError) as caught:
        read(folder, text)
    return str(caught.value)


def test_that_every_key_is_read(tmp_path: Path) -> None:
    tiles, archive = read(tmp_path, TILES + ARCHIVE)

    assert tiles == BasemapSettings(
        name="天地图", name_en="Tianditu", kind=BasemapKind.TILES, subdomains=("0", "1"), key_env="MAP_KEY",
        url="https://t{s}.example/vec_w/wmts?LAYER=vec&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}"
        "&tk={key}", crs=Crs.GCJ02, attribution="© T", approval="GS(2026)1号", min_zoom=3, max_zoom=18,
        tile_size=512, tone=Tone.NIGHT, cache_mb=64,
    )  # fmt: skip
    assert archive == BasemapSettings(
        name="city", kind=BasemapKind.PMTILES, file=str(tmp_path / "maps/city.pmtiles"), scheme=TileScheme.XYZ
    )


def test_that_there_need_be_none(tmp_path: Path) -> None:
    assert read(tmp_path, "") == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('kind = "tiles"', 'kind = "wms"', "line 4, basemaps[0].kind: expected one of tiles, mbtiles, pmtiles"),
        ("tone =", "tune =", "did you mean 'tone'?"),
        ("{TileMatrix}", "{level}", "there is no {level}; known here: {-y}, {TileCol}"),
        ("TILEMATRIX={TileMatrix}&", "", "expected {z} or {TileMatrix} in it"),
        ("https://", "ftp://", "expected a template such as https://HOST/{z}/{x}/{y}.png"),
        ("https://", "https://me:pw@", "without a name or password"),
        ("t{s}.example", "t{z}.example", "no other placeholder than {s} in the server's name"),
        ('subdomains = ["0", "1"]', "", "basemaps[0].subdomains: expected the names for {s}"),
        ('key_env = "MAP_KEY"', "", "basemaps[0].key_env: expected {key} in the url and key_env together"),
        ("min_zoom = 3", "min_zoom = 19", "expected at least min_zoom, 19, found 18"),
        ("min_zoom = 3", "min_zoom = 2.5", "expected a whole number"),
        ("tile_size = 512", "tile_size = 300", "expected 256 or 512"),
        ("cache_mb = 64", 'file = "x"', "only an archive (mbtiles, pmtiles) has file"),
        ('crs = "gcj02"', 'crs = "utm"', "expected one of wgs84, gcj02, bd09"),
    ],
)
def test_that_mistakes_are_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refused(tmp_path, TILES.replace(old, new))


def test_that_an_archive_has_no_address_and_needs_a_file(tmp_path: Path) -> None:
    assert 'only a basemap with kind = "tiles" has url' in refused(tmp_path, ARCHIVE + 'url = "https://h/{z}/{x}/{y}"')
    assert "basemaps[0].file: expected a text in quotes; it is missing" in refused(
        tmp_path, ARCHIVE.replace('file = "maps/city.pmtiles"', "")
    )


def test_that_a_key_in_the_file_is_refused_and_not_repeated(tmp_path: Path) -> None:
    for text in (TILES.replace("tk={key}", "tk=0123abcd"), TILES.replace('"MAP_KEY"', '"0123abcd"')):
        said = refused(tmp_path, text)
        assert "never the key itself" in said and "0123abcd" not in said


def test_that_names_are_their_own(tmp_path: Path) -> None:
    assert "basemaps[1].name: expected a name of its own" in refused(tmp_path, ARCHIVE + ARCHIVE)
