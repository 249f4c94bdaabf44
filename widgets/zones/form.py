"""The form beside the map: what a place is called, is for, when it holds, and from when on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from command_center.model.places import Place, PlaceKind
from command_center.queries.answers import SquadCard
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.theme import Size, px, tokens
from widgets.zones.draft import OF_KIND, Part, Told, listed
from widgets.zones.fields import FormField, Labelled, combo_style
from widgets.zones.hours_form import HoursForm
from widgets.zones.words import KINDS, kind_word, said

translate = QCoreApplication.translate
CAPS: Mapping[str, str] = {
    "on-map": "Ctrl+M",
    "outline": "Ctrl+D",
    "hole": "Ctrl+H",
    "split": "Ctrl+L",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Shift+Z",
    "delete": "Del",
    "repair": "Ctrl+R",
    "try": "Ctrl+T",
    "save": "Ctrl+S",
    "leave": "Esc",
}
"""The editor's actions and their keys."""
BUTTONS: Mapping[str, str] = {
    "on-map": QT_TRANSLATE_NOOP("Zones", "Corners"),
    "outline": QT_TRANSLATE_NOOP("Zones", "Draw"),
    "hole": QT_TRANSLATE_NOOP("Zones", "Hole"),
    "split": QT_TRANSLATE_NOOP("Zones", "Split"),
    "undo": QT_TRANSLATE_NOOP("Zones", "Undo"),
    "redo": QT_TRANSLATE_NOOP("Zones", "Redo"),
    "delete": QT_TRANSLATE_NOOP("Zones", "Remove"),
    "repair": QT_TRANSLATE_NOOP("Zones", "Repair"),
    "try": QT_TRANSLATE_NOOP("Zones", "Try"),
    "save": QT_TRANSLATE_NOOP("Zones", "Save"),
    "leave": QT_TRANSLATE_NOOP("Zones", "Leave"),
}
SHORT = {"Ctrl+Shift+Z": "Ctrl⇧Z"}


