"""The controls of the hazard log that concern what exists: one part a hazard, each test named by the control that it proves."""

import json
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from backwise.care.verify.screens import CAUDA_EQUINA
from backwise.engine.bars import bars_of, present_conditions
from backwise.engine.facts import facts_from
from backwise.engine.library import DANGER_LEVELS
from backwise.engine.model import Level, Stage
from backwise.engine.prescribe import bars_for, prescribe, stage_of
from backwise.engine.printed import prescribe_printed
from backwise.engine.safety import NO_CLEARANCES, Cleared, screen
from tests.laws.strategies import people
from tests.spec.people import LIBRARY, PREGNANT, TODAY, answers_of, cleared, facts_of, programme, screened

YES, NO, UNSURE = True, False, "unsure"
EXERCISES = LIBRARY.exercises
LOCKED = (Level.EMERGENCY, Level.SAME_DAY)
KNOWLEDGE = Path(__file__).parents[2] / "src/backwise/knowledge"


def level(changes, missing=()):
    return screened(changes, missing).level


def standings(changes, missing=()):
    return bars_for(cleared(changes, missing), LIBRARY).standings


def programmes(changes):
    """Everything that this person can be given: each stage of the personal programme, and each as printed."""
    someone = cleared(changes)
    yield from (prescribe(someone, LIBRARY, stage) for stage in Stage)
    yield from (prescribe_printed(someone, LIBRARY, key) for key in LIBRARY.programmes)


def entries_of(changes):
    """The entries of all those programmes."""
    return [entry for made in programmes(changes) for entry in made.entries]


def with_tags(*tags):
    return [key for key, exercise in EXERCISES.items() if set(tags).intersection(exercise.tags)]


# --- H01 cauda equina is missed


@pytest.mark.parametrize("fact", CAUDA_EQUINA)
@pytest.mark.parametrize("answer", ["new", "with-this-pain"])
def test_h01_each_cauda_equina_sign_alone_is_an_emergency_without_a_programme(fact, answer):
    result = screened({fact: answer})
    assert result.level == "emergency"
    assert not isinstance(result, Cleared)


@hypothesis_given(people(), st.sampled_from(CAUDA_EQUINA), st.sampled_from(["new", "with-this-pain"]))
def test_h01_no_other_answer_softens_a_new_cauda_equina_sign(answers, fact, answer):
    facts = facts_from({**answers, fact: answer}, LIBRARY.facts, TODAY)
    assert screen(facts, NO_CLEARANCES, LIBRARY, TODAY).level == "emergency"


@pytest.mark.parametrize("fact", CAUDA_EQUINA)
def test_h01_a_cauda_equina_question_that_was_skipped_is_asked(fact):
    result = screened(missing=[fact])
    assert (result.level, fact in result.unanswered) == ("ask", True)


def test_h01_the_card_with_the_danger_signs_names_every_group_of_signs():
    card = " ".join(text for key, text in LIBRARY.texts.items() if key.startswith("education.safety-net."))
    for words in ("between the legs", "back passage", "urine or stool", "sexual feeling", "both legs", "one leg"):
        assert words in card


# --- H02 too many warnings, so that people ignore them

# What four in five people with ordinary back pain say of themselves.
COMMON = (
    {"birth-year": TODAY.year - 55},
    {"pain-worse-at-night": YES},
    {"pain-now": 8},
    {"pain-duration": "under-2-weeks"},
    {"first-episode": YES},
    {"always-tired": YES},
    {"sudden-severe-pain": YES},
    {"weight-loss": YES},
    {"diabetes": YES},
    {"recent-infection": YES},
    {"osteoporosis": YES},
    {"minor-fall": YES},
    {"high-blood-pressure": YES},
    {"leg-pain-below-knee": YES},
    {"ces-leaking-urine": "old"},
)


@pytest.mark.parametrize("sign", COMMON, ids=lambda sign: next(iter(sign)))
def test_h02_one_common_sign_alone_never_locks(sign):
    assert level(sign) not in DANGER_LEVELS


