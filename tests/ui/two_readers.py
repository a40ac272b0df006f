"""Two readers from outside who may work at once: zhao88 and zoe2026."""

from __future__ import annotations

from ill_desktop.desk import Desk
from ill_desktop.patrons import queries as patrons
from ill_desktop.patrons.rules import Profile
from ill_desktop.staff.rules import Actor

PASSWORD = "rain1234"


def register(desk: Desk, by: Actor) -> None:
    for number, name, mobile in (
        ("zhao88", "赵一鸣", "13957102231"),
        ("zoe2026", "Zoë·Müller", "13957102232"),
    ):
        profile = Profile(
            institution_id=patrons.institutions("浙江大学")[0].id,
            number=number,
            name=name,
            sex="f",
            email=f"{number}@126.com",
            mobile=mobile,
            unit="杭州水利设计院",
            password=PASSWORD,
            confirmation=PASSWORD,
            last_six="12345X",
        )
        desk.patrons.approve(by, desk.patrons.register_form(by, "off_campus", profile))
