"""Pictures: milliseconds and kilobytes of a still and of a moving figure, and what a frame costs in Chromium."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from backwise.library.files import BUILT_IN
from backwise.motion.animate import body_data, motion_data
from backwise.motion.checks import run_motion_checks
from backwise.motion.motion import Motion, load_motion
from backwise.motion.picture import Options, still
from backwise.motion.png import png
from backwise.motion.skeleton import load_skeleton
from tests.browsing import ARGUMENTS, CHROMIUM

from .table import Row, seconds

MODULE = Path(__file__).parent.parent / "src/backwise/web/static/figure.js"
MILLI, KILO = 1000, 1024
CALLS = 3
STILL_GOAL, STILL_SIZE, DATA_SIZE, MODULE_SIZE, BODY_SIZE, FRAME_GOAL = 15, 12, 5, 20, 8, 4
# A figure that is easy to draw, one whose limbs interlock, and one with much around it.
MOVING = ("bridge", "piriformis-stretch", "cycling")
CANVAS = "<style>body{margin:0}canvas{width:390px;height:300px;display:block}</style><canvas></canvas>"
FRAMES = """async ([code, body, motion]) => {
  const { play } = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  const asked = window.requestAnimationFrame, times = [], canvas = document.querySelector("canvas");
  const g = canvas.getContext("2d");
  // A pixel is read back, so that what was only put down to be drawn is drawn.
  window.requestAnimationFrame = (frame) => asked((now) => {
    const start = performance.now();
    frame(now);
    g.getImageData(0, 0, 1, 1);
    times.push(performance.now() - start);
  });
  const playing = play(canvas, body, motion);
  await new Promise((done) => setTimeout(done, 1500));
  times.length = 0;
  playing.turn(360);
  await new Promise((done) => setTimeout(done, 3000));
  playing.stop();
  window.requestAnimationFrame = asked;
  return times;
}"""


def rows() -> Iterator[Row]:
    """Medians over all exercises, and the worst with its name."""
    motions = [load_motion(path.parent.name) for path in sorted(BUILT_IN.glob("exercises/*/motion.toml"))]
    pictures = {motion.id: partial(still, motion, motion.description.show[1]) for motion in motions}
    yield from _milliseconds("still picture", pictures, STILL_GOAL)
    yield from _kilobytes("still picture, compressed", {name: make() for name, make in pictures.items()}, STILL_SIZE)
    small = {motion.id: partial(_small, motion) for motion in motions}
    yield from _milliseconds("picture of 120 pixels as PNG", small)
    yield from _kilobytes("data of a moving figure, compressed", {m.id: _data(m) for m in motions}, DATA_SIZE)
    yield from _milliseconds("data of a moving figure", {m.id: partial(_data, m) for m in motions})
    yield Row("figure.js", MODULE.stat().st_size / KILO, "KB", MODULE_SIZE)
    body = json.dumps(body_data(load_skeleton()), separators=(",", ":"))
    yield Row("data of the body", len(body.encode()) / KILO, "KB", BODY_SIZE)
    start = perf_counter()
    run_motion_checks()
    yield Row("all checks of all pictures", perf_counter() - start, "s", 12)
    yield from _frames({motion.id: motion for motion in motions if motion.id in MOVING})


def _small(motion: Motion) -> bytes:
    return png(still(motion, motion.description.show[1], Options(style="thumb")), 120)


def _data(motion: Motion) -> str:
    return json.dumps(motion_data(motion), separators=(",", ":"))


def _milliseconds(what: str, makers: dict[str, Callable[[], object]], goal: float | None = None) -> Iterator[Row]:
    times = {name: MILLI * seconds(make, CALLS, rounds=1) for name, make in makers.items()}
    slowest = max(times, key=times.__getitem__)
    yield Row(f"{what}, median of the exercises", median(times.values()), "ms", goal)
    yield Row(f"{what}, slowest ({slowest})", times[slowest], "ms", goal)


def _kilobytes(what: str, texts: dict[str, str], goal: float) -> Iterator[Row]:
    sizes = {name: len(gzip.compress(text.encode(), 9, mtime=0)) / KILO for name, text in texts.items()}
    largest = max(sizes, key=sizes.__getitem__)
    yield Row(f"{what}, median of the exercises", median(sizes.values()), "KB", goal)
    yield Row(f"{what}, largest ({largest})", sizes[largest], "KB", goal)


def _frames(motions: dict[str, Motion]) -> Iterator[Row]:
    """A figure that plays and turns on a canvas as wide as a phone, two pixels a point."""
    body = body_data(load_skeleton())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page: Page = browser.new_page(viewport={"width": 390, "height": 844}, device_scale_factor=2)
        for name, motion in motions.items():
            page.set_content(CANVAS)
            times = sorted(page.evaluate(FRAMES, [MODULE.read_text("utf-8"), body, motion_data(motion)]))
            yield Row(f"frame of a figure that turns, median ({name})", median(times), "ms", FRAME_GOAL)
            beside = f"95 of 100 within {times[int(len(times) * 0.95)]:.1f} ms"
            yield Row(f"frame of a figure that turns, mean ({name})", sum(times) / len(times), "ms", beside=beside)
        browser.close()
