"""The safety screen: the only place that makes a `Cleared`, without which nothing is prescribed (contracts 1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import InitVar, dataclass, field
from datetime import date, timedelta

from .conditions import Truth, at_best
from .facts import Facts
from .library import DANGER_LEVELS, Library
from .model import Level, RedFlag

SCREENING_VALID_DAYS = "screening-valid-days"
SINCE_SEEN = "new-or-worse-since-seen-"

_KEY = object()


@dataclass(frozen=True, slots=True)
class Fired:
    """A flag that fired: its level as it counts today, the facts behind it, and whether only "unsure" made it fire."""

    flag: str
    level: Level
    facts: tuple[str, ...]
    unsure: bool = False
    seen: bool = False
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A clinician looked at this flag and allowed exercise; `screenings` full screenings were completed since."""

    flag: str
    seen_on: date
    by: str
    screenings: int


@dataclass(frozen=True, slots=True)
class Clearances:
    """What the log says about flags: `standing` were raised and not cleared, `seen` were cleared by a clinician.

    `raised_at` is the worst level at which a standing flag was raised; without it the rule's own level counts.
    """

    standing: frozenset[str] = frozenset()
    seen: Mapping[str, Seen] = field(default_factory=dict)
    raised_at: Mapping[str, Level] = field(default_factory=dict)


NO_CLEARANCES = Clearances()


@dataclass(frozen=True, slots=True)
class Refer:
    """See someone first: no programme."""

    level: Level
    flags: tuple[Fired, ...]
    unanswered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Danger questions are open and nothing above `restricted` fired: no programme yet."""

    flags: tuple[Fired, ...]
    unanswered: tuple[str, ...]
    level: Level = Level.ASK


@dataclass(frozen=True, slots=True)
class Cleared:
    """A passed screening: the facts, the level (`restricted` or `go`), the knowledge version and the last day it is good for."""

    level: Level
    flags: tuple[Fired, ...]
    facts: Facts
    knowledge: str
    expires_on: date
    # Not kept: `dataclasses.replace` must not make a Cleared either.
    key: InitVar[object] = None

    def __post_init__(self, key: object) -> None:
        if key is not _KEY:
            raise TypeError("Only safety.screen makes a Cleared.")

    @property
    def unanswered(self) -> tuple[str, ...]:
        return ()


Screening = Refer | Ask | Cleared


def screen(
    facts: Facts, clearances: Clearances, library: Library, today: date, screened_on: date | None = None
) -> Screening:
    """Apply every red flag rule to the facts.

    `screened_on` is the day of the last completed full screening (today when absent); a `Cleared` expires 28 days after it.
    The level is the worst that fired. A flag that was raised and not cleared fires whatever the answers say now.
    """
    flags: list[Fired] = []
    unanswered = {fact for fact in library.required_facts if facts.values.get(fact) is None}
    for rule in library.red_flags.values():
        fired = _apply(rule, rule.when.evaluate(facts.values), facts, clearances, unanswered)
        if fired is not None:
            flags.append(fired)
    flags.sort(key=lambda item: (item.level.rank, item.flag))
    valid = timedelta(days=int(library.numbers[SCREENING_VALID_DAYS].value))
    return _result(tuple(flags), _in_order(unanswered, library), facts, library, (screened_on or today) + valid)


def _apply(rule: RedFlag, truth: Truth, facts: Facts, clearances: Clearances, unanswered: set[str]) -> Fired | None:
    """One rule on one person; open danger questions are added to `unanswered`."""
    if rule.level in DANGER_LEVELS and not isinstance(truth, bool):
        unanswered |= truth
    fired = _fired(rule, truth, facts)
    if rule.level not in DANGER_LEVELS:
        return fired
    if rule.id in clearances.standing:
        return _standing(rule, fired, clearances)
    if rule.id in clearances.seen:
        return _after_seen(rule, clearances.seen[rule.id], fired, facts, unanswered)
    return fired


def _fired(rule: RedFlag, truth: Truth, facts: Facts) -> Fired | None:
    """What today's answers alone make of a rule. An emergency that rests on "unsure" is a matter for the same day."""
    if truth is True:
        return Fired(rule.id, rule.level, _behind(rule, facts))
    if truth is False or rule.level is Level.GO:
        return None
    if truth and rule.level is not Level.RESTRICTED and at_best(rule.when, facts.values) is False:
        return None
    level = Level.SAME_DAY if rule.level is Level.EMERGENCY else rule.level
    return Fired(rule.id, level, _behind(rule, facts), unsure=True)


def _standing(rule: RedFlag, fired: Fired | None, clearances: Clearances) -> Fired:
    """Raised and not cleared: it fires whatever the answers say now, never below the level at which it was raised."""
    raised = clearances.raised_at.get(rule.id, rule.level)
    if fired is None or raised.rank < fired.level.rank:
        return Fired(rule.id, raised, fired.facts if fired else (), standing=True)
    return Fired(rule.id, fired.level, fired.facts, fired.unsure, standing=True)


def _behind(rule: RedFlag, facts: Facts) -> tuple[str, ...]:
    return tuple(sorted(rule.when.explain(facts.values)))


def _after_seen(rule: RedFlag, seen: Seen, fired: Fired | None, facts: Facts, unanswered: set[str]) -> Fired | None:
    """A clinician allowed exercise: the flag asks "New or worse since then?" and counts by that answer."""
    question = SINCE_SEEN + rule.id
    answer = facts.values.get(question)
    if answer is None:
        unanswered.add(question)
        return None
    if answer is not False:
        # Unsure too: "yes or unsure: it fires at its own level" (contracts 1).
        return Fired(rule.id, rule.level, (question,), unsure=answer is not True, seen=True)
    if seen.screenings <= 1:
        return Fired(rule.id, Level.RESTRICTED, fired.facts if fired else (), seen=True)
    return None


def _in_order(unanswered: Iterable[str], library: Library) -> tuple[str, ...]:
    """Open questions in the order in which the pages ask them."""

    def place(fact: str) -> tuple[int, int, str]:
        definition = library.facts.get(fact)
        if definition is None or definition.asked is None:
            return (9999, 0, fact)
        page = library.pages[definition.asked.page]
        row = page.rows.get(definition.asked.row, definition.asked.order)
        return (page.order, row, fact)

    return tuple(sorted(unanswered, key=place))


def _result(
    flags: tuple[Fired, ...], unanswered: tuple[str, ...], facts: Facts, library: Library, expires_on: date
) -> Screening:
    worst = min((flag.level for flag in flags), key=lambda level: level.rank, default=Level.GO)
    if worst in DANGER_LEVELS:
        return Refer(worst, flags, unanswered)
    if unanswered:
        return Ask(flags, unanswered)
    if facts.today > expires_on:
        return Ask(flags, _in_order(library.danger_facts, library))
    level = Level.RESTRICTED if worst is Level.RESTRICTED else Level.GO
    return Cleared(level, flags, facts, library.version, expires_on, _KEY)
