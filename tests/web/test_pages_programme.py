"""The programme's pages: what is shown, what changed, what is left out; how many queries that costs."""

from datetime import timedelta
from html import unescape

import pytest

from backwise.care.programme import PERSONAL
from backwise.web import runtime
from tests.web.visitor import answered, send, state, visit

pytestmark = pytest.mark.django_db
QUERIES = 2


def page(client, path="/programme/"):
    response = client.get(path)
    assert response.status_code == 200, response.get("Location")
    return response.content.decode()


def names(library):
    return [library.texts[f"exercise.{entry['exercise']}.name"] for entry in state().programme["entries"]]


def test_every_exercise_stands_with_its_dose_and_a_link(client, library):
    answered()
    text = page(client)
    for entry in state().programme["entries"]:
        assert f'href="/exercise/{entry["exercise"]}/"' in text
    assert "times, hold" in text and "minutes" in text


def test_the_reason_of_every_exercise_is_in_words(client):
    answered(worse_with="sitting-or-bending")
    text = page(client)
    assert "You said that sitting or bending is worse" in text
    assert "why." not in text.replace("why.</", "") and "left-out." not in text


def test_what_is_left_out_is_grouped_by_its_reason(client):
    answered(slipped_disc=True)
    text = page(client)
    assert text.count("Not now, because of a slipped disc.") == 1
    assert "rounding the back fully" in text


def test_a_restricted_programme_says_so_first(client):
    answered(lost_height=True)
    text = page(client)
    assert text.index("Start gently, and tell your doctor") < text.index("In each session")


def test_caution_forms_stand_beside_the_exercise(client):
    answered(high_blood_pressure=True)
    assert "Hold for 5 seconds at most" in page(client)


def test_a_changed_answer_changes_the_programme_and_the_difference_is_shown(client, library):
    answered()
    before = set(names(library))
    response = send(client, "/answers/can-reach-floor/", {"can-reach-floor": "no"})
    assert response["Location"] == "/programme/?saved=changed"
    text = page(client, response["Location"])
    after = set(names(library))
    assert before != after and "What changed today" in text
    for name in before - after:
        assert f"<b>Out:</b> {name}" in text
    for name in after - before:
        assert f"<b>New:</b> {name}" in text
    assert "trouble getting down to the floor" in text


def test_a_changed_answer_that_changes_nothing_says_that_too(client):
    answered()
    response = send(client, "/answers/pain-places/", {"pain-places": ["buttock"]})
    assert "Your programme stays the same" in page(client, response["Location"])


def test_a_changed_answer_that_opens_a_danger_question_asks_it_first(client):
    answered()
    assert send(client, "/answers/leg-weakness/", {"leg-weakness": "yes"})["Location"] == "/check/"
    assert client.get("/programme/")["Location"].startswith("/check/")


def test_equipment_is_asked_among_the_answers_and_kept(client):
    answered()
    assert b"/answers/equipment/" in client.get("/answers/").content
    send(client, "/answers/equipment/", {"equipment": ["towel", "pool"]})
    assert state().answers["equipment"] == ["towel", "pool"]
    assert b"A long towel, A swimming pool" in client.get("/answers/").content


def test_an_impossible_change_is_refused_beside_the_answer_that_it_contradicts(client):
    answered(pregnant=True, due_date="unsure", pelvic_girdle_pain=False, pregnancy_told_not_to_exercise=False)
    response = send(client, "/answers/sex/", {"sex": "male"})
    text = response.content.decode()
    assert "does not fit the sex" in text and 'href="/answers/pregnant/"' in text
    assert state().answers["sex"] == "female"


def test_every_printed_programme_can_be_chosen_and_left_again(client, library):
    answered(slipped_disc=True)
    text = page(client, "/programmes/")
    assert "not right for you now" in text
    for key in library.programmes:
        assert send(client, "/programmes/", {"programme": key})["Location"] == "/programme/"
        assert library.texts[f"programme.{key}.name"] in unescape(page(client))
    send(client, "/programmes/", {"programme": PERSONAL})
    assert state().programme["id"] == PERSONAL


