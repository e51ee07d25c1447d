"""Key poses do what their description says, and what lies between two of them leaves nothing that both hold."""

import copy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backwise.motion.contacts import foot_target
from backwise.motion.description import mirrored
from backwise.motion.flesh import blobs_of
from backwise.motion.pose import bones_of, point_of
from backwise.motion.skeleton import SIDES
from backwise.motion.solve import between, lowest, solve
from tests.motion.exercises import EXERCISES
from tests.motion.motions import SKELETON, motion_with

shares = st.floats(0, 1)
MOTIONS = {exercise: motion_with(exercise) for exercise in EXERCISES}
PAIRS = [(exercise, *pair) for exercise, motion in MOTIONS.items() for pair in motion.pairs]
PLANTED = [
    (exercise, first, second, side)
    for exercise, first, second in PAIRS
    for side in SIDES
    if "plant" in (key := MOTIONS[exercise].description.keys)[first].get(f"leg{side}", {})
    and key[first][f"leg{side}"]["plant"] == key[second].get(f"leg{side}", {}).get("plant")
]


def places(pose):
    return {name: origin for name, (origin, _) in bones_of(pose, SKELETON).items()}


@pytest.mark.parametrize(("exercise", "first", "second"), PAIRS)
def test_an_in_between_at_the_ends_is_the_key_pose(exercise, first, second):
    motion = MOTIONS[exercise]
    assert motion.between(first, second, 0) is motion.poses[first]
    assert motion.between(first, second, 1) is motion.poses[second]


@given(st.sampled_from(PLANTED), shares)
@settings(max_examples=150, deadline=None)
def test_a_planted_foot_does_not_slide(pair, share):
    exercise, first, second, side = pair
    motion = MOTIONS[exercise]
    leg = motion.description.keys[first][f"leg{side}"]
    ankle = bones_of(motion.between(first, second, share), SKELETON)[f"foot_{side}"][0]
    assert np.linalg.norm(ankle - foot_target(leg["plant"], SKELETON)[0]) <= 0.6


@given(st.sampled_from(PAIRS), shares)
@settings(max_examples=100, deadline=None)
def test_a_shared_anchor_goes_straight_from_one_place_to_the_other(pair, share):
    exercise, first, second = pair
    motion = MOTIONS[exercise]
    keys = motion.description.keys
    anchor = keys[second].get("anchor", "pelvis")
    if keys[first].get("anchor", "pelvis") != anchor or anchor.endswith(("_R", "_L")):
        return
    ends = [point_of(bones_of(motion.poses[key], SKELETON), SKELETON.points[anchor]) for key in (first, second)]
    place = point_of(bones_of(motion.between(first, second, share), SKELETON), SKELETON.points[anchor])
    assert np.allclose(place, ends[0] + (ends[1] - ends[0]) * share, atol=1e-6)


LYING = {"pelvis": {"pitch": 90}, "rest": ["trunk", 0], "head": 88}
STANDING = {"rest": ["stand", 0.998], "legR": {"plant": {"at": [8, 9]}}, "legL": {"plant": {"at": [8, -9]}}, "head": 0}


@pytest.mark.parametrize("height", [0, 45, 52])
def test_what_rests_lies_on_its_surface(height):
    bones = bones_of(solve({**LYING, "rest": ["trunk", height]}, SKELETON), SKELETON)
    assert lowest(bones, SKELETON.sets["trunk"], SKELETON.blobs) == pytest.approx(height)


def test_a_list_of_blobs_can_rest():
    bones = bones_of(solve({**LYING, "rest": [["chest-top"], 3]}, SKELETON), SKELETON)
    assert lowest(bones, ["chest-top"], SKELETON.blobs) == pytest.approx(3)


@pytest.mark.parametrize("straight", [0.9, 0.978, 0.998])
def test_standing_is_as_high_as_the_planted_legs_allow(straight):
    bones = bones_of(solve({**STANDING, "rest": ["stand", straight]}, SKELETON), SKELETON)
    reach = np.linalg.norm(bones["thigh_R"][0] - bones["foot_R"][0])
    assert reach == pytest.approx((SKELETON.lengths["thigh"] + SKELETON.lengths["shank"]) * straight)


def test_the_anchor_is_put_where_it_belongs_and_free_numbers_stay():
    pose = solve({**STANDING, "anchor": "knee_R", "at": [12, "free", 3]}, SKELETON)
    unbent = bones_of(
        solve({**STANDING, "legR": {}, "legL": {}, "anchor": "knee_R", "at": [12, 50, 3]}, SKELETON), SKELETON
    )
    assert np.allclose(unbent["shank_R"][0], (12, 50, 3))
    assert pose.position[2] == pytest.approx(3 - SKELETON.lengths["half_hip_width"])


@pytest.mark.parametrize("head", [-60, -20, 0, 30])
def test_the_face_looks_where_it_is_told(head):
    forward = bones_of(solve({**STANDING, "head": head}, SKELETON), SKELETON)["head"][1][:, 0]
    assert np.degrees(np.arctan2(forward[1], forward[0])) == pytest.approx(head, abs=1)


