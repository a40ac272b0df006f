"""Passwords of the senders: in a file of their own beside the database, readable by the owner only."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ill_desktop.errors import Refusal
from ill_desktop.paths import Folder


def read(folder: Folder) -> dict[str, str]:
    """Sender → secret; empty when none was ever kept. Raises Refusal ``sender.secrets``."""
    try:
        kept = json.loads(folder.senders.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:
        raise Refusal("sender.secrets", file=folder.senders.name) from problem
    if not isinstance(kept, dict):
        raise Refusal("sender.secrets", file=folder.senders.name)
    return {str(name): str(secret) for name, secret in kept.items()}


def write(folder: Folder, secrets: Mapping[str, str]) -> None:
    """Keep these and no others. The file is whole at every moment, and never open to others."""
    descriptor, half = tempfile.mkstemp(dir=folder.root, prefix=f"{folder.senders.name}.")  # mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            json.dump({name: secret for name, secret in secrets.items() if secret}, stream)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(half, folder.senders)
    except BaseException:
        Path(half).unlink(missing_ok=True)
        raise
