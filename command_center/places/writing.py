"""Places into a file a person takes away: GeoJSON, KML or KMZ, by its suffix."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from command_center.model.places import Place
from command_center.places import kml
from command_center.places.findings import GivenUp
from command_center.settings.places import feature_of


def write(
    path: Path,
    places: Sequence[Place],
    title: str,
    progress: Callable[[float], None] = lambda _: None,
    stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Write a new file; an unknown suffix means GeoJSON. Raises FileExistsError when it is there already, OSError; and
    GivenUp when `stopped` says so. A file begun and not finished is taken away again."""

    def told() -> Iterator[Place]:
        for number, place in enumerate(places):
            if stopped():
                raise GivenUp
            if number % 50 == 0:
                progress(number / len(places))
            yield place

    suffix = path.suffix.lower()
    pieces = kml.document(told(), title) if suffix in (".kml", ".kmz") else _collection(told())
    with path.open("xb") as file:
        try:
            if suffix == ".kmz":
                with ZipFile(file, "w", ZIP_DEFLATED) as archive, archive.open("doc.kml", "w") as entry:
                    entry.writelines(piece.encode() for piece in pieces)
            else:
                file.writelines(piece.encode() for piece in pieces)
        except BaseException:
            path.unlink()
            raise
    progress(1.0)


def _collection(places: Iterator[Place]) -> Iterator[str]:
    """A feature a line, so that two files can be laid beside each other."""
    yield '{"type": "FeatureCollection", "features": ['
    for number, place in enumerate(places):
        yield (",\n" if number else "\n") + json.dumps(feature_of(place), ensure_ascii=False)
    yield "\n]}\n"
