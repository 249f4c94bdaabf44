"""One place being edited: the form beside the map and the drawing on it, until it is saved or left."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shapely.geometry.base import BaseGeometry

from command_center.commands.requests import Done, Refused, SavePlace
from command_center.model.places import Place
from command_center.queries.places import PlaceHistory
from widgets.common.actor import Actor
from widgets.common.desk import Desk
from widgets.common.refusals import words_for
from widgets.common.tasks import Refresher, Tasks
from widgets.map.panel import MapPanel
from widgets.zones.checking import Wrong
from widgets.zones.degrees import in_degrees
from widgets.zones.draft import Part, Unfit, feature, moment, pieces_of, place_of
from widgets.zones.drawing import Drawing
from widgets.zones.editor import Mode, Said
from widgets.zones.form import CAPS, Form
from widgets.zones.words import FAULTS, HINTS, REASONS, said

translate = QCoreApplication.translate
MODES = {"on-map": Mode.CORNERS, "outline": Mode.OUTLINE, "hole": Mode.HOLE, "split": Mode.SPLIT}
ON_MAP = tuple((action, CAPS[action]) for action in ("on-map", "outline", "hole", "split", "repair", "try", "save"))
"""Keys that work on the map too; the others are the tool's there."""


class Editing(QObject):
    """Signals: `saved(str words, str id)`, `left()` it was left without saving, `trying()` what is drawn is to be
    tried."""

    saved = Signal(str, str)
    trying = Signal()
    left = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, map_: MapPanel) -> None:
        super().__init__(tasks)
        self._desk, self._projection = desk, map_.projection
        self.form, self.drawing = Form(), Drawing(map_, ON_MAP)
        self._actor = Actor(desk, tasks)
        self._actor.refused.connect(self._refused)
        self._base: Place | None = None
        self._expected, self._told, self._asked = 0, self.form.told(), False
        self._squads = Refresher(tasks, "zone-squads", desk.queries.squads, self.form.offer)
        self.form.pressed.connect(self.do)
        self.form.changed.connect(self._filled)
        self.drawing.asked.connect(self.do)
        self.drawing.changed.connect(self.refresh)
        self.drawing.said.connect(self._say)

    def begin(self, history: PlaceHistory | None, neighbours: Iterable[BaseGeometry]) -> None:
        """Edit what was laid down last of a place, or (None) a new one."""
        self._base = history.laid_down if history is not None else None
        self._expected = history.last if history is not None else 0
        geometry = self._base.geometry if self._base is not None else None
        self.drawing.begin(geometry, neighbours)
        self.form.fill(self._base, len(history.entries) if history is not None else 0)
        self._squads.ask()
        self._told, self._asked = self.form.told(), False
        if self._base is None or self.drawing.editor.shape:
            self.drawing.take()
        self.refresh()

    @property
    def touched(self) -> bool:
        """Whether leaving would lose something."""
        editor = self.drawing.editor
        return editor.touched or bool(editor.state.line) or self.form.told() != self._told

    def do(self, action: str) -> None:
        """An action of a button or a key."""
        editor = self.drawing.editor
        if action in MODES:
            self.drawing.take()
            editor.turn(MODES[action])
        elif action == "undo":
            editor.undo()
        elif action == "redo":
            editor.redo()
        elif action == "delete":
            editor.delete()
        elif action == "repair":
            self._say(editor.repair())
        elif action == "save":
            self.save()
        elif action == "try":
            self.trying.emit()
        elif action == "leave":
            self.leave()

    def leave(self) -> None:
        """Without saving; when something would be lost, only when asked for twice."""
        if self.touched and not self._asked:
            self._asked = True
            words = translate("Zones", "Not saved yet. Esc once more throws the changes away; Ctrl+S saves them.")
            self.form.message.say(words, trouble=True, seconds=None)
            return
        self.stop()
        self.left.emit()

    def stop(self) -> None:
        """Nothing of it stays on the map."""
        self.drawing.end()

    # saving

    def save(self) -> None:
        """Lay it down, if it can be; what cannot is said next to it."""
        request = self.request()
        if request is not None:
            self._actor.give(request, "", self._done)

    def request(self) -> SavePlace | None:
        """What would lay it down; None, and said next to it, when it cannot be."""
        for row in self.form.rows.values():
            row.complain("")
        try:
            return self._request()
        except Unfit as error:
            self.form.complain(error.part, self._unfit(error.part))
            return None

    def _request(self) -> SavePlace:
        editor, now = self.drawing.editor, self._desk.clock.now()
        effective = moment(self.form.effective.text(), now)
        place = place_of(self.form.told(), self._base, self._geometry())
        cut = [in_degrees(piece, self._projection) for piece in editor.state.aside]
        pieces = pieces_of(place, [piece for piece in cut if piece is not None], "{} {}".format)
        also = tuple(feature(piece) for piece in pieces)
        return SavePlace(feature(place), effective, self._expected, also, self.form.reason.text().strip())

    def _geometry(self) -> BaseGeometry:
        editor = self.drawing.editor
        if self._base is not None and not editor.touched:
            return self._base.geometry
        if editor.fault is not None:
            raise Unfit(Part.SHAPE)
        found = in_degrees(editor.shape, self._projection)
        if found is None:
            raise Unfit(Part.SHAPE)
        return found

    def _unfit(self, part: Part) -> str:
        fault = self.drawing.editor.fault
        words = {
            Part.SHAPE: said(FAULTS[fault.wrong if fault is not None else Wrong.NOTHING_DRAWN]),
            Part.NAME: translate("Zones", "It needs a name."),
            Part.HOURS: translate("Zones", "These hours cannot be read. Write them like Mo-Fr 07:00-18:00."),
            Part.GRID: translate("Zones", "A grid needs its own number, and is not split: draw the new one by itself."),
            Part.SQUAD: translate("Zones", "This squad is not known."),
            Part.STAY: translate("Zones", "Minutes, 1 to 1440; empty for no limit."),
            Part.BAYS: translate("Zones", "A whole number, 1 to 1000; empty when it is not known."),
            Part.MERCHANTS: translate("Zones", "Names with commas between."),
            Part.EFFECTIVE: translate("Zones", "Now, or a time to come: 18:00, 11-30 08:00 or 2026-11-30 08:00."),
        }
        return words[part]

    def _refused(self, refused: Refused) -> None:
        part = {"too-late": Part.EFFECTIVE}.get(refused.code)
        if refused.code == "bad-place":
            named = {"properties.hours": Part.HOURS, "properties.name": Part.NAME, "properties.grid": Part.GRID}
            part = next((part for word, part in named.items() if word in refused.detail), None)
        if part is not None:
            self.form.complain(part, self._unfit(part))
        else:
            self.form.message.say(words_for(refused), trouble=True, seconds=None)

    def _done(self, done: Done) -> None:
        told, at = self.form.told(), self.form.effective.text().strip()
        self.stop()
        if not done.places:
            words = translate("Zones", "{name}: nothing was changed, so nothing was laid down.")
        elif at:
            words = translate("Zones", "{name}: saved, takes effect {when}. This was recorded.")
        else:
            words = translate("Zones", "{name}: saved and in force. This was recorded.")
        id_ = self._base.id if self._base is not None else next(iter(done.places), "")
        self.saved.emit(words.format(name=told.name.strip(), when=at), id_)

    # showing

    def _say(self, why: Said | None) -> None:
        self.form.message.say(said(REASONS[why]) if why is not None else "", trouble=True)

    def _filled(self) -> None:
        self._asked = False

    def refresh(self) -> None:
        """What the editor allows and says now."""
        editor, buttons = self.drawing.editor, self.form.buttons
        fault, state = editor.fault, editor.state
        crossing = fault is not None and fault.wrong is Wrong.CROSSING
        self.form.hint.say(
            said(HINTS[state.mode])
            if self.drawing.in_hand
            else translate("Zones", "Ctrl+M goes back to the corners on the map.")
        )
        self.form.fault.say(said(FAULTS[fault.wrong]) if fault is not None and (crossing or editor.touched) else "")
        self.form.fault.setVisible(bool(self.form.fault.text()))
        buttons["undo"].setEnabled(editor.can_undo)
        buttons["redo"].setEnabled(editor.can_redo)
        buttons["delete"].setEnabled(state.chosen is not None)
        buttons["repair"].setEnabled(crossing)
        for action in ("on-map", "hole", "split"):
            buttons[action].setEnabled(bool(state.shape))
        self._asked = False
