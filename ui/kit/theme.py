"""The look: colours by name, light and dark; the palette and the style sheet are made from them."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ill_desktop import paths
from ui.kit.qss import sheet

Tone = Literal["neutral", "accent", "good", "caution", "bad", "loan"]

GAP, MARGIN = 16, 24
RADIUS, RADIUS_PANEL = 8, 12
CONTROL, CONTROL_BIG = 36, 56  # heights of controls: counter, kiosk
ROW, HEADER, RAIL, TOP, STATUS = 44, 32, 175, 56, 32
RAIL_NARROW = 92  # icons above their words, where the window is small
SMALL, NORMAL, LARGE, FIGURE, TOTAL = 12, 14, 20, 28, 40  # type sizes
FAMILY = "Noto Sans SC"


class Theme(NamedTuple):
    """The named colours of one theme, as ``#rrggbb``."""

    name: Literal["light", "dark"]
    background: str
    panel: str
    line: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_soft: str
    accent_over: str  # the accent under the mouse
    on_accent: str
    neutral_soft: str
    good: str
    good_soft: str
    caution: str
    caution_soft: str
    bad: str
    bad_soft: str
    loan: str
    loan_soft: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """The strong and the soft colour of a tone."""
        return _tones(self)[tone]

    @staticmethod
    def of(palette: QPalette) -> Theme:
        """The theme a palette was made from (the link colour is the one a style sheet never touches)."""
        return DARK if palette.color(QPalette.ColorRole.Link).name() == DARK.accent else LIGHT


# ink3 and good are a shade darker than the table of tokens, which misses its own 4.5:1 by a little.
LIGHT = Theme(
    name="light",
    background="#f5f6f8",
    panel="#ffffff",
    line="#e3e6eb",
    ink="#1d2430",
    ink2="#5b6675",
    ink3="#667180",
    accent="#1f5fbf",
    accent_soft="#e8f0fc",
    accent_over="#1a52a6",
    on_accent="#ffffff",
    neutral_soft="#eef0f4",
    good="#1a7d4a",
    good_soft="#e4f5ec",
    caution="#9a5b00",
    caution_soft="#fdf1dc",
    bad="#b3261e",
    bad_soft="#fde9e7",
    loan="#6b3fb5",
    loan_soft="#f0eafb",
)
DARK = Theme(
    name="dark",
    background="#14181f",
    panel="#1c222c",
    line="#2c3441",
    ink="#e8ecf2",
    ink2="#a6b0bf",
    ink3="#8591a3",
    accent="#7ab0ff",
    accent_soft="#1f2f4a",
    accent_over="#93bfff",
    on_accent="#10151d",
    neutral_soft="#28303c",
    good="#6fd3a0",
    good_soft="#16352a",
    caution="#f0bd6a",
    caution_soft="#3a2d14",
    bad="#ff9b92",
    bad_soft="#43201d",
    loan="#c3a6ff",
    loan_soft="#2e2447",
)
THEMES: dict[str, Theme] = {LIGHT.name: LIGHT, DARK.name: DARK}


@cache
def _tones(theme: Theme) -> dict[Tone, tuple[str, str]]:
    return {
        "neutral": (theme.ink2, theme.neutral_soft),
        "accent": (theme.accent, theme.accent_soft),
        "good": (theme.good, theme.good_soft),
        "caution": (theme.caution, theme.caution_soft),
        "bad": (theme.bad, theme.bad_soft),
        "loan": (theme.loan, theme.loan_soft),
    }


def apply(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Dress the program, or change its dress while it runs; ``scale`` enlarges all type (large print)."""
    if FAMILY not in app.font().family():
        _dress_once(app)
    base = QFont(FAMILY)
    base.setPixelSize(round(NORMAL * scale))
    if app.font().pixelSize() != base.pixelSize():
        app.setFont(base)
    app.setPalette(palette(theme))
    app.setStyleSheet(sheet(theme._asdict(), scale))


def _dress_once(app: QApplication) -> None:
    file = paths.resources() / "fonts" / "NotoSansSC-Regular.ttf"
    if QFontDatabase.addApplicationFont(str(file)) < 0:
        raise FileNotFoundError(file)
    QDir.addSearchPath("controls", str(paths.resources() / "icons" / "controls"))
    app.setStyle("Fusion")
    app.setFont(font())


def font(size: int = NORMAL, bold: bool = False) -> QFont:
    """The one family in one of the type sizes, as large as the program's own type is now."""
    now = QApplication.font().pixelSize()
    made = QFont(FAMILY)
    made.setPixelSize(round(size * now / NORMAL) if now > 0 else size)
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return made


def palette(theme: Theme) -> QPalette:
    """The colours as Fusion and the painted parts read them."""
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.background,
        role.WindowText: theme.ink,
        role.Base: theme.panel,
        role.AlternateBase: theme.background,
        role.Text: theme.ink,
        role.Button: theme.panel,
        role.ButtonText: theme.ink,
        role.BrightText: theme.on_accent,
        role.ToolTipBase: theme.ink,
        role.ToolTipText: theme.panel,
        role.PlaceholderText: theme.ink3,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.loan,
        role.Light: theme.panel,
        role.Midlight: theme.line,
        role.Mid: theme.line,
        role.Dark: theme.ink3,
        role.Shadow: theme.line,
    }
    made = QPalette()
    for which, colour in colours.items():
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.ink3))
    return made


def style(widget: QWidget, **properties: str | bool) -> None:
    """Set the dynamic properties the style sheet looks at, and let it look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    widget.update()
