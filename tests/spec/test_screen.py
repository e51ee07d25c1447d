"""What the screen promises: each sentence of the agreement on triage is a test."""

from datetime import date, timedelta

import pytest

from backwise.care.verify.screens import CAUDA_EQUINA
from backwise.engine.answers import read_answers
from backwise.engine.bars import present_conditions
from backwise.engine.library import DANGER_LEVELS
from backwise.engine.model import LEVELS, Limits, Verdict
from backwise.engine.prescribe import bars_for
from backwise.engine.safety import Ask, Cleared, Refer
from tests.spec.people import LIBRARY, PREGNANT, TODAY, cleared, facts_of, flags, screened

YES, NO, UNSURE = True, False, "unsure"


def level(changes=(), missing=()):
    return str(screened(changes, missing).level)


def conditions(changes=(), missing=()):
    result = screened(changes, missing)
    present = present_conditions(facts_of(changes, missing).values, result.level, LIBRARY)
    return {item.row.condition.id for item in present}


def levels(*rows):
    """One test for each (sentence, answers, level)."""
    return pytest.mark.parametrize(("answers", "expected"), [row[1:] for row in rows], ids=[row[0] for row in rows])


# --- The words and what they do


def test_the_levels_stand_worst_first():
    assert [str(item) for item in LEVELS] == ["emergency", "same-day", "soon", "ask", "restricted", "go"]


def test_a_person_to_whom_nothing_applies_may_go():
    result = screened()
    assert isinstance(result, Cleared)
    assert (result.level, result.flags, result.unanswered) == ("go", (), ())


def test_the_level_is_the_worst_of_what_fired_and_all_of_it_is_told():
    result = screened({"burning-urine": YES, "fever-or-very-ill": YES, "lost-height": YES})
    assert result.level == "same-day"
    assert [item.flag for item in result.flags] == ["fever", "burning-urine", "height-loss"]


@levels(
    ("emergency", {"tearing-pain": YES}, Refer),
    ("same-day", {"fever-or-very-ill": YES}, Refer),
    ("soon", {"burning-urine": YES}, Refer),
    ("ask", {"leg-weakness": YES}, Ask),
    ("restricted", {"lost-height": YES}, Cleared),
    ("go", {}, Cleared),
)
def test_only_restricted_and_go_clear_somebody(answers, expected):
    assert type(screened(answers)) is expected


def test_ask_means_a_danger_question_is_open_and_nothing_worse_fired():
    assert level({"leg-weakness": YES}) == "ask"
    assert level({"leg-weakness": YES, "lost-height": YES}) == "ask"
    assert level({"leg-weakness": YES, "burning-urine": YES}) == "soon"


def test_what_is_open_is_told_even_when_somebody_is_to_be_seen():
    assert "leg-weakness-course" in screened({"leg-weakness": YES, "burning-urine": YES}).unanswered


def test_danger_questions_are_the_facts_that_rules_of_the_three_worst_levels_need():
    read = {fact for flag in LIBRARY.red_flags.values() if flag.level in DANGER_LEVELS for fact in flag.when.facts()}
    assert read == LIBRARY.danger_facts
    assert {"fever-or-very-ill", "birth-year", "pregnant", "fall-checked"} <= read
    assert not {"lost-height", "ax-family", "can-kneel", "pain-places"} & read


@pytest.mark.parametrize("fact", sorted(LIBRARY.danger_facts & facts_of().given.keys()))
def test_a_missing_danger_answer_is_asked_wherever_a_rule_still_depends_on_it(fact):
    values = facts_of(missing=[fact]).values
    danger = [flag for flag in LIBRARY.red_flags.values() if flag.level in DANGER_LEVELS]
    depends = any(flag.when.evaluate(values) is not False for flag in danger)
    result = screened(missing=[fact])
    assert (fact in result.unanswered) is depends
    assert (result.level == "ask") is depends


