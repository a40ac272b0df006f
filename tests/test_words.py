"""The trade's words: both languages say the same things, and the code asks only for what they say."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ill_desktop import words
from ill_desktop.notices.service import KINDS

ROOT = Path(__file__).parent.parent
CODE = sorted(file for floor in ("db", "ill_desktop", "ui") for file in (ROOT / floor).rglob("*.py"))


def places(sentence: str) -> set[str]:
    """The names in braces: ``"{count} of {total}"`` → count, total."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def spelled(node: ast.expr) -> tuple[str, bool]:
    """The text of a literal, and whether it is all of it: ``f"state.{name}"`` → ``state.``, False."""
    if isinstance(node, ast.JoinedStr) and node.values:
        return spelled(node.values[0])[0], False
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value, True
    return "", False


class Asked(NamedTuple):
    """A key the code asks for; ``given`` are the facts it gives, None when they cannot be read here."""

    line: int
    key: str
    whole: bool
    given: set[str] | None


def asked(file: Path) -> Iterator[Asked]:
    """Every ``Refusal("…")`` and ``words("…")`` of a file."""
    for call in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        name = ast.unparse(call.func).rpartition(".")[2].strip("_")
        key, whole = spelled(call.args[0])
        names = {keyword.arg for keyword in call.keywords}
        facts = None if None in names else {name for name in names if name}
        if name == "Refusal" and key:
            yield Asked(call.lineno, f"refusal.{key}", whole, facts)
        elif name == "words" and key:
            # Without facts the sentence is wanted as it stands, places and all.
            yield Asked(call.lineno, key, whole, facts or None)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_read_by_rooms_or_as_a_whole_the_words_are_the_same(language: str) -> None:
    def flat(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
        for key, value in table.items():
            if isinstance(value, dict):
                yield from flat(value, f"{prefix}{key}.")
            else:
                yield prefix + key, value

    file = ROOT / "resources" / "words" / f"{language}.toml"
    whole = dict(flat(tomllib.loads(file.read_text("utf-8"))))
    said = words.load(language)
    assert {key: said(key) for key in sorted(said.keys())} == whole


def test_both_languages_have_the_same_keys() -> None:
    chinese, english = (words.load(language).keys() for language in words.LANGUAGES)
    assert not chinese ^ english


@pytest.mark.parametrize("key", sorted(words.load("en").keys() & words.load("zh_CN").keys()))
def test_both_languages_name_the_same_facts(key: str) -> None:
    assert places(words.load("zh_CN")(key)) == places(words.load("en")(key))


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_no_sentence_is_empty(language: str) -> None:
    said = words.load(language)
    assert not [key for key in sorted(said.keys()) if not said(key).strip()]


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_word_asked_for_is_there(file: Path) -> None:
    english = words.load("en")
    keys = english.keys()
    wrong = []
    for line, key, whole, given in sorted(asked(file), key=lambda one: one.line):
        if not (key in keys if whole else any(known.startswith(key) for known in keys)):
            wrong.append(f"line {line}: no words for {key}")
        elif whole and given is not None and (lacking := places(english(key)) - given):
            wrong.append(f"line {line}: {key} also needs {', '.join(sorted(lacking))}")
    assert not wrong, "; ".join(wrong)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_kind_of_notice_has_its_three_texts(language: str) -> None:
    keys = words.load(language).keys()
    wanted = {f"notice.{kind}.{part}" for kind in KINDS for part in ("subject", "body", "sms")}
    assert {key for key in keys if key.startswith("notice.")} == wanted


def test_english_has_chinese_only_where_it_names_something_chinese() -> None:
    english = tomllib.loads((ROOT / "resources" / "words" / "en.toml").read_text("utf-8"))
    del english["command_also"]  # what else one may type in the one box, in either language

    def leaves(tree: dict[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
        for name, leaf in tree.items():
            if isinstance(leaf, dict):
                yield from leaves(leaf, f"{above}{name}.")
            else:
                yield f"{above}{name}", str(leaf)

    known = {"paper.activation.heading_other", "refusal.invoice.tax_number_missing"}
    chinese = {key for key, text in leaves(english) if any("\u4e00" <= sign <= "\u9fff" for sign in text)}
    assert chinese == known
