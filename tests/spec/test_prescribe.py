"""What a programme is: who gets which stage, that it is full for everybody, and that every choice and omission says why."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest

from backwise.care.verify.people import ABILITIES
from backwise.care.verify.places import PLACES, unfilled
from backwise.engine.bars import bars_of, present_conditions
from backwise.engine.doses import capped, limited
from backwise.engine.model import Stage
from backwise.engine.prescribe import bars_for, stage_of
from backwise.engine.printed import prescribe_printed, printed_dose
from backwise.library.texts import say
from tests.spec.people import LIBRARY, PREGNANT, TODAY, cleared, facts_of, programme

MANY_MINUTES = {"minutes-a-day": 30}


def names(made):
    return [entry.exercise for entry in made.entries]


def reasons_of(made, exercise):
    """The reasons why an exercise is left out, as sentences."""
    return [say(message, LIBRARY.texts) for item in made.left_out if item.exercise == exercise for message in item.why]


def bars(changes=(), missing=()):
    return bars_for(cleared(changes, missing), LIBRARY)


# --- Stage


@pytest.mark.parametrize(
    ("pain", "duration", "stage"),
    [
        (5, "under-2-weeks", "calm"),
        (9, "2-to-6-weeks", "calm"),
        (4, "under-2-weeks", "restore"),
        (5, "6-to-12-weeks", "restore"),
        (9, "over-a-year", "restore"),
        (0, "2-to-6-weeks", "restore"),
        ("unsure", "2-to-6-weeks", "calm"),
        (5, "unsure", "calm"),
        (4, "unsure", "restore"),
    ],
)
def test_new_pain_of_5_or_more_needs_calm_and_all_else_restores(pain, duration, stage):
    assert stage_of(facts_of({"pain-now": pain, "pain-duration": duration})) == stage


def test_unknown_pain_counts_as_5_and_unknown_duration_as_new():
    assert stage_of(facts_of(missing=["pain-now", "pain-duration"])) == "calm"


def test_a_stage_that_is_named_overrules_the_answers():
    assert programme(stage=Stage.BUILD).stage == "build"
    assert programme().stage == "restore"


# --- Full for everybody


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(
    "lost", [(), *combinations(ABILITIES, 1), *combinations(ABILITIES, 2), ABILITIES], ids="+".join
)
def test_whatever_someone_cannot_do_the_programme_is_full(lost, stage):
    made = programme({**MANY_MINUTES, **dict.fromkeys(lost, False)}, stage=stage)
    assert unfilled(made) == ()
    assert 3 <= len(made.entries) <= (7 if stage is Stage.BUILD else 6)
    assert len(set(names(made))) == len(made.entries)


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("fact", ABILITIES)
def test_what_nobody_asked_leaves_the_programme_full_too(fact, stage):
    assert unfilled(programme(MANY_MINUTES, missing=[fact], stage=stage)) == ()


def test_what_a_full_programme_is():
    core = [("mobility",), ("deep-control",), ("hip-and-leg",), ("abdominal", "back-extensor"), ("aerobic",)]
    assert list(PLACES[Stage.CALM]) == [("relief",), ("mobility",), ("deep-control",), ("aerobic",)]
    assert list(PLACES[Stage.RESTORE]) == list(PLACES[Stage.BUILD]) == list(PLACES[Stage.MAINTAIN]) == core


def test_unfilled_names_the_place_that_is_empty():
    made = programme(stage=Stage.RESTORE)
    without = type(made)(**{name: getattr(made, name) for name in made.__slots__} | {"entries": made.entries[1:]})
    assert made.entries[0].role == "aerobic"
    assert unfilled(without) == ("aerobic",)


def test_who_cannot_stand_moves_sitting():
    made = programme({"can-stand-and-walk": False})
    assert [entry.exercise for entry in made.entries if entry.role == "aerobic"] == ["seated-heel-tap"]
    assert all("standing" not in LIBRARY.exercises[key].tags for key in names(made))


def test_the_only_exercise_for_two_places_goes_where_nothing_else_can():
    """After a back operation, neither lying nor standing, one exercise is left for the belly: control gives it up."""
    lost = {"can-lie-on-back": False, "can-lie-on-front": False, "can-stand-and-walk": False}
    made = programme(
        {**MANY_MINUTES, **lost, "lumbar-surgery-recent": True, "surgeon-allows-exercise": True}, stage=Stage.RESTORE
    )
    roles = {entry.role: entry.exercise for entry in made.entries}
    assert roles["abdominal"] == "seated-abdominal-brace"
    assert roles["deep-control"] != "seated-abdominal-brace"
    assert unfilled(made) == ()


# --- Time


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("minutes", [5, 10, 15, 30])
def test_a_session_fits_the_minutes_or_has_three_exercises(stage, minutes):
    made = programme({"minutes-a-day": minutes}, stage=stage)
    assert made.minutes <= minutes or len(made.entries) == 3


def test_few_minutes_lower_the_dose_before_an_exercise_goes():
    many, few = (programme({"minutes-a-day": minutes}, stage=Stage.RESTORE) for minutes in (30, 8))
    assert names(few) == names(many)
    assert few.minutes <= 8 < many.minutes


def test_few_minutes_never_leave_fewer_than_three_exercises_and_keep_walking():
    made = programme({"minutes-a-day": 5}, stage=Stage.BUILD)
    assert len(made.entries) >= 3
    assert "aerobic" in {entry.role for entry in made.entries}


def test_minutes_that_nobody_named_count_as_ten():
    assert programme(missing=["minutes-a-day"]).entries == programme({"minutes-a-day": 10}).entries


# --- Dose


@pytest.mark.parametrize("stage", Stage)
def test_everything_starts_at_the_lowest_dose(stage):
    for entry in programme(MANY_MINUTES, stage=stage).entries:
        assert entry.dose == LIBRARY.exercises[entry.exercise].dose.start


def test_limits_lower_the_dose_and_say_how_to_do_it():
    made = programme({**MANY_MINUTES, "high-blood-pressure": True}, stage=Stage.RESTORE)
    bridge = next(entry for entry in made.entries if entry.exercise == "bridge")
    assert bridge.dose.hold_seconds == 5
    assert bridge.instructions
    assert all(LIBRARY.texts[text] for text in bridge.instructions)


@pytest.mark.parametrize("stage", Stage)
def test_under_restrictions_the_dose_is_the_start_and_holds_are_short(stage):
    for entry in programme({**MANY_MINUTES, "lost-height": True}, stage=stage).entries:
        exercise = LIBRARY.exercises[entry.exercise]
        assert capped(entry.dose, exercise.dose.start) == entry.dose
        if "held-muscle-work" in exercise.tags:
            assert entry.dose.hold_seconds is None or entry.dose.hold_seconds <= 5


# --- Pattern, liking, equipment


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize(
    ("worse_with", "avoided"),
    [
        ("sitting-or-bending", {"end-range-flexion", "loaded-flexion"}),
        ("standing-or-walking", {"end-range-extension"}),
    ],
)
def test_what_a_pattern_makes_worse_is_left_out_with_the_reason(worse_with, avoided, stage):
    made = programme({**MANY_MINUTES, "worse-with": worse_with}, stage=stage)
    for key in names(made):
        assert avoided.isdisjoint(LIBRARY.exercises[key].tags)
    allowed = bars({"worse-with": worse_with}).allowed
    out = {key for key in allowed if not avoided.isdisjoint(LIBRARY.exercises[key].tags)}
    told = {item.exercise: item.why for item in made.left_out}
    assert out
    for key in out:
        assert told[key][0].id == f"left-out.pattern.{worse_with}"


@pytest.mark.parametrize("worse_with", ["neither", "unsure"])
def test_without_a_pattern_nothing_is_left_out_for_it(worse_with):
    made = programme({"worse-with": worse_with})
    assert not [item for item in made.left_out if item.why[0].id.startswith("left-out.pattern")]


def test_what_someone_likes_comes_in_and_says_so():
    assert "clam" not in names(programme(MANY_MINUTES))
    made = programme({**MANY_MINUTES, "liked-exercises": ["clam"]})
    clam = next(entry for entry in made.entries if entry.exercise == "clam")
    assert "why.liked" in [message.id for message in clam.why]


def test_what_someone_likes_but_must_not_do_stays_out():
    made = programme({"slipped-disc": True, "liked-exercises": ["single-knee-to-chest"]})
    assert "single-knee-to-chest" not in names(made)
    assert reasons_of(made, "single-knee-to-chest")


def test_what_someone_likes_but_the_pattern_makes_worse_stays_out():
    liked = {**MANY_MINUTES, "liked-exercises": ["single-knee-to-chest"]}
    assert "single-knee-to-chest" in names(programme(liked, stage=Stage.RESTORE))
    made = programme({**liked, "worse-with": "sitting-or-bending"}, stage=Stage.RESTORE)
    assert "single-knee-to-chest" not in names(made)


def test_what_someone_dislikes_stays_out_and_says_so():
    assert "bridge" in names(programme(MANY_MINUTES))
    made = programme({**MANY_MINUTES, "disliked-exercises": ["bridge"]})
    assert "bridge" not in names(made)
    assert [item.why[0].id for item in made.left_out if item.exercise == "bridge"] == ["left-out.disliked"]
    assert unfilled(made) == ()


@pytest.mark.parametrize("stage", Stage)
def test_nothing_needs_equipment_that_is_not_there_and_chair_wall_and_bed_are(stage):
    for key in names(programme({**MANY_MINUTES, "liked-exercises": ["cycling", "swimming"]}, stage=stage)):
        assert LIBRARY.exercises[key].equipment <= {"chair", "wall", "bed"}


def test_equipment_that_is_there_may_be_used():
    made = programme({"equipment": ["bicycle"], "liked-exercises": ["cycling"]})
    assert next(entry.exercise for entry in made.entries if entry.role == "aerobic") == "cycling"


# --- Balance


@pytest.mark.parametrize("stage", [Stage.RESTORE, Stage.BUILD, Stage.MAINTAIN])
@pytest.mark.parametrize(
    "changes", [{"birth-year": TODAY.year - 65}, {"fall-in-12-months": True}, {"unsteady-or-fear-of-falling": True}]
)
def test_from_65_or_with_a_risk_of_falls_balance_is_trained_three_days_a_week(changes, stage):
    made = programme({**MANY_MINUTES, **changes}, stage=stage)
    balance = [entry for entry in made.entries if "balance" in LIBRARY.exercises[entry.exercise].roles]
    assert balance
    assert all(entry.days_per_week == 3 for entry in made.entries if entry.role == "balance")


def test_under_65_and_steady_nobody_is_told_to_train_balance():
    made = programme({**MANY_MINUTES, "birth-year": TODAY.year - 64})
    assert "balance" not in {entry.role for entry in made.entries}


# --- The disc


@pytest.mark.parametrize("condition", ["slipped-disc", "leg-pain-below-knee"])
@pytest.mark.parametrize("test", [None, "unsure", "no-change", "further-down"])
def test_without_a_test_that_brings_the_pain_nearer_the_spine_extension_is_barred(condition, test):
    allowed = bars({condition: True, **({"extension-test": test} if test else {})}).allowed
    assert not [key for key in allowed if "end-range-extension" in LIBRARY.exercises[key].tags]


@pytest.mark.parametrize("condition", ["slipped-disc", "leg-pain-below-knee"])
def test_with_such_a_test_extension_on_the_forearms_is_allowed(condition):
    allowed = bars({condition: True, "extension-test": "nearer-spine"}).allowed
    extension = {key for key in allowed if "end-range-extension" in LIBRARY.exercises[key].tags}
    assert extension == {"press-up-on-elbows"}


# --- Reasons


@pytest.mark.parametrize("stage", Stage)
def test_every_choice_names_its_role_and_every_source_exists(stage):
    for entry in programme(MANY_MINUTES, stage=stage).entries:
        assert entry.why[0].id == f"why.role.{entry.role}"
        for message in entry.why:
            assert set(message.sources) <= set(LIBRARY.sources)


def test_where_the_documents_print_different_doses_the_lowest_is_taken_and_both_are_shown():
    made = programme({**MANY_MINUTES, "liked-exercises": ["bird-dog"]}, stage=Stage.BUILD)
    bird_dog = next(entry for entry in made.entries if entry.exercise == "bird-dog")
    differ = {message.id: message for message in bird_dog.why if message.id.startswith("why.sources-differ")}
    hold = differ["why.sources-differ.hold-seconds"]
    assert hold.values == {"lowest": 5, "highest": 10}
    assert set(hold.sources) == {"eda-hospital", "back-pain-web-page"}
    assert bird_dog.dose.hold_seconds == 5


def test_what_takes_the_place_of_a_better_exercise_says_so():
    made = programme({**MANY_MINUTES, "can-lie-on-back": False, "can-lie-on-front": True})
    stands_in = [message for entry in made.entries for message in entry.why if message.id == "why.instead-of"]
    assert stands_in
    assert "which is not right for you now" in say(stands_in[0], LIBRARY.texts)


@pytest.mark.parametrize("condition", ["slipped-disc", "osteoporosis", "knee-arthritis", "leg-pain-below-knee"])
def test_everything_that_is_barred_or_replaced_is_told_with_its_reason(condition):
    result = cleared({condition: True})
    made = programme({condition: True})
    told = {item.exercise: item for item in made.left_out}
    for key, standing in bars_for(result, LIBRARY).standings.items():
        if not standing.allowed:
            assert reasons_of(made, key), key
            assert told[key].instead == standing.substitute


def test_a_reason_names_the_condition_and_the_movement():
    made = programme({"slipped-disc": True})
    [sentence] = reasons_of(made, "double-knee-to-chest")
    assert LIBRARY.texts["condition.slipped-disc.name"] in sentence
    assert LIBRARY.texts["movement.end-range-flexion.name"] in sentence


def test_a_bar_for_want_of_an_answer_says_not_answered():
    made = programme(missing=["can-kneel"])
    why = [message.id for item in made.left_out if item.exercise == "cat" for message in item.why]
    assert why == ["left-out.not-answered.movement"]


def test_the_activity_comes_first_and_then_positions_follow_one_order():
    made = programme({**MANY_MINUTES, "birth-year": TODAY.year - 70}, stage=Stage.BUILD)
    assert made.entries[0].role == "aerobic"
    order = LIBRARY.personal.position_order
    places = [order.index(LIBRARY.exercises[key].positions[0]) for key in names(made)[1:]]
    assert places == sorted(places)


def test_restrictions_say_what_to_tell_the_doctor():
    assert "red-flag.height-loss.do" in [message.id for message in programme({"lost-height": True}).advice]


# --- As printed


@pytest.mark.parametrize("key", sorted(LIBRARY.programmes))
def test_a_printed_programme_keeps_its_order_and_names(key):
    made = prescribe_printed(cleared(), LIBRARY, key)
    allowed = bars().allowed
    lines = [line for line in LIBRARY.programmes[key].entries if line.exercise in allowed]
    printed = dict.fromkeys(line.exercise for line in lines)
    assert [key for key in names(made) if key in printed] == list(printed)
    first = {line.exercise: line for line in reversed(lines)}
    for entry in made.entries:
        if entry.why[0].id == "why.as-printed":
            assert entry.why[0].values["name"] == first[entry.exercise].as_printed


@pytest.mark.parametrize("key", sorted(LIBRARY.programmes))
def test_a_printed_dose_is_the_lowest_printed_unless_our_ceiling_or_the_persons_limits_are_lower(key):
    result = cleared()
    made, standings = prescribe_printed(result, LIBRARY, key), bars_for(result, LIBRARY).standings
    lines = {line.exercise: line for line in reversed(LIBRARY.programmes[key].entries)}
    for entry in made.entries:
        if entry.why[0].id != "why.as-printed":
            continue
        exercise = LIBRARY.exercises[entry.exercise]
        asked = printed_dose(lines[entry.exercise], exercise)
        most = capped(asked, exercise.dose.ceiling)
        assert entry.dose == limited(exercise, most, standings[entry.exercise].limits)
        assert ("why.less-than-printed" in [message.id for message in entry.why]) == (most != asked)


@pytest.mark.parametrize("key", sorted(LIBRARY.programmes))
def test_under_restrictions_a_printed_programme_starts_low_too(key):
    for entry in prescribe_printed(cleared({"lost-height": True}), LIBRARY, key).entries:
        assert capped(entry.dose, LIBRARY.exercises[entry.exercise].dose.start) == entry.dose


@pytest.mark.parametrize("key", sorted(LIBRARY.programmes))
@pytest.mark.parametrize("changes", [{"slipped-disc": True}, {"can-reach-floor": False}, PREGNANT], ids=str)
def test_what_is_barred_is_left_out_of_a_printed_programme_with_its_reason(key, changes):
    result = cleared(changes)
    made, allowed = prescribe_printed(result, LIBRARY, key), bars_for(result, LIBRARY).allowed
    assert set(names(made)) <= allowed
    assert len(set(names(made))) == len(names(made))
    told = {item.exercise for item in made.left_out if item.why}
    assert {line.exercise for line in LIBRARY.programmes[key].entries} - allowed <= told


def test_a_programme_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        prescribe_printed(cleared(), LIBRARY, "no-such-programme")


# --- Bars


IN_MID_PREGNANCY = {**PREGNANT, "due-date": (TODAY + timedelta(weeks=20)).isoformat()}


def test_a_condition_may_bar_one_exercise_by_name():
    assert bars(IN_MID_PREGNANCY).standings["single-knee-to-chest"].verdict == "never"
    out = [item for item in programme(IN_MID_PREGNANCY).left_out if item.exercise == "single-knee-to-chest"]
    assert "left-out.because.exercise" in [message.id for message in out[0].why]


def test_in_mid_pregnancy_the_cat_is_the_only_bend_that_stays():
    allowed = bars(IN_MID_PREGNANCY).allowed
    assert {key for key in allowed if "end-range-flexion" in LIBRARY.exercises[key].tags} == {"cat"}


@pytest.mark.parametrize("condition", ["osteoporosis", "hernia", "glaucoma", "slipped-vertebra"])
def test_what_comes_in_instead_is_itself_allowed_as_it_stands(condition):
    found = bars({condition: True, "lost-height": True})
    replaced = [standing for standing in found.standings.values() if standing.substitute is not None]
    assert replaced
    for standing in replaced:
        assert found.standings[standing.substitute].allowed


def test_a_substitute_that_would_need_another_one_is_passed_over():
    """Fragile bones send the press-up and the chest lift away: the first substitute that may stay as it is comes in."""
    press_up = replace(LIBRARY.exercises["press-up"], substitutes=("prone-chest-lift", "partial-curl", "pelvic-tilt"))
    library = replace(LIBRARY, exercises={**LIBRARY.exercises, "press-up": press_up})
    result = cleared({"osteoporosis": True})
    found = bars_of(present_conditions(result.facts.values, result.level, library), library)
    assert not found.standings["prone-chest-lift"].allowed
    assert found.standings["press-up"].substitute == "pelvic-tilt"


def test_every_caution_that_an_exercise_meets_gives_its_words():
    bridge = bars({"heart-disease": True, "fall-in-12-months": True}).standings["bridge"]
    said = [LIBRARY.texts[text] for text in bridge.instructions]
    assert len(said) == len(set(said)) >= 2


def test_no_condition_at_all_still_bars_what_is_barred_for_everyone():
    values = facts_of().values
    everyone = tuple(item for item in present_conditions(values, "go", LIBRARY) if item.row.condition.id == "everyone")
    assert [key for key in LIBRARY.exercises if not bars_of(everyone, LIBRARY).standings[key].allowed] == [
        key for key, exercise in LIBRARY.exercises.items() if "double-leg-lift" in exercise.tags
    ]