def test_unanswered_bladder_question_is_asked_not_assumed():
    result = screened(missing=["ces-leaking-urine"])
    assert result.level == "ask"
    assert "ces-leaking-urine" in result.unanswered


def test_with_nothing_answered_everything_open_is_asked_in_the_order_of_the_pages():
    result = screened(missing=facts_of().given)
    assert result.level == "ask"
    assert result.unanswered[0] == "birth-year"
    assert result.unanswered.index("ces-leaking-urine") < result.unanswered.index("fever-or-very-ill")


def test_a_follow_up_whose_trigger_is_no_is_never_open():
    assert screened({"leg-weakness": NO}).unanswered == ()
    assert set(screened({"leg-weakness": YES}).unanswered) >= {"leg-weakness-course"}


@levels(
    ("unsure of an emergency sign is for the same day", {"tearing-pain": UNSURE}, "same-day"),
    ("unsure of a same-day sign is for the same day", {"fever-or-very-ill": UNSURE}, "same-day"),
    ("unsure of a soon sign is soon", {"burning-urine": UNSURE}, "soon"),
    ("unsure of what restricts restricts", {"lost-height": UNSURE}, "restricted"),
)
def test_not_sure_counts(answers, expected):
    assert level(answers) == expected
    assert all(item.unsure for item in screened(answers).flags)


def test_not_sure_of_one_sign_counts_even_while_another_is_open():
    result = screened({"ces-leaking-urine": UNSURE}, missing=["ces-bowel-leaking"])
    assert result.level == "same-day"
    assert "ces-bowel-leaking" in result.unanswered


def test_a_missing_answer_to_what_only_restricts_restricts_and_is_not_a_danger_question():
    result = screened(missing=["lost-height"])
    assert (result.level, result.unanswered) == ("restricted", ())


# --- Cauda equina


def test_the_twelve_cauda_equina_facts():
    assert set(CAUDA_EQUINA) == {fact for fact in LIBRARY.facts if fact.startswith("ces-")}
    assert len(CAUDA_EQUINA) == 12
    for fact in CAUDA_EQUINA:
        assert LIBRARY.facts[fact].options == ("no", "new", "with-this-pain", "recent", "old")


@pytest.mark.parametrize("fact", CAUDA_EQUINA)
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("no", "go"),
        ("new", "emergency"),
        ("with-this-pain", "emergency"),
        ("recent", "same-day"),
        ("old", "restricted"),
        (UNSURE, "same-day"),
    ],
)
def test_each_cauda_equina_sign_alone(fact, answer, expected):
    assert level({fact: answer}) == expected


@pytest.mark.parametrize("fact", CAUDA_EQUINA)
def test_an_old_sign_with_both_legs_is_for_the_same_day_even_only_on_walking(fact):
    both = {"both-legs-symptoms": YES, "both-legs-only-walking": YES, "both-legs-seen": YES}
    assert level({fact: "old", **both}) == "same-day"


# --- Both legs, cord, weakness, fever

BOTH = {"both-legs-symptoms": YES}
WEAK = {"leg-weakness": YES, "leg-weakness-both": NO, "leg-weakness-checked": NO}
NEW_WEAK = {**WEAK, "leg-weakness-course": "new-or-worse"}


@levels(
    ("with a new cauda equina sign", {**BOTH, "both-legs-only-walking": YES, "both-legs-seen": YES, "ces-leaking-urine": "new"}, "emergency"),
    ("with new weakness", {**BOTH, "both-legs-only-walking": YES, "both-legs-seen": YES, **NEW_WEAK}, "emergency"),
    ("only on walking, nobody has looked", {**BOTH, "both-legs-only-walking": YES, "both-legs-seen": NO}, "soon"),
    ("only on walking, not sure whether anybody looked", {**BOTH, "both-legs-only-walking": YES, "both-legs-seen": UNSURE}, "soon"),
    ("only on walking, and looked at", {**BOTH, "both-legs-only-walking": YES, "both-legs-seen": YES}, "go"),
    ("otherwise", {**BOTH, "both-legs-only-walking": NO}, "same-day"),
    ("otherwise, looked at or not", {**BOTH, "both-legs-only-walking": NO, "both-legs-seen": YES}, "same-day"),
    ("not sure whether only on walking", {**BOTH, "both-legs-only-walking": UNSURE, "both-legs-seen": YES}, "same-day"),
    ("not said whether only on walking", BOTH, "ask"),
)  # fmt: skip
def test_both_legs(answers, expected):
    assert level(answers) == expected


