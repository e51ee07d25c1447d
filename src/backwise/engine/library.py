"""The whole knowledge as one frozen value, with the indexes that make the rules fast (bit masks over movement tags)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .model import (
    Card,
    Condition,
    Exercise,
    FactDefinition,
    LadderStep,
    Level,
    Movement,
    Number,
    Page,
    PersonalRules,
    PrintedProgramme,
    RedFlag,
    Region,
    Source,
    StopRule,
    Verdict,
)

DANGER_LEVELS = frozenset((Level.EMERGENCY, Level.SAME_DAY, Level.SOON))


@dataclass(frozen=True, slots=True)
class Row:
    """A condition's row of the matrix as masks; `never` and `caution` never overlap."""

    condition: Condition
    never: int
    caution: int


@dataclass(frozen=True, eq=False)
class Library:
    """Everything that is known. `version` is the first 12 digits of the digest of its files with the package version.

    Compared by identity: two libraries are never the same, and what follows from one alone is worked out once for it.
    """

    facts: Mapping[str, FactDefinition]
    pages: Mapping[str, Page]
    red_flags: Mapping[str, RedFlag]
    stop_rules: Mapping[str, StopRule]
    movements: Mapping[str, Movement]
    conditions: Mapping[str, Condition]
    exercises: Mapping[str, Exercise]
    programmes: Mapping[str, PrintedProgramme]
    personal: PersonalRules
    education: Mapping[str, Card]
    advice: Mapping[str, Card]
    regions: Mapping[str, Region]
    sources: Mapping[str, Source]
    numbers: Mapping[str, Number]
    ladders: Mapping[str, tuple[LadderStep, ...]]
    texts: Mapping[str, str] = field(repr=False)
    version: str

    @cached_property
    def tag_bits(self) -> Mapping[str, int]:
        """One bit for each movement tag."""
        return {tag: 1 << place for place, tag in enumerate(sorted(self.movements))}

    @cached_property
    def tags_of_bit(self) -> Mapping[int, str]:
        return {bit: tag for tag, bit in self.tag_bits.items()}

    @cached_property
    def exercise_masks(self) -> Mapping[str, int]:
        """The tags of each exercise as one mask."""
        return {key: self.mask(exercise.tags) for key, exercise in self.exercises.items()}

    def mask(self, tags: tuple[str, ...] | frozenset[str]) -> int:
        """The mask of some tags."""
        total = 0
        for tag in tags:
            total |= self.tag_bits[tag]
        return total

    @cached_property
    def rows(self) -> Mapping[str, Row]:
        """Each condition's row as masks. A tag that never bars (held muscle work) counts as caution where it says never."""
        rows = {}
        for key, condition in self.conditions.items():
            never = caution = 0
            for tag, verdict in condition.verdicts.items():
                soft = self.movements[tag].never_counts_as_caution
                if verdict is Verdict.NEVER and not soft:
                    never |= self.tag_bits[tag]
                elif verdict is not Verdict.OK:
                    caution |= self.tag_bits[tag]
            rows[key] = Row(condition, never, caution)
        return rows

    @cached_property
    def conditions_by_fact(self) -> tuple[Condition, ...]:
        """The conditions that answers decide (not those that a level switches on)."""
        return tuple(item for item in self.conditions.values() if not item.switched_on_by)

    @cached_property
    def restricting(self) -> tuple[Condition, ...]:
        """The conditions that the level `restricted` switches on."""
        return tuple(item for item in self.conditions.values() if item.switched_on_by == Level.RESTRICTED)

    @cached_property
    def danger_facts(self) -> frozenset[str]:
        """The facts that the rules of emergency, same-day and soon need: the danger questions."""
        rules = (rule for rule in self.red_flags.values() if rule.level in DANGER_LEVELS)
        return frozenset().union(*(rule.when.facts() for rule in rules))

    def facts_on(self, page: str) -> tuple[FactDefinition, ...]:
        """The questions of a page in the order of its rows."""
        return self._facts_by_page.get(page, ())

    @cached_property
    def _facts_by_page(self) -> Mapping[str, tuple[FactDefinition, ...]]:
        placed: dict[str, list[tuple[int, int, str]]] = {}
        for fact in self.facts.values():
            if fact.asked is not None and fact.asked.page in self.pages:
                row = self.pages[fact.asked.page].rows.get(fact.asked.row, fact.asked.order)
                placed.setdefault(fact.asked.page, []).append((row, fact.asked.order, fact.id))
        return {page: tuple(self.facts[fact] for _, _, fact in sorted(items)) for page, items in placed.items()}

    @cached_property
    def required_facts(self) -> tuple[str, ...]:
        """The facts without which nobody is cleared: missing age, pregnancy, recent operation (contracts 2)."""
        return tuple(key for key, fact in self.facts.items() if fact.required)

    @cached_property
    def roles(self) -> Mapping[str, tuple[str, ...]]:
        """The exercises of each role, first choice first."""
        by_role: dict[str, list[tuple[int, str]]] = {}
        for key, exercise in self.exercises.items():
            for role, rank in exercise.roles.items():
                by_role.setdefault(role, []).append((rank, key))
        return {role: tuple(key for _, key in sorted(ranked)) for role, ranked in by_role.items()}
