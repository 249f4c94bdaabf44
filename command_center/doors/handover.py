"""The page handed over, as a PDF."""

from __future__ import annotations

import tomllib
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct, convert

from command_center.bureau import RESOURCES, read_bureau
from command_center.clock import SystemClock
from command_center.evidence.pdf.fonts import Fonts, NoFont, chinese
from command_center.evidence.pdf.paper import Paper
from command_center.model.categories import Category
from command_center.model.shift import Handover, Matter, Side
from command_center.settings.toml import read_settings
from command_center.store import city, people, shift
from command_center.store.database import Store
from command_center.store.engine import database_file

WORDS = RESOURCES / "city" / "handover.toml"


class Sheet(Struct, frozen=True):
    """What a page is written with. `names` of persons and squads by id, `titles` of categories."""

    words: dict[str, str]
    zone: ZoneInfo
    names: dict[str, str]
    titles: dict[str, str]

    def time(self, moment: datetime | None) -> str:
        """As people here read it."""
        return "" if moment is None else f"{moment.astimezone(self.zone):%m-%d %H:%M}"


def export_handover(settings_file: Path, out: Path) -> None:
    """Write the newest page. Raises ValueError and the errors of settings and store, in plain words."""
    if not out.absolute().parent.is_dir():
        raise ValueError(f"--out: there is no folder {out.absolute().parent}")
    settings = read_settings(settings_file)
    file = database_file(settings.store.url)
    if not file.exists():
        raise ValueError(f"there is no store at {file} yet: run the station or headless on it first")
    store, messages = Store(settings.store.url), read_bureau().messages
    try:
        made = store.read_now(shift.handover)
        names = store.read_now(people.names)
        names |= {row.squad: row.name or row.squad for row in store.read_now(city.all_squads)}
    finally:
        store.close()
    if made is None:
        raise ValueError("no page was handed over yet: main.py do prepare-handover makes one")
    words = convert(tomllib.loads(WORDS.read_text("utf-8")), dict[str, str])
    kinds = {matter.what for part in (made.page.open, made.page.shelved, made.page.claimed, made.page.at_risk)
             for matter in part}  # fmt: skip
    titles = {kind: messages.title(Category(kind)) for kind in kinds}
    sheet = Sheet(words, ZoneInfo(settings.rules.dog_walking.timezone), names, titles)
    try:
        write_pdf(made, sheet, chinese(), SystemClock().now(), out)
    except (NoFont, OSError) as error:
        raise ValueError(str(error)) from error


def write_pdf(made: Handover, sheet: Sheet, fonts: Fonts, now: datetime, out: Path) -> None:
    """Write a page to a file. Raises OSError."""
    words, page = sheet.words, made.page
    paper = Paper(fonts, f"{words['title']}  {made.id}", words["page"])
    with closing(paper):
        paper.set_title(f"{words['title']} {made.id}")
        paper.set_creation_date(now)
        paper.add_page()
        paper.say(words["title"], 18, bold=True)
        paper.say(f"{sheet.time(page.since)} - {sheet.time(page.made)}    {made.id}", dim=True)
        for name, matters in (("at_risk", page.at_risk), ("open", page.open), ("claimed", page.claimed),
                              ("shelved", page.shelved)):  # fmt: skip
            _matters(paper, sheet, name, matters)
        _feeds(paper, sheet, made)
        _notes(paper, sheet, made)
        _signatures(paper, sheet, made)
        paper.output(str(out))


def _matters(paper: Paper, sheet: Sheet, name: str, matters: tuple[Matter, ...]) -> None:
    w = sheet.words
    paper.heading(f"{w[name]}  {len(matters)}")
    rows = [
        (sheet.titles.get(one.what, one.what), one.where, sheet.time(one.since), sheet.time(one.until),
         sheet.names.get(one.who, one.who))
        for one in matters
    ]  # fmt: skip
    paper.grid((w["what"], w["where"], w["since"], w["until"], w["who"]), rows, (35, 60, 25, 25, 25), 9)
    if not rows:
        paper.say(w["none"], dim=True)


def _feeds(paper: Paper, sheet: Sheet, made: Handover) -> None:
    w, found = sheet.words, made.page.feeds_out
    paper.heading(f"{w['feeds_out']}  {len(found)}")
    rows = [(one.feed, sheet.time(one.since), str(one.waiting)) for one in found]
    paper.grid((w["feed"], w["quiet_since"], w["waiting"]), rows, (70, 50, 50), 9)
    if not rows:
        paper.say(w["none"], dim=True)


def _notes(paper: Paper, sheet: Sheet, made: Handover) -> None:
    w, page = sheet.words, made.page
    paper.heading(f"{w['notes']}  {len(page.notes)}")
    rows = [(sheet.time(one.at), one.by, w[one.kind], one.text) for one in page.notes]
    paper.grid((w["at"], w["by"], w["kind"], w["text"]), rows, (25, 25, 20, 100), 9)
    if not rows:
        paper.say(w["none"], dim=True)
    paper.heading(f"{w['unread']}  {len(page.unread)}")
    unread = [
        (
            sheet.time(one.at),
            one.text,
            ", ".join(sheet.names.get(s, s) for s, read in one.reads.items() if read is None),
        )
        for one in page.unread
    ]
    paper.grid((w["at"], w["text"], w["squads"]), unread, (25, 90, 55), 9)
    if not unread:
        paper.say(w["none"], dim=True)


def _signatures(paper: Paper, sheet: Sheet, made: Handover) -> None:
    w = sheet.words
    paper.heading(w["signatures"])
    rows = []
    for side in Side:
        signed = made.signed.get(side)
        by = sheet.names.get(signed.by, signed.by) if signed else w["unsigned"]
        rows.append((w[side], by, sheet.time(signed.at) if signed else ""))
    paper.grid((w["side"], w["by"], w["at"]), rows, (50, 70, 50), 9)
    paper.say(f"SHA-256 {made.sha256}", 8, dim=True)
