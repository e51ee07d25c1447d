"""What is fixed stays fixed: two bones reach what they can, planted feet stand, hands and elbows lie where they are put."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backwise.motion.contacts import foot_target, hand_target, pin_limbs, two_bones
from backwise.motion.pose import ball, bones_of
from backwise.motion.skeleton import SIDES
from backwise.motion.vectors import angle_between, vec
from tests.motion.motions import SKELETON
from tests.motion.test_pose import NEUTRAL

LENGTHS = SKELETON.lengths
coordinates = st.floats(-60, 60)
places = st.builds(vec, coordinates, coordinates, coordinates)
THIGH, SHANK = LENGTHS["thigh"], LENGTHS["shank"]


def length(vector):
    return float(np.linalg.norm(vector))


@given(places, places)
def test_two_bones_keep_their_lengths_and_reach_what_is_within_reach(target, pole):
    assume(abs(THIGH - SHANK) + 1 < length(target) < THIGH + SHANK - 1)
    middle, end, _ = two_bones(vec(0, 0, 0), target, THIGH, SHANK, pole)
    assert length(middle) == pytest.approx(THIGH)
    assert length(end - middle) == pytest.approx(SHANK)
    assert np.allclose(end, target)


@given(places, places)
def test_the_middle_joint_lies_on_the_side_of_its_pole(target, pole):
    assume(5 < length(target) < 80 and length(pole) > 1 and 5 < angle_between(target, pole) < 175)
    middle, _, out = two_bones(vec(0, 0, 0), target, THIGH, SHANK, pole)
    assert middle @ out > 0
    assert out @ pole > 0
    assert abs(out @ target) < 1e-6 * length(target)


@pytest.mark.parametrize("far", [83, 120, 1000])
def test_what_is_out_of_reach_is_pointed_at_with_a_straight_limb(far):
    middle, end, _ = two_bones(vec(0, 0, 0), vec(0, -far, 0), THIGH, SHANK, vec(1, 0, 0))
    assert length(end) == pytest.approx(THIGH + SHANK, abs=0.1)
    assert end[1] < 0
    assert length(middle) == pytest.approx(THIGH)


def test_a_pole_along_the_limb_does_not_matter():
    middle, end, _ = two_bones(vec(0, 0, 0), vec(0, -60, 0), THIGH, SHANK, vec(0, -1, 0))
    assert length(middle) == pytest.approx(THIGH)
    assert np.allclose(end, vec(0, -60, 0))


def sole(ankle, axes, forward):
    return ankle + axes @ vec(forward, -LENGTHS["sole"], 0)


@given(st.floats(-50, 50), st.floats(-30, 30), st.floats(-45, 45))
def test_a_planted_foot_has_its_ball_on_its_place_and_a_flat_sole(x, z, turn):
    ankle, axes = foot_target({"at": [x, z], "turn": turn}, SKELETON)
    assert np.allclose(sole(ankle, axes, LENGTHS["foot_ball"]), vec(x, 0, z))
    assert axes[1, 1] == pytest.approx(1)


@given(st.floats(1, 60))
def test_a_lifted_heel_turns_about_the_ball_and_lifted_toes_about_the_heel(lift):
    flat, flat_axes = foot_target({"at": [0, 0]}, SKELETON)
    ankle, axes = foot_target({"at": [0, 0], "lift": lift}, SKELETON)
    assert np.allclose(sole(ankle, axes, LENGTHS["foot_ball"]), vec(0, 0, 0))
    assert ankle[1] > flat[1]
    ankle, axes = foot_target({"at": [0, 0], "lift": -lift}, SKELETON)
    heel = LENGTHS["foot_heel"]
    assert np.allclose(sole(ankle, axes, heel), sole(flat, flat_axes, heel))


@given(st.floats(-0.5, 0.5))
def test_a_foot_does_not_jump_where_its_lift_changes_sign(lift):
    ankle, _ = foot_target({"at": [10, 5], "lift": lift}, SKELETON)
    flat, _ = foot_target({"at": [10, 5]}, SKELETON)
    assert length(ankle - flat) < 0.2


@given(st.floats(-5, 30), st.floats(0, 12), st.floats(-30, 30))
def test_a_plant_within_reach_is_reached_with_both_feet(x, y, turn):
    plant = {"plant": {"at": [x, 9], "y": y, "turn": turn}}
    other = {"plant": {"at": [x, -9], "y": y, "turn": -turn}}
    low = replace(NEUTRAL, position=vec(0, 80, 0))
    pose = pin_limbs(low, {"legR": plant, "legL": other}, SKELETON)
    bones = bones_of(pose, SKELETON)
    for side, leg in (("R", plant), ("L", other)):
        ankle, axes = foot_target(leg["plant"], SKELETON)
        assert np.allclose(bones[f"foot_{side}"][0], ankle, atol=1e-6)
        assert np.allclose(bones[f"foot_{side}"][1], axes, atol=1e-6)
        assert pose.legs[side].knee >= 0


@given(st.floats(0, 30), st.floats(100, 125), st.sampled_from(sorted(SIDES)))
def test_a_hand_comes_to_its_place_palm_down(x, y, side):
    hand = {"at": [x + 15, y, 20 * SIDES[side]], "fingers": [1, 0, 0], "palm": [0, -1, 0]}
    pose = pin_limbs(NEUTRAL, {f"arm{side}": {"hand": hand}}, SKELETON)
    bones = bones_of(pose, SKELETON)
    wrist, axes = hand_target(bones, side, hand, SKELETON)
    # The shoulder moves with the arm, so that it is solved in rounds.
    assert length(bones[f"hand_{side}"][0] - wrist) < 1.5
    assert np.allclose(bones[f"hand_{side}"][1], axes, atol=1e-6)
    assert np.allclose(axes[:, 1], vec(-1, 0, 0), atol=1e-6)
    assert axes[1, 2] * SIDES[side] == pytest.approx(1)


def test_a_hand_on_the_body_moves_with_it():
    hand = {"hand": {"to": "mid_thigh_R", "by": [0, 0, 0]}}
    for hip in (80, 110):
        legs = {side: replace(leg, thigh=ball(1, hip)) for side, leg in NEUTRAL.legs.items()}
        pose = pin_limbs(replace(NEUTRAL, legs=legs), {"armR": hand}, SKELETON)
        bones = bones_of(pose, SKELETON)
        place, _ = hand_target(bones, "R", hand["hand"], SKELETON)
        assert length(bones["hand_R"][0] - place) < 2


def test_an_elbow_is_set_on_its_place_and_the_forearm_points_where_it_is_told():
    shoulder = bones_of(NEUTRAL, SKELETON)["upper_arm_R"][0]
    place = shoulder - vec(0, LENGTHS["upper_arm"], 0)
    prop = {"elbow": list(place), "toward": list(place + vec(30, 0, 0))}
    bones = bones_of(pin_limbs(NEUTRAL, {"armR": {"prop": prop}}, SKELETON), SKELETON)
    assert length(bones["forearm_R"][0] - place) < 0.1
    assert angle_between(bones["hand_R"][0] - bones["forearm_R"][0], vec(1, 0, 0)) < 1


def test_a_low_shoulder_lets_the_elbow_slide_outward_and_not_sink():
    shoulder = bones_of(NEUTRAL, SKELETON)["upper_arm_R"][0]
    place = shoulder - vec(0, 15, 0) + vec(0, 0, 2)
    pose = pin_limbs(NEUTRAL, {"armR": {"prop": {"elbow": list(place), "toward": [60, place[1], 20]}}}, SKELETON)
    elbow = bones_of(pose, SKELETON)["forearm_R"][0]
    assert elbow[1] > place[1] - 1
    assert elbow[2] > place[2]


@pytest.mark.parametrize("beside", [0.5, 3, 8])
def test_an_elbow_that_begins_to_slide_does_not_jump(beside):
    """It goes fast when the shoulder comes down on it, as a rigid arm must, but from where it was."""

    def elbow(height):
        pose = replace(NEUTRAL, position=vec(0, height, 0))
        shoulder = bones_of(NEUTRAL, SKELETON)["upper_arm_R"][0]
        place = shoulder - vec(0, LENGTHS["upper_arm"], -beside)
        prop = {"elbow": list(place), "toward": list(place + vec(30, 0, 0))}
        return bones_of(pin_limbs(pose, {"armR": {"prop": prop}}, SKELETON), SKELETON)["forearm_R"][0]

    places = [elbow(90 - step * 0.002) for step in range(1000)]
    assert max(length(after - before) for before, after in pairwise(places)) < 0.5
    surface = bones_of(NEUTRAL, SKELETON)["upper_arm_R"][0][1] - LENGTHS["upper_arm"]
    assert min(place[1] for place in places) > surface - 1


def test_an_ankle_is_laid_on_the_other_thigh():
    legs = dict(NEUTRAL.legs)
    legs["L"] = replace(legs["L"], thigh=ball(-1, 90), knee=90)
    pose = replace(NEUTRAL, legs=legs)
    pin = {"ankle_to": {"to": "mid_thigh_L", "by": [2, 0, 0]}, "pole": [0.5, 0.2, 1], "ankle": 5}
    bones = bones_of(pin_limbs(pose, {"legR": pin}, SKELETON), SKELETON)
    origin, axes = bones["thigh_L"]
    place = origin + axes @ (SKELETON.points["mid_thigh_L"].at + vec(2, 0, 0))
    assert length(bones["foot_R"][0] - place) < 0.1
    assert bones["shank_R"][0][2] > bones["foot_R"][0][2]
