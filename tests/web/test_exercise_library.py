"""Looking for an exercise: by words in several languages, by filters with their counts, and by what is right for this person."""

from __future__ import annotations

import re
from html import unescape

import pytest

from backwise.care.screening import status_of
from backwise.engine.bars import reasons
from backwise.engine.prescribe import bars_for
from backwise.web.person.catalogue import NOTHING_NEEDED, catalogue, choices, plain
from backwise.web.person.exercises import SERVES
from backwise.web.person.words import reasons_together
from tests.web.visitor import answered, state, visit

pytestmark = pytest.mark.django_db
QUERIES = 2


def page(client, query=""):
    response = client.get(f"/exercises/{query}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def found(text):
    return re.findall(r'class="card-link" href="/exercise/([\w-]+)/"', text)


def count(text, value, name):
    """The number beside an option."""
    match = re.search(rf'name="{name}" value="{value}"[^>]*><span>[^<]*</span> <small>(\d+)</small>', text)
    return int(match[1])


def chosen(text):
    return set(re.findall(r'name="([\w-]+)" value="([\w-]+)" checked', text))


def barred():
    here = visit()
    return {key for key, item in bars_for(status_of(here).cleared, here.library).standings.items() if not item.allowed}


def test_everything_is_there_under_its_position_when_nothing_is_looked_for(client, library):
    text = page(client)
    assert sorted(found(text)) == sorted(library.exercises)
    assert f"All {len(library.exercises)} exercises" in text
    headings = re.findall(r"<h2>([^<]+)</h2>", text)
    assert headings == [library.texts[f"movement.{key}.name"] for key in reversed(library.personal.position_order)]
    assert text.index(">Lying on your back</h2>") < text.index('"/exercise/bridge/"') < text.index(">Standing</h2>")


@pytest.mark.parametrize(
    ("query", "exercise"),
    [
        ("bridge", "bridge"),
        ("BRIDGE", "bridge"),
        ("  Bridge  ", "bridge"),
        ("buttocks thighs", "bridge"),
        ("貓背", "cat"),
        ("第７式", "cat"),
        ("childs pose", "child-pose"),
        ("child’s", "child-pose"),
        ("sit-to-stand", "sit-to-stand"),
        ("brïdge", "bridge"),
    ],
)
def test_a_search_finds_by_name_purpose_and_leaflet_name_whatever_the_case_and_accents(client, query, exercise):
    assert exercise in found(page(client, f"?q={query}"))


def test_thai_is_found_with_and_without_its_tone_marks(library):
    local = [item.name_local or "" for exercise in library.exercises.values() for item in exercise.described_in]
    thai = next((name for name in local if re.search("[\u0e00-\u0e7f]", name)), "น้ำ ท่าแมว")
    assert plain(thai).split() and plain("ทา") == plain("ท่า")


def test_of_several_words_every_one_must_be_there(client, library):
    hip, both = (found(page(client, f"?q={words}")) for words in ("hip", "hip stretch"))
    assert set(both) < set(hip)
    for key in both:
        named = " ".join(item.name for item in library.exercises[key].described_in)
        said = plain(" ".join((library.texts[f"exercise.{key}.name"], library.texts[f"exercise.{key}.purpose"], named)))
        assert "hip" in said and "stretch" in said


def test_what_is_found_by_name_comes_first(client, library):
    keys = found(page(client, "?q=stretch"))
    named = ["stretch" in library.texts[f"exercise.{key}.name"].lower() for key in keys]
    assert any(named) and not all(named) and named == sorted(named, reverse=True)


def test_nothing_found_says_what_to_do_and_keeps_the_words(client):
    text = page(client, "?q=handstand")
    assert "No exercise found" in text and "Use fewer words" in text and 'href="/exercises/"' in text
    assert 'value="handstand"' in text


def test_words_of_the_search_are_never_markup(client):
    text = client.get("/exercises/?q=<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in text and "&lt;script&gt;" in text


def test_within_a_filter_one_option_is_enough_and_every_filter_must_be_met(client, library):
    keys = found(page(client, "?serves=stretch&serves=balance&needs=chair"))
    wanted = {
        key
        for key, item in library.exercises.items()
        if {"stretch", "balance"} & item.roles.keys() and "chair" in item.equipment
    }
    assert set(keys) == wanted and wanted


def test_nothing_needed_means_nothing(client, library):
    keys = found(page(client, f"?needs={NOTHING_NEEDED}"))
    assert set(keys) == {key for key, item in library.exercises.items() if not item.equipment}


def test_filters_stay_chosen_and_stand_open(client):
    assert '<details class="filters">' in page(client)
    text = page(client, "?q=hip&serves=stretch&position=supine")
    assert '<details class="filters" open>' in text
    assert chosen(text) == {("serves", "stretch"), ("position", "supine")}


def test_every_option_says_how_many_there_would_be(client):
    text = page(client, "?position=supine")
    for role in SERVES:
        if f'name="serves" value="{role}"' in text:
            assert count(text, role, "serves") == len(found(page(client, f"?position=supine&serves={role}")))
    assert count(text, "standing", "position") == len(found(page(client, "?position=standing")))


def test_unknown_options_and_over_long_words_do_no_harm(client, library):
    assert len(found(page(client, "?serves=magic&position=&needs=../x&show=all&other=1"))) == len(library.exercises)
    assert page(client, f"?q={'x' * 5000}")


def test_before_the_check_nothing_is_said_about_the_person(client):
    text = page(client, "?show=barred")
    assert 'name="show"' not in text and "after the safety check" in text
    assert "In your programme" not in text and "Not for you now" not in text


def test_for_this_person_the_programme_the_allowed_and_the_barred_can_be_shown(client, library):
    answered(slipped_disc=True)
    entries = {entry["exercise"] for entry in state().programme["entries"]}
    assert set(found(page(client, "?show=mine"))) == entries
    assert set(found(page(client, "?show=barred"))) == barred()
    assert set(found(page(client, "?show=allowed"))) == set(library.exercises) - barred()
    text = page(client, "?show=barred")
    assert count(text, "barred", "show") == len(barred()) and count(text, "all", "show") == len(library.exercises)
    assert ("show", "barred") in chosen(text)


def test_what_is_not_for_me_says_why_in_words_and_where_the_rest_stands(client, library):
    answered(slipped_disc=True)
    text = page(client, "?show=barred")
    bars = bars_for(status_of(visit()).cleared, library)
    several = 0
    for key in barred():
        why = reasons_together(reasons(library.exercises[key], bars, library), library)
        assert why[0][0] in text
        several += len(why) > 1
    assert text.count("#not-for-you") == several
    assert 'id="not-for-you"' in client.get("/exercise/cat/").content.decode()


def test_a_reason_is_only_worked_out_for_what_is_shown(client, library):
    answered(slipped_disc=True)
    assert "because" not in page(client, "?q=bridge&show=allowed")


def test_the_list_costs_two_queries_however_much_is_asked(client, django_assert_num_queries):
    answered()
    client.get("/exercises/")
    for query in ("", "?q=hip&serves=stretch&needs=chair&show=allowed"):
        with django_assert_num_queries(QUERIES):
            client.get(f"/exercises/{query}")


def test_the_catalogue_is_made_once_for_a_library(library):
    assert catalogue(library) is catalogue(library)


def test_counts_leave_out_their_own_filter_only():
    filters = {"a": {"x": 0b0011, "y": 0b1100}, "b": {"z": 0b0101}}
    left, counted = choices(filters, {"a": frozenset("x"), "b": frozenset("z")}, 0b0111)
    assert left == 0b0001
    assert {item.option: item.count for item in counted["a"]} == {"x": 1, "y": 1}
    assert {item.option: (item.count, item.chosen) for item in counted["b"]} == {"z": (1, True)}


def test_every_role_of_the_library_has_words(library):
    assert set(library.roles) <= SERVES.keys()
