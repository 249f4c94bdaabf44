"""Trials for whoever asks: a child process carries them out, tells how far it is, and ends when nobody wants it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import msgspec

from command_center.clock import Clock
from command_center.model.settings import DogWalking
from command_center.queries.trial.asked import Trial, TrialResult
from command_center.queries.trial.child import Job, Line

ROOT = Path(__file__).resolve().parents[3]
Progress = Callable[[float], None]


class TrialFailed(Exception):
    """It came to nothing: why."""


class TrialCancelled(Exception):
    """Somebody broke it off."""


class TrialSource(Protocol):
    """Who answers these questions."""

    async def run(self, trial: Trial, progress: Progress, cancel: threading.Event) -> TrialResult:
        """Carry a trial out. `progress` is told, on the loop, the share that is done; setting `cancel` breaks off.
        Raises TrialFailed and TrialCancelled."""
        ...


class Trials:
    """`TrialSource`, over a store at `url`; `rules` are the settings' own."""

    def __init__(self, url: str, rules: DogWalking, clock: Clock) -> None:
        self._url, self._rules, self._clock = url, rules, clock

    async def run(self, trial: Trial, progress: Progress, cancel: threading.Event) -> TrialResult:
        """As `TrialSource.run`."""
        loop = asyncio.get_running_loop()
        job = msgspec.json.encode(Job(self._url, self._rules, self._clock.now(), trial))

        def tell(share: float) -> None:
            loop.call_soon_threadsafe(progress, share)

        with ThreadPoolExecutor(1, "trial") as one:
            work = loop.run_in_executor(one, _carry_out, job, tell, cancel)
            try:
                return await work
            except asyncio.CancelledError:
                cancel.set()
                raise


def _carry_out(job: bytes, tell: Progress, cancel: threading.Event) -> TrialResult:
    command = [sys.executable, "-m", "command_center.queries.trial.child"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=ROOT) as child:
        watch = threading.Thread(target=_end_when, args=(child, cancel), name="trial-watch")
        watch.start()
        try:
            found = _listen(child, job, tell)
        finally:
            child.kill()
            child.wait()
            watch.join()
    if cancel.is_set():
        raise TrialCancelled
    if isinstance(found, str):
        raise TrialFailed(found)
    return found


def _listen(child: subprocess.Popen[bytes], job: bytes, tell: Progress) -> TrialResult | str:
    assert child.stdin is not None and child.stdout is not None and child.stderr is not None
    try:
        child.stdin.write(job)
        child.stdin.close()
    except OSError:  # it has ended already: what it left says why
        pass
    for text in child.stdout:
        line = msgspec.json.decode(text, type=Line)
        if line.result is not None:
            return line.result
        if line.wrong is not None:
            return line.wrong
        tell(line.share or 0.0)
    last = child.stderr.read().decode(errors="replace").strip().splitlines()
    return last[-1] if last else "the process ended without an answer"


def _end_when(child: subprocess.Popen[bytes], cancel: threading.Event) -> None:
    """Kill the child when it is no longer wanted."""
    while child.poll() is None:
        if cancel.wait(0.2):
            child.kill()
            return
