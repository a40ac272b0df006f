"""Roles, what they may do, and what a password must be."""

from __future__ import annotations

import datetime as dt

import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from ill_desktop.staff import passwords, rules
from ill_desktop.staff.rules import Actor, reader
from ill_desktop.words import LANGUAGES, load

MAY = {
    "counter": "patron.register patron.edit patron.activate request.enter request.work paper.print",
    "cashier": "patron.register patron.edit patron.activate request.enter request.work paper.print "
    "money.take money.shift money.void money.refund money.write_off money.approve money.invoice "
    "money.reconcile money.settle money.close_month report.read",
    "reviewer": "patron.register patron.edit patron.activate patron.review request.enter request.work "
    "paper.print report.read",
    "kiosk": "kiosk.open",
    "administrator": " ".join(rules.PERMISSIONS),
    "patron": "",
    "system": "",
    "nobody": "",
}


@pytest.mark.parametrize("permission", sorted(rules.PERMISSIONS))
@pytest.mark.parametrize("role", MAY)
def test_the_matrix_of_roles(role: str, permission: str) -> None:
    assert Actor("x", role).may(permission) == (permission in MAY[role].split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_roles_and_permissions_have_words(language: str) -> None:
    keys = load(language).keys()
    assert {f"role.{role}" for role in rules.ROLES} | {
        f"permission.{each}" for each in rules.PERMISSIONS
    } <= keys


def test_a_reader_is_kept_by_record_and_staff_by_name() -> None:
    assert reader(7, "李楠").mark == "patron:7"
    assert Actor("周敏", "cashier", staff_id=1).mark == "周敏"


@pytest.mark.parametrize(
    ("login", "name", "role", "password", "fields"),
    [
        ("zhoumin", "周敏", "cashier", "x" * 10, []),
        ("", "周敏", "cashier", "x" * 10, ["login"]),
        ("zhou min", "周敏", "cashier", "x" * 10, ["login"]),
        ("zhou\0", "周敏", "cashier", "x" * 10, ["login"]),
        ("z" * 65, "周敏", "cashier", "x" * 10, ["login"]),
        ("zhoumin", "  ", "cashier", "x" * 10, ["name"]),
        ("zhoumin", "周" * 65, "cashier", "x" * 10, ["name"]),
        ("zhoumin", "周\n敏", "cashier", "x" * 10, ["name"]),
        ("zhoumin", "周敏", "king", "x" * 10, ["role"]),
        ("zhoumin", "周敏", "cashier", "x" * 9, ["password"]),
        ("zhoumin", "周敏", "cashier", "x" * 65, ["password"]),
        ("zhoumin", "周敏", "cashier", "x" * 9 + "\0", ["password"]),
        ("", "", "", "", ["login", "name", "role", "password"]),
    ],
)
def test_who_can_be_let_in(login: str, name: str, role: str, password: str, fields: list[str]) -> None:
    assert [refusal.field for refusal in rules.check_new(login, name, role, password)] == fields


@pytest.mark.parametrize(("seconds", "left"), [(0, 5), (1, 5), (60, 4), (61, 4), (299, 1), (300, 1)])
def test_the_wait_is_told_in_whole_minutes(seconds: int, left: int) -> None:
    assert rules.minutes_left(dt.timedelta(seconds=seconds), 5) == left


def test_a_hash_costs_what_the_recommendation_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "COST", {})
    kept = passwords.hashed("correct horse")
    assert extract_parameters(kept) == RFC_9106_LOW_MEMORY
    assert passwords.matches(kept, "correct horse")
    assert not passwords.matches(kept, "Correct horse")
    assert not passwords.matches("no hash at all", "correct horse")
