"""The cases of the first part: which conditions hold, which abilities are lost, and what the masks make of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, combinations

from backwise.engine.bars import Bars, Present, bars_of
from backwise.engine.conditions import Node
from backwise.engine.library import Library
from backwise.engine.model import Condition, Level
from backwise.engine.selection import ALWAYS_THERE

from .people import ABILITIES
from .places import exercise_bits

EQUIPMENT = ("bicycle", "pool", "towel")
RESTRICTED = str(Level.RESTRICTED)


@dataclass(frozen=True, slots=True)
class Case:
    """Conditions that hold, abilities that are lost, and whether the level is restricted."""

    conditions: tuple[str, ...]
    cannot: tuple[str, ...]
    restricted: bool

    @property
    def items(self) -> tuple[str, ...]:
        return self.conditions + self.cannot + ((RESTRICTED,) if self.restricted else ())

    def with_only(self, items: Iterable[str]) -> Case:
        """The same with nothing but these items."""
        kept = frozenset(items)
        return Case(
            tuple(item for item in self.conditions if item in kept),
            tuple(item for item in self.cannot if item in kept),
            RESTRICTED in kept,
        )

    def example(self, **more: str) -> dict[str, object]:
        """As it is shown: keys that say nothing are left away."""
        level = {"level": RESTRICTED} if self.restricted else {}
        shown = {"conditions": self.conditions, "cannot": tuple(fact.removeprefix("can-") for fact in self.cannot)}
        return {key: value for key, value in {**shown, **level, **more}.items() if value}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a case: the ids of the conditions that count, the bars, and what is allowed as a mask of exercises."""

    counting: tuple[str, ...]
    bars: Bars
    allowed: int


def choosable(library: Library) -> tuple[Condition, ...]:
    """The conditions that a person has or has not: no ability, nothing that holds for all or that a level switches on."""
    return tuple(
        condition
        for condition in library.conditions_by_fact
        if condition.when.facts() and not condition.when.facts() <= set(ABILITIES)
    )


def condition_sets(library: Library) -> list[tuple[str, ...]]:
    """No condition, each one, each pair."""
    names = [condition.id for condition in choosable(library)]
    return [(), *((name,) for name in names), *combinations(names, 2)]


def ability_sets() -> list[tuple[str, ...]]:
    """Every set of lost abilities, fewest first."""
    return list(chain.from_iterable(combinations(ABILITIES, count) for count in range(len(ABILITIES) + 1)))


def equipment_sets() -> list[frozenset[str]]:
    """Every set of equipment beside what is always there."""
    sizes = range(len(EQUIPMENT) + 1)
    return [ALWAYS_THERE | frozenset(some) for count in sizes for some in combinations(EQUIPMENT, count)]


@lru_cache(maxsize=4096)
def outcome(case: Case, library: Library) -> Outcome:
    """Work a case out by the masks."""
    abilities = {fact: fact not in case.cannot for fact in ABILITIES}
    counting = [
        condition.id
        for condition in library.conditions_by_fact
        if condition.id in case.conditions or _follows(condition.when, abilities)
    ]
    counting += [condition.id for condition in library.restricting if case.restricted]
    bars = bars_of(tuple(Present(library.rows[key], True) for key in counting), library)
    allowed = sum(bit for key, bit in exercise_bits(library).items() if bars.standings[key].allowed)
    return Outcome(tuple(counting), bars, allowed)


def _follows(when: Node, abilities: Mapping[str, bool]) -> bool:
    return when.facts() <= set(ABILITIES) and when.evaluate(abilities) is True
