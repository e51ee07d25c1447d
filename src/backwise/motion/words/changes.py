"""What changes between two key poses: each change is a clause, with how it ends and how far it goes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np

from ..vectors import Vector
from .body import Body
from .phrases import Phrase, phrase
from .start import Position, position

# Smaller than this, an amount is said to the centimetre, else to five.
COARSE, ROUND_TO = 10, 5
# A hand that goes no farther stays where it is (cm).
STAYS = 3.0


class Rank(IntEnum):
    """Told first: what moves. Then what follows it (hands that take hold). Last: what stays although it might go along."""

    MOVES = 0
    FOLLOWS = 1
    STAYS = 2


@dataclass(frozen=True, slots=True)
class Change:
    """A clause. `travel`: how far the most telling point goes, cm; the farthest is told first."""

    move: Phrase
    travel: float
    end: Phrase | None = None
    rank: Rank = Rank.MOVES

    @property
    def clause(self) -> Phrase:
        return phrase("clause.until", move=self.move, end=self.end) if self.end else phrase("clause", move=self.move)


@dataclass(frozen=True, eq=False)
class Step:
    """From one key pose to a later one."""

    before: Body
    after: Body

    @cached_property
    def position(self) -> Position:
        return position(self.before)

    def way(self, point: str) -> Vector:
        """How a point moves."""
        way: Vector = self.after.at(point) - self.before.at(point)
        return way

    def rise(self, point: str) -> float:
        return float(self.way(point)[1])

    def ahead(self, point: str) -> float:
        """How far a point moves to where the pelvis faces."""
        return float(self.way(point) @ self.before.facing)

    def travel(self, point: str) -> float:
        return float(np.linalg.norm(self.way(point)))

    def hand_stays(self, side: str) -> bool:
        return self.travel(f"palm_{side}") < STAYS


def by(amount: float) -> Phrase:
    """ "by about 20 cm" """
    size = abs(amount)
    return phrase("end.by", amount=round(size) if size < COARSE else ROUND_TO * round(size / ROUND_TO))


def stays(key: str) -> Change:
    return Change(phrase(key), 0.0, rank=Rank.STAYS)


def follows(key: str, travel: float) -> Change:
    return Change(phrase(key), travel, rank=Rank.FOLLOWS)
