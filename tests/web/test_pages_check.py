"""The pages of the check: what a form writes, what stays, what is asked next."""

import pytest

from backwise.care.screening import status_of
from tests.web.visitor import answered, form, send, state, types, visit

pytestmark = pytest.mark.django_db
BLADDER_ROWS = 8


def page_of(response):
    return form(response.content.decode())["page"][0]


def step():
    return status_of(visit()).step


def test_a_row_that_was_shown_and_not_ticked_is_an_explicit_no(client):
    answered(stop_at="legs")
    send(client, "/check/", {"tick": ["tight-band"]})
    answers = state().answers
    assert answers["tight-band"] is True
    assert answers["leg-weakness"] is False and answers["both-legs-symptoms"] is False


def test_a_row_that_was_not_shown_writes_nothing(client):
    answered(stop_at="legs")
    send(client, "/check/", {"shown": ["tight-band"]})
    assert "leg-weakness" not in state().answers
    assert state().answers["tight-band"] is False


def test_nothing_is_preselected_on_a_page_that_was_never_answered(client):
    for page in ("bladder", "legs", "today", "told", "pain", "abilities", "wishes"):
        answered(stop_at=page)
        fields = form(client.get("/check/").content.decode())
        assert fields["page"] == [page]
        assert "tick" not in fields and not set(fields) & set(fields.get("asked", ()))


def test_not_ticking_an_ability_says_that_the_person_can(client):
    answered(stop_at="abilities")
    send(client, "/check/", {"worse-with": "neither", "tick": ["can-kneel"]})
    answers = state().answers
    assert answers["can-kneel"] is False and answers["can-reach-floor"] is True


def test_a_ticked_row_with_answers_of_its_own_writes_nothing_yet_and_is_asked_next(client):
    answered(stop_at="bladder")
    send(client, "/check/", {"tick": ["ces-leaking-urine"]})
    assert state().answers["ces-leaking-urine"] is None
    assert state().answers["ces-cannot-feel-urine"] == "no"
    assert (step().kind, step().facts) == ("options", ("ces-leaking-urine",))


def test_a_page_with_every_row_ticked_asks_each_of_them(client):
    answered(stop_at="bladder")
    rows = form(client.get("/check/").content.decode())["shown"]
    assert len(rows) == BLADDER_ROWS
    send(client, "/check/", {"tick": rows})
    assert (step().kind, len(step().facts)) == ("options", BLADDER_ROWS)


def test_a_ticked_row_of_several_facts_asks_which_with_none_of_them_preselected(client):
    answered(stop_at="today")
    send(client, "/check/", {"tick": ["chest"]})
    page = client.get("/check/").content.decode()
    assert form(page)["shown"] == ["chest-pain-now", "chest-pain-on-effort"]
    assert "tick" not in form(page)


def test_which_writes_a_no_for_what_is_not_ticked(client):
    answered(stop_at="today")
    send(client, "/check/", {"tick": ["chest"]})
    send(client, "/check/", {"tick": ["chest-pain-on-effort"]})
    assert state().answers["chest-pain-now"] is False
    assert state().answers["chest-pain-on-effort"] is True


def test_an_emergency_is_shown_at_once_and_the_other_pages_are_not_asked(client):
    answered(stop_at="today")
    response = send(client, "/check/", {"tick": ["tearing-pain"]})
    assert response["Location"] == "/result/"
    assert "FlagRaised" in types() and "pain-now" not in state().answers
    assert client.get("/check/")["Location"] == "/result/"


def test_the_same_form_sent_twice_writes_once(client):
    answered(stop_at="legs")
    fields = form(client.get("/check/").content.decode()) | {"action": "next"}
    client.post("/check/", fields)
    count = len(types())
    client.post("/check/", fields)
    assert len(types()) == count


def test_the_same_form_sent_again_with_other_answers_is_not_taken_for_the_first(client):
    """The browser's back button brings the old form with its old id; a yes must not be lost in it."""
    answered(stop_at="legs")
    fields = form(client.get("/check/").content.decode()) | {"action": "next"}
    client.post("/check/legs/", fields)
    client.post("/check/legs/", fields | {"tick": ["tight-band"]})
    assert state().answers["tight-band"] is True
    again = client.post("/check/legs/", fields)
    assert state().answers["tight-band"] is True and again.status_code == 200
    assert "You said yes to this on another screen" in again.content.decode()
    # Sent from the page that says so, the no counts.
    client.post("/check/legs/", form(again.content.decode()) | {"action": "next"})
    assert state().answers["tight-band"] is False


