"""What a library forgets: only what was previewed, after a backup, and by a wrong setting nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import connection
from ill_desktop import settings
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.counter.marks import MarkService
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.keeping import retention
from ill_desktop.keeping.retention import RetentionService
from ill_desktop.keeping.service import BackupResult, KeepingService
from ill_desktop.patrons import queries
from ill_desktop.patrons.service import PatronService
from ill_desktop.requests import queries as requests
from ill_desktop.staff.rules import Actor
from tests.db.test_erasing import NAME, TITLE, cancelled, tables_with
from tests.db.till import Till, operation, refused


@pytest.fixture
def keeper(ground: Ground, till: Till) -> RetentionService:
    return RetentionService(ground, KeepingService(ground))


@pytest.fixture
def secret(approved: Callable[..., int]) -> int:
    return approved(name=NAME, mobile="13957122231", email="secret88@126.com", number="secret88")


def later(ground: Ground, clock: FixedClock, days: int) -> None:
    """That many days go by, with somebody at work every month so that the clock is believed."""
    for _ in range(days // 30):
        clock.instant += dt.timedelta(days=30)
        settings_touched(ground)
    clock.instant += dt.timedelta(days=days % 30)


def settings_touched(ground: Ground) -> None:
    from ill_desktop import audit

    with connection.transaction():
        audit.append(ground.now, "周敏", "sign_in", "staff:3")


def whole(ground: Ground) -> list[tuple[object, ...]]:
    """Everything that a run could take."""
    names = ("patron", "request", "outbox", "draft", "patron_event", "request_event", "audit_payload")
    return [
        row for name in names for row in connection.rows(lambda *row: row, f"SELECT '{name}', * FROM {name}")
    ]


def test_off_until_somebody_sets_it(
    keeper: RetentionService, till: Till, secret: int, admin: Actor, ground: Ground, clock: FixedClock
) -> None:
    cancelled(till, secret)
    later(ground, clock, 4000)
    before = whole(ground)
    assert set(keeper.days().values()) == {0}
    assert keeper.plan(admin) == []
    keeper.run(admin, {})
    assert [row for row in whole(ground) if row[0] != "audit_payload"] == [
        row for row in before if row[0] != "audit_payload"
    ]


def test_old_words_go_and_figures_stay(
    keeper: RetentionService, till: Till, secret: int, admin: Actor, ground: Ground, clock: FixedClock
) -> None:
    old = cancelled(till, secret)
    later(ground, clock, 400)
    young = cancelled(till, secret)
    keeper.configure(admin, {"history": 365})
    (planned,) = keeper.plan(admin)
    assert (planned.rule, planned.many, planned.total, planned.before) == ("history", 1, 2, "2026-12-26")
    made = keeper.run(admin, {"history": 1})
    assert (requests.detail(old).title, requests.detail(young).title) == ("—", TITLE)
    assert requests.detail(old).state == "cancelled"
    assert (made.folder / "library.db").exists(), "a backup was made first"
    assert keeper.plan(admin)[0].many == 0


@pytest.mark.parametrize("rule", ["history", "messages"])
def test_what_was_noted_on_today_goes_with_what_it_is_about(
    keeper: RetentionService,
    till: Till,
    secret: int,
    admin: Actor,
    ground: Ground,
    clock: FixedClock,
    rule: str,
) -> None:
    request = cancelled(till, secret)
    connection.execute("UPDATE outbox SET state = 'sent'")
    told = connection.value("SELECT id FROM outbox WHERE patron_id = ?", (secret,))
    kind, subject = ("work", request) if rule == "history" else ("notices", told)
    MarkService(ground).assign(admin, kind, subject, None, "读者下周再来")
    later(ground, clock, 400)
    assert tables_with("读者下周再来") == {"today_mark", "audit_payload"}
    keeper.configure(admin, {rule: 365})
    (planned,) = keeper.plan(admin)
    keeper.run(admin, {rule: planned.many}, above_cap=True)
    assert tables_with("读者下周再来") == set()


def test_who_has_left_is_forgotten_unless_something_is_open(
    keeper: RetentionService,
    till: Till,
    secret: int,
    patron: int,
    patrons: PatronService,
    admin: Actor,
    ground: Ground,
    clock: FixedClock,
) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 5000)], operation())
    for each in (secret, patron):
        patrons.withdraw(admin, each)
    later(ground, clock, 800)
    keeper.configure(admin, {"readers": 730})
    assert [(each.rule, each.many) for each in keeper.plan(admin)] == [("readers", 1)]
    keeper.run(admin, {"readers": 1})
    assert tables_with(NAME) == set()
    assert queries.card(patron).name == "陈竑宇", "his deposit is still here"


def test_more_than_was_shown_takes_nothing(
    keeper: RetentionService, till: Till, secret: int, admin: Actor, ground: Ground, clock: FixedClock
) -> None:
    cancelled(till, secret)
    cancelled(till, secret)
    later(ground, clock, 400)
    keeper.configure(admin, {"history": 365})
    before = whole(ground)
    assert refused(lambda: keeper.run(admin, {"history": 1})).code == "retention.changed"
    assert refused(lambda: keeper.run(admin, {})).code == "retention.changed"
    assert whole(ground) == before


def test_what_becomes_due_while_the_backup_is_made_waits(
    till: Till, secret: int, admin: Actor, ground: Ground, clock: FixedClock
) -> None:
    class Slow(KeepingService):
        def backup(self, *args: Any, **kwargs: Any) -> BackupResult:
            made = super().backup(*args, **kwargs)
            clock.advance(days=2)
            return made

    keeper = RetentionService(ground, Slow(ground))
    first = cancelled(till, secret)
    clock.advance(days=1)
    second = cancelled(till, secret)
    later(ground, clock, 365)
    keeper.configure(admin, {"history": 365})
    keeper.run(admin, {"history": 1})
    assert [requests.detail(each).title for each in (first, second)] == ["—", TITLE]


def test_more_than_a_tenth_is_asked_about_twice(
    keeper: RetentionService, till: Till, secret: int, admin: Actor, ground: Ground, clock: FixedClock
) -> None:
    connection.execute(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 51) "
        "INSERT INTO draft (owner, form, content, saved_at) "
        "SELECT 'staff:' || i, 'new', '{}', '2026-01-01' FROM n"
    )
    keeper.configure(admin, {"drafts": 7})
    before = whole(ground)
    asked = refused(lambda: keeper.run(admin, {"drafts": 51}))
    assert (asked.code, asked.facts["count"], asked.facts["total"]) == ("retention.cap", 51, 51)
    assert whole(ground) == before
    keeper.run(admin, {"drafts": 51}, above_cap=True)
    assert connection.value("SELECT COUNT(*) FROM draft") == 0


@pytest.mark.parametrize("leap", [dt.timedelta(days=3650), dt.timedelta(days=-30)])
def test_a_clock_that_leapt_takes_nothing(
    keeper: RetentionService,
    till: Till,
    secret: int,
    admin: Actor,
    ground: Ground,
    clock: FixedClock,
    leap: dt.timedelta,
) -> None:
    cancelled(till, secret)
    keeper.configure(admin, {"history": 365, "readers": 180})
    clock.instant += leap
    before = whole(ground)
    assert refused(lambda: keeper.plan(admin)).code == "retention.clock"
    assert refused(lambda: keeper.run(admin, {"history": 99, "readers": 99}, above_cap=True)).code == (
        "retention.clock"
    )
    assert whole(ground) == before


def test_whoever_signs_in_under_a_clock_that_leapt_does_not_make_it_right(
    keeper: RetentionService, till: Till, secret: int, admin: Actor, ground: Ground, clock: FixedClock
) -> None:
    cancelled(till, secret)
    keeper.configure(admin, {"history": 365})
    clock.instant += dt.timedelta(days=3650)
    for _ in range(4):
        settings_touched(ground)
        assert refused(lambda: keeper.plan(admin)).facts["last"] == "2026-11-21"
        clock.instant += dt.timedelta(days=2)
    assert [each.many for each in keeper.plan(admin)] == [1], "who worked so for a week means it"


def test_without_a_backup_nothing_goes(
    keeper: RetentionService, till: Till, secret: int, admin: Actor, ground: Ground, clock: FixedClock
) -> None:
    cancelled(till, secret)
    later(ground, clock, 400)
    keeper.configure(admin, {"history": 365})
    ground.folder.backups.rmdir()
    ground.folder.backups.write_text("a file where the folder should be")
    before = whole(ground)
    assert refused(lambda: keeper.run(admin, {"history": 1})).code.startswith("backup.")
    assert whole(ground) == before


@given(st.integers(-1_000_000, 1_000_000))
def test_days_too_few_or_too_many_are_refused(days: int) -> None:
    for rule, shortest in retention.SHORTEST.items():
        problem = retention.check_days(rule, days)
        good = days == 0 or shortest <= days <= 36_500
        assert (problem is None) == good
        assert problem is None or problem.field == rule


@pytest.mark.parametrize(
    "kept", [None, 7, "all", [1], {"history": "365"}, {"history": -1}, {"history": 1}, {"x": 9}]
)
def test_a_setting_that_is_no_setting_takes_nothing(
    keeper: RetentionService,
    till: Till,
    secret: int,
    admin: Actor,
    ground: Ground,
    clock: FixedClock,
    kept: object,
) -> None:
    cancelled(till, secret)
    settings.write(retention.SETTING, kept)
    later(ground, clock, 400)
    assert keeper.plan(admin) == []


def test_only_an_administrator(keeper: RetentionService, cashier: Actor) -> None:
    for action in (
        lambda: keeper.plan(cashier),
        lambda: keeper.configure(cashier, {"history": 365}),
        lambda: keeper.run(cashier, {}),
    ):
        with pytest.raises(Refusal, match="not_permitted"):
            action()


def test_a_message_that_was_forgotten_still_stands_in_the_list(
    keeper: RetentionService, secret: int, admin: Actor, ground: Ground, clock: FixedClock
) -> None:
    from ill_desktop.notices import queries as told
    from ill_desktop.notices import texts

    connection.execute("UPDATE outbox SET state = 'sent'")
    later(ground, clock, 400)
    keeper.configure(admin, {"messages": 365})
    (planned,) = keeper.plan(admin)
    keeper.run(admin, {"messages": planned.many}, above_cap=True)
    assert {texts.shown(ground, row) for row in told.of_patron(secret)} == {("—", "—")}
    assert keeper.plan(admin)[0].many == 0