def test_both_legs_only_on_walking_and_looked_at_is_stenosis_and_no_flag():
    answers = {**BOTH, "both-legs-only-walking": YES, "both-legs-seen": YES}
    assert screened(answers).flags == ()
    assert "spinal-stenosis" in conditions(answers)


BAND = {"tight-band": YES, "tight-band-course": "new"}
CLUMSY = {"clumsy-legs": YES, "clumsy-legs-course": "new"}
OLD_BAND = {"tight-band": YES, "tight-band-course": "old"}
OLD_CLUMSY = {"clumsy-legs": YES, "clumsy-legs-course": "old"}
CANCER = {"cancer-history": YES, "pain-different-from-before": NO}


@levels(
    ("a new tight band with clumsy legs", {**BAND, **OLD_CLUMSY}, "emergency"),
    ("a tight band with newly clumsy legs", {**OLD_BAND, **CLUMSY}, "emergency"),
    ("a new tight band with cancer", {**BAND, **CANCER}, "emergency"),
    ("newly clumsy legs with cancer", {**CLUMSY, **CANCER}, "emergency"),
    ("newly clumsy legs alone", CLUMSY, "same-day"),
    ("both longer and unchanged", {**OLD_BAND, **OLD_CLUMSY}, "go"),
    ("a new tight band alone", BAND, "go"),
    ("clumsy legs for longer", OLD_CLUMSY, "go"),
)
def test_the_spinal_cord(answers, expected):
    assert level(answers) == expected


def test_clumsy_legs_for_longer_are_a_risk_of_falls_only():
    assert screened(OLD_CLUMSY).flags == ()
    assert "fall-risk" in conditions(OLD_CLUMSY)


@levels(
    ("both legs", {**NEW_WEAK, "leg-weakness-both": YES}, "emergency"),
    ("over hours to days", {**WEAK, "leg-weakness-course": "fast"}, "emergency"),
    ("other new or worsening", NEW_WEAK, "same-day"),
    ("older, not worse, never checked", {**WEAK, "leg-weakness-course": "old"}, "same-day"),
    ("older, checked", {**WEAK, "leg-weakness-course": "old", "leg-weakness-checked": YES}, "go"),
    ("not said since when", {"leg-weakness": YES}, "ask"),
    ("not sure whether weak", {**NEW_WEAK, "leg-weakness": UNSURE}, "same-day"),
)
def test_weakness(answers, expected):
    assert level(answers) == expected


@levels(
    ("with back pain", {"fever-or-very-ill": YES, "confusion-or-stiff-neck": NO}, "same-day"),
    ("with confusion or a stiff neck", {"fever-or-very-ill": YES, "confusion-or-stiff-neck": YES}, "emergency"),
    ("with new leg weakness", {"fever-or-very-ill": YES, "confusion-or-stiff-neck": NO, **NEW_WEAK}, "emergency"),
    ("with old leg weakness", {"fever-or-very-ill": YES, "confusion-or-stiff-neck": NO, **WEAK, "leg-weakness-course": "old"}, "same-day"),
)  # fmt: skip
def test_fever(answers, expected):
    assert level(answers) == expected


def test_leg_pain_below_the_knee_is_sciatica_with_strict_mode_and_no_flag():
    assert screened({"leg-pain-below-knee": YES}).flags == ()
    assert "sciatica" in conditions({"leg-pain-below-knee": YES})
    assert LIBRARY.conditions["sciatica"].strict


