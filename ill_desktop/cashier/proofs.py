"""What shows that money moved: photos of stamped slips and of bank transfers ([G] FAQ 4).

They are kept by content hash among the library's documents, so that a backup holds them and ``verify``
misses them when they are gone.
"""

from __future__ import annotations

from dataclasses import dataclass

from db import connection
from db.tables import Proof as Row
from ill_desktop import audit
from ill_desktop.cashier import removed
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.paths import Folder
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

LARGEST_BYTES = 20 << 20
MOST = 12  # of one slip: more is a hand that slipped
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})


@dataclass(frozen=True)
class Proof:
    """One photo or PDF. ``at`` is UTC text; ``elsewhere`` names another slip or payer it stands at, or ""."""

    id: int
    sha256: str
    size: int
    at: str
    actor: str
    elsewhere: str


@dataclass(frozen=True)
class Owner:
    """What a photo belongs to: a transfer slip, or money that came by bank."""

    transfer_id: int | None = None
    incoming_id: int | None = None

    @property
    def subject(self) -> str:
        if self.transfer_id is not None:
            return f"transfer:{self.transfer_id}"
        return f"incoming:{self.incoming_id}"


class ProofService:
    """Photos attached and taken off again."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def attach(self, by: Actor, owner: Owner, data: bytes) -> int:
        """Keep a photo with a slip or a transfer; the same one again is the one that is there. Raises
        Refusal beside ``proof``, and OSError of a full disk."""
        require(self._ground, by, "money.take")
        check(data)
        sha256 = self._ground.folder.keep(data)  # on disk before the row: a row never points to nothing
        with connection.transaction():
            there = of(owner)
            for each in there:
                if each.sha256 == sha256:
                    return each.id
            if len(there) >= MOST:
                raise Refusal("proof.many", "proof", most=MOST)
            number: int = Row.add(
                transfer_id=owner.transfer_id,
                incoming_id=owner.incoming_id,
                sha256=sha256,
                size=len(data),
                at=self._ground.now,
                actor=by.mark,
            )
            audit.append(self._ground.now, by.name, "proof.attach", owner.subject, sha256=sha256)
        return number

    def take_off(self, by: Actor, proof_id: int) -> None:
        """Take off a photo that was attached by mistake. Raises Refusal ``proof.in_use`` once money was
        posted on its strength: take that back first. Its file then stays with the voucher that was taken
        back; one that never showed anything waits for the next cleaning."""
        require(self._ground, by, "money.take")
        with connection.transaction():
            found = connection.first(
                lambda transfer, incoming, sha256: (Owner(transfer, incoming), str(sha256)),
                "SELECT transfer_id, incoming_id, sha256 FROM proof WHERE id = ?",
                (proof_id,),
            )
            if found is None:
                return
            owner, sha256 = found
            if _in_use(owner):
                raise Refusal("proof.in_use")
            connection.execute("DELETE FROM proof WHERE id = ?", (proof_id,))
            why = removed.VOUCHER if _was_used(owner) else removed.TRASH
            removed.note(self._ground.now, by.mark, sha256, owner.subject, why)
            audit.append(self._ground.now, by.name, "proof.take_off", owner.subject, sha256=sha256, why=why)


def _in_use(owner: Owner) -> bool:
    if owner.transfer_id is not None:
        sql = "SELECT 1 FROM transfer WHERE id = ? AND state = 'matched'"
        return bool(connection.value(sql, (owner.transfer_id,)))
    sql = "SELECT COALESCE(SUM(amount_fen), 0) FROM incoming_use WHERE incoming_id = ?"
    return bool(connection.value(sql, (owner.incoming_id,)))


def _was_used(owner: Owner) -> bool:
    """Whether anything was ever posted on the strength of what this owner shows, be it taken back since."""
    if owner.transfer_id is not None:
        sql = (
            "SELECT 1 FROM audit WHERE action = 'transfer.match' "
            "AND subject = 'paper:' || (SELECT number FROM paper WHERE id = ?) LIMIT 1"
        )
        return bool(connection.value(sql, (owner.transfer_id,)))
    return bool(connection.value("SELECT 1 FROM incoming_use WHERE incoming_id = ?", (owner.incoming_id,)))


def check(data: bytes) -> str:
    """What a photo is, by its content: jpeg, png, webp or pdf. Raises Refusal beside ``proof``."""
    if len(data) > LARGEST_BYTES:
        raise Refusal("proof.size", "proof", largest=LARGEST_BYTES >> 20)
    kind = _kind(data)
    if kind == "heic":
        raise Refusal("proof.heic", "proof")
    if not kind:
        raise Refusal("proof.type", "proof")
    if not _whole(kind, data):
        raise Refusal("proof.damaged", "proof")
    return kind


def _kind(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith(b"%PDF"):
        return "pdf"
    return "heic" if data[4:8] == b"ftyp" and data[8:12] in _HEIC else ""


def _whole(kind: str, data: bytes) -> bool:
    """Whether it ends as its kind ends; a phone that lost the connection sends half of one."""
    match kind:
        case "jpeg":
            return b"\xff\xd9" in data[-(len(data) // 2 + 2) :]  # some phones put a film behind the picture
        case "png":
            return b"IEND" in data[-64:]
        case "webp":
            return int.from_bytes(data[4:8], "little") + 8 <= len(data)
        case _:
            return _pages(data) > 0


def _pages(pdf: bytes) -> int:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def content(folder: Folder, sha256: str) -> bytes:
    """A kept photo. Raises Refusal ``proof.missing`` when it is not among the documents any more."""
    try:
        return folder.document(sha256).read_bytes()
    except OSError as problem:
        raise Refusal("proof.missing") from problem


_ELSEWHERE = (
    "COALESCE((SELECT COALESCE((SELECT s.number FROM paper s WHERE s.id = o.transfer_id), (SELECT i.payer "
    "|| ' · ' || i.reference FROM incoming i WHERE i.id = o.incoming_id)) FROM proof o "
    "WHERE o.sha256 = p.sha256 AND o.id <> p.id LIMIT 1), '')"
)


def of(owner: Owner) -> list[Proof]:
    """The photos of a slip or a transfer, oldest first."""
    column = "transfer_id" if owner.transfer_id is not None else "incoming_id"
    return connection.rows(
        Proof,
        f"SELECT p.id, p.sha256, p.size, p.at, p.actor, {_ELSEWHERE} FROM proof p "
        f"WHERE p.{column} = ? ORDER BY p.id",
        (owner.transfer_id if owner.transfer_id is not None else owner.incoming_id,),
    )


def of_slips() -> dict[int, int]:
    """Transfer slip → how many photos it has; slips without one left out."""
    return dict(
        connection.rows(
            lambda slip, count: (int(slip), int(count)),
            "SELECT transfer_id, COUNT(*) FROM proof WHERE transfer_id IS NOT NULL GROUP BY transfer_id",
        )
    )
