"""Metadata from a real HTTP server on loopback, and from ones that misbehave."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from ill_desktop import words
from ill_desktop.citations import read
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.ground import Ground
from ill_desktop.requests import metadata
from ill_desktop.requests.metadata import DOI_EXAMPLE, ISBN_EXAMPLE, MetadataService, MetadataSettings
from ill_desktop.settings import write
from ill_desktop.staff.rules import Actor
from tests import servers
from tests.servers import Scripted, WebHost, hang

DOI, ISBN = "10.1038/s44221-025-0012-3", "9787030340658"
ARTICLE = {
    "type": "journal-article",
    "DOI": DOI,
    "title": ["Deep learning for runoff prediction"],
    "author": [{"given": "Lei", "family": "Wang"}],
    "container-title": ["Nature Water"],
    "published-print": {"date-parts": [[2025, 4]]},
    "volume": "2",
    "issue": "4",
    "page": "311-331",
    "ISSN": ["2731-6084"],
}
BOOK = {
    "type": "monograph",
    "title": ["图书馆目录"],
    "ISBN": ["978-7-03-034065-8"],
    "publisher": "科学出版社",
}


@pytest.fixture
def host(ground: Ground) -> Iterator[WebHost]:
    with WebHost(answer=json.dumps({"status": "ok", "message": ARTICLE})) as host:
        yield host


def service(port: int, **changes: Any) -> MetadataService:
    start = f"http://127.0.0.1:{port}"
    plain = MetadataSettings(
        f"{start}/works/{{doi}}", f"{start}/works?filter=isbn:{{isbn}}&rows=1", seconds=5
    )
    return MetadataService(replace(plain, **changes))


def refused(ask: Any, *said: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        ask(*said)
    for language in words.LANGUAGES:
        assert words.load(language).refusal(caught.value)
    return caught.value


@pytest.mark.parametrize("written", [DOI, f"https://doi.org/{DOI}", f"DOI：{DOI.upper()}。"])
def test_an_article_by_its_doi(host: WebHost, written: str) -> None:
    found = service(host.port, contact="ill@example.edu").by_doi(written)
    assert (found.kind, found.source) == ("journal_article", "csl")
    assert found.fields == {
        "journal": "Nature Water",
        "article_title": "Deep learning for runoff prediction",
        "author": "Wang, Lei",
        "year": "2025",
        "volume": "2",
        "issue": "4",
        "pages": "311-331",
        "issn": "2731-6084",
        "doi": DOI,
    }
    (asked,) = host.asked
    assert (asked.method, asked.path) == ("GET", f"/works/{DOI}")
    assert asked.headers["User-Agent"] == "ill-desktop (mailto:ill@example.edu)"
    assert "citationstyles.csl+json" in asked.headers["Accept"]


def test_a_doi_cannot_break_out_of_its_place(host: WebHost) -> None:
    host.answer = json.dumps(ARTICLE | {"DOI": "10.1002/a<b>c?d&e"})
    assert service(host.port).by_doi("10.1002/a<b>c?d&e").fields["doi"] == "10.1002/a<b>c?d&e"
    assert host.asked[0].path == "/works/10.1002/a%3Cb%3Ec%3Fd%26e"


@pytest.mark.parametrize(
    "written", ["978-7-03-034065-8", "7-03-034065-5", "ISBN：９７８７０３０３４０６５８"]
)
def test_a_book_by_its_isbn(host: WebHost, written: str) -> None:
    host.answer = json.dumps({"message": {"items": [BOOK]}})
    found = service(host.port).by_isbn(written)
    assert found.kind == "book"
    assert found.fields == {"title": "图书馆目录", "publisher": "科学出版社", "isbn": ISBN}


def test_what_is_missing_is_filled_and_what_stands_stays(host: WebHost) -> None:
    (given,) = read(f"王磊. 另一题名[J]. Nature Water, 2024, 2. DOI:{DOI}.")
    complete = service(host.port).complete(given)
    assert complete.fields["article_title"] == "另一题名"
    assert (complete.fields["author"], complete.fields["year"]) == ("王磊", "2024")
    assert (complete.fields["issue"], complete.fields["pages"]) == ("4", "311-331")
    assert complete.doubtful == ("article_title", "year")
    assert {problem.facts["other"] for problem in complete.problems} == {
        "2025",
        "Deep learning for runoff prediction",
    }
    assert complete.source == "gbt7714"


def test_a_bare_number_becomes_what_it_is(host: WebHost) -> None:
    host.answer = json.dumps({"message": {"items": [BOOK]}})
    (given,) = read("ISBN 978-7-03-034065-8")
    assert service(host.port, doi_url="").complete(given).certainty("kind") == "sure"
    host.answer = json.dumps({"type": "dissertation", "DOI": DOI, "title": "T", "publisher": "ETH"})
    (given,) = read(DOI)
    thesis = service(host.port).complete(given)
    assert (thesis.kind, thesis.fields) == ("thesis", {"title": "T", "institution": "ETH"})
    assert thesis.aside == (DOI,)


# What may go wrong


@pytest.mark.parametrize(
    ("status", "answer", "code"),
    [
        (404, "Resource not found.", "metadata.not_found"),
        (200, '{"message": {"items": []}}', "metadata.not_found"),
        (200, "{}", "metadata.not_found"),
        (200, "<html>", "metadata.answer"),
        (200, "[" * 100_000, "metadata.answer"),
        (200, "", "metadata.answer"),
        (200, json.dumps(ARTICLE | {"DOI": "10.9999/other"}), "metadata.other"),
        (500, "\x1b[31moops", "metadata.refused"),
        (429, "slow down", "metadata.refused"),
        (204, "", "metadata.refused"),
        (302, "", "metadata.refused"),
    ],
)
def test_answers_that_do_not_help(host: WebHost, status: int, answer: str, code: str) -> None:
    host.status, host.answer = status, answer
    assert refused(service(host.port).by_doi, DOI).code == code


def test_redirects_are_followed_a_few_times_and_never_into_the_open(host: WebHost) -> None:
    host.status, host.location = 302, "/again"
    assert refused(service(host.port).by_doi, DOI).code == "metadata.redirect"
    assert [asked.path for asked in host.asked] == [f"/works/{DOI}", *["/again"] * 3]
    host.location = "http://example.com/"
    assert refused(service(host.port).by_doi, DOI).code == "metadata.redirect"
    with WebHost(answer=json.dumps(ARTICLE)) as other:
        host.location = f"http://127.0.0.1:{other.port}/x"
        assert service(host.port).by_doi(DOI).fields["volume"] == "2"


def test_nobody_there(ground: Ground) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert refused(service(port).by_doi, DOI).code == "metadata.unreachable"


def test_a_service_that_hangs_is_left_after_the_limit(ground: Ground) -> None:
    with Scripted(hang) as host:
        refusal = refused(service(host.port, seconds=1).by_doi, DOI)
    assert (refusal.code, refusal.facts["seconds"]) == ("metadata.slow", "1")


def test_a_service_that_talks_nonsense(ground: Ground) -> None:
    with Scripted(lambda line, _: line.sendall(b"220 mail ready\r\n")) as host:
        assert refused(service(host.port).by_doi, DOI).code == "metadata.unreachable"


def test_a_certificate_nobody_trusts(ground: Ground, tmp_path: Path) -> None:
    with WebHost(tls=servers.certificate(tmp_path).server) as host:
        secure = service(host.port, doi_url=f"https://127.0.0.1:{host.port}/{{doi}}")
        assert refused(secure.by_doi, DOI).code == "metadata.tls"


def test_a_demo_asks_nobody(host: WebHost) -> None:
    write("demo", True)
    assert refused(service(host.port).by_doi, DOI).code == "metadata.demo"
    assert host.asked == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(), lambda more: st.lists(more) | st.dictionaries(st.text(), more)
    )
)
def test_any_answer_is_a_document_or_a_refusal(host: WebHost, answer: Any) -> None:
    host.answer = json.dumps(ARTICLE | {"author": answer, "title": answer, "issued": answer, "page": answer})
    try:
        assert service(host.port).by_doi(DOI).fields["doi"] == DOI
    except Refusal as refusal:
        assert refusal.code.startswith("metadata.")


# Setting it up


def test_it_is_off_at_first_and_asks_for_nothing(ground: Ground) -> None:
    off = MetadataService(metadata.read_settings())
    assert not metadata.read_settings().is_set
    assert refused(off.by_doi, DOI).code == refused(off.by_isbn, ISBN).code == "metadata.off"
    (given,) = read(DOI)
    assert refused(off.complete, given).code == "metadata.off"
    assert refused(service(9, isbn_url="").complete, *read(f"ISBN {ISBN}")).code == "metadata.no_number"
    assert refused(off.by_doi, "nothing").code == "field.doi"
    assert refused(off.by_isbn, "nothing").code == "field.isbn"


def test_it_is_kept_with_who_set_it_up(ground: Ground, admin: Actor, reviewer: Actor) -> None:
    wanted = MetadataSettings(f" {DOI_EXAMPLE} ", ISBN_EXAMPLE, "ill@example.edu", 10)
    metadata.save_settings(ground, admin, wanted)
    assert metadata.read_settings() == replace(wanted, doi_url=DOI_EXAMPLE)
    assert connection.value("SELECT action FROM audit ORDER BY id DESC LIMIT 1") == "request.metadata"
    with pytest.raises(Refusal):
        metadata.save_settings(ground, reviewer, MetadataSettings())
    metadata.save_settings(ground, admin, MetadataSettings())
    assert not metadata.read_settings().is_set


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"doi_url": "api.crossref.org/{doi}"}, {"metadata.url"}),
        ({"doi_url": "http://api.crossref.org/{doi}"}, {"metadata.https"}),
        ({"doi_url": "https://a:b@example.com/{doi}"}, {"metadata.url"}),
        ({"doi_url": "https://example.com:x/{doi}"}, {"metadata.url"}),
        ({"doi_url": "https://例子.中国/{doi}"}, {"metadata.url"}),
        ({"doi_url": "https://example.com/"}, {"metadata.place"}),
        ({"doi_url": "https://{doi}.example.com/"}, {"metadata.place"}),
        ({"isbn_url": "https://example.com/{doi}"}, {"metadata.place"}),
        ({"isbn_url": "https://example.com/{isbn}/{isbn}"}, {"metadata.place"}),
        ({"contact": "nobody"}, {"metadata.contact"}),
        ({"contact": "a@b.de\r\nX: y"}, {"metadata.contact"}),
        ({"seconds": 0}, {"metadata.seconds"}),
        ({"doi_url": "x", "seconds": 61}, {"metadata.url", "metadata.seconds"}),
    ],
)
def test_settings_that_would_not_work(
    ground: Ground, admin: Actor, changes: dict[str, Any], codes: set[str]
) -> None:
    refusal = refused(metadata.save_settings, ground, admin, replace(MetadataSettings(), **changes))  # type: ignore[arg-type]
    parts = refusal.parts if isinstance(refusal, Refusals) else (refusal,)
    assert {part.code for part in parts} == codes
    assert {part.field for part in parts} == set(changes)
    assert not metadata.read_settings().is_set
