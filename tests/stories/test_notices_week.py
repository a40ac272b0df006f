"""A week at the counter, told to its readers: every message that is due arrives, once, and no other.

The clock is ours, the mail server and the SMS gateway are real and stand on loopback. On Tuesday the mail
server is away, on Thursday it is choosy.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from db import connection
from ill_desktop.activation.rules import Agreement, Contact, Identity
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk
from ill_desktop.notices import queries
from ill_desktop.notices.mail import REPEAT
from ill_desktop.notices.settings import MailSettings, SmsSettings
from ill_desktop.patrons import queries as patrons
from ill_desktop.patrons.rules import Profile
from ill_desktop.requests.service import NewRequest
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor, reader
from tests.fresh import new_desk
from tests.servers import MailHost, WebHost
from tests.unit import paper_reader

MONDAY = dt.datetime(2026, 11, 23, 0, 30, tzinfo=dt.UTC)  # 8:30 in Hangzhou
BY = Actor("周敏", "administrator", staff_id=1)
ARTICLE = {
    "article_title": "径流预测",
    "journal": "水利学报",
    "author": "王磊",
    "year": "2024",
    "pages": "1-12",
}
TITLE = "径流预测"
BOOK = {"title": "水利史", "author": "周魁一"}
PDF = b"%PDF-1.7 the article"
NAMES = {
    "chen": "陈竑宇",
    "zoe": "Zoë·Müller",
    "wang": "王磊",
    "li": "李娜",
    "zhao": "赵一鸣",
    "qian": "钱文",
    "sun": "孙悦",
}


class Week:
    """The desk, its readers, and the servers they are reached through."""

    def __init__(self, folder: Path, host: MailHost, web: WebHost) -> None:
        self.clock = FixedClock(MONDAY)
        self.desk: Desk = new_desk(folder, self.clock, first=("admin", "周敏", "a long password"))
        self.host, self.web = host, web
        self.home = patrons.institutions("浙江大学")[0].id
        self.readers: dict[str, int] = {}
        self.shift = self.desk.shifts.open(BY, 1, 100_00)
        self.use(host.port)
        body = "to={number}&text={text}"
        self.desk.senders.save_sms(BY, SmsSettings(f"http://127.0.0.1:{web.port}/", body=body))

    def use(self, port: int) -> None:
        mail = MailSettings(host="127.0.0.1", port=port, security="none", sender="ill@zju.edu.cn", seconds=5)
        self.desk.senders.save_mail(BY, mail)

    # Time

    def day(self, number: int) -> None:
        """The morning of a day of the week (0: Monday); the counter opens with the daily round."""
        morning = MONDAY + dt.timedelta(days=number)
        while self.clock.instant < morning:
            self.clock.instant = min(morning, self.clock.instant + dt.timedelta(minutes=20))
            self.desk.delivery.deliver(1_000)
        self.desk.daily.run(BY)
        assert not any(vars(self.desk.daily.run(BY)).values()), "a second round brings nothing new"
        self.pass_by()

    def pass_by(self, minutes: int = 5) -> None:
        """Some minutes at the counter; the window's timer sends meanwhile."""
        for _ in range(minutes):
            self.clock.advance(minutes=1)
            self.desk.delivery.deliver(1_000)

    # Readers

    def register(self, name: str, language: str = "zh_CN") -> int:
        number = len(self.readers)
        profile = Profile(
            institution_id=self.home,
            number=f"{name}88",
            name=NAMES[name],
            sex="f",
            email=f"{name}@126.com",
            mobile=f"139571022{number:02}",
            unit="水利学院",
            password="rain1234",
            confirmation="rain1234",
            last_six="12345X",
            language=language,
        )
        self.readers[name] = self.desk.patrons.register_form(BY, "off_campus", profile)
        return self.readers[name]

    def activate(self, name: str) -> None:
        patron, card = self.readers[name], patrons.card(self.readers[name])
        code = self.desk.activation.counter_code(BY, patron).code
        identity = Identity(card.name, card.number, "12345X", document_seen=True)
        terms = self.desk.library.terms_version
        self.desk.activation.activate_at_desk(
            BY,
            patron,
            identity,
            Contact(card.email, card.mobile, code),
            Agreement(card.language, terms, agreed=True),
        )

    def choose(self, name: str, way: str, language: str = "zh_CN", address: str = "") -> None:
        patron = self.readers[name]
        me = reader(patron, NAMES[name])
        self.desk.patrons.choose_notices(me, patron, way=way, language=language, address=address)

    # Requests

    def ask(self, name: str, **changes: object) -> int:
        facts: dict[str, object] = {
            "patron_id": self.readers[name],
            "service_type": "delivery",
            "document_type": "journal_article",
            "fields": ARTICLE,
            "copyright_agreed": True,
            **changes,
        }
        return self.desk.requests.submit(BY, NewRequest(**facts)).id  # type: ignore[arg-type]

    def newest(self) -> int:
        """The request handed in last."""
        return int(connection.value("SELECT MAX(id) FROM request"))

    def walk(self, request: int, *targets: str, **told: object) -> str:
        state = ""
        for target in targets:
            known = {"supplier_id": 1} if target == "sent" else {"pages": 12} if target == "received" else {}
            state = self.desk.counter.step(BY, request, target, Inputs(**(told or known)))  # type: ignore[arg-type]
        return state

    def pay(self, name: str, tender: str = "cash") -> None:
        from ill_desktop.cashier import queries as cashier

        dues = cashier.dues(self.readers[name])
        fen = sum(due.amount_fen for due in dues)
        charges = [due.charge_id for due in dues]
        self.desk.counter.take_payment(
            BY,
            self.shift,
            self.readers[name],
            charges,
            [Tender(tender, fen)],
            f"pay-{self.clock.instant}-{name}",
        )

    def lend(self, name: str, days: int) -> int:
        """A book of ours, paid, on the shelf and lent."""
        request = self.ask(name, service_type="loan", document_type="book", fields=BOOK, delivery="pickup")
        self.walk(request, "accepted", "filled_locally")
        self.pay(name)
        due = self.clock.day() + dt.timedelta(days=days)
        self.pass_by(2)
        self.walk(request, "checked_out", due_on=due.isoformat())
        return request

    # What arrived

    def mails(self) -> Counter[tuple[str, str]]:
        """Reader and subject of what has arrived since the last look."""
        found = Counter(
            (each.to[0].removesuffix("@126.com"), str(each.message["Subject"])) for each in self.host.received
        )
        assert all(each.message[REPEAT] is None for each in self.host.received)
        self.host.received.clear()
        return found

    def texts(self) -> list[tuple[str, str]]:
        """Mobile and text of what the gateway got since the last look."""
        asked = [parse_qs(each.body.decode()) for each in self.web.asked]
        self.web.asked.clear()
        return [(each["to"][0], each["text"][0]) for each in asked]


