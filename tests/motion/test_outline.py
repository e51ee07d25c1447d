"""Hulls of ellipsoids in the picture, and outlines without the points that nobody sees."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backwise.motion.camera import Camera
from backwise.motion.outline import silhouettes, without_hidden
from backwise.motion.vectors import Points, turn_x, turn_y, vec

FRONT = Camera(0, 0)


def ball(x: float, y: float, *radii: float):
    return vec(x, y, 0), np.eye(3), vec(*(radii or (5, 5, 5)))


def area(polygon: Points) -> float:
    x, y = polygon.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def covered(points: Points, polys: list[Points]) -> list[bool]:
    """Which points lie in one outline or another."""
    found = np.zeros(len(points), bool)
    for poly in polys:
        edges, away = np.roll(poly, -1, axis=0) - poly, points[:, None] - poly
        found |= (edges[:, 0] * away[..., 1] - edges[:, 1] * away[..., 0] > 0).all(axis=1)
    return found.tolist()


def test_the_outline_of_a_ball_is_a_circle_around_it() -> None:
    (outline,) = silhouettes(FRONT, [ball(10, 2)]).hulls([[0]])
    assert np.allclose(np.linalg.norm(outline - (10, -2), axis=1), 5)


def test_an_ellipsoid_that_is_turned_shows_its_other_sides() -> None:
    turned = vec(0, 0, 0), turn_y(90), vec(1, 2, 6)
    (outline,) = silhouettes(FRONT, [turned]).hulls([[0]])
    assert outline.max(0) == pytest.approx((6, 2))


def test_a_hull_goes_around_all_of_its_group() -> None:
    seen = silhouettes(FRONT, [ball(0, 0), ball(20, 0), ball(10, 30)])
    (outline,) = seen.hulls([[0, 1, 2]])
    assert outline.min(0) == pytest.approx((-5, -35), abs=0.1)
    assert outline.max(0) == pytest.approx((25, 5), abs=0.1)
    assert covered(np.array([(10, -10)]), [outline]) == [True]


def test_many_groups_at_once_are_the_same_as_one_by_one() -> None:
    rng = np.random.default_rng(7)
    solids = [(rng.normal(size=3) * 20, turn_x(rng.uniform(0, 90)), rng.uniform(1, 9, 3)) for _ in range(8)]
    groups = [[0], [1, 2], [3, 4, 5], [6, 7], [2]]
    seen = silhouettes(Camera(14, 10), solids)
    for outline, group in zip(seen.hulls(groups), groups, strict=True):
        (alone,) = silhouettes(Camera(14, 10), [solids[number] for number in group]).hulls([range(len(group))])
        assert np.allclose(outline, alone)


@pytest.mark.parametrize(("radius", "count"), [(2, 20), (4, 28), (9, 40)])
def test_a_bigger_outline_has_more_points(radius: float, count: int) -> None:
    (outline,) = silhouettes(FRONT, [ball(0, 0, radius, radius, radius)]).hulls([[0]])
    assert len(outline) == count


def test_what_lies_inside_another_outline_is_left_out_altogether() -> None:
    big, small = silhouettes(FRONT, [ball(0, 0, 9, 9, 9), ball(1, 1, 2, 2, 2)]).hulls([[0], [1]])
    for polys in ((big, small), (small, big)):
        (left,) = without_hidden(polys)
        assert area(left) == pytest.approx(area(big))


def test_outlines_that_do_not_touch_keep_all_their_points() -> None:
    polys = silhouettes(FRONT, [ball(0, 0), ball(30, 0)]).hulls([[0], [1]])
    assert [len(poly) for poly in without_hidden(polys)] == [len(poly) for poly in polys]


numbers = st.floats(-12, 12)
balls = st.builds(lambda x, y, a, b: ball(x, y, a, b, 3), numbers, numbers, st.floats(1, 9), st.floats(1, 9))


# A busy computer is no mistake.
@settings(deadline=None)
@given(st.lists(balls, min_size=2, max_size=6))
def test_nothing_that_was_covered_is_bare_without_the_hidden_points(solids) -> None:
    polys = silhouettes(FRONT, solids).hulls([[number] for number in range(len(solids))])
    fewer = without_hidden(polys)
    assert sum(map(len, fewer)) <= sum(map(len, polys))
    grid = np.stack(np.meshgrid(np.linspace(-20, 20, 33), np.linspace(-20, 20, 33)), axis=-1).reshape(-1, 2)
    assert covered(grid, fewer) == covered(grid, polys)
