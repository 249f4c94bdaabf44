"""Colours, type and spacing: the only place that names a colour.

Two themes come from the same tokens. `apply` sets the application's palette, font and style sheet; whoever
paints by hand reads `tokens()` and `font()` at paint time and repaints on `QEvent.PaletteChange`. Sizes are
pixels of a 1080-line screen: `px` scales them for taller windows, so that nothing is tiny on a wall of panels.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import Enum, IntEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QApplication

from command_center.model.categories import Priority
from widgets.common.style import sheet

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Tokens:
    """A theme's colours as `#RRGGBB`. `urgent` to `low` are for priorities only; `action` fills the primary button."""

    name: str
    ground: str
    panel: str
    raised: str
    line: str
    ink: str
    dim: str
    faint: str
    urgent: str
    high: str
    medium: str
    low: str
    info: str
    good: str
    action: str
    on_action: str


class Theme(Enum):
    """The themes there are."""

    DARK = Tokens(
        name="dark",
        ground="#0E1318",
        panel="#151C23",
        raised="#1B242D",
        line="#26313B",
        ink="#D7DEE5",
        dim="#8495A4",
        faint="#5A6A78",
        urgent="#E5484D",
        high="#F2963F",
        medium="#E8C547",
        low="#7C8C9A",
        info="#4C9AFF",
        good="#3FA67F",
        action="#2468D2",
        on_action="#FFFFFF",
    )
    LIGHT = Tokens(
        name="light",
        ground="#E9EDF1",
        panel="#FAFBFC",
        raised="#EEF2F5",
        line="#D3DBE2",
        ink="#18212A",
        dim="#51606D",
        faint="#8593A0",
        urgent="#C3272C",
        high="#A84F00",
        medium="#7A6200",
        low="#5D6C79",
        info="#0A5FCC",
        good="#19734F",
        action="#0A5FCC",
        on_action="#FFFFFF",
    )


DARK, LIGHT = Theme.DARK, Theme.LIGHT


class Size(IntEnum):
    """The three type sizes of a seat, in pixels at scale 1."""

    SMALL = 12
    BODY = 13
    LARGE = 15


FAMILIES = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "思源黑体",
    "Microsoft YaHei",
    "微软雅黑",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "文泉驛微米黑",
    "文泉驿微米黑",
    "WenQuanYi Zen Hei",
)
"""CJK sans families, best first; the first one installed is the one family of the program."""

_state: dict[str, object] = {"theme": Theme.DARK, "scale": 1.0, "family": ""}


def current() -> Theme:
    """The theme last applied."""
    theme = _state["theme"]
    assert isinstance(theme, Theme)
    return theme


def tokens() -> Tokens:
    """The colours now in use."""
    return current().value


def scale() -> float:
    """How much larger than on a 1080-line screen everything is drawn."""
    return float(str(_state["scale"]))


def px(pixels: float) -> int:
    """`pixels` of a 1080-line screen in this window's pixels, at least 1."""
    return max(1, round(pixels * scale()))


def color(value: str, alpha: float = 1.0) -> QColor:
    """A token as a QColor, with `alpha` 0…1."""
    made = QColor(value)
    made.setAlphaF(alpha)
    return made


def mix(over: str, under: str, share: float) -> QColor:
    """`over` laid on `under` with opacity `share` 0…1, opaque."""
    a, b = QColor(over), QColor(under)
    part = [round(x * share + y * (1 - share)) for x, y in zip(a.getRgb()[:3], b.getRgb()[:3], strict=True)]  # type: ignore[index]
    return QColor(*part)


def priority_color(priority: Priority) -> QColor:
    """The colour of a priority: always shown with its word or its shape beside it."""
    return QColor(getattr(tokens(), priority.value))


def priority_ink(priority: Priority) -> QColor:
    """A priority's colour for text: the dark theme's red is lifted, to keep a contrast of 4.5:1 on a panel."""
    if priority is Priority.URGENT and current() is Theme.DARK:
        return QColor("#F2666B")
    return priority_color(priority)


def family() -> str:
    """The one type family: the best CJK sans installed, or "" (the system's) when there is none."""
    if not _state["family"]:
        found = next((name for name in FAMILIES if QFontDatabase.hasFamily(name)), "")
        if not found:
            log.warning("no Chinese font is installed; Chinese text may show as boxes (try fonts-noto-cjk)")
        _state["family"] = found
    return str(_state["family"])


def sized(pixels: float, bold: bool = False) -> QFont:
    """The program's font at exactly `pixels`, figures of equal width."""
    made = QFont()
    if family():
        made.setFamilies([family(), "sans-serif"])
    made.setPixelSize(max(1, round(pixels)))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def font(size: Size = Size.BODY, bold: bool = False) -> QFont:
    """One of the three sizes of a seat, scaled to this window."""
    return sized(px(size), bold)


def paint_shape(painter: QPainter, box: QRectF, priority: Priority, fill: QColor | None = None) -> None:
    """A priority's shape, so that colour never speaks alone: diamond, square, disc, bar (urgent to low)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    painter.setBrush(fill if fill is not None else priority_color(priority))
    centre, r = box.center(), min(box.width(), box.height()) / 2
    if priority is Priority.URGENT:
        ways = ((0, -1.0), (1.0, 0), (0, 1.0), (-1.0, 0))
        painter.drawPolygon(QPolygonF([QPointF(centre.x() + dx * r, centre.y() + dy * r) for dx, dy in ways]))
    elif priority is Priority.HIGH:
        painter.drawRect(QRectF(centre.x() - r * 0.8, centre.y() - r * 0.8, r * 1.6, r * 1.6))
    elif priority is Priority.MEDIUM:
        painter.drawEllipse(centre, r * 0.85, r * 0.85)
    else:
        painter.drawRect(QRectF(centre.x() - r, centre.y() - r * 0.3, r * 2, r * 0.6))
    painter.restore()


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Dress the whole program in `theme`, everything `scale` times the size it has on a 1080-line screen."""
    _state["theme"], _state["scale"] = theme, scale
    app.setStyle("Fusion")
    app.setFont(font())
    app.setPalette(_palette(theme.value))
    app.setStyleSheet(sheet(theme.value, px))


def _palette(t: Tokens) -> QPalette:
    role = QPalette.ColorRole
    made = QPalette()
    for part, value in (
        (role.Window, t.panel),
        (role.Base, t.panel),
        (role.AlternateBase, t.raised),
        (role.Button, t.raised),
        (role.ToolTipBase, t.raised),
        (role.WindowText, t.ink),
        (role.Text, t.ink),
        (role.ButtonText, t.ink),
        (role.ToolTipText, t.ink),
        (role.PlaceholderText, t.dim),
        (role.Highlight, t.action),
        (role.HighlightedText, t.on_action),
        (role.Link, t.info),
        (role.Mid, t.line),
    ):
        made.setColor(part, QColor(value))
    made.setColor(QPalette.ColorGroup.Disabled, role.ButtonText, QColor(t.faint))
    return made