def test_h02_of_people_with_two_common_signs_fewer_than_one_in_ten_are_locked():
    levels = [level({**one, **other}) for one, other in combinations(COMMON, 2)]
    assert sum(item in DANGER_LEVELS for item in levels) < len(levels) / 10


# --- H03 someone with fragile bones gets loaded or full bending

BROKEN_BONES = ("end-range-flexion", "loaded-flexion", "end-range-rotation", "end-range-side-bend", "abdominal-curl")


@pytest.mark.parametrize("key", with_tags(*BROKEN_BONES))
def test_h03_after_a_broken_bone_in_the_spine_no_bend_turn_or_curl(key):
    assert not standings({"vertebral-fracture": YES})[key].allowed
    assert not standings({}, missing=["vertebral-fracture"])[key].allowed


def test_h03_no_programme_of_someone_with_a_broken_bone_has_one():
    assert not {entry.exercise for entry in entries_of({"vertebral-fracture": YES})} & set(with_tags(*BROKEN_BONES))


@pytest.mark.parametrize("key", with_tags("loaded-flexion", "abdominal-curl", "impact"))
def test_h03_with_osteoporosis_no_curl_and_no_bend_under_load(key):
    assert not standings({"osteoporosis": YES})[key].allowed


def test_h03_everyone_is_asked_about_bones_and_steroids():
    for fact in ("osteoporosis", "vertebral-fracture", "steroids-3-months"):
        asked = LIBRARY.facts[fact].asked
        assert asked is not None
        assert not LIBRARY.pages[asked.page].follow_up
        assert LIBRARY.facts[fact].applies_when is None


# --- H04 someone with a slipped disc gets the stretch that the document bars


@pytest.mark.parametrize("key", ["double-knee-to-chest", "single-knee-to-chest", "cat", "seated-back-stretch"])
@pytest.mark.parametrize("test", [None, "nearer-spine", "no-change", "further-down"])
def test_h04_the_low_back_stretch_never_reaches_someone_with_a_slipped_disc(key, test):
    answers = {"slipped-disc": YES} | ({"extension-test": test} if test else {})
    assert not standings(answers)[key].allowed
    assert key not in {entry.exercise for entry in entries_of(answers)}
    assert not standings({}, missing=["slipped-disc"])[key].allowed


# --- H05 pain grows and the plan goes on: what is not known is never good news


def test_h05_a_missing_pain_is_never_read_as_no_pain():
    assert stage_of(facts_of({"pain-duration": "under-2-weeks"}, missing=["pain-now"])) is Stage.CALM


# --- H06 growing weakness is not acted on


@pytest.mark.parametrize("course", ["fast", "new-or-worse"])
@pytest.mark.parametrize("both", [YES, NO, UNSURE])
@pytest.mark.parametrize("checked", [YES, NO, UNSURE])
def test_h06_new_or_growing_weakness_never_waits(course, both, checked):
    answers = {
        "leg-weakness": YES,
        "leg-weakness-course": course,
        "leg-weakness-both": both,
        "leg-weakness-checked": checked,
    }
    assert level(answers) in LOCKED


@pytest.mark.parametrize("sign", ["session-new-weakness", "session-both-legs", "session-saddle-numbness"])
def test_h06_nerve_signs_during_a_session_are_questions_of_their_own_that_end_it(sign):
    [rule] = [rule for rule in LIBRARY.stop_rules.values() if sign in rule.when.facts()]
    assert rule.kind == "danger"
    assert rule.when.evaluate({sign: YES}) is True


# --- H07 the weeks of a pregnancy pass


