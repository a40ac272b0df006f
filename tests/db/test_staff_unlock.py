"""A locked window: its own person comes back with the password, while the account is what it was."""

from __future__ import annotations

import pytest

from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import StaffService
from tests.db.till import refused

PASSWORD = "correct horse battery"


@pytest.fixture
def staff(ground: Ground) -> StaffService:
    return StaffService(ground)


@pytest.fixture
def clerk(staff: StaffService, admin: Actor) -> Actor:
    staff.add_first("boss", admin.name, PASSWORD)
    staff.add(admin, "lijing", "李静", "cashier", PASSWORD)
    return staff.sign_in("lijing", PASSWORD)


def test_the_password_unlocks_and_another_does_not(staff: StaffService, clerk: Actor) -> None:
    staff.unlock(clerk, PASSWORD)
    assert refused(lambda: staff.unlock(clerk, "something else")).code == "sign_in.wrong"


def test_who_was_switched_off_meanwhile_is_told_so(staff: StaffService, admin: Actor, clerk: Actor) -> None:
    assert clerk.staff_id is not None
    staff.set_active(admin, clerk.staff_id, False)
    assert refused(lambda: staff.unlock(clerk, PASSWORD)).code == "staff.moved_on"


def test_who_has_other_work_by_now_signs_in_anew(staff: StaffService, admin: Actor, clerk: Actor) -> None:
    assert clerk.staff_id is not None
    staff.set_role(admin, clerk.staff_id, "counter")
    assert refused(lambda: staff.unlock(clerk, PASSWORD)).code == "staff.moved_on"
