"""The demo city's files: to the bureau's counts, and what the script writes."""

import json
from collections import Counter
from datetime import datetime
from typing import Any

import shapely
from opening_hours import OpeningHours
from shapely.geometry import shape

from command_center.model.places import PlaceKind
from command_center.simulator import sketch
from command_center.simulator.citymap import DEMO, CityMap


def _places() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DEMO / "places.geojson").read_text(encoding="utf-8"))["features"]
    return found


def test_the_files_are_what_the_script_writes() -> None:
    for name, text in sketch.draw().items():
        assert (DEMO / name).read_text(encoding="utf-8") == text, (
            f"{name}: run python -m command_center.simulator.sketch"
        )


def test_counts_are_the_bureaus() -> None:
    counts = Counter(f["properties"]["kind"] for f in _places())
    exact = {"grid": 36, "loading-bay": 190, "breakfast-point": 182, "repair-point": 27, "market": 31, "studio": 41}
    assert {kind: counts[kind] for kind in exact} == exact
    assert counts["no-dog"] >= 14
    assert counts["compound"] >= 60
    assert counts["dog-run"] >= 2
    assert counts["vet"] >= 3
    assert counts["shelter"] == counts["dog-control-area"] == 1
    assert counts["model-street"] >= 1
    assert any("太真路" in f["properties"]["name"] for f in _places() if f["properties"]["kind"] == "seasonal-point")
    assert set(counts) == set(PlaceKind)


def test_both_files_say_that_they_are_a_sketch_and_are_small() -> None:
    for name in ("basemap.geojson", "places.geojson"):
        text = (DEMO / name).read_text(encoding="utf-8")
        assert "非测绘成果" in json.loads(text)["description"]
        assert len(text.encode()) < 1_500_000


def test_ids_are_unique_and_hours_can_be_read() -> None:
    properties = [f["properties"] for f in _places()]
    assert len({p["id"] for p in properties}) == len(properties)
    for text in {p["hours"] for p in properties if "hours" in p}:
        assert OpeningHours(text).is_open(datetime.fromisoformat("2026-11-23T09:00")) in (True, False)


def test_places_name_the_grid_they_lie_in() -> None:
    grids = {f["properties"]["grid"]: shape(f["geometry"]) for f in _places() if f["properties"]["kind"] == "grid"}
    assert sorted(grids) == list(range(1, 37))
    for feature in _places():
        properties = feature["properties"]
        if properties["kind"] in ("loading-bay", "breakfast-point", "compound", "market", "studio", "no-dog"):
            middle = shape(feature["geometry"]).representative_point()
            assert grids[properties["grid"]].distance(middle) < 1e-6, properties["name"]


def test_every_geometry_is_valid_and_grids_do_not_overlap() -> None:
    city = CityMap()
    assert all(spot.shape.is_valid for spot in city.spots)
    grids = [spot.shape for spot in city.of(PlaceKind.GRID)]
    assert sum(g.area for g in grids) - shapely.union_all(grids).area < 500  # m² of 70 km²: rounding


def test_a_dog_on_the_street_is_in_no_zone() -> None:
    city = CityMap()
    streets = city.streets
    zones = shapely.union_all([spot.shape for spot in city.of(PlaceKind.NO_DOG)])
    lines = [
        shapely.LineString([streets.xy[a], streets.xy[b]]) for a in range(len(streets)) for b, _, _ in streets.next[a]
    ]
    nearest = min(line.distance(zones) for line in (lines[i] for i in shapely.STRtree(lines).query(zones.buffer(25))))
    assert nearest >= 12


def test_all_streets_hang_together() -> None:
    streets = CityMap().streets
    seen, queue = {0}, [0]
    while queue:
        for other, _, _ in streets.next[queue.pop()]:
            if other not in seen:
                seen.add(other)
                queue.append(other)
    assert len(seen) == len(streets)
    assert 1500 <= sum(len(edges) != 2 for edges in streets.next) <= 3000
