"""The language on the screen, changeable while running."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "i18n"
CHINESE, ENGLISH = "zh_CN", "en"


OURS = "command_center"
"""The translator's name among the program's: there is one language on the screen, however many ask for it."""


class Language:
    """Puts a language on the whole program: every widget gets a `LanguageChange` event and words itself anew."""

    def __init__(self, app: QApplication) -> None:
        self._app = app

    @property
    def name(self) -> str:
        """The language now shown."""
        return CHINESE if self._installed() else ENGLISH

    def _installed(self) -> list[QTranslator]:
        return self._app.findChildren(QTranslator, OURS)

    def use(self, name: str | None) -> None:
        """Show `name` ("zh_CN" or "en"); None is the system's language."""
        if name is None:
            name = CHINESE if QLocale.system().language() is QLocale.Language.Chinese else ENGLISH
        for old in self._installed():
            old.setObjectName("")
            self._app.removeTranslator(old)
            old.deleteLater()
        if name.lower().startswith("zh"):
            translator = QTranslator(self._app)
            if not translator.load(str(FOLDER / f"command_center_{CHINESE}.qm")):
                log.warning("the Chinese translation is missing in %s", FOLDER)
                translator.deleteLater()
                return
            translator.setObjectName(OURS)
            self._app.installTranslator(translator)

    def other(self) -> str:
        """The language that is not shown now."""
        return ENGLISH if self.name == CHINESE else CHINESE
