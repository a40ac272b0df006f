"""Hostile text in every public method: a refusal or stored text, never another exception."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields as names_of
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from db import connection
from ill_desktop import audit, desk
from ill_desktop.cashier import papers, statement
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.errors import Refusal
from ill_desktop.notices import queries as notice_queries
from ill_desktop.notices import texts
from ill_desktop.notices.rules import fill
from ill_desktop.requests import files, queries
from ill_desktop.requests.fields import TYPES, check_field, page_count
from ill_desktop.requests.service import NewRequest
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import StaffService
from ill_desktop.words import LANGUAGES, load
from tests.db.till import ARTICLE, PDF, Till, operation, refused

NAUGHTY = {
    "nul": "a\0b",
    "surrogate": "a\ud800b",
    "long": "长" * 100_000,
    "bidi": "\u202egnp.exe\u202c",
    "emoji": "👩‍👩‍👧‍👦",
    "braces": "{0} {name.__class__} {",
    "sql": "'; DROP TABLE posting; --",
    "match": '"AND NEAR( OR * ^ -col:',
    "lines": "a\r\nBcc: x@example.org\n\v\x1b[31m",
    "blank": " \u3000\u200b ",
    "like": "%_\\",
}


def borne(action: Callable[..., object], *given: Any, **named: Any) -> object:
    """The result, or the refusal, which can be said in both languages."""
    try:
        return action(*given, **named)
    except Refusal as refusal:
        for language in LANGUAGES:
            assert load(language).refusal(refusal)
        return refusal


def holds_together() -> None:
    """What was stored can be read, sums to zero and stands in an unbroken chain."""
    assert connection.value("SELECT COALESCE(SUM(amount_fen), 0) FROM posting") == 0
    assert not list(audit.breaks())
    for row in queries.page(queries.Filter()):
        queries.detail(row.id)
        queries.events(row.id)
    for notice in notice_queries.page(None, None):
        for language in LANGUAGES:
            template = texts.shipped(notice.kind, language)
            for text in (template.subject, template.body, template.sms):
                fill(text, notice.facts)


def test_every_field_of_every_type(till: Till, patron: int) -> None:
    for text in NAUGHTY.values():
        for kind, fields in TYPES.items():
            every = dict.fromkeys((field.key for field in fields), text)
            good = {field.key: "2024" for field in fields if field.required}
            borne(till.request, patron, document_type=kind, fields=every)
            for field in fields:
                check_field(field, text)
                one = {**good, field.key: text}
                borne(till.request, patron, document_type=kind, fields=one)
            queries.look_alikes(kind, every)
        page_count(text)
    holds_together()


TEXTS = [field.name for field in names_of(NewRequest) if field.type in ("str", "str | None")]


def test_every_text_of_a_new_request(till: Till, patron: int) -> None:
    for text in NAUGHTY.values():
        for name in TEXTS:
            borne(till.request, patron, **{name: text})
    holds_together()


@pytest.mark.parametrize("fen", [-1, 10**30])
def test_every_number_of_a_new_request(till: Till, patron: int, fen: int) -> None:
    assert refused(lambda: till.request(patron, pages=fen)).field == "pages"
    assert refused(lambda: till.request(patron, max_cost_fen=fen)).field == "max_cost"


def test_work_on_a_request(till: Till, patron: int) -> None:
    for text in NAUGHTY.values():
        request = till.request(patron)
        borne(till.requests.note, till.by, request, text)
        borne(till.requests.note, till.by, request, text, chase=True)
        borne(till.requests.amend, till.by, request, "journal_article", {**ARTICLE, "journal": text})
        borne(till.requests.amend, till.by, request, text, ARTICLE)
        borne(till.counter.attach, till.by, request, text + ".pdf", PDF)
        till.requests.save_draft(till.by, text, {"title": text})
        till.requests.draft(till.by, text)
        till.requests.drop_draft(till.by, text)
        borne(till.counter.step, till.by, request, text, Inputs(), text)
        for inputs in (Inputs(note=text), Inputs(reason=text), Inputs(due_on=text)):
            other = till.request(patron)
            borne(till.counter.step, till.by, other, "accepted", inputs)
            borne(till.counter.step, till.by, other, "unfilled", inputs)
    holds_together()


@pytest.mark.parametrize("day", ["zzzz", "2026-13-01", "2026-11-20", "20261218", "2026-12-18T00:00"])
def test_a_due_date_is_a_day_from_today_on(till: Till, patron: int, day: str) -> None:
    connection.execute("UPDATE patron SET activated_at = ? WHERE id = ?", (till.ground.now, patron))
    request = till.arrived(
        patron, service_type="loan", document_type="book", fields={"title": "结构洞"}, delivery="pickup"
    )
    till.pay(patron, Tender("cash", 2000))
    out = Inputs(due_on=day)
    assert refused(lambda: till.counter.step(till.by, request, "checked_out", out)).field == "due_on"
    assert refused(lambda: till.request(patron, needed_by=day)).field == "needed_by"


@pytest.mark.parametrize("fen", [-100, 10**30])
def test_a_cost_to_approve_is_an_amount(till: Till, patron: int, fen: int) -> None:
    request = till.request(patron)
    till.walk(request, "accepted")
    ask = Inputs(cost_fen=fen)
    assert refused(lambda: till.counter.step(till.by, request, "awaiting_cost_approval", ask)).field == "cost"


def test_the_till(till: Till, campus: int) -> None:
    for text in NAUGHTY.values():
        for _ in range(2):
            till.arrived(campus)
        *_, first, second = [due.charge_id for due in till.dues(campus)]
        card = [Tender("campus_card", 180, text)]
        borne(till.cashier.top_up, till.by, till.shift, campus, card, operation())
        borne(till.counter.take_payment, till.by, till.shift, campus, [first], card, operation())
        borne(till.cashier.top_up, till.by, till.shift, campus, [Tender(text, 180)], operation())
        paid = till.cashier.top_up(till.by, till.shift, campus, [Tender("cash", 180)], operation())
        borne(till.cashier.reverse_payment, till.by, till.shift, paid.paper_id, text, operation())
        slip = till.transfers.issue(till.by, campus, [second], operation())
        borne(till.counter.match_transfer, till.by, slip.paper_id, text, operation())
        price = Price("v", (Line("per_item", 100, {}),))
        borne(till.cashier.charge, till.by, campus, "service", text, price, operation_id=operation())
        holds_together()
        for paper in cashier_queries.papers_of(campus):
            papers.by_id(paper.id)
        statement.page(campus)


def test_looking_for_something(till: Till, patron: int) -> None:
    for text in NAUGHTY.values():
        till.request(patron)
        for name in ("text", "number_part", "number", "service_type", "document_type", "submitted_from"):
            wanted: Any = {name: text}
            chosen = queries.Filter()._replace(**wanted)
            queries.page(chosen)
            queries.count(chosen)
        assert queries.by_number(text) is None
        assert cashier_queries.paper_by_number(text) is None
        assert cashier_queries.transfer_by_number(text) is None


def test_staff(till: Till, admin: Actor) -> None:
    for text in NAUGHTY.values():
        staff = StaffService(till.ground)
        good = ["zhou", "周敏", "cashier", "a good long password"]
        for place in range(len(good)):
            made = [*good[:place], text, *good[place + 1 :]]
            borne(staff.add, admin, *made)
        for login, password in ((text, "whatever it is"), ("nobody", text), (text, text)):
            assert isinstance(borne(staff.sign_in, login, password), Refusal)
        borne(staff.change_password, admin, 1, text)
        borne(staff.set_role, admin, 1, text)
        borne(staff.set_kiosk_pin, admin, text)
        assert isinstance(borne(staff.leave_kiosk, text), Refusal)
    holds_together()


def test_braces_in_a_title_are_text_in_the_notice(till: Till, patron: int) -> None:
    title = "{0} {name} {amount.__class__}"
    request = till.request(patron, fields={**ARTICLE, "article_title": title})
    till.counter.step(till.by, request, "unfilled", Inputs(reason="NotHeld"))
    (notice,) = (row for row in notice_queries.page(None, None) if row.kind == "unfilled")
    assert title in fill(texts.shipped("unfilled", "en").body, notice.facts)


def test_a_file_name_is_one_line_without_tricks(till: Till) -> None:
    largest = 1000
    assert files.check("..\\..\\a\r\nBcc: x\u202efdp.pdf", PDF, largest).isprintable()
    assert files.check("长" * 300 + ".pdf", PDF, largest).endswith(".pdf")


@pytest.mark.parametrize("size", [0, 1, 99, 512, 4096, 10_000])
def test_a_cut_library_is_refused_and_stays_as_it_is(till: Till, tmp_path: Path, size: int) -> None:
    whole = till.ground.folder.database.read_bytes()
    cut = tmp_path / "cut"
    cut.mkdir()
    (cut / "library.db").write_bytes(whole[:size])
    assert refused(lambda: desk.open_desk(cut)).code.startswith("database.")
    assert (cut / "library.db").read_bytes() == whole[:size]


def test_what_cannot_be_made_takes_only_its_own_files_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "new"
    root.mkdir()
    (root / "library.db.2025.bak").write_bytes(b"somebody's")

    def fail(*_: object) -> Iterator[None]:
        raise OSError("the disk is full")

    monkeypatch.setattr(desk, "_plant", fail)
    with pytest.raises(OSError, match="full"):
        desk.create_desk(root, "zju", "YQ", "zh_CN")
    assert [file.name for file in root.iterdir() if file.name.startswith("library.db")] == [
        "library.db.2025.bak"
    ]


def test_a_full_disk_keeps_no_half_document(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        files.keep(till.ground.folder, PDF)
    assert not [file for file in till.ground.folder.documents.rglob("*") if file.is_file()]


def test_a_request_that_has_ended_keeps_its_reference(till: Till, patron: int) -> None:
    request = till.request(patron)
    till.walk(request, "cancelled")
    amend = partial(till.requests.amend, till.by, request, "journal_article", {**ARTICLE, "year": "2025"})
    assert refused(amend).code == "request.closed"
