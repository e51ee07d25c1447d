"""The way through the questions: when it stops, what it writes, when it comes back."""

from datetime import UTC, date

import pytest

from backwise.care.clearing import clear_seen, clear_wrong_tap, items_behind
from backwise.care.programme import choose_programme, current_programme
from backwise.care.screening import AnswerError, give_answers, status_of
from backwise.care.visit import begin, change_setting
from backwise.engine.replay import replay
from backwise.engine.safety import SINCE_SEEN
from tests.care.conftest import START, walk


def types(visit):
    return [event.type for event in visit.store.events_of(visit.person)]


def test_a_person_to_whom_nothing_applies_answers_nine_pages_and_gets_a_programme(visit, well):
    answers, pages = well | {"pain-duration": "2-to-6-weeks"}, []
    status = status_of(visit)
    while status.step is not None:
        pages.append(status.step.page)
        status = give_answers(visit, {fact: answers[fact] for fact in status.step.facts})
    assert pages == ["you", "bladder", "bowel", "legs", "today", "told", "pain", "abilities", "wishes"]
    assert status.cleared is not None
    assert [entry["exercise"] for entry in status.state.programme["entries"]]
    assert types(visit)[-2:] == ["ScreeningCompleted", "ProgrammeChanged"]


def test_an_emergency_is_raised_at_once_and_locks_before_the_other_pages(visit, well):
    status = walk(visit, well | {"ces-leaking-urine": "new"})
    assert status.locked and status.result.level == "emergency"
    assert "pain-now" not in status.state.answers
    assert types(visit)[-1] == "FlagRaised"


def test_same_day_is_shown_only_when_nothing_is_open_and_skips_the_programme_pages(visit, well):
    status = walk(visit, well | {"ces-leaking-urine": "recent"})
    assert status.locked and status.result.level == "same-day"
    assert "pain-now" in status.state.answers and "minutes-a-day" not in status.state.answers
    assert "ProgrammeChanged" not in types(visit)


def test_a_ticked_row_with_answers_of_its_own_is_asked_next(visit, well):
    status = walk(visit, well, stop_at="bladder")
    rest = {fact: "no" for fact in status.step.facts if fact != "ces-leaking-urine"}
    status = give_answers(visit, rest)
    assert (status.step.kind, status.step.facts) == ("options", ("ces-leaking-urine",))


def test_a_ticked_row_that_holds_several_facts_asks_which(visit, well):
    status = walk(visit, well, stop_at="today")
    rest = {fact: False for fact in status.step.facts if not fact.startswith("chest-pain")}
    status = give_answers(visit, rest)
    assert (status.step.kind, status.step.row) == ("which", "chest")
    assert set(status.step.facts) == {"chest-pain-now", "chest-pain-on-effort"}


def test_a_follow_up_is_asked_only_when_its_trigger_is_not_no(visit, well):
    status = walk(visit, well | {"leg-weakness": True}, stop_at="legs-more")
    assert set(status.step.facts) >= {"leg-weakness-course"}
    assert "both-legs-seen" not in status.step.facts


def test_an_answer_that_cannot_stand_writes_nothing(visit, well):
    walk(visit, well, stop_at="pain")
    before = types(visit)
    with pytest.raises(AnswerError, match="pain-now"):
        give_answers(visit, {"pain-now": 11})
    assert types(visit) == before


def test_the_same_form_sent_twice_writes_once(visit, well):
    base = visit.new_id()
    give_answers(visit, {"birth-year": 1986, "sex": "female"}, base)
    count = len(types(visit))
    give_answers(visit, {"birth-year": 1986, "sex": "female"}, base)
    assert len(types(visit)) == count


def test_a_lock_stands_when_answers_are_changed_without_the_wrong_tap_way(visit, well):
    walk(visit, well | {"ces-leaking-urine": "new"})
    status = give_answers(visit, {"ces-leaking-urine": "no"})
    assert status.locked and status.result.level == "emergency"


