"""The Chinese translation is whole and compiled: nothing unfinished, missing, obsolete or stale."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from scripts import translations


def entries(ts: Path) -> dict[tuple[str, str], ET.Element]:
    """Translations by context and source."""
    found = {}
    for context in ET.parse(ts).getroot().findall("context"):
        for message in context.findall("message"):
            translation = message.find("translation")
            assert translation is not None
            found[context.findtext("name", ""), message.findtext("source", "")] = translation
    return found


def test_every_string_has_a_finished_translation() -> None:
    bad = [key for key, entry in entries(translations.TS).items() if entry.get("type") or not entry.text]
    assert bad == []


def test_the_file_has_exactly_the_programs_strings(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    shutil.copy(translations.TS, fresh)
    translations.update(fresh)
    assert set(entries(fresh)) == set(entries(translations.TS)), "run: python scripts/translations.py update"


def test_placeholders_are_the_same_in_both_languages() -> None:
    for (_, source), entry in entries(translations.TS).items():
        for part in source.split("{")[1:]:
            assert "{" + part.split("}")[0] + "}" in (entry.text or ""), source


def test_the_compiled_file_is_fresh(tmp_path: Path) -> None:
    made = tmp_path / "made.qm"
    translations.release(qm=made)
    kept = translations.TS.with_suffix(".qm")
    if made.read_bytes() != kept.read_bytes():
        pytest.fail("run: python scripts/translations.py release")
