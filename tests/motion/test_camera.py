"""Where the viewer stands: yaw toward +x, pitch upward."""

from __future__ import annotations

import numpy as np
import pytest

from backwise.motion.camera import Camera
from backwise.motion.vectors import vec

VIEWS = [(0, 0), (14, 10), (78, 6), (-40, 30), (200, 45)]


def test_from_straight_ahead_x_goes_right_y_up_and_z_toward_the_viewer() -> None:
    camera = Camera(0, 0)
    assert camera.flat(vec(3, 5, 7)).tolist() == [3, -5]
    assert camera.depth(vec(3, 5, 7)) == 7


@pytest.mark.parametrize(("yaw", "pitch"), VIEWS)
def test_a_camera_neither_stretches_nor_skews(yaw: float, pitch: float) -> None:
    axes = Camera(yaw, pitch).axes
    assert np.allclose(axes @ axes.T, np.eye(3))


def test_yaw_moves_the_viewer_toward_x() -> None:
    assert Camera(30, 0).depth(vec(1, 0, 0)) > 0
    assert Camera(90, 0).depth(vec(1, 0, 0)) == pytest.approx(1)


def test_pitch_moves_the_viewer_up_so_that_the_far_edge_of_a_floor_lies_higher() -> None:
    near, far = Camera(0, 20).flat(np.array([vec(0, 0, 30), vec(0, 0, -30)]))
    assert far[1] < near[1]
