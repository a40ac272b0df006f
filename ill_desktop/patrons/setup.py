"""What a new library starts with: the sub-centres and institutions of its profile."""

from __future__ import annotations

from db import connection
from db.tables import Centre, Institution
from ill_desktop.ground import Ground
from ill_desktop.patrons import names

AUTOMATIC = "*"  # the mark of [G] figure 3: cards of this institution can be bound


def plant(ground: Ground) -> None:
    """Copy the profile's institutions into their tables. Those that stand there already stay as they are."""
    with connection.transaction():
        position = int(connection.value("SELECT COALESCE(MAX(position), 0) FROM institution"))
        for place, centre in enumerate(ground.library.facts["centres"], 1):
            if not connection.value("SELECT 1 FROM centre WHERE name = ?", (centre["name"],)):
                Centre.insert(name=centre["name"], position=place).execute()
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
