"""The doctor says whether a feed's token can be had, and never what it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_center.doors.doctor import Finding, examine


def findings(folder: Path, more: str) -> list[Finding]:
    file = folder / "settings.toml"
    file.write_text(f'[[feeds]]\nname = "a"\nkind = "camera"\nurl = "ws://127.0.0.1:1/"\n{more}\n')
    return [finding for finding in examine(file) if finding.name == "token of a"]


def test_that_a_token_in_the_environment_is_found_and_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMERAS_TOKEN", "planted-s3cret")
    (found,) = findings(tmp_path, 'token_env = "CAMERAS_TOKEN"')
    assert found.ok and "CAMERAS_TOKEN" in found.said and "planted" not in json.dumps([found.said, found.mend])
    monkeypatch.delenv("CAMERAS_TOKEN")
    (found,) = findings(tmp_path, 'token_env = "CAMERAS_TOKEN"')
    assert not found.ok and found.mend == "export CAMERAS_TOKEN=…"


def test_that_a_token_that_the_keyring_has_not_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("keyring.get_password", lambda *_: None)
    (found,) = findings(tmp_path, 'token_keyring = "city/cameras"')
    assert not found.ok and "city/cameras" in found.said and found.mend == "keyring set city cameras"
