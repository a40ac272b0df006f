"""Amounts: integer fen everywhere, a float nowhere."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
Fault = Literal["negative", "decimals", "large", "unreadable"]
LARGEST_FEN = 10**15  # ten trillion yuan: beyond any counter, within SQLite's integers

_AMOUNT = r"(?:[¥￥]\s*)?(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d{1,2}))?\Z"


class NotAnAmount(ValueError):
    """What was typed is no amount. ``fault``: negative, decimals (more than two), large, or unreadable."""

    def __init__(self, text: str, fault: Fault) -> None:
        super().__init__(text[:40])
        self.fault = fault


def parse(text: str) -> int:
    """Fen from what a person types: ``12``, ``12.5``, ``1,409.50``, full-width digits too.

    Raises :class:`NotAnAmount` for anything else: more than two decimals are never rounded away.
    """
    plain = unicodedata.normalize("NFKC", text).replace("。", ".").strip().removesuffix("元").strip()
    if any(unicodedata.category(sign) == "No" for sign in text):  # 5² is not 52
        raise NotAnAmount(text, "unreadable")
    match = re.match(_AMOUNT, plain) if len(plain) <= 40 else None
    if match is None or not any(match.groups()):
        raise NotAnAmount(text, _fault(plain))
    yuan = int((match[1] or "0").replace(",", ""))
    fen = yuan * 100 + int((match[2] or "0").ljust(2, "0"))
    if fen > LARGEST_FEN:
        raise NotAnAmount(text, "large")
    return fen


def _fault(plain: str) -> Fault:
    """Why a text is no amount, as far as it can be told."""
    sign, figures = plain[:1], plain.lstrip("-−+¥￥ ")
    if sign in ("-", "−") and figures[:1].isdecimal():
        return "negative"
    if re.match(r"[\d,]*\.\d{3,}\Z", figures):
        return "decimals"
    return "large" if len(figures) > 40 and figures.replace(",", "").isdecimal() else "unreadable"


def plain(fen: int) -> str:
    """``1409.50``: for files that other programs read."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def figures(fen: int) -> str:
    """``1,409.50``, with a true minus sign: for tables and papers."""
    return f"{'−' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def yuan(fen: int) -> str:
    """``¥1,409.50``: where the amount stands alone."""
    return f"{'−' if fen < 0 else ''}¥{figures(abs(fen))}"


def share(fen: int, percent: int) -> int:
    """That percentage of an amount, half a fen rounded up (away from zero for the reader)."""
    return (fen * percent + 50) // 100


def _group(number: int) -> str:
    """1–9999 in capitals; zeros between digits are said once, trailing ones not at all."""
    said, gap = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            said += ("零" if gap and said else "") + _DIGITS[digit] + _PLACES[power]
            gap = False
        else:
            gap = True
    return said


def _integer(yuan: int) -> str:
    said, gap = "", False
    for index in range(len(_GROUPS) - 1, -1, -1):
        part = yuan // 10_000**index % 10_000
        if part:
            if said and (gap or part < 1000):
                said += "零"
            said += _group(part) + _GROUPS[index]
            gap = False
        elif said:
            gap = True
    return said


def in_capitals(fen: int) -> str:
    """The amount as a bill writes it: ``人民币壹仟肆佰零玖元伍角整``.

    The rule is the People's Bank of China's for bills and settlement vouchers (支付结算办法, annex 1):
    整 after 元 and after 角, none after 分; 零 where a digit is skipped. Zero is ``人民币零元整``.
    Raises ValueError for a negative amount or one above ten trillion yuan.
    """
    if fen < 0 or fen > LARGEST_FEN:
        raise ValueError(fen)
    whole, jiao, odd = fen // 100, fen // 10 % 10, fen % 10
    said = _integer(whole) + "元" if whole else ""
    if not jiao and not odd:
        return f"人民币{said or '零元'}整"
    if said and (not jiao or whole % 10 == 0):
        said += "零"
    if jiao:
        said += _DIGITS[jiao] + "角"
    return f"人民币{said}{_DIGITS[odd] + '分' if odd else '整'}"
