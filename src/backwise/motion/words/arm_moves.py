"""How arms move in the air, and hands that take hold or slide."""

from __future__ import annotations

from collections.abc import Iterator

from .body import other
from .changes import Change, Rank, Step, follows
from .holds import Hold, Where, hold
from .phrases import Phrase, phrase
from .start import Position

# Ways of a hand that are told (cm), and changes of a joint (degrees).
SLIDES, REACHES = 8.0, 20.0
# A leg whose foot goes farther than this moves together with an arm (cm).
LEG_MOVES = 16.0
# A hand as high as the shoulder, to this (cm); an arm beside the head, and in line with the trunk, from these inner angles on.
LEVEL, BESIDE_HEAD, IN_LINE = 12.0, 145.0, 165.0
# Where arms and hands are told of.
TOLD = (
    Position.BACK,
    Position.SIDE,
    Position.HANDS_AND_KNEES,
    Position.FOREARMS_AND_KNEES,
    Position.SITTING,
    Position.STANDING,
)
# What hands take hold of on the way.
TAKEN = (Where.BEHIND_THIGH, Where.ANKLE, Where.OPPOSITE_THIGH, Where.CHAIR_BACK)
ON_LEG = frozenset((Where.THIGH, Where.SHIN))


def arms(step: Step) -> Iterator[Change]:
    if step.position in TOLD:
        yield from _free_arms(step)
        yield from _grips(step)
        yield from _slides(step)


def _free_arms(step: Step) -> Iterator[Change]:
    moving = [side for side in "RL" if step.travel(f"ankle_{side}") > LEG_MOVES]
    for side in "RL":
        change = step.after.shoulder(side) - step.before.shoulder(side)
        if hold(step.after, side).where is not Where.FREE or change < REACHES:
            continue
        opposite = moving == [other(side)]
        move, end = _reach(step, side)
        yield Change(
            phrase(f"move.{'opposite' if opposite else 'one'}-arm-{move}"),
            step.travel(f"palm_{side}"),
            end,
            Rank.FOLLOWS,
        )


def _reach(step: Step, side: str) -> tuple[str, Phrase | None]:
    after = step.after
    if step.position is Position.BACK:
        return "back", phrase("end.beside-head") if after.shoulder(side) >= BESIDE_HEAD else None
    if abs(float((after.at(f"palm_{side}") - after.at(f"shoulder_{side}"))[1])) < LEVEL:
        return "forward", phrase("end.at-shoulder-height")
    return "forward", phrase("end.in-line-with-trunk") if after.shoulder(side) >= IN_LINE else None


def _grips(step: Step) -> Iterator[Change]:
    """Hands that take hold of a leg, or of the back of a chair."""
    before, after = ({side: hold(body, side) for side in "RL"} for body in (step.before, step.after))
    taken = [side for side in "RL" if after[side].where in TAKEN and _place(after[side]) != _place(before[side])]
    together, places = _place(after["R"]) == _place(after["L"]), {after[side].where for side in "RL"}
    if len(taken) == 2 and together:
        yield follows(f"grip.both.{after['R'].where}", 0.0)
    elif taken and places == {Where.BEHIND_THIGH}:
        yield follows(_behind(step, after["R"].leg) if together else "grip.each-thigh", 0.0)
    elif len(taken) == 2:
        one, two = (phrase(f"hand.{after[side].where}") for side in taken)
        yield Change(phrase("grip.two", one=one, other=two), 0.0, rank=Rank.FOLLOWS)
    elif taken:
        move = phrase("grip.one", hand=_which_hand(step, taken[0]), holds=phrase(f"grip.one.{after[taken[0]].where}"))
        yield Change(move, 0.0, rank=Rank.FOLLOWS)


def _behind(step: Step, held: str) -> str:
    """Both hands behind one thigh: that of the leg that moves, or the other one."""
    moves = step.travel(f"ankle_{held}") > step.travel(f"ankle_{other(held)}")
    return "grip.both.behind-thigh" if moves else "grip.both-other-thigh"


def _place(held: Hold) -> tuple[Where, str]:
    return held.where, held.leg


def _which_hand(step: Step, side: str) -> Phrase:
    if step.position is Position.SIDE:
        return phrase("which-hand.top")
    busy = hold(step.after, other(side)).where in (Where.COUNTER, Where.WALL, Where.SEAT, Where.CHAIR_BACK)
    return phrase("which-hand.other" if busy else "which-hand.one")


def _slides(step: Step) -> Iterator[Change]:
    before, after = ([hold(body, side) for side in "RL"] for body in (step.before, step.after))
    way = [
        b.along - a.along for a, b in zip(before, after, strict=True) if {a.where, b.where} <= ON_LEG and a.leg == b.leg
    ]
    if len(way) == 2 and abs(sum(way)) >= 2 * SLIDES and after[0].where is after[1].where:
        down = "down" if sum(way) > 0 else "up"
        yield follows(f"slide.{after[0].where}-{down}", abs(sum(way)) / 2)
