"""Files that move by themselves: a page to play and turn, and an animated SVG."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, expect

from backwise.motion.motion import Motion, load_motion
from backwise.motion.moving import moment, moving_svg, page, progresses, timeline
from tests.motion.exercises import EXERCISES

SVG = "{http://www.w3.org/2000/svg}"
SOME = ("bridge", "double-knee-to-chest", "walking")
SENTENCE = "Lying on your back, knees bent; hips rise <up>."


def frames(svg: str) -> list[ElementTree.Element]:
    """The pictures that take turns, each with when it is visible."""
    return [group for group in ElementTree.fromstring(svg).iter(f"{SVG}g") if "visibility" in group.attrib]


def shown_at(svg: str, share: float) -> list[int]:
    """The numbers of the pictures that are visible after a share of the time."""
    found = []
    for number, group in enumerate(frames(svg)):
        switch = group.find(f"{SVG}animate")
        assert switch is not None
        times = [float(time) for time in switch.attrib["keyTimes"].split(";")]
        states = switch.attrib["values"].split(";")
        if states[sum(time <= share for time in times) - 1] == "visible":
            found.append(number)
    return found


@pytest.mark.parametrize("exercise", SOME)
def test_one_picture_is_visible_at_a_time(exercise):
    svg = moving_svg(load_motion(exercise), label="A movement")
    assert all(len(shown_at(svg, step / 97)) == 1 for step in range(97))


def test_a_movement_goes_out_holds_and_comes_back():
    svg = moving_svg(load_motion("bridge"))
    order = [shown_at(svg, step / 400)[0] for step in range(400)]
    steps = [first for first, second in pairwise(order) if first != second] + order[-1:]
    assert steps == [0, 1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1, 0]
    assert order.count(7) > order.count(3)


def test_a_cycle_goes_round():
    svg = moving_svg(load_motion("walking"))
    order = [shown_at(svg, (step + 0.5) / 120)[0] for step in range(120)]
    assert order == sorted(order) and set(order) == set(range(12))


@pytest.mark.parametrize("exercise", EXERCISES)
def test_time_is_that_of_the_movement(exercise):
    motion = load_motion(exercise)
    timing = motion.description.timing
    seconds, shown = timeline(motion)
    whole = timing.round if motion.description.cycle else timing.rest + timing.out + timing.hold + timing.back
    assert seconds == pytest.approx(whole, abs=0.02)
    assert shown[0] == (0.0, 0)
    assert {number for _, number in shown} == set(range(len(progresses(motion))))


def test_people_start_and_stop_softly():
    parts = [["rest", 1, 0, 0], ["out", 2, 0, 1], ["hold", 1, 1, 1], ["back", 2, 1, 0]]
    assert [round(moment(parts, seconds), 2) for seconds in (0, 1, 1.1, 2, 2.9, 3.5, 5, 6)] == [
        0,
        0,
        0,
        0.5,
        1,
        1,
        0.5,
        0,
    ]


def test_what_does_not_move_is_drawn_once():
    svg = moving_svg(load_motion("bridge"))
    mat = re.search(r'<path d="[^"]+" fill="#[0-9a-f]{6}" stroke="#7FB0A5"', svg, re.IGNORECASE)
    assert mat and svg.count(mat[0]) == 1


def test_the_animated_picture_is_whole_and_harmless():
    svg = moving_svg(load_motion("cat"), label="Back <up> & down")
    assert "style" not in svg and "script" not in svg and "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    root = ElementTree.fromstring(svg)
    assert root.attrib["aria-label"] == "Back <up> & down"
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert {word for word in re.findall(r'#([\w-]+)[")]', svg) if not re.fullmatch(r"[0-9a-fA-F]{3,6}", word)} <= set(
        ids
    )


def test_the_other_side_is_the_mirror_image():
    motion = load_motion("clam")
    assert "scale(-1 1)" in moving_svg(motion, mirror=True)
    assert "scale(-1 1)" not in moving_svg(motion)
    assert "mirror: true" in page(motion, "Clam", "", mirror=True)


def whole_page(motion: Motion) -> str:
    return page(motion, "Bridge & <more>", SENTENCE)


def test_a_page_needs_nothing_else():
    text = whole_page(load_motion("bridge"))
    assert "Bridge &amp; &lt;more&gt;" in text and "hips rise &lt;up&gt;." in text
    assert not re.findall(r'(?:src|href)="(?!#)', text)
    assert "https:" not in text and "import " not in text


@pytest.mark.browser
def test_a_page_plays_stops_and_turns_from_a_file(browser: Browser, tmp_path: Path):
    file = tmp_path / "bridge.html"
    file.write_text(whole_page(load_motion("bridge")), "utf-8")
    wrong: list[str] = []
    tab = browser.new_page(viewport={"width": 390, "height": 700})
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda message: wrong.append(message.text))
    tab.goto(file.as_uri())
    before = tab.locator("canvas").screenshot()
    tab.wait_for_timeout(1800)
    assert tab.locator("canvas").screenshot() != before
    tab.get_by_role("button", name="Pause").click()
    tab.wait_for_timeout(100)
    stopped = tab.locator("canvas").screenshot()
    tab.wait_for_timeout(300)
    assert tab.locator("canvas").screenshot() == stopped
    tab.get_by_role("button", name="Turn", exact=True).click()
    tab.wait_for_timeout(900)
    assert tab.locator("canvas").screenshot() != stopped
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wrong == []
    tab.close()


@pytest.mark.browser
def test_less_motion_shows_both_poses_and_waits(browser: Browser, tmp_path: Path):
    file = tmp_path / "bridge.html"
    file.write_text(whole_page(load_motion("bridge")), "utf-8")
    context = browser.new_context(reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(file.as_uri())
    expect(tab.locator(".poses svg")).to_have_count(2)
    expect(tab.locator(".poses")).to_be_visible()
    tab.wait_for_timeout(300)
    still = tab.locator("canvas").screenshot()
    tab.wait_for_timeout(1800)
    assert tab.locator("canvas").screenshot() == still
    tab.get_by_role("button", name="Play").click()
    tab.wait_for_timeout(1800)
    assert tab.locator("canvas").screenshot() != still
    context.close()


@pytest.mark.browser
def test_without_script_a_page_shows_both_poses(browser: Browser, tmp_path: Path):
    file = tmp_path / "bridge.html"
    file.write_text(whole_page(load_motion("bridge")), "utf-8")
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file.as_uri())
    expect(tab.locator(".poses")).to_be_visible()
    expect(tab.locator("button:visible")).to_have_count(0)
    context.close()
