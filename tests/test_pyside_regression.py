"""PySide6 6.12.0 loses a reference to None on every call that returns nothing.

The story: docs/decisions/0002-pyside-6.11.2.md.
"""

from __future__ import annotations

import subprocess
import sys

import PySide6

# A new interpreter: if the reference count of None runs out, the process aborts and takes the test run with it.
LOOP = """
import sys
from PySide6.QtCore import QObject
before = sys.getrefcount(None)
for _ in range(20_000):
    QObject().setObjectName("a")
print(before - sys.getrefcount(None))
"""


def test_twenty_thousand_void_calls_keep_none_alive() -> None:
    done = subprocess.run([sys.executable, "-c", LOOP], capture_output=True, text=True, timeout=50, check=False)

    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 100, "references to None are being lost"


def test_the_pinned_version_is_the_one_in_use() -> None:
    assert PySide6.__version__ == "6.11.2"
