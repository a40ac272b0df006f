"""The sentence of a problem, in one of the two languages."""

from __future__ import annotations

from ill_desktop.words import Words

from .model import Problem


def sentence(problem: Problem, words: Words) -> str:
    """What is wrong, as it is said to staff and readers."""
    field = words(f"field.{problem.field}") if problem.field else ""
    return words(f"citation.problem.{problem.code}", field=field, **problem.facts)
