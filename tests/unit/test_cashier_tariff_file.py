"""A tariff that goes to another branch comes in as it went out, and nothing else comes in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.cashier.tariff_file import from_bytes, to_text
from ill_desktop.errors import Refusal
from ill_desktop.library import profile

ZJU = profile("zju").facts
SOUND = ZJU["tariffs"][0]


@pytest.mark.parametrize("rules", [SOUND, *ZJU["tariff_examples"]], ids=str)
def test_out_and_in_again_is_the_same(rules: dict[str, Any]) -> None:
    again = from_bytes(to_text(rules).encode())
    for part in ("charges", "subsidies", "rounding"):
        assert again.get(part) == (rules.get(part) or None)
    assert "valid_from" not in again


@pytest.mark.parametrize(
    "change",
    [
        {"charges": []},
        {"charges": [{"kind": "per_page", "amount_fen": True}]},
        {"charges": [{"kind": "per_page", "amount_fen": 30.0}]},
        {"charges": [{"kind": "per_page", "amount_fen": 30, "run": "x"}]},
        {"charges": [{"kind": "per_page", "amount_fen": 30, "network": {"a": 1}}]},
        {"charges": {"kind": "per_page"}},
        {"subsidies": [{"kind": "tiers", "name": "x", "tiers": 3}]},
        {"subsidies": [{"kind": "percent", "percent": 50, "name": "a\nb"}]},
        {"subsidies": [{"kind": "percent", "percent": 500, "name": "a"}]},
        {"rounding": {"to_fen": 3, "mode": "up"}},
        {"rounding": 5},
        {"setting": {}},
    ],
    ids=str,
)
def test_what_the_editor_could_not_have_written_is_refused(change: dict[str, Any]) -> None:
    data = {**json.loads(to_text(SOUND)), **change}
    with pytest.raises(Refusal) as said:
        from_bytes(json.dumps(data).encode())
    assert said.value.code == "tariff.file"


@given(st.binary(max_size=200))
def test_no_file_breaks_it(data: bytes) -> None:
    with pytest.raises(Refusal):
        from_bytes(data)
