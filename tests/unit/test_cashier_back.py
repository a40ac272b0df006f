"""What goes back, accounts and their tenders, sums that are a slip of the finger."""

import pytest

from ill_desktop.cashier import rules
from ill_desktop.cashier.rules import Tender
from ill_desktop.errors import Refusal
from ill_desktop.words import LANGUAGES, load


@pytest.mark.parametrize(
    ("account", "tender"),
    [
        (rules.asset("cash", 3), "cash"),
        (rules.asset("campus_card", 3), "campus_card"),
        (rules.asset("bank", 3), "bank"),
        (rules.TRANSFER_ACCOUNT, "transfer"),
        (rules.UNKNOWN_PAYERS, "bank"),
        (rules.deposit(7, "mobile"), "deposit"),
    ],
)
def test_every_account_a_payment_debits_has_its_tender(account: str, tender: str) -> None:
    assert rules.tender_of(account) == tender
    assert rules.kind_of_account(account) in ("asset", "liability")


def test_a_deposit_remembers_how_it_came_in() -> None:
    assert rules.tender_of_deposit(rules.deposit(7, "mobile")) == "mobile"


LEFT = {1: 300, 2: 200}
WAYS = {"cash": 350, "campus_card": 150, "mobile": 0}


@pytest.mark.parametrize(
    ("given", "tender", "code"),
    [
        ({1: 300}, "cash", None),
        ({1: 150, 2: 200}, "cash", None),
        ({}, "cash", "payment.nothing"),
        ({1: 0}, "cash", "payment.nothing"),
        ({1: 5, 2: -1}, "cash", "payment.nothing"),
        ({1: 1}, "mobile", "refund.mobile"),
        ({1: 1}, "bank", "refund.tender"),
        ({1: 301}, "cash", "refund.too_much"),
        ({3: 1}, "cash", "refund.too_much"),
        ({1: 300, 2: 51}, "cash", "refund.too_much"),
        ({1: 151}, "campus_card", "refund.too_much"),
    ],
)
def test_what_may_go_back(given: dict[int, int], tender: str, code: str | None) -> None:
    if code is None:
        rules.check_refund(given, LEFT, tender, WAYS)
        return
    with pytest.raises(Refusal) as refused:
        rules.check_refund(given, LEFT, tender, WAYS)
    assert refused.value.code == code
    for language in LANGUAGES:
        assert load(language).refusal(refused.value)


@pytest.mark.parametrize("reason", ["未找到文献", " two\nlines ", "x" * rules.REASON_LONGEST])
def test_a_reason_is_kept_tidy(reason: str) -> None:
    assert rules.check_reason(reason) == reason.strip()


@pytest.mark.parametrize("reason", ["", " \n", "x" * (rules.REASON_LONGEST + 1), "a\0b"])
def test_what_is_no_reason(reason: str) -> None:
    with pytest.raises(Refusal, match=r"reason\.missing"):
        rules.check_reason(reason)


def test_sums_that_are_a_slip_of_the_finger() -> None:
    rules.check_amount(1)
    rules.check_amount(rules.LARGEST_FEN)
    for fen, code in (
        (0, "payment.nothing"),
        (-1, "payment.nothing"),
        (rules.LARGEST_FEN + 1, "payment.too_large"),
    ):
        with pytest.raises(Refusal) as refused:
            rules.check_amount(fen)
        assert (refused.value.code, refused.value.field) == (code, "amount")
    with pytest.raises(Refusal) as refused:
        rules.check_most(rules.LARGEST_FEN + 1, "given")
    assert refused.value.field == "given"


def test_change_comes_out_of_the_drawer_only() -> None:
    card = [Tender("campus_card", 100, "T1", given_fen=500)]
    with pytest.raises(Refusal) as refused:
        rules.check_tenders(card, 100, 0, rules.COUNTER_TENDERS)
    assert (refused.value.code, refused.value.field) == ("payment.tender", "given")
