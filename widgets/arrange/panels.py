"""How the seat's panels stand: opened, floated, and whole arrangements kept under a name."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from widgets.common.keys import Entry
from widgets.common.parts import KeyButton, Line, Message, Words
from widgets.common.theme import Size, px
from widgets.docking import kept
from widgets.docking.docks import Docks

translate = QCoreApplication.translate
MOST = 9
"""So many arrangements have a number to press."""
NOT_ME = "arrange"


class PanelsPart(QWidget):
    """The seat's half of the panel."""

    def __init__(self, docks: Docks) -> None:
        super().__init__()
        self._docks = docks
        self._hint = Words(Size.SMALL, "dim", wrap=True)
        self._head = Words(Size.BODY, "dim")
        self.message = Message()
        self._names: dict[str, Words] = {}
        self.opens: dict[str, KeyButton] = {}
        self.floats: dict[str, KeyButton] = {}
        self.uses: dict[str, KeyButton] = {}
        self.forgets: dict[str, KeyButton] = {}
        self.name = Entry()
        self.save, self.reset = KeyButton("N"), KeyButton("0")
        self._grid, self._kept = QGridLayout(), QGridLayout()
        self._lay_out()
        self.name.taken.connect(self._save)
        self.name.left.connect(self._close_field)
        self.save.clicked.connect(self.ask_name)
        self.reset.clicked.connect(self.go_back)
        docks.changed.connect(self.refresh)
        self._list_kept()
        self.refresh()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setSpacing(px(8))
        for row, (id_, panel) in enumerate(self._docks.panels.items()):
            if id_ == NOT_ME:
                continue
            self._names[id_] = Words()
            self.opens[id_], self.floats[id_] = KeyButton(panel.key), KeyButton("")
            self.opens[id_].clicked.connect(lambda _=False, id_=id_: self._docks.toggle(id_))
            self.floats[id_].clicked.connect(lambda _=False, id_=id_: self._float(id_))
            for place, part in enumerate((self._names[id_], self.opens[id_], self.floats[id_])):
                self._grid.addWidget(part, row, place)
        for grid in (self._grid, self._kept):
            grid.setHorizontalSpacing(px(8))
            grid.setVerticalSpacing(px(6))
            grid.setColumnStretch(0, 1)
        column.addWidget(self._hint)
        column.addLayout(self._grid)
        column.addWidget(Line())
        column.addWidget(self._head)
        column.addLayout(self._kept)
        column.addWidget(self.name)
        row_ = QHBoxLayout()
        row_.setSpacing(px(8))
        row_.addWidget(self.save)
        row_.addWidget(self.reset)
        column.addLayout(row_)
        column.addWidget(self.message)
        column.addStretch(1)
        self.name.hide()

    def _float(self, id_: str) -> None:
        self._docks.set_floating(id_, not self._docks.is_floating(id_))

    def refresh(self) -> None:
        """Which are open and which float, in the language now shown."""
        self._hint.say(
            translate("Arrange", "Take a panel by its head and drag it: to another edge, or out of the window.")
        )
        self._head.say(translate("Arrange", "Arrangements kept"))
        for id_, panel in self._docks.panels.items():
            if id_ == NOT_ME:
                continue
            self._names[id_].say(panel.words)
            seen, floating = self._docks.in_front(id_), self._docks.is_floating(id_)
            close = seen and not panel.stays
            self.opens[id_].setText(translate("Arrange", "Close") if close else translate("Arrange", "Show"))
            self.opens[id_].setVisible(not (seen and panel.stays))
            dock, float_ = translate("Arrange", "Back into the window"), translate("Arrange", "Own window")
            self.floats[id_].setText(dock if floating else float_)
        self.save.setText(translate("Arrange", "Keep as…"))
        self.reset.setText(translate("Arrange", "As at first"))
        self.name.setAccessibleName(translate("Arrange", "Name of the arrangement"))
        self.name.setPlaceholderText(translate("Arrange", "Name of the arrangement"))
        for number, button in enumerate(self.forgets.values()):
            button.setText(translate("Arrange", "Forget"))
            list(self.uses.values())[number].setText(list(self.uses)[number])

    # --- arrangements ----------------------------------------------------------------------------------------------

    def _list_kept(self) -> None:
        for button in (*self.uses.values(), *self.forgets.values()):
            button.hide()
            button.deleteLater()
        self.uses, self.forgets = {}, {}
        for row, name in enumerate(kept.names()):
            use = self.uses[name] = KeyButton(str(row + 1) if row < MOST else "")
            forget = self.forgets[name] = KeyButton("")
            forget.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            use.clicked.connect(lambda _=False, name=name: self.use(name))
            forget.clicked.connect(lambda _=False, name=name: self.forget(name))
            self._kept.addWidget(use, row, 0)
            self._kept.addWidget(forget, row, 1)

    def use(self, name: str) -> None:
        """Put the panels as that arrangement has them."""
        try:
            self._docks.restore(kept.named(name))
        except kept.Unusable:
            self.say(
                translate("Arrange", "“{name}” can't be restored: the panels stand as at first.").format(name=name),
                True,
            )
        else:
            self.say(translate("Arrange", "The panels stand as in “{name}”.").format(name=name))
        self._docks.open(NOT_ME)

    def use_number(self, number: int) -> None:
        """The nth of those kept, from 1."""
        if number <= len(self.uses):
            self.use(list(self.uses)[number - 1])

    def forget(self, name: str) -> None:
        """It is kept no more."""
        kept.forget(name)
        self._list_kept()
        self.refresh()

    def go_back(self) -> None:
        """As at first."""
        self._docks.reset()
        self._docks.open(NOT_ME)
        self.say(translate("Arrange", "The panels stand as at first."))

    def ask_name(self) -> None:
        """The field has the keys."""
        self.name.show()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _save(self, name: str) -> None:
        try:
            kept.keep(name, self._docks.layout_now())
        except ValueError:
            self.say(translate("Arrange", "A name has 1 to {n} characters.").format(n=kept.NAME_LENGTH), True)
            return
        self._close_field()
        self._list_kept()
        self.refresh()
        self.say(translate("Arrange", "Kept as “{name}”.").format(name=name.strip()))

    def _close_field(self) -> None:
        self.name.clear()
        self.name.hide()

    def say(self, text: str, trouble: bool = False) -> None:
        """One message, for a while."""
        self.message.say(text, trouble)

    def changeEvent(self, event: QEvent) -> None:
        """New language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "forgets"):
            self.refresh()
