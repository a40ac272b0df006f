"""The one style sheet, made from the tokens of a theme."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Template

_SHEET = Template("""
QToolTip { background: $ink; color: $panel; border: none; padding: 4px 8px; font-size: 12px; }
QMainWindow, QWidget[role="background"] { background: $background; }
QDialog { background: $panel; }
QFrame[role="panel"] { background: $panel; border: 1px solid $line; border-radius: 12px; }
QFrame[role="panel"][tone="caution"] { border-color: $caution; }
QFrame[role="panel"][tone="bad"] { border-color: $bad; }
QFrame[role="panel"][tone="accent"] { background: $accent_soft; border-color: $accent_soft; }
QFrame[role="rail"] { background: $panel; border: none; border-right: 1px solid $line; }
QFrame[role="top"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[role="status"] { background: $panel; border: none; border-top: 1px solid $line; }
QFrame[role="popup"] { background: $panel; border: 1px solid $line; border-radius: 8px; }
QFrame[role="toast"] { background: $panel; border: 1px solid $ink3; border-radius: 8px; }
QFrame[role="bar"] { background: $line; border: none; border-radius: 2px; }
QFrame[role="bar"][tone="accent"] { background: $accent; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QScrollArea, QScrollArea > QWidget > QWidget[role="plain"] { background: transparent; border: none; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 20px; font-weight: 700; }
QLabel[role="heading"] { font-weight: 700; }
QLabel[role="subtitle"] { color: $ink2; }
QLabel[role="note"] { font-size: 12px; color: $ink2; }
QLabel[role="hint"] { font-size: 12px; color: $ink3; }
QLabel[role="error"] { font-size: 12px; color: $bad; }
QLabel[role="success"] { font-size: 12px; color: $good; }
QLabel[role="figure"] { font-size: 28px; font-weight: 700; }
QLabel[role="total"] { font-size: 40px; font-weight: 700; }
QLabel[newest="true"] { color: $ink; }
QLabel[way="true"]:hover, QLabel[way="true"]:focus { color: $accent; }
QLabel[marked="true"] { background: $caution_soft; border-radius: 4px; padding: 0 6px; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="caution"] { color: $caution; }
QLabel[tone="bad"] { color: $bad; }
QLabel[tone="loan"] { color: $loan; }

QPushButton { background: $panel; color: $ink; border: 1px solid $line; border-radius: 8px; }
QPushButton:hover { background: $neutral_soft; }
QPushButton:pressed { background: $line; }
QPushButton[role="plain"]:checked { background: $accent_soft; border-color: $accent; }
QPushButton[role="primary"] { background: $accent; border-color: $accent; }
QPushButton[role="primary"]:hover { background: $accent_over; border-color: $accent_over; }
QPushButton[role="primary"]:pressed { background: $accent; }
QPushButton[role="primary"]:disabled { background: $neutral_soft; border-color: $neutral_soft; }
QPushButton[role="danger"]:hover { background: $bad_soft; border-color: $bad_soft; }
QPushButton[role="quiet"], QPushButton[role="link"] { background: transparent; border-color: transparent; }
QPushButton[role="quiet"]:hover { background: $neutral_soft; }
QPushButton[role="link"]:hover { background: $accent_soft; }
QPushButton[role="tender"]:checked { background: $accent; border-color: $accent; }
QPushButton[role="pill"] { background: transparent; border-color: transparent; border-radius: 15px; }
QPushButton[role="pill"]:hover { background: $neutral_soft; }
QPushButton[role="pill"]:checked { background: $accent_soft; border-color: $accent_soft; }
QPushButton[role="filter"] { background: $neutral_soft; border: none; border-radius: 11px; }
QPushButton[role="filter"]:hover { background: $line; }
QPushButton[role="filter"]:checked { background: $accent_soft; }
QPushButton[role="rail"] { background: transparent; border-color: transparent; }
QPushButton[role="rail"]:hover { background: $neutral_soft; }
QPushButton[role="rail"]:checked { background: $accent_soft; border-color: $accent_soft; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QAbstractSpinBox {
  background: $panel; color: $ink; border: 1px solid $line; border-radius: 8px;
  selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $ink3; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: 34px; padding: 0 11px; }
QPlainTextEdit, QTextEdit { padding: 6px 7px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $accent; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { min-height: 32px; padding: 0 10px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 5px 6px; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {
  border-color: $bad; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled,
QAbstractSpinBox:disabled, QLineEdit[readOnly="true"], QPlainTextEdit[locked="true"] {
  background: $background; color: $ink2; }
QLineEdit[scale="large"] { font-size: 20px; min-height: 46px; }
QLineEdit[scale="large"]:focus { min-height: 44px; }
QLineEdit[scale="kiosk"], QComboBox[scale="kiosk"] { font-size: 16px; min-height: 54px; }
QLineEdit[scale="kiosk"]:focus, QComboBox[scale="kiosk"]:focus { min-height: 52px; }
QLineEdit[role="box"] { background: $background; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url(controls:$name/chevron-down.svg); width: 16px; height: 16px; }
QComboBox QAbstractItemView, QListView[role="popup"] { background: $panel; color: $ink; border: none;
  outline: none; padding: 4px; selection-background-color: $accent_soft; selection-color: $ink; }
QComboBoxPrivateContainer { background: $panel; border: 1px solid $line; border-radius: 8px; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px; border-radius: 4px; color: $ink; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $ink; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 24px;
  background: transparent; }
QAbstractSpinBox::up-arrow { image: url(controls:$name/chevron-up.svg); width: 14px; height: 14px; }
QAbstractSpinBox::down-arrow { image: url(controls:$name/chevron-down.svg); width: 14px; height: 14px; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; min-height: 24px; }
QCheckBox:disabled, QRadioButton:disabled { color: $ink3; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $ink3;
  border-radius: 4px; background: $panel; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: 14px;
  height: 14px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QRadioButton::indicator:checked { background: $accent; border-color: $accent;
  image: url(controls:$name/check.svg); }
QRadioButton::indicator:checked { image: url(controls:$name/dot.svg); }
QCheckBox::indicator:checked:focus { border-color: $ink; }
QCheckBox::indicator:indeterminate { background: $accent; border-color: $accent;
  image: url(controls:$name/minus.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line;
  background: $background; }

QMenu { background: $panel; color: $ink; border: 1px solid $line; border-radius: 8px; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; min-height: 20px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $ink3; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 16px; height: 16px; margin-left: 8px; }
QMenu::indicator:checked { image: url(controls:$name/tick.svg); }

QTableView, QListView, QTreeView { background: transparent; border: none; outline: none; color: $ink;
  selection-background-color: $accent_soft; selection-color: $ink; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: $ink2; font-size: 12px; border: none;
  border-bottom: 1px solid $line; padding: 0 10px; }
QHeaderView::section:hover { color: $ink; }
QHeaderView::up-arrow { image: url(controls:$name/chevron-up.svg); width: 12px; height: 12px;
  subcontrol-position: center right; subcontrol-origin: padding; right: 4px; }
QHeaderView::down-arrow { image: url(controls:$name/chevron-down.svg); width: 12px; height: 12px;
  subcontrol-position: center right; subcontrol-origin: padding; right: 4px; }
QTableCornerButton::section { background: transparent; border: none; }
QListView[role="list"]::item { padding: 8px 16px; border-bottom: 1px solid $line; }
QListView[role="list"]::item:selected { background: $accent_soft; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $ink3; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; }

QProgressBar { background: $neutral_soft; border: none; border-radius: 3px;
  max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollArea#preview-area, QScrollArea#preview-area > QWidget { background: $background; border-radius: 8px; }
QSplitter::handle { background: transparent; }
QCalendarWidget QWidget { background: $panel; alternate-background-color: $panel; color: $ink; }
QCalendarWidget QToolButton { background: transparent; border: none; border-radius: 4px; color: $ink;
  padding: 4px 8px; font-weight: 700; }
QCalendarWidget QToolButton:hover { background: $neutral_soft; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url(controls:$name/chevron-left.svg); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url(controls:$name/chevron-right.svg); }
QCalendarWidget QSpinBox { min-height: 24px; padding: 0 4px; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }
QCalendarWidget QAbstractItemView:disabled { color: $ink3; }
""")


def sheet(tokens: Mapping[str, str], scale: float = 1.0) -> str:
    """The style sheet in these colours, by name, its type enlarged by ``scale``.

    Raises KeyError when a colour it needs is missing.
    """
    return re.sub(
        r"font-size: (\d+)px",
        lambda found: f"font-size: {round(int(found[1]) * scale)}px",
        _SHEET.substitute(tokens),
    )
