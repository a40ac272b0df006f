"""The manual says what the program does."""

from pathlib import Path

import pytest

from ill_desktop.requests import fields, manual, rules

FOLDER = Path(__file__).parent.parent.parent / "docs" / "manual"


@pytest.mark.parametrize("name", manual.CHAPTERS)
def test_the_manual_is_current(name: str) -> None:
    """If this fails: python packaging/manual.py"""
    assert (FOLDER / name).read_text("utf-8") == manual.CHAPTERS[name]()


def test_every_field_and_every_step_stands_in_it() -> None:
    text = manual.request_types()
    for declared in fields.TYPES.values():
        assert all(f"`{field.key}`" in text for field in declared)
    diagram = manual.states()
    for state, targets in rules.TRANSITIONS.items():
        assert all(f"    {state} --> {target}\n" in diagram for target in targets)
    assert diagram.count("| `") >= len(rules.STEPS)
