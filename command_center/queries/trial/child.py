"""A trial in a process of its own, so that no seat waits for it: told on standard input, answered line by line.

Input: one JSON object `{"url", "rules", "now", "trial"}`. Output: lines `{"share": 0.4}`, then `{"result": {…}}` or
`{"wrong": "…"}`. It only reads the store.
"""

from __future__ import annotations

import sys
from datetime import datetime

import msgspec

from command_center.model.settings import DogWalking
from command_center.queries.trial.asked import Trial, TrialResult
from command_center.queries.trial.running import run
from command_center.settings.geojson import Mistake
from command_center.store.database import Store

A_STEP = 0.005
"""So much more done is told."""


class Job(msgspec.Struct, frozen=True):
    """What the process is asked for."""

    url: str
    rules: DogWalking
    now: datetime
    trial: Trial


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line of its answer."""

    share: float | None = None
    result: TrialResult | None = None
    wrong: str | None = None


def say(line: Line) -> None:
    """One line more."""
    sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
    sys.stdout.flush()


def main() -> None:
    """Do what is asked for."""
    job = msgspec.json.decode(sys.stdin.buffer.read(), type=Job)
    told = 0.0

    def progress(share: float) -> None:
        nonlocal told
        if share - told >= A_STEP:
            told = share
            say(Line(share=round(share, 3)))

    store = Store(job.url)
    try:
        found = store.read_now(lambda c: run(c, job.trial, job.rules, job.now, progress))
    except Mistake as error:
        say(Line(wrong=str(error)))
        return
    finally:
        store.close()
    say(Line(result=found))


if __name__ == "__main__":
    main()
