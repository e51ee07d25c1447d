"""The data that moves in the browser: small, true to the motion, and complete."""

from __future__ import annotations

import json
from gzip import compress
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from backwise.motion.animate import around, body_data, motion_data, phases
from backwise.motion.camera import Camera
from backwise.motion.flesh import flesh_of
from backwise.motion.motion import Motion, load_motion
from backwise.motion.moving import MODULE
from backwise.motion.pose import bones_of
from backwise.motion.rows import MOST_ROWS, PLACES, Rows, joints_of, kept, parents, row_of, rows_of
from backwise.motion.skeleton import load_skeleton
from tests.motion.exercises import EXERCISES

KB = 1000
# The most that a joint may be away from where the motion has it (cm).
NEAR = 0.4
LOOKS = sorted(load_skeleton().looks)
Points = NDArray[np.float64]


def packed(data: object) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode()


def true_joints(motion: Motion, pair: tuple[str, str], share: float) -> Points:
    bones = bones_of(motion.between(*pair, share), motion.skeleton)
    return np.array([bones[name][0] for name in parents(motion.skeleton)])


def joints_at(rows: Rows, motion: Motion, place: float) -> Points:
    """The joints of the two rows around a place, mixed as the browser mixes them."""
    after = max(1, next(number for number, at in enumerate(rows.places) if at >= place - 1e-9))
    begins, ends = rows.places[after - 1], rows.places[after]
    first, last = rows.rows[after - 1], rows.rows[after]
    return joints_of((first + (last - first) * ((place - begins) / (ends - begins)))[None], motion.skeleton)[0]


def farthest(first: Points, second: Points) -> float:
    return float(np.linalg.norm(first - second, axis=1).max())


def test_the_module_is_small():
    assert len(MODULE.read_bytes()) <= 20 * KB


def test_the_body_is_small():
    assert len(packed(body_data(load_skeleton()))) <= 8 * KB


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_movement_is_small(exercise):
    assert len(compress(packed(motion_data(load_motion(exercise))), mtime=0)) <= 5 * KB


@pytest.mark.parametrize("look", LOOKS)
def test_whoever_shows_it_a_movement_is_small(look):
    assert len(compress(packed(motion_data(load_motion("bird-dog", look))), mtime=0)) <= 5 * KB


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_row_gives_back_its_pose(exercise):
    motion = load_motion(exercise)
    for pose in motion.poses.values():
        bones = bones_of(pose, motion.skeleton)
        row = kept(row_of(bones, motion.skeleton))
        true = np.array([bones[name][0] for name in parents(motion.skeleton)])
        assert farthest(joints_of(row[None], motion.skeleton)[0], true) < 0.1


@pytest.mark.parametrize("exercise", EXERCISES)
def test_between_two_rows_every_joint_is_where_the_motion_has_it(exercise):
    motion = load_motion(exercise)
    rows = rows_of(motion)
    for number, pair in enumerate(motion.pairs):
        for share in np.linspace(0, 1, 41):
            mixed = joints_at(rows, motion, (number + share) * PLACES)
            assert farthest(mixed, true_joints(motion, pair, float(share))) <= NEAR, (pair, share)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_pair_of_key_poses_needs_few_rows(exercise):
    motion = load_motion(exercise)
    places = np.array(rows_of(motion).places)
    for number in range(len(motion.pairs)):
        begins = number * PLACES
        assert 1 <= np.count_nonzero((places > begins) & (places <= begins + PLACES)) <= MOST_ROWS


@pytest.mark.parametrize("exercise", EXERCISES)
def test_rows_can_be_mixed_number_by_number(exercise):
    """A quaternion and its negative are the same turn, but half way between them there is none."""
    for first, second in pairwise(rows_of(load_motion(exercise)).rows):
        turns = first[3:].reshape(-1, 4) * second[3:].reshape(-1, 4)
        assert (turns.sum(axis=1) > 0).all()


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_movement_begins_and_ends_where_its_time_says(exercise):
    motion = load_motion(exercise)
    parts = phases(motion)
    assert all(length > 0 for _, length, _, _ in parts)
    if motion.description.cycle:
        assert parts == [["round", motion.description.timing.round, 0, 1]]
        return
    assert [name for name, *_ in parts] == ["rest", *["out"] * (len(parts) - 3), "hold", "back"]
    assert parts[0][2:] == [0, 0] and parts[-2][2:] == [1, 1] and parts[-1][2:] == [1, 0]
    assert all(before[3] == after[2] for before, after in pairwise(parts))
    out = sum(length for name, length, _, _ in parts if name == "out")
    assert out == pytest.approx(motion.description.timing.out, abs=0.01)


CYCLES = ("cycling", "seated-heel-tap", "swimming", "walking", "water-walking")


@pytest.mark.parametrize("exercise", CYCLES)
def test_a_cycle_closes(exercise):
    motion = load_motion(exercise)
    assert motion.description.cycle
    rows = rows_of(motion)
    first, last = (joints_of(rows.rows[end][None], motion.skeleton)[0] for end in (0, -1))
    assert farthest(first, last) < 0.1
    assert rows.places[-1] == len(motion.pairs) * PLACES


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_box_around_a_figure_holds_it_from_every_side(exercise):
    motion = load_motion(exercise)
    *middle, width, height = around(motion)
    for pose in motion.poses.values():
        flesh = flesh_of(bones_of(pose, motion.skeleton), motion.skeleton, motion.look)
        for yaw in range(0, 360, 20):
            camera = Camera(yaw, motion.description.pitch)
            away = np.abs(camera.flat(flesh.centres) - camera.flat(np.array(middle)))
            reach = np.linalg.norm(camera.axes[:2] @ flesh.axes, axis=2)
            assert ((away + reach).max(axis=0) <= (width / 2, height / 2)).all()


def names_in(data: object) -> list[str]:
    """Every name of a bone or a blob that stands for a place."""
    if isinstance(data, dict):
        return [name for key, value in data.items() if key not in ("colours", "parts") for name in names_in(value)]
    if isinstance(data, list) and len(data) >= 4 and isinstance(data[0], str) and not isinstance(data[1], str):
        return [data[0]]
    return [name for value in data for name in names_in(value)] if isinstance(data, list) else []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_everything_stands_on_a_bone_that_there_is(exercise):
    motion = load_motion(exercise)
    known = {"world", *parents(motion.skeleton)}
    data = motion_data(motion)
    for name in names_in(
        {key: value for key, value in data.items() if key not in ("around", "rows", "view", "phases")}
    ):
        sides = [name + side for side in "RL"] if name.endswith("_") else [name]
        assert all(side in known or side[:-2] in known for side in sides), name