def test_each_page_has_an_address_of_its_own_so_that_the_browsers_back_leads_to_the_page_before(client):
    answered(stop_at="legs")
    onward = send(client, "/check/legs/")["Location"]
    assert onward == "/check/today/"
    assert client.get("/check/legs/").status_code == 200


def test_a_question_left_open_comes_back_with_a_sentence_and_everything_that_was_entered(client):
    answered(stop_at="pain")
    before = types()
    response = send(client, "/check/", {"pain-places": ["thigh"], "pain-now": "4", "tick": ["always-tired"]})
    page = response.content.decode()
    fields = form(page)
    assert response.status_code == 200 and types() == before
    assert 'href="#q-pain-duration"' in page and "Please choose an answer" in page
    assert fields["pain-places"] == ["thigh"] and fields["pain-now"] == ["4"] and fields["tick"] == ["always-tired"]


@pytest.mark.parametrize(
    ("year", "sentence"),
    [("", "such as 1968"), ("1850", "Please type a year from"), ("soon", "Please type a year from")],
)
def test_an_impossible_year_of_birth_gets_a_kind_sentence_and_writes_nothing(client, year, sentence):
    response = send(client, "/check/", {"birth-year": year, "sex": "female"})
    assert sentence in response.content.decode()
    assert "birth-year" not in state().answers


def test_skipping_the_question_of_sex_is_unsure_and_asks_everything(client):
    send(client, "/check/", {"birth-year": "1986", "region": ""})
    assert state().answers["sex"] == "unsure"
    answered(stop_at="told", sex="unsure")
    assert "pregnancy" in form(client.get("/check/").content.decode())["shown"]


def test_region_and_zone_are_settings_of_the_first_page(client):
    send(client, "/check/", {"birth-year": "1986", "sex": "male", "region": "TW", "zone": "Asia/Taipei"})
    assert state().settings["region"] == "TW" and state().settings["zone"] == "Asia/Taipei"


def test_without_a_zone_from_the_browser_the_region_gives_one(client):
    send(client, "/check/", {"birth-year": "1986", "sex": "male", "region": "TH", "zone": ""})
    assert state().settings["zone"] == "Asia/Bangkok"


def test_a_made_up_zone_or_region_is_not_kept(client):
    send(client, "/check/", {"birth-year": "1986", "sex": "male", "region": "XX", "zone": "../etc/passwd"})
    assert state().settings["region"] == "" and state().settings["zone"] == "UTC"


def test_the_language_of_the_browser_never_chooses_the_region(client):
    page = client.get("/check/", headers={"accept-language": "th"}).content.decode()
    assert 'value="TH"' in page and "selected" not in page


def test_the_free_wish_is_a_setting_and_may_stay_empty(client):
    answered(stop_at="wishes")
    send(client, "/check/", {"minutes-a-day": "10", "own-activity": "carry <my> shopping"})
    assert state().settings["own-activity"] == "carry <my> shopping"
    assert b"carry &lt;my&gt; shopping" in client.get("/answers/").content


def test_back_shows_the_page_before_with_the_persons_own_answers(client):
    answered(stop_at="today", leg_pain_below_knee=True)
    assert 'href="/check/legs/"' in client.get("/check/").content.decode()
    page = client.get("/check/legs/").content.decode()
    assert form(page)["tick"] == ["leg-pain-below-knee"]
    assert 'href="/check/bowel/"' in page


def test_a_page_that_lies_ahead_is_not_open_yet(client):
    answered(stop_at="bladder")
    assert client.get("/check/pain/")["Location"] == "/check/"


def test_going_back_and_unticking_a_row_takes_its_answer_back(client):
    answered(stop_at="legs", ces_leaking_urine="old")
    page = client.get("/check/bladder/").content.decode()
    assert "for longer than 3 months" in page
    send(client, "/check/bladder/", {"tick": []})
    assert state().answers["ces-leaking-urine"] == "no"


def test_going_back_and_leaving_a_ticked_row_keeps_its_answer(client):
    answered(stop_at="legs", ces_leaking_urine="old")
    send(client, "/check/bladder/")
    assert state().answers["ces-leaking-urine"] == "old"
    assert step().page == "legs"


