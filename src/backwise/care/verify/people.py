"""People made to order: answers under which a rule holds, completed until nothing is open where that can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from typing import Any

from backwise.engine.answers import read_answers
from backwise.engine.bars import present_conditions
from backwise.engine.conditions import UNSURE_ANSWER, Compare, CountAtLeast, Known, Node, Not
from backwise.engine.facts import FULL_TERM_WEEKS, Facts, facts_from
from backwise.engine.library import Library
from backwise.engine.model import Condition, FactDefinition, Level
from backwise.engine.safety import NO_CLEARANCES, Screening, screen
from backwise.library.cases import baseline_answers, baseline_day
from backwise.library.files import read_files

Answers = dict[str, Any]
ABILITIES = ("can-lie-on-back", "can-lie-on-front", "can-reach-floor", "can-kneel", "can-lean-on-hands", "can-stand-and-walk")  # fmt: skip
SCALE_STEPS = (-1, 0, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """Answers, what the screen makes of them, and the conditions that count."""

    answers: Mapping[str, Any]
    facts: Facts
    result: Screening

    def conditions(self, library: Library) -> frozenset[str]:
        """The ids of the conditions that count for this person at the level of their screening."""
        present = present_conditions(self.facts.values, self.result.level, library)
        return frozenset(item.row.condition.id for item in present)


@lru_cache(maxsize=1)
def today() -> date:
    """The day on which everybody is screened: that of the baseline."""
    return baseline_day(read_files())


@lru_cache(maxsize=8)
def baseline(library: Library) -> Mapping[str, Any]:
    """The answers of a person to whom nothing applies; what this library does not ask is left away."""
    known = {fact: value for fact, value in baseline_answers(read_files()).items() if fact in library.facts}
    answers, problems = read_answers(known, library.facts, today())
    if problems:
        raise ValueError(f"the baseline cannot be read: {problems[0]}")
    return answers


def person_of(answers: Mapping[str, Any], library: Library) -> Person:
    """Screen these answers."""
    facts = facts_from(answers, library.facts, today())
    return Person(answers, facts, screen(facts, NO_CLEARANCES, library, today()))


def comparisons(node: Node) -> Iterator[Compare]:
    """Every comparison of a rule."""
    if isinstance(node, Compare):
        yield node
    elif isinstance(node, Not):
        yield from comparisons(node.part)
    elif not isinstance(node, Known):
        for part in node.parts:
            yield from comparisons(part)


@lru_cache(maxsize=8)
def possible_values(library: Library) -> Mapping[str, tuple[Any, ...]]:
    """For every fact the answers that a rule can tell apart; for numbers and dates those around each limit."""
    limits: dict[str, set[float]] = {}
    rules = [flag.when for flag in library.red_flags.values()]
    rules += [condition.when for condition in library.conditions.values()]
    rules += [fact.applies_when for fact in library.facts.values() if fact.applies_when is not None]
    for rule in rules:
        for item in comparisons(rule):
            if isinstance(item.value, int | float) and not isinstance(item.value, bool):
                limits.setdefault(item.fact, set()).add(item.value)
    return {key: _values(fact, limits) for key, fact in library.facts.items()}


def _values(fact: FactDefinition, limits: Mapping[str, set[float]]) -> tuple[Any, ...]:
    if fact.kind == "boolean":
        return (True, False)
    if fact.kind == "choice":
        return fact.options
    if fact.kind == "choices":
        return tuple((option,) for option in fact.options)
    if fact.kind == "date":
        weeks = sorted(limits.get("gestation-weeks", set()))
        days = {round((FULL_TERM_WEEKS - week - step) * 7) for week in weeks for step in SCALE_STEPS}
        return tuple(today() + timedelta(days=ahead) for ahead in sorted(days) if -28 <= ahead <= 301)
    if fact.id == "birth-year":
        ages = sorted({age + step for age in limits.get("age", set()) for step in SCALE_STEPS})
        return tuple(today().year - int(age) for age in ages)
    steps = sorted({limit + step for limit in limits.get(fact.id, set()) for step in SCALE_STEPS})
    return tuple(int(value) for value in steps if (fact.minimum or 0) <= value <= (fact.maximum or value))


def ways(node: Node, wanted: bool, library: Library, given: Mapping[str, Any]) -> Iterator[Answers]:
    """Small sets of answers that, laid over `given`, make the node true or false. Nothing given is contradicted."""
    if isinstance(node, Compare):
        (fact,) = node.facts()
        for value in (given[fact],) if fact in given else possible_values(library)[fact]:
            if node.evaluate(facts_from({fact: value}, {}, today()).values) is wanted:
                yield {fact: value}
    elif isinstance(node, Known):
        known = given.get(node.fact, UNSURE_ANSWER) != UNSURE_ANSWER
        values = possible_values(library)[node.fact] if wanted else (UNSURE_ANSWER,)
        for value in (given[node.fact],) if node.fact in given and known is wanted else values:
            if given.get(node.fact, value) == value:
                yield {node.fact: value}
    elif isinstance(node, Not):
        yield from ways(node.part, not wanted, library, given)
    else:
        needed = node.count if isinstance(node, CountAtLeast) else len(node.parts) if _is_all(node) else 1
        needed = needed if wanted else len(node.parts) - needed + 1
        for parts in combinations(node.parts, needed):
            yield from together([(part, wanted) for part in parts], library, given)


def _is_all(node: Node) -> bool:
    return type(node).__name__ == "All"


def together(wishes: Sequence[tuple[Node, bool]], library: Library, given: Mapping[str, Any]) -> Iterator[Answers]:
    """Answers that make every node as wished, without contradiction."""
    if not wishes:
        yield {}
        return
    (node, wanted), rest = wishes[0], wishes[1:]
    for first in ways(node, wanted, library, given):
        for others in together(rest, library, {**given, **first}):
            yield {**first, **others}


def person_with(conditions: Iterable[Condition], library: Library, given: Mapping[str, Any]) -> Person | None:
    """Somebody in whom these conditions hold, and others only where these bring them; None where they exclude each other.

    Open danger questions are answered in the most harmless way.
    """
    wishes = [(condition.when, True) for condition in conditions]
    answers = next(together(wishes, library, given), None)
    if answers is None:
        return None
    fixed = {**given, **answers}
    for condition in library.conditions_by_fact:
        laid = {**baseline(library), **fixed}
        truth = condition.when.evaluate(facts_from(laid, library.facts, today()).values)
        if condition.unknown_counts and not isinstance(truth, bool):
            fixed.update(next(together([(condition.when, False)], library, fixed), {}))
    return reassured({**baseline(library), **fixed}, library)


def reassured(answers: Mapping[str, Any], library: Library) -> Person:
    """Answer what is open, each question in the way that leaves the least to worry about."""
    person = person_of(answers, library)
    while person.result.unanswered:
        fact = person.result.unanswered[0]
        choices = [person_of({**person.answers, fact: value}, library) for value in possible_values(library)[fact]]
        person = max(choices, key=lambda choice: _harmlessness(choice, library))
    return person


def _harmlessness(person: Person, library: Library) -> tuple[int, int, int]:
    level = person.result.level
    rank = Level.GO.rank if level is Level.ASK else level.rank
    return (rank, -len(person.result.unanswered), -len(person.conditions(library)))
