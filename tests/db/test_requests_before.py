"""Before a request is handed in: duplicates, what we hold, limits, price, what stands against it."""

from __future__ import annotations

import pytest

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.library import Library
from ill_desktop.requests import duplicates, journals, limits, queries
from ill_desktop.requests.service import NewRequest
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor, reader
from tests.db.till import ARTICLE, PDF, Till, refused

DOI = "10.13243/j.cnki.slxb.20230512"


def new(patron: int, **changes: object) -> NewRequest:
    facts: dict[str, object] = {
        "patron_id": patron,
        "service_type": "delivery",
        "document_type": "journal_article",
        "fields": ARTICLE,
        "copyright_agreed": True,
        **changes,
    }
    return NewRequest(**facts)  # type: ignore[arg-type]


# Duplicates


def test_the_same_article_is_found_over_all_readers(till: Till, patron: int, campus: int) -> None:
    mine = till.request(patron)
    assert [each.row.id for each in duplicates.duplicates("journal_article", ARTICLE)] == [mine]
    till.request(campus, fields={**ARTICLE, "article_title": "径流预测综述", "pages": "1-9"})
    assert [each.row.id for each in duplicates.duplicates("journal_article", ARTICLE)] == [mine]


@pytest.mark.parametrize(
    ("typed", "how"),
    [
        ({"article_title": "深度学习 在径流预测中的应用。"}, "title"),
        ({"article_title": "深度学习在径流予测中的应用"}, "title"),  # the beginning finds it
        ({"article_title": "探度学习在径流预测中的应用"}, "title"),  # the place finds it
        ({"pages": "", "volume": ""}, "title"),
        ({"article_title": "Something else", "doi": DOI.upper()}, "identifier"),
        ({"volume": "54"}, None),
        ({"pages": "1-9"}, None),
        ({"article_title": "深度学习在洪水预报中的进展"}, None),
    ],
)
def test_slips_are_forgiven_and_differences_are_not(
    till: Till, patron: int, typed: dict[str, str], how: str | None
) -> None:
    till.request(patron, fields={**ARTICLE, "doi": DOI})
    found = duplicates.duplicates("journal_article", {**ARTICLE, **typed})
    assert [each.how for each in found] == ([how] if how else [])


def test_an_identifier_comes_first_then_the_newest(till: Till, patron: int) -> None:
    by_doi = till.request(patron, fields={**ARTICLE, "article_title": "Runoff", "pages": "", "doi": DOI})
    titles = [till.request(patron) for _ in range(3)]
    found = duplicates.duplicates("journal_article", {**ARTICLE, "doi": DOI}, limit=3)
    assert [each.row.id for each in found] == [by_doi, *titles[:0:-1]]
    assert by_doi not in {
        each.row.id for each in duplicates.duplicates("journal_article", {**ARTICLE, "doi": DOI}, but=by_doi)
    }


def test_what_was_cancelled_is_no_duplicate(till: Till, patron: int) -> None:
    till.walk(till.request(patron), "cancelled")
    assert duplicates.duplicates("journal_article", ARTICLE) == []


def test_an_amended_citation_is_found_by_what_it_says_now(till: Till, patron: int) -> None:
    request = till.request(patron, fields={**ARTICLE, "doi": DOI})
    till.requests.amend(till.by, request, "journal_article", {**ARTICLE, "doi": "10.1/other"})
    assert duplicates.duplicates("journal_article", {"doi": DOI, "article_title": "?"}) == []
    found = duplicates.duplicates("journal_article", {"doi": "10.1/OTHER", "article_title": "?"})
    assert [each.row.id for each in found] == [request]


# What we hold


def test_a_document_we_hold_fills_the_next_request_at_once(till: Till, patron: int, campus: int) -> None:
    fields = {**ARTICLE, "doi": DOI}
    first = till.arrived(patron, fields=fields)
    till.documents._counter.attach(till.by, first, "a.pdf", PDF)
    held = duplicates.held("journal_article", {"doi": DOI.upper()})
    assert held is not None and (held.request_id, held.name, held.pages) == (first, "a.pdf", 12)
    assert duplicates.held("journal_article", ARTICLE) is None
    done = till.submitting.submit(till.by, new(campus, fields=fields), held.file_id)
    assert queries.detail(done.id).state == "awaiting_payment"  # our own copy costs its pages
    assert [file.sha256 for file in queries.files_of(done.id)] == [held.sha256]
    assert [event.to_state for event in queries.events(done.id)[::-1] if event.kind == "step"] == [
        "submitted", "accepted", "filled_locally", "awaiting_payment",
    ]  # fmt: skip


