"""Finding and opening a reader among a hundred thousand, and who looks like one of them."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

from db import connection
from ill_desktop.cashier import queries as cashier
from ill_desktop.counter.finding import find_readers
from ill_desktop.counter.timeline import timeline
from ill_desktop.desk import Desk, create_desk
from ill_desktop.patrons import names, queries, record
from ill_desktop.patrons.look_alikes import look_alikes
from ill_desktop.requests import queries as requests
from tests.bench.measure import Result, Work, in_turns, seconds
from tests.bench.reading import bare

FINDS, LOOKS = 500, 100
GOAL_FIND, GOAL_LOOK = 0.100, 0.050
# As often as in a Chinese university: a tenth are called 王, and one given name in some hundred is 伟.
SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余"
    "叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段"
    "雷黎史龙陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华文玉兰红建国志永春梅海波宇浩然子轩"
    "梓涵欣怡佳琪雨泽思远一鸣晓东雪婷俊峰鑫鹏飞慧琳倩颖博睿天宇竑宏洪泓昊皓嘉诚毅凯瑞"
    "祥云龙辰逸凡诗雅梦瑶可馨若曦"
)


def measure(work: Path, rounds: int, patrons: int) -> list[Result]:
    """In a library of its own; the one that is open before is not open after."""
    desk = create_desk(work / "patrons", "zju", "YQ", "zh_CN")
    try:
        random = Random(7)
        _fill(desk, patrons, random)
        texts = [_text(random) for _ in range(FINDS)]
        looked = [random.randint(1, patrons) for _ in range(LOOKS)]
        finds: list[Work] = [partial(_open, text) for text in texts]
        looks: list[Work] = [partial(look_alikes, number) for number in looked]
        return [
            *_line("find and open a reader", desk, finds, GOAL_FIND, min(rounds, 3), patrons),
            *_line("who looks like a reader", desk, looks, GOAL_LOOK, min(rounds, 3), patrons),
        ]
    finally:
        desk.close()


def _open(text: str) -> None:
    """What the counter does: type, take the first, and see all of that reader."""
    found = find_readers(text)
    if found:
        reader = queries.card(found[0].id)
        cashier.dues(reader.id)
        cashier.deposit_balance(reader.id)
        requests.page(requests.Filter(patron_id=reader.id), limit=20)
        timeline(reader.id, 40)


def _line(
    name: str, desk: Desk, works: list[Work], goal: float, rounds: int, patrons: int
) -> Iterator[Result]:
    """How long each of them takes, and all of them beside their own SQL on a bare connection."""

    def everything() -> None:
        for work in works:
            work()

    everything()
    took = sorted(seconds(work) for work in works)
    p95 = took[int(len(took) * 0.95)]
    figures = zip(("p50", "p95", "worst"), (statistics.median(took), p95, took[-1]), strict=True)
    told = ", ".join(f"{figure} {second * 1000:.1f} ms" for figure, second in figures)
    kept = "kept" if p95 <= goal else "NOT KEPT"
    note = f"{told} among {patrons:,} readers; goal p95 ≤ {goal * 1000:.0f} ms: {kept}"
    yield Result(name, "s", None, took, note=note)
    yield in_turns(
        f"  beside its own SQL, {len(works)} times", everything, bare(desk, everything), 2.0, rounds
    )


def _name(random: Random) -> str:
    """Common surnames are common: the further back in the list, the rarer."""
    surname = SURNAMES[int(random.random() ** 2.2 * len(SURNAMES))]
    return surname + "".join(random.choices(GIVEN, k=random.choice((1, 2, 2, 2))))


def _text(random: Random) -> str:
    """What people type: a number, a part of a name, a sound, a mobile, an address."""
    number = random.randint(1, 100_000)
    name, mobile = _name(random), _mobile(number)
    sound = names.of_person(name)
    start = random.randint(0, 6)
    return random.choice(
        (
            *(f"{20_000_000 + number}", f"200{number // 1000:02d}", name, name, name[0], name[1:], name[-1]),
            *(sound.full, sound.initials, sound.given, sound.initials[:2]),
            *(mobile, mobile[-4:], mobile[start : start + 5], f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}"),
            *(f"u{number}@example.org", f"u{number // 100}", "nobody@example.org", "example"),
        )
    )


def _mobile(number: int) -> str:
    return f"139{number * 7919 % 100_000_000:08d}"


def _fill(desk: Desk, patrons: int, random: Random) -> None:
    """So many approved readers, straight into the tables, each with his first two events."""
    now = desk.ground.now
    with connection.transaction():
        raw = connection.database.connection()
        people = [(number, _name(random)) for number in range(1, patrons + 1)]
        sounds = {name: names.of_person(name) for _, name in people}
        units = ("农学院", "计算机学院", "医学院", "人文学院", "水利系", "物理系", "化学系", "")
        raw.executemany(
            "INSERT INTO patron (id, number, road, institution_id, class, name, pinyin, initials, sex, "
            "email, mobile, unit, last_six, password_hash, language, state, submitted_at, review_due) VALUES "
            "(?, ?, ?, ?, 'graduate', ?, ?, ?, 'x', ?, ?, ?, ?, '', 'zh_CN', 'approved', ?, '2026-11-20')",
            (
                (
                    *(number, str(20_000_000 + number), "campus" if number % 8 else "off_campus"),
                    *(random.randint(1, 18), name, sounds[name].full, sounds[name].initials),
                    *(f"u{number}@example.org", f"+86{_mobile(number)}", units[number % 8]),
                    *(f"{number:06d}", now),
                )
                for number, name in people
            ),
        )
        raw.executemany(
            "INSERT INTO patron_search (rowid, text) VALUES (?, ?)",
            (
                (
                    number,
                    record.search_text(
                        *(str(20_000_000 + number), name, f"u{number}@example.org"),
                        *(f"+86{_mobile(number)}", units[number % 8]),
                    ),
                )
                for number, name in people
            ),
        )
        raw.executemany(
            "INSERT INTO patron_event (patron_id, at, actor, kind, note, to_state) "
            "VALUES (?, ?, '', ?, ?, ?)",
            (
                (number, now, kind, "campus" if kind == "register" else "", state)
                for number, _ in people
                for kind, state in (("register", "pending_review"), ("approve", "approved"))
            ),
        )
