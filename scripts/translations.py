"""The translations: `update` reads the widgets' literals into the .ts file, `release` makes the .qm from it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TS = ROOT / "resources" / "i18n" / "command_center_zh_CN.ts"
BIN = Path(sys.executable).parent


def sources() -> list[str]:
    """Every file with words in it."""
    return [str(path) for path in sorted((ROOT / "widgets").rglob("*.py"))]


def update(ts: Path = TS) -> None:
    """Bring new literals in and take those out that are gone."""
    command = [str(BIN / "pyside6-lupdate"), *sources(), "-no-obsolete", "-locations", "none", "-silent"]
    subprocess.run([*command, "-ts", str(ts)], check=True, cwd=ROOT)


def release(ts: Path = TS, qm: Path | None = None) -> None:
    """Compile the .ts into the .qm that the program loads."""
    target = qm or ts.with_suffix(".qm")
    # A running station has the file mapped: written over in place, it would fall with a bus error.
    part = target.with_name("new-" + target.name)
    subprocess.run([str(BIN / "pyside6-lrelease"), str(ts), "-qm", str(part), "-silent"], check=True)
    part.replace(target)


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    elif sys.argv[1:] == ["release"]:
        release()
    else:
        sys.exit("usage: python scripts/translations.py update|release")
