"""The words of messages: as shipped, as the library edited them, as one institution's readers get them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from db import connection
from db.tables import NoticeText
from ill_desktop import audit, paths
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.notices import page, rules
from ill_desktop.notices.kinds import KINDS
from ill_desktop.notices.queries import NoticeRow
from ill_desktop.notices.settings import sender
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require
from ill_desktop.words import LANGUAGES, load


@dataclass(frozen=True)
class Template:
    """The three texts of a kind in one language. ``version`` 0 is what the program ships."""

    subject: str
    body: str
    sms: str
    version: int = 0
    institution_id: int | None = None


@dataclass(frozen=True)
class Version:
    """One edit of a text; nothing of it is ever changed. Without texts it went back to what lies below."""

    version: int
    at: str
    actor: str
    subject: str | None
    body: str | None
    sms: str | None


@dataclass(frozen=True)
class Message:
    """A message as it goes out: ``text`` for the eye, ``html`` and ``plain`` with the mail's footer."""

    subject: str
    text: str
    sms: str
    plain: str
    html: str


def shipped(kind: str, language: str) -> Template:
    """What the program ships. Raises KeyError for an unknown kind."""
    words = load(language)
    subject, body, sms = (words(f"notice.{kind}.{part}") for part in ("subject", "body", "sms"))
    return Template(subject, body, sms)


def current(kind: str, language: str, institution_id: int | None = None) -> Template:
    """What holds now: the institution's own text, else the library's, else what is shipped."""
    for owner in dict.fromkeys((institution_id, None)):
        found = connection.first(
            lambda *row: row,
            "SELECT subject, body, sms, version, institution_id FROM notice_text WHERE kind = ? "
            "AND language = ? AND COALESCE(institution_id, 0) = ? ORDER BY version DESC LIMIT 1",
            (kind, language, owner or 0),
        )
        if found and found[0] is not None:
            return Template(*found)
    return shipped(kind, language)


def about(ground: Ground, language: str) -> dict[str, str]:
    """What every message may say of the library."""
    library = ground.library
    one, between = ("{}（{}）", "、") if language == "zh_CN" else ("{} ({})", ", ")
    phones = [one.format(branch.phone, branch.short[language]) for branch in library.open_branches.values()]
    return {
        "library": library.name[language],
        "service": library.service[language],
        "phones": between.join(phones),
        "mail": library.mail,
        "sender": sender(library),
    }


def write(ground: Ground, template: Template, language: str, facts: Mapping[str, Any]) -> Message:
    """A message in full. What the facts do not say is left out: they may be older than the text."""
    known = about(ground, language) | {name: fact for name, fact in facts.items() if fact is not None}
    if load(language).has(reason := f"reason.{known.get('reason')}"):
        known["reason"] = load(language)(reason)  # a supplier's answer is kept as its code [ISO]
    subject = rules.one_line(rules.fill(template.subject, known))
    text = rules.fill(template.body, known)
    return mailed(ground, language, subject, text, rules.fill(template.sms, rules.short(known)))


def mailed(ground: Ground, language: str, subject: str, text: str, sms: str = "") -> Message:
    """Words that were written before, with the footer of today."""
    below = footer(ground, language)
    html = page.html(_frame(), language, subject, text, below, ground.library.name[language])
    return Message(subject, text, sms, f"{text}\n\n-- \n{below}\n", html)


def footer(ground: Ground, language: str, part: str = "mail") -> str:
    """What stands below every mail: white list and phones, as the guide advises ([G] FAQ 1 and 3)."""
    return load(language)(f"{part}.footer", **about(ground, language))


def shown(ground: Ground, row: NoticeRow) -> tuple[str, str]:
    """What :meth:`TextService.shown` says."""
    if row.subject is not None and row.text is not None:
        return row.subject, row.text
    message = write(ground, current(row.kind, row.language, row.institution_id), row.language, row.facts)
    return message.subject, rules.one_line(message.sms) if row.way == "sms" else message.text


@cache
def _frame() -> str:
    return (paths.resources() / "notices" / "mail.html").read_text("utf-8")


