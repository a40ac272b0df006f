"""A person is forgotten: nothing names him any more, the books stand, and nobody else is touched."""

from __future__ import annotations

from collections.abc import Callable

import apsw
import peewee
import pytest

from db import connection
from ill_desktop import audit
from ill_desktop.activation.service import ActivationService
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.cashier.rules import Tender
from ill_desktop.counter import erasing, marks
from ill_desktop.counter.erasing import EraseService
from ill_desktop.counter.marks import MarkService
from ill_desktop.counter.timeline import timeline
from ill_desktop.ground import Ground
from ill_desktop.keeping import checks, office_checks
from ill_desktop.patrons import queries
from ill_desktop.patrons.service import PatronService
from ill_desktop.requests import queries as requests
from ill_desktop.staff.rules import Actor
from ill_desktop.words import load
from tests.db.till import PDF, Till, operation, refused

NAME, MOBILE, MAIL, NUMBER, UNIT = "墨鹭遥", "13957122231", "secret88@126.com", "secret88", "青屿研究所"
TITLE = "绿松石色谱的隐秘历史"


@pytest.fixture
def erasing_service(ground: Ground) -> EraseService:
    return EraseService(ground)


@pytest.fixture
def secret(approved: Callable[..., int]) -> int:
    return approved(name=NAME, mobile=MOBILE, email=MAIL, number=NUMBER, unit=UNIT)


def tables_with(text: str) -> set[str]:
    """Every table of which some row holds this text."""
    names = connection.rows(
        str,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
        "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_search%'",
    )
    return {
        name
        for name in names
        for row in connection.database.execute_sql(f'SELECT * FROM "{name}"')
        if text in str(row)
    }


def asked_in_vain(till: Till, patron: int) -> int:
    fields = {"article_title": TITLE, "journal": "色谱", "year": "2020", "volume": "1", "pages": "1-2"}
    request = till.request(patron, fields=fields, note=f"请寄给{NAME}", proxy=NAME)
    till.requests.note(till.by, request, f"{NAME}来电")
    till.requests.attach(till.by, request, "scan.pdf", PDF)
    return request


def cancelled(till: Till, patron: int) -> int:
    request = asked_in_vain(till, patron)
    till.walk(request, "cancelled")
    return request


def test_nothing_that_names_him_is_left_in_the_file(
    till: Till, secret: int, erasing_service: EraseService, admin: Actor, ground: Ground
) -> None:
    request = cancelled(till, secret)
    till.requests.save_draft(Actor(NAME, "patron", patron_id=secret), "new", {"title": TITLE})
    number = requests.detail(request).number
    taken = erasing_service.erase(admin, secret, "本人申请")
    assert (taken.records, taken.requests, taken.documents) == (1, 1, 1)
    erasing.sweep()
    for text in (NAME, MOBILE, MAIL, NUMBER, UNIT, TITLE):
        assert tables_with(text) == set(), text
    raw = b"".join(file.read_bytes() for file in ground.folder.root.glob("library.db*"))
    for text in (NAME, MOBILE, MAIL, NUMBER, UNIT, TITLE):
        assert text.encode() not in raw, text
    assert not [file for file in ground.folder.documents.rglob("*") if file.is_file()]
    assert requests.detail(request).number == number, "that something was asked for stays"
    assert queries.find(NAME) == queries.find(MOBILE) == []


def test_what_was_noted_on_today_goes_and_so_does_its_record(
    till: Till, secret: int, patron: int, erasing_service: EraseService, admin: Actor, ground: Ground
) -> None:
    request, other = cancelled(till, secret), cancelled(till, patron)
    told = connection.value("SELECT id FROM outbox WHERE patron_id = ?", (secret,))
    subjects = {"review": secret, "notices": told, **dict.fromkeys(marks.OF_REQUESTS, request)}
    for kind, subject in subjects.items():
        MarkService(ground).assign(admin, kind, subject, None, f"{UNIT}下周再来")
    MarkService(ground).assign(admin, "work", other, None, "下周再看")
    erasing_service.erase(admin, secret, "本人申请")
    assert tables_with(UNIT) == set()
    assert tables_with("下周再看") == {"today_mark", "audit_payload"}, "of another reader"
    assert list(audit.breaks()) == []


def test_the_books_stand_and_papers_keep_what_was_printed(
    till: Till, secret: int, erasing_service: EraseService, admin: Actor
) -> None:
    request = till.arrived(secret)
    (due,) = till.dues(secret)
    receipt = till.pay(secret, Tender("cash", due.amount_fen)).receipt
    till.walk(request, "delivered", "completed")
    before = cashier_queries.trial_balance()
    erasing_service.erase(admin, secret, "本人申请")
    assert cashier_queries.trial_balance() == before
    assert tables_with(NAME) == {"paper"}, "the receipt, as it was printed"
    assert receipt.patron_name == NAME
    assert list(audit.breaks()) == []
    found = checks.run(
        checks.ask_open_library, [*checks.FILE, *checks.BOOKS, *checks.REST, *office_checks.ALL]
    )
    assert list(found) == []


def test_what_is_not_settled_holds(
    till: Till, secret: int, erasing_service: EraseService, admin: Actor
) -> None:
    request = till.arrived(secret)
    holds = refused(lambda: erasing_service.erase(admin, secret, "本人申请"))
    assert holds.code == "erase.holds"
    assert (holds.facts["requests"], holds.facts["debt"]) == (1, "¥1.80")
    till.pay(secret, Tender("cash", 180))
    till.walk(request, "delivered", "completed")
    till.cashier.top_up(till.by, till.shift, secret, [Tender("cash", 5000)], operation())
    assert refused(lambda: erasing_service.preview(admin, secret)).facts["deposit"] == "¥50.00"
    assert tables_with(NAME) >= {"patron"}, "nothing was taken"


