"""The sentences that say where a movement starts: position, legs, hands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from .body import SOFT, Body
from .holds import Where, held, hold
from .legs import STRAIGHT, Leg, leg, order
from .phrases import Phrase, phrase, said

# A longer sentence is hard to follow for someone who only hears it.
MOST_WORDS = 20
# Share of a direction that must point up or down to call it so.
MOSTLY = 0.6
# Hips of someone on hands and knees are higher over the ground than this (cm).
OFF_THE_GROUND = 18
# Feet this far apart, front to back, stand in a step (cm).
STEP = 25
# A foot this far before a wall behind stands a step in front of it (cm from heel to wall).
BEFORE_WALL = 15
# Knees of someone standing that are bent on purpose (degrees).
SOFT_KNEES = 155
# Of a foot that is flat while sitting nobody needs to hear that its knee is bent.
FOOT_FLAT = "foot-flat"
# Hips this near to the end of a bed are at its edge (cm).
EDGE = 25
# What goes without saying about a hand of someone on the back.
SUPINE_USUAL = (Where.BESIDE, Where.FREE, Where.FLOOR)


class Position(StrEnum):
    """How the body is held up. The values are parts of message ids."""

    BACK = "back"
    FRONT = "front"
    SIDE = "side"
    SIDE_ON_FOREARM = "side-on-forearm"
    HANDS_AND_KNEES = "hands-and-knees"
    FOREARMS_AND_KNEES = "forearms-and-knees"
    HALF_KNEELING = "half-kneeling"
    SITTING = "sitting"
    STANDING = "standing"
    CYCLING = "cycling"
    FLOATING = "floating"
    WADING = "wading"


# In these the position says where the hands are, or they do not matter.
HANDS_SAID = (Position.SIDE, Position.HANDS_AND_KNEES, Position.FOREARMS_AND_KNEES, Position.FLOATING)


def position(body: Body) -> Position:
    """How the body is held up in a pose."""
    axes = body.bones["pelvis"][1]
    forward, up, right = float(axes[1, 0]), float(axes[1, 1]), float(axes[1, 2])
    if body.has("pool"):
        return Position.WADING if up > MOSTLY else Position.FLOATING
    if body.has("bike"):
        return Position.CYCLING
    if up > MOSTLY:
        return _upright(body)
    if abs(right) > MOSTLY:
        return Position.SIDE_ON_FOREARM if any(map(body.forearm_props, "RL")) else Position.SIDE
    if forward > 0:
        return Position.BACK
    if body.at("hip_")[1] - body.motion.ground < OFF_THE_GROUND:
        return Position.FRONT
    on_forearms = all(hold(body, side).where is Where.FOREARM for side in "RL")
    return Position.FOREARMS_AND_KNEES if on_forearms else Position.HANDS_AND_KNEES


def _upright(body: Body) -> Position:
    if "seat" in body.touching("the chair's seat"):
        return Position.SITTING
    return Position.HALF_KNEELING if any(map(body.knee_down, "RL")) else Position.STANDING


def start(body: Body, texts: Mapping[str, str]) -> list[Phrase]:
    """The sentences of a start position: as few as there may be without one that is too long to be heard."""
    where, more = _position(body), [part for part in (_legs(body), _hands(body)) if part]
    if not more:
        return [phrase("start", position=where)]
    first = phrase("start.with", position=where, what=more[0])
    if len(more) == 1:
        return [first] if _short(first, texts) else [phrase("start", position=where), _alone(more[0])]
    legs, hands_ = more
    whole = phrase("start.with-two", position=where, first=legs, second=hands_)
    if _short(whole, texts):
        return [whole]
    if _short(first, texts):
        return [first, _alone(hands_)]
    return [phrase("start", position=where), _alone(legs), _alone(hands_)]


def _short(words: Phrase, texts: Mapping[str, str]) -> bool:
    return len(said(words, texts).split()) <= MOST_WORDS


def _alone(part: Phrase) -> Phrase:
    return phrase("start.alone", what=part)


def _position(body: Body) -> Phrase:
    match position(body):
        case Position.BACK:
            return _supine(body)
        case Position.FRONT:
            return phrase("position.front-on-pillow" if body.on_pillow("waist") else "position.front")
        case Position.SIDE:
            return phrase("position.side-on-pillow" if body.on_pillow("skull") else "position.side")
        case Position.SITTING:
            return phrase("position.sitting-with-pillow" if body.on_pillow("pelvis-top") else "position.sitting")
        case Position.STANDING:
            return _standing(body)
        case Position.WADING:
            return phrase("position.standing-in-water")
        case Position.HALF_KNEELING if any(body.on_pillow(f"knee_{side}") for side in "RL"):
            return phrase("position.half-kneeling-on-pillow")
        case Position.FOREARMS_AND_KNEES if body.at("hip_")[1] > body.at("shoulder_")[1] + SOFT:
            return phrase("position.forearms-and-knees-hips-high")
        case known:
            return phrase(f"position.{known}")


def _supine(body: Body) -> Phrase:
    beds = [prop for prop in body.motion.description.props if prop["type"] == "bed"]
    if not beds:
        return phrase("position.back")
    edge = min(abs(float(end - body.at("hip_")[0])) for end in beds[0]["x"])
    return phrase("position.back-at-bed-edge" if edge < EDGE else "position.back-on-bed")


def _standing(body: Body) -> Phrase:
    side = body.counter_side()
    if side:
        return phrase("position.standing-beside-counter" if side == "beside" else "position.standing-at-counter")
    if not body.has("wall"):
        return phrase("position.standing")
    if body.heels_before_wall() < 0:
        return phrase("position.standing-at-wall")
    return phrase("position.standing-back-on-wall" if body.back_on_wall() else "position.standing-back-to-wall")


def _legs(body: Body) -> Phrase | None:
    match position(body):
        case Position.BACK | Position.SITTING:
            return _two_legs(body)
        case Position.FRONT | Position.SIDE | Position.SIDE_ON_FOREARM:
            return _long_or_bent(body)
        case Position.STANDING:
            return _stance(body)
        case _:
            return None


def _two_legs(body: Body) -> Phrase:
    first, second = order(body)
    one, two = _leg_name(body, first), _leg_name(body, second)
    if one == two:
        return phrase(f"legs.both.{one}")
    return phrase("legs.two", one=phrase(f"legs.one.{one}"), other=phrase(f"legs.other.{two}"))


def _leg_name(body: Body, side: str) -> str:
    does = leg(body, side)
    return FOOT_FLAT if does is Leg.FLAT and position(body) is Position.SITTING else does


def _long_or_bent(body: Body) -> Phrase | None:
    knees = [body.knee(side) for side in "RL"]
    if position(body) is Position.FRONT:
        return None
    if body.on_pillow("knee_R", "knee_L"):
        return phrase("legs.pillow-between")
    return phrase(f"legs.both.{Leg.STRAIGHT if min(knees) >= STRAIGHT else Leg.BENT}")


def _stance(body: Body) -> Phrase | None:
    if abs(float((body.at("ankle_R") - body.at("ankle_L")) @ body.facing)) > STEP:
        return phrase("legs.step")
    if body.has("wall") and body.heels_before_wall() > 0:
        return _before_wall(body)
    return None


def _before_wall(body: Body) -> Phrase | None:
    way = body.heels_before_wall()
    if way <= BEFORE_WALL:
        return None
    bent = max(body.angles("knee")) < SOFT_KNEES
    return phrase("legs.before-wall-knees-bent" if bent else "legs.before-wall", amount=5 * round(way / 5))


def _hands(body: Body) -> Phrase | None:
    return None if position(body) in HANDS_SAID else hands(body)


def hands(body: Body) -> Phrase | None:
    """Where both hands are; None where it goes without saying."""
    right, left = hold(body, "R"), hold(body, "L")
    usual = SUPINE_USUAL if position(body) is Position.BACK else (Where.FREE,)
    if right.where in usual and left.where in usual:
        return None
    if shared := held(body):
        named = leg(body, "R") is not leg(body, "L")
        key = "behind" if right.where is Where.BEHIND_THIGH else "on"
        return phrase(f"hands.{key}-{'that' if named and order(body)[1] == shared else 'one'}-thigh")
    if right.where is left.where:
        return phrase(f"hands.{right.where}")
    if position(body) is Position.SIDE_ON_FOREARM:
        upper = left if right.where is Where.FOREARM else right
        return None if upper.where in usual else phrase("hands.top", where=phrase(f"hand.{upper.where}"))
    one, two = sorted(
        (right.where, left.where), key=lambda item: (item is not Where.UP, item in usual, list(Where).index(item))
    )
    if two is Where.FREE:
        return phrase("hands.one", where=phrase(f"hand.{one}"))
    if one is Where.UP:
        return phrase("hands.arm-up", other=phrase(f"hand.{two}"))
    return phrase("hands.two", one=phrase(f"hand.{one}"), other=phrase(f"hand.{two}"))