def test_leg_pain_on_walking_that_sitting_eases_is_stenosis_with_strict_mode_and_no_flag():
    answers = {"leg-pain-on-walking": YES, "leg-pain-walking-eased-by": "sitting-or-bending"}
    assert screened(answers).flags == ()
    assert "spinal-stenosis" in conditions(answers)
    assert LIBRARY.conditions["spinal-stenosis"].strict


@levels(
    ("eased by standing still", {"leg-pain-on-walking": YES, "leg-pain-walking-eased-by": "standing-still"}, "soon"),
    ("eased by neither", {"leg-pain-on-walking": YES, "leg-pain-walking-eased-by": "neither"}, "go"),
    ("not said what eases it", {"leg-pain-on-walking": YES}, "ask"),
    ("foot pain at rest or a sore", {"foot-pain-at-rest-or-sore": YES}, "same-day"),
)
def test_blood_flow_of_the_legs(answers, expected):
    assert level(answers) == expected


# --- Bones, cancer, infection

NEW_PAIN = {"pain-duration": "2-to-6-weeks"}
SUDDEN = {"sudden-severe-pain": YES, **NEW_PAIN}


@levels(
    ("a hard fall that nobody checked", {"hard-fall-or-crash": YES, "fall-checked": NO}, "same-day"),
    ("a hard fall, not sure whether checked", {"hard-fall-or-crash": YES, "fall-checked": UNSURE}, "same-day"),
    ("a hard fall that was checked", {"hard-fall-or-crash": YES, "fall-checked": YES}, "go"),
    ("a hard fall, not said whether checked", {"hard-fall-or-crash": YES}, "ask"),
    ("osteoporosis and sudden new severe pain", {"osteoporosis": YES, **SUDDEN}, "same-day"),
    ("a fracture before and sudden new severe pain", {"vertebral-fracture": YES, **SUDDEN}, "same-day"),
    ("steroids and sudden new severe pain", {"steroids-3-months": YES, **SUDDEN}, "same-day"),
    ("osteoporosis and severe pain for long", {"osteoporosis": YES, "sudden-severe-pain": YES}, "go"),
    ("sudden new severe pain alone", SUDDEN, "go"),
    ("osteoporosis alone", {"osteoporosis": YES}, "go"),
    ("over 70 and a minor fall", {"birth-year": TODAY.year - 71, "minor-fall": YES}, "same-day"),
    ("70 and a minor fall", {"birth-year": TODAY.year - 70, "minor-fall": YES}, "go"),
    ("lost height alone", {"lost-height": YES}, "restricted"),
)
def test_fractures(answers, expected):
    assert level(answers) == expected


@levels(
    ("history and pain new within 3 months", {**CANCER, **NEW_PAIN}, "soon"),
    ("history and pain of up to 3 months", {**CANCER, "pain-duration": "6-to-12-weeks"}, "soon"),
    ("history and pain different from before", {**CANCER, "pain-different-from-before": YES}, "soon"),
    ("history and pain that never lets up", {**CANCER, "pain-never-lets-up": YES}, "same-day"),
    ("history and pain of 7", {**CANCER, "pain-now": 7}, "same-day"),
    ("history and pain of 6", {**CANCER, "pain-now": 6}, "restricted"),
    ("history otherwise", CANCER, "restricted"),
    ("history and weight loss", {**CANCER, "weight-loss": YES}, "soon"),
    ("weight loss and always tired", {"weight-loss": YES, "always-tired": YES}, "soon"),
    ("weight loss and worse at night", {"weight-loss": YES, "pain-worse-at-night": YES}, "soon"),
    ("weight loss and never lets up", {"weight-loss": YES, "pain-never-lets-up": YES}, "soon"),
    ("weight loss and worse week by week", {"weight-loss": YES, "pain-worse-week-by-week": YES}, "soon"),
    ("weight loss, over 50, first time", {"weight-loss": YES, "birth-year": TODAY.year - 51, "first-episode": YES}, "soon"),
    ("weight loss alone", {"weight-loss": YES}, "go"),
    ("tired, worse at night, worse each week, without weight loss",
     {"always-tired": YES, "pain-worse-at-night": YES, "pain-worse-week-by-week": YES}, "go"),
)  # fmt: skip
def test_cancer(answers, expected):
    assert level(answers) == expected


