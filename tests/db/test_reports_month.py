"""Which month a night belongs to, and what a month says of what is still open."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ill_desktop.clock import FixedClock
from ill_desktop.desk import create_desk
from ill_desktop.patrons import queries
from ill_desktop.patrons.rules import VISITOR, Profile
from ill_desktop.reports.service import ReportService
from ill_desktop.staff.rules import Actor
from tests.db.till import Till


def test_the_night_belongs_to_the_branch(tmp_path: Path) -> None:
    """Half past midnight in Hangzhou on the first is still the last day of the month in UTC."""
    clock = FixedClock(dt.datetime(2026, 10, 31, 16, 30, tzinfo=dt.UTC))
    desk = create_desk(tmp_path / "library", "zju", "YQ", "zh_CN", clock=clock)
    try:
        home = queries.institutions(desk.library.home_institution)[0]
        who = {"number": "chenhy88", "name": "陈竑宇", "sex": "m", "email": "chy@126.com"}
        secret = {"password": "rain1234", "confirmation": "rain1234"}
        profile = Profile(institution_id=home.id, mobile="139 5710 2231", unit="设计院", **who, **secret)
        desk.patrons.register_form(VISITOR, "off_campus", profile)
        admin = Actor("Kim", "administrator")
        assert [each.count for each in desk.reports.month(admin, 2026, 11).registrations] == [1]
        assert desk.reports.month(admin, 2026, 10).registrations == ()
    finally:
        desk.close()


def test_a_supplier_that_has_not_answered_yet_is_in_the_report(till: Till, patron: int) -> None:
    till.walk(till.request(patron), "accepted", "sent")
    service = ReportService(till.ground)
    report = service.month(Actor("Kim", "administrator"), 2026, 11)
    (asked,) = report.suppliers
    assert (asked.asked, asked.filled, asked.declined, asked.fill_rate) == (1, 0, 0, None)
    assert service.pdf(report, "zh_CN").startswith(b"%PDF")
