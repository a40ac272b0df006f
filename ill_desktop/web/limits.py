"""How often one client may ask: a bucket of requests that fills again with time, one per address."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
MOST_CLIENTS = 10_000
"""Above this the client that was quiet longest is forgotten: memory stays bounded whoever asks."""


class Rate(NamedTuple):
    """``burst`` requests at once, then ``per_second`` of them."""

    burst: int
    per_second: float


# Many phones may share one address (a router before them): generous to people, too slow for machines.
# What guessing costs is counted elsewhere, by failures: see staff/throttle.py.
PAGES = Rate(240, 8)
POSTS = Rate(40, 1)


def client_key(address: Address) -> str:
    """Whom a limit is kept for: an IPv4 address, or the network of an IPv6 one, which has any number."""
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, 64), strict=False))


class Limit:
    """Token buckets in memory. Thread-safe; a restart begins anew."""

    def __init__(
        self, rate: Rate, most: int = MOST_CLIENTS, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._most = most
        self._now = now
        self._lock = threading.Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # client → (tokens, when)

    def wait(self, client: str) -> int:
        """Take one request: 0 when it may go on, else the whole seconds until the next may."""
        now = self._now()
        with self._lock:
            tokens, when = self._left.pop(client, (float(self._rate.burst), now))
            tokens = min(self._rate.burst, tokens + (now - when) * self._rate.per_second)
            allowed = tokens >= 1
            self._left[client] = (tokens - allowed, now)
            if len(self._left) > self._most:
                self._left.popitem(last=False)
        return 0 if allowed else max(1, math.ceil((1 - tokens) / self._rate.per_second))

    def __len__(self) -> int:
        return len(self._left)
