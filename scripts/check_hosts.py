"""No file in the repository names a package registry: where packages come from is the machine's business, not ours."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# In pieces, or this file would be the first finding.
_REGISTRIES = (
    ("pypi", "org"),
    ("pypi", "python.org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("yarnpkg", "com"),
    ("crates", "io"),
    ("rubygems", "org"),
    ("anaconda", "org"),
    ("conda", "io"),
    ("proxy.golang", "org"),
    ("deb.debian", "org"),
    ("tuna.tsinghua", "edu.cn"),
    ("mirrors.aliyun", "com"),
    ("jfrog", "io"),
)
_PUBLIC = re.compile("|".join(re.escape(".".join(pieces)) for pieces in _REGISTRIES), re.IGNORECASE)
_HOST = re.compile(r"[a-z]+://(?:[^@/\s]*@)?([\w.-]+)")


def machine_hosts() -> set[str]:
    """The hosts this machine's pip is set to; they must not slip into a file either."""
    told = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=False)
    return {host for host in _HOST.findall(told.stdout) if "." in host}


def tracked_files(root: Path = ROOT) -> list[Path]:
    """Files git knows or would add; nothing when this is no git checkout."""
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=False,
    )
    return [root / name for name in listed.stdout.decode().split("\0") if name and (root / name).is_file()]


def findings(files: Iterable[Path], also: Iterable[str] = ()) -> list[str]:
    """`file:line: host` for every registry host named in a text file; `also` are further hosts to look for."""
    found = []
    extra = [host.lower() for host in also]
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or another binary
        for number, line in enumerate(text.splitlines(), 1):
            match = _PUBLIC.search(line)
            hosts = [match.group()] if match else [host for host in extra if host in line.lower()]
            found += [f"{path}:{number}: {host}" for host in hosts]
    return found


def main() -> int:
    """Prints what it finds; 1 when there is something."""
    found = findings(tracked_files(), machine_hosts())
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
