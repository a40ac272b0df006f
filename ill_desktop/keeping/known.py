"""What is wrong with a library, is known and cannot be mended: it must not end its backups.

What a damaged disk took is missing from tables to which nothing is written again. So a salvage notes what it
had to leave wrong, and an administrator may note what `verify` finds, with a reason. From then on a backup
must hold all but that; `verify` names it all the same.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ill_desktop import audit, settings
from ill_desktop.keeping.checks import Ask, Finding

KNOWN = "keeping.known"
OF_THE_FILE = frozenset({"integrity", "unreadable", "copy"})  # never noted: nothing in it could be trusted
_OF_DOCUMENTS = frozenset({"file_missing", "file_altered"})


@dataclass(frozen=True)
class Known:
    """How many findings of each code, and which documents by their hash are missing or not what they were."""

    many: Mapping[str, int] = field(default_factory=dict)
    documents: frozenset[str] = frozenset()

    def beyond(self, found: Iterable[Finding]) -> list[Finding]:
        """What is found more often than is known. By number and not by row: facts of a row go on changing
        with the work that goes on."""
        left, new = Counter(self.many), []
        for each in found:
            if left[each.code] > 0:
                left[each.code] -= 1
            else:
                new.append(each)
        return new


def of(ask: Ask) -> Known:
    """What is noted in a library or in a copy of it; what is no such note notes nothing."""
    for (text,) in ask(f"SELECT value FROM setting WHERE key = '{KNOWN}'"):
        try:
            noted = json.loads(text)
            many = {str(code): int(number) for code, number in noted["many"].items()}
            return Known(many, frozenset(map(str, noted["documents"])))
        except (ValueError, TypeError, KeyError, AttributeError):
            break
    return Known()


def note(found: Iterable[Finding], at: str, by: str, reason: str) -> None:
    """Note findings in place of those noted before, in the caller's transaction; ``at`` is UTC text."""
    kept = [each for each in found if each.code not in OF_THE_FILE]
    many = dict(sorted(Counter(each.code for each in kept).items()))
    documents = sorted(str(each.facts["file"]) for each in kept if each.code in _OF_DOCUMENTS)
    settings.write(KNOWN, {"many": many, "documents": documents})
    audit.append(at, by, "verify.known", "library", reason=reason, many=many, documents=documents)
