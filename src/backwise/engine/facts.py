"""A person's answers on one day, completed with what follows from them (age, gestation, defaults, what cannot apply)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .conditions import UNSURE_ANSWER
from .model import FactDefinition

FULL_TERM_WEEKS = 40


@dataclass(frozen=True, slots=True)
class Facts:
    """`given` are the answers as given; `values` also hold derived facts and defaults. A fact that is absent is missing.

    Values: `True`, `False`, an option id, a tuple of option ids, a number, a `date`, or "unsure".
    """

    given: Mapping[str, Any]
    values: Mapping[str, Any]
    today: date


def facts_from(answers: Mapping[str, Any], definitions: Mapping[str, FactDefinition], today: date) -> Facts:
    """Complete the answers (already checked by `answers.problems`) for one day."""
    values = {key: value for key, value in answers.items() if value is not None}
    _derive(values, today)
    for definition in definitions.values():
        if definition.default is not None:
            values.setdefault(definition.id, definition.default)
        elif definition.applies_when is not None and _cannot_apply(definition, values):
            values[definition.id] = False
    return Facts(answers, values, today)


def _cannot_apply(definition: FactDefinition, values: Mapping[str, Any]) -> bool:
    """A yes that was given stands: only silence becomes a no."""
    if values.get(definition.id) is True or definition.applies_when is None:
        return False
    return definition.applies_when.evaluate(values) is False


def _derive(values: dict[str, Any], today: date) -> None:
    born = values.get("birth-year")
    if born is not None:
        values["age"] = born if born == UNSURE_ANSWER else today.year - born
    due = values.get("due-date")
    if due is not None:
        values["gestation-weeks"] = due if due == UNSURE_ANSWER else gestation_weeks(due, today)


def gestation_weeks(due: date, today: date) -> float:
    """Weeks of pregnancy on a day, from the date when the baby is due (40 weeks; NHS convention)."""
    return FULL_TERM_WEEKS - (due - today).days / 7
