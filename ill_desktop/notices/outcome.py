"""What became of one try to send something."""

from __future__ import annotations

import json
from typing import Any, Literal

from ill_desktop.errors import Refusal

Outcome = Literal["sent", "refused", "later", "server", "unknown"]
"""``refused``: this message never will; ``later``: this message, but not now; ``server``: nothing goes at
the moment, whatever the message; ``unknown``: it was handed over, and no answer came."""


class Undelivered(Refusal):
    """Why a message did not go, as a sentence, and what that means for the next try."""

    def __init__(self, outcome: Outcome, code: str, field: str | None = None, **facts: Any) -> None:
        super().__init__(code, field, **facts)
        self.outcome = outcome


def quoted(said: bytes | str, longest: int = 200) -> str:
    """What a server answered, as a sentence may quote it: one line, printable, not too long."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(plain.split())[:longest]


def kept(problem: Refusal) -> str:
    """A reason as the outbox keeps it: said later, in the language of whoever reads it."""
    facts = {name: fact if isinstance(fact, int) else str(fact) for name, fact in problem.facts.items()}
    return json.dumps({"code": problem.code, **facts}, ensure_ascii=False)


def as_refusal(text: str) -> Refusal:
    """What :func:`kept` has kept."""
    facts = json.loads(text)
    return Refusal(facts.pop("code"), **facts)
