"""What the status bar and the board say of the backups, in one sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ill_desktop.keeping import standing as keeping
from ui.kit.theme import Tone
from ui.session import Session


def backup_words(session: Session) -> tuple[str, Tone | None]:
    """The sentence and its tone; a warning where no good copy was made or kept elsewhere lately."""
    standing = keeping.standing(session.desk.clock.now())
    made, copied = session.local(standing.made_at), session.local(standing.second.copied_at)
    when = f"{made:%m-%d %H:%M}" if made else ""
    match standing.warning:
        case "failed":
            return QCoreApplication.translate("BackupWords", "The last automatic backup failed"), "bad"
        case "late":
            words = QCoreApplication.translate("BackupWords", "No backup since %1")
            return words.replace("%1", f"{made:%m-%d}"), "bad"
        case "second_failed":
            words = QCoreApplication.translate("BackupWords", "The second place for backups is missing")
            return words, "caution"
        case "second_late" if copied is not None:
            words = QCoreApplication.translate("BackupWords", "No copy in the second place since %1")
            return words.replace("%1", f"{copied:%m-%d}"), "caution"
        case "second_late":
            return QCoreApplication.translate("BackupWords", "No copy in the second place yet"), "caution"
        case "none":
            return QCoreApplication.translate("BackupWords", "No backup yet"), "caution"
    if standing.second.folder is None:
        words = QCoreApplication.translate("BackupWords", "Last backup %1, only on this machine")
        return words.replace("%1", when), "caution"
    return QCoreApplication.translate("BackupWords", "Last backup %1").replace("%1", when), None


def backup_warning(session: Session) -> str:
    """What the board says of them: only what must be mended, and nothing before the first backup."""
    warning = keeping.standing(session.desk.clock.now()).warning
    return backup_words(session)[0] if warning not in ("", "none") else ""
