"""What the city is made of: dogs, cameras, squads, reports, bikes, and the versions of places and rules."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, String, Table, Text

from command_center.store.schema.base import AutoId, UtcTime, metadata

dogs = Table(
    "dogs",
    metadata,
    Column("tag", String(200), primary_key=True),
    Column("state", String(10), nullable=False),
    Column("name", Text, nullable=False),
    Column("breed", Text, nullable=False),
    Column("colour", Text, nullable=False),
    Column("born", Text),
    Column("vaccinated_until", Text),
    Column("owner", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("home_lon", Float),
    Column("home_lat", Float),
    Column("updated", UtcTime, nullable=False),
    Column("version", Integer, nullable=False),
)

cameras = Table(
    "cameras",
    metadata,
    Column("camera", String(200), primary_key=True),
    Column("name", Text, nullable=False),
    Column("device", String(10), nullable=False),
    Column("state", String(10), nullable=False),
    Column("lon", Float, nullable=False),
    Column("lat", Float, nullable=False),
    Column("heading", Float),
    Column("stream", Text),
    Column("updated", UtcTime, nullable=False),
)

squads = Table(
    "squads",
    metadata,
    Column("squad", String(200), primary_key=True),
    Column("name", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("grid", Integer),
    Column("on_duty", Boolean, nullable=False),
    Column("members", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("lon", Float),
    Column("lat", Float),
    Column("position_time", UtcTime),
    Column("updated", UtcTime, nullable=False),
    # the feed that tells of it: its tasks go there
    Column("feed", String(100)),
)

reports = Table(
    "reports",
    metadata,
    Column("report", String(200), primary_key=True),
    Column("feed", String(100), nullable=False),
    Column("category", String(40), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("address", Text, nullable=False, index=True),
    Column("lon", Float, nullable=False),
    Column("lat", Float, nullable=False),
    Column("reported", UtcTime, nullable=False),
    Column("reporter", Text, nullable=False),
    Column("phone", Text, nullable=False),
    # `open`, or the last change: withdrawn | urged | supplemented
    Column("state", String(15), nullable=False),
    Column("updated", UtcTime, nullable=False),
)

bike_places = Table(
    "bike_places",
    metadata,
    Column("place", String(200), primary_key=True),
    Column("operator", String(200), primary_key=True),
    Column("lon", Float, nullable=False),
    Column("lat", Float, nullable=False),
    Column("count", Integer, nullable=False),
    Column("capacity", Integer),
    Column("time", UtcTime, nullable=False),
)

# Only ever added to. In force at a time is, of a place's changes whose time has come, the one made last.
place_changes = Table(
    "place_changes",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("place", String(200), nullable=False),
    # a digest of the content, which events name; none where the place ends
    Column("version", String(64)),
    Column("kind", String(30), nullable=False),
    Column("name", Text, nullable=False),
    # the whole feature as GeoJSON, so that an old event can be shown against the place as it was
    Column("feature", Text),
    Column("since", UtcTime, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", String(100), nullable=False),
    # file | saved | imported | removed
    Column("how", String(10), nullable=False),
    Index("ix_place_changes_place", "place"),
    Index("ix_place_changes_since", "since"),
    sqlite_autoincrement=True,
)

place_imports = Table(
    "place_imports",
    metadata,
    # what the settings' places file had of each place when it was read last
    Column("place", String(200), primary_key=True),
    Column("version", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
)

# Only ever added to: of those whose time has come, the one made last is in force.
rule_changes = Table(
    "rule_changes",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("version", String(64), nullable=False),
    Column("rules", Text, nullable=False),
    Column("since", UtcTime, nullable=False, index=True),
    Column("made_at", UtcTime, nullable=False),
    Column("made_by", String(100), nullable=False),
    # file | saved | program
    Column("how", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    sqlite_autoincrement=True,
)
