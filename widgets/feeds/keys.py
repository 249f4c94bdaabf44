"""The feeds panel's keys: what each does is on its button or in the panel's head."""

from __future__ import annotations

from PySide6.QtCore import Qt

LEFT_TO_WINDOW = (Qt.Key.Key_F11, Qt.Key.Key_F6, Qt.Key.Key_Question)
STEPS = {
    Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 15, Qt.Key.Key_PageUp: -15, Qt.Key.Key_End: 1_000_000, Qt.Key.Key_Home: -1_000_000,
}  # fmt: skip
TURNS = {Qt.Key.Key_L: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_H: -1, Qt.Key.Key_Left: -1}
ACTIONS = {
    Qt.Key.Key_A: "acknowledge", Qt.Key.Key_Return: "show", Qt.Key.Key_Enter: "show", Qt.Key.Key_R: "retry",
    Qt.Key.Key_E: "export", Qt.Key.Key_Slash: "filter", Qt.Key.Key_Escape: "back",
}  # fmt: skip
