"""A dossier's PDF, section by section: cover, facts, checks, map, pictures, tracks, record, hashes, how to verify."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from command_center.bureau import Messages
from command_center.evidence import keys
from command_center.evidence.contents import Contents, Track
from command_center.evidence.form import File, Listed
from command_center.evidence.pdf import sketch
from command_center.evidence.pdf.fonts import Fonts
from command_center.evidence.pdf.paper import Paper
from command_center.evidence.pdf.pictures import pictures
from command_center.evidence.securing import INSIDE
from command_center.model.dossier_words import DossierWords
from command_center.model.events import DetectionReason, ReportReason
from command_center.model.evidence import Item, Kind
from command_center.model.places import Place

TRACK_ENDS = 12
LONGEST_DETAIL = 400


class Made(Struct, frozen=True):
    """What a PDF is made from. `files` are those listed in it, `folder` where their bytes lie."""

    contents: Contents
    words: DossierWords
    messages: Messages
    places: Sequence[Place]
    timezone: str
    public_key: str
    folder: Path
    files: Sequence[File]

    def time(self, moment: datetime | None) -> str:
        """A time as people here read it."""
        if moment is None:
            return self.words.unknown
        local = moment.astimezone(ZoneInfo(self.timezone))
        return f"{local:%Y-%m-%d %H:%M:%S}.{local.microsecond // 1000:03d}"

    def source(self, item: Item) -> str:
        """Where an item came from."""
        return item.source.replace(INSIDE, self.words.details.get(INSIDE, INSIDE))

    def stacked(self, moment: datetime | None) -> str:
        """The same on two lines, for narrow columns."""
        return self.time(moment).replace(" ", "\n")

    def label(self, name: str) -> str:
        """A label."""
        return self.words.labels[name]

    def category(self) -> str:
        """What the case is about."""
        return self.messages.title(self.contents.case.category)


def write_pdf(made: Made, fonts: Fonts, target: Path, progress: Callable[[str], None]) -> None:
    """Write it. `progress` is told the section; it may raise to break off. Raises OSError."""
    words, case = made.words, made.contents.case
    paper = Paper(fonts, f"{words.bureau}  {words.title}  {case.id}", words.page)
    with closing(paper):
        _write(paper, made, target, progress)


def _write(paper: Paper, made: Made, target: Path, progress: Callable[[str], None]) -> None:
    words, case = made.words, made.contents.case
    paper.set_title(f"{words.title} {case.id}")
    paper.set_author(words.bureau)
    paper.set_creation_date(made.contents.made)
    parts = (("cover", _cover), ("facts", _facts), ("checks", _checks), ("map", _map), ("pictures", _pictures),
             ("tracks", _tracks), ("record", _record), ("hashes", _hashes), ("verify", _verify))  # fmt: skip
    for name, part in parts:
        progress(name)
        part(paper, made)
    paper.output(str(target))


def _cover(paper: Paper, made: Made) -> None:
    words, contents, case = made.words, made.contents, made.contents.case
    paper.add_page()
    paper.set_y(48)
    paper.say(words.bureau, 17, bold=True, align="C")
    paper.ln(10)
    paper.say(words.title, 32, bold=True, align="C")
    paper.ln(6)
    paper.say(case.id, 15, align="C")
    paper.ln(16)
    penalties = "、".join(one.id for one in contents.penalties)
    paper.pairs(
        [
            (made.label("penalty"), penalties or words.none),
            (made.label("category"), made.category()),
            (made.label("address"), case.address),
            (made.label("counts"), words.texts["counts"].format(**_counts(contents))),
            (made.label("made"), f"{made.time(contents.made)}({words.local_time})"),
            (made.label("made-by"), f"{contents.person.name}({contents.person.id})"),
            (made.label("reason"), contents.reason),
            (made.label("key"), _two(keys.fingerprint(made.public_key))),
            (made.label("record-head"), _two(contents.end.link)),
            (made.label("store-head"), f"{_two(contents.store_record.link)}\n({contents.store_record.count:,})"),
        ]
    )
    paper.ln(4)
    paper.say(words.personal_note, 10.5, bold=True)
    paper.say(words.template_note, 9, dim=True)


def _two(digits: str) -> str:
    """A hash on two lines, for people to compare."""
    return f"{keys.grouped(digits[:32])}\n{keys.grouped(digits[32:])}"


def _counts(contents: Contents) -> dict[str, int]:
    there = [one.item["kind"] for one in contents.listed if one.file]
    return {
        "pictures": there.count(Kind.PICTURE),
        "clips": there.count(Kind.CLIP),
        "tracks": there.count(Kind.TRACK),
        "messages": there.count(Kind.MESSAGE),
        "gaps": sum(one.file is None for one in contents.listed),
        "records": len(contents.record),
    }


def _facts(paper: Paper, made: Made) -> None:
    words, contents, case = made.words, made.contents, made.contents.case
    paper.heading(words.sections["facts"], new_page=True)
    rows = [
        (made.label("case"), case.id),
        (made.label("category"), made.category()),
        (made.label("address"), case.address),
        (made.label("coordinates"), f"{case.lon:.6f}, {case.lat:.6f}"),
        (made.label("opened"), made.time(case.opened)),
        (made.label("step"), words.steps.get(case.step, case.step)),
        (made.label("closed"), made.time(case.closed) if case.closed else ""),
        (made.label("outcome"), words.outcomes.get(case.outcome, case.outcome) if case.outcome else ""),
    ]
    paper.pairs(rows)
    for event in contents.events:
        paper.pairs(_event(made, event.id))
    for opened in contents.penalties:
        officers = "\n".join(f"{one.name}({one.certificate})" for one in opened.officers)
        paper.pairs(
            [
                (made.label("penalty"), opened.id),
                (made.label("penalty-opened"), made.time(opened.opened)),
                (made.label("officers"), officers),
                (made.label("offender"), opened.offender),
                (made.label("ground"), opened.ground),
            ]
        )
    _handled(paper, made)


def _event(made: Made, id_: str) -> list[tuple[str, str]]:
    contents = made.contents
    event = next(one for one in contents.events if one.id == id_)
    dogs = {dog["tag"]: dog for dog in contents.facts["dogs"]}
    place = next((one.name for one in made.places if one.id == event.place), event.place or "")
    rows = [
        (made.label("events"), f"{made.messages.title(event.kind)}  {event.id}"),
        (made.label("place"), place),
        (made.label("first-seen"), made.time(event.first_seen)),
        (made.label("last-seen"), made.time(event.last_seen)),
        (made.label("count"), str(event.count)),
        (made.label("source"), f"{event.source}  {event.subject}"),
        (made.label("rule-version"), event.rule_version),
    ]
    if isinstance(event.reason, DetectionReason):
        name = event.reason.camera_name
        rows.append((made.label("camera"), event.subject if name in ("", event.subject) else f"{event.subject} {name}"))
        colour = made.words.colours.get(event.reason.plate_colour or "", "")
        rows.append((made.label("plate"), f"{event.reason.plate or ''} {colour}".strip()))
    if isinstance(event.reason, ReportReason):
        told = contents.facts["reporters"].get(event.subject) or {}
        rows.append((made.label("reporter"), f"{told.get('name', '')} {told.get('phone', '')}".strip()))
        rows.append((made.label("report"), event.reason.text))
    dog = dogs.get(event.subject)
    if dog is not None:
        animal, owner = dog["dog"], dog["owner"]
        rows.append((made.label("dog"), f"{event.subject} {animal['name']} {animal['breed']} {animal['colour']}"))
        rows.append((made.label("owner"), f"{owner['name']} {owner['phone']} {owner['address']}"))
    return rows


def _handled(paper: Paper, made: Made) -> None:
    rows = []
    for task in made.contents.facts["tasks"]:
        for told in task["feedback"]:
            act = made.words.acts.get(f"task:{told['state']}", told["state"])
            outcome = made.words.outcomes.get(told["outcome"] or "", "")
            when = made.time(datetime.fromisoformat(told["time"]))
            rows.append((when, task["squad"], f"{act} {outcome} {told['text']}".strip()))
    head = (made.label("time"), made.label("task"), made.label("feedback"))
    paper.grid(head, rows, (46, 30, paper.epw - 76))


def _checks(paper: Paper, made: Made) -> None:
    words, contents = made.words, made.contents
    paper.heading(words.sections["checks"])
    rows = []
    for one in contents.findings:
        said, answer = one.said(words.needs), one.answered
        state = words.yes if one.holds else words.no if answer is not None or not one.item else words.not_answered
        who = "" if answer is None else f"{contents.people.get(answer.person, answer.person)}\n{made.time(answer.at)}"
        rows.append((said, state, f"{who}\n{answer.note}".strip() if answer else ""))
    paper.grid((made.label("what"), made.label("checks"), made.label("who")), rows, (92, 26, paper.epw - 118))
    paper.ln(3)


def _map(paper: Paper, made: Made) -> None:
    height = 105.0
    paper.heading(made.words.sections["map"], new_page=paper.left_mm < height + 40)
    case = made.contents.case
    metres = sketch.draw(paper, case.lon, case.lat, made.contents.tracks, made.places, height)
    paper.say(made.words.texts["map"].format(metres=metres), 9, dim=True)
    paper.say(f"{made.label('coordinates')}:{case.lon:.6f}, {case.lat:.6f}", 9, dim=True)


def _pictures(paper: Paper, made: Made) -> None:
    shown = [(item, listed) for item, listed in _paired(made) if item.kind is Kind.PICTURE]
    paper.heading(made.words.sections["pictures"], new_page=bool(shown))
    if not shown:
        paper.say(made.words.texts["no-pictures"])
    captions = [_described(made, item, listed) for item, listed in shown]
    pictures(paper, made.words, made.folder, [listed.file for _, listed in shown], captions)


def _paired(made: Made) -> list[tuple[Item, Listed]]:
    return list(zip(made.contents.items, made.contents.listed, strict=True))


def _described(made: Made, item: Item, listed: Listed) -> list[tuple[str, str]]:
    """An item in label and value; a gap says why."""
    words, why = made.words, item.why or listed.lost
    rows = [
        (made.label("file"), Path(listed.file).name if listed.file else ""),
        (made.label("gap"), words.texts["gap"].format(why=why) if why else ""),
        (made.label("source"), made.source(item)),
        (made.label("taken"), made.time(item.taken)),
        (made.label("received"), made.time(item.received)),
    ]
    if item.clock is not None:
        seconds = f"{-item.clock.fastest_s:+.1f}"
        rows.append((made.label("clock"), words.texts["clock-right"].format(n=item.clock.samples, seconds=seconds)))
    if item.width and item.height:
        rows.append((made.label("pixels"), f"{item.width}×{item.height}"))
    if item.sha256:
        rows.append((made.label("sha256"), item.sha256))
    return rows


def _tracks(paper: Paper, made: Made) -> None:
    words = made.words
    others = [(item, listed) for item, listed in _paired(made) if item.kind is not Kind.PICTURE]
    paper.heading(words.sections["tracks"], new_page=paper.left_mm < 80)
    if not others and not made.contents.tracks:
        paper.say(words.texts["no-tracks"])
    for way in made.contents.tracks:
        _way(paper, made, way)
    rows = [_row(made, item, listed) for item, listed in others]
    head = [made.label(name) for name in ("what", "source", "taken", "received", "sha256")]
    paper.grid(head, rows, (38, 32, 26, 26, paper.epw - 122), 8)


def _row(made: Made, item: Item, listed: Listed) -> tuple[str, ...]:
    kind, why = made.words.kinds[item.kind], item.why or listed.lost
    name = Path(listed.file).name if listed.file else made.label("gap")
    gap = made.words.texts["gap"].format(why=why) if why else ""
    hashed = "\n".join(filter(None, (item.sha256, gap)))
    return f"{kind}\n{name}", item.source, made.stacked(item.taken), made.stacked(item.received), hashed


def _way(paper: Paper, made: Made, way: Track) -> None:
    texts, event = made.words.texts, next(one for one in made.contents.events if one.id == way.owner)
    if not way.points:
        return
    start, end = made.time(way.points[0][0]), made.time(way.points[-1][0])
    paper.say(texts["track"].format(thing=event.subject, n=len(way.points), start=start, end=end))
    shown = list(way.points)
    if len(shown) > 2 * TRACK_ENDS:
        shown = [*shown[:TRACK_ENDS], *shown[-TRACK_ENDS:]]
        paper.say(texts["track-shown"].format(n=TRACK_ENDS), 9, dim=True)
    rows = [
        (made.time(when), f"{lon:.6f}", f"{lat:.6f}", "" if accuracy is None else f"{accuracy:.0f} m")
        for when, lon, lat, accuracy in shown
    ]
    head = (made.label("time"), made.label("longitude"), made.label("latitude"), made.label("accuracy"))
    paper.grid(head, rows, (60, 40, 40, paper.epw - 140), 8.5)
    paper.ln(3)


def _record(paper: Paper, made: Made) -> None:
    words = made.words
    paper.heading(words.sections["record"], new_page=True)
    paper.say(words.texts["record"] if made.contents.record else words.texts["no-record"], 9, dim=True)
    paper.ln(2)
    rows = []
    for line in made.contents.record:
        who = words.people.get(line.person, f"{line.name}\n({line.person})")
        names, values = words.details, made.messages.category | words.outcomes | words.details
        shown = {key: value for key, value in line.detail.items() if key != "items"}
        detail = "\n".join(f"{names.get(key, key)}：{values.get(value, value)}" for key, value in shown.items())
        if len(detail) > LONGEST_DETAIL:
            detail = detail[:LONGEST_DETAIL] + "…"
        rows.append(
            (str(line.n), made.stacked(line.at), who, words.acts.get(line.what, line.what), detail,
             f"{line.digest[:16]}\n{line.link[:16]}")
        )  # fmt: skip
    head = [made.label(name) for name in ("number", "time", "who", "what", "detail", "digest")]
    paper.grid(head, rows, (10, 25, 22, 30, paper.epw - 119, 32), 8)


def _hashes(paper: Paper, made: Made) -> None:
    words = made.words
    paper.heading(words.sections["hashes"], new_page=paper.left_mm < 90)
    paper.say(words.texts["hashes"], 9, dim=True)
    paper.ln(2)
    rows = [(file.path, f"{file.size:,}", file.sha256) for file in made.files]
    head = [made.label(name) for name in ("file", "size", "sha256")]
    paper.grid(head, rows, (58, 22, paper.epw - 80), 8)


def _verify(paper: Paper, made: Made) -> None:
    paper.heading(made.words.sections["verify"], new_page=paper.left_mm < 110)
    for paragraph in made.words.verify:
        paper.say(paragraph.words)
        paper.ln(2)
    paper.ln(2)
    paper.pairs(
        [
            (made.label("key"), _two(keys.fingerprint(made.public_key))),
            (made.label("record-head"), _two(made.contents.end.link)),
        ]
    )
