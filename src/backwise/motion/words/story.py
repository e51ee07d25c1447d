"""From key pose to key pose: what is told, in which order, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from ..camera import Camera
from ..motion import Motion
from . import leg_moves, lying, upright
from .arm_moves import arms
from .body import Body, body_of
from .changes import Change, Rank, Step
from .phrases import Phrase, phrase
from .start import Position

# So many changes are told in a step: of one step only, and of each of several.
MOST, MOST_EACH = 3, 2
# A key pose that is only passed through is told when it leans this much farther than what comes before and after (degrees).
LEANS_FARTHER = 15.0
# What moves no farther is hardly seen to move (cm).
UNSEEN = 5.0
UPRIGHT = (Position.SITTING, Position.STANDING)
MOVES = (lying.BY_POSITION, upright.BY_POSITION, leg_moves.BY_POSITION)


def steps(motion: Motion) -> list[Step]:
    """The steps that are told: between the poses where the motion rests, and what it does on the way."""
    names = motion.keys
    told = [name for number, name in enumerate(names) if number in motion.stops or _farther(motion, number)]
    return [Step(body_of(motion, first), body_of(motion, second)) for first, second in pairwise(told)]


def _farther(motion: Motion, number: int) -> bool:
    before, there, after = (body_of(motion, motion.keys[place]) for place in (number - 1, number, number + 1))
    upright_all = Step(before, after).position in UPRIGHT
    return upright_all and min(there.lean - before.lean, there.lean - after.lean) >= LEANS_FARTHER


def changes(step: Step, most: int = MOST) -> list[Change]:
    """What changes, the biggest first, then what follows it, then what stays."""
    rules = [*(rule for table in MOVES for rule in table.get(step.position, ())), arms]
    found = [change for rule in rules for change in rule(step)]
    ranked = sorted(found, key=lambda change: (change.rank, -change.travel))
    return ranked[:most] if any(change.rank is Rank.MOVES for change in ranked) else []


def sentences(told: list[Step]) -> Iterator[list[Phrase]]:
    """The sentences of each step; of several steps the first begins with "first", the others with "then". None is said twice."""
    several, before = len(told) > 1, list[Phrase]()
    for number, step in enumerate(told):
        clauses = [item.clause for item in changes(step, MOST_EACH if several else MOST) if item.clause not in before]
        frame = ("sentence.then" if number else "sentence.first") if several else "sentence"
        yield [phrase("sentence" if place else frame, clause=clause) for place, clause in enumerate(clauses)]
        before += clauses


def still(motion: Motion) -> list[Phrase]:
    """What a movement is said to be that no eye can see: the belly, as its arrow shows. Nothing where something does move."""
    ways = [step.travel(point) for step in steps(motion) for point in motion.skeleton.points]
    if max(ways, default=0.0) > UNSEEN:
        return []
    belly = _belly(body_of(motion, motion.description.show[1]))
    return [phrase("still.belly", what=belly)] if belly else [phrase("still")]


def _belly(body: Body) -> Phrase | None:
    description = body.motion.description
    arrow = next((item for item in description.arrows if item.get("at") == "belly"), None)
    if arrow is None:
        return None
    if arrow.get("both"):
        return phrase("belly.rises-and-falls")
    right, down, _ = Camera(description.yaw, description.pitch).axes
    out = body.bones["lumbar1"][1][:, 0]
    flat = np.array((out @ right, -(out @ down)))
    return phrase("belly.rises" if flat @ np.array(arrow["direction"], float) > 0 else "belly.draws-in")
