"""Rotations and vectors in space. A vector is an array (3,), a rotation a matrix (3, 3); angles in degrees."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]
# Many points: (n, 3) in the world, (n, 2) in the picture.
Points = NDArray[np.float64]
TINY = 1e-9
# Closer to a half turn than this, the axis is read off the matrix in another way.
HALF_TURN = math.pi - 1e-3


def vec(x: float, y: float, z: float) -> Vector:
    return np.array((x, y, z), float)


def as_vector(values: Sequence[float] | Vector) -> Vector:
    """A vector of three numbers as a file gives them."""
    return np.array(values, float)


def unit(vector: Vector) -> Vector:
    """The direction of a vector; one without length stays as it is."""
    length = float(np.linalg.norm(vector))
    return vector / length if length > TINY else vector


def turn_x(degrees: float) -> Matrix:
    c, s = _cos_sin(degrees)
    return np.array(((1, 0, 0), (0, c, -s), (0, s, c)), float)


def turn_y(degrees: float) -> Matrix:
    c, s = _cos_sin(degrees)
    return np.array(((c, 0, s), (0, 1, 0), (-s, 0, c)), float)


def turn_z(degrees: float) -> Matrix:
    c, s = _cos_sin(degrees)
    return np.array(((c, -s, 0), (s, c, 0), (0, 0, 1)), float)


def _cos_sin(degrees: float) -> tuple[float, float]:
    angle = math.radians(degrees)
    return math.cos(angle), math.sin(angle)


def slerp(first: Matrix, second: Matrix, share: float) -> Matrix:
    """The rotation between two, along the shortest way; `share` from 0 to 1."""
    turned: Matrix = first @ _from_axis(share * _axis(first.T @ second))
    return turned


def mixed(first: float, second: float, share: float) -> float:
    return first + (second - first) * share


def mixed_vector(first: Sequence[float] | Vector, second: Sequence[float] | Vector, share: float) -> Vector:
    start: Vector = as_vector(first)
    return start + (as_vector(second) - start) * share


def cross(first: Vector, second: Vector) -> Vector:
    """The vector product. numpy's own is made for arrays of them and takes ten times as long for one."""
    (a, b, c), (x, y, z) = first.tolist(), second.tolist()
    return vec(b * z - c * y, c * x - a * z, a * y - b * x)


def frame(up: Vector, forward: Vector) -> Matrix:
    """Axes with this direction up, and forward as near to the other as can be."""
    up = unit(up)
    forward = unit(forward - up * (forward @ up))
    return np.column_stack((forward, up, cross(forward, up)))


def angle_in_plane(matrix: Matrix) -> float:
    """By how many degrees a rotation about the third axis turns."""
    return math.degrees(math.atan2(matrix[1, 0], matrix[0, 0]))


def angle_between(first: Vector, second: Vector) -> float:
    return math.degrees(math.acos(float(np.clip(unit(first) @ unit(second), -1, 1))))


def quaternion(matrix: Matrix) -> tuple[float, float, float, float]:
    """x, y, z, w of a rotation."""
    axis = _axis(matrix)
    angle = float(np.linalg.norm(axis))
    x, y, z = unit(axis) * math.sin(angle / 2)
    return float(x), float(y), float(z), math.cos(angle / 2)


def matrix_of(quaternion: Sequence[float]) -> Matrix:
    """The rotation of x, y, z, w, which need not have length one."""
    axis = as_vector(quaternion[:3])
    length = float(np.linalg.norm(axis))
    return _from_axis(unit(axis) * (2 * math.atan2(length, quaternion[3])))


def _axis(matrix: Matrix) -> Vector:
    """The axis of a rotation, as long as its angle in radians."""
    angle = math.acos(max(-1.0, min(1.0, (float(np.trace(matrix)) - 1) / 2)))
    # Near no turn and near a half turn the cosine says too little, or the difference below vanishes.
    off = vec(matrix[2, 1] - matrix[1, 2], matrix[0, 2] - matrix[2, 0], matrix[1, 0] - matrix[0, 1])
    if angle < 1e-6:
        return off / 2
    if angle > HALF_TURN:
        return _half_turn_axis(matrix, off) * angle
    axis: Vector = angle / (2 * math.sin(angle)) * off
    return axis


def _half_turn_axis(matrix: Matrix, off: Vector) -> Vector:
    both = (matrix + np.eye(3)) / 2
    column = int(np.argmax(np.diag(both)))
    axis = unit(both[:, column])
    return -axis if off @ axis < 0 else axis


def _from_axis(axis: Vector) -> Matrix:
    angle = float(np.linalg.norm(axis))
    if angle < TINY:
        return np.eye(3)
    x, y, z = axis / angle
    cross = np.array(((0, -z, y), (z, 0, -x), (-y, x, 0)), float)
    turned: Matrix = np.eye(3) + math.sin(angle) * cross + (1 - math.cos(angle)) * cross @ cross
    return turned