def test_it_goes_out_at_once_when_nothing_is_due(
    till: Till, patron: int, campus: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {**ARTICLE, "doi": DOI}
    first = till.arrived(patron, fields=fields)
    till.counter.attach(till.by, first, "a.pdf", PDF)
    connection.execute("DROP TRIGGER tariff_no_update")
    connection.execute("UPDATE tariff SET rules = JSON_SET(rules, '$.charges', JSON('[]'))")
    held = duplicates.held("journal_article", fields)
    assert held
    done = till.submitting.submit(till.by, new(campus, fields=fields), held.file_id)
    assert queries.detail(done.id).state == "delivered"


def test_it_is_filled_with_the_file_that_was_shown(till: Till, patron: int, campus: int) -> None:
    """Another file came between the look and the button: what the desk looked at is not what would go out."""
    fields = {**ARTICLE, "doi": DOI}
    first = till.arrived(patron, fields=fields)
    till.counter.attach(till.by, first, "a.pdf", PDF)
    shown = duplicates.held("journal_article", fields)
    till.counter.attach(till.by, first, "b.pdf", PDF + b"%")
    newest = duplicates.held("journal_article", fields)
    assert shown and newest and shown.file_id != newest.file_id
    asked = till.request(campus, fields=fields)
    assert refused(lambda: till.documents.fill_from(till.by, asked, shown.file_id)).code == "file.not_held"
    assert not queries.files_of(asked)
    till.documents.fill_from(till.by, asked, newest.file_id)
    assert [file.name for file in queries.files_of(asked)] == ["b.pdf"]


def test_only_what_is_still_there_is_taken(till: Till, patron: int, campus: int) -> None:
    fields = {**ARTICLE, "doi": DOI}
    first = till.arrived(patron, fields=fields)
    till.counter.attach(till.by, first, "a.pdf", PDF)
    held = duplicates.held("journal_article", fields)
    assert held
    for file in till.ground.folder.documents.rglob("*"):
        if file.is_file():
            file.unlink()
    count = queries.count(queries.Filter())
    refusal = refused(lambda: till.submitting.submit(till.by, new(campus, fields=fields), held.file_id))
    assert refusal.code == "file.not_held"
    assert queries.count(queries.Filter()) == count  # nothing half done
    other = till.request(campus)
    assert refused(lambda: till.documents.fill_from(till.by, other, held.file_id)).code == "file.not_held"


# Limits


def limited(till: Till, **most: object) -> None:
    classes = [{**each, **most} for each in till.ground.library.facts["classes"]]
    till.ground.library = Library({**till.ground.library.facts, "classes": classes})


def test_limits_are_off_by_default(till: Till, patron: int) -> None:
    assert till.ground.library.limits_of("off_campus") == (None, None)
    assert till.ground.library.limits_of("nobody") == (None, None)
    for _ in range(3):
        till.request(patron)
    assert limits.of_reader(till.ground, patron, "off_campus") == (3, None, 3, None)


def test_so_many_at_once_and_no_more(till: Till, patron: int) -> None:
    limited(till, most_active=2)
    first, _ = till.request(patron), till.request(patron)
    refusal = refused(lambda: till.request(patron))
    assert (refusal.code, refusal.field, refusal.facts["most"]) == ("request.limit_active", "patron", 2)
    till.request(patron, beyond_limits=True)
    own = new(patron, beyond_limits=True)
    assert refused(lambda: till.requests.submit(reader(patron, "陈竑宇"), own)).code == "request.limit_active"
    till.walk(first, "cancelled")
    assert limits.of_reader(till.ground, patron, "off_campus").active == 2


def test_so_many_a_year_by_the_branchs_calendar(till: Till, patron: int, clock: FixedClock) -> None:
    limited(till, most_yearly=2)
    till.walk(till.request(patron), "cancelled")  # does not count
    till.request(patron)
    till.request(patron)
    assert refused(lambda: till.request(patron)).code == "request.limit_yearly"
    clock.advance(days=40, hours=10)  # 00:00 of the first of January in Hangzhou
    till.request(patron)


# The outlook


def test_the_form_is_told_everything_at_once(till: Till, patron: int, campus: int) -> None:
    limited(till, most_active=1)
    till.request(campus)
    outlook = till.submitting.look(till.by, new(patron, max_cost_fen=3_00))
    assert [each.row.patron_id for each in outlook.duplicates] == [campus]
    assert outlook.price is not None and (outlook.price.due_fen, outlook.agrees) == (3_60, False)
    assert outlook.activation_missing and outlook.problem is None
    assert outlook.limits is not None and outlook.limits.most_active == 1
    problem = till.submitting.look(till.by, new(campus)).problem
    assert problem is not None and problem.code == "request.limit_active"


def test_a_reader_learns_that_others_asked_but_not_who(till: Till, patron: int, campus: int) -> None:
    till.request(campus)
    outlook = till.submitting.look(reader(patron, "陈竑宇"), new(patron))
    assert (outlook.duplicates, outlook.asked_by_others, outlook.held) == ((), True, None)
    mine = till.submitting.look(reader(campus, "x"), new(campus))
    assert len(mine.duplicates) == 1 and not mine.asked_by_others


def test_a_blocked_reader_is_stopped_with_the_way_out(till: Till, patron: int) -> None:
    connection.execute("UPDATE patron SET state = 'blocked'")
    problem = till.submitting.look(till.by, new(patron)).problem
    assert problem is not None and problem.code == "request.patron_blocked"


@pytest.mark.parametrize("changes", [{"document_type": "scroll"}, {"fields": {}}, {"patron_id": 0}])
def test_a_form_half_empty_is_no_obstacle(till: Till, patron: int, changes: dict[str, object]) -> None:
    till.submitting.look(till.by, new(patron, **changes))


def test_copies_need_the_copyright_statement_loans_do_not(till: Till, patron: int) -> None:
    refusal = refused(lambda: till.request(patron, copyright_agreed=False))
    assert (refusal.code, refusal.field) == ("request.copyright", "copyright")
    till.request(
        patron,
        service_type="loan",
        document_type="book",
        fields={"title": "结构洞"},
        delivery="pickup",
        copyright_agreed=False,
    )


# Journals


def test_a_journal_is_completed_by_title_pinyin_initials_and_issn(till: Till, patron: int) -> None:
    for _ in range(2):
        till.request(patron)
    till.request(patron, fields={**ARTICLE, "journal": "水力发电学报", "issn": "1003-1243"})
    for text in ("水利", "slxb", "shuili", "学报 水利"):
        assert journals.complete(text)[0] == ("水利学报", "", 2), text
    assert journals.complete("1003")[0].name == "水力发电学报"
    assert [known.name for known in journals.complete("学报")] == ["水利学报", "水力发电学报"]
    for nothing in ("", '"', "火星"):
        assert journals.complete(nothing) == []
    till.request(patron, fields={**ARTICLE, "issn": "0559-9350"})
    assert journals.complete("水利")[0] == ("水利学报", "0559-9350", 3)
    assert journals.complete("0559")[0].name == "水利学报", "found by an ISSN that came later, too"
    till.request(patron, fields={**ARTICLE, "issn": ""})
    assert journals.complete("0559")[0] == ("水利学报", "0559-9350", 4)


def test_only_articles_have_journals(till: Till, patron: int) -> None:
    till.request(patron, document_type="book", fields={"title": "水利史"})
    assert journals.complete("水利") == []


# The fix-it loop


def test_not_found_as_cited_is_mended_and_sent_again(till: Till, patron: int) -> None:
    request = till.request(patron, fields={**ARTICLE, "volume": "54"})
    till.walk(request, "accepted", "sent", supplier=3)
    till.counter.step(till.by, request, "unfilled", Inputs(reason="NotFoundAsCited"))
    unfilled = queries.last_event(request)
    state = till.submitting.send_again(till.by, request, "journal_article", ARTICLE, supplier_id=1)
    assert state == "sent"
    amended = next(event for event in queries.events(request) if event.kind == "amend")
    assert unfilled is not None and amended.facts["answers"] == unfilled.id
    assert amended.facts["citation_was"]["volume"] == "54"
    assert queries.detail(request).fields["volume"] == "55"
    assert [(asked.position, asked.answer, asked.reason) for asked in queries.asked(request)] == [
        (1, "unfilled", "NotFoundAsCited"),
        (2, None, ""),
    ]


def test_a_fault_in_the_citation_changes_nothing(till: Till, patron: int) -> None:
    request = till.request(patron)
    till.counter.step(till.by, request, "unfilled", Inputs(reason="NotFoundAsCited"))
    bad = {**ARTICLE, "year": "24"}
    refusal = refused(lambda: till.submitting.send_again(till.by, request, "journal_article", bad))
    assert refusal.field == "year"
    assert queries.detail(request).state == "unfilled"
    kiosk = Actor("—", "kiosk")
    again = till.submitting.send_again
    assert refused(lambda: again(kiosk, request, "journal_article", ARTICLE)).code == "not_permitted"


def test_a_reader_mends_what_he_was_asked_for(till: Till, patron: int) -> None:
    request = till.request(patron)
    mine = reader(patron, "陈竑宇")
    amend = till.requests.amend
    assert refused(lambda: amend(mine, request, "journal_article", ARTICLE)).code == "not_permitted"
    till.counter.step(till.by, request, "needs_information", Inputs(reason="CitationIncomplete"))
    amend(mine, request, "journal_article", {**ARTICLE, "issue": "4"})
    assert till.counter.step(mine, request, "submitted", verb="answered") == "submitted"
    assert queries.detail(request).fields["issue"] == "4"


@pytest.mark.parametrize("state", ["completed", "cancelled", "expired"])
def test_what_has_ended_is_not_amended(till: Till, patron: int, state: str) -> None:
    request = till.request(patron)
    connection.execute("UPDATE request SET state = ? WHERE id = ?", (state, request))
    refusal = refused(lambda: till.requests.amend(till.by, request, "journal_article", ARTICLE))
    assert refusal.code == "request.closed"
