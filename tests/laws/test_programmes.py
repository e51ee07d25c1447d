"""The laws of programmes on random people: what is barred never appears, few minutes only take away, and nothing is lost on paper."""

import json

from hypothesis import assume, given
from hypothesis import strategies as st

from backwise.care.programmes import differences, message_from_plain, message_to_plain, programme_to_plain, still_fits
from backwise.care.verify.programme_laws import broken_by_personal, broken_by_printed, client_of
from backwise.engine.model import Stage
from backwise.engine.prescribe import bars_for, prescribe
from backwise.engine.safety import Cleared
from backwise.library.texts import say
from tests.laws.strategies import LIBRARY, people, screened

stages = st.sampled_from(list(Stage))


def cleared(answers):
    result = screened(answers)
    assume(isinstance(result, Cleared))
    return result


# Dislikes may empty a place of the programme: that is the person's own choice, and not one of the laws.
KEPT_WHATEVER_IS_DISLIKED = ("is not full", "balance work", "fewer than 3", "is empty")


@given(people(), stages)
def test_every_personal_programme_keeps_the_laws_that_verify_checks(answers, stage):
    client = client_of({"minutes-a-day": 10, "worse-with": "neither", **answers}, LIBRARY)
    assume(client is not None)
    broken = broken_by_personal(stage, client, LIBRARY)
    if client.answers.get("disliked-exercises"):
        broken = {law for law in broken if not any(words in law[0] for words in KEPT_WHATEVER_IS_DISLIKED)}
    assert broken == set()


@given(people(), st.sampled_from(sorted(LIBRARY.programmes)))
def test_every_printed_programme_keeps_the_laws_that_verify_checks(answers, programme):
    client = client_of(answers, LIBRARY)
    assume(client is not None)
    assert broken_by_printed(programme, client, LIBRARY) == set()


@given(people(), stages)
def test_fewer_minutes_never_bring_another_exercise_or_a_higher_dose(answers, stage):
    many = prescribe(cleared({**answers, "minutes-a-day": 60}), LIBRARY, stage)
    few = prescribe(cleared({**answers, "minutes-a-day": 5}), LIBRARY, stage)
    doses = {entry.exercise: entry.dose for entry in many.entries}
    for entry in few.entries:
        dose, before = entry.dose, doses[entry.exercise]
        assert (dose.minutes or 0) <= (before.minutes or 0)
        assert (dose.repetitions or 0) <= (before.repetitions or 0)
        assert dose.hold_seconds == before.hold_seconds


@given(people(), stages)
def test_a_programme_survives_json(answers, stage):
    plain = programme_to_plain(prescribe(cleared(answers), LIBRARY, stage))
    assert json.loads(json.dumps(plain)) == plain


@given(people(), stages)
def test_every_message_survives_and_can_be_said(answers, stage):
    programme = prescribe(cleared(answers), LIBRARY, stage)
    messages = [message for entry in programme.entries for message in entry.why]
    messages += [message for item in programme.left_out for message in item.why] + list(programme.advice)
    for message in messages:
        assert message_from_plain(json.loads(json.dumps(message_to_plain(message)))) == message
        sentence = say(message, LIBRARY.texts)
        assert sentence != message.id
        assert "{" not in sentence
        assert "@" not in sentence
    for entry in programme.entries:
        assert all(text in LIBRARY.texts for text in entry.instructions)


@given(people(), stages)
def test_todays_programme_passes_todays_bars_and_differs_in_nothing_from_itself(answers, stage):
    result = cleared(answers)
    plain = programme_to_plain(prescribe(result, LIBRARY, stage))
    assert still_fits(plain, bars_for(result, LIBRARY), LIBRARY)
    assert differences(plain, plain) == []


@given(people(), people(), stages)
def test_somebody_elses_programme_fits_only_what_is_allowed_here(answers, others, stage):
    """A stored programme is filtered through the bars of the day: it fits exactly when each entry is allowed at its dose."""
    bars = bars_for(cleared(answers), LIBRARY)
    plain = programme_to_plain(prescribe(cleared(others), LIBRARY, stage))
    if still_fits(plain, bars, LIBRARY):
        assert {entry["exercise"] for entry in plain["entries"]} <= bars.allowed
    elif all(entry["exercise"] in bars.allowed for entry in plain["entries"]):
        limited = [bars.standings[entry["exercise"]] for entry in plain["entries"]]
        assert any(standing.instructions for standing in limited)
