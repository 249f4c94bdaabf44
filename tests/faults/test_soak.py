"""The soak that kills, made short: station, feed server and both, at random moments under load; and that its ledger
would see it if something were lost or doubled."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from scripts.soak_kills import soak
from scripts.soak_ledger import compare

CHANGES = {
    "DELETE FROM track_blocks WHERE id = (SELECT min(id) FROM track_blocks)": "lost positions",
    "INSERT INTO track_blocks SELECT id + 100000, kind, feed, start_ms, end_ms, n, merged, data FROM track_blocks "
    "ORDER BY id LIMIT 1": "doubled positions",
    "DELETE FROM reports WHERE rowid = (SELECT min(rowid) FROM reports)": "lost reports",
    "UPDATE events SET count = count + 1 WHERE source = 'cameras'": "doubled detections",
    "DELETE FROM feedback WHERE id = (SELECT min(id) FROM feedback)": "lost feedback",
    "DELETE FROM quarantine WHERE id = (SELECT min(id) FROM quarantine)": "lost quarantine",
    "INSERT INTO gaps (feed, after, seen_at) VALUES ('dogs', '00000000000000000007', 0)": "doubled gaps",
    "UPDATE cursors SET sequence = '00000000000000000007' WHERE feed = 'urban'": "lost cursors",
    "DELETE FROM records WHERE what = 'raised'": "lost raised",
}


def test_that_six_kills_at_random_lose_and_double_nothing_and_that_it_would_be_seen(tmp_path: Path) -> None:
    seed = random.randrange(10**6)
    print("seed", seed)  # noqa: T201 - shown when it fails
    ledger, figures = soak(tmp_path, 6, seed, 2.4)
    assert figures["held"], figures
    for kind in ("positions", "reports", "detections", "feedback", "records", "quarantine"):
        assert ledger.there[kind].total() > 0, kind
    file = tmp_path / "cc.db"
    whole = file.read_bytes()
    for change, seen in CHANGES.items():
        with closing(sqlite3.connect(file, isolation_level=None)) as store:
            store.execute("DROP TRIGGER records_no_delete")  # whoever has the file can
            store.execute(change)
        found = compare(tmp_path / "city", file)
        assert seen in {f"lost {kind}" for kind in found.lost()} | {f"doubled {kind}" for kind in found.doubled()}
        file.write_bytes(whole)
