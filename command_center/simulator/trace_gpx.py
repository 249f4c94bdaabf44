"""GPX 1.0 and 1.1, read as a stream: a file cut off in the middle gives what stands before the cut."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler, ErrorHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml import DefusedXmlException
from defusedxml.sax import parse

from command_center.simulator.trace import (
    Complaints,
    NotATrace,
    Point,
    Recording,
    Track,
    coordinate,
    metres,
    seconds,
)

_LISTS = {"trk": "trkpt", "rte": "rtept"}
_KEPT = ("time", "hdop")


def read_gpx(file: Path, complaints: Complaints) -> Iterable[Recording]:
    """A recording for each track; where there is no track with points, for each route. Waypoints are no trace.

    Raises NotATrace, OSError.
    """
    handler = _Handler(complaints)
    try:
        parse(str(file), handler, errorHandler=ErrorHandler())
    except DefusedXmlException as error:
        raise NotATrace("has XML entities or an external document type, which are not read") from error
    except SAXParseException as error:
        if not any(handler.found.values()):
            raise NotATrace(f"not XML: line {error.getLineNumber()}: {error.getMessage()}") from error
        complaints.line(error.getLineNumber() or 0, f"the file breaks off ({error.getMessage()}): the rest is")
    except (SAXException, UnicodeError, LookupError, ValueError) as error:
        raise NotATrace(f"not XML: {error}") from error
    tracks = [points for points in handler.found["trk"] if points] or handler.found["rte"]
    return [Recording(file, [Track(None, points)]) for points in tracks]


class _Handler(ContentHandler):
    """Collects points list by list. A point's `time` and `hdop` are its direct children."""

    def __init__(self, complaints: Complaints) -> None:
        super().__init__()
        self.found: dict[str, list[list[Point]]] = {"trk": [], "rte": []}
        self._complaints = complaints
        self._above: list[str] = []
        self._position: tuple[float, float] | None = None
        self._texts: dict[str, str] = {}

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - SAX calls it so
        local = name.rpartition(":")[2]
        if not self._above and local != "gpx":
            raise SAXException(f"the outermost element is {name[:40]}, not gpx")
        self._above.append(local)
        if local in _LISTS:
            self.found[local].append([])
        elif local in _LISTS.values():
            self._begin(attrs)

    def characters(self, content: str) -> None:
        if self._position is not None and self._above[-1] in _KEPT and self._above[-2] in _LISTS.values():
            self._texts[self._above[-1]] = self._texts.get(self._above[-1], "") + content

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX calls it so
        local = self._above.pop()
        if local in _LISTS.values() and self._position is not None:
            self._end("trk" if local == "trkpt" else "rte")

    def _begin(self, attrs: AttributesImpl) -> None:
        self._texts, self._position = {}, None
        try:
            self._position = coordinate(attrs.get("lon"), attrs.get("lat"))
        except ValueError as error:
            self._complaints.line(self._line(), str(error))

    def _end(self, kind: str) -> None:
        assert self._position is not None
        position, self._position = self._position, None
        when: float | None = None
        if text := self._texts.get("time", "").strip():
            try:
                when = seconds(text)
            except ValueError as error:
                self._complaints.untimed(self._line(), str(error))
        if not self.found[kind]:
            self.found[kind].append([])  # a point outside any list: taken for one by itself
        self.found[kind][-1].append(Point(*position, when, metres(None, self._texts.get("hdop"))))

    def _line(self) -> int:
        locator = getattr(self, "_locator", None)
        return int(locator.getLineNumber() or 0) if locator is not None else 0
