"""The ways a message takes: what each needs, and how one message goes that way."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from db import connection
from ill_desktop import settings
from ill_desktop.clock import utc_time
from ill_desktop.ground import Ground
from ill_desktop.notices import texts
from ill_desktop.notices.kinds import KINDS
from ill_desktop.notices.mail import Attachment, MailServer
from ill_desktop.notices.outcome import Undelivered
from ill_desktop.notices.queries import NoticeRow, Reader
from ill_desktop.notices.settings import MailSettings, read_mail, read_sms
from ill_desktop.notices.sms import SmsGateway

LIBRARY_ID = "library.id"
MIB = 1 << 20


@dataclass(frozen=True)
class Carrier:
    """One way: ``carry`` hands a message over or raises Undelivered. Letters have none: people post them.

    ``per_minute`` None means that nothing leaves this machine; ``room`` names its refusals.
    """

    room: str
    is_set: bool
    per_minute: int | None
    carry: Callable[[NoticeRow, Reader], None]


def carriers(ground: Ground) -> dict[str, Carrier]:
    """Way → carrier, as set up now. Raises Refusal ``sender.secrets``."""
    mail, sms = read_mail(ground), read_sms(ground)
    return {
        "none": Carrier("notice", True, None, lambda row, reader: None),  # it stands under 我的消息
        "email": Carrier(
            "mail", mail.is_set, mail.per_minute, lambda row, reader: _mail(ground, mail, row, reader)
        ),
        "sms": Carrier(
            "sms",
            sms.is_set,
            sms.per_minute,
            lambda row, reader: SmsGateway(sms).send(reader.mobile, str(row.text)),
        ),
    }


def _mail(ground: Ground, mail: MailSettings, row: NoticeRow, reader: Reader) -> None:
    message = texts.mailed(ground, row.language, str(row.subject), str(row.text))
    MailServer(mail).send(
        reader.email,
        message.subject,
        message.plain,
        message.html,
        message_id(ground, row, mail.sender),
        _files(ground, row),
        at=ground.clock.now(),
        language=row.language,
        repeat=bool(row.maybe_repeat),
    )


def message_id(ground: Ground, row: NoticeRow, sender: str) -> str:
    """The same for every try of a message, and no other message's: also not after a restored backup,
    when the outbox counts on from an older number."""
    made = f"{utc_time(row.created_at).timestamp():.3f}".replace(".", "")
    return f"{row.id}.{made}.{library_id()}@{_host(sender)}"


def _host(sender: str) -> str:
    return sender.rpartition("@")[2].encode("idna").decode()


def library_id() -> str:
    """What tells this library from every other; made when it is first needed."""
    with connection.transaction():
        known = settings.read(LIBRARY_ID)
        if known is None:
            known = secrets.token_hex(8)
            settings.write(LIBRARY_ID, known)
    return str(known)


def _files(ground: Ground, row: NoticeRow) -> list[Attachment]:
    """The documents of a request that its message brings. Raises Undelivered when they cannot go."""
    if not KINDS[row.kind].carries_files or row.request_id is None:
        return []
    found = connection.rows(
        lambda name, sha256: (str(name), str(sha256)),
        "SELECT name, sha256 FROM request_file WHERE request_id = ? ORDER BY id",
        (row.request_id,),
    )
    attachments = []
    for name, sha256 in found:
        file = ground.folder.document(sha256)
        try:
            attachments.append(Attachment(name, file.read_bytes()))
        except OSError as problem:
            raise Undelivered("refused", "mail.file", name=name) from problem
    size, largest = sum(len(each.data) for each in attachments), ground.library.max_attachment_bytes
    if size > largest:
        shown = f"{size / MIB:.1f}"
        raise Undelivered("refused", "mail.too_large", size=shown, largest=largest // MIB)
    return attachments
