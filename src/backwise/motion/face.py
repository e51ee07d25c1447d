"""The head's own marks: eye, ear, a hint of nose and mouth, and hair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from .colours import mix
from .shapes import Flat, Line, Outline, Shape
from .skeleton import SIDES, Cap, Ellipsoid
from .vectors import Matrix, Points, Vector, unit, vec

if TYPE_CHECKING:
    from .figure import Figure

# From which lean toward the viewer an eye, an ear, the front of the face, and the back of the head are seen.
EYE_SEEN, EAR_SEEN, FRONT_SEEN, BACK_SEEN = 0.12, 0.15, 0.45, -0.35
EYE_WIDTH, LINE_WIDTH, HAIR_WIDTH = 1.5, 0.9, 0.8
EAR_TINT, EAR_SHARE, LINE_TINT, LINE_SHARE = "#8a4a33", 0.18, "#7A3F2A", 0.45
CAP_POINTS = 64
MIRROR = vec(1, 1, -1)


def hair_behind(figure: Figure) -> Iterator[Shape]:
    """Hair that hangs behind the head, a part of its own."""
    back = figure.hair.back
    if back:
        yield _hair(figure, "hair.back", figure.hulls_of([back]), HAIR_WIDTH)


def face(figure: Figure, head: Shape) -> Iterator[Shape]:
    """The head with everything on it, in order."""
    origin, axes = figure.bones["head"]
    toward = figure.camera.axes[2]
    facing = float(axes[:, 0] @ toward)
    tail = list(_tail(figure))
    if facing > BACK_SEEN:
        yield from tail
    yield head
    yield from _eyes(figure, origin, axes, toward)
    if facing > FRONT_SEEN:
        stroke = mix(figure.look.skin, LINE_TINT, LINE_SHARE)
        for place, line in enumerate(figure.skeleton.face.lines):
            points = figure.camera.flat(np.array([origin + axes @ point for point in line]))
            yield Line(f"head.line.{place}", points, stroke, LINE_WIDTH, smooth=True)
    cap = cap_outline(figure, origin, axes, figure.hair.cap)
    if cap is not None:
        yield _hair(figure, "hair.cap", (cap,), HAIR_WIDTH)
    yield from _ears(figure, axes, toward)
    if facing <= BACK_SEEN:
        yield from tail


def _hair(figure: Figure, name: str, polys: tuple[Points, ...], width: float) -> Shape:
    return Outline(name, polys, figure.look.hair, figure.skeleton.colours["ink"], 2 * width)


def _tail(figure: Figure) -> Iterator[Shape]:
    tail = figure.hair.tail
    if tail:
        yield _hair(figure, "hair.tail", figure.hulls_of([tail]), 1.0)


def _eyes(figure: Figure, origin: Vector, axes: Matrix, toward: Vector) -> Iterator[Shape]:
    face = figure.skeleton.face
    for side, sign in SIDES.items():
        flip = MIRROR if sign < 0 else 1
        if float((axes @ (face.eye_normal * flip)) @ toward) > EYE_SEEN:
            ends = [origin + axes @ (end * flip) for end in (face.eye_from, face.eye_to)]
            points = figure.camera.flat(np.array(ends))
            yield Line(f"head.eye.{side}", points, figure.skeleton.colours["ink"], EYE_WIDTH)


def _ears(figure: Figure, axes: Matrix, toward: Vector) -> Iterator[Shape]:
    ear = figure.skeleton.face.ear
    for side, sign in SIDES.items():
        if float(axes[:, 2] @ toward) * sign > EAR_SEEN:
            item = Ellipsoid(ear.bone, ear.at * (MIRROR if sign < 0 else 1), ear.radii)
            yield Flat(f"head.ear.{side}", figure.hulls_of([[item]]), mix(figure.look.skin, EAR_TINT, EAR_SHARE))


def cap_outline(figure: Figure, origin: Vector, axes: Matrix, cap: Cap) -> Points | None:
    """What is seen of an ellipsoid cut by a plane: part of its silhouette, closed by the seen part of the cut."""
    stretch = axes * cap.radii
    seen_from = unit(np.linalg.solve(stretch, figure.camera.axes[2]))
    rim = _ring(seen_from)
    edge = cap.normal * cap.cut + np.sqrt(1 - cap.cut**2) * _ring(cap.normal)
    outer, inner = _arc(rim, rim @ cap.normal > cap.cut), _arc(edge, edge @ seen_from > 0)
    if not len(outer) and not len(inner):
        return None
    if len(outer) and len(inner) and len(inner) < CAP_POINTS:
        if np.linalg.norm(outer[-1] - inner[0]) > np.linalg.norm(outer[-1] - inner[-1]):
            inner = inner[::-1]
        points = np.concatenate((outer, inner))
    else:
        points = outer if len(outer) else inner
    return figure.camera.flat(origin + axes @ cap.at + points @ stretch.T)


def _ring(normal: Vector) -> Points:
    across = unit(np.cross(normal, vec(0, 0, 1) if abs(normal[2]) < 0.9 else vec(0, 1, 0)))
    angles = 2 * np.pi * np.arange(CAP_POINTS) / CAP_POINTS
    ring: Points = np.outer(np.cos(angles), across) + np.outer(np.sin(angles), np.cross(normal, across))
    return ring


def _arc(ring: Points, seen: np.ndarray) -> Points:
    """The seen stretch of a ring, from where it begins."""
    if seen.all():
        return ring
    if not seen.any():
        return ring[:0]
    start = int(np.flatnonzero(seen & ~np.roll(seen, 1))[0])
    turned, kept = np.roll(ring, -start, axis=0), np.roll(seen, -start)
    end = int(np.flatnonzero(~kept)[0])
    return turned[:end]