def test_a_printed_programme_keeps_the_leaflets_own_sections(client):
    answered()
    send(client, "/programmes/", {"programme": "three-stage"})
    text = page(client)
    assert text.index("First stage") < text.index("Second stage") < text.index("Third stage")


def test_an_unknown_programme_is_refused(client):
    answered()
    assert send(client, "/programmes/", {"programme": "magic"}).status_code == 404
    assert state().programme["id"] == PERSONAL


def test_a_barred_exercise_says_so_first_and_why_and_what_instead(client):
    answered(slipped_disc=True, pain_duration="2-to-6-weeks")
    text = page(client, "/exercise/cat/")
    assert text.index("Not for you now") < text.index("<h2>How</h2>")
    assert "because of a slipped disc" in text


def test_every_exercise_has_a_page_with_steps_and_stop_lines(client, library):
    answered()
    for key in library.exercises:
        text = page(client, f"/exercise/{key}/")
        assert library.texts[f"exercise.{key}.steps.1"] in unescape(text)
        assert "When to stop" in text and f"exercise.{key}." not in text


def test_what_a_leaflet_does_not_print_is_said_and_its_own_name_kept(client):
    text = page(client, "/exercise/cat/")
    assert 'lang="zh-Hant"' in text and "not printed" in text and "5 to 10 s" in text


def test_an_unknown_exercise_is_a_friendly_404(client):
    response = client.get("/exercise/handstand/")
    assert response.status_code == 404 and b"We do not know this exercise" in response.content


def test_the_list_marks_what_is_in_the_programme_and_what_is_not_for_this_person(client, library):
    assert "In your programme" not in page(client, "/exercises/")
    answered(slipped_disc=True)
    text = page(client, "/exercises/")
    assert text.count("In your programme") == len(state().programme["entries"])
    assert "Not for you now" in text
    assert all(f"/exercise/{key}/" in text for key in library.exercises)


def test_help_has_the_danger_words_and_the_lines_of_the_region(client):
    answered(region="US")
    text = page(client, "/help/")
    assert "you are numb between the legs or around the back passage;" in text
    assert "New pain down both legs alone: be seen today." in text
    assert 'href="tel:911"' in text and 'href="tel:988"' in text and 'href="tel:18002221222"' in text


def test_help_without_a_region_invents_no_number(client):
    text = page(client, "/help/")
    assert "tel:" not in text and "your local emergency number" in text


def test_answers_of_nobody_are_an_empty_page_that_leads_on(client):
    assert b'href="/check/"' in client.get("/answers/").content


@pytest.mark.parametrize("path", ["/answers/magic/", "/answers/page/magic/", "/answers/session-fever/"])
def test_what_is_not_asked_cannot_be_answered(client, path):
    answered()
    assert client.get(path).status_code == 404


def test_after_the_last_day_the_start_page_says_why_the_check_is_back(client, monkeypatch):
    answered()
    later = runtime.now() + timedelta(days=30)
    monkeypatch.setattr(runtime, "now", lambda: later)
    assert b"Time for the safety check" in client.get("/").content
    assert client.get("/programme/")["Location"].startswith("/check/")


@pytest.mark.parametrize("events", [0, 1000])
def test_the_programme_costs_the_same_few_queries_however_long_the_log(client, events, django_assert_num_queries):
    answered()
    client.get("/programme/")
    here = visit()
    wishes = [here.event("SettingChanged", {"key": "own-activity", "value": f"wish {n}"}) for n in range(events)]
    here.append(here.state(), wishes)
    with django_assert_num_queries(QUERIES):
        assert client.get("/programme/").status_code == 200


def test_the_programme_page_names_every_danger_stop(client):
    answered()
    page = unescape(client.get("/programme/").content.decode())
    stops = [rule.id for rule in runtime.library().stop_rules.values() if rule.kind == "danger"]
    assert len(stops) >= 7
    for rule in stops:
        assert runtime.library().texts[f"stop-rule.{rule}.do"] in page


def test_while_locked_an_exercise_shows_no_dose_and_leads_to_the_result(client):
    answered(ces_leaking_urine="new")
    page = client.get("/exercise/bridge/").content.decode()
    assert "Do not exercise today" in page and 'href="/result/"' in page
    assert "Start:" not in page
