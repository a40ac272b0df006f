"""What can be told to the one box: by its words in either language, by other names for it, by pinyin."""

from __future__ import annotations

from dataclasses import dataclass

from ill_desktop.staff.rules import Actor
from ill_desktop.words import load


@dataclass(frozen=True)
class Command:
    """``place`` comes to the front, and its screen carries ``key`` out where it knows it."""

    key: str
    place: str
    icon: str
    permission: str = ""


COMMANDS = (
    Command("new_request", "new_request", "plus", "request.enter"),
    Command("register", "register", "plus", "patron.register"),
    Command("review", "review", "patrons", "patron.review"),
    Command("take_money", "cashier", "cashier", "money.take"),
    Command("close_shift", "cashier", "cashier", "money.shift"),
    Command("open_shift", "cashier", "cashier", "money.shift"),
    Command("x_report", "cashier", "print", "money.shift"),
    Command("open_drawer", "cashier", "cashier", "money.shift"),
    Command("hand_over", "cashier", "cashier", "money.shift"),
    Command("pay_in", "cashier", "cashier", "money.shift"),
    Command("pay_out", "cashier", "cashier", "money.shift"),
    Command("not_printed", "cashier", "print", "paper.print"),
    Command("printers", "cashier", "print", "paper.print"),
    Command("reports", "reports", "reports"),
    Command("help", "help", "help"),
    Command("settings", "settings", "settings"),
)
LANGUAGES = ("zh_CN", "en")
_LETTERS = 4  # of a word spelled in pinyin: fewer would stand in the way of readers' initials


def found(text: str, by: Actor) -> list[Command]:
    """The commands that a text may mean, the likeliest first; two characters at least."""
    wanted = " ".join(text.casefold().split())
    if len(wanted) < 2:
        return []
    ranked = [
        (rank, at, command)
        for at, command in enumerate(COMMANDS)
        if (not command.permission or by.may(command.permission))
        and (rank := _rank(wanted, command)) is not None
    ]
    return [command for _rank, _at, command in sorted(ranked, key=lambda each: each[:2])]


def _rank(wanted: str, command: Command) -> int | None:
    """0: its words begin so; 1: another name for it does; 2: one holds it somewhere; None: none does."""
    own = [load(language)(f"command.{command.key}").casefold() for language in LANGUAGES]
    also = load("en")(f"command_also.{command.key}").casefold().split(" | ")
    phrases = [name for name in also if " " in name or not name.isascii()]
    spelled = [name for name in also if name not in phrases]
    if any(name.startswith(wanted) for name in own):
        return 0
    if wanted in spelled or any(name.startswith(wanted) for name in phrases):
        return 1
    if len(wanted) >= _LETTERS and any(name.startswith(wanted) for name in spelled):
        return 1
    return 2 if any(wanted in name for name in (*own, *phrases)) else None
