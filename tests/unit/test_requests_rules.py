"""The state table against domain §3, whole."""

import pytest

from ill_desktop.requests import rules
from ill_desktop.words import LANGUAGES, load

DOMAIN = """
draft: submitted
submitted: accepted, needs_information, unfilled, cancelled
needs_information: submitted, accepted, cancelled, expired
accepted: awaiting_cost_approval, sent, filled_locally, needs_information, unfilled, cancelled
awaiting_cost_approval: accepted, conditional, received, filled_locally, cancelled, returned, expired
sent: will_supply, conditional, retry_possible, shipped, received, accepted, unfilled, cancel_pending, expired
conditional: will_supply, awaiting_cost_approval, accepted, unfilled, cancelled
retry_possible: sent, needs_information, accepted, unfilled, cancelled
will_supply: shipped, received, accepted, unfilled, cancel_pending
cancel_pending: cancelled, sent, shipped, received
shipped: received, delivered, accepted
received: awaiting_cost_approval, awaiting_payment, ready_for_pickup, delivered, accepted, returned
filled_locally: awaiting_cost_approval, awaiting_payment, ready_for_pickup, delivered
awaiting_payment: ready_for_pickup, delivered, cancelled, returned
ready_for_pickup: checked_out, delivered, not_collected
not_collected: ready_for_pickup, returned, cancelled
checked_out: returned, lost
lost: returned, completed
returned: return_shipped, completed, checked_out
return_shipped: completed
delivered: completed, delivered
completed: delivered
unfilled: accepted
cancelled:
expired:
"""
TABLE = {
    state.strip(): {target.strip() for target in targets.split(",") if target.strip()}
    for state, _, targets in (line.partition(":") for line in DOMAIN.strip().splitlines())
}


def test_the_table_is_the_specification() -> None:
    assert {state: set(targets) for state, targets in rules.TRANSITIONS.items()} == TABLE


def test_every_state_is_reached() -> None:
    reached, rim = {"draft"}, ["draft"]
    while rim:
        for target in rules.TRANSITIONS[rim.pop()]:
            if target not in reached:
                reached.add(target)
                rim.append(target)
    assert reached == set(rules.STATES)


@pytest.mark.parametrize("state", [state for state in rules.STATES if state not in rules.TERMINAL])
@pytest.mark.parametrize("service", ["delivery", "loan", "copy_or_loan"])
def test_no_request_is_ever_stuck(state: str, service: str) -> None:
    origin = "accepted" if state == "awaiting_cost_approval" else None
    assert rules.steps_from(state, service, origin)


@pytest.mark.parametrize("service", ["delivery", "loan", "copy_or_loan"])
@pytest.mark.parametrize("state", rules.STATES)
def test_an_end_can_be_reached_from_everywhere(state: str, service: str) -> None:
    seen, rim = {state}, [state]
    while rim:
        here = rim.pop()
        for origin in rules.STATES:
            for step in rules.steps_from(here, service, origin):
                if step.target not in seen:
                    seen.add(step.target)
                    rim.append(step.target)
    assert seen & rules.TERMINAL


def test_a_cost_is_approved_back_to_where_it_came_from() -> None:
    for origin in ("accepted", "conditional", "received", "filled_locally"):
        steps = rules.steps_from("awaiting_cost_approval", "delivery", origin)
        assert [step.target for step in steps if step.verb == "cost_agreed"] == [origin]
    assert not [
        step
        for step in rules.steps_from("awaiting_cost_approval", "delivery", None)
        if step.verb == "cost_agreed"
    ]


def test_copies_are_cancelled_and_loans_go_back() -> None:
    for state in ("awaiting_payment", "not_collected"):
        copy = {step.target for step in rules.steps_from(state, "delivery")}
        loan = {step.target for step in rules.steps_from(state, "loan")}
        assert "cancelled" in copy and "returned" not in copy
        assert "returned" in loan and "cancelled" not in loan


def test_only_loans_are_checked_out_and_only_copies_handed_over() -> None:
    assert {s.verb for s in rules.steps_from("ready_for_pickup", "loan")} == {"check_out", "not_collected"}
    assert {s.verb for s in rules.steps_from("ready_for_pickup", "delivery")} == {
        "hand_over",
        "not_collected",
    }


@pytest.mark.parametrize("state", rules.STATES)
def test_at_most_one_step_is_the_likely_one_and_it_comes_first(state: str) -> None:
    for service in ("delivery", "loan"):
        steps = rules.steps_from(state, service, "accepted")
        likely = [step for step in steps if step.likely]
        assert len(likely) <= 1
        assert not likely or steps[0] is likely[0]


def test_two_arrows_between_the_same_states_are_told_apart_by_their_verb() -> None:
    for step in rules.STEPS:
        same = [
            s for s in rules.STEPS if (s.source, s.target, s.only) == (step.source, step.target, step.only)
        ]
        assert len({s.verb for s in same}) == len(same)


