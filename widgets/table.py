"""The seat's keys. One table makes the shortcuts, the caps on the buttons and the `?` overlay."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from widgets.common.keys import Key
from widgets.common.literal import QT_TRANSLATE_NOOP
from widgets.docking.registry import Panel

CAPS: Mapping[str, str] = {
    "accept": "Enter",
    "remind": "R",
    "dismiss": "X",
    "later": "S",
    "merge": "M",
    "split": "Shift+M",
    "mediate": "T",
    "acknowledge": "A",
    "call": "C",
    "pass": "V",
    "rework": "B",
    "call-back": "W",
    "clip": "P",
    "take-over": "O",
    "undo": "Ctrl+Z",
}
"""The key of each action, as it stands on its button."""
NUMBERS = tuple("123456789")


def seat_table(
    do: Mapping[str, Callable[[], None]], number: Callable[[int], None], panels: Sequence[Panel] = ()
) -> list[Key]:
    """All keys. `do` has a handler for each id that stands below and each of `panels`; `number` takes 1 to 9."""

    def one(id_: str, text: str, *sequences: str, repeat: bool = False) -> Key:
        cap = CAPS.get(id_, sequences[0] if sequences else "")
        found = sequences or (cap,)
        return Key(id_, cap, found, text, lambda _n: do[id_](), repeat)

    return [
        one("next", QT_TRANSLATE_NOOP("Keys", "Next row"), "J", repeat=True),
        one("previous", QT_TRANSLATE_NOOP("Keys", "Previous row"), "K", repeat=True),
        one("extend-next", QT_TRANSLATE_NOOP("Keys", "Select the next row, too"), "Shift+J", repeat=True),
        one("extend-previous", QT_TRANSLATE_NOOP("Keys", "Select the previous row, too"), "Shift+K", repeat=True),
        one("next-tab", QT_TRANSLATE_NOOP("Keys", "Next tab"), "L", "Right"),
        one("previous-tab", QT_TRANSLATE_NOOP("Keys", "Previous tab"), "H", "Left"),
        one("accept", QT_TRANSLATE_NOOP("Keys", "Accept and dispatch the recommended squad"), "Return", "Enter"),
        Key(
            "number",
            "1 – 9",
            NUMBERS,
            QT_TRANSLATE_NOOP("Keys", "Dispatch another squad; after X or S, the choice"),
            lambda n: number(n + 1),
        ),
        one("remind", QT_TRANSLATE_NOOP("Keys", "Remind the dog's owner, or the operator of bikes")),
        one("dismiss", QT_TRANSLATE_NOOP("Keys", "False alarm, then the reason 1 – 6")),
        one("later", QT_TRANSLATE_NOOP("Keys", "Later: 15 min, 1 h, end of shift; or bring back")),
        one("merge", QT_TRANSLATE_NOOP("Keys", "Merge duplicates")),
        one("split", QT_TRANSLATE_NOOP("Keys", "Take merged ones apart")),
        one("mediate", QT_TRANSLATE_NOOP("Keys", "Pass to mediation")),
        one("acknowledge", QT_TRANSLATE_NOOP("Keys", "Acknowledge")),
        one("call", QT_TRANSLATE_NOOP("Keys", "Note a telephone call")),
        one("pass", QT_TRANSLATE_NOOP("Keys", "Check passed")),
        one("rework", QT_TRANSLATE_NOOP("Keys", "Rework")),
        one("call-back", QT_TRANSLATE_NOOP("Keys", "Call the squad back")),
        one("clip", QT_TRANSLATE_NOOP("Keys", "Play the clip of what was flagged")),
        one("take-over", QT_TRANSLATE_NOOP("Keys", "Take over what another person has open")),
        one("silence", QT_TRANSLATE_NOOP("Keys", "Silence the sound of alarms"), "Space"),
        one("group", QT_TRANSLATE_NOOP("Keys", "Open a group of alarms, and close it again"), "G"),
        one("undo", QT_TRANSLATE_NOOP("Keys", "Undo")),
        one("search", QT_TRANSLATE_NOOP("Keys", "Search"), "/"),
        one("follow", QT_TRANSLATE_NOOP("Keys", "Follow the selected thing on the map"), "F"),
        one("time-line", QT_TRANSLATE_NOOP("Keys", "Time line: look back, and close it again"), "F4"),
        one("live", QT_TRANSLATE_NOOP("Keys", "Back from the past to the present"), "End"),
        one("measure", QT_TRANSLATE_NOOP("Keys", "Measure a distance or an area on the map"), "D"),
        one("copy-position", QT_TRANSLATE_NOOP("Keys", "Copy the position pointed at on the map"), "Ctrl+Shift+C"),
        one("save-map", QT_TRANSLATE_NOOP("Keys", "Save the map as a picture or PDF"), "Ctrl+P"),
        *(one(panel.id, panel.text, panel.key) for panel in panels if panel.key),
        one("leave", QT_TRANSLATE_NOOP("Keys", "Back, without doing anything"), "Esc"),
        one("full-screen", QT_TRANSLATE_NOOP("Keys", "Full screen"), "F11"),
        one("help", QT_TRANSLATE_NOOP("Keys", "All keys"), "?"),
    ]