def test_a_wrong_tap_is_asked_again_and_an_explicit_no_unlocks(visit, well):
    status = walk(visit, well | {"ces-leaking-urine": "new"})
    assert items_behind(status) == ("ces-leaking-urine",)
    status = clear_wrong_tap(visit, {"ces-leaking-urine": "no"})
    assert not status.locked and status.step is not None
    assert walk(visit, well).cleared is not None
    cleared = next(event for event in visit.store.events_of(visit.person) if event.type == "FlagCleared")
    raised = next(event for event in visit.store.events_of(visit.person) if event.type == "FlagRaised")
    assert cleared.data["clears"] == [raised.id] and cleared.data["basis"] == "wrong-tap"


def test_a_wrong_tap_answered_not_sure_stays_locked(visit, well):
    walk(visit, well | {"ces-leaking-urine": "new"})
    assert clear_wrong_tap(visit, {"ces-leaking-urine": "unsure"}).locked


def test_a_wrong_tap_must_answer_every_item_that_locked(visit, well):
    walk(visit, well | {"ces-leaking-urine": "new", "ces-cannot-feel-urine": "new"})
    with pytest.raises(AnswerError, match="ces-cannot-feel-urine"):
        clear_wrong_tap(visit, {"ces-leaking-urine": "no"})


def test_yes_again_after_a_wrong_tap_locks_again(visit, well):
    walk(visit, well | {"ces-leaking-urine": "new"})
    clear_wrong_tap(visit, {"ces-leaking-urine": "no"})
    assert give_answers(visit, {"ces-leaking-urine": "new"}).locked
    assert types(visit).count("FlagRaised") == 2


def seen(visit, well, later, flag_answers):
    walk(visit, well | flag_answers)
    tomorrow = later(visit, days=1)
    clear_seen(tomorrow, by="doctor", seen_on=date(2026, 11, 22), exercise_allowed=True)
    return tomorrow


def test_being_seen_asks_everything_dangerous_anew_and_new_or_worse_since(visit, well, later):
    tomorrow = seen(visit, well, later, {"fever-or-very-ill": True})
    status = status_of(tomorrow)
    assert not status.locked
    assert status.step.facts == (f"{SINCE_SEEN}fever",)
    status = walk(tomorrow, well | {f"{SINCE_SEEN}fever": False})
    assert status.cleared.level == "restricted"


def test_new_or_worse_since_being_seen_fires_at_its_own_level(visit, well, later):
    tomorrow = seen(visit, well, later, {"fever-or-very-ill": True})
    status = walk(tomorrow, well | {f"{SINCE_SEEN}fever": True})
    assert status.locked and status.result.level == "same-day"


def test_not_sure_whether_it_got_worse_since_being_seen_fires_at_its_own_level(visit, well, later):
    tomorrow = seen(visit, well, later, {"ces-leaking-urine": "new"})
    status = walk(tomorrow, well | {f"{SINCE_SEEN}cauda-equina-new": "unsure"})
    assert status.locked and status.result.level == "emergency"


def test_the_second_full_screening_after_being_seen_counts_the_flag_as_none(visit, well, later):
    tomorrow = seen(visit, well, later, {"fever-or-very-ill": True})
    walk(tomorrow, well | {f"{SINCE_SEEN}fever": False})
    month = later(tomorrow, days=29)
    status = walk(month, well | {f"{SINCE_SEEN}fever": False})
    assert status.cleared.level == "go"


@pytest.mark.parametrize(
    ("by", "day", "allowed", "key"),
    [
        ("neighbour", date(2026, 11, 22), True, "by"),
        ("doctor", date(2026, 11, 20), True, "seen_on"),
        ("doctor", date(2026, 12, 1), True, "seen_on"),
        ("doctor", date(2026, 11, 22), False, "exercise_allowed"),
    ],
)
def test_being_seen_needs_a_clinician_a_possible_day_and_their_word(visit, well, later, by, day, allowed, key):
    walk(visit, well | {"fever-or-very-ill": True})
    with pytest.raises(AnswerError) as error:
        clear_seen(later(visit, days=1), by=by, seen_on=day, exercise_allowed=allowed)
    assert [problem.key for problem in error.value.problems] == [key]


