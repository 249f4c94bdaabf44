"""The rules of the house that no linter holds."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from scripts.check_hosts import findings, tracked_files

ROOT = Path(__file__).resolve().parent.parent
OURS = ("command_center", "widgets", "main.py")
LONGEST_FILE = 400


IMPORT_EVERYTHING = """
import importlib, pkgutil, sys
import command_center
for module in pkgutil.walk_packages(command_center.__path__, "command_center."):
    if ".migrations." not in module.name:  # alembic runs these inside its own context
        importlib.import_module(module.name)
print(*sorted(name for name in sys.modules if name.split(".")[0] in
    {"PySide6", "shiboken6", "pyqtgraph", "qasync", "qtawesome", "qtpy", "widgets"}))
"""


def _python_files(*roots: str) -> list[Path]:
    files: list[Path] = []
    for root in roots:
        path = ROOT / root
        files += [path] if path.suffix else sorted(path.rglob("*.py"))
    return [file for file in files if file.exists()]


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_module_of_the_core_imports_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_EVERYTHING],
        cwd=ROOT, capture_output=True, text=True, timeout=50, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_no_file_names_a_package_registry() -> None:
    assert findings(tracked_files()) == []


def test_a_registry_name_would_be_found(tmp_path: Path) -> None:
    host = "{}.{}".format("pypi", "org")  # in pieces, or the test above would find this file
    file = tmp_path / "setup.cfg"
    file.write_text(f"index = https://{host}/simple\n")

    assert findings([file]) == [f"{file}:1: {host}"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_with_hashes(name: str) -> None:
    logical = (ROOT / name).read_text().replace("\\\n", " ").splitlines()
    lines = [line for line in logical if line.strip() and not line.strip().startswith("#")]

    assert lines
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []
    assert any(line.startswith("pyside6==6.11.2 ") for line in lines)


def test_the_station_and_its_tools_are_pinned_to_the_same_versions() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([\w.-]+==[\w.]+)", (ROOT / name).read_text(), re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_every_dependency_is_used_and_every_import_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {_normal(re.split(r"[<>=\[ ]", line)[0]) for line in project["dependencies"]}
    distributions = {**packages_distributions(), "PySide6QtAds": ["PySide6-QtAds"]}  # its wheel names another
    imported = set()
    for file in _python_files(*OURS):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                imported |= {_normal(owner) for owner in distributions.get(name.split(".")[0], [])}
    imported -= {"pyside6-essentials", "pyside6-addons", "shiboken6"} | ({"pyside6"} - declared)

    assert sorted(imported - declared) == [], "imported and not declared"
    assert sorted(declared - imported - {"pyside6"}) == [], "declared and not used"


def test_files_stay_short() -> None:
    lengths = {file: len(file.read_text().splitlines()) for file in _python_files(*OURS)}

    assert {str(file.relative_to(ROOT)): n for file, n in lengths.items() if n > LONGEST_FILE} == {}
