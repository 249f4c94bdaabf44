"""Writes docs/cases.md from the table of a case's moves (`command_center.cases.steps`): python -m scripts.steps."""

from __future__ import annotations

from pathlib import Path

from command_center.cases.steps import TABLE, TERMS, Move
from command_center.model.cases import Step

FILE = Path(__file__).resolve().parent.parent / "docs" / "cases.md"
HEAD = """# The way of a case

Made by `python -m scripts.steps` from the one table in `command_center/cases/steps.py`; a test
holds it current. Edit the table, not this page.

A case (案卷) is a record on the platform, never a penalty case (行政处罚案件). What does not stand here is
refused, and the refusal names what would be possible.
Every move is on record: who, when, and why where a reason is needed. Nothing is deleted.

- **Suspension and extension** are asked for by one person (`ask-suspension`, `ask-extension`) and
  decided by another (`decide-approval`); nobody decides on their own wish.
- **Refused dispatch** 退单 (`decline`) is a squad saying *not mine*; **rework** 返工 follows a failed
  check. They are different moves.
- **Joint handling**: the lead has the case, each part (`add-part`) a squad and a state of its own.
  A lead that is done waits until every part is done or dropped (`drop-part`).
- **Verifying and checking** go to a collector in the field. An answer by a squad that handled the
  case is on record and does not count.
- **The platform** withdraws, urges or adds to a report: its running cases say so on their record. A
  person decides what follows.
- **Limits** are those of `resources/city/deadlines.toml`: examples, in minutes or hours of natural
  time, working hours, urgent working hours or working days.
"""


def page() -> str:
    """The whole page."""
    lines = [HEAD, "## States", "", "| State | The bureau's word | Over |", "|---|---|---|"]
    lines += [f"| {step} | {TERMS[step]} | {'yes' if step.over else ''} |" for step in Step]
    for step in Step:
        rows = [row for row in TABLE if row.step is step]
        lines += ["", f"## From {step} {TERMS[step]}", ""]
        if not rows:
            lines.append("Nothing: it stands as it is.")
            continue
        lines += ["| Move | To | Who | Needs | Clock |", "|---|---|---|---|---|"]
        for row in rows:
            needs = "; ".join(filter(None, (row.needs, "a reason" if row.reason else "")))
            lines.append(f"| {_named(row.move)} | {_named(row.to)} | {row.who} | {needs} | {row.clock} |")
    return "\n".join(lines) + "\n"


def _named(what: Step | Move) -> str:
    return f"{what} {TERMS[what]}"


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8")