def test_aimed_legs_point_where_they_are_told_in_the_world():
    pose = solve({"pelvis": {"pitch": -80}, "legR": {"aim": [-90, -180, -150]}, "at": [0, 60, 0]}, SKELETON)
    bones = bones_of(pose, SKELETON)
    assert np.allclose(bones["thigh_R"][1][:, 1], (0, 1, 0), atol=1e-9)
    assert np.allclose(bones["shank_R"][1][:, 1], (1, 0, 0), atol=1e-9)


def test_an_older_posture_rounds_an_upright_back_and_no_lying_one():
    posture = SKELETON.postures["older"]
    upright, older = solve(STANDING, SKELETON), solve(STANDING, SKELETON, posture)
    assert older.spine["thorax"][0] == upright.spine["thorax"][0] + posture["thorax"]
    assert older.position[1] < upright.position[1]
    lying = solve(LYING, SKELETON, posture)
    assert np.array_equal(lying.spine["thorax"], solve(LYING, SKELETON).spine["thorax"])


def test_a_larger_body_lies_higher_but_is_pressed_flat():
    prone = {"pelvis": {"pitch": -90}, "rest": ["trunk", 0], "leg": {}}
    flesh = blobs_of(SKELETON, "large")
    lean, large = (bones_of(solve(prone, SKELETON, None, worn), SKELETON) for worn in (None, flesh))
    assert large["pelvis"][0][1] > lean["pelvis"][0][1] + 3
    assert lowest(large, SKELETON.sets["trunk"], flesh) == pytest.approx(-1.5, abs=0.5)


def test_legs_that_lie_still_lie_under_a_larger_body():
    prone = {
        "pelvis": {"pitch": -90},
        "rest": ["trunk", 0],
        "legR": {"hip": 4, "knee": 2},
        "legL": {"hip": 4, "knee": 2},
    }
    lean, large = (
        bones_of(solve(prone, SKELETON, None, worn), SKELETON) for worn in (None, blobs_of(SKELETON, "large"))
    )
    assert large["foot_R"][0][1] == pytest.approx(lean["foot_R"][0][1], abs=0.5)


@pytest.mark.parametrize(
    "lying",
    [{"pelvis": {"pitch": -90}}, {"pelvis": {"pitch": 90}}, {"pelvis": {"pitch": -90}, "lumbar": {"flex": -30}}],
)
def test_the_shoulders_of_a_larger_body_come_down_again(lying):
    described = {**lying, "rest": ["trunk", 0]}
    lean, large = (
        bones_of(solve(described, SKELETON, None, worn), SKELETON) for worn in (None, blobs_of(SKELETON, "large"))
    )
    assert np.allclose(large["upper_arm_R"][0], lean["upper_arm_R"][0], atol=0.7)


ACROSS = {"armR": "armL", "armL": "armR", "legR": "legL", "legL": "legR"}
SIGNS = {
    "pelvis": ("roll", "yaw", "side"),
    "lumbar": ("side", "rot"),
    "thorax": ("side", "rot"),
    "neck": ("side", "rot"),
}


def across(key):
    """A whole pose description for the other side of the body."""
    out = copy.deepcopy({name: value for name, value in key.items() if name not in ACROSS})
    for name, fields in SIGNS.items():
        for field in fields:
            if field in out.get(name, {}):
                out[name][field] = -out[name][field]
    for name, other in ACROSS.items():
        if name in key:
            out[other] = mirrored(key[name])
            if "tip" in key[name]:
                out[other]["tip"] = -key[name]["tip"]
    if "at" in out:
        out["at"] = [*out["at"][:2], out["at"][2] if out["at"][2] == "free" else -out["at"][2]]
    if out.get("anchor", "")[-2:] in ("_R", "_L"):
        out["anchor"] = swapped(out["anchor"])
    if isinstance(out.get("rest", [""])[0], list):
        out["rest"][0] = [swapped(name) for name in out["rest"][0]]
    return out


def swapped(name):
    return name[:-1] + {"R": "L", "L": "R"}[name[-1]] if name[-2:] in ("_R", "_L") else name


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_mirrored_description_gives_the_mirrored_picture(exercise):
    keys = MOTIONS[exercise].description.keys
    for key in keys.values():
        pose, other = places(solve(key, SKELETON)), places(solve(across(key), SKELETON))
        for bone, place in pose.items():
            assert np.allclose(other[swapped(bone)], place * (1, 1, -1), atol=1e-6), bone


@given(shares)
@settings(max_examples=30, deadline=None)
def test_an_in_between_of_mirrored_descriptions_is_mirrored(share):
    first, second = (MOTIONS["dead-bug"].description.keys[key] for key in ("start", "hold"))
    ends = [solve(key, SKELETON) for key in (first, second)]
    others = [solve(across(key), SKELETON) for key in (first, second)]
    pose = places(between(*ends, first, second, share, SKELETON))
    other = places(between(*others, across(first), across(second), share, SKELETON))
    assert all(np.allclose(other[swapped(bone)], place * (1, 1, -1), atol=1e-6) for bone, place in pose.items())
