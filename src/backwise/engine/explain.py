"""Reasons: why an exercise was chosen, where the sources disagree, which advice goes with a programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from .bars import Bars
from .conditions import Answers
from .library import Library
from .messages import Message
from .model import Card, Exercise, Level, Pattern
from .safety import Fired


def why_chosen(
    key: str, role: str, bars: Bars, pattern: Pattern | None, liked: bool, library: Library
) -> tuple[Message, ...]:
    """The reasons of one choice: its role, the pattern, the person's liking, what it stands in for, the dose."""
    found = [_roles(library)[role]]
    if pattern is not None and not pattern.lean.isdisjoint(library.exercises[key].tags):
        found.append(Message(f"why.pattern.{pattern.id}", {}, library.personal.sources))
    if liked:
        found.append(Message("why.liked"))
    found.extend(_stands_in(key, role, bars, library))
    found.extend(_differences(library)[key])
    return tuple(found)


@lru_cache(maxsize=8)
def _roles(library: Library) -> Mapping[str, Message]:
    return {role: Message(f"why.role.{role}", {}, library.personal.sources) for role in library.roles}


@lru_cache(maxsize=8)
def _differences(library: Library) -> Mapping[str, tuple[Message, ...]]:
    return {key: tuple(sources_differ(exercise, library)) for key, exercise in library.exercises.items()}


def _stands_in(key: str, role: str, bars: Bars, library: Library) -> Iterable[Message]:
    """The better-ranked exercise of the role that this one replaces, if conditions sent that one away."""
    for other in library.roles[role]:
        if other == key:
            return
        standing = bars.standings[other]
        if not standing.allowed and key in library.exercises[other].substitutes:
            yield Message("why.instead-of", {"exercise": f"@exercise.{other}.name"})
            return


def sources_differ(exercise: Exercise, library: Library) -> Iterable[Message]:
    """Where the documents print different doses, say so and name the lowest and the highest."""
    for variable in ("hold_seconds", "repetitions"):
        printed = [getattr(item, variable) for item in exercise.described_in if getattr(item, variable)]
        lows, highs = [low for low, _ in printed], [high for _, high in printed]
        if printed and (min(lows) != max(lows) or min(highs) != max(highs)):
            names = tuple(dict.fromkeys(item.source for item in exercise.described_in if getattr(item, variable)))
            values = {"lowest": min(lows), "highest": max(highs)}
            yield Message(f"why.sources-differ.{variable.replace('_', '-')}", values, names)


def advice_for(answers: Answers, flags: Iterable[Fired], library: Library) -> tuple[Message, ...]:
    """What goes with the programme: what to tell the doctor (restricted and advisory flags), then the advice cards that apply."""
    found = []
    for fired in flags:
        if fired.level in (Level.RESTRICTED, Level.GO):
            found.append(what_to_do(fired, library))
    for card, message in _sport(library):
        if card.when.evaluate(answers) is True:
            found.append(message)
    return tuple(found)


@lru_cache(maxsize=8)
def _sport(library: Library) -> tuple[tuple[Card, Message], ...]:
    return tuple(
        (card, Message(f"advice.{card.id}.title", {}, card.sources))
        for card in library.advice.values()
        if card.topic == "sport"
    )


def what_to_do(fired: Fired, library: Library) -> Message:
    """What to do about a flag as it fired: its own sentence, unless it fires below its own level (contracts 1).

    An emergency that rests on "not sure" is a matter for today; a flag that a clinician has looked at is not to be seen again.
    """
    rule = library.red_flags[fired.flag]
    if fired.seen and fired.level is Level.RESTRICTED:
        return Message("red-flag-seen.do", {}, rule.sources)
    if rule.level is Level.EMERGENCY and fired.level is not Level.EMERGENCY:
        return Message("red-flag-unsure.do", {}, rule.sources)
    return Message(f"red-flag.{fired.flag}.do", {}, rule.sources)


def maternity_first(flags: Iterable[Fired], answers: Answers, library: Library) -> bool:
    """Is pregnancy what every emergency is about? Then the maternity unit comes first, the emergency number second (contracts 12)."""
    urgent = [flag for flag in flags if flag.level is Level.EMERGENCY]
    about = all("pregnant" in library.red_flags[flag.flag].when.facts() for flag in urgent)
    return bool(urgent) and about and answers.get("pregnant") is True