class TestNotSureAboutOne:
    def ask(self, client, row, ticks=()):
        fields = form(client.get("/check/").content.decode()) | {"tick": list(ticks)}
        which = client.post("/check/", fields | {"action": "unsure"}).content.decode()
        assert f'value="{row}"' in which
        return client.post("/check/", form(which) | {"ask": row}).content.decode()

    def answer(self, client, page, **given):
        fields = form(page) | {"action": "alone"} | {key.replace("_", "-"): value for key, value in given.items()}
        return client.post("/check/", fields)

    def test_it_is_asked_alone_and_the_ticks_made_so_far_stay(self, client):
        answered(stop_at="legs")
        alone = self.ask(client, "tight-band", ["leg-pain-below-knee"])
        assert 'name="tight-band"' in alone
        listed = self.answer(client, alone, tight_band="unsure").content.decode()
        assert form(listed)["tick"] == ["leg-pain-below-knee"]
        client.post("/check/", form(listed) | {"action": "next"})
        answers = state().answers
        assert answers["tight-band"] == "unsure" and answers["leg-pain-below-knee"] is True
        assert answers["leg-weakness"] is False

    def test_a_plain_yes_becomes_a_tick_and_a_no_takes_it_away(self, client):
        answered(stop_at="legs")
        yes = self.answer(client, self.ask(client, "tight-band"), tight_band="yes").content.decode()
        assert form(yes)["tick"] == ["tight-band"]
        no = self.answer(client, self.ask(client, "tight-band", ["tight-band"]), tight_band="no").content.decode()
        assert "tick" not in form(no)

    def test_a_row_of_several_facts_asks_each(self, client):
        answered(stop_at="told")
        alone = self.ask(client, "bones")
        listed = self.answer(client, alone, osteoporosis="unsure", vertebral_fracture="no").content.decode()
        client.post("/check/", form(listed) | {"action": "next"})
        assert state().answers["osteoporosis"] == "unsure" and state().answers["vertebral-fracture"] is False

    def test_without_an_answer_it_is_asked_again(self, client):
        answered(stop_at="legs")
        again = self.answer(client, self.ask(client, "tight-band", ["clumsy-legs"]))
        assert "Please choose an answer" in again.content.decode()
        assert form(again.content.decode())["tick"] == ["clumsy-legs"]

    def test_an_emergency_among_them_does_not_wait_for_the_rest_of_the_page(self, client):
        answered(stop_at="bladder")
        alone = self.ask(client, "ces-leaking-urine")
        assert self.answer(client, alone, ces_leaking_urine="new")["Location"] == "/result/"
        assert "ces-cannot-feel-urine" not in state().answers

    def test_not_sure_in_the_log_is_shown_on_the_way_back(self, client):
        answered(stop_at="today", tight_band="unsure", tight_band_course="old")
        page = client.get("/check/legs/").content.decode()
        assert form(page)["carried.tight-band"] == ["unsure"] and "tick" not in form(page)


def test_an_old_follow_up_answer_is_not_shown_once_its_trigger_is_no(client):
    answered(leg_weakness=True, leg_weakness_course="old", leg_weakness_both=False, leg_weakness_checked=True)
    assert b"How did the weakness come?" in client.get("/answers/").content
    send(client, "/answers/leg-weakness/", {"leg-weakness": "no"})
    assert b"How did the weakness come?" not in client.get("/answers/").content


def test_back_passes_over_a_follow_up_that_is_no_longer_asked(client):
    answered(stop_at="today", leg_weakness=True, leg_weakness_course="old", leg_weakness_checked=True)
    assert 'href="/check/legs-more/"' in client.get("/check/").content.decode()
    send(client, "/check/legs/", {"tick": []})
    assert 'href="/check/legs/"' in client.get("/check/").content.decode()


def test_an_unknown_page_is_a_friendly_404(client):
    answered(stop_at="legs")
    response = client.get("/check/nowhere/")
    assert response.status_code == 404 and b"There is no such page" in response.content


def test_pages_with_answers_are_kept_by_no_browser(client):
    assert client.get("/check/")["Cache-Control"] == "no-store"


def test_the_device_is_named_once_and_written_into_the_log(client):
    client.get("/")
    device = next(value.value for key, value in client.cookies.items() if key.startswith("backwise-device-"))
    send(client, "/check/", {"birth-year": "1986", "sex": "male"})
    here = visit()
    assert {event.device for event in here.store.events_of(here.person)} == {device}