ALL_FOUR = {
    "birth-year": TODAY.year - 50,
    "first-episode": YES,
    "pain-never-lets-up": YES,
    "pain-worse-at-night": YES,
    "pain-worse-week-by-week": YES,
    "pain-duration": "6-to-12-weeks",
}


@pytest.mark.parametrize("fact", ALL_FOUR)
def test_50_first_time_constant_and_worse_over_6_weeks_is_soon_and_nothing_less_is(fact):
    less = {"birth-year": TODAY.year - 49, "pain-duration": "2-to-6-weeks"}.get(fact, NO)
    assert level(ALL_FOUR) == "soon"
    assert level({**ALL_FOUR, fact: less}) == "go"


RISKS = ("immune-weakness", "diabetes", "dialysis", "tuberculosis", "drug-injection", "recent-infection", "recent-spinal-procedure")  # fmt: skip


@pytest.mark.parametrize("risk", RISKS)
def test_a_risk_of_infection_with_worsening_unremitting_pain_or_fever_is_for_the_same_day(risk):
    assert level({risk: YES, "pain-never-lets-up": YES, "pain-worse-week-by-week": YES}) == "same-day"
    fever = screened({risk: YES, "fever-or-very-ill": YES, "confusion-or-stiff-neck": NO})
    assert {"infection-risk", "fever"} <= flags(fever)
    assert level({risk: YES, "pain-never-lets-up": YES}) == "go"
    assert level({risk: YES}) == "go"


# --- Vessels, inner organs, heart


def man(age, **more):
    return {"sex": "male", "birth-year": TODAY.year - age, "pain-never-lets-up": YES, **NEW_PAIN, **more}


@levels(
    ("tearing pain", {"tearing-pain": YES}, "emergency"),
    ("a pulsing lump in the belly", {"pulsing-belly-lump": YES}, "emergency"),
    ("a man of 65 with new constant pain", man(65), "same-day"),
    ("a man of 60 who smokes", man(60, smoking=YES), "same-day"),
    ("a man of 60 with high blood pressure", man(60, **{"smoking": NO, "high-blood-pressure": YES}), "same-day"),
    ("a man of 60, neither", man(60, smoking=NO), "go"),
    ("a man of 60, not said whether he smokes", man(60), "ask"),
    ("a man of 59 who smokes", man(59, smoking=YES), "go"),
    ("a man of 65 with pain for long", {**man(65), "pain-duration": "over-a-year"}, "go"),
    ("a man of 65 whose pain changes with position", {**man(65), "pain-never-lets-up": NO}, "go"),
    ("a woman of 65", {**man(65), "sex": "female"}, "go"),
    ("of 65, sex not said", {**man(65), "sex": UNSURE}, "same-day"),
)
def test_the_aorta(answers, expected):
    assert level(answers) == expected


