"""The basemap file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.widgets.map.builders import basemap
from widgets.map.projection import Projection
from widgets.map.sketch import read


def test_what_can_be_drawn_is_read_and_the_rest_left_out(tmp_path: Path) -> None:
    made = read(basemap(tmp_path), Projection())

    assert sorted(made.chunks) == ["road-arterial", "road-minor", "water"]
    assert {name.text_en for name in made.names} == {"Qu River", "Sanqu Road", "Fushan"}
    assert made.sketch
    assert made.rect is not None
    assert made.rect.right - made.rect.left == pytest.approx(7790, rel=0.01)


@pytest.mark.parametrize("text", ["[]", "{}", '{"features": 3}', "no json"])
def test_a_file_that_is_no_collection_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "basemap.geojson"
    file.write_text(text)

    with pytest.raises(ValueError, match=r".+"):
        read(file, Projection())
