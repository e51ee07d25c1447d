"""Usable by everyone: screen readers, keyboard, large text, small screens, no script, dark, paper."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.walking import WELL, Walk

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
# Zooming a 390 px screen to 200% leaves 195 CSS pixels.
ZOOMED = {"width": 195, "height": 422}
AFTER = ("/programme/", "/programmes/", "/exercise/cat/", "/exercise/walking/", "/exercise/nope/")
LIBRARY = ("/exercises/", "/exercises/?show=barred&serves=stretch", "/exercises/?q=nowhere", "/exercises/shown-by/")
PAPERS = ("/answers/", "/answers/page/pain/", "/answers/can-kneel/", "/answers/equipment/", "/handover/", "/help/")
AXE = Axe()


def look(page: Page, name: str) -> list[str]:
    """What axe finds on this screen in light and dark, on a phone and on a desk, and what does not fit when zoomed."""
    found = []
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for item in AXE.run(page).response["violations"]:
                nodes = [node["html"][:120] for node in item["nodes"][:3]]
                found.append(f"{name} {size['width']} {scheme}: {item['id']} {nodes}")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(ZOOMED)
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.append(f"{name}: {wide} px too wide at 200%")
    page.set_viewport_size(PHONE)
    return found


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((item) => { item.open = true; })")


def test_every_screen_on_the_way_to_a_programme(page, live):
    page.goto(live + "/")
    found = look(page, "start")
    way = Walk(page, live, WELL, frozenset(("slipped-disc", "bones", "osteoporosis", "leg-pain-on-walking"))).begin()
    way.answers["leg-pain-walking-eased-by"] = "sitting-or-bending"
    while way.asking:
        name = way.asking
        open_everything(page)
        way.fill_screen()
        found += look(page, name)
        way.next()
    for path in AFTER + LIBRARY + PAPERS:
        page.goto(live + path)
        open_everything(page)
        found += look(page, path)
    page.goto(live + "/programmes/")
    page.locator('label:has([value="three-stage"])').click()
    page.get_by_role("button", name="Use this one").click()
    expect(page.get_by_role("heading", name="First stage")).to_be_visible()
    found += look(page, "a printed programme")
    assert found == []


def test_every_screen_of_a_lock_and_of_a_mistake(page, live):
    way = Walk(page, live, WELL, frozenset(("ces-leaking-urine",))).begin()
    way.next()
    found = look(page, "first page with mistakes")
    way.until("bladder")
    way.fill_screen()
    page.get_by_role("button", name="Not sure about one").click()
    found += look(page, "not sure: which")
    page.get_by_role("button", name="Hard to start passing urine").click()
    found += look(page, "not sure: alone")
    page.get_by_text("I’m not sure").click()
    page.get_by_role("button", name="Back to the list with this answer").click()
    found += look(page, "not sure: back")
    way.next()
    found += look(page, "options")
    way.answers["ces-leaking-urine"] = "new"
    way.until()
    found += look(page, "emergency")
    for path in ("/result/wrong-tap/", "/result/seen/"):
        page.goto(live + path)
        page.locator("form button").click()
        found += look(page, path)
    page.goto(live + "/answers/")
    found += look(page, "locked answers")
    assert found == []


def test_every_screen_has_a_title_one_main_heading_and_puts_the_focus_there(page, live):
    way = Walk(page, live).begin()
    titles = set()
    while way.asking:
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_have_count(1)
        expect(heading).to_be_focused()
        titles.add(page.title())
        way.fill_screen()
        way.next()
    assert len(titles) >= 9 and all(title.endswith("· Backwise") for title in titles)
    for path in ("/exercises/", "/exercises/shown-by/", *AFTER, *PAPERS):
        page.goto(live + path)
        expect(page.get_by_role("heading", level=1)).to_be_focused()
        assert page.locator("html").get_attribute("lang") == "en"


def press_until(page: Page, condition: str, most: int = 90) -> None:
    for _ in range(most):
        if page.evaluate(f"(() => {{ const here = document.activeElement; return {condition}; }})()"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no focus where {condition} on {page.url}")


def test_the_whole_way_with_the_keyboard_alone(page, live):
    page.goto(live + "/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    press_until(page, "here.textContent.includes('Begin')")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    way = Walk(page, live)
    while way.asking:
        for fact in way.values("asked"):
            for answer in WELL[fact] if isinstance(WELL[fact], list) else [WELL[fact]]:
                press_until(page, f"here.name === '{fact}'")
                if page.evaluate("document.activeElement.type") in ("radio", "checkbox"):
                    choose(page, fact, answer)
                else:
                    page.keyboard.type(answer)
        press_until(page, "here.tagName === 'BUTTON' && here.value === 'next'")
        seen = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert seen == "solid"
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your programme")


def choose(page: Page, fact: str, answer: str) -> None:
    """Arrow through the radios of a question, or step through its checkboxes, to one answer."""
    key = "ArrowDown" if page.evaluate("document.activeElement.type") == "radio" else "Tab"
    page.keyboard.press("Space")
    for _ in range(14):
        if page.evaluate("document.activeElement.value") == answer:
            if key == "Tab":
                assert page.evaluate("document.activeElement.checked")
            return
        page.keyboard.press(key)
    raise AssertionError(f"{fact} has no {answer}")


def test_the_whole_way_without_javascript(browser: Browser, live):
    with browser.new_context(java_script_enabled=False, viewport=PHONE) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        Walk(page, live, WELL, frozenset(("heart", "high-blood-pressure"))).begin().until()
        expect(page.get_by_role("heading", level=1)).to_have_text("Your programme")
        page.get_by_text("Why this one").first.click()
        page.get_by_role("link", name="Answers", exact=True).click()
        page.get_by_role("link", name="Go through this page again What would suit you?").click()
        page.get_by_label("30").check()
        page.get_by_role("button", name="Save").click()
        expect(page).to_have_url(re.compile("/programme/"))


SMALL = """() => [...document.querySelectorAll('a, button, label, summary, select, input')].filter((item) => {
  const box = item.getBoundingClientRect();
  const folded = item.closest('details:not([open]) > :not(summary)');
  const hidden = !box.width || folded || item.closest('.vh, .skip') || item.type === 'hidden';
  const inside = item.closest('label') && item.tagName === 'INPUT';
  const prose = item.tagName === 'A' && item.closest('p, li') && getComputedStyle(item).display === 'inline';
  const title = item.matches('label.legend, label.spot');
  return !hidden && !inside && !prose && !title && (box.height < 47.5 || box.width < 47.5);
}).map((item) => item.outerHTML.slice(0, 100))"""


def test_everything_to_tap_is_large_enough(page, live):
    """48 px; links within a sentence are exempt (WCAG 2.5.8)."""
    page.set_viewport_size(PHONE)
    found = []
    way = Walk(page, live, WELL, frozenset(("slipped-disc",))).begin()
    while way.asking:
        found += page.evaluate(SMALL)
        way.fill_screen()
        way.next()
    for path in AFTER + LIBRARY + PAPERS:
        page.goto(live + path)
        found += page.evaluate(SMALL)
    assert found == []


def test_these_checks_find_what_is_wrong(page):
    page.set_content("<title>A page</title><main><h1>A page</h1><input><button>x</button><p>" + "long" * 90)
    found = look(page, "bad")
    assert any("label" in item for item in found) and any("too wide" in item for item in found)
    assert len(page.evaluate(SMALL)) == 2


def test_the_paper_prints_on_one_page_without_navigation(page, live):
    Walk(page, live, WELL, frozenset(("slipped-disc", "lost-height"))).begin().until()
    page.goto(live + "/handover/")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)


def test_reduced_motion_moves_nothing(page, live):
    page.emulate_media(reduced_motion="reduce")
    page.goto(live + "/")
    moving = "[...document.querySelectorAll('*')].some((item) => item.getAnimations().length)"
    assert page.evaluate(moving) is False
