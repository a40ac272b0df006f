"""Ways into an account that has been forgotten: none are left."""

from __future__ import annotations

from collections.abc import Sequence

from db.tables import ActivationCode, ActivationToken, ActivationVisit, ActivationWrongCode


def forget(patrons: Sequence[int]) -> None:
    """Delete tokens, codes and visits of these readers, in the caller's transaction.

    What was agreed to stays: version of the terms, when and by which way, under a number.
    """
    for table in (ActivationToken, ActivationCode, ActivationWrongCode):
        table.delete().where(table.patron_id.in_(patrons)).execute()
    meant = ActivationVisit.patron_id.in_(patrons) | ActivationVisit.meant_for.in_(patrons)
    ActivationVisit.delete().where(meant).execute()
