"""The result page: what to do first, whom to call, and the two ways on."""

import json
from datetime import timedelta

import pytest

from backwise.care.visit import change_setting
from tests.web.visitor import answered, send, state, types, visit

pytestmark = pytest.mark.django_db


def shown(client):
    response = client.get("/result/")
    assert response.status_code == 200
    return response.content.decode()


def test_an_emergency_shows_the_region_s_number_as_a_link(client):
    answered(region="TW", ces_leaking_urine="new")
    page = shown(client)
    assert "Go to a hospital emergency department now." in page
    assert 'href="tel:119"' in page and "Tell your clinic afterwards" in page


def test_without_a_region_the_words_stand_and_no_number_is_made_up(client):
    answered(region="", ces_leaking_urine="new")
    page = shown(client)
    assert "your local emergency number" in page and "tel:" not in page


def test_a_danger_sign_in_pregnancy_names_the_maternity_unit_first(client):
    danger = {key.replace("-", "_"): False for key in visit().library.facts if key.startswith("pregnancy-")}
    answered(pregnant=True, due_date="unsure", pelvic_girdle_pain=False, **danger | {"pregnancy_bleeding": True})
    page = shown(client)
    assert page.index("Call your maternity unit.") < page.index("If they do not answer: 999")
    assert "hospital emergency department" not in page.split("<h1")[1].split("</h1>")[0]


def test_pregnancy_words_do_not_hide_another_emergency(client):
    answered(pregnant=True, due_date="unsure", stop_at="told", tearing_pain=True, belly_pain=True)
    assert "Go to a hospital emergency department now." in shown(client)


def test_same_day_offers_the_urgent_advice_line_of_the_region(client):
    answered(fever_or_very_ill=True, confusion_or_stiff_neck=False)
    page = shown(client)
    assert "Be seen by a doctor today." in page
    assert page.index('href="tel:111"') < page.index('href="tel:999"')


def test_soon_says_what_stays_allowed_and_keeps_the_danger_signs_at_hand(client):
    answered(burning_urine=True)
    page = shown(client)
    assert "Gentle walking is fine" in page and "or one leg quickly gets weaker." in page
    assert "tel:" not in page


def test_what_nobody_was_asked_yet_is_no_sign_for_the_doctor(client):
    answered(ces_leaking_urine="new")
    page = shown(client)
    assert "Urinary leakage" in page and "cancer" not in page.lower()


@pytest.mark.parametrize("path", ["/programme/", "/programmes/", "/check/", "/check/legs/", "/"])
def test_while_locked_every_way_to_exercise_leads_to_the_result(client, path):
    answered(ces_leaking_urine="new")
    assert client.get(path)["Location"] == "/result/"


@pytest.mark.parametrize("path", ["/answers/ces-leaking-urine/", "/answers/page/bladder/"])
def test_while_locked_changing_an_answer_is_not_a_third_way_to_unlock(client, path):
    answered(ces_leaking_urine="new")
    assert client.get(path)["Location"] == "/answers/"
    client.post(path, {"asked": "ces-leaking-urine", "ces-leaking-urine": "no", "action": "next"})
    assert client.get("/programme/")["Location"] == "/result/"
    assert state().answers["ces-leaking-urine"] == "new"


def test_nobody_who_is_not_locked_sees_a_result(client):
    assert client.get("/result/")["Location"].startswith("/check/")
    answered()
    assert client.get("/result/")["Location"] == "/programme/"
    assert client.get("/result/wrong-tap/")["Location"] == "/programme/"
    assert client.get("/result/seen/")["Location"] == "/programme/"


