"""Things around the body: boxes with visible sides, things that go with the body, and water."""

from __future__ import annotations

import json

import numpy as np
import pytest

from backwise.motion.camera import Camera
from backwise.motion.motion import load_motion
from backwise.motion.picture import shapes_at
from backwise.motion.props import things_of
from backwise.motion.scene import props_of
from backwise.motion.shapes import reached
from backwise.motion.skeleton import load_skeleton
from tests.motion.exercises import EXERCISES

MAT = {"type": "mat", "x": [-90, 80], "z": [-30, 30]}
CHAIR = {"type": "chair", "x": [-20, 20], "height": 45}
POOL = {"type": "pool", "x": [-60, 60], "height": 110}


def things(table):
    return things_of(table, load_skeleton())


def seen(exercise: str, key: str, yaw: float) -> list:
    motion = load_motion(exercise)
    return shapes_at(motion, motion.pose(key), Camera(yaw, motion.description.pitch), 0, 0)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_things_of_every_exercise_are_plain_json(exercise: str) -> None:
    found = props_of(load_motion(exercise))
    assert json.loads(json.dumps(found)) == found
    assert {thing["layer"] for thing in found} <= {"behind", "limbs", "front"}


def test_a_box_has_no_bottom_and_each_side_says_where_it_is_seen_from() -> None:
    (mat,) = things(MAT)
    normals = [tuple(shape["normal"]) for shape in mat["shapes"]]
    assert sorted(normals) == [(-1, 0, 0), (0, 0, -1), (0, 0, 1), (0, 1, 0), (1, 0, 0)]


def test_a_side_lies_where_its_normal_points() -> None:
    (mat,) = things(MAT)
    for shape in mat["shapes"]:
        axis = int(np.abs(shape["normal"]).argmax())
        values = {corner[axis] for corner in shape["face"]}
        assert values == {{(0, 1): 80, (0, -1): -90, (1, 1): 0, (2, 1): 30, (2, -1): -30}[axis, shape["normal"][axis]]}


@pytest.mark.parametrize(("yaw", "sides"), [(0, 2), (30, 3), (120, 3), (270, 2)])
def test_hidden_sides_are_not_drawn(yaw: float, sides: int) -> None:
    drawn = [shape.name for shape in seen("bridge", "start", yaw) if shape.name.startswith("prop.0.")]
    assert len(drawn) == sides


def test_a_chair_paints_its_back_after_its_seat_because_the_viewer_is_above() -> None:
    seat, back = things(CHAIR)
    tops = [max(corner[1] for shape in thing["shapes"] for corner in shape["face"]) for thing in (seat, back)]
    assert tops == [45, 87]
    assert all(thing["layer"] == "behind" and thing["upright"] for thing in (seat, back))


def test_a_stool_has_no_back() -> None:
    assert len(things(CHAIR | {"back": False})) == 1


def test_a_chair_turned_round_has_its_back_on_the_other_side() -> None:
    assert [things(CHAIR | {"flip": flip})[1]["at"][0] for flip in (False, True)] == [-20, 20]


def test_a_pillow_goes_with_the_body() -> None:
    (pillow,) = things({"type": "pillow", "to": "knee_L", "offset": [14, -11, 2], "among_limbs": True})
    place, _ = pillow["shapes"][0]["ball"][0]
    assert pillow["layer"] == "limbs"
    assert place == {"bone": "shank_L", "at": [0, 0, 0], "offset": [14, -11, 2]}


def test_a_towel_is_in_front_unless_it_says_behind() -> None:
    towel = {"type": "towel", "through": [["palm_R", [0, 0, 0]], ["sole_R", [0, 0, 0]]]}
    assert [things(towel | more)[0]["layer"] for more in ({}, {"behind": True})] == ["front", "behind"]


def test_a_taut_towel_goes_straight_from_hand_to_foot() -> None:
    motion = load_motion("hamstring-stretch-towel")
    number = next(i for i, thing in enumerate(props_of(motion)) if thing["type"] == "towel")
    lines = [shape for shape in seen(motion.id, motion.keys[-1], 14) if shape.name == f"prop.{number}.0"]
    assert [(line.smooth, len(line.points)) for line in lines] == [(False, 6)]


def test_water_lies_behind_the_body_and_before_it() -> None:
    behind, front = things(POOL)
    assert (behind["layer"], front["layer"]) == ("behind", "front")
    assert all(shape.get("opacity", 1) < 0.5 for shape in front["shapes"] if "face" in shape)


@pytest.mark.parametrize("yaw", [10, 100, 190, 280])
def test_from_every_side_one_half_of_the_water_is_behind_the_body_and_one_before(yaw: float) -> None:
    toward = Camera(yaw, 10).axes[2]
    for thing, sign in zip(things(POOL), (-1, 1), strict=True):
        halves = [shape for shape in thing["shapes"] if "normal" in shape and len(shape["face"]) > 4]
        shown = [shape for shape in halves if np.array(shape["normal"]) @ toward > 0.001]
        middles = [np.array(shape["face"][-1]) @ [0, 0, 1] * np.sign(toward[2]) * sign for shape in shown]
        assert len(shown) == 1
        assert middles[0] > 0


@pytest.mark.parametrize("exercise", ["wall-squat", "seated-march"])
def test_what_comes_between_viewer_and_body_is_glass_and_painted_last(exercise: str) -> None:
    motion = load_motion(exercise)
    glass = [
        shape
        for shape in seen(exercise, motion.keys[0], motion.description.yaw + 255)
        if getattr(shape, "opacity", 1) < 0.3
    ]
    names = [shape.name for shape in seen(exercise, motion.keys[0], motion.description.yaw + 255)]
    walls = [shape for shape in glass if shape.name.startswith("prop.")]
    assert walls
    assert names[-1] == walls[-1].name


def test_nothing_is_glass_from_where_the_motion_was_made() -> None:
    for exercise in EXERCISES:
        motion = load_motion(exercise)
        shapes = seen(exercise, motion.keys[0], motion.description.yaw)
        assert all(getattr(shape, "opacity", 1) != 0.28 for shape in shapes), exercise


def test_the_cranks_of_a_bicycle_follow_the_feet() -> None:
    motion = load_motion("cycling")
    ends = []
    for key in motion.keys[:2]:
        shapes = [shape for shape in seen("cycling", key, 18) if shape.name.startswith("prop.")]
        ends.append(reached(shapes[-1])[0][[0, -1]])
    assert np.abs(ends[0] - ends[1]).max() > 3
