"""What readers are told about (domain §6), and what each message may say."""

from __future__ import annotations

from dataclasses import dataclass

COMMON = ("name", "library", "service", "phones", "mail", "sender")
"""What every message may say: the reader's name and the library's own facts."""
_REQUEST = ("number", "title", "phone")


@dataclass(frozen=True)
class Kind:
    """``variables``: the places its texts may have besides :data:`COMMON`.

    ``carries_files``: what it brings can only be mailed, whatever way the reader has chosen.
    ``binds``: asked also of somebody who has given the service up: he still has a book, or owes.
    """

    variables: tuple[str, ...]
    carries_files: bool = False
    binds: bool = False

    @property
    def places(self) -> tuple[str, ...]:
        """Everything its texts may name."""
        return tuple(dict.fromkeys((*COMMON, *self.variables)))


KINDS: dict[str, Kind] = {
    "registration_received": Kind(("number", "due")),
    "registration_approved": Kind(("number",)),
    "registration_needs_information": Kind(("number", "what")),
    "registration_rejected": Kind(("number", "reason")),
    "activation_done": Kind(("number", "terms")),
    # The five services of the activation notice [N]: this, due_soon, overdue, ready_for_pickup and recall.
    "permission_to_borrow": Kind(("number",)),
    "cost_to_approve": Kind((*_REQUEST, "amount")),
    "payment_due": Kind((*_REQUEST, "amount"), binds=True),
    "payments_due": Kind(
        ("count", "amount", "list", "phone"), binds=True
    ),  # several at once: see ``gathering``
    "payment_received": Kind(("amount", "paper")),
    "document_delivered": Kind((*_REQUEST, "link"), carries_files=True),
    "ready_for_pickup": Kind((*_REQUEST, "place", "until", "shelf")),
    "due_soon": Kind((*_REQUEST, "due", "place"), binds=True),
    "overdue": Kind((*_REQUEST, "due", "days", "fine", "place"), binds=True),
    "recall": Kind((*_REQUEST, "due", "before", "place"), binds=True),
    "renewal_granted": Kind((*_REQUEST, "due", "old_due", "place")),
    "renewal_refused": Kind((*_REQUEST, "due", "place")),
    "returned": Kind(_REQUEST),
    "unfilled": Kind((*_REQUEST, "reason")),
    "deposit_low": Kind(("amount",)),
    "password_changed": Kind(("number", "at")),
}
WAYS = ("email", "sms", "letter", "none")
"""How a reader may be told; with ``none`` messages stand under "my messages" only."""