@pytest.mark.parametrize(
    ("tag", "barred_from_week"),
    [("prone", 14), ("end-range-extension", 14), ("abdominal-curl", 14), ("supine", 28), ("deep-hip-flexion", 28)],
)
def test_h07_the_same_answers_bar_more_as_the_weeks_pass(tag, barred_from_week):
    due = TODAY + timedelta(weeks=40 - barred_from_week)
    answers = {**answers_of(PREGNANT), "due-date": due}
    for days, barred in ((-1, False), (0, True)):
        values = facts_from(answers, LIBRARY.facts, TODAY + timedelta(days=days)).values
        bars = bars_of(present_conditions(values, Level.GO, LIBRARY), LIBRARY)
        assert bool(bars.never & LIBRARY.mask([tag])) is barred


@pytest.mark.parametrize("due", [None, UNSURE])
def test_h07_a_pregnancy_without_a_due_date_counts_as_late(due):
    answers = PREGNANT | ({"due-date": due} if due else {})
    assert not {entry.exercise for entry in entries_of(answers)} & set(with_tags("supine", "prone"))


# --- H08 exercise soon after an operation


@pytest.mark.parametrize("operation", ["lumbar-surgery-recent", "hip-replacement-recent", "knee-replacement-recent"])
@pytest.mark.parametrize("word", [NO, UNSURE, None])
def test_h08_without_the_surgeons_word_there_is_no_programme(operation, word):
    answers = {operation: YES} | ({} if word is None else {"surgeon-allows-exercise": word})
    assert not isinstance(screened(answers), Cleared)
    assert not isinstance(screened(missing=[operation]), Cleared)


@pytest.mark.parametrize(
    ("operation", "barred"),
    [
        ("lumbar-surgery-recent", ("end-range-flexion", "end-range-extension", "end-range-rotation", "in-water")),
        ("hip-replacement-recent", ("deep-hip-flexion", "hip-across-midline", "deep-knee-bend", "in-water")),
        ("knee-replacement-recent", ("deep-knee-bend", "kneeling", "quadruped", "in-water")),
    ],
)
def test_h08_with_it_the_row_of_the_operation_still_bars(operation, barred):
    answers = {operation: YES, "surgeon-allows-exercise": YES}
    assert level(answers) == "restricted"
    assert not {entry.exercise for entry in entries_of(answers)} & set(with_tags(*barred))


# --- H09 strain on the heart


@pytest.mark.parametrize(
    ("fact", "condition"),
    [
        ("high-blood-pressure", "heart-or-blood-pressure"),
        ("heart-disease", "heart-or-blood-pressure"),
        ("aortic-aneurysm", "aortic-aneurysm"),
    ],
)
def test_h09_nobody_with_heart_pressure_or_aneurysm_holds_over_5_seconds(fact, condition):
    for key in with_tags("held-muscle-work"):
        standing = standings({fact: YES})[key]
        assert not standing.allowed or standing.limits.hold_seconds <= 5
    for entry in entries_of({fact: YES}):
        if "held-muscle-work" in EXERCISES[entry.exercise].tags:
            assert entry.dose.hold_seconds <= 5
            assert f"condition.{condition}.forms.held-muscle-work" in entry.instructions


@pytest.mark.parametrize("fact", ["chest-pain-now", "chest-pain-on-effort", "faint-or-clammy", "blood-pressure-180"])
def test_h09_signs_of_the_heart_lock(fact):
    assert level({fact: YES}) in LOCKED
    assert level({fact: UNSURE}) in LOCKED


@pytest.mark.parametrize("key", EXERCISES)
def test_h09_every_exercise_says_how_to_breathe(key):
    assert "breath" in LIBRARY.texts[f"exercise.{key}.breathing"].lower()


# --- H10 a fall in a standing exercise

UNSTEADY = ("fall-in-12-months", "unsteady-or-fear-of-falling")


@pytest.mark.parametrize("fact", UNSTEADY)
@pytest.mark.parametrize("key", with_tags("standing-balance", "one-leg-standing"))
def test_h10_with_a_risk_of_falls_no_balance_work_without_a_hand_on_support(fact, key):
    standing = standings({fact: YES})[key]
    said = " ".join(LIBRARY.texts[item] for item in standing.instructions)
    assert not standing.allowed or "hand on a kitchen counter" in said


