"""The door: reads the command line and opens one of station, wall, headless, simulate, replay, export, doctor.

Exit status: 0 done, 1 it did not hold, 2 the arguments or a file are wrong. Standard output is data, logs go to
standard error. Only the station, the wall and the screenshots import Qt, and only once they are asked for.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from command_center.center import Center
    from widgets.app import Opening

app = typer.Typer(add_completion=False, no_args_is_help=False, pretty_exceptions_enable=False)
MAIN = Path(__file__).resolve()

SettingsFile = Annotated[Path | None, typer.Option("--settings", help="settings.toml; without it, the demo city")]
NeededSettings = Annotated[Path, typer.Option("--settings", help="settings.toml")]
As = Annotated[str | None, typer.Option("--as", help="who sits here (a person's id); without it the demo operator")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="0: any free port")]


@contextmanager
def plain_errors() -> Iterator[None]:
    """Mistakes in arguments and files end with status 2 and one plain message, never a traceback."""
    from command_center.bureau import BureauFileError
    from command_center.center import NoSuchPerson
    from command_center.doors.demo import DemoError
    from command_center.settings.errors import SettingsError
    from command_center.store.errors import StoreError

    try:
        yield
    except (SettingsError, StoreError, BureauFileError, NoSuchPerson, DemoError, ValueError) as error:
        print(f"command-center: {error}", file=sys.stderr)
        raise typer.Exit(2) from error


@app.callback(invoke_without_command=True)
def door(context: typer.Context, settings: SettingsFile = None, person: As = None, verbose: bool = False) -> None:
    """The command center of the bureau. Without a command: the station."""
    level = logging.DEBUG if verbose else logging.INFO
    logging.basicConfig(level=level, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("websockets", "httpx", "httpcore", "alembic", "qasync", "asyncio", "PIL"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    if context.invoked_subcommand is None:
        _open_window("station", settings, person)


@app.command()
def wall(
    settings: SettingsFile = None,
    person: As = None,
    screens: Annotated[
        str, typer.Option(help="all, or connectors (DP-1,HDMI-2); without it all but the first, where a seat is")
    ] = "",
) -> None:
    """The wall screens: full screen, no mouse, no personal data."""
    _open_window("wall", settings, person, screens)


def _open_window(kind: str, settings: Path | None, person: str | None, screens: str = "") -> None:
    from command_center.center import Center
    from command_center.clock import SystemClock
    from command_center.doors.demo import BASEMAP, City
    from command_center.doors.demo import settings as demo_settings
    from command_center.settings.toml import read_settings
    from widgets import app as window

    with plain_errors():
        window.choose_platform()
        city = City(MAIN) if settings is None else None
        try:
            if city is not None:
                city.start()
            chosen = demo_settings() if settings is None else read_settings(settings)
            center = Center.open(chosen, SystemClock(), viewer=kind == "wall" and settings is not None)
            raise typer.Exit(window.run(kind, _opening(center, kind, person, BASEMAP, screens)))
        finally:
            if city is not None:
                city.stop()


def _opening(center: Center, kind: str, person: str | None, basemap: Path, screens: str = "") -> Opening:
    from platformdirs import user_cache_path, user_state_path

    from command_center.doors.headless import counters
    from command_center.rules.hours import in_force
    from widgets.app import Opening
    from widgets.common.desk import Desk

    clock = center.clock
    started = clock.now()

    async def count() -> dict[str, Any]:
        return await counters(center, (clock.now() - started).total_seconds())

    timezone = center.settings.rules.dog_walking.timezone
    desk = Desk(
        queries=center.queries,
        commands=center.commands,
        notices=center.notices,
        live=center.live,
        clock=clock,
        person=center.person(person),
        clips=center.clips,
        evidence=center.evidence,
        trials=center.trials,
        video_folders=center.settings.video.folders,
        in_force=lambda place: place.hours is None or in_force(place.hours, clock.now(), timezone),
    )
    return Opening(
        desk=desk,
        start=center.start,
        close=center.close,
        counters=count,
        basemap=basemap,
        note="",
        language=center.settings.language,
        screenshot=user_state_path("command-center") / f"{kind}.png",
        basemaps=center.settings.basemaps,
        tile_cache=user_cache_path("command-center") / "tiles",
        screens=screens,
    )


@app.command()
def headless(
    settings: NeededSettings, duration: Annotated[float | None, typer.Option(min=0.1, help="seconds")] = None
) -> None:
    """The same feeds, rules and store with no window; one JSON line of counters a second."""
    from command_center.clock import SystemClock
    from command_center.doors.headless import run
    from command_center.settings.toml import read_settings

    def write(line: str) -> None:
        print(line, flush=True)

    with plain_errors():
        asyncio.run(run(read_settings(settings), SystemClock(), duration, write))


@app.command()
def simulate(
    port: Port = 8701,
    seed: int = 1,
    tags: Annotated[int, typer.Option(min=1, max=1_000_000)] = 3000,
    rate: Annotated[float, typer.Option(min=0.1, help="fixes a second")] = 312.0,
    speed: Annotated[float, typer.Option(min=0.01, help="seconds of the city for one of ours")] = 1.0,
    log_dir: Annotated[Path | None, typer.Option(help="where the city keeps its log")] = None,
    with_parent: Annotated[bool, typer.Option(hidden=True)] = False,
) -> None:
    """The demo city's feed servers, all on one port, told apart by path."""
    from command_center.doors.serving import serve
    from command_center.simulator.simulate import run as serve_city

    with plain_errors():
        asyncio.run(
            serve(lambda stop: serve_city(port, seed, tags, rate, speed, log_dir, stop), with_parent=with_parent)
        )


