"""The player of `figure.js`: time, turning, fitting, and stopping. Its clock is turned by hand, so that nothing waits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

from backwise.motion.animate import body_data, motion_data
from backwise.motion.motion import load_motion
from backwise.motion.moving import MODULE
from backwise.motion.skeleton import load_skeleton

pytestmark = pytest.mark.browser
# Lying, on the side, kneeling, at a wall, on a chair, in water; seen from the side, from the feet and from the front.
FITTED = ("bridge", "side-plank", "cat", "wall-squat", "sit-to-stand", "swimming", "piriformis-stretch", "tandem-stand")
CLOCK = """
let queue = [], time = 1000;
window.requestAnimationFrame = (draw) => queue.push(draw);
window.step = (seconds, rate = 30) => {
  for (let left = Math.round(seconds * rate); left > 0 && queue.length; left--) {
    time += 1000 / rate;
    for (const draw of queue.splice(0)) draw(time);
  }
};
window.waiting = () => queue.length;
window.picture = () => {
  const { width, height } = canvas, { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) sum = (sum * 31 + data[i] + data[i + 1] * 3 + data[i + 3]) % 1000003;
  return sum;
};
window.touchesEdge = () => {
  const { width, height } = canvas, g = canvas.getContext("2d");
  const sides = [[0, 0, width, 1], [0, height - 1, width, 1], [0, 0, 1, height], [width - 1, 0, 1, height]];
  return sides.some((side) => g.getImageData(...side).data.some((value, i) => i % 4 === 3 && value > 0));
};
"""
STAGE = (
    '<!doctype html><style>canvas { width: 390px; height: 300px; display: block }</style><canvas id="canvas"></canvas>'
)


@pytest.fixture
def stage(browser: Browser) -> Iterator[Page]:
    """A page with a canvas, figure.js and the body, whose pictures come when `step` is called."""
    page = browser.new_page(viewport={"width": 390, "height": 400}, has_touch=True)
    page.set_content(STAGE)
    page.evaluate(CLOCK)
    hand = f"window.body = {json.dumps(body_data(load_skeleton()))}; window.play = play;"
    page.add_script_tag(type="module", content=f"{MODULE.read_text()}\n{hand}")
    page.wait_for_function("window.play !== undefined", polling=20)
    yield page
    page.close()


def play(stage: Page, exercise: str, options: str = "{}") -> None:
    """Start to play, and wait until the canvas has been seen."""
    script = "motion => { window.motion = motion; window.figure = play(canvas, body, motion, %s); }"
    stage.evaluate(script % options, motion_data(load_motion(exercise)))
    stage.wait_for_function("waiting() > 0", polling=20)
    stage.wait_for_timeout(50)
    stage.evaluate("step(0.1)")


def picture(stage: Page) -> int:
    number: int = stage.evaluate("picture()")
    return number


def poses(stage: Page, seconds: float) -> list[list[object]]:
    """[progress, phase] of every picture in so many seconds."""
    found: list[list[object]] = stage.evaluate("seconds => { seen = []; step(seconds); return seen; }", seconds)
    return found


def test_it_rests_goes_out_holds_and_comes_back(stage):
    stage.evaluate("window.seen = []")
    play(stage, "bridge", "{ onpose: (...pose) => seen.push(pose) }")
    time = load_motion("bridge").description.timing
    found = poses(stage, time.rest + time.out + time.hold + time.back - 0.3)
    assert list(dict.fromkeys(phase for _, phase in found)) == ["rest", "out", "hold", "back"]
    out = [progress for progress, phase in found if phase == "out"]
    assert out == sorted(out) and out[0] < 0.1 and out[-1] > 0.9
    assert {progress for progress, phase in found if phase == "hold"} == {1}


def test_a_session_can_hold_longer_and_move_faster(stage):
    stage.evaluate("window.seen = []")
    play(stage, "bridge", "{ onpose: (...pose) => seen.push(pose), holdSeconds: 10, speed: 2 }")
    found = poses(stage, 8)
    assert 140 <= sum(phase == "hold" for _, phase in found) <= 155


def test_a_cycle_goes_round_evenly(stage):
    stage.evaluate("window.seen = []")
    play(stage, "walking", "{ onpose: (...pose) => seen.push(pose) }")
    found = poses(stage, 1)
    steps = [second - first for (first, _), (second, _) in pairwise(found) if second > first]
    assert max(steps) - min(steps) < 0.001


def test_a_tap_stops_it_and_another_one_goes_on(stage):
    play(stage, "bridge")
    stage.locator("canvas").tap()
    assert stage.evaluate("figure.paused")
    stage.evaluate("step(0.2)")
    assert stage.evaluate("waiting()") == 0
    stage.locator("canvas").tap()
    assert not stage.evaluate("figure.paused")
    before = picture(stage)
    stage.evaluate("step(2)")
    assert picture(stage) != before


def test_a_drag_turns_it_and_is_no_tap(stage):
    play(stage, "bridge")
    stage.mouse.move(200, 150)
    stage.mouse.down()
    stage.mouse.move(140, 155, steps=4)
    stage.mouse.up()
    yaw = load_motion("bridge").description.yaw
    assert stage.evaluate("figure.camera.yaw") == pytest.approx(yaw + 30)
    assert not stage.evaluate("figure.paused")
    stage.mouse.move(60, 155, steps=4)
    assert stage.evaluate("figure.camera.yaw") == pytest.approx(yaw + 30)


def test_a_mirrored_figure_follows_the_finger_too(stage):
    play(stage, "bridge", "{ mirror: true }")
    stage.mouse.move(200, 150)
    stage.mouse.down()
    stage.mouse.move(140, 150, steps=4)
    stage.mouse.up()
    assert stage.evaluate("figure.camera.yaw") == pytest.approx(load_motion("bridge").description.yaw - 30)


def test_keys_turn_and_stop_it(stage):
    play(stage, "bridge")
    stage.locator("canvas").focus()
    stage.keyboard.press("ArrowLeft")
    stage.evaluate("step(1.5)")
    assert stage.evaluate("figure.camera.yaw") == pytest.approx(load_motion("bridge").description.yaw + 15)
    stage.keyboard.press("Space")
    assert stage.evaluate("figure.paused")


def test_it_turns_while_it_is_stopped_and_then_rests(stage):
    play(stage, "bridge")
    stage.evaluate("figure.pause(); step(0.2)")
    before = picture(stage)
    stage.evaluate("figure.turn(60); step(3)")
    assert stage.evaluate("figure.camera.yaw - motion.camera[0]") == pytest.approx(60)
    assert picture(stage) != before
    assert stage.evaluate("waiting()") == 0
    stage.evaluate("figure.turn(330); step(3); figure.reset(); step(3)")
    assert stage.evaluate("(figure.camera.yaw - motion.camera[0]) % 360") == pytest.approx(0)
    assert picture(stage) == before


def test_it_can_be_put_anywhere(stage):
    stage.evaluate("window.seen = []")
    play(stage, "bridge", "{ onpose: (...pose) => seen.push(pose) }")
    stage.evaluate("figure.pause(); seen = []; figure.seek(0.5); step(0.1)")
    progress, phase = stage.evaluate("seen.at(-1)")
    assert progress == pytest.approx(0.5, abs=0.03) and phase == "out"
    stage.evaluate("figure.seek(1); step(0.1)")
    assert stage.evaluate("seen.at(-1)[0]") == 1


def test_a_still_stays(stage):
    play(stage, "bridge", "{ still: 1 }")
    before = picture(stage)
    stage.evaluate("step(2)")
    assert picture(stage) == before
    assert stage.evaluate("waiting()") == 0


def test_the_other_side_is_the_mirror_image(stage):
    play(stage, "clam", "{ still: 1 }")
    flipped = """() => {
      const g = canvas.getContext("2d"), { width, height } = canvas, row = () => [...g.getImageData(0, 150, width, 1).data];
      const before = row();
      figure.mirror(true);
      step(0.1);
      const after = row();
      let apart = 0;
      for (let x = 0; x < width; x++) apart += Math.abs(before[4 * x] - after[4 * (width - 1 - x)]) > 40;
      return [apart, before.some((value) => value)];
    }"""
    apart, drawn = stage.evaluate(flipped)
    assert drawn and apart < 8


def test_nothing_runs_while_nobody_sees_it(stage):
    play(stage, "bridge")
    stage.evaluate("canvas.style.marginTop = '3000px'")
    stage.wait_for_timeout(100)
    stage.evaluate("step(0.3)")
    assert stage.evaluate("waiting()") == 0
    stage.evaluate("canvas.style.marginTop = ''")
    stage.wait_for_function("waiting() > 0", polling=20)


def test_after_stop_it_is_quiet(stage):
    play(stage, "bridge")
    stage.evaluate("figure.stop(); step(0.3)")
    assert stage.evaluate("waiting()") == 0
    stage.locator("canvas").tap()
    stage.evaluate("canvas.style.width = '300px'")
    stage.wait_for_timeout(50)
    assert stage.evaluate("waiting()") == 0


def test_it_is_as_sharp_as_the_screen_up_to_two(browser):
    for scale, wide in ((1, 390), (2, 780), (3, 780)):
        context = browser.new_context(device_scale_factor=scale)
        page = context.new_page()
        page.set_content(STAGE)
        hand = (
            f"play(canvas, {json.dumps(body_data(load_skeleton()))}, {json.dumps(motion_data(load_motion('bridge')))});"
        )
        page.add_script_tag(type="module", content=f"{MODULE.read_text()}\n{hand}")
        page.wait_for_function(f"canvas.width === {wide}")
        context.close()


@pytest.mark.parametrize("exercise", FITTED)
def test_nothing_is_cut_off_from_any_side(stage, exercise):
    play(stage, exercise)
    cut = """() => {
      const found = [], near = [3, 6, 9, 12, 15, 20, 25];
      figure.pause();
      for (const progress of [0, 0.5, 1])
        for (const turn of [0, ...near, 50, 75, 110, 145, 180, 215, 250, 285, 310, ...near.map((turn) => 360 - turn)]) {
          figure.seek(progress);
          figure.turn(motion.camera[0] + turn - figure.camera.yaw);
          step(5, 10);
          if (touchesEdge()) found.push([progress, Math.round(figure.camera.yaw - motion.camera[0])]);
        }
      return found;
    }"""
    assert stage.evaluate(cut) == []


def test_turning_changes_the_size_smoothly(stage):
    """No jump between the picture's own view and the box around the turned figure."""
    play(stage, "knee-roll", "{ still: 0 }")
    sizes = """() => {
      const g = canvas.getContext("2d"), found = [], own = g.setTransform;
      g.setTransform = (...numbers) => (found.push(Math.abs(numbers[0])), own.apply(g, numbers));
      figure.turn(60);
      step(3, 60);
      return found;
    }"""
    found = stage.evaluate(sizes)
    assert max(abs(second - first) / first for first, second in pairwise(found)) < 0.08
