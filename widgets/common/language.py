"""The language on the screen, changeable while running."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "i18n"
CHINESE, ENGLISH = "zh_CN", "en"


class Language:
    """Puts a language on the whole program: every widget gets a `LanguageChange` event and words itself anew."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._translator: QTranslator | None = None
        self.name = ENGLISH

    def use(self, name: str | None) -> None:
        """Show `name` ("zh_CN" or "en"); None is the system's language."""
        if name is None:
            name = CHINESE if QLocale.system().language() is QLocale.Language.Chinese else ENGLISH
        self.name = CHINESE if name.lower().startswith("zh") else ENGLISH
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        if self.name == CHINESE:
            translator = QTranslator(self._app)
            if not translator.load(str(FOLDER / f"command_center_{CHINESE}.qm")):
                log.warning("the Chinese translation is missing in %s", FOLDER)
                return
            self._app.installTranslator(translator)
            self._translator = translator

    def other(self) -> str:
        """The language that is not shown now."""
        return ENGLISH if self.name == CHINESE else CHINESE
