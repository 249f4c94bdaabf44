"""Every table. Import `metadata` from here, so that all of them are known to it."""

from command_center.store.schema.approvals import approvals, verify_tasks
from command_center.store.schema.base import metadata
from command_center.store.schema.camera_limits import camera_limits
from command_center.store.schema.candidates import candidate_apart, candidate_joins
from command_center.store.schema.cases import case_events, cases, feedback, outbox, outward_notices, tasks
from command_center.store.schema.city import (
    bike_places,
    cameras,
    dogs,
    place_changes,
    place_imports,
    reports,
    rule_changes,
    squads,
)
from command_center.store.schema.claims import claims
from command_center.store.schema.dog_life import dog_grants, dog_homes, tag_faults, tag_hours
from command_center.store.schema.events import events, picture_links, pictures
from command_center.store.schema.evidence import (
    evidence_answers,
    evidence_blobs,
    evidence_items,
    penalty_cases,
    raw_messages,
    record_chain,
    source_clocks,
)
from command_center.store.schema.handbook import handbook_marks
from command_center.store.schema.intake import cursors, gaps, had_ranges, quarantine, seen, track_blocks
from command_center.store.schema.people import changes, people, person_roles, records
from command_center.store.schema.shift import (
    duty_log,
    handover_signatures,
    handovers,
    instruction_squads,
    instructions,
    roster,
)
from command_center.store.schema.suppressed import suppressed
from command_center.store.schema.walls import wall_monitors, wall_plans, wall_scenes

__all__ = [
    "approvals",
    "bike_places",
    "camera_limits",
    "cameras",
    "candidate_apart",
    "candidate_joins",
    "case_events",
    "cases",
    "changes",
    "claims",
    "cursors",
    "dog_grants",
    "dog_homes",
    "dogs",
    "duty_log",
    "events",
    "evidence_answers",
    "evidence_blobs",
    "evidence_items",
    "feedback",
    "gaps",
    "had_ranges",
    "handbook_marks",
    "handover_signatures",
    "handovers",
    "instruction_squads",
    "instructions",
    "metadata",
    "outbox",
    "outward_notices",
    "penalty_cases",
    "people",
    "person_roles",
    "picture_links",
    "pictures",
    "place_changes",
    "place_imports",
    "quarantine",
    "raw_messages",
    "record_chain",
    "records",
    "reports",
    "roster",
    "rule_changes",
    "seen",
    "source_clocks",
    "squads",
    "suppressed",
    "tag_faults",
    "tag_hours",
    "tasks",
    "track_blocks",
    "verify_tasks",
    "wall_monitors",
    "wall_plans",
    "wall_scenes",
]
