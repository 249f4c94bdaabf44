"""KML 2.2 (OGC 07-147r2) in and out, and KMZ, its zip: bounded, and never resolving anything outside the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape
from zipfile import BadZipFile, ZipFile

import shapely
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from command_center.model.places import Place
from command_center.places.findings import Unreadable
from command_center.settings.places import feature_of

MOST_BYTES = 64 * 1024 * 1024
MOST_ENTRIES, MOST_RATIO = 1000, 200
"""Of a KMZ: files in it, and how many times its size the document may unpack to."""
_NUMBERS = ("max_stay_min", "bays", "grid")


def features(path: Path) -> list[tuple[str, Any]]:
    """The placemarks as GeoJSON features, each with where it stands. Raises Unreadable."""
    try:
        raw = _unpacked(path) if path.suffix.lower() == ".kmz" else _bounded(path)
        root = fromstring(raw, forbid_dtd=True)
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}") from error
    except DefusedXmlException as error:
        raise Unreadable("not taken: it defines a document type or entities of its own") from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(f"not KML: {error}") from error
    if _local(root) != "kml":
        raise Unreadable(f"not KML: the outermost element is {_local(root)!r:.60}")
    marks = (element for element in root.iter() if _local(element) == "Placemark")
    return [(f"Placemark {n}", _feature(mark)) for n, mark in enumerate(marks, 1)]


def _bounded(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(f"expected at most {MOST_BYTES // 1024 // 1024} MiB")
    return path.read_bytes()


def _unpacked(path: Path) -> bytes:
    """The document in a KMZ: `doc.kml`, or the first with that suffix."""
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise Unreadable(f"expected at most {MOST_ENTRIES} files in it, found {len(entries)}")
            documents = [one for one in entries if one.filename.lower().endswith(".kml")]
            if not documents:
                raise Unreadable("there is no KML document in it")
            chosen = next((one for one in documents if one.filename.lower() == "doc.kml"), documents[0])
            with archive.open(chosen) as document:
                most = min(MOST_BYTES, MOST_RATIO * max(path.stat().st_size, 4096))
                raw = document.read(most + 1)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable(f"not a KMZ: {error}") from error
    if len(raw) > most:
        raise Unreadable("not taken: it unpacks to far more than a map of places")
    return raw


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _child(element: Element, *names: str) -> Element | None:
    return next((child for child in element if _local(child) in names), None)


def _text(element: Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def _feature(mark: Element) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if name := _text(_child(mark, "name")):
        told["name"] = name
    for key, value in _data(mark):
        told[key] = _typed(key, value)
    feature: dict[str, Any] = {"type": "Feature", "properties": told, "geometry": None}
    if mark.get("id"):
        feature["id"] = mark.get("id")
    shape = _child(mark, "Point", "LineString", "LinearRing", "Polygon", "MultiGeometry")
    if shape is not None:
        feature["geometry"] = _geometry(shape)
    return feature


def _data(mark: Element) -> Iterator[tuple[str, str]]:
    extended = _child(mark, "ExtendedData")
    for element in extended.iter() if extended is not None else ():
        if _local(element) == "Data":
            yield element.get("name", ""), _text(_child(element, "value"))
        elif _local(element) == "SimpleData":
            yield element.get("name", ""), _text(element)


def _typed(key: str, value: str) -> Any:
    """What KML can only say as text, as GeoJSON has it; what is none stays text, and is refused with its own words."""
    if key == "urgent":
        return {"true": True, "1": True, "false": False, "0": False}.get(value.lower(), value)
    if key == "merchants":
        return [line.strip() for line in value.splitlines() if line.strip()]
    if key in _NUMBERS:
        try:
            number = float(value)
        except ValueError:
            return value
        return int(number) if number.is_integer() else number
    return value or None


def _geometry(shape: Element) -> dict[str, Any]:
    kind = _local(shape)
    if kind == "Point":
        found = _positions(shape)
        return {"type": "Point", "coordinates": found[0] if found else []}
    if kind == "Polygon":
        outer = [_ring(element) for element in shape if _local(element) == "outerBoundaryIs"]
        inner = [_ring(element) for element in shape if _local(element) == "innerBoundaryIs"]
        return {"type": "Polygon", "coordinates": [*outer, *inner]}
    if kind == "LinearRing":
        return {"type": "Polygon", "coordinates": [_positions(shape)]}
    if kind == "LineString":
        return {"type": "LineString", "coordinates": _positions(shape)}
    nested = [element for element in shape.iter() if _local(element) in ("Point", "LineString", "Polygon")]
    return {"type": "GeometryCollection", "geometries": [_geometry(element) for element in nested]}


def _ring(boundary: Element) -> list[list[Any]]:
    ring = _child(boundary, "LinearRing")
    return _positions(ring) if ring is not None else []


def _positions(shape: Element) -> list[list[Any]]:
    return [_numbers(part) for part in _text(_child(shape, "coordinates")).split()]


def _numbers(part: str) -> list[Any]:
    found: list[Any] = []
    for word in part.split(","):
        try:
            found.append(float(word))
        except ValueError:
            found.append(word)
    return found


def document(places: Iterable[Place], title: str) -> Iterator[str]:
    """A KML document, piece by piece. All of a place's properties stand in its ExtendedData."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n'
    yield f"<name>{_escaped(title)}</name>\n"
    for place in places:
        properties = feature_of(place)["properties"]
        data = "".join(
            f'<Data name="{key}"><value>{_escaped(_said(value))}</value></Data>'
            for key, value in properties.items()
            if key != "name"
        )
        yield (
            f"<Placemark><name>{_escaped(place.name)}</name><ExtendedData>{data}</ExtendedData>"
            f"{_drawn(place.geometry)}</Placemark>\n"
        )
    yield "</Document></kml>\n"


def _escaped(text: str) -> str:
    return escape("".join(letter for letter in text if letter >= " " or letter in "\n\t"))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "\n".join(value) if isinstance(value, list) else str(value)


def _drawn(shape: Any) -> str:
    kind = shape.geom_type
    if kind == "Polygon":
        inner = "".join(f"<innerBoundaryIs>{_linear(ring)}</innerBoundaryIs>" for ring in shape.interiors)
        return f"<Polygon><outerBoundaryIs>{_linear(shape.exterior)}</outerBoundaryIs>{inner}</Polygon>"
    if kind in ("Point", "LineString"):
        return f"<{kind}><coordinates>{_pairs(shape)}</coordinates></{kind}>"
    return f"<MultiGeometry>{''.join(_drawn(part) for part in shape.geoms)}</MultiGeometry>"


def _linear(ring: Any) -> str:
    return f"<LinearRing><coordinates>{_pairs(ring)}</coordinates></LinearRing>"


def _pairs(shape: Any) -> str:
    return " ".join(f"{lon!r},{lat!r}" for lon, lat in shapely.get_coordinates(shape).tolist())
