"""What the engine reads by name is there: its numbers, facts and conditions, and a pattern for each answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from backwise.engine.bars import RESTRICTED_STRETCH_SECONDS
from backwise.engine.library import Library
from backwise.engine.safety import SCREENING_VALID_DAYS

from ..build_content import PERSONAL
from ..files import Files
from ..findings import Finding, unknown
from ..layout import CONDITION, FACT

NUMBERS = (SCREENING_VALID_DAYS, RESTRICTED_STRETCH_SECONDS)
# `prescribe` adds balance work where this condition counts.
CONDITIONS = ("fall-risk",)
PATTERN_FACT = "worse-with"
FACTS = (
    "birth-year",
    "due-date",
    "pain-now",
    "pain-duration",
    "minutes-a-day",
    "equipment",
    "liked-exercises",
    "disliked-exercises",
    PATTERN_FACT,
)


def check(library: Library, files: Files) -> Iterable[Finding]:
    for number in NUMBERS:
        if number not in library.numbers:
            yield Finding("progression", f"numbers.{number}", "is missing.", "The engine reads it: add the number.")
        elif not isinstance(library.numbers[number].value, int):
            yield Finding("progression", f"numbers.{number}.value", "is no whole number.", "The engine counts with it.")
    for key in CONDITIONS:
        if key not in library.conditions:
            yield Finding(CONDITION.path(key), "-", "is missing.", "The engine reads it: add the condition.")
    for key in FACTS:
        if key not in library.facts:
            yield Finding(FACT.path(key), "-", "is missing.", "The engine reads it: add the question.")
    yield from _patterns(library)


def _patterns(library: Library) -> Iterator[Finding]:
    asked = library.facts.get(PATTERN_FACT)
    options = asked.options if asked else ()
    for option in options:
        if option not in library.personal.patterns:
            mend = "Say what this answer suggests, even if it is nothing."
            yield Finding(PERSONAL, f"patterns.{option}", "is missing.", mend)
    for pattern in library.personal.patterns:
        if pattern not in options:
            yield unknown(PERSONAL, f"patterns.{pattern}", pattern, f"answer of the fact {PATTERN_FACT}", options)
