"""The photos of a slip or a transfer as they are kept: shown, attached and taken off through the desk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize

from ill_desktop.cashier import proofs
from ill_desktop.cashier.proofs import Owner
from ill_desktop.errors import Refusal
from ui.cashier.proof_panel import ProofPanel
from ui.cashier.proof_pictures import Photo, pictures
from ui.kit.text import Text
from ui.session import Session


def read(file: Path) -> bytes:
    """The content of a file that somebody chose. Raises Refusal ``proof.size`` or ``proof.unreadable``."""
    try:
        if file.stat().st_size > proofs.LARGEST_BYTES:
            raise Refusal("proof.size", "proof", largest=proofs.LARGEST_BYTES >> 20)
        return file.read_bytes()
    except OSError as problem:
        raise Refusal("proof.unreadable", "proof", name=file.name) from problem


def checked(data: bytes) -> bytes:
    """A photo that can be kept and shown. Raises Refusal beside ``proof``."""
    proofs.check(data)
    if not pictures(data, QSize(64, 64), first_only=True):
        raise Refusal("proof.damaged", "proof")
    return data


class KeptProofs(ProofPanel):
    """Attaching is done beside the window; a photo of some megabytes takes its time to the disk."""

    def __init__(self, session: Session, name: str, title: Text) -> None:
        super().__init__(name, title)
        self._session = session
        self._owner: Owner | None = None
        self.added.connect(self._attach)
        self.added_file.connect(self._attach_file)
        self.removed.connect(self._take_off)

    def show_owner(self, owner: Owner | None, is_open: bool = True, can_remove: bool = True) -> None:
        """Show the photos of this slip or transfer."""
        self._owner = owner
        self.set_open(is_open and owner is not None)
        kept = [] if owner is None else proofs.of(owner)
        self.show_photos([self._photo(each) for each in kept], can_remove)

    def _photo(self, proof: proofs.Proof) -> Photo:
        shown = {photo.sha256: photo.data for photo in self.photos()}
        data = shown.get(proof.sha256)  # some megabytes each: not read again for every change
        try:
            data = data or proofs.content(self._session.desk.ground.folder, proof.sha256)
        except Refusal as missing:
            self._session.commands.fail(missing)
            data = b""
        return Photo(proof.id, data, proof.elsewhere, proof.sha256)

    def _attach(self, data: bytes) -> None:
        session, owner = self._session, self._owner
        if owner is not None:
            session.tasks.run(
                lambda _progress: session.desk.proofs.attach(session.actor, owner, checked(data)),
                touches=("cashier",),
                says=self.tr("The photo is attached"),
            )

    def _attach_file(self, file: Path) -> None:
        session, owner = self._session, self._owner
        if owner is not None:
            session.tasks.run(
                lambda _progress: session.desk.proofs.attach(session.actor, owner, checked(read(file))),
                touches=("cashier",),
                says=self.tr("The photo is attached"),
            )

    def _take_off(self, proof_id: int) -> None:
        session = self._session

        def take_off() -> bool:
            session.desk.proofs.take_off(session.actor, proof_id)
            return True

        session.commands.run(take_off, touches=("cashier",), says=self.tr("The photo is removed"))
