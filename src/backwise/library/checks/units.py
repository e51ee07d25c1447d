"""A number's key names its unit, or is a plain count that needs none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from backwise.engine.library import Library

from ..files import Files
from ..findings import Finding
from ..layout import is_picture, walk

UNITS = "seconds|minutes|hours|days|weeks|months|years|percent|degrees|cm|age"
WITH_UNIT = re.compile(rf"(.*_)?({UNITS})|.*_(a|per)_(day|week)")
COUNTS = frozenset(("sets", "repetitions", "least", "most", "week"))
# Places in an order, ranges of an answer (its unit stands beside it), and rungs of a variable that is named beside them.
BESIDE = frozenset(("order", "number", "minimum", "maximum", "default", "value", "by", "by_at_most", "until"))
# Tables whose keys are ids, and expressions, whose numbers have the unit of their fact.
NOT_UNITS = frozenset(("answers", "when", "applies_when", "roles", "days_per_week", "messages"))


def check(library: Library, files: Files) -> Iterable[Finding]:
    for path, table in files.tables.items():
        if is_picture(path):
            continue
        for place, key, value in walk(table):
            if not _is_number(value) or NOT_UNITS.intersection(re.split(r"[.\[]", place)[:-1]):
                continue
            if not WITH_UNIT.fullmatch(key) and key not in COUNTS | BESIDE:
                mend = "Put the unit in the key, such as hold_seconds."
                yield Finding(path, place, "is a number without a unit.", mend)
    for number in library.numbers.values():
        if not number.unit.strip():
            yield Finding("progression", f"numbers.{number.id}.unit", "is empty.", "Say what the number counts.")


def _is_number(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(_is_number(item) for item in value)
    return isinstance(value, int | float) and not isinstance(value, bool)
