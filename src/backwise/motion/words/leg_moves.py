"""How single legs move, as seen from the position of the body."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from .body import Body, other
from .changes import ROUND_TO, Change, Step, by, stays
from .legs import QUITE_STRAIGHT, STRAIGHT, Leg, leg, side_by_side
from .lying import TIPPED, tip
from .phrases import Phrase, phrase
from .start import Position

# Ways of a foot that are told (cm), and changes of a joint (degrees).
LIFTS, BENDS = 5.0, 20.0
# A knee that goes farther than this takes its thigh along (cm).
THIGH_MOVES = 16.0
# A foot as high as the hip, to this (cm).
LEVEL = 12.0
# A lower leg that points up, to this share of its length, with a knee of at least so much (degrees).
POINTS_UP, NEARLY_STRAIGHT = 0.94, 155.0
# A heel nearer to the seat than this is at the buttock (cm from the hip joint), a knee bent as far as this (degrees).
AT_BUTTOCK = 45.0
# Feet that come apart by less stay together (cm).
TOGETHER = 2.0
# Knees that come closer to the chest by at least this (cm).
CLOSER = 3.0
# The share of a leg's way that goes to the side.
ASIDE = 0.8
# Knees at about a right angle (degrees).
SQUARE = (75.0, 110.0)


def lying_legs(step: Step) -> Iterator[Change]:
    """On the back. Knees that roll to a side take the legs along."""
    if tip(step.after) >= TIPPED:
        return
    ways = {side: (leg(step.before, side), leg(step.after, side)) for side in "RL"}
    moved = [side for side in "RL" if ways[side][0] is not ways[side][1] and step.travel(f"ankle_{side}") >= LIFTS]
    if len(moved) == 2 and ways["R"] == ways["L"]:
        yield from _both_lying(step, *ways["R"])
        return
    for side in moved:
        yield from _lying(step, side, *ways[side])
    if not moved:
        yield from _closer(step)
        yield from _feet(step)


def _both_lying(step: Step, before: Leg, after: Leg) -> Iterator[Change]:
    if after is Leg.DRAWN_IN:
        yield Change(phrase("move.both-knees-in"), step.travel("knee_"))


def _closer(step: Step) -> Iterator[Change]:
    """Both knees are drawn in already, and come in farther."""
    gaps = [
        [float(np.linalg.norm(body.at(f"knee_{side}") - body.at("chest"))) for side in "RL"]
        for body in (step.before, step.after)
    ]
    drawn_in = all(leg(step.after, side) is Leg.DRAWN_IN for side in "RL")
    if drawn_in and min(before - after for before, after in zip(*gaps, strict=True)) >= CLOSER:
        yield Change(phrase("move.both-knees-closer"), step.travel("knee_"))


def _lying(step: Step, side: str, before: Leg, after: Leg) -> Iterator[Change]:
    rules = {Leg.FLAT: _from_flat, Leg.STRAIGHT: _from_straight, Leg.UPRIGHT: _from_raised, Leg.DRAWN_IN: _from_raised}
    known = list(rules[before](step, side, after)) if before in rules else []
    yield from known or _somehow(step, side)


def _from_flat(step: Step, side: str, after: Leg) -> Iterator[Change]:
    """A leg whose foot stood flat."""
    travel, twin = step.travel(f"ankle_{side}"), leg(step.before, other(side))
    match after:
        case Leg.DRAWN_IN if twin is Leg.CROSSED:
            yield Change(phrase("move.thigh-in-with-ankle"), travel)
        case Leg.DRAWN_IN:
            yield Change(phrase("move.other-knee-in" if twin is Leg.DRAWN_IN else "move.knee-in"), travel)
        case Leg.UPRIGHT:
            yield Change(phrase("move.foot-lifts"), travel, phrase("end.knee-over-hip"))
        case Leg.STRETCHED:
            yield Change(phrase("move.one-knee-straightens"), travel)
            if side_by_side(step.after):
                yield stays("stays.thighs-side-by-side")
        case Leg.CROSSED:
            yield Change(phrase("move.ankle-crosses"), travel)
        case Leg.STRAIGHT:
            yield Change(phrase("move.heel-slides-away"), travel, _straight(step.after, side, "end.leg-straight"))


def _from_straight(step: Step, side: str, after: Leg) -> Iterator[Change]:
    """A leg that lay straight."""
    travel = step.travel(f"ankle_{side}")
    if after is Leg.FLAT:
        yield Change(phrase("move.heel-slides-in"), travel, phrase("end.knee-bent"))
    elif after is Leg.STRETCHED:
        yield Change(phrase("move.straight-leg-lifts"), travel, by(step.rise(f"heel_{side}")))


def _from_raised(step: Step, side: str, after: Leg) -> Iterator[Change]:
    """A leg whose thigh pointed up, or was drawn in."""
    if after is Leg.STRETCHED:
        yield _straightens(step, side)
    elif after is Leg.HANGING:
        end = phrase("end.knee-stays-bent") if step.after.knee(side) < STRAIGHT else None
        yield Change(phrase("move.leg-over-edge"), step.travel(f"ankle_{side}"), end)
        if leg(step.after, other(side)) is Leg.DRAWN_IN:
            yield stays("stays.other-knee-in")


def _straight(body: Body, side: str, key: str) -> Phrase:
    """This end for a knee that is quite straight, else that it is nearly so."""
    return phrase(key) if body.knee(side) >= QUITE_STRAIGHT else phrase("end.leg-nearly-straight")


def _straightens(step: Step, side: str) -> Change:
    """A raised leg straightens: the thigh stays up, or the whole leg goes away."""
    after, travel = step.after, step.travel(f"ankle_{side}")
    if step.travel(f"knee_{side}") > THIGH_MOVES:
        return Change(phrase("move.leg-stretches-away"), travel, _heel_height(after, side))
    twin = leg(step.before, "R") is leg(step.before, "L")
    move = phrase("move.one-knee-straightens" if twin else "move.raised-knee-straightens")
    up = -float(after.bones[f"shank_{side}"][1][1, 1]) >= POINTS_UP and after.knee(side) >= NEARLY_STRAIGHT
    return Change(move, travel, phrase("end.leg-up") if up else _straight(after, side, "end.leg-straight"))


def _heel_height(body: Body, side: str) -> Phrase:
    """ "until it is straight, the heel about 20 cm above the floor" """
    amount = ROUND_TO * round((body.heel_height(side) - body.motion.ground) / ROUND_TO)
    straight = body.knee(side) >= QUITE_STRAIGHT
    return phrase("end.heel-height" if straight else "end.heel-height-nearly", amount=amount)


def _somehow(step: Step, side: str) -> Iterator[Change]:
    rise = step.rise(f"ankle_{side}")
    if abs(rise) >= LIFTS:
        yield Change(phrase("move.leg-lifts" if rise > 0 else "move.leg-lowers"), step.travel(f"ankle_{side}"))


def _feet(step: Step) -> Iterator[Change]:
    """Only the ankles move."""
    changes = [step.after.ankle(side) - step.before.ankle(side) for side in "RL"]
    if min(abs(change) for change in changes) >= BENDS:
        there_and_back = any(arrow.get("both") for arrow in step.after.motion.description.arrows)
        key = "move.feet-point" if changes[0] < 0 else "move.feet-pull-up"
        yield Change(phrase(key), step.travel("toe_"), phrase("end.and-back") if there_and_back else None)


def leg_reaches_back(step: Step) -> Iterator[Change]:
    """On hands and knees."""
    for side in "RL":
        if step.after.knee(side) - step.before.knee(side) >= BENDS and step.rise(f"ankle_{side}") >= LIFTS:
            high = abs(float((step.after.at(f"ankle_{side}") - step.after.at(f"hip_{side}"))[1])) < LEVEL
            quite = step.after.knee(side) >= QUITE_STRAIGHT
            end = phrase("end.straight-at-hip-height" if quite else "end.at-hip-height") if high else None
            yield Change(phrase("move.leg-reaches-back"), step.travel(f"ankle_{side}"), end)


def side_legs(step: Step) -> Iterator[Change]:
    """On the side."""
    upper, lower = sorted("RL", key=lambda side: -float(step.before.at(f"hip_{side}")[1]))
    knees = {side: step.before.knee(side) - step.after.knee(side) for side in "RL"}
    if min(knees.values()) >= BENDS:
        square = all(SQUARE[0] <= step.after.knee(side) <= SQUARE[1] for side in "RL")
        yield Change(
            phrase("move.hips-and-knees-bend"), step.travel("knee_"), phrase("end.knees-square") if square else None
        )
    elif knees[upper] >= BENDS and step.after.knee(upper) < AT_BUTTOCK:
        yield Change(phrase("move.upper-heel-to-buttock"), step.travel(f"ankle_{upper}"))
    elif step.rise(f"knee_{upper}") >= LIFTS and abs(step.rise(f"knee_{lower}")) < LIFTS:
        yield Change(phrase("move.upper-knee-lifts"), step.rise(f"knee_{upper}"), by(step.rise(f"knee_{upper}")))
        if _feet_apart(step.after) < _feet_apart(step.before) + TOGETHER:
            yield stays("stays.feet-together")


def _feet_apart(body: Body) -> float:
    return float(np.linalg.norm(body.at("ankle_R") - body.at("ankle_L")))


def sitting_legs(step: Step) -> Iterator[Change]:
    for side in "RL":
        travel = step.travel(f"ankle_{side}")
        if step.after.foot_down(side) or not step.before.foot_down(side) or travel < LIFTS:
            continue
        if step.after.knee(side) >= STRAIGHT:
            end = _straight(step.after, side, "end.leg-out-in-front")
            yield Change(phrase("move.one-knee-straightens"), travel, end)
        else:
            yield Change(phrase("move.foot-lifts"), travel, by(step.rise(f"heel_{side}")))


def standing_legs(step: Step) -> Iterator[Change]:
    for side in "RL":
        way, travel = step.way(f"ankle_{side}"), step.travel(f"ankle_{side}")
        if step.after.foot_flat(side) or travel < LIFTS or not step.after.foot_flat(other(side)):
            continue
        if step.after.knee(side) < AT_BUTTOCK:
            yield Change(phrase("move.heel-to-buttock"), travel)
        elif step.after.knee(side) < STRAIGHT:
            yield Change(phrase("move.foot-lifts"), travel, by(step.rise(f"heel_{side}")))
        elif abs(float(way[2])) >= ASIDE * travel:
            far = step.before.from_counter(way)
            yield Change(phrase("move.far-leg-aside" if far else "move.leg-aside"), travel, by(travel))
        elif float(way @ step.before.facing) < 0:
            yield Change(phrase("move.leg-back"), travel, by(travel))


BY_POSITION: Mapping[Position, tuple[Callable[[Step], Iterator[Change]], ...]] = {
    Position.BACK: (lying_legs,),
    Position.SIDE: (side_legs,),
    Position.HANDS_AND_KNEES: (leg_reaches_back,),
    Position.FOREARMS_AND_KNEES: (leg_reaches_back,),
    Position.SITTING: (sitting_legs,),
    Position.STANDING: (standing_legs,),
}
