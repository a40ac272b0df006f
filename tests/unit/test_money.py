"""Amounts in fen, and in the capitals that a bill needs."""

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop import money

BANK_EXAMPLES = {  # domain §4: the central bank's own
    140950: ("人民币壹仟肆佰零玖元伍角整",),
    600714: ("人民币陆仟零柒元壹角肆分",),
    168032: ("人民币壹仟陆佰捌拾元零叁角贰分", "人民币壹仟陆佰捌拾元叁角贰分"),
    10700053: ("人民币壹拾万柒仟元零伍角叁分", "人民币壹拾万零柒仟元伍角叁分"),
    1640902: ("人民币壹万陆仟肆佰零玖元零贰分",),
    32504: ("人民币叁佰贰拾伍元零肆分",),
    0: ("人民币零元整",),
    1: ("人民币壹分",),
    10: ("人民币壹角整",),
    100: ("人民币壹元整",),
    1000: ("人民币壹拾元整",),
    1001_00: ("人民币壹仟零壹元整",),
    10_0000_0000_00: ("人民币壹拾亿元整",),
    1_0000_0001_00: ("人民币壹亿零壹元整",),
}


@pytest.mark.parametrize(("fen", "said"), BANK_EXAMPLES.items())
def test_capitals_follow_the_bank(fen: int, said: tuple[str, ...]) -> None:
    assert money.in_capitals(fen) in said


@pytest.mark.parametrize("fen", [-1, money.LARGEST_FEN + 1])
def test_capitals_refuse_what_no_bill_can_say(fen: int) -> None:
    with pytest.raises(ValueError):
        money.in_capitals(fen)


DIGITS = {sign: number for number, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read_capitals(text: str) -> int:
    """An independent reader of the capitals: digits times places, group by group."""
    text = text.removeprefix("人民币").removesuffix("整")
    yuan, _, rest = text.rpartition("元") if "元" in text else ("", "", text)
    return _read_yuan(yuan) * 100 + _read_rest(rest)


@functools.cache
def _read_yuan(text: str) -> int:
    total = group = digit = 0
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in PLACES:
            group, digit = group + digit * PLACES[sign], 0
        elif sign == "亿":
            total, group, digit = (total + group + digit) * 10**8, 0, 0
        elif sign == "万":
            total, group, digit = total + (group + digit) * 10**4, 0, 0
        else:
            raise ValueError(sign)
    return total + group + digit


@functools.cache
def _read_rest(text: str) -> int:
    fen = digit = 0
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
        else:
            fen += digit * {"角": 10, "分": 1}[sign]
    return fen


def test_capitals_of_every_amount_a_counter_sees_come_back() -> None:
    """Up to ¥10,000.00 each one; and no two amounts are said alike."""
    said = {money.in_capitals(fen): fen for fen in range(10**6 + 1)}
    assert len(said) == 10**6 + 1
    assert all(read_capitals(text) == fen for text, fen in said.items())
    assert not any("零零" in text or text.endswith("分整") for text in said)


ZEROS = [
    int("".join(str(place % 9 + 1) if pattern >> place & 1 else "0" for place in range(length)))
    for length in range(1, 12)
    for pattern in range(1 << length)
]  # nine digits of yuan, and the fen


def test_capitals_of_every_pattern_of_zeros() -> None:
    for fen in ZEROS:
        said = money.in_capitals(fen)
        assert read_capitals(said) == fen, said
        assert "零零" not in said and "零元零" not in said and not said.startswith("人民币零角"), said


def test_capitals_as_another_program_says_them() -> None:
    """Except where cn2an is wrong itself: it says no 零 for a whole group of them (壹亿陆仟)."""
    import cn2an  # type: ignore[import-untyped]

    for fen in ZEROS:
        yuan = fen // 100
        if yuan and not fen % 100 and not (yuan > 10**8 and not yuan // 10**4 % 10**4):
            other = cn2an.an2cn(yuan, "rmb").removeprefix("人民币")
            assert money.in_capitals(fen) == f"人民币{other}", fen


@given(st.integers(0, 10**13))
def test_capitals_say_the_amount_and_nothing_else(fen: int) -> None:
    said = money.in_capitals(fen)
    assert read_capitals(said) == fen
    assert "零零" not in said
    assert said.endswith("分") == bool(fen % 10)
    assert said.endswith("整") == (not fen % 10)


@given(st.integers(0, money.LARGEST_FEN))
def test_what_is_shown_can_be_typed_again(fen: int) -> None:
    assert money.parse(money.plain(fen)) == fen
    assert money.parse(money.figures(fen)) == fen
    assert money.parse(money.yuan(fen)) == fen


@pytest.mark.parametrize(
    ("typed", "fen"),
    [
        ("12", 1200),
        ("12.5", 1250),
        ("１２．５０", 1250),
        (".5", 50),
        ("1,234.5", 123450),
        ("¥ 1,409.50", 140950),
        ("3元", 300),
    ],
)
def test_amounts_as_people_type_them(typed: str, fen: int) -> None:
    assert money.parse(typed) == fen


@pytest.mark.parametrize(
    "typed",
    [
        "",
        ".",
        "1.234",
        "1,23",
        "-5",
        "12a",
        "1e3",
        "∞",
        "9" * 30,
        "1 2",
        "\0",
        "¥",
        "1.005",
        "5²",
        "①",
        "½",
        str(10**15),
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        money.parse(typed)


@given(st.text(max_size=40))
def test_parse_never_breaks(text: str) -> None:
    try:
        fen = money.parse(text)
    except ValueError:
        return
    assert 0 <= fen <= money.LARGEST_FEN


def test_negative_amounts_are_shown_with_a_minus() -> None:
    assert money.plain(-105) == "-1.05"
    assert money.yuan(-123456) == "−¥1,234.56"


def test_half_a_fen_is_rounded_up() -> None:
    assert money.share(1, 50) == 1
    assert money.share(315, 50) == 158
    assert money.share(0, 50) == 0