def test_a_screening_is_good_for_28_days_and_then_asks_the_danger_pages_anew(visit, well, later):
    walk(visit, well)
    assert status_of(later(visit, days=28)).cleared is not None
    expired = status_of(later(visit, days=29))
    assert expired.cleared is None and expired.step.page == "bladder"
    assert expired.facts.values["slipped-disc"] is False


def test_an_unfinished_screening_resumes_within_a_day_and_starts_anew_later(visit, well, later):
    walk(visit, well, stop_at="today")
    assert status_of(later(visit, hours=20)).step.page == "today"
    assert status_of(later(visit, days=3)).step.page == "bladder"


def test_a_changed_answer_changes_the_programme_and_names_the_difference(visit, well):
    before = walk(visit, well).state.programme
    status = give_answers(visit, {"can-reach-floor": False})
    after = {entry["exercise"] for entry in status.state.programme["entries"]}
    assert after != {entry["exercise"] for entry in before["entries"]}
    assert {change["change"] for change in status.state.programme_reasons} >= {"removed", "added"}


def test_a_changed_answer_that_opens_a_danger_question_hides_the_programme_until_it_is_answered(visit, well):
    walk(visit, well)
    status = give_answers(visit, {"leg-weakness": True})
    assert status.cleared is None and status.step.page == "legs-more"
    status = give_answers(visit, {"leg-weakness-course": "fast"})
    assert status.locked and status.result.level == "emergency"


def test_the_trimester_moves_on_by_itself_and_the_programme_follows(visit, well, later):
    pregnant = {key: False for key in visit.library.facts if key.startswith("pregnancy-")}
    answers = well | pregnant | {"pregnant": True, "due-date": "2027-06-10", "pelvic-girdle-pain": False}
    status = walk(visit, answers)
    assert status.facts.values["gestation-weeks"] < 14
    month = later(visit, days=27)
    status = status_of(month)
    before = status.state.programme
    state = current_programme(month, status.state, status.cleared)
    assert state.programme != before and state.programme_reasons


def test_a_programme_as_printed_can_be_chosen_and_left_again(visit, well):
    status = walk(visit, well)
    state = choose_programme(visit, status.state, status.cleared, "hospital-eight-forms")
    assert state.programme["id"] == "hospital-eight-forms"
    state = choose_programme(visit, state, status.cleared, "personal")
    assert state.programme["id"] == "personal"


def test_an_unknown_programme_is_refused_before_anything_is_written(visit, well):
    status = walk(visit, well)
    before = types(visit)
    with pytest.raises(KeyError):
        choose_programme(visit, status.state, status.cleared, "magic")
    assert types(visit) == before


def test_a_setting_is_an_event_and_the_same_value_again_is_not(visit):
    change_setting(visit, "region", "TW")
    change_setting(visit, "region", "TW")
    assert types(visit) == ["PersonCreated", "SettingChanged"]
    assert begin(visit).settings == {"region": "TW"}


def test_events_carry_the_day_of_the_person_from_three_to_three(visit, later):
    change_setting(later(visit, hours=9, minutes=30), "region", "TW")
    event = visit.store.events_of(visit.person)[-1]
    assert event.happened_at.startswith("2026-11-22T02:30") and event.day == "2026-11-21"
    assert event.zone == "Asia/Taipei" and START.astimezone(UTC).isoformat() < event.recorded_at


def test_the_log_replayed_is_the_state(visit, well, later):
    tomorrow = seen(visit, well, later, {"fever-or-very-ill": True})
    walk(tomorrow, well | {f"{SINCE_SEEN}fever": False})
    assert replay(reversed(visit.store.events_of(visit.person))) == visit.state()
