"""Asking for one question and its answer in both languages; taking one away."""

from __future__ import annotations

from ill_desktop.counter import fact_kinds
from ui.kit.form import Ask
from ui.kit.text import Text
from ui.session import Session
from ui.settings.fact_list import FactRow, FactSheet, fact_rows
from ui.settings.general import LANGUAGES
from ui.settings.section import TOPICS

LIST = "faq"
WIDTH = 900


class QuestionSheet(FactSheet):
    """A new question, or another wording of an old one."""

    def __init__(self, session: Session, code: str | None) -> None:
        row = next((row for row in fact_rows(session.desk.library, LIST) if row.id == code), None)
        places = "  ".join(f"{{{each}}}" for each in fact_kinds.ANSWER_PLACES)

        def hint() -> str:
            return self.tr("Filled in: %1").replace("%1", places)

        super().__init__(
            session,
            LIST,
            lambda: self.tr("A question often asked"),
            [
                *(
                    Ask(f"question.{language}", self._asks(words), required=True)
                    for language, words in LANGUAGES
                ),
                *(
                    Ask(f"answer.{language}", self._answers(words), "area", True, hint=hint, lines=12)
                    for language, words in LANGUAGES
                ),
            ],
            row,
            width=WIDTH,
        )

    def _asks(self, words: str) -> Text:
        return lambda: self.tr("Question · %1").replace("%1", words)

    def _answers(self, words: str) -> Text:
        return lambda: self.tr("Answer · %1").replace("%1", words)


def remove(session: Session, code: str, says: str) -> None:
    """Take a question away; it can be taken back."""
    row: FactRow = next(row for row in fact_rows(session.desk.library, LIST) if row.id == code)
    facts, actor = session.desk.facts, session.actor
    session.commands.run(
        lambda: facts.remove(actor, LIST, code),
        touches=TOPICS,
        says=says.replace("%1", str(row.values[f"question.{session.language}"])),
        undo=lambda values: facts.add(actor, LIST, code, values),
    )