@levels(
    ("belly pain with fainting", {"belly-pain": YES, "faint-or-clammy": YES}, "emergency"),
    ("belly pain in pregnancy", {**PREGNANT, "belly-pain": YES}, "emergency"),
    ("bleeding in pregnancy", {**PREGNANT, "pregnancy-bleeding": YES}, "emergency"),
    ("unusual bleeding in pregnancy", {**PREGNANT, "unusual-vaginal-bleeding": YES}, "emergency"),
    ("a missed period with one-sided belly pain",
     {"missed-period": YES, "belly-pain": YES, "belly-pain-one-sided": YES}, "emergency"),
    ("a missed period with belly pain on both sides",
     {"missed-period": YES, "belly-pain": YES, "belly-pain-one-sided": NO}, "go"),
    ("flank colic", {"flank-colic": YES}, "same-day"),
    ("blood in urine", {"blood-in-urine": YES}, "same-day"),
    ("belly pain with vomiting", {"belly-pain": YES, "vomiting": YES}, "same-day"),
    ("unusual vaginal bleeding", {"unusual-vaginal-bleeding": YES}, "same-day"),
    ("burning urine alone", {"burning-urine": YES}, "soon"),
    ("belly pain alone", {"belly-pain": YES}, "go"),
    ("vomiting alone", {"vomiting": YES}, "go"),
)  # fmt: skip
def test_inner_organs(answers, expected):
    assert level(answers) == expected


@pytest.mark.parametrize("sign", [fact for fact in PREGNANT if fact not in ("pregnant", "pelvic-girdle-pain", "pregnancy-told-not-to-exercise")])  # fmt: skip
def test_every_danger_sign_of_pregnancy_is_an_emergency(sign):
    assert level({**PREGNANT, sign: YES}) == "emergency"
    assert level({**PREGNANT, sign: UNSURE}) == "same-day"
    assert level(PREGNANT) == "go"


@levels(
    ("chest pain at rest or now", {"chest-pain-now": YES}, "emergency"),
    ("fainting now", {"faint-or-clammy": YES}, "emergency"),
    ("a clot, heart attack or stroke under 6 weeks ago", {"recent-clot-heart-attack-or-stroke": YES}, "same-day"),
    ("blood pressure of 180/110 or more", {"blood-pressure-180": YES}, "same-day"),
    ("chest pain on effort", {"chest-pain-on-effort": YES}, "same-day"),
    ("heart disease alone", {"heart-disease": YES}, "go"),
)
def test_heart_and_vessels(answers, expected):
    assert level(answers) == expected


SIGNS = (
    "ax-under-35-at-start", "ax-wakes-second-half-of-night", "ax-buttock-pain", "ax-eases-with-movement",
    "ax-eases-with-anti-inflammatory", "ax-family", "ax-arthritis", "ax-tendon-pain", "ax-psoriasis",
)  # fmt: skip


@pytest.mark.parametrize(
    ("yes", "rest", "flag"),
    [
        (4, NO, {"inflammatory-back-pain-letter"}),
        (9, NO, {"inflammatory-back-pain-letter"}),
        (3, NO, {"inflammatory-back-pain-advice"}),
        (3, UNSURE, {"inflammatory-back-pain-advice"}),
        (2, NO, set()),
        (0, UNSURE, set()),
    ],
)
def test_signs_of_inflammatory_back_pain_count_only_when_yes_and_never_stop_anybody(yes, rest, flag):
    answers = {"birth-year": TODAY.year - 40, "began-before-45": YES}
    answers |= {sign: YES if place < yes else rest for place, sign in enumerate(SIGNS)}
    result = screened(answers)
    assert result.level == "go"
    assert flags(result) == flag


# --- Operations, pregnancy, age


@pytest.mark.parametrize(
    ("operation", "condition"),
    [
        ("lumbar-surgery-recent", "lumbar-surgery"),
        ("hip-replacement-recent", "hip-replacement"),
        ("knee-replacement-recent", "knee-replacement"),
    ],
)
def test_a_recent_operation_needs_the_surgeons_word_and_then_restricts(operation, condition):
    assert level({operation: YES}) == "ask"
    assert level({operation: YES, "surgeon-allows-exercise": NO}) == "soon"
    assert level({operation: YES, "surgeon-allows-exercise": UNSURE}) == "soon"
    allowed = {operation: YES, "surgeon-allows-exercise": YES}
    assert level(allowed) == "restricted"
    assert {condition, "restricted-set"} <= conditions(allowed)


