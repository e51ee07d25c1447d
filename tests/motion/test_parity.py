"""What the browser draws is what the server draws: the same shapes in the same order with the same outlines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page

from backwise.motion.animate import body_data, motion_data
from backwise.motion.camera import Camera
from backwise.motion.motion import Motion, load_motion
from backwise.motion.moving import MODULE
from backwise.motion.picture import shapes_at
from backwise.motion.pose import bones_of
from backwise.motion.rows import row_of
from backwise.motion.shapes import Arrow, Line, Patch, Shape, Spine
from backwise.motion.skeleton import load_skeleton
from tests.motion.exercises import EXERCISES

pytestmark = pytest.mark.browser
Points = NDArray[np.float64]
# The most that two outlines may be apart (cm), and two parts of a colour.
NEAR, SHADE = 0.15, 1
TURNS = (35, 100, 180, 260)
TURNED = (
    "bird-dog",
    "bridge",
    "cat",
    "clam",
    "cycling",
    "piriformis-stretch",
    "side-lying-rest",
    "side-plank",
    "walking",
)
LOOKS = sorted(look.id for look in load_skeleton().looks.values() if not look.water)
DRAW = """([motion, row, yaw, pitch, muscles, arrows]) => {
  const plain = (key, value) => (value instanceof Float64Array ? [...value] : value);
  return JSON.stringify(shapes(body, motion, row, { yaw, pitch }, { muscles, arrows, cell: 1.4 }), plain);
}"""


@pytest.fixture(scope="module")
def figure(browser: Browser) -> Iterator[Page]:
    """A page with figure.js and the body in it."""
    page = browser.new_page()
    hand = f"window.body = {json.dumps(body_data(load_skeleton()))}; window.shapes = shapes;"
    page.add_script_tag(type="module", content=f"{MODULE.read_text()}\n{hand}")
    page.wait_for_function("window.shapes !== undefined")
    yield page
    page.close()


def both(figure: Page, motion: Motion, progress: float, camera: Camera) -> tuple[list[Shape], list[dict[str, Any]]]:
    """The display lists of one moment: the server's and the browser's."""
    pose = motion.at(progress)
    row = [float(value) for value in row_of(bones_of(pose, motion.skeleton), motion.skeleton)]
    asked = [motion_data(motion), row, camera.yaw, camera.pitch, progress, 1.0]
    return list(shapes_at(motion, pose, camera, progress, 1.0)), json.loads(figure.evaluate(DRAW, asked))


def authored(motion: Motion) -> Camera:
    return Camera(motion.description.yaw, motion.description.pitch)


def apart(first: Points, second: Points, closed: bool) -> float:
    """How far each point of the one line is from the other at most."""
    starts, ends = (second, np.roll(second, -1, axis=0)) if closed else (second[:-1], second[1:])
    way = ends - starts
    share = ((first[:, None] - starts) * way).sum(2) / np.maximum((way**2).sum(1), 1e-12)
    nearest = starts + way * np.clip(share, 0, 1)[:, :, None]
    return float(np.linalg.norm(first[:, None] - nearest, axis=2).min(axis=1).max())


def alike(first: Points, second: Points, closed: bool = True) -> bool:
    return max(apart(first, second, closed), apart(second, first, closed)) <= NEAR


def outlines(shape: dict[str, Any], key: str) -> list[Points]:
    return [np.array(outline).reshape(-1, 2) for outline in shape[key]]


def differences(mine: Shape, other: dict[str, Any]) -> Iterator[str]:
    """What is not the same of two shapes of one name."""
    for key in ("polys", "clip"):
        polys = getattr(mine, key, None)
        # A flat thing's one side is its points.
        found = outlines(other, key) if key in other else [np.array(other["points"])] if polys else []
        if polys is not None and not (len(polys) == len(found) and all(any(alike(a, b) for b in found) for a in polys)):
            yield f"{mine.name}: other {key}"
    if isinstance(mine, (Line, Spine, Arrow)) and not alike(mine.points, np.array(other["points"]), closed=False):
        yield f"{mine.name}: other points"
    for key, usual in (("opacity", 1), ("width", 0), ("edge", 0), ("shade", 0)):
        if hasattr(mine, key) and abs(getattr(mine, key) - other.get(key, usual)) > 0.01:
            yield f"{mine.name}: other {key}"
    for key in ("fill", "stroke"):
        if colours_apart(getattr(mine, key, ""), other.get(key) or "") > SHADE:
            yield f"{mine.name}: other {key}"
    if isinstance(mine, Patch) and mine.does != other["does"]:
        yield f"{mine.name}: does something else"


def colours_apart(first: str, second: str) -> int:
    parts = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (first, second) if colour]
    return max((abs(a - b) for a, b in zip(*parts, strict=True)), default=0) if len(parts) == 2 else 0


def check(mine: list[Shape], other: list[dict[str, Any]]) -> None:
    assert [shape["name"] for shape in other] == [shape.name for shape in mine]
    found = [line for shape, drawn in zip(mine, other, strict=True) for line in differences(shape, drawn)]
    assert found == []


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_browser_draws_what_the_server_draws(figure, exercise):
    motion = load_motion(exercise)
    for progress in (0, 0.5, 1):
        check(*both(figure, motion, progress, authored(motion)))


@pytest.mark.parametrize("exercise", TURNED)
def test_they_agree_from_other_sides(figure, exercise):
    """But for coloured regions and the spinal line: the browser hides them where they are turned away."""
    motion = load_motion(exercise)
    for turn in TURNS:
        camera = Camera(motion.description.yaw + turn, motion.description.pitch)
        mine, other = both(figure, motion, 0.5, camera)
        seen = {shape["name"] for shape in other}
        check([shape for shape in mine if shape.name in seen or not isinstance(shape, (Patch, Spine))], other)


@pytest.mark.parametrize("look", LOOKS)
def test_they_agree_about_everyone(figure, look):
    motion = load_motion("bird-dog", look)
    for turn in (0, 120):
        mine, other = both(figure, motion, 1, Camera(motion.description.yaw + turn, motion.description.pitch))
        seen = {shape["name"] for shape in other}
        check([shape for shape in mine if shape.name in seen or not isinstance(shape, (Patch, Spine))], other)


def test_a_difference_is_found(figure):
    motion = load_motion("bridge")
    mine, other = both(figure, motion, 1, authored(motion))
    moved = next(shape for shape in other if shape["name"] == "thigh_R.0")
    moved["polys"][0] = [value + 0.3 for value in moved["polys"][0]]
    with pytest.raises(AssertionError, match=r"thigh_R.0: other polys"):
        check(mine, other)
