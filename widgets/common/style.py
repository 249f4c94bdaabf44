"""The style sheet, made from a theme's tokens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Colours(Protocol):
    """The tokens the sheet uses."""

    @property
    def ground(self) -> str: ...
    @property
    def panel(self) -> str: ...
    @property
    def raised(self) -> str: ...
    @property
    def line(self) -> str: ...
    @property
    def ink(self) -> str: ...
    @property
    def dim(self) -> str: ...
    @property
    def info(self) -> str: ...


def sheet(t: Colours, px: Callable[[float], int]) -> str:
    """Qt style sheet for the whole program; `px` scales pixels of a 1080-line screen."""
    return f"""
    QMainWindow, QWidget#ground {{ background: {t.ground}; }}
    QWidget#panel {{ background: {t.panel}; }}
    QLabel {{ background: transparent; }}
    QToolTip {{ background: {t.raised}; color: {t.ink}; border: 1px solid {t.line}; padding: {px(6)}px; }}
    QSplitter::handle {{ background: {t.line}; }}
    ads--CDockContainerWidget, ads--CDockAreaWidget, ads--CFloatingDockContainer {{ background: {t.ground}; }}
    ads--CDockSplitter::handle {{ background: {t.line}; }}
    ads--CDockAreaTitleBar {{ background: {t.ground}; border-bottom: 1px solid {t.line}; min-height: {px(28)}px; }}
    ads--CDockWidgetTab {{ background: {t.ground}; border: 0; border-right: 1px solid {t.line};
                           padding: 0 {px(12)}px; }}
    ads--CDockWidgetTab QLabel {{ color: {t.dim}; }}
    ads--CDockWidgetTab[activeTab="true"] {{ background: {t.panel}; }}
    ads--CDockWidgetTab[activeTab="true"] QLabel {{ color: {t.ink}; }}
    ads--CDockAreaTitleBar QToolButton, ads--CDockWidgetTab QPushButton {{ max-width: 0; max-height: 0; border: 0; }}
    ads--CDockWidget {{ background: {t.panel}; border: 0; }}
    QScrollArea, QListView {{ background: {t.panel}; border: 0; }}
    QScrollBar:vertical {{ background: transparent; width: {px(8)}px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {t.line}; border-radius: {px(4)}px; min-height: {px(32)}px; }}
    QScrollBar::handle:vertical:hover {{ background: {t.dim}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QLineEdit {{ background: {t.ground}; border: 1px solid {t.line}; border-radius: {px(4)}px;
                 padding: {px(4)}px {px(8)}px; selection-background-color: {t.info}; }}
    QLineEdit:focus {{ border-color: {t.info}; }}
    QMenu {{ background: {t.raised}; border: 1px solid {t.line}; padding: {px(4)}px; }}
    QMenu::item {{ padding: {px(4)}px {px(16)}px; }}
    QMenu::item:selected {{ background: {t.line}; }}
    """
