"""The receipt printer and the cash drawer of each till. Off until an administrator names an address."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from db import connection
from ill_desktop import audit, settings
from ill_desktop.cashier import queries, rules
from ill_desktop.counter import thermal
from ill_desktop.documents.escpos import HEADS, PULSE, START, Roll
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

OPEN = START + PULSE
TALKING = "printers.talking"  # addresses of printers that can say how they are


@dataclass(frozen=True)
class Device:
    """``drawer``: the cash drawer hangs on this printer and is opened by it when cash moves."""

    address: str
    roll: Roll = "80mm"
    drawer: bool = True


def _key(till_id: int) -> str:
    return f"till.{till_id}.printer"


def of(till_id: int) -> Device | None:
    """What stands at a till; None while nothing was set up."""
    kept: dict[str, Any] | None = settings.read(_key(till_id))
    return None if kept is None else Device(**kept)


def send(device: Device, data: bytes) -> None:
    """Put bytes out; one that once said how it is must say so ever after. Raises as :func:`thermal.send`."""
    known: list[str] = settings.read(TALKING, [])
    is_known = device.address in known
    if thermal.send(device.address, data, must_answer=is_known) and not is_known:
        with connection.transaction():
            settings.write(TALKING, sorted({*settings.read(TALKING, []), device.address}))


class DrawerService:
    """Sets printers up, and opens a drawer where nobody pays. Sending is :func:`send`."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def keep(self, by: Actor, till_id: int, device: Device | None) -> None:
        """Set the printer of a till up, or take it away. Raises Refusal ``printer.address``."""
        require(self._ground, by, "library.configure")
        if device is not None:
            thermal.read(device.address)
            if device.roll not in HEADS:
                raise Refusal("printer.address", "roll")
        with connection.transaction():
            settings.write(_key(till_id), None if device is None else asdict(device))
            facts = {"address": ""} if device is None else asdict(device)
            audit.append(self._ground.now, by.mark, "till.printer", f"till:{till_id}", **facts)

    def try_out(self, by: Actor, till_id: int, device: Device) -> None:
        """Note that a drawer is opened to see whether its printer is set up right. Raises as :meth:`keep`."""
        require(self._ground, by, "library.configure")
        thermal.read(device.address)
        with connection.transaction():
            audit.append(self._ground.now, by.name, "drawer.try", f"till:{till_id}", address=device.address)

    def open(self, by: Actor, shift_id: int, reason: str) -> Device:
        """Note why a drawer is opened without a payment; send :data:`OPEN` to the device afterwards.

        The note comes first: a drawer that opens is always accounted for. Raises Refusal ``shift.closed``,
        ``reason.missing``, ``printer.none`` where no drawer is set up.
        """
        require(self._ground, by, "money.shift")
        why = rules.check_reason(reason)
        with connection.transaction():
            row = queries.open_till(shift_id)
            device = of(row.till_id)
            if device is None or not device.drawer:
                raise Refusal("printer.none")
            audit.append(self._ground.now, by.name, "drawer.open", f"shift:{shift_id}", reason=why)
        return device
