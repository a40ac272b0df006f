"""Personal data is kept no longer than needed: what a library forgets by itself, and what guards it.

Every rule is off until an administrator sets its days. Nothing goes that the preview did not show; more than
a tenth of anything goes only if that is said once more; a backup is made and checked before the first row.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from db import connection
from ill_desktop import audit, settings
from ill_desktop.cashier import removed
from ill_desktop.clock import utc_text, utc_time
from ill_desktop.counter import erasing, marks
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.keeping import loose
from ill_desktop.keeping.service import BackupResult, KeepingService
from ill_desktop.notices import forgetting as notices
from ill_desktop.requests import forgetting as requests
from ill_desktop.requests.rules import TERMINAL
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

SETTING = "retention"
SHORTEST: dict[str, int] = {
    "applications": 30,
    "readers": 180,
    "history": 90,
    "messages": 90,
    "drafts": 7,
    "traces": 7,
    "files": 7,
}
"""Each rule and the fewest days it can be set to."""
SUGGESTED: dict[str, int] = {
    "applications": 365,
    "readers": 730,
    "history": 1095,
    "messages": 730,
    "drafts": 60,
    "traces": 30,
    "files": 90,
}
Progress = Callable[[int, int], object]
LONGEST = 36_500
CAP_SHARE, CAP_LEAST = 10, 50  # per cent of what there is, and rows that may always go
CLOCK_LEAP, BELIEVED = dt.timedelta(days=60), dt.timedelta(days=7)
"""How long nothing may have happened before, and for how long the same clock must have been worked by."""


class Planned(NamedTuple):
    """What one rule would take: ``many`` of ``total``, older than the business day ``before``.

    ``above_cap``: more than may go without being said once more.
    """

    rule: str
    days: int
    before: str
    many: int
    total: int

    @property
    def above_cap(self) -> bool:
        return self.many > max(CAP_LEAST, self.total * CAP_SHARE // 100)


class _Rule(NamedTuple):
    """``chosen``: SQL for ids (or keys) older than ``?1``; ``total``: SQL for how many there are at all;
    ``take``: forgets them in the caller's transaction and returns the documents they named."""

    chosen: str
    total: str
    take: Callable[[Ground, list[int]], list[str]]


def check_days(rule: str, days: int) -> Refusal | None:
    """What speaks against a number of days; 0 means never."""
    if days == 0 or SHORTEST[rule] <= days <= LONGEST:
        return None
    return Refusal("retention.days", rule, shortest=SHORTEST[rule], longest=LONGEST)


def _people(ground: Ground, ids: list[int]) -> list[str]:
    return erasing.forget(ground, [each for one in ids for each in erasing.records(one)])


def _requests(ground: Ground, ids: list[int]) -> list[str]:
    told = notices.of_requests(ids)
    notices.forget(told)
    marks.forget(requests=ids, notices=told)
    audit.forget([*(f"request:{each}" for each in ids), *(f"notice:{each}" for each in told)])
    return [sha256 for each in ids for sha256 in requests.forget(ground, each)]


def _messages(ground: Ground, ids: list[int]) -> list[str]:
    notices.forget(ids)
    marks.forget(notices=ids)
    return []


def _rows_of(table: str) -> Callable[[Ground, list[int]], list[str]]:
    def take(ground: Ground, ids: list[int]) -> list[str]:
        connection.execute(f"DELETE FROM {table} WHERE id IN ({', '.join('?' * len(ids))})", tuple(ids))
        return []

    return take


_ENDED = "', '".join(sorted(TERMINAL))
_QUIET = (
    "AND NOT EXISTS (SELECT 1 FROM patron_event e WHERE e.patron_id = p.id AND e.at >= ?1) "
    "AND NOT EXISTS (SELECT 1 FROM entry n WHERE n.patron_id = p.id AND n.at >= ?1) "
    "AND NOT EXISTS (SELECT 1 FROM request r WHERE r.patron_id = p.id AND r.state_since >= ?1)"
)
_PEOPLE = "FROM patron p WHERE p.merged_into IS NULL AND p.erased_at IS NULL AND p.state IN"
_RULES: dict[str, _Rule] = {
    # Who asked for an account and was turned down, or never answered.
    "applications": _Rule(
        f"SELECT p.id {_PEOPLE} ('rejected', 'needs_information') {_QUIET} ORDER BY p.id",
        "SELECT COUNT(*) FROM patron WHERE merged_into IS NULL AND erased_at IS NULL",
        _people,
    ),
    # Whose account has ended, and who has settled everything.
    "readers": _Rule(
        f"SELECT p.id {_PEOPLE} ('withdrawn', 'expired') {_QUIET} ORDER BY p.id",
        "SELECT COUNT(*) FROM patron WHERE merged_into IS NULL AND erased_at IS NULL",
        _people,
    ),
    # What was asked for, long after it was answered; that something was asked for stays.
    "history": _Rule(
        f"SELECT id FROM request r WHERE state IN ('{_ENDED}') AND state_since < ?1 AND forgotten_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM charge c JOIN posting p ON p.charge_id = c.id JOIN account a "
        "ON a.id = p.account_id AND a.code = 'receivable:' || c.patron_id WHERE c.request_id = r.id "
        "GROUP BY c.id HAVING SUM(p.amount_fen) <> 0) ORDER BY id",
        "SELECT COUNT(*) FROM request",
        _requests,
    ),
    "messages": _Rule(
        "SELECT id FROM outbox WHERE state IN ('sent', 'withdrawn') AND created_at < ?1 "
        "AND text IS NOT '—' ORDER BY id",
        "SELECT COUNT(*) FROM outbox",
        _messages,
    ),
    "drafts": _Rule(
        "SELECT id FROM draft WHERE saved_at < ?1 ORDER BY id",
        "SELECT COUNT(*) FROM draft",
        _rows_of("draft"),
    ),
    # Failed sign-ins; what is left of visits and codes is deleted by its own room when it runs out.
    "traces": _Rule(
        "SELECT id FROM sign_in_attempt WHERE at < ?1 ORDER BY id",
        "SELECT 0",
        _rows_of("sign_in_attempt"),
    ),
    # What was taken off by mistake, and what lay among the documents without a name.
    "files": _Rule(
        "SELECT id FROM removed_file WHERE why = 'trash' AND at < ?1 ORDER BY id",
        "SELECT (SELECT COUNT(*) FROM request_file) + (SELECT COUNT(*) FROM proof)",
        lambda _ground, ids: removed.let_go(ids),
    ),
}


