"""Questions above a window. They open and return at once; the answer comes to a callable."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
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
        aside: QWidget | None = None,
    ) -> None:
        """``aside`` stands at the left of the buttons: the way back of a sheet with several steps."""
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
        if primary is None:  # never shown before it has its place: it would flash as a window of its own
            self.primary.hide()
        beside = (aside,) if aside is not None else ()
        buttons = hbox(*beside, None, self.cancel, self.primary)
        self.setLayout(vbox(*parts, 4, buttons, gap=16, margins=24))
        if danger or primary is None:
            self.cancel.setFocus()
        elif body is None:  # else the first button would have the focus, and Enter would cancel
            self.primary.setFocus()

    def _press(self) -> None:
        if self._on_primary is None or self._on_primary() is not False:
            self.accept()

    def event(self, event: QEvent) -> bool:
        """What is said beside a field may take a second line: the sheet grows with it."""
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and (layout := self.layout()) is not None:
            wanted = layout.totalHeightForWidth(self.width())
            if wanted > self.height():
                self.resize(self.width(), wanted)
        return handled

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


class Word(Sheet):
    """Something that must be read before one goes on."""

    def __init__(self, parent: QWidget, title: Text, note: Text) -> None:
        super().__init__(parent, "tell", title, None, note=note, secondary=lambda: self.tr("Close"))


def tell(parent: QWidget, title: Text, note: Text) -> Sheet:
    """Say something that must be read before one goes on."""
    sheet = Word(parent, title, note)
    sheet.open()
    return sheet


class Reason(Sheet):
    """Asks why; the reason, stripped, goes to ``on_reason``."""

    def __init__(
        self,
        parent: QWidget,
        title: Text,
        primary: Text,
        on_reason: Callable[[str], object],
        note: Text,
        label: Text | None,
        required: bool,
        danger: bool,
    ) -> None:
        self._on_reason = on_reason
        self.form = Form("reason-form", [Ask("reason", label or self._label, "area", required)])
        super().__init__(
            parent, "reason", title, primary, note=note, body=self.form, danger=danger, on_primary=self._done
        )
        self.form.field("reason").setFocus()

    def _label(self) -> str:
        return self.tr("Reason")

    def _done(self) -> bool:
        if not self.form.validate():
            return False
        self._on_reason(self.form.values()["reason"])
        return True


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
    sheet = Reason(parent, title, primary, on_reason, note, label, required, danger)
    sheet.open()
    return sheet
