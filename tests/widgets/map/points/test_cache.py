"""Compiled loops are kept where nobody else writes, and never loaded when anything of them is not as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from widgets.map.points import cache, engines, loops
from widgets.map.points.plain import Plain

if TYPE_CHECKING:
    from widgets.map.points.fast import Fast


def test_what_was_written_is_read_and_what_is_broken_is_not(own_cache: Path) -> None:
    assert cache.read() is None
    cache.write("machine code")
    assert cache.read() == "machine code"

    file = own_cache / cache.KEPT
    for broken in (b"", file.read_bytes()[:-1], file.read_bytes().replace(b"code", b"c\xf6de")):
        file.write_bytes(broken)
        assert cache.read() is None


def test_a_loop_refuses_what_its_machine_code_was_not_made_for(compiled: Fast) -> None:
    x, grid = np.zeros(5), np.zeros((4, 4), np.float32)
    for wrong in (x.astype(np.float32), np.zeros(10)[::2], np.zeros((5, 1))):
        with pytest.raises(TypeError):
            compiled.loops.accumulate(wrong, x, 0.0, 0.0, 1.0, grid)
    with pytest.raises(TypeError, match="2 arguments"):
        compiled.loops.accumulate(x, x)


def test_a_folder_that_cannot_be_written_is_replaced_by_a_passing_one_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(cache, "_home", lambda: tmp_path / "file" / "compiled")
    monkeypatch.setattr(cache._Chosen, "folder", None)

    folder = cache.folder()

    assert folder.is_dir() and folder.stat().st_mode & 0o777 == 0o700
    assert cache.folder() == folder
    folder.rmdir()


def test_the_folder_of_a_user_is_closed_to_others_and_old_ones_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "_home", lambda: tmp_path / "compiled")
    monkeypatch.setattr(cache._Chosen, "folder", None)
    folder = cache.folder()
    assert folder.stat().st_mode & 0o777 == 0o700
    for n in range(cache.OTHERS + 3):
        old = folder.parent / f"old{n}"
        old.mkdir()
        (old / cache.KEPT).touch()
        os.utime(old / cache.KEPT, (n, n))

    cache.clear_others()

    assert sorted(each.name for each in folder.parent.iterdir() if each != folder) == ["old3", "old4", "old5", "old6"]


def test_nothing_beside_a_passing_folder_is_touched(own_cache: Path) -> None:
    for n in range(cache.OTHERS + 3):
        other = own_cache.parent / f"another-program-{n}"
        other.mkdir()
        (other / cache.KEPT).touch()

    cache.clear_others()

    assert len(list(own_cache.parent.glob("another-program-*"))) == cache.OTHERS + 3


def test_two_that_start_at_once_compile_once(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[Path] = []
    both = threading.Barrier(2)

    def compile_(folder: Path) -> None:
        compiled.append(folder)
        cache.write("machine code")

    def start() -> None:
        both.wait()
        engines.prepare()

    monkeypatch.setattr(engines, "_compile", compile_)
    monkeypatch.setattr(loops, "Loops", str)
    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert compiled == [own_cache]


def test_the_map_is_drawn_plainly_where_nothing_can_be_compiled(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(folder: Path) -> None:
        raise RuntimeError("no compiler here")

    monkeypatch.setattr(engines, "_compile", fails)
    monkeypatch.setattr(engines._Now, "thread", None)
    engines.begin()
    thread = engines._Now.thread
    assert thread is not None
    thread.join()

    assert isinstance(engines.engine(), Plain)
    assert "drawn more slowly" in caplog.text


def test_the_compiler_ends_with_the_window_that_asked_for_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "widgets.map.points.compile", str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as compiler:
        assert compiler.stdin is not None
        compiler.stdin.close()
        assert compiler.wait(20) == 1
    assert not (tmp_path / cache.KEPT).exists()
