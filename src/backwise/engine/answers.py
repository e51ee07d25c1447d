"""Are these answers possible? Every problem at once, each naming the key and the mend."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from math import isnan
from typing import Any

from .conditions import UNSURE_ANSWER
from .facts import facts_from
from .model import FactDefinition

OLDEST_AGE = 115
DUE_AT_MOST_AHEAD = timedelta(days=301)
DUE_AT_MOST_PAST = timedelta(days=28)
LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Problem:
    """One answer that cannot stand: `key` is the fact, `what` is wrong with it and how to `mend` it (English, for files)."""

    key: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.key}: {self.what} {self.mend}"


def read_answers(
    raw: Mapping[str, Any], definitions: Mapping[str, FactDefinition], today: date
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """Turn answers as they stand in a file (JSON values) into answers for `facts_from`, with every problem found."""
    answers: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, value in raw.items():
        definition = definitions.get(key)
        if definition is None:
            problems.append(Problem(key, "is not a question we know.", _did_you_mean(key, definitions)))
        elif value is not None:
            try:
                answers[key] = read_value(definition, value)
            except ValueError as error:
                problems.append(Problem(key, *error.args))
    if not problems:
        problems.extend(_impossible(answers, definitions, today))
    return answers, tuple(problems)


def _did_you_mean(key: str, definitions: Mapping[str, FactDefinition]) -> str:
    close = get_close_matches(key, definitions, 1)
    return f"Did you mean {close[0]}?" if close else "Run `backwise questions` for the list."


def shown(value: Any) -> str:
    """A JSON value as it stands in a file, cut to one short line."""
    text = json.dumps(value, default=str)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def read_value(definition: FactDefinition, value: Any) -> Any:
    """One JSON value as an answer. Raises ValueError(what, mend) when it cannot be one."""
    if value == UNSURE_ANSWER:
        return UNSURE_ANSWER
    return _READERS[definition.kind](definition, value)


def _boolean(definition: FactDefinition, value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"{shown(value)} is not an answer here.", 'Use true, false or "unsure".')
    return value


def _choice(definition: FactDefinition, value: Any) -> str:
    if not isinstance(value, str) or value not in definition.options:
        raise ValueError(
            f"{shown(value)} is not one of the answers.", f'Use one of {", ".join(definition.options)} or "unsure".'
        )
    return value


def _choices(definition: FactDefinition, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{shown(value)} is not a list.", f"Use a list of {_some(definition.options)}.")
    wrong = [item for item in value if item not in definition.options]
    if wrong:
        raise ValueError(f"{shown(wrong[0])} is not one of the answers.", f"Use a list of {_some(definition.options)}.")
    return tuple(dict.fromkeys(value))


def _some(options: tuple[str, ...]) -> str:
    return ", ".join(options) if len(options) <= 12 else f"{', '.join(options[:6])}, … ({len(options)} in all)"


def _whole(definition: FactDefinition, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(
            f"{shown(value)} is not a whole number.",
            f"Use a number from {definition.minimum:g} to {definition.maximum:g}.",
        )
    return int(_in_range(definition, value))


def _number(definition: FactDefinition, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or isnan(value):
        raise ValueError(
            f"{shown(value)} is not a number.", f"Use a number from {definition.minimum:g} to {definition.maximum:g}."
        )
    return _in_range(definition, value)


def _in_range(definition: FactDefinition, value: float) -> float:
    if (
        definition.minimum is not None
        and definition.maximum is not None
        and not definition.minimum <= value <= definition.maximum
    ):
        raise ValueError(
            f"{shown(value)} is out of range.", f"Use a number from {definition.minimum:g} to {definition.maximum:g}."
        )
    return value


def _date(definition: FactDefinition, value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"{shown(value)} is not a date.", "Write it as YYYY-MM-DD.") from None


_READERS = {
    "boolean": _boolean,
    "choice": _choice,
    "choices": _choices,
    "integer": _whole,
    "number": _number,
    "date": _date,
}


def _impossible(
    answers: Mapping[str, Any], definitions: Mapping[str, FactDefinition], today: date
) -> Iterable[Problem]:
    """Answers that cannot be true together, or not today."""
    born = answers.get("birth-year")
    if isinstance(born, int) and not today.year - OLDEST_AGE <= born <= today.year:
        yield Problem(
            "birth-year",
            f"{born} cannot be a year of birth today.",
            f"Use a year from {today.year - OLDEST_AGE} to {today.year}.",
        )
    due = answers.get("due-date")
    if isinstance(due, date) and not today - DUE_AT_MOST_PAST <= due <= today + DUE_AT_MOST_AHEAD:
        yield Problem(
            "due-date",
            f"{due} cannot be a due date today ({today}).",
            "Use the date on the maternity record, within the next 43 weeks.",
        )
    values = facts_from(answers, definitions, today).values
    for definition in definitions.values():
        applies = definition.applies_when
        if (
            definition.impossible_otherwise
            and applies is not None
            and answers.get(definition.id) is True
            and applies.evaluate(values) is False
        ):
            others = " and ".join(sorted(applies.facts()))
            yield Problem(
                definition.id, "cannot be true together with the other answers.", f"Check {definition.id} and {others}."
            )
