"""The last sentences: which muscles work or are stretched, and whose."""

from __future__ import annotations

from collections.abc import Iterator

from ..motion import Motion
from .body import Body, body_of, other
from .holds import Where, hold
from .legs import Leg, leg
from .phrases import Phrase, phrase
from .start import STEP, Position, position

# Both sides do the same while their angles differ by less (degrees).
ALIKE = 8.0
# A trunk that leans or turns by more does so to one side (degrees).
LEANS = 10.0


def muscles(motion: Motion) -> Iterator[Phrase]:
    """A sentence for what works and one for what is stretched, in the file's order; of a rest that nothing does."""
    shown = motion.description.muscles
    if not shown and not motion.description.cycle:
        yield phrase("muscles.rest")
    for does in dict.fromkeys(doing for _, doing in shown):
        yield _sentence(motion, [region for region, doing in shown if doing == does], does)


def _sentence(motion: Motion, regions: list[str], does: str) -> Phrase:
    """Regions of both sides are named once, for both."""
    once = list({_base(region): region for region in regions}.values())
    one_sided = len(once) == len(regions) and _one_sided(motion)
    named = [phrase(_name(region, one_sided)) for region in once]
    what = phrase("muscles.two", one=named[0], other=named[1]) if len(named) > 1 else named[0]
    body = body_of(motion, motion.description.show[1])
    side = _side(once[0]) if one_sided and all(map(_side, once)) else ""
    if side and (whose := _whose(body, side)):
        what = phrase("muscles.whose", muscles=what, whose=whose)
    several = len(once) > 1 or (bool(_side(once[0])) and not one_sided)
    clause = phrase(f"muscles.{does}.{'several' if several else 'one'}", muscles=what)
    where = _where(body, side) if side else None
    return phrase("muscles.where", clause=clause, where=where) if where else phrase("sentence", clause=clause)


def _base(region: str) -> str:
    return region.removesuffix("_R").removesuffix("_L")


def _side(region: str) -> str:
    return region[-1] if region[-2:] in ("_R", "_L") else ""


def _name(region: str, one_sided: bool) -> str:
    return f"region.{_base(region)}.one" if one_sided and _side(region) else f"region.{_base(region)}"


def _one_sided(motion: Motion) -> bool:
    """Do both sides of the body do different things in any picture?"""
    if motion.description.cycle:
        return False
    return any(_differs(body_of(motion, key)) for key in motion.description.show)


def _differs(body: Body) -> bool:
    where = position(body)
    if where in (Position.SIDE, Position.SIDE_ON_FOREARM):
        return True
    if where in (Position.SITTING, Position.STANDING) and (abs(body.side_lean) > LEANS or body.turned > LEANS):
        return True
    return any(abs(right - left) > ALIKE for right, left in (body.angles(joint) for joint in ("knee", "hip")))


def _whose(body: Body, side: str) -> Phrase | None:
    """Whose leg it is, where the picture shows it."""
    twin, where = other(side), position(body)
    if where is Position.HALF_KNEELING:
        return phrase("whose.kneeling-leg") if body.knee_down(side) else None
    if where is Position.STANDING and body.foot_flat(side):
        behind = float((body.at(f"ankle_{twin}") - body.at(f"ankle_{side}")) @ body.facing)
        if not body.foot_down(twin):
            return phrase("whose.standing-leg")
        return phrase("whose.back-leg") if behind > STEP else None
    if where in (Position.BACK, Position.SITTING):
        if leg(body, side) is Leg.CROSSED:
            return phrase("whose.crossed-leg")
        if leg(body, twin) is Leg.STRETCHED and leg(body, side) is Leg.FLAT:
            return phrase("whose.leg-on-floor")
    return None


def _where(body: Body, side: str) -> Phrase | None:
    """On which side of the body it is, where the picture shows it."""
    if position(body) in (Position.SIDE, Position.SIDE_ON_FOREARM):
        upper = body.at(f"hip_{side}")[1] > body.at(f"hip_{other(side)}")[1]
        return phrase("where.upper-side" if upper else "where.lower-side")
    return phrase("where.raised-arm") if hold(body, side).where is Where.UP else None
