"""One field of a reader's profile at a time: what is kept of what was typed, or why it cannot be.

Every function returns the text as it is stored and raises a Refusal beside its field. Input methods write
full-width letters and digits; they are folded before anything is judged.
"""

from __future__ import annotations

import re
import unicodedata

from ill_desktop.errors import Refusal
from ill_desktop.library import PasswordRule
from ill_desktop.words import Words

NAME_LONGEST = 64
UNIT_LONGEST = 100
NUMBER_LONGEST = 32
EMAIL_LONGEST = 254
SEXES = ("m", "f", "x")
DOT = "·"

_DOTS = dict.fromkeys(map(ord, "\u2022\u2027\u2219\u22c5\u30fb\u25cf"), DOT)  # input methods give these
# Also those that this Python's Unicode does not know yet.
_IDEOGRAPHS = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_HANGUL_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters by their class, blank to the eye
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*")
_ACCOUNT = re.compile(r"[0-9A-Za-z]+")
_LAST_SIX = re.compile(r"[0-9A-Za-z]{6}")
_MOBILE = re.compile(r"\+?[0-9 ().-]{5,30}")


def folded(text: str) -> str:
    """Full-width forms made plain, blanks at both ends gone."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def _is_letter(sign: str) -> bool:
    if _IDEOGRAPHS.match(sign):
        return True
    return sign.isalpha() and sign not in _HANGUL_FILLERS


def _shown(sign: str) -> str:
    """A sign as a message can show it: what is invisible or combines is named by its code point."""
    hidden = not sign.isprintable() or unicodedata.category(sign)[0] in "MZ" or sign in _HANGUL_FILLERS
    return f"U+{ord(sign):04X}" if hidden else sign


def name(text: str, symbols: str = DOT) -> str:
    """Ideographs or letters and the library's ``symbols`` ([G] figure 19: no space, no underscore)."""
    kept = folded(text).translate(_DOTS)
    if not kept or len(kept) > NAME_LONGEST:
        raise Refusal("patron.name", "name", longest=NAME_LONGEST)
    for sign in kept:
        if not _is_letter(sign) and sign not in symbols:
            code = "patron.name_space" if sign.isspace() else "patron.name_symbol"
            raise Refusal(code, "name", symbol=_shown(sign))
    if not _is_letter(kept[0]) or kept.endswith(DOT) or DOT * 2 in kept:
        raise Refusal("patron.name_dot", "name")
    return kept


def signs_in_words(symbols: str, words: Words) -> str:
    """What may stand in a name besides letters, as a form says it: a blank is named, not shown."""
    signs = [words("patron.signs.blank") if sign == " " else sign for sign in symbols]
    return words("patron.signs.these", signs="  ".join(signs)) if signs else words("patron.signs.none")


def name_key(text: str) -> str:
    """Two spellings of one name have the same key: case, blanks and middle dots do not count."""
    plain = folded(text).translate(_DOTS).casefold()
    return "".join(sign for sign in plain if sign != DOT and not sign.isspace())


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name in no order, without case and accents: ``("muller", "zoe")``."""
    plain = unicodedata.normalize("NFKD", folded(text).translate(_DOTS)).casefold()
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return tuple(sorted(unicodedata.normalize("NFC", bare).replace(DOT, " ").split()))


def is_ideographic(text: str) -> bool:
    """Whether a name is written in ideographs alone."""
    return all(_IDEOGRAPHS.match(sign) for sign in text)


def number(text: str) -> str:
    """A student or staff number, as the campus registry writes it; letters in capitals."""
    kept = folded(text)
    if len(kept) > NUMBER_LONGEST or not _NUMBER.fullmatch(kept):
        raise Refusal("patron.number", "number", longest=NUMBER_LONGEST)
    return kept.upper()


def account(text: str) -> str:
    """The account of an off-campus reader: letters and digits, never an e-mail address [G]."""
    kept = folded(text)
    if "@" in kept:
        raise Refusal("patron.account_email", "number")
    if len(kept) > NUMBER_LONGEST or not _ACCOUNT.fullmatch(kept):
        raise Refusal("patron.account", "number", longest=NUMBER_LONGEST)
    return kept


def email(text: str) -> str:
    """An address mail can be sent to; whether it exists is not asked, since that needs a network."""
    from email_validator import EmailNotValidError, validate_email

    kept = folded(text)
    if len(kept) > EMAIL_LONGEST or not kept.isprintable():
        raise Refusal("patron.email", "email")
    try:
        return validate_email(kept, check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError as problem:
        raise Refusal("patron.email", "email") from problem


def mobile(text: str, region: str = "CN") -> str:
    """A mobile number as E.164 (``+8613957102231``); without ``+`` it belongs to ``region``."""
    from phonenumbers import (
        NumberParseException,
        PhoneNumberFormat,
        PhoneNumberType,
        format_number,
        is_valid_number,
        number_type,
        parse,
    )

    kept = folded(text)
    if not _MOBILE.fullmatch(kept):
        raise Refusal("patron.mobile", "mobile")
    try:
        parsed = parse(kept, region)
    except NumberParseException as problem:
        raise Refusal("patron.mobile", "mobile") from problem
    # Some countries do not tell mobile and fixed lines apart by the number.
    mobiles = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
    if not is_valid_number(parsed) or number_type(parsed) not in mobiles:
        raise Refusal("patron.mobile", "mobile")
    return format_number(parsed, PhoneNumberFormat.E164)


def mobile_shown(kept: str) -> str:
    """``139 5710 2231`` of a Chinese mobile; another country's as it is stored."""
    if kept.startswith("+86") and len(kept) == 14:
        return f"{kept[3:6]} {kept[6:10]} {kept[10:]}"
    return kept


def mobile_masked(kept: str) -> str:
    """``139 **** 2231``: enough to ask "is this you?", too little to be read off a screen."""
    national = kept.removeprefix("+86")
    return f"{national[:3]} **** {national[-4:]}" if len(national) > 7 else "****"


def masked(kept: str) -> str:
    """A mobile or an e-mail address as records that are kept for ever may show it."""
    head, at, host = kept.partition("@")
    return f"{head[:1]}***@{host}" if at else f"***{head[-4:]}"


def unit(text: str) -> str:
    """Department or employer; may be empty [G] figure 8."""
    kept = unicodedata.normalize("NFC", text).strip()
    if len(kept) > UNIT_LONGEST or not kept.isprintable():
        raise Refusal("patron.unit", "unit", longest=UNIT_LONGEST)
    return kept


def last_six(text: str) -> str:
    """The last six of an ID or passport [N]: letters in capitals."""
    kept = folded(text)
    if not _LAST_SIX.fullmatch(kept):
        raise Refusal("patron.last_six", "last_six")
    return kept.upper()


def password(text: str, rule: PasswordRule) -> str:
    """A reader's password, unchanged; the lengths are the library's ([G] figure 19)."""
    if not rule.shortest <= len(text) <= rule.longest:
        raise Refusal("password.length", "password", shortest=rule.shortest, longest=rule.longest)
    if rule.letters_and_digits_only and not (text.isascii() and text.isalnum()):
        raise Refusal("password.letters_digits", "password")
    if "\0" in text or any(unicodedata.category(sign) == "Cs" for sign in text):
        raise Refusal("password.signs", "password")
    return text


def chosen(text: str, choices: frozenset[str] | tuple[str, ...], field: str) -> str:
    """One of a fixed list: sex, class, language, institution."""
    if text not in choices:
        raise Refusal("patron.choice", field)
    return text