def test_a_slip_that_is_out_holds(
    till: Till, campus: int, erasing_service: EraseService, admin: Actor
) -> None:
    slip = till.transfers.issue_in_advance(till.by, campus, 50_00, operation())
    holds = refused(lambda: erasing_service.erase(admin, campus, "本人申请"))
    assert (holds.code, holds.facts["slips"]) == ("erase.holds", 1)
    till.transfers.cancel(till.by, slip.paper_id)
    assert erasing_service.erase(admin, campus, "本人申请").papers == 1


def test_no_way_into_the_account_is_left(
    activation: ActivationService, secret: int, erasing_service: EraseService, admin: Actor, counter: Actor
) -> None:
    token = activation.issue_token(counter, secret, "paper").text
    activation.counter_code(counter, secret)
    activation.start(counter, "desk", "desk", patron_id=secret)
    erasing_service.erase(admin, secret, "本人申请")
    assert refused(lambda: activation.find_token(token)).code == "activation.token_unknown"
    for table in ("activation_token", "activation_code", "activation_visit"):
        assert connection.value(f"SELECT COUNT(*) FROM {table}") == 0, table


def test_once_and_only_by_an_administrator(
    secret: int, till: Till, erasing_service: EraseService, admin: Actor, reviewer: Actor
) -> None:
    assert refused(lambda: erasing_service.erase(reviewer, secret, "x")).code == "not_permitted"
    assert refused(lambda: erasing_service.erase(admin, secret, " ")).field == "reason"
    erasing_service.erase(admin, secret, "本人申请")
    assert refused(lambda: erasing_service.erase(admin, secret, "本人申请")).code == "patron.erased"


def test_both_records_of_a_merged_person_go(
    erasing_service: EraseService, admin: Actor, merge: Callable[[], None], patron: int, duplicate: int
) -> None:
    merge()
    assert erasing_service.erase(admin, duplicate, "本人申请").records == 2
    assert tables_with("陈竑宇") == tables_with("陈宏宇") == set()


def test_nobody_else_is_touched(
    till: Till, secret: int, patron: int, erasing_service: EraseService, admin: Actor, ground: Ground
) -> None:
    mine, his = cancelled(till, secret), asked_in_vain(till, patron)
    before = connection.rows(lambda *row: row, "SELECT * FROM request WHERE id = ?", (his,))
    erasing_service.erase(admin, secret, "本人申请")
    assert connection.rows(lambda *row: row, "SELECT * FROM request WHERE id = ?", (his,)) == before
    assert queries.card(patron).name == "陈竑宇"
    kept = [file.read_bytes() for file in ground.folder.documents.rglob("*") if file.is_file()]
    assert kept == [PDF], "the same document belongs to the other request too"
    assert requests.detail(mine).title != TITLE == requests.detail(his).title


def test_the_number_and_address_are_free_again(
    secret: int, erasing_service: EraseService, admin: Actor, approved: Callable[..., int]
) -> None:
    erasing_service.erase(admin, secret, "本人申请")
    assert approved(name=NAME, mobile=MOBILE, email=MAIL, number=NUMBER) != secret


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE patron_event SET note = '', facts = '{}'",
        "UPDATE request_event SET note = '', facts = '{}'",
        "DELETE FROM request_file",
        "DELETE FROM patron_event",
    ],
)
def test_the_history_of_others_cannot_be_emptied(till: Till, patron: int, change: str) -> None:
    asked_in_vain(till, patron)
    with pytest.raises((apsw.ConstraintError, peewee.IntegrityError)):
        connection.execute(change)


@pytest.mark.parametrize("change", ["at = '2000'", "kind = 'x', note = '', facts = '{}'", "note = 'other'"])
def test_of_a_forgotten_one_only_texts_can_be_emptied(
    till: Till, secret: int, erasing_service: EraseService, admin: Actor, change: str
) -> None:
    erasing_service.erase(admin, secret, "本人申请")
    with pytest.raises((apsw.ConstraintError, peewee.IntegrityError)):
        connection.execute(f"UPDATE patron_event SET {change} WHERE patron_id = ?", (secret,))


def test_he_cannot_sign_in_and_is_not_told_anything(
    secret: int, erasing_service: EraseService, admin: Actor, patrons: PatronService
) -> None:
    erasing_service.erase(admin, secret, "本人申请")
    assert refused(lambda: patrons.sign_in(NUMBER, "rain1234")).code == "sign_in.wrong"
    assert connection.value("SELECT COUNT(*) FROM outbox WHERE state = 'waiting'") == 0


def test_the_line_of_time_still_stands(
    till: Till, secret: int, erasing_service: EraseService, admin: Actor, patrons: PatronService
) -> None:
    cancelled(till, secret)
    patrons.change_contact(admin, secret, email="other@126.com", mobile=MOBILE)
    patrons.block(admin, secret, f"{NAME}来过")
    patrons.unblock(admin, secret)
    before = len(timeline(secret))
    erasing_service.erase(admin, secret, "本人申请")
    told = timeline(secret)
    assert len(told) == before
    for language in ("zh_CN", "en"):
        said = " ".join(each.says(load(language)) for each in told)
        assert NAME not in said and TITLE not in said
