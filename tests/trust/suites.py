"""Promises that whole test files show: they are run here once more, in full, and counted.

`make test` runs the same files, so they have no short form of their own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import NamedTuple

from tests.trust.outcome import Outcome, Scale, Watch


class Suite(NamedTuple):
    promise: str
    shown: str
    files: tuple[str, ...]
    environment: dict[str, str] = {}  # noqa: RUF012 read only


SUITES = (
    Suite(
        "the phone page gives nothing away",
        "100,000 forged tokens, 50 redemptions at once, codes guessed, CSRF, headers, limits, log",
        (
            *("tests/db/test_activation_tokens.py", "tests/db/test_activation_codes.py"),
            *("tests/db/test_activation_identity.py", "tests/db/test_web_guards.py"),
            *("tests/db/test_web_hostile.py", "tests/db/test_web_server.py", "tests/db/test_web_account.py"),
        ),
    ),
    Suite(
        "the kiosk keeps the last visitor's secrets",
        "planted strings searched after each reset; 10,000 random keys and touches",
        ("tests/ui/test_kiosk_visit.py", "tests/ui/test_kiosk_pages.py"),
        {"KIOSK_EVENTS": "10000"},
    ),
    Suite(
        "personal data is kept no longer than needed",
        "rules with preview, cap and backup; a wrong setting or clock takes nothing; a person forgotten",
        ("tests/db/test_retention.py", "tests/db/test_erasing.py", "tests/db/test_person_file.py"),
    ),
    Suite(
        "a restore is no way in, and a way out is left",
        "guesses slowed, an administrator of today agrees; a lost key by its own code; lost settings rebuilt",
        (
            *("tests/db/test_keeping_agreement.py", "tests/db/test_keeping_key.py"),
            "tests/db/test_keeping_damage.py",
        ),
    ),
    Suite(
        "what waits in the outbox goes once",
        "a week against a real mail server; a process killed at each step",
        ("tests/stories/test_notices_week.py", "tests/db/test_notices_crashes.py"),
    ),
)
_PASSED = re.compile(r"(\d+) passed")


def run(scale: Scale) -> list[Outcome]:
    """One outcome for each suite; none in the short form."""
    return [_run(suite) for suite in SUITES] if scale is Scale.FULL else []


def _run(suite: Suite) -> Outcome:
    watch = Watch()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *suite.files]
    told = subprocess.run(
        command,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **suite.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    last = told.stdout.strip().splitlines()[-1] if told.stdout.strip() else told.stderr.strip()[-200:]
    passed = _PASSED.search(last)
    good = told.returncode == 0 and passed is not None and "skipped" not in last
    figure = f"{passed[1]} tests, 0 failed" if good and passed else last
    return Outcome(suite.promise, figure, good, watch.seconds, suite.shown)
