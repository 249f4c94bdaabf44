"""Every word on a screen has its Chinese: the .ts holds what the widgets say, all of it; the .qm is made from it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

from scripts import translations

SHOWN = 20  # findings of a kind; more help nobody

Texts = dict[tuple[str, str], str]


def read(ts: Path) -> Texts:
    """(context, English) → Chinese; empty where it is unfinished or a plural form is missing."""
    texts = {}
    for context in ET.parse(ts).getroot().iter("context"):  # noqa: S314 # our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            said = message.find("translation")
            forms = [] if said is None else [form.text or "" for form in said.iter("numerusform")] or [said.text or ""]
            finished = said is not None and said.get("type") is None and all(forms)
            texts[name, message.findtext("source", "")] = forms[0] if finished else ""
    return texts


def findings(ts: Path = translations.TS) -> list[str]:
    """What is missing, no longer said, untranslated, or not released."""
    with tempfile.TemporaryDirectory() as folder:
        fresh, qm = Path(folder) / ts.name, Path(folder) / "fresh.qm"
        shutil.copy(ts, fresh)
        translations.update(fresh)
        said, kept = read(fresh), read(ts)
        translations.release(ts, qm)
        released = ts.with_suffix(".qm")
        stale = not released.exists() or released.read_bytes() != qm.read_bytes()
    found = [f"not in {ts.name}: {key}" for key in sorted(said.keys() - kept.keys())][:SHOWN]
    found += [f"no longer said: {key}" for key in sorted(kept.keys() - said.keys())][:SHOWN]
    found += [f"no Chinese: {key}" for key, chinese in sorted(kept.items()) if not chinese][:SHOWN]
    return [*found, f"{released.name} is not made from {ts.name}"] if stale else found


def main() -> int:
    """Prints what it finds and how to mend it; 1 when there is something."""
    found = findings()
    for line in found:
        print(line)
    if found:
        print("`make translations` brings the file up to date; untranslated entries are then for a person.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
