"""Questions above a window. They open and return at once; the answer comes to a callable."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from ui.kit.form import Ask, Form
from ui.kit.keys import Button, press_hot
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.kit.text import Text, write


class Sheet(QDialog):
    """Title, note, body, and two buttons.

    Enter presses the primary button (not where it is dangerous: there Cancel has the focus), Esc cancels.
    ``on_primary`` returns False to keep the sheet open: something in it is still wrong.
    """

    def __init__(
        self,
        parent: QWidget | None,
        name: str,
        title: Text,
        primary: Text | None,
        *,
        note: Text = "",
        body: QWidget | QLayout | None = None,
        on_primary: Callable[[], bool | None] | None = None,
        secondary: Text | None = None,
        danger: bool = False,
        width: int = 480,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(width)
        write(self, self.setWindowTitle, title)
        write(self, self.setAccessibleName, title)
        self._on_primary = on_primary
        parts: list[QWidget | QLayout] = [Label(title, "title", wrap=True, name=f"{name}-title")]
        if note:
            parts.append(Label(note, "subtitle", wrap=True, name=f"{name}-note"))
        if body is not None:
            parts.append(body)
        self.cancel = Button(f"{name}-cancel", secondary or (lambda: self.tr("Cancel")), on=self.reject)
        self.primary = Button(
            f"{name}-primary",
            primary or "",
            role="danger" if danger else "primary",
            key="" if danger else "Enter",
            on=self._press,
        )
        self.primary.setVisible(primary is not None)
        buttons = hbox(None, self.cancel, self.primary)
        self.setLayout(vbox(*parts, 4, buttons, gap=16, margins=24))
        if danger or primary is None:
            self.cancel.setFocus()

    def _press(self) -> None:
        if self._on_primary is None or self._on_primary() is not False:
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if (self.primary.hot or with_ctrl) and self.primary.isEnabled() and self.primary.isVisible():
                self.primary.click()
            return
        if not press_hot(self, event):
            super().keyPressEvent(event)


def confirm(
    parent: QWidget,
    title: Text,
    note: Text,
    primary: Text,
    on_yes: Callable[[], object],
    danger: bool = False,
) -> Sheet:
    """Ask before doing what cannot simply be undone."""
    sheet = Sheet(parent, "confirm", title, primary, note=note, danger=danger)
    sheet.accepted.connect(lambda: on_yes())
    sheet.open()
    return sheet


def tell(parent: QWidget, title: Text, note: Text) -> Sheet:
    """Say something that must be read before one goes on."""
    sheet = Sheet(parent, "tell", title, None, note=note)
    write(sheet.cancel, sheet.cancel.setText, lambda: sheet.tr("Close"))
    sheet.open()
    return sheet


def ask_reason(
    parent: QWidget,
    title: Text,
    primary: Text,
    on_reason: Callable[[str], object],
    *,
    note: Text = "",
    label: Text | None = None,
    required: bool = True,
    danger: bool = False,
) -> Sheet:
    """Ask why; the reason, stripped, goes to ``on_reason`` (empty only where it is not required)."""

    def done() -> bool:
        if not form.validate():
            return False
        on_reason(form.values()["reason"])
        return True

    sheet = Sheet(parent, "reason", title, primary, note=note, danger=danger, on_primary=done)
    form = Form("reason-form", [Ask("reason", label or (lambda: sheet.tr("Reason")), "area", required)])
    box = sheet.layout()
    if not isinstance(box, QLayout):
        raise TypeError(box)
    box.insertWidget(2 if note else 1, form)  # type: ignore[attr-defined]
    form.field("reason").setFocus()
    sheet.open()
    return sheet