@app.command()
def replay(
    paths: list[Path],
    port: Port = 8702,
    speed: Annotated[float, typer.Option(min=0.01, help="how fast, until it has reached now")] = 1.0,
    centre: Annotated[str, typer.Option(help="LON,LAT that the traces are moved to")] = "118.8703,28.9385",
    loop: Annotated[bool, typer.Option("--loop", help="there and back again, without end")] = False,
    log_dir: Annotated[Path | None, typer.Option(help="where the log of what was sent is kept")] = None,
) -> None:
    """Recorded GPS traces (GPX, GeoLife .plt, CSV) as a dog-tag feed, moved to the city and to now."""
    from command_center.doors.serving import serve
    from command_center.simulator.replay import read_centre
    from command_center.simulator.replay import run as serve_traces

    with plain_errors():
        place = read_centre(centre)
        asyncio.run(serve(lambda stop: serve_traces(paths, port, speed, place, loop, log_dir, stop)))


@app.command()
def export(
    what: Annotated[
        str,
        typer.Argument(
            help="events | cases | quarantine | tracks | audit | dossier | tags | excused | joins | load | handover | "
            "duty-log | instructions"
        ),
    ],
    settings: NeededSettings,
    form: Annotated[str, typer.Option("--format", help="jsonl | csv | xlsx")] = "jsonl",
    since: Annotated[str | None, typer.Option(help="RFC 3339 with an offset")] = None,
    out: Annotated[Path | None, typer.Option(help="a file; without it, standard output")] = None,
    case: Annotated[str | None, typer.Option(help="dossier: of which case")] = None,
    reason: Annotated[str, typer.Option(help="dossier: for whom, and why; goes on record")] = "",
    person: As = None,
) -> None:
    """What the store holds, as data; or the dossier of a case, signed (a ZIP with its PDF and the originals); or, with
    --out FILE.pdf, the newest page handed over from shift to shift."""
    from command_center.doors.dossier import export_dossier
    from command_center.doors.exporting import export_to
    from command_center.doors.handover import export_handover

    with plain_errors():
        if what == "dossier":
            export_dossier(case, settings, out, person, reason)
        elif what == "handover" and out is not None and out.suffix.lower() == ".pdf":
            export_handover(settings, out)
        else:
            export_to(what, settings, form, since, out)


@app.command("try")
def try_(
    settings: NeededSettings,
    rules: Annotated[str | None, typer.Option(help='what is other: {"home_radius_m": 80}, or a file')] = None,
    zones: Annotated[Path | None, typer.Option(help="a GeoJSON file: places new, or in the stead of others")] = None,
    without: Annotated[list[str] | None, typer.Option(help="the id of a place left out; may be told again")] = None,
    start: Annotated[str | None, typer.Option("--from", help="RFC 3339 with an offset; a day ago")] = None,
    end: Annotated[str | None, typer.Option("--to", help="RFC 3339 with an offset; now")] = None,
) -> None:
    """What other rules or places would have raised over the tracks of the store, as JSON. Changes nothing."""
    import json
    from datetime import datetime

    from command_center.doors.trying import on_stderr, trial

    with plain_errors():
        when = [None if text is None else datetime.fromisoformat(text) for text in (start, end)]
        found = trial(settings, rules, zones, tuple(without or ()), when[0], when[1], on_stderr)
        print(json.dumps(found, ensure_ascii=False))


@app.command()
def commands() -> None:
    """Every operator command with its JSON Schema and who may, as a JSON array."""
    import json

    from command_center.doors.giving import listed

    print(json.dumps(listed(), ensure_ascii=False, indent=2))


@app.command()
def do(
    command: Annotated[str, typer.Argument(help="its name; main.py commands lists them")],
    settings: NeededSettings,
    person: Annotated[str, typer.Option("--as", help="who gives it: a person's id")],
    data: Annotated[str, typer.Option(help="its data as JSON; - reads standard input")] = "{}",
) -> None:
    """One operator command; its result as JSON. Exit status: 0 done, 1 refused (nothing was changed), 2 the arguments
    are wrong."""
    import json

    from command_center.doors.giving import do as carry_out

    with plain_errors():
        result, status = carry_out(command, settings, person, data)
    print(json.dumps(result, ensure_ascii=False))
    raise typer.Exit(status)


@app.command()
def verify(
    dossier: Annotated[Path, typer.Argument(help="DOSSIER.zip")],
    key: Annotated[str | None, typer.Option(help="the fingerprint it must be signed with: ask the bureau")] = None,
) -> None:
    """Whether a dossier is what was signed: exit status 0 it holds, 1 it does not, 2 it is none. Needs no store."""
    from command_center.doors.dossier import verify_dossier

    with plain_errors():
        raise typer.Exit(verify_dossier(dossier, key))


@app.command()
def doctor(settings: SettingsFile = None) -> None:
    """What is missing or wrong, and the command that mends it."""
    from command_center.doors.doctor import examine

    found = list(examine(settings))
    for finding in found:
        print(f"{'ok   ' if finding.ok else 'WRONG'} {finding.name}: {finding.said}")
        if not finding.ok:
            print(f"      mend: {finding.mend}")
    if not all(finding.ok for finding in found):
        raise typer.Exit(1)


if __name__ == "__main__":
    app()
