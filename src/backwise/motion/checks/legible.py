"""A picture still says what it says when it is 120 pixels wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from backwise.library.findings import Finding

from ..arrows import arrow_shapes
from ..figure import Figure
from ..motion import FILE, FOLDER, Motion
from ..order import NOTHING, cells
from ..picture import camera_of, view_of
from ..samples import Sample, finding, key_samples, ways
from ..svg import THUMB
from ..vectors import Points
from .smooth import JOINTS

WIDTH = 120
# Pixels: how thick the ink is, how high and wide the head, how much the body covers.
INK, HEAD, BODY = 0.8, 7, 600
# Of the body, so many pixels show another part in the target than at the start, unless no joint goes this far (cm).
CHANGED, HARDLY = 100, 3.0
# An arrow is so long (pixels), and keeps off the head by half its width and an edge (cm).
ARROW, CLEAR = 8.0, 3.2
Picture = NDArray[np.int64]


def check(motion: Motion) -> Iterable[Finding]:
    scale = WIDTH / view_of(motion)[2]
    if scale * THUMB.ink < INK:
        what = f"the outline is {scale * THUMB.ink:.2f} pixels thick at {WIDTH} pixels, not {INK}."
        yield Finding(f"{FOLDER}/{motion.id}/{FILE}", "-", what, "Make the picture less wide: props, arrows, camera.")
    samples = {sample.first: sample for sample in key_samples(motion)}
    start, target = (samples[key] for key in motion.description.show)
    before, after = _picture(start, scale), _picture(target, scale)
    yield from _big_enough(target, after)
    changed = int((before != after).sum())
    if changed < CHANGED and farthest(motion) > HARDLY:
        what = f"only {changed} of {WIDTH} x {WIDTH} pixels change between start and target, not {CHANGED}."
        yield finding(target, what, "Turn the camera until the movement is seen from the side, or move a little more.")
    yield from _arrows(motion, target, scale)


def _picture(sample: Sample, scale: float) -> Picture:
    """Which part of the body is in front at each pixel of a square that holds everything: its number, or -1."""
    motion = sample.motion
    figure = Figure(sample.pose, motion.skeleton, motion.look, camera_of(motion))
    size = 4 * WIDTH
    nearest, front = np.full((size, size), NOTHING), np.full((size, size), -1)
    for number, part in enumerate(motion.skeleton.parts.values()):
        buffer = cells([(figure.solids[a], figure.solids[b]) for a, b in part.depth], figure.camera, 1 / scale)
        columns, rows = buffer.depth.shape
        left, top = buffer.left + size // 2, buffer.top + size // 2
        place = slice(left, left + columns), slice(top, top + rows)
        closer = buffer.depth > nearest[place]
        nearest[place] = np.where(closer, buffer.depth, nearest[place])
        front[place] = np.where(closer, number, front[place])
    return front


def _big_enough(target: Sample, picture: Picture) -> Iterator[Finding]:
    head = np.argwhere(picture == list(target.motion.skeleton.parts).index("head"))
    wide, high = (int(value) + 1 for value in np.ptp(head, axis=0)) if len(head) else (0, 0)
    if min(wide, high) < HEAD:
        what = f"the head is {wide} x {high} pixels at {WIDTH} pixels, not {HEAD}."
        yield finding(target, what, "Make the picture less wide, or take away what hides the head.")
    covered = int((picture >= 0).sum())
    if covered < BODY:
        what = f"the body covers {covered} pixels at {WIDTH} pixels, not {BODY}."
        yield finding(target, what, "Make the picture less wide: props, arrows, camera.")


def farthest(motion: Motion) -> float:
    """How far the joint that moves most goes between two key poses (cm)."""
    most = 0.0
    for way in ways(motion):
        places = np.array([[sample.bones[joint][0] for joint in JOINTS] for sample in way])
        most = max(most, float(np.linalg.norm(np.diff(places, axis=0), axis=2).sum(axis=0).max()))
    return most


def _arrows(motion: Motion, target: Sample, scale: float) -> Iterator[Finding]:
    camera = camera_of(motion)
    figure = Figure(target.pose, motion.skeleton, motion.look, camera)
    (head,) = figure.hulls([("skull", "jaw")])
    for number, arrow in enumerate(arrow_shapes(motion, camera, 1.0)):
        length = float(np.linalg.norm(np.diff(arrow.points, axis=0), axis=1).sum()) * scale
        if length < ARROW:
            what = f"arrow[{number}] is {length:.0f} pixels long at {WIDTH} pixels, not {ARROW:.0f}."
            yield finding(target, what, "Make it longer (`length`, `min`).")
        if _depth_in(head, arrow.points) > -CLEAR:
            yield finding(target, f"arrow[{number}] lies over the head.", "Move it (`by`), or shorten it (`span`).")


def _depth_in(outline: Points, points: Points) -> float:
    """How deep the deepest of these points lies inside a convex outline; below 0: how near the nearest comes (cm)."""
    edges = np.roll(outline, -1, axis=0) - outline
    outward = np.stack((edges[:, 1], -edges[:, 0]), axis=1) / np.linalg.norm(edges, axis=1, keepdims=True)
    middle = outline.mean(axis=0)
    if ((outline[0] - middle) * outward[0]).sum() < 0:
        outward = -outward
    beyond = ((points[:, None, :] - outline[None]) * outward[None]).sum(axis=2).max(axis=1)
    return float(-beyond.min())
