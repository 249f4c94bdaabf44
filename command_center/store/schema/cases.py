"""Cases, tasks, feedback, and what waits to be sent."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from command_center.store.schema.base import AutoId, UtcTime, metadata

cases = Table(
    "cases",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("step", String(20), nullable=False, index=True),
    Column("category", String(40), nullable=False),
    Column("priority", String(10), nullable=False),
    Column("title_subject", String(200), nullable=False),
    Column("place", String(200)),
    Column("grid", Integer),
    Column("lon", Float, nullable=False),
    Column("lat", Float, nullable=False),
    Column("address", Text, nullable=False),
    Column("opened", UtcTime, nullable=False, index=True),
    Column("deadline", UtcTime, nullable=False),
    Column("closed", UtcTime),
    Column("outcome", String(10)),
    Column("squad", String(200)),
    # the clock stands still since then (suspended)
    Column("paused_since", UtcTime),
    Column("grade", Integer),
    Column("version", Integer, nullable=False),
)

case_events = Table(
    "case_events",
    metadata,
    Column("case", String(40), ForeignKey("cases.id"), primary_key=True),
    Column("event", String(36), ForeignKey("events.id"), primary_key=True, index=True),
)

tasks = Table(
    "tasks",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("case", String(40), ForeignKey("cases.id"), nullable=False, index=True),
    Column("squad", String(200), nullable=False),
    Column("state", String(15), nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("deadline", UtcTime, nullable=False),
    Column("leaves_at", UtcTime, nullable=False),
    # its part of a joint handling, in words; "" for the lead
    Column("part", Text, nullable=False, default="", server_default=""),
    Column("version", Integer, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("task", String(200), nullable=False, index=True),
    Column("squad", String(200), nullable=False),
    Column("state", String(15), nullable=False),
    Column("outcome", String(10)),
    Column("text", Text, nullable=False),
    Column("time", UtcTime, nullable=False),
    Column("received", UtcTime, nullable=False),
    # false: for a task we do not know, or that is over; kept and shown all the same
    Column("applied", Boolean, nullable=False),
    UniqueConstraint("task", "squad", "state", "time"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", AutoId, primary_key=True),
    Column("kind", String(10), nullable=False),
    # the one feed it is for, of several of the kind; null: whichever is there
    Column("feed", String(100)),
    Column("type", String(60), nullable=False),
    # what the acknowledgement will name: `task:<id>`, `cancel:<id>`, `notice:<id>`, `result:<report>:<step>`
    Column("key", String(300), nullable=False),
    # messages about the same thing leave in order: `task:<id>` for a task and its cancellation, else the key
    Column("about", String(300), nullable=False, default="", server_default="", index=True),
    Column("case", String(40), index=True),
    Column("payload", Text, nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("leaves_at", UtcTime, nullable=False),
    Column("sent_at", UtcTime),
    Column("acked_at", UtcTime),
    Column("cancelled_at", UtcTime),
    Column("attempts", Integer, nullable=False, default=0),
    # how often it was acknowledged: a server answers each time it is sent
    Column("acks", Integer, nullable=False, default=0, server_default="0"),
    UniqueConstraint("key"),
    Index("ix_outbox_pending", "acked_at", "cancelled_at"),
)

outward_notices = Table(
    "outward_notices",
    metadata,
    Column("id", String(60), primary_key=True),
    Column("to_kind", String(20), nullable=False),
    Column("to_id", String(200), nullable=False, index=True),
    Column("event", String(36), index=True),
    Column("case", String(40), index=True),
    Column("text", Text, nullable=False),
    Column("created", UtcTime, nullable=False),
    Column("state", String(200), nullable=False),
    Column("reply", Text, nullable=False, default=""),
    Column("replied", UtcTime),
)