@pytest.fixture
def week(tmp_path: Path) -> Iterator[Week]:
    with MailHost() as host, WebHost() as web:
        week = Week(tmp_path / "library", host, web)
        yield week
        week.desk.close()


def exactly(*expected: tuple[str, str]) -> Counter[tuple[str, str]]:
    return Counter(expected)


def _monday(week: Week) -> None:
    """Seven people register; five are let in and say how they want to be told."""
    week.day(0)
    for name in NAMES:
        week.register(name, "en" if name == "zoe" else "zh_CN")
    week.pass_by()
    received = {"zoe": "Your registration is waiting for review"}
    assert week.mails() == exactly(*((name, received.get(name, "注册已提交，等待审核")) for name in NAMES))
    for name in ("chen", "zoe", "wang", "li", "zhao", "qian"):
        week.desk.patrons.approve(BY, week.readers[name])
    week.desk.patrons.ask_for_more(BY, week.readers["sun"], "请补充证件末六位。")
    week.desk.patrons.withdraw(BY, week.readers["qian"])  # before the timer comes round
    week.pass_by()
    approved = [(name, "注册已通过审核") for name in ("chen", "wang", "li", "zhao")]
    assert week.mails() == exactly(
        *approved, ("zoe", "Your registration is approved"), ("sun", "请补充注册信息")
    )
    week.choose("wang", "sms")
    week.choose("li", "none")
    week.choose("zhao", "letter", address="310027\n杭州市浙大路 38 号")
    for name in ("chen", "zoe", "zhao"):
        week.activate(name)
    week.pass_by()
    activated = exactly(("chen", "您的借书账户已激活"), ("zoe", "Your library account is activated"))
    assert week.mails() == activated
    assert [row.kind for row in queries.letters()] == ["activation_done"]


