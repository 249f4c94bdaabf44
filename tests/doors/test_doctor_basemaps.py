"""The doctor opens archives, looks for keys and asks servers for one tile; it never says what a key is."""

from __future__ import annotations

from pathlib import Path

import pytest
from pmtiles.tile import zxy_to_tileid

from command_center.doors.doctor import Finding, examine
from command_center.doors.doctor_basemaps import middle
from command_center.tiles.address import Tile
from tests.tiles.archives import mbtiles, picture, pmtiles, tile_service


def findings(folder: Path, text: str) -> list[Finding]:
    file = folder / "settings.toml"
    file.write_text(f'[[basemaps]]\nname = "a"\n{text}\n', "utf-8")
    return [finding for finding in examine(file) if finding.name.startswith("basemap")]


def test_that_a_good_archive_is_found(tmp_path: Path) -> None:
    mbtiles(tmp_path / "city.mbtiles", {middle(12): picture()})
    (found,) = findings(tmp_path, 'kind = "mbtiles"\nfile = "city.mbtiles"')

    assert found.ok and found.said == "city.mbtiles: pictures, zoom 12 to 12"


def test_that_a_damaged_one_and_a_missing_one_come_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "city.pmtiles").write_bytes(b"PMTiles\x04" + bytes(200))
    (found,) = findings(tmp_path, 'kind = "pmtiles"\nfile = "city.pmtiles"')
    assert not found.ok and "a version of PMTiles not known here (4)" in found.said and "version 3" in found.mend
    (found,) = findings(tmp_path, 'kind = "pmtiles"\nfile = "none.pmtiles"')
    assert not found.ok and found.said == "none.pmtiles: there is no such file" and "correct `file`" in found.mend


def test_that_a_map_of_elsewhere_is_told(tmp_path: Path) -> None:
    mbtiles(tmp_path / "w.mbtiles", {Tile(3, 1, 3): picture()}, bounds="-119,36,-118,37")
    (found,) = findings(tmp_path, 'kind = "mbtiles"\nfile = "w.mbtiles"')

    assert not found.ok and "Quzhou is not on it" in found.said


def test_that_an_archive_cut_short_is_told(tmp_path: Path) -> None:
    file = pmtiles(tmp_path / "c.pmtiles", {Tile(0, 0, 0): picture()})
    file.write_bytes(file.read_bytes()[:-20])
    (found,) = findings(tmp_path, 'kind = "pmtiles"\nfile = "c.pmtiles"')

    assert not found.ok and "cut short" in found.said and zxy_to_tileid(0, 0, 0) == 0


def test_that_a_server_is_asked_for_a_tile_of_the_city_with_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tile_service() as service:
        text = f'kind = "tiles"\nurl = "{service.url}/{{z}}/{{x}}/{{y}}.png?tk={{key}}"\nkey_env = "MAP_KEY"'
        monkeypatch.delenv("MAP_KEY", raising=False)
        (found,) = findings(tmp_path, text)
        assert not found.ok and found.mend == "export MAP_KEY=… before starting" and not service.asked
        monkeypatch.setenv("MAP_KEY", "planted-s3cret")
        (found,) = findings(tmp_path, text)
        assert found.ok and "a tile of zoom 12 came" in found.said
        assert service.paths == ["/12/3400/1703.png?tk=planted-s3cret"]
        service.status = 403
        (found,) = findings(tmp_path, text)
    assert not found.ok and "refuses (HTTP 403)" in found.said and "planted" not in found.said + found.mend
