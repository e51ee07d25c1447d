"""The joint angles that a camera coach compares with: measured on the poses that are drawn."""

from __future__ import annotations

import json

import pytest

from backwise.motion.motion import load_motion
from backwise.motion.targets import LANDMARKS, TOLERANCE, as_json, targets
from tests.motion.exercises import EXERCISES

NAMES = {"trunk_tilt"} | {f"{joint}_{side}" for joint in ("knee", "hip", "shoulder", "elbow") for side in "RL"}


def test_a_bridge_straightens_the_hips_and_tilts_the_trunk():
    found = targets(load_motion("bridge"))
    start, hold = found["start"], found["hold"]
    assert start["hip_R"].degrees == pytest.approx(130, abs=4)
    assert hold["hip_R"].degrees == pytest.approx(171, abs=4)
    assert start["trunk_tilt"].degrees == pytest.approx(1, abs=4)
    assert hold["trunk_tilt"].degrees == pytest.approx(27, abs=4)
    assert hold["hip_R"].judged and hold["trunk_tilt"].judged
    assert not hold["shoulder_R"].judged


def test_a_bridge_is_the_same_on_both_sides():
    for angles in targets(load_motion("bridge")).values():
        for joint in ("knee", "hip", "shoulder", "elbow"):
            assert angles[f"{joint}_R"].degrees == pytest.approx(angles[f"{joint}_L"].degrees, abs=0.5)


def test_only_the_leg_that_moves_is_judged():
    hold = targets(load_motion("seated-knee-extension"))["hold"]
    assert hold["knee_R"].judged and hold["knee_R"].degrees > 160
    assert not hold["knee_L"].judged


def test_what_only_the_back_does_is_not_judged():
    assert not any(target.judged for target in targets(load_motion("pelvic-tilt"))["hold"].values())


def test_a_trunk_that_stands_is_upright_and_one_that_lies_is_level():
    assert targets(load_motion("heel-raise"))["start"]["trunk_tilt"].degrees > 85
    assert targets(load_motion("straight-leg-raise"))["start"]["trunk_tilt"].degrees < 5


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_key_pose_has_every_angle_on_points_that_trackers_see(exercise):
    motion = load_motion(exercise)
    found = targets(motion)
    assert list(found) == list(motion.keys)
    seen = {11, 12, 13, 14, 15, 16, 23, 24, 25, 26, 27, 28}
    assert set(LANDMARKS.values()) == seen
    for angles in found.values():
        assert set(angles) == NAMES
        for name, target in angles.items():
            assert 0 <= target.degrees <= 180
            assert set(target.landmarks) <= seen
            assert len(target.landmarks) == (4 if name == "trunk_tilt" else 3)
            assert target.judged == found[motion.keys[0]][name].judged


def test_the_joint_stands_in_the_middle_of_its_landmarks():
    hold = targets(load_motion("bridge"))["hold"]
    assert hold["knee_R"].landmarks == (24, 26, 28)
    assert hold["elbow_L"].landmarks == (11, 13, 15)
    assert hold["trunk_tilt"].landmarks == (11, 12, 23, 24)


@pytest.mark.parametrize("exercise", ["bridge", "walking"])
def test_the_json_holds_whole_degrees_and_says_what_it_means(exercise):
    motion = load_motion(exercise)
    data = json.loads(json.dumps(as_json(motion)))
    assert data["exercise"] == exercise
    assert data["tolerance"] == TOLERANCE == 15
    assert data["show"] == list(motion.description.show)
    assert set(data["angles"]) == NAMES
    for key, angles in data["keys"].items():
        assert angles == {name: round(target.degrees) for name, target in targets(motion)[key].items()}
