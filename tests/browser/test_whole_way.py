"""The whole way in a real browser: from the first page to a programme, a lock, and out of it again."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.walking import WELL, Walk
from tests.served import Serve, Served

pytestmark = pytest.mark.browser
MOST_TAPS = 16
MOST_REQUESTS = 4
MOST_BYTES = 40 * 1024


@pytest.fixture
def served(serve_process: Serve) -> Served:
    running = serve_process()
    running.wait()
    return running


@pytest.fixture
def walk(page: Page, live: str) -> Callable[..., Walk]:
    def begin(*ticks: str, **answers: str) -> Walk:
        changed = {key.replace("_", "-"): value for key, value in answers.items()}
        return Walk(page, live, WELL | changed, frozenset(ticks)).begin()

    return begin


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(re.escape(text)))


def events_in(served: Served, kind: str) -> int:
    with sqlite3.connect(served.data / "backwise.sqlite3") as database:
        (count,) = database.execute("select count(*) from event where json_extract(body, '$.type') = ?", [kind])
    return int(count[0])


def test_a_person_with_no_yes_gets_a_programme_in_sixteen_taps(walk, page):
    way = walk(pain_duration="2-to-6-weeks").until()
    heading(page, "Your programme")
    assert way.taps <= MOST_TAPS and way.screens == 9
    assert page.locator(".entry").count() >= 3


def test_an_emergency_on_page_two_is_shown_at_once_with_the_region_s_number(walk, page):
    way = walk("ces-wiping-feels-different", ces_wiping_feels_different="new").until()
    heading(page, "Go to a hospital emergency department now.")
    assert way.screens == 3
    expect(page.get_by_role("link", name="Call emergency: 119")).to_have_attribute("href", "tel:119")


def test_same_day_comes_at_the_end_and_skips_the_pages_about_the_programme(walk, page):
    way = walk("fever-or-very-ill")
    asked = []
    while way.asking:
        asked.append(way.asking)
        way.fill_screen()
        way.next()
    heading(page, "Be seen by a doctor today.")
    assert "pain" in asked and "abilities" not in asked and "wishes" not in asked


def test_soon_keeps_walking_and_the_danger_signs(walk, page):
    walk("burning-urine", "urine").until()
    heading(page, "See a doctor or physiotherapist soon.")
    expect(page.get_by_text("Gentle walking is fine if it feels fine. Keep doing")).to_be_visible()


def test_restricted_gives_a_gentle_programme_and_says_whom_to_tell(walk, page):
    walk("lost-height").until()
    heading(page, "Your programme")
    expect(page.get_by_role("heading", name="Start gently, and tell your doctor")).to_be_visible()


def test_a_wrong_tap_is_asked_again_and_the_way_goes_on(walk, page):
    way = walk("ces-leaking-urine", ces_leaking_urine="new").until()
    page.get_by_role("link", name="I tapped the wrong answer").click()
    page.get_by_role("button", name="Save these answers").click()
    expect(page.get_by_role("alert")).to_contain_text("Please choose an answer")
    page.get_by_text("No", exact=True).click()
    page.get_by_role("button", name="Save these answers").click()
    way.ticks = frozenset()
    way.until()
    heading(page, "Your programme")


def test_having_been_seen_asks_once_more_and_then_opens_the_programme(walk, page):
    way = walk("fever-or-very-ill").until()
    page.get_by_role("link", name="I have been seen").click()
    page.get_by_text("A doctor").click()
    page.locator("#f-seen_on").fill(page.locator("#f-seen_on").get_attribute("max") or "")
    page.get_by_text("They said that exercise is all right.").click()
    page.get_by_role("button", name="Next").click()
    heading(page, "New or worse since you were seen?")
    way.ticks = frozenset()
    way.until()
    heading(page, "Your programme")


def test_back_shows_the_own_answers_and_next_goes_on(walk, page):
    way = walk("leg-pain-below-knee").until("today")
    page.get_by_role("link", name="Back").click()
    assert way.asking == "legs"
    expect(page.get_by_label("Pain or pins and needles below the knee")).to_be_checked()
    expect(page.get_by_role("button", name="Only these")).to_be_visible()
    way.next()
    assert way.asking == "today"


def test_the_button_says_what_it_will_write(walk, page):
    way = walk().until("legs")
    expect(page.get_by_role("button", name="None of these")).to_be_visible()
    expect(page.get_by_role("button", name="Only these")).to_have_count(0)
    way.row("clumsy-legs").click()
    expect(page.get_by_role("button", name="Only these")).to_be_visible()
    expect(page.get_by_role("button", name="None of these")).to_have_count(0)
    way.row("clumsy-legs").click()
    expect(page.get_by_role("button", name="None of these")).to_be_visible()


def test_not_sure_about_one_keeps_the_other_ticks(walk, page):
    walk().until("legs").row("leg-pain-below-knee").click()
    page.get_by_role("button", name="Not sure about one").click()
    page.get_by_role("button", name="A tight band feeling").click()
    page.get_by_text("I’m not sure").click()
    page.get_by_role("button", name="Back to the list with this answer").click()
    expect(page.get_by_label("Pain or pins and needles below the knee")).to_be_checked()
    expect(page.get_by_text("You said: not sure")).to_be_visible()
    expect(page.get_by_role("button", name="Only these")).to_be_visible()


def test_closing_the_browser_in_the_middle_loses_nothing(browser, live):
    with browser.new_context() as first:
        Walk(first.new_page(), live).begin().until("today")
    with browser.new_context() as second:
        page = second.new_page()
        page.goto(live)
        heading(page, "Good to see you again")
        page.get_by_role("link", name="Go on").click()
        assert Walk(page, live).asking == "today"


def test_a_changed_answer_shows_the_difference(walk, page):
    walk().until()
    page.get_by_role("link", name="Answers", exact=True).click()
    page.get_by_text("You can do 6 others").click()
    page.get_by_role("link", name="Change Can you get down to the floor").click()
    expect(page.get_by_label("Yes", exact=True)).to_be_checked()
    page.get_by_text("No", exact=True).click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="What changed today")).to_be_visible()
    expect(page.get_by_text("trouble getting down to the floor").first).to_be_visible()


def test_a_double_click_writes_once(page, served):
    way = Walk(page, served.url).begin().until("legs")
    before = events_in(served, "AnswerGiven")
    rows = len(way.values("shown"))
    page.get_by_role("button", name="None of these").dblclick()
    heading(page, "Do you have any of these now?")
    assert way.asking == "today"
    assert events_in(served, "AnswerGiven") - before == rows


def test_the_region_is_suggested_from_the_time_zone_and_can_be_changed(walk, page, context, live):
    walk()
    expect(page.locator("#f-region")).to_have_value("TW")
    page.locator("#f-region").select_option("JP")
    Walk(page, live, WELL | {"ces-leaking-urine": "new"}, frozenset(("ces-leaking-urine",))).until()
    expect(page.get_by_role("link", name="Call emergency: 119")).to_be_visible()
    page.goto(live + "/answers/")
    expect(page.get_by_text("Japan")).to_be_visible()


def test_tapping_the_drawing_of_the_back_ticks_the_place(walk, page):
    walk().until("pain")
    page.locator(".spot-low-back").click()
    expect(page.get_by_label("Low back")).to_be_checked()
    page.locator(".spot-calf").click()
    expect(page.get_by_label("Lower leg")).to_be_checked()


def test_an_address_that_does_not_exist_is_friendly(page, live):
    page.goto(live + "/exercise/handstand/")
    heading(page, "We do not know this exercise")
    page.get_by_role("link", name="All exercises").click()
    heading(page, "Exercises")


def test_the_first_page_is_light_and_nothing_asks_another_host(context: BrowserContext, live):
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    sizes = []
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto(live + "/")
    page.wait_for_load_state("networkidle")
    assert len(asked) <= MOST_REQUESTS, asked
    assert sum(sizes) <= MOST_BYTES
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    Walk(page, live, WELL, frozenset(("slipped-disc",))).begin().until()
    for path in ("/exercises/", "/exercise/cat/", "/answers/", "/handover/", "/help/", "/programmes/"):
        page.goto(live + path)
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(live).netloc}


def test_the_browser_finds_nothing_to_complain_about(walk, page, live):
    """No script error, nothing that the content policy blocks, nothing that is missing."""
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    walk("slipped-disc").until()
    for path in ("/exercises/", "/exercise/cat/", "/answers/", "/handover/", "/help/", "/programmes/"):
        page.goto(live + path)
    assert said == []
