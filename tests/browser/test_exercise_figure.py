"""The figure of an exercise in a real browser: it moves, stops, turns and changes sides; and it stays still for who wants that."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from backwise.web.figures import addresses
from tests.browser.walking import WELL, Walk

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
ONE_SIDED = "/exercise/single-knee-to-chest/"
BOTH_SIDED = "/exercise/bridge/"
# Long enough for a movement to be seen.
WHILE = 900
SHARE = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let painted = 0;
  for (let i = 3; i < data.length; i += 4) painted += data[i] > 0;
  return painted / (data.length / 4);
}"""
# How much of the canvas each of these movements paints in its first picture.
EACH = f"""async ([body, motions]) => {{
  const {{ play }} = await import("/static/figure.js"), read = async (address) => (await fetch(address)).json();
  const found = {{}}, share = {SHARE}, flesh = await read(body);
  for (const address of motions) {{
    const canvas = document.querySelector(".scene").appendChild(document.createElement("canvas")), motion = await read(address);
    let player;
    await new Promise((painted) => (player = play(canvas, flesh, motion, {{ onpose: painted }})));
    found[motion.id] = share(canvas);
    player.stop();
    canvas.remove();
  }}
  return found;
}}"""
# How far the painted part lies from the middle: below 0 to the left of it.
SIDE = """(canvas) => {
  const { width, height } = canvas, { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  let sum = 0, count = 0;
  for (let i = 3; i < data.length; i += 4)
    if (data[i] && data[i - 3] < 90 && data[i - 2] < 90) { sum += ((i - 3) / 4) % width; count += 1; }
  return sum / count / width - 0.5;
}"""
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 200);
})"""

# Of every drawing that the page has asked for, the bytes that came over the line: none from the browser's own store.
TRANSFERRED = """() => Object.fromEntries(performance.getEntriesByType("resource")
  .filter((item) => item.name.includes("/figures/")).map((item) => [item.name, item.transferSize]))"""


def moving(page: Page, url: str, size: dict[str, int] = PHONE) -> Locator:
    """The page with its figure in motion; its canvas."""
    page.set_viewport_size(size)
    page.goto(url)
    expect(page.locator(".running")).to_be_visible()
    return page.locator("#figure canvas")


def picture(canvas: Locator) -> str:
    return str(canvas.evaluate("(canvas) => canvas.toDataURL()"))


def moves(page: Page, canvas: Locator) -> bool:
    """Does the picture change within a while? At rest and in a hold it stands still, so look several times."""
    first = picture(canvas)
    for _ in range(6):
        page.wait_for_timeout(WHILE)
        if picture(canvas) != first:
            return True
    return False


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    page.wait_for_timeout(WHILE)


def test_the_figure_is_drawn_and_moves(page, live):
    canvas = moving(page, live + BOTH_SIDED)
    assert 0.05 < canvas.evaluate(SHARE) < 0.9
    assert moves(page, canvas)


def test_pause_stops_it_and_play_sets_it_going(page, live):
    canvas = moving(page, live + BOTH_SIDED)
    press(page, "Pause")
    expect(page.get_by_role("button", name="Play")).to_be_focused()
    assert not moves(page, canvas)
    press(page, "Play")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert moves(page, canvas)


def test_a_tap_on_the_figure_stops_it_and_the_button_follows(page, live):
    canvas = moving(page, live + BOTH_SIDED)
    canvas.click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.wait_for_timeout(WHILE)
    assert not moves(page, canvas)
    canvas.click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert moves(page, canvas)


def test_turning_shows_it_from_another_side_by_button_and_by_drag(page, live):
    canvas = moving(page, live + BOTH_SIDED)
    press(page, "Pause")
    front = picture(canvas)
    press(page, "Turn")
    turned = picture(canvas)
    assert turned != front and canvas.evaluate(SHARE) > 0.05
    box = canvas.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 80, middle[1], steps=5)
    page.mouse.up()
    page.wait_for_timeout(WHILE)
    assert picture(canvas) != turned
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_the_other_side_is_the_mirror_image_of_figure_and_stills(page, live):
    canvas = moving(page, live + ONE_SIDED)
    press(page, "Pause")
    before = canvas.evaluate(SIDE)
    other = page.get_by_role("button", name="Other side")
    expect(other).to_have_attribute("aria-pressed", "false")
    press(page, "Other side")
    expect(other).to_have_attribute("aria-pressed", "true")
    assert abs(before) > 0.005 and abs(canvas.evaluate(SIDE) + before) < 0.005
    flipped = "getComputedStyle(document.querySelector('.poses img')).transform"
    assert page.evaluate(flipped) == "matrix(-1, 0, 0, 1, 0, 0)"
    press(page, "Other side")
    assert abs(canvas.evaluate(SIDE) - before) < 0.005


def test_what_both_sides_do_at_once_has_no_other_side(page, live):
    moving(page, live + BOTH_SIDED)
    expect(page.get_by_role("button", name="Other side")).to_have_count(0)


def test_the_canvas_begins_where_the_still_stood(page, live):
    """The same picture in the same place: nobody sees the change from one to the other."""
    canvas = moving(page, live + BOTH_SIDED)
    assert canvas.bounding_box() == page.locator(".scene").bounding_box()


def test_reduced_motion_shows_the_key_poses_and_moves_only_when_asked(page, live):
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(PHONE)
    page.goto(live + ONE_SIDED)
    show = page.get_by_role("button", name="Show it moving")
    expect(show).to_be_visible()
    expect(page.locator("canvas")).to_have_count(0)
    expect(page.locator(".scene")).to_be_hidden()
    expect(page.get_by_role("button", name="Pause")).to_be_hidden()
    boxes = [item.bounding_box() for item in page.locator(".poses .stage").all()]
    assert len(boxes) >= 2 and boxes[0]["y"] == boxes[1]["y"] and boxes[0]["x"] < boxes[1]["x"]
    show.click()
    expect(page.get_by_role("button", name="Pause")).to_be_focused()
    assert moves(page, page.locator("#figure canvas"))


def test_without_script_the_key_poses_stand_there_and_no_button_is_dead(browser: Browser, live):
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        page.goto(live + ONE_SIDED)
        expect(page.locator(".poses img").first).to_be_visible()
        assert all(item.bounding_box()["height"] > 60 for item in page.locator(".poses img").all())
        expect(page.get_by_role("button")).to_have_count(0)
        page.get_by_text("In words").click()
        expect(page.locator("details p").first).to_be_visible()


def test_nothing_shifts_while_pictures_come_in(page, live):
    Walk(page, live, WELL).begin().until()
    shifted = []
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        for path in (
            BOTH_SIDED,
            ONE_SIDED,
            "/exercise/side-stretch/",
            "/exercises/",
            "/exercises/shown-by/",
            "/programme/",
        ):
            page.goto(live + path)
            page.wait_for_load_state("networkidle")
            shifted += [(path, size["width"], shift)] if (shift := page.evaluate(SHIFTS)) else []
    assert shifted == []


def test_a_picture_that_comes_late_finds_its_place(page, live):
    page.set_viewport_size(PHONE)
    page.route("**/figures/**", lambda route: route.abort())
    page.goto(live + ONE_SIDED)
    stage = page.locator(".scene").bounding_box()
    page.unroute("**/figures/**")
    assert stage == moving(page, live + ONE_SIDED).bounding_box()


def test_axe_finds_nothing_while_it_moves_while_it_rests_and_in_reduced_motion(page, live):
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        moving(page, live + ONE_SIDED)
        found += Axe().run(page).response["violations"]
        page.get_by_role("button", name="Pause").click()
        found += Axe().run(page).response["violations"]
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.goto(live + ONE_SIDED)
        found += Axe().run(page).response["violations"]
        page.emulate_media(reduced_motion="no-preference")
    assert [item["id"] for item in found] == []


def test_the_figure_says_itself_to_a_screen_reader(page, live):
    moving(page, live + BOTH_SIDED)
    figure = page.get_by_role("img").first
    assert len(figure.get_attribute("aria-label") or "") > 40
    page.get_by_text("In words").click()
    expect(page.get_by_text(figure.get_attribute("aria-label"))).to_be_visible()


def test_every_handle_is_large_enough_and_works_from_the_keyboard(page, live):
    moving(page, live + ONE_SIDED)
    for name in ("Pause", "Turn", "Other side"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box["height"] >= 48 and box["width"] >= 48
    page.get_by_role("button", name="Pause").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Play")).to_be_focused()


def test_every_exercise_is_drawn_without_a_complaint_and_nobody_else_is_asked(page, live, library):
    said, asked = [], set()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    moving(page, live + BOTH_SIDED)
    painted = page.evaluate(EACH, [addresses.body(), [addresses.movement(key) for key in library.exercises]])
    assert [item for item in painted.items() if not 0.03 < item[1] < 0.95] == []
    assert len(painted) == len(library.exercises)
    assert (said, asked) == ([], {urlsplit(live).netloc})


def test_pictures_are_asked_for_once_and_then_kept(page, live):
    moving(page, live + BOTH_SIDED)
    page.wait_for_load_state("networkidle")
    moving(page, live + "/exercise/pelvic-tilt/")
    moving(page, live + BOTH_SIDED)
    page.wait_for_load_state("networkidle")
    sizes = page.evaluate(TRANSFERRED)
    assert len(sizes) >= 4 and not any(sizes.values())


def test_a_picture_opened_alone_shows_and_does_nothing(page, live):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(live + "/figures/bridge/target.svg")
    assert page.evaluate("document.documentElement.tagName") == "svg"
    assert said == []


def test_somebody_can_be_chosen_to_show_everything(page, live):
    page.goto(live + "/exercises/")
    page.get_by_role("link", name="Who shows the exercises").click()
    page.locator('label:has([value="larger"])').click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Exercises")
    assert "/larger/" in (page.locator("img.thumb").first.get_attribute("src") or "")


def test_exercises_are_searched_and_filtered_with_the_keyboard_and_on_a_phone(page, live):
    Walk(page, live, WELL, frozenset(("slipped-disc",))).begin().until()
    page.set_viewport_size(PHONE)
    page.goto(live + "/exercises/")
    page.get_by_role("searchbox").fill("hip")
    page.keyboard.press("Enter")
    status = page.get_by_role("status")
    expect(status).to_be_focused()
    expect(status).to_contain_text("of 61 exercises")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Stretching").check()
    page.get_by_role("button", name="Show exercises").click()
    expect(page.get_by_role("searchbox")).to_have_value("hip")
    expect(page.get_by_label("Stretching")).to_be_checked()
    page.get_by_role("link", name="Show all").click()
    expect(status).to_have_text("All 61 exercises")