def test_a_step_that_is_not_in_the_table_is_not_found() -> None:
    assert rules.find_step("submitted", "delivered", "delivery") is None
    assert rules.find_step("retry_possible", "sent", "delivery", verb="send") is None
    found = rules.find_step("retry_possible", "sent", "delivery", verb="send_again")
    assert found is not None and found.asks == ("supplier",)


@pytest.mark.parametrize("step", rules.STEPS, ids=lambda step: f"{step.source}-{step.verb}")
def test_a_reason_that_is_asked_for_can_be_given(step: rules.Step) -> None:
    if "reason" in step.asks:
        assert rules.REASONS[step.target]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_has_words(language: str) -> None:
    words = load(language)
    keys = {f"state.{state}" for state in rules.STATES} | {f"step.{step.verb}" for step in rules.STEPS}
    keys |= {f"reason.{code}" for codes in rules.REASONS.values() for code in codes}
    keys |= {f"stage.{stage}" for stage in rules.STAGES}
    assert keys <= words.keys()


def test_every_state_has_a_tone_and_a_stage() -> None:
    assert set(rules.TONES) == set(rules.STATES) == set(rules.STAGE_OF)


@pytest.mark.parametrize(
    ("due", "accepted", "onward"),
    [
        (0, None, None),
        (1, None, "awaiting_payment"),
        (500, 500, "awaiting_payment"),
        (501, 500, "awaiting_cost_approval"),
        (1, 0, "awaiting_cost_approval"),
        (0, 0, None),
    ],
)
def test_where_an_arrival_goes(due: int, accepted: int | None, onward: str | None) -> None:
    assert rules.after_arrival(due, accepted) == onward


@pytest.mark.parametrize(
    ("delivery", "service", "has_file", "onward"),
    [
        ("email", "delivery", True, "delivered"),
        ("email", "delivery", False, None),
        ("pickup", "delivery", False, "ready_for_pickup"),
        ("pickup", "delivery", True, "ready_for_pickup"),
        ("post", "delivery", False, None),
        ("post", "loan", False, "ready_for_pickup"),
        ("pickup", "loan", False, "ready_for_pickup"),
    ],
)
def test_where_a_settled_request_goes(
    delivery: str, service: str, has_file: bool, onward: str | None
) -> None:
    assert rules.on_release(delivery, service, has_file) == onward


@pytest.mark.parametrize(
    ("pages", "good"),
    [(0, False), (1, True), (rules.MOST_PAGES, True), (rules.MOST_PAGES + 1, False), (-3, False)],
)
def test_pages_that_can_be_charged(pages: int, good: bool) -> None:
    assert rules.good_pages(pages) == good


@pytest.mark.parametrize(("fen", "good"), [(-1, False), (0, True), (10**15, True), (10**15 + 1, False)])
def test_amounts_a_person_can_be_asked_for(fen: int, good: bool) -> None:
    assert rules.good_amount(fen) == good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2026-11-21", True),
        ("2026-12-31", True),
        ("2026-11-20", False),
        ("20261231", False),
        ("2026-02-30", False),
        ("soon", False),
    ],
)
def test_days_that_lie_ahead(text: str, good: bool) -> None:
    assert rules.good_day(text, "2026-11-21") == good


def test_a_volume_that_is_here_goes_back_and_nothing_else_does() -> None:
    def verbs(service: str, origin: str) -> set[str]:
        return {step.verb for step in rules.steps_from("awaiting_cost_approval", service, origin)}

    assert {"return"} < verbs("loan", "received") and "cancel" not in verbs("loan", "received")
    for service, origin in (("loan", "accepted"), ("delivery", "received"), ("delivery", "accepted")):
        assert "cancel" in verbs(service, origin) and "return" not in verbs(service, origin)


@pytest.mark.parametrize("step", rules.STEPS, ids=lambda step: f"{step.source}-{step.verb}")
def test_what_a_step_may_take_fits_the_request(step: rules.Step) -> None:
    copy = rules.may_take(step, "delivery", "email")
    assert not {"items", "partner_due", "conditions", "came_as"} & set(copy)
    assert not {"address", "tracking"} & set(copy) or step.verb == "ship_back"
    assert set(copy) <= set(rules.may_take(step, "copy_or_loan", "post")) == set(step.may)
    assert "came_as" not in rules.may_take(step, "loan", "post")
    assert not set(step.asks) & set(step.may)


def test_a_reader_takes_only_steps_of_the_table_that_bind_nobody_else() -> None:
    arrows = {(step.source, step.verb) for step in rules.STEPS}
    assert arrows >= rules.READER_STEPS
    assert {source for source, _ in rules.READER_STEPS} <= set(rules.STAGES["prepare"])


def test_a_posted_copy_waits_for_the_post() -> None:
    assert rules.on_release("post", "delivery", True) is None
