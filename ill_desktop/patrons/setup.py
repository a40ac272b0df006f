"""What a new library starts with: the institutions of its profile."""

from __future__ import annotations

from db import connection
from db.tables import Institution
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from ill_desktop.patrons import names

AUTOMATIC = "*"  # the mark of [G] figure 3: cards of this institution can be bound


def centres(library: Library) -> list[str]:
    """The tabs of the institution picker, those without institutions too."""
    return [centre["name"] for centre in library.facts["centres"]]


def plant(ground: Ground) -> None:
    """Copy the profile's institutions into the table. Those that stand there already stay as they are."""
    with connection.transaction():
        position = int(connection.value("SELECT COALESCE(MAX(position), 0) FROM institution"))
        for centre in ground.library.facts["centres"]:
            for marked in centre["institutions"]:
                name = marked.removesuffix(AUTOMATIC)
                if connection.value("SELECT 1 FROM institution WHERE name = ?", (name,)):
                    continue
                position += 1
                Institution.insert(
                    name=name,
                    initials=names.of_place(name).initials,
                    centre=centre["name"],
                    automatic=int(marked.endswith(AUTOMATIC)),
                    position=position,
                ).execute()