def _tuesday(week: Week) -> dict[str, int]:
    """The mail server is away; the counter works on, and on Wednesday everything arrives."""
    week.use(1)  # nobody listens there
    week.day(1)
    costly = week.ask("chen", max_cost_fen=10)
    week.walk(costly, "accepted", "sent", "shipped", "received")
    texted = week.ask("wang")
    week.walk(texted, "accepted", "sent", "shipped", "received")
    quiet = week.ask("li")
    week.walk(quiet, "accepted")
    week.walk(quiet, "unfilled", reason="NotHeld")
    regretted = week.ask("zoe")
    week.walk(regretted, "accepted")
    week.walk(regretted, "unfilled", reason="NotHeld")
    week.clock.advance(seconds=20)
    week.desk.steps.back(BY, regretted)  # nobody is told of it
    week.pass_by(60)
    assert week.mails() == exactly()
    assert week.desk.delivery.deliver().waits["email"].code == "mail.unreachable"
    assert week.texts() == [
        ("+8613957102202", "【浙江大学图书馆】“径流预测”已到，需缴费 ¥1.80，缴费后即可发送或领取。")
    ]
    (message,) = queries.messages(week.desk.ground, week.readers["li"], limit=1)
    assert (message.kind, message.state, message.way) == ("unfilled", "sent", "none")
    week.use(week.host.port)
    return {"costly": costly, "texted": texted, "regretted": regretted}


def _wednesday(week: Week, requests: dict[str, int]) -> None:
    """What waited has come; the reader agrees, pays and gets his article; a book is lent."""
    week.day(2)
    assert week.mails() == exactly(("chen", f"请确认费用：{TITLE}"))
    assert week.walk(requests["costly"], "received") == "awaiting_payment"
    week.pass_by()
    assert week.mails() == exactly(("chen", f"请缴费：{TITLE}"))
    week.pay("chen")
    assert week.desk.counter.attach(BY, requests["costly"], "径流预测.pdf", PDF) == "delivered"
    week.pass_by()
    (sent,) = [each for each in week.host.received if each.message["Subject"] == f"文献已发送：{TITLE}"]
    (file,) = sent.message.iter_attachments()
    assert (file.get_filename(), file.get_content()) == ("径流预测.pdf", PDF)
    assert week.mails() == exactly(("chen", "已收到缴费 ¥1.80"), ("chen", f"文献已发送：{TITLE}"))
    requests["book"] = week.lend("chen", days=5)
    requests["letter"] = week.lend("zhao", days=1)
    week.desk.patrons.complete_information(BY, week.readers["sun"], {"last_six": "54321X"})
    week.desk.patrons.reject(BY, week.readers["sun"], "姓名与证件不符。")
    week.pass_by()
    lent = (("chen", "已收到缴费 ¥40.00"), ("chen", "请领取：水利史"))  # paid before he was told it is due
    assert week.mails() == exactly(*lent, ("sun", "注册未通过审核"))


