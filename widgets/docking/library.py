"""The docking library, set up the way the seat wants it: the only file that names its flags."""

from __future__ import annotations

from typing import Any

import PySide6QtAds as ads  # noqa: N813 - the library calls itself so
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from widgets.docking.registry import Area, Panel

AREAS: dict[Area, Any] = {
    Area.LEFT: ads.LeftDockWidgetArea,
    Area.MIDDLE: ads.CenterDockWidgetArea,
    Area.RIGHT: ads.RightDockWidgetArea,
    Area.BOTTOM: ads.BottomDockWidgetArea,
}
Flag, Feature = ads.CDockManager.eConfigFlag, ads.CDockWidget.DockWidgetFeature
HIDE_TITLE = ads.CDockAreaWidget.eDockAreaFlag.HideSingleWidgetTitleBar


def manager(parent: QWidget) -> Any:
    """A dock manager without a style of its own, its heads plain: a title to hold, no buttons."""
    ads.CDockManager.setConfigFlags(
        Flag.OpaqueSplitterResize
        | Flag.XmlCompressionEnabled
        | Flag.DisableStylesheet
        | Flag.DisableTabTextEliding
        | Flag.DockAreaHideDisabledButtons
        | Flag.DragPreviewShowsContentPixmap
        | Flag.FloatingContainerHasWidgetTitle
        | Flag.FloatingContainerForceNativeTitleBar
        | Flag.DoubleClickUndocksWidget
    )
    made = ads.CDockManager(parent)
    # It keeps floating windows above by changing their flags when the station gets the focus, which hides them
    # everywhere but on X11. They are transient to the station: window managers keep them above by themselves.
    parent.window().removeEventFilter(made)
    return made


def dock(of: Any, panel: Panel) -> Any:
    """A place for a panel. Its own close button asks first: one that stays goes home instead."""
    made = ads.CDockWidget(of, panel.id)
    made.setMinimumSizeHintMode(ads.CDockWidget.eMinimumSizeHintMode.MinimumSizeHintFromContent)
    made.setFeatures(
        Feature.DockWidgetMovable
        | Feature.DockWidgetFloatable
        | Feature.DockWidgetClosable
        | Feature.CustomCloseHandling
    )
    return made


def put(into: Any, widget: QWidget) -> None:
    """Fill a place; the panel scrolls by itself where it has to."""
    into.setWidget(widget, ads.CDockWidget.eInsertMode.ForceNoScrollArea)


def is_library(found: QObject) -> bool:
    """Whether an object belongs to the library."""
    return found.metaObject().className().startswith("ads::")
