"""The settings of the phone page: what is refused beside which field, what is kept, and its certificate."""

from __future__ import annotations

import datetime as dt
import ssl
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from db import connection
from ill_desktop import settings
from ill_desktop.clock import FixedClock
from ill_desktop.counter.library_facts import FactsService
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.web import certificate
from ill_desktop.web.settings import PageService, PageSettings, address, check, poster_address

OPEN = PageSettings(on=True, host="0.0.0.0", port=8443)


def said(wanted: PageSettings) -> dict[str | None, str]:
    """What is refused, by field."""
    try:
        check(wanted)
    except Refusals as several:
        return {each.field: each.code for each in several.parts}
    except Refusal as one:
        return {one.field: one.code}
    return {}


@pytest.fixture
def page(ground: Ground) -> PageService:
    settings.write("library", ground.library.facts)
    return PageService(ground, FactsService(ground))


def test_a_new_library_has_no_page(page: PageService) -> None:
    assert page.read() == PageSettings()
    assert not page.read().on
    assert page.read().local


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, {}),
        ({"host": "localhost"}, {}),
        ({"host": "::"}, {}),
        ({"host": "lib.zju.edu.cn"}, {"host": "page.host"}),
        ({"host": ""}, {"host": "page.host"}),
        ({"port": 0}, {"port": "page.port"}),
        ({"port": 65536}, {"port": "page.port"}),
        ({"allowed": ("10.0.0.0/33",)}, {"allowed": "page.network"}),
        ({"allowed": tuple(f"10.0.{n}.0/24" for n in range(33))}, {"allowed": "page.networks"}),
        ({"base_address": "http://ill.example.edu"}, {"base_address": "page.base_plain"}),
        ({"base_address": "https://["}, {"base_address": "page.base_plain"}),
        ({"base_address": "https://ill.example.edu:8443"}, {}),
        ({"certificate": "proxy"}, {"host": "page.plain", "base_address": "page.proxy_address"}),
        ({"certificate": "proxy", "host": "127.0.0.1"}, {"base_address": "page.proxy_address"}),
        (
            {"certificate": "proxy", "host": "127.0.0.1", "base_address": "http://ill.example.edu"},
            {"base_address": "page.proxy_address"},
        ),
        ({"certificate": "proxy", "host": "::1", "base_address": "https://ill.example.edu"}, {}),
        ({"certificate": "file"}, {"certificate_file": "page.file", "key_file": "page.file"}),
        ({"port": -1, "host": "x"}, {"host": "page.host", "port": "page.port"}),
    ],
)
def test_each_slip_is_said_beside_its_field(changes: dict[str, object], refused: dict[str, str]) -> None:
    assert said(replace(OPEN, **changes)) == refused  # type: ignore[arg-type]


def test_what_was_typed_is_kept_tidily(page: PageService, admin: Actor, ground: Ground) -> None:
    typed = replace(OPEN, host=" localhost ", allowed=(" 10.1.2.3/8", "", "10.0.0.0/8"), base_address=" ")
    assert page.save(admin, typed) == PageSettings()
    kept = page.read()
    assert (kept.host, kept.allowed, kept.base_address) == ("127.0.0.1", ("10.0.0.0/8",), "")
    page.save(admin, replace(kept, base_address="https://ill.example.edu"))
    assert ground.library.base_address == page.read().base_address == "https://ill.example.edu"


def test_only_an_administrator_changes_it_and_that_is_recorded(
    page: PageService, admin: Actor, counter: Actor
) -> None:
    with pytest.raises(Refusal, match=r"not_permitted"):
        page.save(counter, OPEN)
    assert page.read() == PageSettings()
    page.save(admin, OPEN)
    assert connection.value("SELECT COUNT(*) FROM audit WHERE action = 'page.configure'") == 1
    page.save(admin, OPEN)  # nothing new, nothing recorded
    assert connection.value("SELECT COUNT(*) FROM audit WHERE action = 'page.configure'") == 1


def test_a_base_address_that_is_refused_changes_nothing(page: PageService, admin: Actor) -> None:
    with pytest.raises(Refusal) as refused:
        page.save(admin, replace(OPEN, base_address="https://ill.example.edu/?a=1"))
    assert refused.value.field == "base_address"
    assert page.read() == PageSettings()


def test_addresses_are_what_a_browser_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ill_desktop.web.settings.addresses", lambda: ("2001:db8::7", "192.0.2.7"))
    assert address(OPEN) == "https://192.0.2.7:8443/"
    assert address(replace(OPEN, host="::")) == "https://[2001:db8::7]:8443/"
    monkeypatch.setattr("ill_desktop.web.settings.addresses", tuple)
    assert address(OPEN) == "https://127.0.0.1:8443/"
    assert address(replace(OPEN, host="::")) == "https://[::1]:8443/"
    assert address(replace(OPEN, host="192.0.2.9")) == "https://192.0.2.9:8443/"
    assert address(PageSettings(), 9000) == "http://127.0.0.1:9000/"
    assert poster_address("https://ill.example.edu/") == "https://ill.example.edu/activate"
    assert poster_address("") == ""


# The certificate


def test_no_certificate_where_only_this_machine_listens(ground: Ground) -> None:
    assert certificate.ready(ground, PageSettings()) is None
    assert not ground.folder.page_certificate.exists()


def test_its_own_certificate_is_trusted_by_who_trusts_it(ground: Ground) -> None:
    made = certificate.ready(ground, OPEN)
    assert made is not None
    assert {"localhost", "127.0.0.1", "::1"} <= set(made.names)
    assert dt.timedelta(days=729) < made.expires_at - ground.clock.now() <= dt.timedelta(days=730)
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert ground.folder.owns(made.file)
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(made.file, made.key)
    trusting = ssl.create_default_context(cafile=str(made.file))
    trusting.verify_flags |= ssl.VerifyFlags.VERIFY_X509_STRICT
    assert certificate.current(ground, OPEN) == made


def test_it_is_renewed_before_it_runs_out_and_when_the_address_changes(
    ground: Ground, clock: FixedClock
) -> None:
    first = certificate.ready(ground, OPEN)
    assert first is not None
    assert certificate.ready(ground, OPEN) == first
    named = replace(OPEN, base_address="https://图书馆.example.edu:8443")
    second = certificate.ready(ground, named)
    assert second is not None and "xn--1jq52s681d.example.edu" in second.names
    clock.advance(days=certificate.DAYS - certificate.RENEW_DAYS + 1)
    third = certificate.ready(ground, named)
    assert third is not None and third.expires_at > second.expires_at
    assert len({first.fingerprint, second.fingerprint, third.fingerprint}) == 3


def test_a_spoiled_certificate_is_made_anew(ground: Ground) -> None:
    ground.folder.page_certificate.write_text("nonsense")
    made = certificate.ready(ground, OPEN)
    assert made is not None and made.fingerprint.count(":") == 31


def test_given_files_must_belong_together_and_be_valid(
    ground: Ground, clock: FixedClock, tmp_path: Path
) -> None:
    own = certificate.ready(ground, OPEN)
    assert own is not None
    given = replace(OPEN, certificate="file", certificate_file=str(own.file), key_file=str(own.file))
    assert said(given) == {}
    other = tmp_path / "other.pem"
    other.write_text("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n")
    assert said(replace(given, key_file=str(other))) == {"key_file": "page.pair"}
    clock.advance(days=certificate.DAYS + 1)
    with pytest.raises(Refusal, match=r"page\.expired"):
        certificate.ready(ground, given)