class TextService:
    """Editing what readers are told. Institution None: for everybody."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def save(
        self,
        by: Actor,
        kind: str,
        language: str,
        subject: str,
        body: str,
        sms: str,
        institution_id: int | None = None,
    ) -> int:
        """Let a new text hold from now on, also for what waits and was not tried yet; returns its version.

        Raises Refusal(s) ``template.…`` beside ``subject``, ``body``, ``sms``, with the line.
        """
        require(self._ground, by, "library.configure")
        kept = [rules.tidy(text) for text in (subject, body, sms)]
        self._known(kind, language, institution_id)
        refuse(rules.check(kind, *kept))
        return self._store(by, kind, language, institution_id, *kept)

    def reset(self, by: Actor, kind: str, language: str, institution_id: int | None = None) -> int:
        """Go back to what lies below: the library's text, or what is shipped. Returns the version."""
        require(self._ground, by, "library.configure")
        self._known(kind, language, institution_id)
        return self._store(by, kind, language, institution_id, None, None, None)

    def _known(self, kind: str, language: str, institution_id: int | None) -> None:
        if kind not in KINDS or language not in LANGUAGES:
            raise ValueError((kind, language))
        if institution_id is not None and not connection.value(
            "SELECT 1 FROM institution WHERE id = ?", (institution_id,)
        ):
            raise Refusal("template.institution", "institution")

    def _store(
        self, by: Actor, kind: str, language: str, institution_id: int | None, *texts: str | None
    ) -> int:
        subject, body, sms = texts
        with connection.transaction():
            newest = connection.value(
                "SELECT MAX(version) FROM notice_text WHERE kind = ? AND language = ? "
                "AND COALESCE(institution_id, 0) = ?",
                (kind, language, institution_id or 0),
            )
            version = int(newest or 0) + 1
            NoticeText.add(
                kind=kind,
                language=language,
                institution_id=institution_id,
                version=version,
                subject=subject,
                body=body,
                sms=sms,
                at=self._ground.now,
                actor=by.mark,
            )
            facts = {"language": language, "institution": institution_id, "version": version}
            audit.append(self._ground.now, by.mark, "notice.text", f"notice:{kind}", **facts)
        return version

    def versions(self, kind: str, language: str, institution_id: int | None = None) -> list[Version]:
        """Every edit, newest first."""
        return connection.rows(
            Version,
            "SELECT version, at, actor, subject, body, sms FROM notice_text WHERE kind = ? "
            "AND language = ? AND COALESCE(institution_id, 0) = ? ORDER BY version DESC",
            (kind, language, institution_id or 0),
        )

    def shown(self, row: NoticeRow) -> tuple[str, str]:
        """Subject and text of a message: as it went out, or as it would go out now."""
        return shown(self._ground, row)

    def preview(
        self,
        kind: str,
        language: str,
        draft: tuple[str, str, str] | None = None,
        *,
        patron_id: int | None = None,
        institution_id: int | None = None,
    ) -> Message:
        """What a real reader would get: the facts of the newest message of this kind (of that reader).

        Where there was none yet, examples stand in for what only a real case brings. ``draft`` is subject,
        body and SMS as typed; raises Refusal(s) as :meth:`save` does.
        """
        template = current(kind, language, institution_id)
        if draft is not None:
            subject, body, sms = (rules.tidy(text) for text in draft)
            refuse(rules.check(kind, subject, body, sms))
            template = Template(subject, body, sms)
        return write(self._ground, template, language, example(kind, language, patron_id))


def example(kind: str, language: str, patron_id: int | None = None) -> dict[str, Any]:
    """Facts for a preview, real ones as far as there are any."""
    words = load(language)
    told = ("name", *KINDS[kind].variables)  # the library's own facts are real in any case
    facts: dict[str, Any] = {name: words(f"notice_sample.{name}") for name in told}
    if "number" in told and "title" not in told:
        facts["number"] = words("notice_sample.account")
    if kind == "unfilled":
        facts["reason"] = words("reason.NotHeld")
    newest = connection.value(
        "SELECT facts FROM outbox WHERE kind = ?1 AND language = ?2 AND (?3 IS NULL OR patron_id = ?3) "
        "ORDER BY id DESC LIMIT 1",
        (kind, language, patron_id),
    )
    facts |= json.loads(newest) if newest else {}
    if patron_id is not None and not newest:
        name = connection.value("SELECT name FROM patron WHERE id = ?", (patron_id,))
        facts |= {"name": name} if name else {}
    return {name: fact for name, fact in facts.items() if name in told}