@pytest.mark.parametrize("key", with_tags("standing-balance", "one-leg-standing"))
def test_h10_balance_work_names_its_support_for_everyone(key):
    words = " ".join(text for name, text in LIBRARY.texts.items() if name.startswith(f"exercise.{key}.")).lower()
    assert any(support in words for support in ("counter", "wall", "chair", "table"))


def test_h10_who_cannot_stand_gets_nothing_standing():
    assert not {entry.exercise for entry in entries_of({"can-stand-and-walk": NO})} & set(with_tags("standing"))


# --- H12 someone takes this for an emergency line


def test_h12_it_says_that_nobody_is_watching_and_every_region_has_an_emergency_number():
    card = " ".join(text for key, text in LIBRARY.texts.items() if key.startswith("advice.nobody-is-watching."))
    assert "not an emergency line" in card
    assert all(region.emergency.number for region in LIBRARY.regions.values())


# --- H17 the content changes after a programme was made


def test_h17_a_programme_carries_the_version_of_the_knowledge_that_made_it():
    someone = cleared()
    assert someone.knowledge == LIBRARY.version
    assert {made.knowledge for made in programmes({})} == {LIBRARY.version}


# --- H18 held too long


@pytest.mark.parametrize("key", EXERCISES)
def test_h18_no_hold_can_grow_beyond_the_ceiling_of_its_kind(key):
    dose, most = EXERCISES[key].dose, {"stretch": 30, "balance": 30}
    for one in (dose.start, dose.ceiling):
        assert (one.hold_seconds or 0) <= most.get(dose.kind, 15)
    if "held-muscle-work" in EXERCISES[key].tags:
        assert (dose.ceiling.hold_seconds or 0) <= 10


# --- H20 somebody under 18


@pytest.mark.parametrize("age", [*range(18), 18])
def test_h20_nobody_before_the_18th_birthday_gets_a_programme(age):
    answers = {"birth-year": TODAY.year - age}
    for birthday in (NO, UNSURE, None):
        asked = {} if birthday is None else {"had-18th-birthday": birthday}
        assert not isinstance(screened(answers | asked), Cleared)
    assert not isinstance(screened(missing=["birth-year"]), Cleared)


# --- H21 the pain does not come from the back


@pytest.mark.parametrize(
    "mimic",
    [
        {"tearing-pain": YES},
        {"pulsing-belly-lump": YES},
        {"chest-pain-now": YES},
        {"faint-or-clammy": YES},
        {"flank-colic": YES},
        {"blood-in-urine": YES},
        {"belly-pain": YES, "vomiting": YES},
        {"unusual-vaginal-bleeding": YES},
        {"missed-period": YES, "belly-pain": YES, "belly-pain-one-sided": YES},
        {"hard-fall-or-crash": YES, "fall-checked": NO},
        {"fever-or-very-ill": YES, "confusion-or-stiff-neck": NO},
        {"foot-pain-at-rest-or-sore": YES},
    ],
    ids=lambda mimic: next(iter(mimic)),
)
def test_h21_what_only_looks_like_back_pain_is_seen_today_at_the_latest(mimic):
    assert level(mimic) in LOCKED
    assert level({fact: UNSURE if value is YES else value for fact, value in mimic.items()}) in LOCKED


# --- H24 questionnaires whose licence does not allow them


def test_h24_no_questionnaire_lies_in_the_knowledge():
    assert not [path for path in KNOWLEDGE.rglob("*.json") if "resourceType" in json.loads(path.read_text("utf-8"))]


# --- H25 a bar is set aside


@pytest.mark.parametrize("fact", ["slipped-disc", "osteoporosis", "vertebral-fracture", "spinal-stenosis"])
def test_h25_liking_an_exercise_never_lifts_a_bar(fact):
    barred = [key for key, standing in standings({fact: YES}).items() if not standing.allowed]
    made = programme({fact: YES, "liked-exercises": barred, "disliked-exercises": []})
    assert not {entry.exercise for entry in made.entries} & set(barred)
