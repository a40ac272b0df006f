"""From what is stored to the papers of a request, and the draft to the partner."""

from __future__ import annotations

import email
from email.policy import default

import pytest

from db import connection
from ill_desktop.cashier.rules import Tender
from ill_desktop.citations import read
from ill_desktop.clock import FixedClock
from ill_desktop.counter.slips import SlipService, shown_name
from ill_desktop.requests import queries
from ill_desktop.requests.steps import Inputs, NewItem
from ill_desktop.requests.suppliers import SupplierFacts, SupplierService
from ill_desktop.words import LANGUAGES, load
from tests.db.till import ARTICLE, Till, refused
from tests.unit import paper_reader as paper

ZH = load("zh_CN")


@pytest.fixture
def slips(till: Till) -> SlipService:
    return SlipService(till.ground, till.cashier)


@pytest.fixture
def partner(till: Till) -> int:
    facts = SupplierFacts("北京大学图书馆", "CALIS", contact="王芳", email="ill@lib.example.edu.cn")
    return SupplierService(till.ground).add(till.by, facts)


def sent(till: Till, patron: int, partner: int, **changes: object) -> int:
    request = till.request(patron, **changes)
    till.walk(request, "accepted", "sent", supplier=partner)
    return request


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_says_what_is_wanted_and_nothing_of_the_reader(
    till: Till, patron: int, partner: int, slips: SlipService, language: str
) -> None:
    request = sent(till, patron, partner, level="urgent", needed_by="2026-12-10")
    pdf = slips.request_sheet(request, load(language))
    text = paper.flat(pdf)
    for wanted in (*ARTICLE.values(), "2026-12-10", "王芳", "YQ1-20261121-0001"):
        assert wanted in text
    assert "陈竑宇" not in text and "chy@126.com" not in text
    assert paper.codes(pdf) == ["YQ1-20261121-0001"]


def test_the_draft_carries_the_sheet_and_the_citation(
    till: Till, patron: int, partner: int, slips: SlipService
) -> None:
    mail = slips.request_mail(sent(till, patron, partner), ZH)
    message = email.message_from_bytes(mail.eml, policy=default)
    assert (message["To"], message["From"]) == ("ill@lib.example.edu.cn", "zjuill@zju.edu.cn")
    assert message["X-Unsent"] == "1" and message["Subject"] == mail.subject
    body = message.get_body()
    assert body is not None and "水利学报" in body.get_content() and "王芳" in mail.body
    sheet, ris = message.iter_attachments()
    assert sheet.get_filename() == "YQ1-20261121-0001.pdf"
    assert sheet.get_content().startswith(b"%PDF")
    (citation,) = read(ris.get_content().decode())
    assert citation.fields["article_title"] == ARTICLE["article_title"]


def test_a_title_cannot_add_a_header(till: Till, patron: int, partner: int, slips: SlipService) -> None:
    fields = {**ARTICLE, "article_title": "Runoff\r\nBcc: all@example.org\r\n\r\nhello"}
    mail = slips.request_mail(sent(till, patron, partner, fields=fields), ZH)
    message = email.message_from_bytes(mail.eml, policy=default)
    assert message["Bcc"] is None and "\n" not in message["Subject"]


def test_without_a_supplier_or_its_address_it_says_so(till: Till, patron: int, slips: SlipService) -> None:
    request = till.request(patron)
    assert refused(lambda: slips.request_sheet(request, ZH)).field == "supplier"
    till.walk(request, "accepted", "sent", supplier=1)
    refusal = refused(lambda: slips.request_mail(request, ZH))
    assert (refusal.code, refusal.facts) == ("supplier.no_email", {"name": "CASHL 复旦大学图书馆"})


def test_slips_of_a_loan_from_the_shelf_to_the_parcel(
    till: Till, patron: int, partner: int, slips: SlipService, clock: FixedClock
) -> None:
    connection.execute("UPDATE patron SET activated_at = ?", (till.ground.now,))
    request = sent(
        till,
        patron,
        partner,
        service_type="loan",
        document_type="book",
        fields={"title": "结构洞"},
        delivery="pickup",
        proxy="李晓",
    )
    items = (NewItem("PKU001", "上册"), NewItem("PKU002", "下册"))
    here = Inputs(items=items, partner_due="2026-12-20", conditions=("NoReproduction",))
    till.counter.step(till.by, request, "received", here)
    assert "¥40.00" in paper.flat(slips.pickup_slip(request, ZH))
    till.pay(patron, Tender("cash", 40_00))
    text = paper.flat(slips.pickup_slip(request, ZH, "80mm"))
    for wanted in ("A01", "陈**", "李*", "2026-12-05", "不得复制", "上册, 下册", "…hy88"):
        assert wanted in text
    assert "陈竑宇" not in text and "李晓" not in text
    till.counter.step(till.by, request, "checked_out", Inputs(due_on="2026-12-17"))
    assert refused(lambda: slips.overdue_letter([patron], ZH)).code == "request.nothing_overdue"
    clock.advance(days=30)
    letter = paper.flat(slips.overdue_letter([patron], ZH))
    for wanted in ("陈竑宇", "结构洞", "2026-12-17", "4 天", "¥4.00", "PKU001, PKU002"):
        assert wanted in letter
    till.walk(request, "returned")
    till.counter.step(till.by, request, "return_shipped", Inputs(tracking="SF123"))
    back = paper.flat(slips.return_slip(request, ZH))
    for wanted in ("北京大学图书馆", "PKU001 上册", "SF123", "2026-12-20"):
        assert wanted in back


def test_our_own_book_goes_back_to_nobody(till: Till, patron: int, slips: SlipService) -> None:
    request = till.request(patron)
    assert refused(lambda: slips.return_slip(request, ZH)).code == "request.supplier"
    assert queries.items_of(request) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("陈竑宇", "陈**"),
        ("Zoë·Müller", "Zoë·M."),
        ("Wang", "W***"),
        ("欧", "欧"),
        ("", ""),
        ("买买提·艾力", "买买提·艾."),
    ],
)
def test_a_name_on_the_shelf_is_not_the_whole_name(name: str, shown: str) -> None:
    assert shown_name(name) == shown
