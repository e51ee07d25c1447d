"""The types of the knowledge: what an exercise, a condition, a red flag is. Frozen; made by `library`, read by everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from .conditions import Node


class Level(StrEnum):
    """How urgent a screening result is, worst first (contracts 1)."""

    EMERGENCY = "emergency"
    SAME_DAY = "same-day"
    SOON = "soon"
    ASK = "ask"
    RESTRICTED = "restricted"
    GO = "go"

    @property
    def rank(self) -> int:
        """0 for the worst level."""
        return LEVELS.index(self)


LEVELS = tuple(Level)


class Verdict(StrEnum):
    """One cell of the condition by movement matrix."""

    NEVER = "never"
    CAUTION = "caution"
    OK = "ok"


class Stage(StrEnum):
    """Where a person stands in the course of their back pain."""

    CALM = "calm"
    RESTORE = "restore"
    BUILD = "build"
    MAINTAIN = "maintain"


@dataclass(frozen=True, slots=True)
class Review:
    """Who stands behind a number or a rule, since when, and when it is to be read again."""

    evidence: str
    in_force: date
    reviewed_on: date
    review_by: date
    clinician: str
    note: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a question stands in the questionnaire."""

    page: str
    style: str
    order: int
    row: str
    inverted: bool


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One question: what may be answered, whom it applies to, where it is asked. Without a `required` answer nobody is cleared."""

    id: str
    kind: str
    options: tuple[str, ...]
    minimum: float | None
    maximum: float | None
    unit: str
    default: Any
    answered_by: str
    applies_when: Node | None
    impossible_otherwise: bool
    required: bool
    asked: Asked | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the questionnaire; a follow-up page shows only while a rule needs one of its facts."""

    id: str
    number: int
    order: int
    follow_up: bool
    next: str
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A rule of triage."""

    id: str
    code: str
    level: Level
    when: Node
    sources: tuple[str, ...]
    review: Review


@dataclass(frozen=True, slots=True)
class StopRule:
    """What ends a session (`danger`) or one exercise or direction (`exercise`)."""

    id: str
    kind: str
    when: Node
    sources: tuple[str, ...]
    review: Review


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings of a dose; None where there is no ceiling. `hold_seconds` 0 means: move in and out, no hold."""

    hold_seconds: int | None = None
    repetitions: int | None = None
    minutes: int | None = None

    def tightened(self, other: Limits) -> Limits:
        """Both ceilings together: the smaller wins."""
        if other == NO_LIMITS:
            return self
        return Limits(
            _smaller(self.hold_seconds, other.hold_seconds),
            _smaller(self.repetitions, other.repetitions),
            _smaller(self.minutes, other.minutes),
        )


def _smaller(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class CautionForm:
    """How a movement is modified at a caution cell. `text` is the message id of the instruction."""

    kind: str
    exercises: tuple[str, ...]
    limits: Limits
    text: str


@dataclass(frozen=True, slots=True)
class Movement:
    """One tag of the movement vocabulary, with its default caution form."""

    id: str
    kind: str
    column: str
    no_column_because: str
    never_counts_as_caution: bool
    caution: CautionForm | None
    sources: tuple[str, ...]
    review: Review


@dataclass(frozen=True, slots=True)
class Condition:
    """What a condition bars and why: one row of the matrix, spelled out tag by tag."""

    id: str
    code: str
    when: Node
    strict: bool
    unknown_counts: bool
    switched_on_by: str
    verdicts: Mapping[str, Verdict]
    exercise_verdicts: Mapping[str, Verdict]
    forms: Mapping[str, CautionForm]
    sources: tuple[str, ...]
    review: Review


@dataclass(frozen=True, slots=True)
class Dose:
    """How much of an exercise: sets and repetitions with an optional hold, or minutes of a continuous activity."""

    sets: int | None = None
    repetitions: int | None = None
    hold_seconds: int | None = None
    rest_seconds: int | None = None
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class DoseRange:
    """Start and ceiling of an exercise's dose, its kind of ladder and the tempo of one repetition in seconds."""

    kind: str
    start: Dose
    ceiling: Dose
    out_seconds: int
    back_seconds: int


@dataclass(frozen=True, slots=True)
class Description:
    """What one source document prints about an exercise; None where it is silent."""

    source: str
    document: str
    name: str
    name_local: str | None
    level: str | None
    hold_seconds: tuple[int, int] | None
    repetitions: tuple[int, int] | None
    sets: tuple[int, int] | None
    per_side: bool | None
    times_per_day: tuple[int, int] | None
    avoid: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One canonical exercise. `tags` are its positions and movements together; `roles` gives the rank for each role."""

    id: str
    level: str
    positions: tuple[str, ...]
    movements: tuple[str, ...]
    per_side: bool
    equipment: frozenset[str]
    muscles_worked: tuple[str, ...]
    muscles_stretched: tuple[str, ...]
    easier: tuple[str, ...]
    harder: tuple[str, ...]
    substitutes: tuple[str, ...]
    roles: Mapping[str, int]
    dose: DoseRange
    described_in: tuple[Description, ...]
    doses_elsewhere: tuple[Mapping[str, Any], ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    review: Review

    @property
    def tags(self) -> tuple[str, ...]:
        return self.positions + self.movements


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """One line of a programme as printed: the exercise, the printed name and the printed dose (None where silent)."""

    exercise: str
    as_printed: str
    section: str
    hold_seconds: tuple[int, int] | None
    repetitions: tuple[int, int] | None
    sets: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class PrintedProgramme:
    """A leaflet's own programme."""

    id: str
    source: str
    document: str
    times_per_day: tuple[int, int] | None
    entries: tuple[PrintedEntry, ...]
    sources: tuple[str, ...]
    review: Review


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a stage's recipe: any of these roles, so many of them."""

    roles: tuple[str, ...]
    least: int
    most: int
    required: bool


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a stage asks for (DESIGN 5)."""

    stage: Stage
    slots: tuple[Slot, ...]
    most: int
    sessions_per_day: int
    days_per_week: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a pain pattern suggests: tags to leave out, tags to lean to."""

    id: str
    leave_out: frozenset[str]
    lean: frozenset[str]


@dataclass(frozen=True, slots=True)
class PersonalRules:
    """How the personal programme is selected."""

    recipes: Mapping[Stage, Recipe]
    patterns: Mapping[str, Pattern]
    position_order: tuple[str, ...]
    balance_from_age: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An education message or a piece of advice: for whom, and the rule or topic it belongs to."""

    id: str
    kind: str
    code: str
    topic: str
    when: Node
    sources: tuple[str, ...]
    review: Review


@dataclass(frozen=True, slots=True)
class Line:
    """A telephone line of a region."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Region:
    """Whom to call, by region; None where no line is known for certain."""

    id: str
    emergency: Line
    urgent_advice: Line | None
    maternity: Line | None
    poison: Line | None
    crisis: Line | None
    time_zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from."""

    id: str
    name: str
    citation: str
    link: str
    kind: str
    grade: str


@dataclass(frozen=True, slots=True)
class Number:
    """A clinical number with its unit, source and dates."""

    id: str
    value: Any
    unit: str
    sources: tuple[str, ...]
    evidence: str


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One rung kind of a ladder: which variable rises, by how much, until what."""

    variable: str
    by: int
    until: int | None
