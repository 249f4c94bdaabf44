"""The documents keep up with the program: links lead somewhere, keys and commands are all there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
import typer.main

from command_center.settings.toml import read_settings
from main import app
from widgets.table import seat_table

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh_CN.md")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\(([^)#\s]*)(#[^)\s]*)?\)")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def anchors(page: Path) -> set[str]:
    """The headings of a page as links name them."""
    heads = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    wrong = []
    for target, anchor in LINK.findall(page.read_text("utf-8")):
        if "://" in target:
            continue
        file = (page.parent / target).resolve() if target else page
        if not file.exists() or (anchor and anchor[1:] not in anchors(file)):
            wrong.append(target + anchor)

    assert wrong == []


@pytest.mark.parametrize("name", READMES)
def test_every_key_of_the_seat_is_told(name: str) -> None:
    text = read(name)
    nothing: Callable[[], None] = lambda: None  # noqa: E731
    keys = seat_table(defaultdict(lambda: nothing), lambda _: None)

    assert [key.cap for key in keys if f"`{key.cap}`" not in text] == []


@pytest.mark.parametrize("name", [*READMES, "docs/integrating.md"])
def test_every_command_is_told(name: str) -> None:
    commands = set(typer.main.get_group(app).commands)
    text = read(name)

    assert commands
    assert [command for command in commands if f"main.py {command}" not in text and name != "docs/integrating.md"] == []
    if name == "docs/integrating.md":  # the wall gives no data
        assert [command for command in commands - {"wall"} if f"main.py {command}" not in text] == []


@pytest.mark.parametrize("name", READMES)
def test_the_settings_are_read(name: str, tmp_path: Path) -> None:
    (block,) = re.findall(r"^```toml\n(.*?)^```$", read(name), re.MULTILINE | re.DOTALL)
    file = tmp_path / "settings.toml"
    file.write_text(block, "utf-8")

    assert [feed.token_env for feed in read_settings(file).feeds] == ["DOGS_TOKEN"]


def test_both_languages_have_the_same_parts() -> None:
    shapes = [re.findall(r"^(#+) ", read(name), re.MULTILINE) for name in READMES]

    assert shapes[0] == shapes[1]
