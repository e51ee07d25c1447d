"""The laws of rotations: what is turned there and back is where it was."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backwise.motion.vectors import (
    angle_between,
    angle_in_plane,
    cross,
    frame,
    matrix_of,
    mixed,
    mixed_vector,
    quaternion,
    slerp,
    turn_x,
    turn_y,
    turn_z,
    unit,
    vec,
)

angles = st.floats(-180, 180)
shares = st.floats(0, 1)
rotations = st.builds(lambda a, b, c: turn_x(a) @ turn_y(b) @ turn_z(c), angles, angles, angles)
vectors = st.builds(vec, *[st.floats(-50, 50)] * 3).filter(lambda v: np.linalg.norm(v) > 1e-3)
HALF_TURNS = [turn_x(180), turn_y(180), turn_z(180), turn_x(180) @ turn_y(1e-7), turn_y(90) @ turn_x(180)]


def is_rotation(matrix):
    return np.allclose(matrix.T @ matrix, np.eye(3), atol=1e-9) and np.linalg.det(matrix) == pytest.approx(1)


@given(rotations)
def test_a_rotation_survives_the_way_through_a_quaternion(rotation):
    assert np.allclose(matrix_of(quaternion(rotation)), rotation, atol=1e-5)


@pytest.mark.parametrize("turn", HALF_TURNS)
def test_so_does_a_half_turn(turn):
    assert np.allclose(matrix_of(quaternion(turn)), turn, atol=1e-5)


@given(rotations, st.floats(0.1, 10))
def test_a_quaternion_may_have_any_length_and_either_sign(rotation, length):
    for factor in (length, -length):
        assert np.allclose(matrix_of([factor * number for number in quaternion(rotation)]), rotation, atol=1e-5)


@given(rotations)
def test_a_quaternion_has_length_one(rotation):
    assert np.linalg.norm(quaternion(rotation)) == pytest.approx(1)


@given(rotations, rotations, shares)
def test_between_two_rotations_lie_rotations_and_the_ends_are_the_two(first, second, share):
    assert is_rotation(slerp(first, second, share))
    assert np.allclose(slerp(first, second, 0), first, atol=1e-9)
    assert np.allclose(slerp(first, second, 1), second, atol=1e-4)


@given(rotations, st.floats(-170, 170), shares)
def test_the_way_between_is_even(first, angle, share):
    assert np.allclose(slerp(first, first @ turn_y(angle), share), first @ turn_y(angle * share), atol=1e-6)


@given(vectors, vectors)
def test_a_frame_has_its_up_where_it_was_asked_and_is_a_rotation(up, forward):
    if 1 < angle_between(up, forward) < 179:
        axes = frame(up, forward)
        assert is_rotation(axes)
        assert np.allclose(axes[:, 1], unit(up))
        assert axes[:, 0] @ forward > 0


@given(st.floats(-179, 179))
def test_the_angle_of_a_hinge_is_read_off_its_rotation(angle):
    assert angle_in_plane(turn_z(angle)) == pytest.approx(angle)


@given(vectors, vectors)
def test_the_angle_between_two_directions_is_the_same_both_ways(first, second):
    assert angle_between(first, second) == pytest.approx(angle_between(second, first))
    assert 0 <= angle_between(first, second) <= 180


@given(vectors, vectors, shares)
def test_what_is_mixed_lies_between(first, second, share):
    place = mixed_vector(first, second, share)
    apart = np.linalg.norm(second - first)
    assert np.linalg.norm(place - first) + np.linalg.norm(second - place) == pytest.approx(apart, abs=1e-6)
    assert mixed(2, 4, 0.25) == 2.5


def test_a_vector_without_length_stays():
    assert np.array_equal(unit(vec(0, 0, 0)), vec(0, 0, 0))


@given(vectors, vectors)
def test_the_vector_product_is_that_of_numpy(first, second):
    assert np.allclose(cross(first, second), np.cross(first, second), atol=1e-9)


def test_right_is_forward_times_up():
    axes = frame(vec(0, 1, 0), vec(1, 0, 0))
    assert np.allclose(np.cross(axes[:, 0], axes[:, 1]), axes[:, 2])
