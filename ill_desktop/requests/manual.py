"""The chapters of the manual that are made from the declarations: document types, and the state table."""

from __future__ import annotations

from ill_desktop.requests import fields, rules
from ill_desktop.requests.fields import Field
from ill_desktop.words import load

_MADE = "<!-- Made by packaging/manual.py from the program itself; do not edit. -->"
_CHECKS = {
    "issn": "check digit (ISO 3297)",
    "isbn": "check digit (ISO 2108)",
    "doi": "begins with 10. and has a /",
    "year": "four figures",
}


def request_types() -> str:
    """Every document type with its fields, in Markdown; ends with a line end."""
    zh, en = load("zh_CN"), load("en")
    lines = [_MADE, "", "# Document types and their fields", ""]
    lines.append("What is required is marked with a star; a field that is checked says so as one leaves it.")
    for kind, declared in fields.TYPES.items():
        lines += ["", f"## {zh(f'document.{kind}')} · {en(f'document.{kind}')}", ""]
        lines += ["| field | 中文 | English | checked |", "|---|---|---|---|"]
        lines += [_field(field, zh(f"field.{field.key}"), en(f"field.{field.key}")) for field in declared]
    return "\n".join(lines) + "\n"


def _field(field: Field, chinese: str, english: str) -> str:
    star = " \\*" if field.required else ""
    return f"| `{field.key}`{star} | {chinese} | {english} | {_CHECKS.get(field.check or '', '')} |"


def states() -> str:
    """The state table as a diagram (Mermaid) and as a list of every step with what it asks; Markdown."""
    zh, en = load("zh_CN"), load("en")
    lines = [_MADE, "", "# The way of a request", "", "```mermaid", "stateDiagram-v2", "    direction LR"]
    for state in rules.STATES:
        lines.append(f'    state "{zh(f"state.{state}")} {en(f"state.{state}")}" as {state}')
    lines.append("    [*] --> draft")
    lines += [f"    {state} --> {target}" for state in rules.STATES for target in rules.TRANSITIONS[state]]
    lines += [f"    {state} --> [*]" for state in rules.STATES if state in rules.TERMINAL]
    lines += ["```", ""]
    for stage, inside in rules.STAGES.items():
        lines += [f"## {zh(f'stage.{stage}')} · {en(f'stage.{stage}')}", ""]
        lines += ["| from | step | to | asks | may be told | for |", "|---|---|---|---|---|---|"]
        lines += [_step(step) for state in inside for step in rules.STEPS if step.source == state]
        lines.append("")
    return "\n".join(lines)


def _step(step: rules.Step) -> str:
    zh, en = load("zh_CN"), load("en")
    verb = f"{zh(f'step.{step.verb}')} · {en(f'step.{step.verb}')}"
    kinds = {None: "", "loan": "loans", "copy": "copies", "origin": "those that came from there"}
    cells = (
        f"`{step.source}`",
        f"**{verb}**" if step.likely else verb,
        f"`{step.target}`",
        ", ".join(step.asks),
        ", ".join(step.may),
        kinds[step.only],
    )
    return f"| {' | '.join(cells)} |"


CHAPTERS = {"request-types.md": request_types, "states.md": states}
"""File name under ``docs/manual`` → what writes it."""