class TestWrongTap:
    def test_the_item_is_asked_again_with_nothing_preselected_and_a_clear_no_goes_on(self, client):
        answered(ces_leaking_urine="new")
        page = client.get("/result/wrong-tap/").content.decode()
        assert 'name="ces-leaking-urine"' in page and " checked" not in page
        response = send(client, "/result/wrong-tap/", {"ces-leaking-urine": "no"})
        assert response["Location"].startswith("/check/")
        assert types().count("FlagCleared") == 1

    def test_not_sure_stays_locked(self, client):
        answered(ces_leaking_urine="new")
        assert send(client, "/result/wrong-tap/", {"ces-leaking-urine": "unsure"})["Location"] == "/result/"

    def test_without_an_answer_a_sentence_stands_beside_the_question(self, client):
        answered(ces_leaking_urine="new", ces_cannot_feel_urine="new")
        response = send(client, "/result/wrong-tap/", {"ces-leaking-urine": "no"})
        page = response.content.decode()
        assert 'href="#q-ces-cannot-feel-urine"' in page
        assert 'value="no" checked' in page
        assert "FlagCleared" not in types()

    def test_a_question_that_no_longer_matters_need_not_be_answered(self, client):
        answered(leg_weakness=True, leg_weakness_course="fast", leg_weakness_both=False)
        page = client.get("/result/wrong-tap/").content.decode()
        assert 'name="leg-weakness-course"' in page
        response = send(client, "/result/wrong-tap/", {"leg-weakness": "no"})
        assert response.status_code == 302 and "FlagCleared" in types()
        assert state().answers["leg-weakness"] is False

    def test_a_question_that_still_matters_is_asked(self, client):
        answered(leg_weakness=True, leg_weakness_course="fast", leg_weakness_both=False)
        response = send(client, "/result/wrong-tap/", {"leg-weakness": "yes"})
        assert "Please choose an answer" in response.content.decode()
        assert "FlagCleared" not in types()


class TestSeen:
    def test_who_when_and_their_word_unlock_and_the_check_begins_anew(self, client):
        answered(fever_or_very_ill=True, confusion_or_stiff_neck=False)
        fields = {"by": "doctor", "seen_on": visit().day, "exercise_allowed": "yes"}
        assert send(client, "/result/seen/", fields)["Location"] == "/check/"
        page = client.get("/check/").content.decode()
        assert "New or worse since you were seen?" in page and "Fever, chills" in page

    def test_new_or_worse_since_then_must_be_answered_and_a_no_gives_a_careful_programme(self, client):
        answered(fever_or_very_ill=True, confusion_or_stiff_neck=False)
        send(client, "/result/seen/", {"by": "nurse", "seen_on": visit().day, "exercise_allowed": "yes"})
        again = send(client, "/check/").content.decode()
        assert "Please choose an answer" in again
        send(client, "/check/", {"new-or-worse-since-seen-fever": "no"})
        answered()
        assert "Start gently, and tell your doctor" in client.get("/programme/").content.decode()

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"by": ""}, "Please choose who has seen you."),
            ({"exercise_allowed": ""}, "only when they said that it is all right"),
            ({"seen_on": ""}, "Please choose the day on which you were seen"),
            ({"seen_on": "yesterday"}, "Please choose the day on which you were seen"),
            ({"seen_on": "2999-01-01"}, "Please choose the day on which you were seen"),
        ],
    )
    def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(self, client, changed, sentence):
        answered(fever_or_very_ill=True, confusion_or_stiff_neck=False)
        fields = {"by": "doctor", "seen_on": visit().day, "exercise_allowed": "yes"} | changed
        page = send(client, "/result/seen/", fields).content.decode()
        assert page.count(sentence) == 2
        assert changed.keys() & {"by"} or 'value="doctor" checked' in page
        assert "FlagCleared" not in types()

    def test_a_visit_before_the_warning_does_not_count(self, client):
        answered(fever_or_very_ill=True, confusion_or_stiff_neck=False)
        day = (visit().today - timedelta(days=1)).isoformat()
        page = send(client, "/result/seen/", {"by": "doctor", "seen_on": day, "exercise_allowed": "yes"})
        assert b"Please choose the day" in page.content and "FlagCleared" not in types()


def test_the_paper_to_hand_over_is_a_page_and_a_file(client):
    answered(lost_height=True)
    change_setting(visit(), "own-activity", "carry shopping")
    page = client.get("/handover/").content.decode()
    assert "Height loss" in page and "carry shopping" in page
    response = client.get("/handover.json")
    paper = json.loads(response.content)
    assert paper["screening"]["level"] == "restricted" and paper["programme"]["exercises"]
    assert "attachment" in response["Content-Disposition"]


def test_the_paper_of_somebody_who_answered_nothing_says_so(client):
    page = client.get("/handover/").content.decode()
    assert "None fired." in page and "Nothing." in page


def test_no_message_id_ever_shows(client):
    answered(leg_pain_on_walking=True, leg_pain_walking_eased_by="standing-still")
    page = shown(client)
    assert "level." not in page and "red-flag." not in page and "See a doctor or physiotherapist soon." in page


def test_the_time_on_the_paper_is_the_person_s_own(client):
    here = visit("Asia/Tokyo")
    change_setting(here, "zone", "Asia/Tokyo")
    answered(ces_leaking_urine="new", region="JP")
    assert here.local.strftime("%H:") in shown(client).split("Shown</dt>")[1][:60]