class RetentionService:
    """Days are set, a run is previewed, then made."""

    def __init__(self, ground: Ground, keeping: KeepingService) -> None:
        self._ground = ground
        self._keeping = keeping

    @staticmethod
    def days() -> dict[str, int]:
        """Rule → days; 0: never. Whatever the setting holds that is no good number counts as never."""
        kept = settings.read(SETTING, {})
        found = {rule: kept.get(rule, 0) if isinstance(kept, dict) else 0 for rule in SHORTEST}
        return {
            rule: days if type(days) is int and check_days(rule, days) is None else 0
            for rule, days in found.items()
        }

    def configure(self, by: Actor, days: Mapping[str, int]) -> None:
        """Set the days of some rules. Raises Refusal(s) ``retention.days`` beside the rule."""
        require(self._ground, by, "library.retain")
        refuse([bad for rule, many in days.items() if (bad := check_days(rule, many)) is not None])
        with connection.transaction():
            before = self.days()
            settings.write(SETTING, before | dict(days))
            audit.append(
                self._ground.now, by.mark, "retention.days", "library", before=before, after=dict(days)
            )

    def plan(self, by: Actor) -> list[Planned]:
        """What a run would take now; nothing is changed. Raises Refusal ``retention.clock``."""
        require(self._ground, by, "library.retain")
        self._check_clock()
        return [
            Planned(
                rule,
                days,
                self._day(days),
                len(self._chosen(rule, days)),
                connection.value(_RULES[rule].total),
            )
            for rule, days in self.days().items()
            if days
        ]

    def run(
        self,
        by: Actor,
        agreed: Mapping[str, int],
        *,
        above_cap: bool = False,
        progress: Progress = lambda done, of: None,
    ) -> BackupResult:
        """Forget what the preview showed, rule → count, after a backup; returns the backup.

        Raises Refusal ``retention.changed`` when there is more than was agreed to, ``retention.cap`` when
        it is more than a tenth and ``above_cap`` was not said, ``retention.clock``, ``backup.…``: then
        nothing is gone. Each reader or request goes in its own transaction; what stops between two leaves
        the rest as it was.
        """
        require(self._ground, by, "library.retain")
        plan = [each for each in self.plan(by) if each.many]
        due = {each.rule: set(self._chosen(each.rule, each.days)) for each in plan}
        for each in plan:
            if len(due[each.rule]) > agreed.get(each.rule, 0):
                raise Refusal("retention.changed", each.rule, count=each.many)
            if each.above_cap and not above_cap:
                raise Refusal("retention.cap", each.rule, count=each.many, total=each.total)
        made = self._keeping.backup(by)
        done, of = 0, sum(each.many for each in plan)
        for each in plan:
            for number in self._chosen(each.rule, each.days):  # asked again: something may have opened
                if number not in due[each.rule]:
                    continue
                with connection.transaction():
                    documents = _RULES[each.rule].take(self._ground, [number])
                requests.remove_unused(self._ground.folder, documents)
                done += 1
                progress(done, of)
        erasing.sweep()
        if self.days()["files"]:
            loose.gather(self._ground, by.mark)
        with connection.transaction():
            facts = {each.rule: each.many for each in plan}
            audit.append(
                self._ground.now, by.mark, "retention.run", "library", backup=made.folder.name, **facts
            )
        return made

    def _day(self, days: int) -> str:
        return (self._ground.clock.day() - dt.timedelta(days=days)).isoformat()

    def _chosen(self, rule: str, days: int) -> list[int]:
        """The ids a rule would take; of people, those who have nothing open."""
        before = utc_text(self._ground.clock.now() - dt.timedelta(days=days))
        found = connection.rows(int, _RULES[rule].chosen, (before,))
        if rule in ("applications", "readers"):
            return [each for each in found if erasing.is_settled(each)]
        return found

    def _check_clock(self) -> None:
        """A clock that has leapt makes everything look old: then nothing may go. Whoever came to clean up has
        signed in under it, so what was recorded these last days does not speak for it."""
        now = self._ground.clock.now()
        newest = connection.value("SELECT at FROM audit ORDER BY id DESC LIMIT 1") or ""
        earlier = connection.value(
            "SELECT at FROM audit WHERE at < ? ORDER BY id DESC LIMIT 1", (utc_text(now - BELIEVED),)
        )
        ahead = newest > utc_text(now + dt.timedelta(days=1))
        if ahead or (earlier is not None and now > utc_time(earlier) + CLOCK_LEAP):
            last = newest if ahead else earlier
            raise Refusal("retention.clock", now=f"{now:%Y-%m-%d}", last=last[:10])
