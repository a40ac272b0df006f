"""Personal tokens: forged, swapped, replayed, expired, and fifty phones at once."""

from __future__ import annotations

import random
import string
import threading
from collections.abc import Callable

import pytest

from db import connection
from ill_desktop.activation import queries
from ill_desktop.activation.service import ActivationService
from ill_desktop.clock import FixedClock
from ill_desktop.ground import Ground
from ill_desktop.patrons.rules import VISITOR
from ill_desktop.staff.rules import Actor
from tests.db.visitor import AGREEMENT, Visitor, refused

SIGNS = string.ascii_letters + string.digits + "-_"


@pytest.fixture
def patron_id(approved: Callable[..., int]) -> int:
    return approved(last_six="12345X")


@pytest.fixture
def token(activation: ActivationService, counter: Actor, patron_id: int) -> str:
    return activation.issue_token(counter, patron_id, "paper").token


def mutations(token: str, how_many: int) -> list[str]:
    """Near misses: signs changed, dropped, doubled, swapped; cases flipped; pieces of others."""
    chance = random.Random(20261121)
    found: set[str] = set()
    while len(found) < how_many:
        signs = list(token)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(signs))
            kind = chance.randrange(6)
            if kind == 0:
                signs[at] = chance.choice(SIGNS)
            elif kind == 1:
                del signs[at]
            elif kind == 2:
                signs.insert(at, chance.choice(SIGNS))
            elif kind == 3:
                other = chance.randrange(len(signs))
                signs[at], signs[other] = signs[other], signs[at]
            elif kind == 4:
                signs[at] = signs[at].swapcase()
            else:
                signs = signs[at:] + signs[:at]
        found.add("".join(signs))
        found.discard(token)
    return sorted(found)


def test_of_100_000_forged_tokens_none_is_taken(activation: ActivationService, token: str) -> None:
    taken = [
        forged
        for forged in mutations(token, 100_000)
        if refused(lambda text=f"ILLA:{forged}": activation.find_token(text)) != "activation.token_unknown"
    ]
    assert taken == []
    assert activation.find_token(f"ILLA:{token}")


def test_no_visit_begins_with_a_forged_token(activation: ActivationService, token: str) -> None:
    for forged in (*mutations(token, 200), " ", f"x{token}", f"{token} {token}", "\ud800", "9" * 100_000):
        answer = refused(lambda text=forged: activation.start(VISITOR, "qr", "phone:1", text))
        assert answer == "activation.token_unknown"
    assert connection.value("SELECT COUNT(*) FROM activation_visit") == 0


@pytest.mark.parametrize("form", ["{}", "ILLA:{}", "https://ill.example.edu/a/{}", " {}\n"])
def test_a_visit_begins_with_whatever_brought_the_token(
    ground: Ground, patron_id: int, token: str, form: str
) -> None:
    visitor = Visitor(ground, "qr").start(form.format(token))
    visitor.identify()
    assert visitor.step == "contact"


def test_a_used_token_begins_nothing(ground: Ground, patron_id: int, token: str) -> None:
    Visitor(ground, "qr").to_terms(token).agree()
    assert refused(lambda: Visitor(ground, "qr").start(token)) == "activation.token_consumed"


@pytest.mark.parametrize(("medium", "minutes"), [("screen", 10), ("paper", 30 * 24 * 60)])
def test_a_token_that_was_opened_in_time_is_good_to_the_end(
    ground: Ground,
    activation: ActivationService,
    counter: Actor,
    patron_id: int,
    clock: FixedClock,
    medium: str,
    minutes: int,
) -> None:
    token = activation.issue_token(counter, patron_id, medium).token
    clock.advance(minutes=minutes - 1)
    visitor = Visitor(ground, "qr").to_terms(token)
    clock.advance(minutes=20)
    assert refused(lambda: Visitor(ground, "qr").start(token)) == "activation.token_expired"
    assert visitor.agree().way == "qr"


def test_a_token_used_meanwhile_activates_nobody_twice(ground: Ground, patron_id: int, token: str) -> None:
    first, second = Visitor(ground, "qr").to_terms(token), Visitor(ground, "qr", "phone:2").start(token)
    second.identify()
    second.contact()
    second.ask_code("counter")
    first.agree()
    assert refused(second.agree) == "activation.step"
    assert len(queries.history(patron_id)) == 1


