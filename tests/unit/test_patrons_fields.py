"""Each field of a reader's profile: what is kept, what is refused, and that nothing else happens."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.errors import Refusal
from ill_desktop.library import PasswordRule
from ill_desktop.patrons import fields

OFF_CAMPUS = PasswordRule(4, 12, True)
CAMPUS = PasswordRule(8, 64, False)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("赵一鸣", "赵一鸣"),
        ("  赵一鸣　", "赵一鸣"),
        ("阿卜杜拉·买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
        ("Zoë·Müller", "Zoë·Müller"),
        ("Zoe\u0308·Mu\u0308ller", "Zoë·Müller"),
        ("𠮷野", "𠮷野"),
        ("王𨭎", "王𨭎"),
        ("李〇", "李〇"),
        ("\U00031350田", "\U00031350田"),
        ("Ａｎｎａ", "Anna"),
        ("محمد", "محمد"),
    ],
)
def test_names_that_are_kept(typed: str, kept: str) -> None:
    assert fields.name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code", "symbol"),
    [
        ("", "patron.name", None),
        ("王" * 65, "patron.name", None),
        ("王 伟", "patron.name_space", "U+0020"),
        ("王_伟", "patron.name_symbol", "_"),
        ("王-伟", "patron.name_symbol", "-"),
        ("王1", "patron.name_symbol", "1"),
        ("王伟😀", "patron.name_symbol", "😀"),
        ("王\u200d伟", "patron.name_symbol", "U+200D"),
        ("王\u202e伟", "patron.name_symbol", "U+202E"),
        ("王\0伟", "patron.name_symbol", "U+0000"),
        ("王\u0336伟", "patron.name_symbol", "U+0336"),
        ("王\u3164伟", "patron.name_symbol", "U+1160"),
        ("王\ud800", "patron.name_symbol", "U+D800"),
        ("·王伟", "patron.name_dot", None),
        ("王伟·", "patron.name_dot", None),
        ("王··伟", "patron.name_dot", None),
        ("·", "patron.name_dot", None),
    ],
)
def test_names_that_are_refused(typed: str, code: str, symbol: str | None) -> None:
    with pytest.raises(Refusal) as told:
        fields.name(typed)
    assert (told.value.code, told.value.field, told.value.facts.get("symbol")) == (code, "name", symbol)


@given(st.text())
def test_a_kept_name_is_letters_and_dots_and_stays_what_it_is(typed: str) -> None:
    try:
        kept = fields.name(typed)
    except Refusal:
        return
    assert fields.name(kept) == kept
    assert all(sign in "·〇" or sign.isalpha() or ord(sign) >= 0x20000 for sign in kept)
    assert set(kept) & set("_ @-") == set()


@pytest.mark.parametrize("typed", ["22012345", "0012", "t-001", "A.b_1"])
def test_numbers(typed: str) -> None:
    assert fields.number(f" {typed}　") == typed.upper()


@pytest.mark.parametrize("typed", ["", " ", "-1", "22 01", "学号1", "1" * 33, "1\n2", "a@b", "1\0"])
def test_numbers_refused(typed: str) -> None:
    with pytest.raises(Refusal) as told:
        fields.number(typed)
    assert (told.value.code, told.value.field) == ("patron.number", "number")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("chy@126.com", "patron.account_email"),
        ("chen hy", "patron.account"),
        ("chen_hy", "patron.account"),
        ("陈", "patron.account"),
        ("é", "patron.account"),
        ("", "patron.account"),
        ("a" * 33, "patron.account"),
        ("٣٤", "patron.account"),
    ],
)
def test_accounts_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as told:
        fields.account(typed)
    assert (told.value.code, told.value.field) == (code, "number")


@given(st.text(alphabet="abcXYZ0189", min_size=1, max_size=32))
def test_accounts_are_kept_as_typed(typed: str) -> None:
    assert fields.account(typed) == typed


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" chy@126.com ", "chy@126.com"), ("Ab@ZJU.edu.CN", "Ab@zju.edu.cn"), ("ａ＠ｂ.cn", "a@b.cn")],
)
def test_emails(typed: str, kept: str) -> None:
    assert fields.email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "a", "a@", "@b.cn", "a b@c.cn", "a@b", "a@b..cn", "a@b.cn\nBcc: x@y.cn", "a" * 300 + "@b.cn",
     "王@b.cn", "a@b.cn\0", "\ud800@b.cn", "a@\u202eb.cn", "<script>@b.cn", "a@b@c.cn"],
)  # fmt: skip
def test_emails_refused(typed: str) -> None:
    with pytest.raises(Refusal) as told:
        fields.email(typed)
    assert (told.value.code, told.value.field) == ("patron.email", "email")


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("13957102231", "+8613957102231", "139 5710 2231"),
        ("139 5710 2231", "+8613957102231", "139 5710 2231"),
        ("139-5710-2231", "+8613957102231", "139 5710 2231"),
        ("+86 13957102231", "+8613957102231", "139 5710 2231"),
        ("１３９５７１０２２３１", "+8613957102231", "139 5710 2231"),
        ("+49 151 23456789", "+4915123456789", "+4915123456789"),
        ("+1 202 555 0123", "+12025550123", "+12025550123"),
    ],
)
def test_mobiles(typed: str, kept: str, shown: str) -> None:
    assert fields.mobile(typed) == kept
    assert fields.mobile_shown(kept) == shown


@pytest.mark.parametrize(
    "typed",
    ["", "12345", "0571-87951633", "+86 571 87951633", "1395710223", "139571022311", "+999 12345678",
     "1395710CALL", "13957102231 ext 5", "13957102231;13957102232", "1" * 100_000, "139\0", "+49 30 901820"],
)  # fmt: skip
def test_mobiles_refused(typed: str) -> None:
    with pytest.raises(Refusal) as told:
        fields.mobile(typed)
    assert (told.value.code, told.value.field) == ("patron.mobile", "mobile")


def test_a_number_without_plus_belongs_to_the_region() -> None:
    assert fields.mobile("0151 23456789", "DE") == "+4915123456789"


@pytest.mark.parametrize(
    ("kept", "masked"), [("+8613957102231", "***2231"), ("chy@126.com", "c***@126.com"), ("", "***")]
)
def test_what_is_kept_for_ever_is_masked(kept: str, masked: str) -> None:
    assert fields.masked(kept) == masked


@pytest.mark.parametrize(("typed", "kept"), [("", ""), (" 农学院 ", "农学院"), ("=1+1", "=1+1")])
def test_units(typed: str, kept: str) -> None:
    assert fields.unit(typed) == kept


@pytest.mark.parametrize("typed", ["x" * 101, "a\nb", "a\0b", "a\u202eb", "\ud800"])
def test_units_refused(typed: str) -> None:
    with pytest.raises(Refusal, match=r"patron\.unit"):
        fields.unit(typed)


@pytest.mark.parametrize(
    ("typed", "kept"), [("123456", "123456"), ("12345x", "12345X"), ("１２３４５Ｘ", "12345X")]
)
def test_last_six(typed: str, kept: str) -> None:
    assert fields.last_six(typed) == kept


@pytest.mark.parametrize(
    "typed", ["", "12345", "1234567", "12 456", "12345é", "１２３４５六", "12345\n7", "ß2345"]
)
def test_last_six_refused(typed: str) -> None:
    with pytest.raises(Refusal, match=r"patron\.last_six"):
        fields.last_six(typed)


@pytest.mark.parametrize(
    ("typed", "rule", "code"),
    [
        ("abc", OFF_CAMPUS, "password.length"),
        ("abcd", OFF_CAMPUS, None),
        ("abcdefgh1234", OFF_CAMPUS, None),
        ("abcdefgh12345", OFF_CAMPUS, "password.length"),
        ("abc_", OFF_CAMPUS, "password.letters_digits"),
        ("密码密码", OFF_CAMPUS, "password.letters_digits"),
        ("1234567", CAMPUS, "password.length"),
        ("密码 & a_", CAMPUS, "password.length"),
        ("密码 & an_y", CAMPUS, None),
        ("x" * 64, CAMPUS, None),
        ("x" * 65, CAMPUS, "password.length"),
        ("abcdefg\0", CAMPUS, "password.signs"),
        ("abcdefg\ud800", CAMPUS, "password.signs"),
    ],
)
def test_passwords(typed: str, rule: PasswordRule, code: str | None) -> None:
    if code is None:
        assert fields.password(typed, rule) == typed
        return
    with pytest.raises(Refusal) as told:
        fields.password(typed, rule)
    assert (told.value.code, told.value.field) == (code, "password")


def _password(text: str) -> str:
    return fields.password(text, CAMPUS)


@pytest.mark.parametrize(
    "judge",
    [
        fields.name,
        fields.number,
        fields.account,
        fields.email,
        fields.mobile,
        fields.unit,
        fields.last_six,
        _password,
    ],
)
@pytest.mark.parametrize("typed", ["x" * 100_000, "王" * 100_000, "\u0301" * 100_000, "😀" * 50_000])
def test_a_hundred_thousand_signs_are_refused(judge: Callable[[str], str], typed: str) -> None:
    with pytest.raises(Refusal):
        judge(typed)