def test_pregnant_and_told_not_to_exercise_is_soon():
    assert level({**PREGNANT, "pregnancy-told-not-to-exercise": YES}) == "soon"
    assert level({**PREGNANT, "pregnancy-told-not-to-exercise": UNSURE}) == "soon"
    assert level({**PREGNANT, "pregnancy-told-not-to-exercise": NO}) == "go"


@levels(
    ("17", {"birth-year": TODAY.year - 17}, "soon"),
    ("exactly 18, birthday not said", {"birth-year": TODAY.year - 18}, "ask"),
    ("exactly 18, birthday still to come", {"birth-year": TODAY.year - 18, "had-18th-birthday": NO}, "soon"),
    ("exactly 18, birthday not sure", {"birth-year": TODAY.year - 18, "had-18th-birthday": UNSURE}, "soon"),
    ("exactly 18, birthday had", {"birth-year": TODAY.year - 18, "had-18th-birthday": YES}, "go"),
    ("19", {"birth-year": TODAY.year - 19}, "go"),
    ("age not sure", {"birth-year": UNSURE}, "soon"),
)
def test_under_18(answers, expected):
    assert level(answers) == expected


@pytest.mark.parametrize(
    "fact", ["birth-year", "pregnant", "lumbar-surgery-recent", "hip-replacement-recent", "knee-replacement-recent"]
)
def test_missing_age_pregnancy_or_recent_operation_is_always_asked(fact):
    """Even where every rule that reads it is silent for another reason."""
    silent = {**PREGNANT, "surgeon-allows-exercise": YES, "had-18th-birthday": YES}
    del silent["pregnant"]
    result = screened(silent, missing=[fact])
    assert result.level == "ask"
    assert fact in result.unanswered


@pytest.mark.parametrize(("changes", "applies"), [
    ({}, True), ({"sex": UNSURE}, True), ({"sex": "male"}, False),
    ({"birth-year": TODAY.year - 60}, True), ({"birth-year": TODAY.year - 61}, False),
])  # fmt: skip
def test_pregnancy_can_apply_unless_sex_is_male_or_age_is_over_60(changes, applies):
    assert (level(changes, missing=["pregnant"]) == "ask") is applies
    answers = {**facts_of(changes).given, "pregnant": True}
    _, problems = read_answers(answers, LIBRARY.facts, TODAY)
    assert (problems == ()) is applies


# --- The restricted set

RESTRICTED = cleared({"lost-height": YES})


def test_the_restricted_set_bars_and_limits_what_the_agreement_names():
    verdicts = LIBRARY.conditions["restricted-set"].verdicts
    named = {tag for tag, verdict in verdicts.items() if verdict is Verdict.NEVER}
    assert named == {"loaded-flexion", "abdominal-curl", "double-leg-lift", "head-down", "impact"}
    cautious = {tag for tag, verdict in verdicts.items() if verdict is Verdict.CAUTION}
    assert cautious == {
        "end-range-flexion", "end-range-extension", "end-range-rotation", "end-range-side-bend", "nerve-tension",
        "deep-knee-bend", "one-leg-standing", "standing-balance", "held-muscle-work",
    }  # fmt: skip


def test_under_restrictions_holds_are_short_and_rest_and_walking_stay_as_they_are():
    standings = bars_for(RESTRICTED, LIBRARY).standings
    for key, exercise in LIBRARY.exercises.items():
        hold = standings[key].limits.hold_seconds
        if not standings[key].allowed:
            continue
        if "held-muscle-work" in exercise.tags:
            assert hold is not None and hold <= 5
        if exercise.dose.kind == "stretch":
            assert hold is not None and hold <= 10
        if exercise.dose.kind in ("relief", "aerobic"):
            assert standings[key].limits == Limits()


# --- How long it is good for


def test_a_screening_is_good_for_28_days():
    assert cleared().expires_on == TODAY + timedelta(days=28)


def test_the_day_of_a_screening_is_an_argument():
    assert date(2026, 11, 21) == TODAY == cleared().facts.today
