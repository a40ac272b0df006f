"""An institute pays into a reader's deposit out of project funds: a slip, and the deposit once it is stamped
([G] FAQ 2 and 4)."""

from __future__ import annotations

import pytest

from ill_desktop.cashier import ledger, paid, papers, queries, statement
from ill_desktop.cashier.refunds import Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.counter.papers import PaperService
from ill_desktop.keeping import checks, office_checks
from ill_desktop.words import load
from tests.db.money import charge
from tests.db.till import Till, operation, refused
from tests.unit.paper_reader import flat


def slip(till: Till, patron: int, fen: int = 500_00) -> int:
    return till.transfers.issue_in_advance(till.by, patron, fen, operation()).paper_id


def match(till: Till, number: int, reference: str = "FIN-1") -> None:
    released = till.counter.match_transfer(till.by, number, reference, operation())
    assert not released.moved


def verified() -> bool:
    every = (*checks.BOOKS, *checks.REST, *office_checks.ALL)
    return not list(checks.run(checks.ask_open_library, every))


def test_nothing_is_there_before_finance_has_stamped_it(till: Till, campus: int) -> None:
    number = slip(till, campus)
    (row,) = queries.transfers()
    assert (row.id, row.amount_fen, row.requests) == (number, 500_00, "")
    assert queries.deposit_balance(campus) == 0
    match(till, number)
    assert queries.deposit_balance(campus) == 500_00
    assert ledger.balance("clearing:transfer") == 500_00
    assert paid.deposit_by_tender(campus) == {"transfer": 500_00}
    (line,) = statement.page(campus)
    assert (line.kind, line.paper, line.deposit_fen) == ("deposit", papers.by_id(number).number, 500_00)
    assert verified()


def test_it_pays_what_comes_and_what_is_left_goes_back(till: Till, campus: int) -> None:
    match(till, slip(till, campus, 30_00))
    item = charge(till, campus, 12_00)
    till.cashier.take_payment(till.by, till.shift, campus, [item], [Tender("deposit", 12_00)], operation())
    back = Back("transfer", "left the university", reference="FIN-9")
    refunds = RefundService(till.ground)
    refunds.pay_back_deposit(till.by, till.shift, campus, 18_00, back, operation())
    assert queries.deposit_balance(campus) == 0
    assert ledger.balance("clearing:transfer") == 12_00
    assert verified()


def test_the_same_click_is_one_slip(till: Till, campus: int) -> None:
    once = operation()
    first = till.transfers.issue_in_advance(till.by, campus, 10_00, once)
    assert till.transfers.issue_in_advance(till.by, campus, 10_00, once) == first
    wrong = refused(lambda: till.transfers.issue_in_advance(till.by, campus, 10_01, once))
    assert wrong.code == "payment.operation_reused"
    assert len(queries.transfers()) == 1


@pytest.mark.parametrize("fen", [0, -1, 10**15])
def test_what_is_no_amount_is_refused(till: Till, campus: int, fen: int) -> None:
    assert refused(lambda: slip(till, campus, fen)).field == "amount"
    assert not queries.transfers()


def test_who_is_not_of_the_university_has_no_slip(till: Till, patron: int) -> None:
    assert refused(lambda: slip(till, patron)).code == "transfer.campus_only"


def test_matched_by_mistake_it_is_taken_back_while_it_is_there(till: Till, campus: int) -> None:
    number = slip(till, campus, 20_00)
    match(till, number)
    till.counter.take_back_transfer(till.by, number, "another's", operation())
    assert (queries.deposit_balance(campus), queries.transfers_pending()) == (0, 1)
    match(till, number)
    item = charge(till, campus, 5_00)
    till.cashier.take_payment(till.by, till.shift, campus, [item], [Tender("deposit", 5_00)], operation())
    wrong = refused(lambda: till.counter.take_back_transfer(till.by, number, "x", operation()))
    assert wrong.code == "payment.deposit_short"
    assert verified()


def test_the_paper_says_what_it_is_for(till: Till, campus: int) -> None:
    pdf = PaperService(till.ground).transfer_slip(slip(till, campus), load("zh_CN"))
    said = flat(pdf)
    assert "人民币伍佰元整" in said and "预付款充值" in said and "669105" in said


@pytest.mark.parametrize(("language", "card"), [("zh_CN", "带上校园卡"), ("en", "with your campus card")])
def test_filled_or_blank_it_says_where_to_take_it(till: Till, campus: int, language: str, card: str) -> None:
    service, words = PaperService(till.ground), load(language)
    for pdf in (service.transfer_slip(slip(till, campus), words), service.blank_transfer_slip(words)):
        said = flat(pdf)
        assert card in said and "zjuill@zju.edu.cn" in said and "…" not in said
