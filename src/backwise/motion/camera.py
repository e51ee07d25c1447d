"""Where the viewer stands: an orthographic camera."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from .vectors import Matrix, Points, Vector, vec


@dataclass(frozen=True, slots=True)
class Camera:
    """Yaw moves the viewer toward +x, pitch upward; degrees."""

    yaw: float
    pitch: float

    @property
    def axes(self) -> Matrix:
        """Rows: right in the picture, down in the picture, toward the viewer."""
        return _axes(self.yaw, self.pitch)

    def flat(self, points: Points) -> Points:
        """World points (…, 3) in the picture (…, 2): x to the right, y down, cm."""
        flat: Points = points @ self.axes[:2].T
        return flat

    def depth(self, point: Vector) -> float:
        """How near a point is to the viewer, cm."""
        return float(point @ self.axes[2])


@lru_cache(maxsize=256)
def _axes(yaw: float, pitch: float) -> Matrix:
    a, b = math.radians(yaw), math.radians(pitch)
    right = vec(math.cos(a), 0, -math.sin(a))
    up = vec(-math.sin(a) * math.sin(b), math.cos(b), -math.cos(a) * math.sin(b))
    toward = vec(math.sin(a) * math.cos(b), math.sin(b), math.cos(a) * math.cos(b))
    return np.array((right, -up, toward))
