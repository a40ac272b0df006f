"""The table of a run, for a terminal and for ``docs/trust.md``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.trust.outcome import Outcome

PAGE = Path(__file__).parent.parent.parent / "docs" / "trust.md"
BEGIN, END = "<!-- figures: written by make trust -->", "<!-- end of figures -->"
HEAD = ("promise", "shown by", "figure", "kept")


def table(outcomes: Sequence[Outcome]) -> str:
    """The promises as a table in Markdown, which a terminal shows well enough."""
    rows = [HEAD, ("---",) * len(HEAD)]
    for each in outcomes:
        mutant = each.promise.startswith("mutant")
        kept = ("caught" if each.kept else "NOT CAUGHT") if mutant else ("yes" if each.kept else "NO")
        rows.append((each.promise, each.shown, each.figure, kept))
    return "\n".join("| " + " | ".join(_cell(text) for text in row) + " |" for row in rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def circumstances(run: Mapping[str, Any], outcomes: Sequence[Outcome]) -> str:
    """On what the figures were made; the seconds are those of every part, one after the other."""
    minutes = sum(each.seconds for each in outcomes) / 60
    return (
        f"{sum(each.kept for each in outcomes)} of {len(outcomes)} kept; {run['scale']} run of {minutes:.0f} "
        f"minutes' work, {run['processors']} processors, Python {run['python']}."
    )


def write(run: Mapping[str, Any]) -> None:
    """Put the figures of a run between the marks of the page. Raises ValueError where they are missing."""
    outcomes = [Outcome(**facts) for part in run["parts"].values() for facts in part]
    text = PAGE.read_text("utf-8")
    figures = f"{BEGIN}\n{table(outcomes)}\n\n{circumstances(run, outcomes)}\n{END}"
    written, found = re.subn(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: figures, text, flags=re.S)
    if found != 1:
        raise ValueError(f"no place for figures in {PAGE.name}")
    PAGE.write_text(written, "utf-8")