def _thursday(week: Week, requests: dict[str, int]) -> None:
    """The server puts one reader off; a book is recalled; what several articles cost is told at once."""
    week.desk.patrons.block(BY, week.readers["zoe"], "逾期", dt.date(2026, 11, 27))
    week.day(3)
    assert week.mails() == exactly()
    week.host.answers["RCPT chen@126.com"] = "450 come back later"
    week.desk.loans.recall(BY, requests["book"], "2026-11-27")
    week.walk(requests["regretted"], "unfilled", reason="NotHeld")
    week.pass_by()
    assert week.mails() == exactly(("zoe", f"Not found: {TITLE}"))
    for pages in (12, 20):
        week.walk(week.ask("wang"), "accepted", "sent", "shipped")
        week.walk(week.newest(), "received", pages=pages)
    week.host.answers.clear()
    week.pass_by(10)
    assert week.mails() == exactly(("chen", "请提前归还：水利史"))
    several = "【浙江大学图书馆】您申请的 2 篇文献已到，共需缴费 ¥4.80，缴费后即可发送或领取。"
    assert week.texts() == [("+8613957102202", several)]
    week.walk(week.ask("wang"), "accepted", "sent", "shipped", "received")
    week.pass_by(60)
    assert week.texts() == [], "he was told of a payment today"


def _friday(week: Week, requests: dict[str, int]) -> None:
    """Due today by the recall; who wants letters gets an overdue letter."""
    week.day(4)
    assert week.mails() == exactly(("chen", "即将到期：水利史"))
    assert [text for _, text in week.texts()] == [
        f"【浙江大学图书馆】“{TITLE}”已到，需缴费 ¥1.80，缴费后即可发送或领取。"
    ]
    kinds = Counter(row.kind for row in queries.letters())
    assert kinds == Counter(("activation_done", "payment_received", "due_soon", "overdue"))
    batch = [row.id for row in queries.letters()]
    branch = week.desk.library.branches["YQ"]
    pages = paper_reader.pages(week.desk.letters.batch(BY, batch, branch))
    assert len(pages) == 4 and all("赵一鸣" in page and "310027" in page for page in pages)
    assert week.desk.notices.mark_printed(BY, batch) == 4
    week.desk.cashier.top_up(BY, week.shift, week.readers["chen"], [Tender("cash", 5_00)], "top-up")
    again = week.ask("chen")
    week.walk(again, "accepted", "sent", "shipped", "received")
    week.pass_by()
    assert week.mails() == exactly(("chen", f"请缴费：{TITLE}"))
    week.pay("chen", "deposit")
    week.desk.counter.attach(BY, again, "again.pdf", PDF)
    week.pass_by()
    assert week.mails() == exactly(("chen", "已收到缴费 ¥1.80"), ("chen", f"文献已发送：{TITLE}"))


def _weekend(week: Week, requests: dict[str, int]) -> None:
    """Overdue, low, allowed again; and the book comes back."""
    week.day(5)
    assert week.mails() == exactly(
        ("chen", "已逾期：水利史"), ("chen", "预付款余额不足"), ("zoe", "You may borrow books")
    )
    week.walk(requests["book"], "returned")
    week.pass_by()
    assert week.mails() == exactly(("chen", "已归还：水利史"))
    week.day(6)
    assert week.mails() == exactly()


def test_a_week(week: Week) -> None:
    _monday(week)
    requests = _tuesday(week)
    days: tuple[Callable[[Week, dict[str, int]], None], ...] = (_wednesday, _thursday, _friday, _weekend)
    for day in days:
        day(week, requests)
    assert week.texts() == []
    standing = queries.standing(week.desk.ground)
    assert standing == (0, 0, 0, 0, 0), "nothing waits, nothing failed"
    everything = queries.page(None, None, 1_000)
    assert {row.state for row in everything} == {"sent", "withdrawn"}
    assert [row.kind for row in everything if row.state == "withdrawn"] == [
        *("payment_due", "payment_due"),  # told in one message
        *("ready_for_pickup", "payment_due", "payment_due"),  # collected or paid before it was told
        *("unfilled", "registration_approved"),  # taken back; the reader has withdrawn
    ]
    assert not any(row.maybe_repeat for row in everything)