class Form(QWidget):
    """Signals: `pressed(str)` a button's action; `changed()` something was filled in; `escaped()` Escape in a field."""

    pressed = Signal(str)
    changed = Signal()
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title, self.hint = Words(Size.LARGE, bold=True), Words(Size.SMALL, "dim", wrap=True)
        self.fault, self.message = Words(Size.BODY, "high", wrap=True), Message()
        self.kind = QComboBox()
        for kind in KINDS:
            self.kind.addItem("", kind)
        self.name, self.name_en, self.hours = FormField(), FormField(), HoursForm()
        self.grid, self.effective, self.reason = FormField(), FormField(), FormField()
        self.stay, self.bays, self.merchants = FormField(), FormField(), FormField()
        self.squad = QComboBox()
        self.squad.addItem("", "")
        self.urgent = QCheckBox()
        self.buttons = {
            action: KeyButton(SHORT.get(cap, cap), primary=action == "save") for action, cap in CAPS.items()
        }
        self.rows = {
            "kind": Labelled(self.kind), Part.NAME: Labelled(self.name), "name-en": Labelled(self.name_en),
            Part.HOURS: Labelled(self.hours), Part.GRID: Labelled(self.grid),
            Part.SQUAD: Labelled(self.squad), Part.STAY: Labelled(self.stay), Part.BAYS: Labelled(self.bays),
            Part.MERCHANTS: Labelled(self.merchants),
            Part.EFFECTIVE: Labelled(self.effective), "reason": Labelled(self.reason),
        }  # fmt: skip
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        inner, area = QWidget(), QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        whole, column, foot = QVBoxLayout(self), QVBoxLayout(inner), QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for box in (column, foot):
            box.setContentsMargins(px(16), px(10), px(16), px(10))
            box.setSpacing(px(8))
        for each in (area, Line()):
            whole.addWidget(each)
        whole.addLayout(foot)
        self._fill_in(column)
        last = QHBoxLayout()
        last.setSpacing(px(8))
        last.addWidget(self.buttons["try"])
        last.addWidget(self.buttons["save"])
        last.addWidget(self.buttons["leave"])
        foot.addWidget(self.message)
        foot.addLayout(last)

    def _fill_in(self, column: QVBoxLayout) -> None:
        grid = QGridLayout()
        grid.setSpacing(px(6))
        for number, action in enumerate(list(CAPS)[:8]):
            grid.addWidget(self.buttons[action], number // 2, number % 2)
        column.addWidget(self.title)
        column.addLayout(grid)
        for part in (self.hint, self.fault, Line()):
            column.addWidget(part)
        for name, row in self.rows.items():
            column.addWidget(row)
            if name is Part.HOURS:
                column.addWidget(self.urgent)
        column.addStretch(1)

    def _connect(self) -> None:
        for action, button in self.buttons.items():
            button.clicked.connect(lambda _=False, action=action: self.pressed.emit(action))
        own = (self.stay, self.bays, self.merchants)
        for field in (self.name, self.name_en, self.grid, *own, self.effective, self.reason):
            field.textChanged.connect(self.changed)
            field.left.connect(self.escaped)
            field.taken.connect(self.focusNextChild)
        self.hours.changed.connect(self.changed)
        self.hours.escaped.connect(self.escaped)
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.squad.currentIndexChanged.connect(self.changed)
        self.urgent.toggled.connect(self.changed)

    def fill(self, place: Place | None, version: int) -> None:
        """What stands there at first; None for a new place."""
        kind = place.kind if place is not None else PlaceKind.NO_DOG
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self.name.setText(place.name if place is not None else "")
        self.name_en.setText((place.name_en if place is not None else None) or "")
        self.hours.text = (place.hours if place is not None else None) or ""
        self.urgent.setChecked(place is not None and place.urgent)
        self.grid.setText(str(place.grid) if place is not None and place.grid is not None else "")
        self.stay.setText(f"{place.max_stay_min:g}" if place is not None and place.max_stay_min else "")
        self.bays.setText(str(place.bays) if place is not None and place.bays else "")
        self.merchants.setText(listed(place.merchants) if place is not None else "")
        self._choose((place.squad if place is not None else None) or "")
        self.effective.clear()
        self.reason.clear()
        for row in self.rows.values():
            row.complain("")
        if place is None:
            self.title.say(translate("Zones", "New place"))
        else:
            self.title.say(translate("Zones", "{name} · version {n}").format(name=place.name, n=version))
        self.message.hide()
        self._kind_changed()

    def offer(self, squads: Iterable[SquadCard]) -> None:
        """The squads a grid can be given to."""
        chosen = self.squad.currentData()
        self.squad.blockSignals(True)
        while self.squad.count() > 1:
            self.squad.removeItem(1)
        for card in squads:
            self.squad.addItem(f"{card.name} · {card.squad}", card.squad)
        self._choose(chosen)
        self.squad.blockSignals(False)

    def _choose(self, squad: str) -> None:
        """Show a squad as the grid's; one nobody knows (any more) stands there by its id, so that it is not lost."""
        if self.squad.findData(squad) < 0:
            self.squad.addItem(squad, squad)
        self.squad.setCurrentIndex(self.squad.findData(squad))

    def told(self) -> Told:
        """The fields as they stand."""
        kind = PlaceKind(self.kind.currentData())
        return Told(
            kind, self.name.text(), self.name_en.text(), self.hours.text, self.urgent.isChecked(), self.grid.text(),
            self.squad.currentData(), self.stay.text(), self.bays.text(), self.merchants.text(),
        )  # fmt: skip

    def _kind_changed(self) -> None:
        kind = self.kind.currentData()
        for part, kinds in OF_KIND.items():
            self.rows[part].setVisible(kind in kinds)
        self.urgent.setVisible(kind == PlaceKind.NO_DOG)
        self.changed.emit()

    def complain(self, part: Part, words: str) -> None:
        """What is wrong, next to it."""
        if part in self.rows:
            self.rows[part].complain(words)
            self.rows[part].part.setFocus()
        else:
            self.fault.say(words)
            self.fault.show()

    def retranslate(self) -> None:
        """Every word anew."""
        for action, button in self.buttons.items():
            button.setText(said(BUTTONS[action]))
        for number, kind in enumerate(KINDS):
            self.kind.setItemText(number, kind_word(kind))
        names = {
            "kind": translate("Zones", "Kind"), Part.NAME: translate("Zones", "Name"),
            "name-en": translate("Zones", "English name"), Part.HOURS: translate("Zones", "Hours it holds"),
            Part.GRID: translate("Zones", "Number of the grid"), Part.SQUAD: translate("Zones", "Squad of the grid"),
            Part.STAY: translate("Zones", "Longest stay, minutes"), Part.BAYS: translate("Zones", "Number of bays"),
            Part.MERCHANTS: translate("Zones", "Merchants who may load here, with commas between"),
            Part.EFFECTIVE: translate("Zones", "Takes effect"), "reason": translate("Zones", "Reason, for the record"),
        }  # fmt: skip
        for name, row in self.rows.items():
            row.name(names[name])
        self.squad.setItemText(0, translate("Zones", "none"))
        self.stay.setPlaceholderText(translate("Zones", "no limit"))
        self.effective.setPlaceholderText(translate("Zones", "now; or 11-30 08:00"))
        self.urgent.setText(translate("Zones", "Alarms of this zone are urgent"))
        self.restyle()

    def restyle(self) -> None:
        """Colours and sizes of what the style sheet does not dress."""
        t = tokens()
        wanted = combo_style() + (
            f"QCheckBox {{ color: {t.ink}; spacing: {px(7)}px; }}"
            f"QCheckBox::indicator {{ width: {px(10)}px; height: {px(10)}px; border: 1px solid {t.dim}; }}"
            f"QCheckBox::indicator:checked {{ background: {t.ink}; border-color: {t.ink}; }}"
            f"QCheckBox:focus {{ color: {t.info}; }}"
        )
        if self.styleSheet() != wanted:
            self.setStyleSheet(wanted)
