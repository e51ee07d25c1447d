"""Forward kinematics: bones keep their lengths, joints are where the bones before them end, both sides mirror each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backwise.motion.pose import Arm, Leg, Pose, ball, bone_of, bones_of, point_of
from backwise.motion.skeleton import SIDES
from backwise.motion.vectors import turn_x, turn_y, turn_z, vec
from tests.motion.exercises import EXERCISES
from tests.motion.motions import SKELETON, motion_with

angles = st.floats(-90, 90)
bends = st.builds(vec, angles, angles, angles)
turns = st.builds(lambda a, b, c: turn_y(a) @ turn_z(b) @ turn_x(c), angles, angles, angles)
legs = st.builds(Leg, turns, st.floats(0, 150), turns, st.floats(0, 40))
arms = st.builds(Arm, turns, st.floats(0, 150), turns, st.floats(0, 80))
poses = st.builds(
    Pose,
    st.builds(vec, *[st.floats(-100, 100)] * 3),
    turns,
    st.fixed_dictionaries(dict.fromkeys(("lumbar", "thorax", "neck"), bends)),
    st.fixed_dictionaries(dict.fromkeys(SIDES, legs)),
    st.fixed_dictionaries(dict.fromkeys(SIDES, arms)),
)
LENGTHS = SKELETON.lengths
BONES = [("thigh", "shank", "thigh"), ("shank", "foot", "shank"), ("upper_arm", "forearm", "upper_arm")]
BONES += [("forearm", "hand", "forearm"), ("hand", "fingers", "hand"), ("fingers", "fingertips", "fingers")]
NEUTRAL = Pose(
    vec(0, 90, 0),
    np.eye(3),
    dict.fromkeys(("lumbar", "thorax", "neck"), vec(0, 0, 0)),
    dict.fromkeys(SIDES, Leg(np.eye(3), 0, np.eye(3))),
    dict.fromkeys(SIDES, Arm(np.eye(3), 0, np.eye(3), 0)),
)


def apart(bones, first, second):
    return float(np.linalg.norm(bones[first][0] - bones[second][0]))


def assert_rigid(bones):
    for first, second, length in BONES:
        for side in SIDES:
            assert apart(bones, f"{first}_{side}", f"{second}_{side}") == pytest.approx(LENGTHS[length])
    assert apart(bones, "thigh_R", "thigh_L") == pytest.approx(2 * LENGTHS["half_hip_width"])
    for one, following in zip(SKELETON.segments, SKELETON.segments[1:], strict=False):
        assert apart(bones, one.bone, following.bone) == pytest.approx(one.length)
    for _, axes in bones.values():
        assert np.allclose(axes.T @ axes, np.eye(3), atol=1e-6)


@given(poses)
def test_bones_keep_their_lengths_in_any_pose(pose):
    assert_rigid(bones_of(pose, SKELETON))


@given(poses)
def test_one_bone_alone_is_where_it_is_in_the_whole_body(pose):
    for name, (origin, axes) in bones_of(pose, SKELETON).items():
        alone = bone_of(name, pose, SKELETON)
        assert np.array_equal(alone[0], origin), name
        assert np.array_equal(alone[1], axes), name


@pytest.mark.parametrize("exercise", EXERCISES)
def test_bones_keep_their_lengths_in_every_key_pose_and_between(exercise):
    motion = motion_with(exercise)
    for pose in (*motion.poses.values(), *(motion.between(*pair, 0.37) for pair in motion.pairs)):
        assert_rigid(bones_of(pose, SKELETON))


def mirrored(pose):
    """The pose of the mirror image: right is left, and what leans or turns to the right goes to the left."""
    flip = np.diag((1.0, 1.0, -1.0))
    other = {"R": "L", "L": "R"}
    return Pose(
        flip @ pose.position,
        flip @ pose.orientation @ flip,
        {group: bend * (1, -1, -1) for group, bend in pose.spine.items()},
        {
            other[side]: Leg(flip @ leg.thigh @ flip, leg.knee, flip @ leg.foot @ flip, leg.toes)
            for side, leg in pose.legs.items()
        },
        {
            other[side]: Arm(flip @ arm.upper @ flip, arm.elbow, flip @ arm.hand @ flip, arm.curl)
            for side, arm in pose.arms.items()
        },
    )


@given(poses)
def test_the_mirror_image_of_a_pose_has_its_bones_across(pose):
    bones, across = bones_of(pose, SKELETON), bones_of(mirrored(pose), SKELETON)
    for name, (origin, _) in bones.items():
        other = name[:-1] + {"R": "L", "L": "R"}[name[-1]] if name[-2:] in ("_R", "_L") else name
        assert np.allclose(across[other][0], origin * (1, 1, -1), atol=1e-6)


@given(poses)
def test_mirrored_twice_is_itself(pose):
    bones, again = bones_of(pose, SKELETON), bones_of(mirrored(mirrored(pose)), SKELETON)
    assert all(np.allclose(bones[name][0], again[name][0]) for name in bones)


@given(poses, st.builds(vec, *[st.floats(-50, 50)] * 3))
def test_moving_the_pelvis_moves_everything(pose, way):
    moved = Pose(pose.position + way, pose.orientation, pose.spine, pose.legs, pose.arms)
    before, after = bones_of(pose, SKELETON), bones_of(moved, SKELETON)
    assert all(np.allclose(after[name][0] - before[name][0], way) for name in before)


def test_a_body_at_rest_stands_upright_and_faces_right():
    bones = bones_of(NEUTRAL, SKELETON)
    assert bones["head"][0][1] > bones["thorax4"][0][1] > bones["pelvis"][0][1] > bones["shank_R"][0][1]
    assert bones["foot_R"][0][1] == pytest.approx(90 - LENGTHS["thigh"] - LENGTHS["shank"])
    assert point_of(bones, SKELETON.points["toe_R"])[0] > point_of(bones, SKELETON.points["heel_R"])[0]
    assert bones["thigh_R"][0][2] > 0 > bones["thigh_L"][0][2]


@pytest.mark.parametrize("side", SIDES)
def test_flexion_goes_forward_abduction_outward_and_rotation_turns_the_front_outward(side):
    sign = SIDES[side]
    down = vec(0, -1, 0)
    assert (ball(sign, flexion=30) @ down)[0] > 0
    assert (ball(sign, abduction=30) @ down)[2] * sign > 0
    assert (ball(sign, rotation=30) @ vec(1, 0, 0))[2] * sign > 0


def test_a_bent_knee_brings_the_foot_back_and_a_bent_elbow_the_hand_forward():
    legs = dict.fromkeys(SIDES, Leg(np.eye(3), 90, np.eye(3)))
    arms = dict.fromkeys(SIDES, Arm(np.eye(3), 90, np.eye(3), 0))
    bones = bones_of(Pose(NEUTRAL.position, NEUTRAL.orientation, NEUTRAL.spine, legs, arms), SKELETON)
    assert bones["foot_R"][0][0] < bones["shank_R"][0][0]
    assert bones["hand_R"][0][0] > bones["forearm_R"][0][0]


def test_only_an_arm_above_the_horizontal_lifts_its_shoulder():
    def shoulder(flexion):
        arms = dict.fromkeys(SIDES, Arm(ball(1, flexion), 0, np.eye(3), 0))
        pose = Pose(NEUTRAL.position, NEUTRAL.orientation, NEUTRAL.spine, NEUTRAL.legs, arms)
        return bones_of(pose, SKELETON)["upper_arm_R"][0]

    assert np.allclose(shoulder(0), shoulder(60))
    assert shoulder(180)[1] - shoulder(0)[1] > 2
    assert shoulder(180)[2] < shoulder(0)[2]


def test_a_fist_brings_the_fingertips_to_the_palm():
    def reach(curl):
        arms = dict.fromkeys(SIDES, Arm(np.eye(3), 0, np.eye(3), curl))
        bones = bones_of(Pose(NEUTRAL.position, NEUTRAL.orientation, NEUTRAL.spine, NEUTRAL.legs, arms), SKELETON)
        return apart(bones, "hand_R", "fingertips_R")

    assert reach(0) > reach(40) > reach(80)
