"""The plain way of reading dog positions, as a first version of such a program has it: a peer for benchmarks.feeds."""

from __future__ import annotations

import json
from pathlib import Path

from shapely import Point
from shapely.geometry import shape
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column


class Base(DeclarativeBase):
    """The peer's tables."""


class Fix(Base):
    """One row a fix."""

    __tablename__ = "fixes"
    id: Mapped[int] = mapped_column(primary_key=True)
    tag: Mapped[str]
    time_ms: Mapped[int]
    lon: Mapped[float]
    lat: Mapped[float]
    zone: Mapped[str | None]


class Plain:
    """json.loads, `contains` zone by zone, an ORM object a fix, a commit a message."""

    def __init__(self, places: Path, database: Path) -> None:
        features = json.loads(places.read_text("utf-8"))["features"]
        self._zones = [
            (f["properties"]["id"], shape(f["geometry"])) for f in features if f["properties"]["kind"] == "no-dog"
        ]
        engine = create_engine(f"sqlite:///{database}")
        Base.metadata.create_all(engine)
        self._session = Session(engine)

    def take(self, message: str | bytes) -> str:
        """Take one message; returns its sequence."""
        event = json.loads(message)
        data = event["data"]
        for tag, time_ms, lon, lat in zip(data["tag"], data["time_ms"], data["lon"], data["lat"], strict=True):
            point = Point(lon, lat)
            inside = [name for name, zone in self._zones if zone.contains(point)]
            self._session.add(Fix(tag=tag, time_ms=time_ms, lon=lon, lat=lat, zone=inside[0] if inside else None))
        self._session.commit()
        sequence: str = event["sequence"]
        return sequence
