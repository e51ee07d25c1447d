"""The painter's order: what is nearer is painted later, wherever two parts overlap."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from backwise.motion.camera import Camera
from backwise.motion.figure import Figure
from backwise.motion.motion import load_motion
from backwise.motion.order import Buffer, buffers, cells, painter_order, seen_cells
from backwise.motion.outline import silhouettes
from backwise.motion.picture import camera_of
from backwise.motion.vectors import vec
from tests.motion.exercises import EXERCISES

FRONT = Camera(0, 0)


def ball(x: float, y: float, z: float, radius: float = 4.0):
    return vec(x, y, z), np.eye(3), vec(radius, radius, radius)


def order_of(parts, always=()):
    """The order of parts, each given as pairs of ellipsoids."""
    found = {name: cells(pairs, FRONT) for name, pairs in parts.items()}
    depths = {name: sum(a[0][2] + b[0][2] for a, b in pairs) for name, pairs in parts.items()}
    return painter_order(found, depths, always)


@pytest.mark.parametrize("names", [("near", "far"), ("far", "near")])
def test_the_nearer_of_two_is_painted_later_whichever_comes_first(names) -> None:
    solids = {"near": ball(0, 0, 10), "far": ball(1, 1, -10)}
    assert order_of({name: [(solids[name], solids[name])] for name in names}) == ["far", "near"]


def test_what_does_not_overlap_goes_by_its_mean_depth() -> None:
    parts = {"right": [(ball(50, 0, 3), ball(60, 0, 3))], "left": [(ball(-50, 0, -3), ball(-60, 0, -3))]}
    assert order_of(parts) == ["left", "right"]


def test_only_the_place_where_two_overlap_counts() -> None:
    """A long limb that is far away in the mean passes before the other where they cross."""
    slanted = [(ball(0, 0, 20), ball(100, 0, -200))]
    assert order_of({"slanted": slanted, "still": [(ball(0, 0, 0), ball(0, 10, 0))]}) == ["still", "slanted"]


def test_between_the_two_ends_of_a_pair_there_is_flesh() -> None:
    covered = seen_cells(cells([(ball(0, 0, 0), ball(30, 0, 0))], FRONT, cell=1.0))
    assert all((x, 0) in covered for x in range(-3, 34))


def test_a_buffer_holds_the_front_of_an_ellipsoid() -> None:
    buffer = cells([(ball(0, 0, 5), ball(0, 0, 5))], FRONT, cell=1.0)
    assert buffer.depth[-buffer.left, -buffer.top] == pytest.approx(9, abs=0.01)


def test_all_parts_at_once_are_the_same_as_one_by_one() -> None:
    solids = [ball(0, 0, 0), ball(12, 3, -4), ball(5, 9, 7, 6), ball(-8, 2, 1, 3)]
    together = buffers({"a": [(0, 1)], "b": [(2, 3), (3, 3)]}, silhouettes(FRONT, solids))
    alone = cells([(solids[2], solids[3]), (solids[3], solids[3])], FRONT)
    assert np.allclose(together["b"].depth, alone.depth)
    assert (together["b"].left, together["b"].top) == (alone.left, alone.top)


def test_a_fixed_pair_goes_before_what_depth_says() -> None:
    parts = {"near": [(ball(0, 0, 9), ball(0, 5, 9))], "far": [(ball(0, 0, -9), ball(0, 5, -9))]}
    assert order_of(parts, [("near", "far")]) == ["near", "far"]


def test_a_ring_of_parts_still_has_an_order_with_each_part_once() -> None:
    def bar(x0, y0, z0, x1, y1, z1):
        return [(ball(x0, y0, z0, 3), ball(x1, y1, z1, 3))]

    ring = {
        "a": bar(-20, 0, 8, 20, 0, -8),
        "b": bar(18, -4, 8, -2, 30, -8),
        "c": bar(2, 30, 8, -18, -4, -8),
    }
    assert sorted(order_of(ring)) == ["a", "b", "c"]


def painted(exercise: str, key: str, yaw: float | None = None, look: str | None = None) -> list[str]:
    motion = load_motion(exercise, look)
    camera = Camera(motion.description.yaw if yaw is None else yaw, motion.description.pitch)
    figure = Figure(motion.pose(key), motion.skeleton, motion.look, camera)
    return painter_order(figure.buffers(), figure.depths(), figure.always())


def test_the_leg_on_the_viewers_side_is_painted_after_the_other_and_from_behind_before_it() -> None:
    front, behind = painted("bridge", "start"), painted("bridge", "start", yaw=194)
    assert front.index("thigh_L") < front.index("thigh_R")
    assert behind.index("thigh_R") < behind.index("thigh_L")


def test_the_neck_is_painted_before_head_and_trunk_from_every_side() -> None:
    for yaw in range(0, 360, 45):
        order = painted("bird-dog", "start", yaw)
        assert order.index("neck") < min(order.index("head"), order.index("trunk"))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_what_lies_in_front_of_another_part_wherever_they_meet_is_painted_later(exercise: str) -> None:
    motion = load_motion(exercise)
    for pose in motion.poses.values():
        figure = Figure(pose, motion.skeleton, motion.look, camera_of(motion))
        found, order = figure.buffers(), painter_order(figure.buffers(), figure.depths(), figure.always())
        fixed = {name for pair in figure.always() for name in pair}
        for first, second in permutations(set(found) - fixed, 2):
            if clearly_nearer(found[first], found[second]):
                assert order.index(first) > order.index(second), (first, second)


def clearly_nearer(one: Buffer, other: Buffer) -> bool:
    """In at least 20 shared cells, and nowhere the other way round."""
    depths = ({(x, y): item.depth[x - item.left, y - item.top] for x, y in seen_cells(item)} for item in (one, other))
    first, second = depths
    ahead = [first[cell] - second[cell] for cell in first.keys() & second.keys()]
    return len(ahead) >= 20 and min(ahead) > 0


def test_hair_that_hangs_behind_the_head_is_behind_it_from_the_front_only() -> None:
    front, back = (painted("standing-back-extension", "start", yaw, "grey-bob") for yaw in (90, 270))
    assert front.index("hair.back") < front.index("head")
    assert back.index("head") < back.index("hair.back")