def test_a_qr_scanned_on_the_way(
    ground: Ground,
    activation: ActivationService,
    counter: Actor,
    patron_id: int,
    token: str,
    approved: Callable[..., int],
) -> None:
    other = approved(number="other1", email="other@126.com")
    theirs = activation.issue_token(counter, other, "paper")
    visitor = Visitor(ground, "kiosk").start()
    visitor.identify(picture="")
    assert (
        refused(lambda: visitor.service.bring_token(visitor.secret, theirs.text)) == "activation.token_other"
    )
    visitor.service.bring_token(visitor.secret, f"ILLA:{token}")
    visitor.contact()
    visitor.ask_code()
    visitor.type_code()
    visitor.agree()
    assert refused(lambda: activation.find_token(f"ILLA:{token}")) == "activation.token_consumed"
    assert activation.find_token(theirs.text) == other


def test_a_merged_readers_token_is_the_kept_ones(
    ground: Ground, patron_id: int, token: str, approved: Callable[..., int]
) -> None:
    kept = approved(number="22012345", email="kept@zju.edu.cn")
    visitor = Visitor(ground, "qr").to_terms(token)
    connection.execute("UPDATE patron SET merged_into = ? WHERE id = ?", (kept, patron_id))
    assert visitor.agree().patron_id == kept
    assert refused(lambda: visitor.service.find_token(f"ILLA:{token}")) == "activation.token_consumed"


def at_once(actions: list[Callable[[], object]]) -> list[str]:
    """What each action ends with when all begin at the same moment, each on a thread of its own."""
    results: list[str] = []
    ready = threading.Barrier(len(actions))

    def run(action: Callable[[], object]) -> None:
        ready.wait()
        results.append(refused(action))

    threads = [threading.Thread(target=run, args=(action,)) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_of_fifty_phones_with_one_token_one_wins(
    ground: Ground, patron_id: int, token: str, counter: Actor
) -> None:
    """Fifty visits, each proved, before and after the program was restarted."""
    visitors = [Visitor(ground, "qr", f"phone:{n}").start(token) for n in range(50)]
    for visitor in visitors:
        visitor.identify()
        visitor.contact()
        visitor.type_code(visitor.service.counter_code(counter, patron_id).code)
    store = connection.database.obj
    store.close_all()
    connection.open_store(ground.folder.database)
    results = at_once([visitor.agree for visitor in visitors])
    assert sorted(results) == ["activation.done_already"] * 49 + ["done"]
    assert len(queries.history(patron_id)) == 1
    assert connection.value("SELECT COUNT(*) FROM activation_token WHERE consumed_at IS NOT NULL") == 1
    assert connection.value("SELECT COUNT(*) FROM outbox WHERE kind = 'activation_done'") == 1
    connection.database.obj.close_all()


def test_of_fifty_clicks_on_one_page_one_wins(ground: Ground, patron_id: int) -> None:
    visitor = Visitor(ground).to_terms()
    results = at_once([lambda: visitor.service.agree(visitor.secret, AGREEMENT)] * 50)
    assert sorted(results) == ["activation.step"] * 49 + ["done"]
    assert len(queries.history(patron_id)) == 1


def test_of_fifty_guesses_at_once_five_count(ground: Ground, patron_id: int) -> None:
    visitor = Visitor(ground).start()
    visitor.identify()
    visitor.contact()
    visitor.ask_code()
    right = int(visitor.sender.code)
    guesses = [f"{(right + n) % 1_000_000:06d}" for n in range(1, 51)]
    results = at_once([lambda code=code: visitor.type_code(code) for code in guesses])
    assert sorted(results) == ["activation.code_locked"] * 46 + ["activation.code_wrong"] * 4
    assert connection.value("SELECT COUNT(*) FROM activation_wrong_code") == 5


def test_of_twenty_who_type_one_code_one_has_proved_it(
    ground: Ground, patron_id: int, counter: Actor
) -> None:
    visitors = [Visitor(ground, client=f"phone:{n}").start() for n in range(20)]
    for visitor in visitors:
        visitor.identify()
        visitor.contact()
    code = visitors[0].service.counter_code(counter, patron_id).code
    results = at_once([lambda who=visitor: who.type_code(code) for visitor in visitors])
    assert sorted(results) == ["activation.code_expired"] * 19 + ["done"]


def test_step_one_is_taken_once(ground: Ground, patron_id: int) -> None:
    visitor = Visitor(ground, "kiosk").start()
    results = at_once([lambda: visitor.identify(picture="")] * 10)
    assert sorted(results) == ["activation.step"] * 9 + ["done"]
