"""A motion in words: each sentence says what the picture shows, in plain words, and nothing that is not measured."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest

from backwise.library.files import Files, read_files
from backwise.library.texts import flatten_texts
from backwise.library.wording import sentences
from backwise.motion.motion import Motion, load_motion, motion_from
from backwise.motion.skeleton import read_body
from backwise.motion.words import Described, describe
from tests.motion.exercises import EXERCISES

TEXTS = flatten_texts(read_files())
MOST_WORDS = 20
# What the sentence of each exercise must say. Numbers are left out: they follow the picture.
SAYS = {
    "abdominal-brace": "Hardly anything moves: your belly draws in gently.",
    "ankle-pump": "Your feet point away from you and come back. The calves work.",
    "bird-dog": "The opposite arm reaches forward at shoulder height.",
    "bridge": "Your hips rise until shoulders, hips and knees are in line.",
    "calf-stretch": "The back leg stays straight, its heel on the floor. The calf of the back leg is stretched.",
    "cat": "You are on your hands and knees. Your back rounds up. Your head drops.",
    "child-pose": "Your hips move back towards your heels. Your chest sinks towards the floor.",
    "clam": "You lie on your side with your head on a pillow, knees bent. The upper knee lifts",
    "cycling": "Your feet pedal: one knee goes down as the other comes up.",
    "dead-bug": "You lie on your back, both knees above the hips, both arms straight up. One leg stretches away",
    "double-knee-to-chest": "First, one knee comes in towards your chest. One hand holds behind that thigh. Then the other",
    "forearm-bird-dog": "You are on your knees and forearms",
    "forearm-wall-plank": "Your feet step back until your body leans in one straight line.",
    "half-wall-slide": "Your back slides down the wall until the knees are bent nearly to a right angle.",
    "hamstring-stretch": "You have both hands behind that thigh. The raised knee straightens until that leg is nearly straight.",
    "hamstring-stretch-towel": "You have a towel round the raised foot, its ends in your hands. The raised knee straightens",
    "heel-raise": "Both heels lift until you stand on the balls of your feet.",
    "heel-slide": "One heel slides away until that leg is nearly straight.",
    "hip-flexor-stretch": "One leg goes down over the edge with its knee bent.",
    "knee-roll": "Both knees roll to one side until they are about half way to the floor. Both shoulders stay down.",
    "kneeling-hip-flexor-stretch": "Your trunk stays tall. The front of the hip of the kneeling leg is stretched.",
    "one-leg-stand": "You stand beside a kitchen counter, one hand on the counter. One foot lifts",
    "partial-curl": "Your head and shoulders lift. Your hands slide along the thighs to the knees. Your low back stays",
    "pelvic-tilt": "Your pelvis rolls back until your low back is flat on the floor.",
    "piriformis-stretch": "That thigh comes in towards your chest, the ankle still on it. Both hands hold behind that",
    "press-up": "Your arms push your chest up. Your low back sags. Your hips stay down.",
    "press-up-on-elbows": "Your chest lifts until your elbows are under your shoulders.",
    "prone-chest-lift": "You lie on your front with a pillow under your belly",
    "quad-stretch": "One heel comes up behind you to the buttock. The other hand holds that ankle.",
    "quadruped-leg-extension": "One leg reaches back until it is straight and as high as the hips.",
    "seated-abdominal-brace": "You sit on a chair, both feet flat, both hands on the hips. Hardly anything moves",
    "seated-back-stretch": "Your trunk leans forward. Your back rounds. Your hands slide down the shins.",
    "seated-hamstring-stretch": "the other heel out in front, both hands on that thigh. Your trunk leans forward from the hips",
    "seated-heel-tap": "One heel taps the floor in front and comes back, then the other.",
    "seated-knee-extension": "One knee straightens until the leg is straight out in front.",
    "seated-march": "You sit on a chair, both feet flat, both hands on the seat. One foot lifts",
    "seated-pelvic-tilt": "Your pelvis rolls back and your low back flattens.",
    "seated-piriformis-stretch": "the other ankle on that thigh, both hands on the crossed leg. Your trunk leans forward",
    "seated-rotation": "Your trunk turns towards the hand behind you.",
    "seated-side-stretch": "one arm straight up, the other hand on the seat. Your trunk bends to the side away from the",
    "seated-supported-rest": "Your trunk leans back until your low back rests on the pillow. Nothing has to work: you rest.",
    "side-lying-quad-stretch": "The upper heel comes back to the buttock. The top hand holds that ankle.",
    "side-lying-rest": "a pillow between the knees. Your hips and knees bend until",
    "side-plank": "legs straight, the top hand on the hip. Your hips rise until shoulders, hips and feet are in line.",
    "side-plank-from-knees": "knees bent, the top hand on the hip. Your hips rise until shoulders, hips and knees are in",
    "side-stretch": "You stand, one arm straight up, the other hand on the hip. Your trunk bends to the side",
    "single-knee-to-chest": "One knee comes in towards your chest. Both hands hold behind that thigh.",
    "single-leg-90-90": "One foot lifts until its knee is above the hip.",
    "single-leg-bridge": "Then your hips rise until shoulders, hips and knees are in line.",
    "sit-to-stand": "First, your trunk leans forward from the hips, the back long. Then you stand up until",
    "standing-back-extension": "You stand, both hands on the back of the hips. Your upper body bends back.",
    "standing-hip-abduction": "The leg away from the counter moves out to the side",
    "standing-pelvic-tilt": "Your pelvis rolls back and the gap behind your low back gets smaller.",
    "static-back": "lower legs on the seat of a chair. You have one hand on the belly, the other",
    "straight-leg-raise": "one knee bent with its foot flat, the other leg straight. The straight leg lifts",
    "supported-standing-hip-extension": "One leg moves straight back",
    "swimming": "You lie on your back in the water. One arm reaches back past the head",
    "tandem-stand": "One foot goes right in front of the other until its heel is at the other toes.",
    "walking": "You walk upright. One foot steps forward and the opposite arm swings forward.",
    "wall-squat": "Your back slides down the wall until the knees are bent half way to a right angle.",
    "water-walking": "You walk in water up to your chest. One foot steps forward",
}


def words(exercise: str, look: str | None = None) -> Described:
    return describe(load_motion(exercise, look), TEXTS)


def altered(exercise: str, **changes: Any) -> Motion:
    """An exercise with something else in its file: a field of the file, or a key pose's fields by the pose's name."""
    files, skeleton = read_body()
    path = f"exercises/{exercise}/motion.toml"
    table = copy.deepcopy(files.tables[path])
    for key, value in changes.items():
        if key in table["keys"]:
            table["keys"][key] |= value
        else:
            table[key] = value
    return motion_from(exercise, Files({**files.tables, path: table}), skeleton)


def told(exercise: str, **changes: Any) -> str:
    return describe(altered(exercise, **changes), TEXTS).sentence


def test_a_bridge_says_where_you_lie_that_hips_rise_until_in_line_and_what_works():
    assert words("bridge").sentence == (
        "You lie on your back, knees bent, feet flat. Your hips rise until shoulders, hips and knees are in line. "
        "The buttocks and the backs of the thighs work."
    )


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_says_what_moves(exercise):
    assert SAYS[exercise] in words(exercise).sentence


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_sentence_is_short_and_whole(exercise):
    described = words(exercise)
    for text in (described.sentence, *described.keys.values()):
        for sentence in sentences(text):
            assert len(sentence.split()) <= MOST_WORDS
            assert re.fullmatch(r"[A-Z][a-z0-9 ,:]+\.", sentence), sentence


@pytest.mark.parametrize("exercise", EXERCISES)
def test_nothing_says_right_or_left_because_pictures_are_mirrored(exercise):
    described = words(exercise)
    for text in (described.sentence, *described.keys.values()):
        sides = text.replace("right angle", "").replace("right in front", "")
        assert not re.search(r"\b(right|left)\b", sides)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_who_shows_an_exercise_does_not_change_its_words(exercise):
    assert len({words(exercise, look).sentence for look in ("grey-bob", "larger", "older")}) == 1


def test_no_two_exercises_have_the_same_words():
    found: dict[str, str] = {}
    for exercise in EXERCISES:
        sentence = words(exercise).sentence
        assert sentence not in found, f"{exercise} and {found[sentence]} say the same."
        found[sentence] = exercise


@pytest.mark.parametrize("exercise", EXERCISES)
def test_key_poses_are_said_in_order_and_stand_in_the_whole(exercise):
    motion, described = load_motion(exercise), words(exercise)
    order = [motion.keys.index(key) for key in described.keys]
    assert order == sorted(order) and len(order) >= 2
    assert described.sentence.startswith(next(iter(described.keys.values())))
    for text in described.keys.values():
        assert text in described.sentence


def test_hips_that_stop_short_are_not_in_line():
    sentence = told("bridge", hold={"pelvis": {"pitch": 104}})
    assert "in line" not in sentence
    assert re.search(r"Your hips rise by about \d+ cm\.", sentence)


def test_a_side_plank_that_sags_is_not_in_line():
    assert "in line" not in told("side-plank", hold={"lumbar": {"side": -16}, "thorax": {"side": -14}})


def test_a_knee_that_stays_bent_is_not_straight():
    leg = {"hip": 92, "knee": 45, "ankle": 4, "free": True}
    assert "points up" not in told("hamstring-stretch", hold={"legR": leg})


def test_a_leg_lower_than_the_hips_is_not_said_to_be_as_high():
    sentence = told("quadruped-leg-extension", hold={"legR": {"aim": [-158, -158, -70]}})
    assert "One leg reaches back." in sentence


def test_a_low_back_that_keeps_its_hollow_is_not_flat():
    assert "flat on the floor" not in told("pelvic-tilt", hold={"pelvis": {"pitch": 90}, "lumbar": {"flex": 2}})


def test_a_raised_low_back_does_not_stay_down():
    hold = {"pelvis": {"pitch": 70}, "lumbar": {"flex": 20}, "thorax": {"flex": 30}}
    assert "low back stays down" not in told("partial-curl", hold=hold)


def test_the_same_arm_is_not_the_opposite_one():
    arm = {"flex": 172, "abd": 8, "elbow": 4, "free": True}
    motion = load_motion("bird-dog").description.keys
    sentence = told("bird-dog", hold={"armR": arm, "armL": dict(motion["start"]["armL"])})
    assert "One arm reaches forward" in sentence and "opposite" not in sentence


def test_a_leg_that_goes_towards_the_counter_does_not_go_away_from_it():
    leg = {"hip": 2, "abd": 28, "knee": 1, "ankle": 0, "free": True}
    start = load_motion("standing-hip-abduction").description.keys["start"]
    sentence = told("standing-hip-abduction", hold={"legL": leg, "legR": dict(start["legR"])})
    assert "One leg moves out to the side" in sentence and "away from the counter" not in sentence


def test_a_wall_that_is_behind_is_not_faced_and_is_not_touched_from_afar():
    props = load_motion("wall-squat").description.props
    wall = next(dict(prop) for prop in props if prop["type"] == "wall")
    sentence = told("wall-squat", props=[{"type": "floor", "x": [-60, 60]}, wall | {"x": wall["x"] - 30}])
    assert "with your back to a wall" in sentence
    assert "facing" not in sentence and "against" not in sentence and "slides" not in sentence


def test_knees_that_open_so_far_that_the_feet_come_apart_do_not_keep_them_together():
    leg = {"hip": 52, "abd": 40, "rot": 0, "knee": 88, "ankle": -20}
    assert "feet stay together" not in told("clam", hold={"legL": leg})


def test_a_pillow_that_is_not_under_the_head_is_not_said_to_be():
    assert "pillow" not in told("clam", props=[{"type": "mat", "x": [-98, 78]}])


def test_a_movement_that_nobody_sees_is_told_by_its_arrow():
    arrow = {"at": "belly", "by": [0, 20], "direction": [0, 1], "length": 15}
    assert "your belly rises" in told("abdominal-brace", arrow=[arrow])
    assert "Hardly anything moves. " in told("abdominal-brace", arrow=[])


def test_a_movement_that_no_rule_knows_is_left_out_and_not_called_still():
    arm = {"flex": 60, "abd": 80, "elbow": 90, "free": True}
    sentence = told("seated-abdominal-brace", hold={"arm": arm})
    assert "Hardly" not in sentence and "belly draws" not in sentence
    assert sentence.startswith("You sit on a chair")


def test_several_key_poses_are_told_in_their_order():
    sentence = words("double-knee-to-chest").sentence
    assert sentence.index("First, one knee") < sentence.index("Then the other knee")
    assert list(words("double-knee-to-chest").keys)[:3] == list(load_motion("double-knee-to-chest").keys)[:3]


def test_a_key_pose_that_is_passed_through_is_told_only_where_it_turns_back():
    assert "lean" in words("sit-to-stand").keys
    assert "lift" not in words("forearm-bird-dog").keys


def test_legs_that_do_not_take_turns_are_not_said_to_walk():
    motion = load_motion("walking")
    still = {key: dict(motion.description.keys["right"]) for key in motion.keys if key != "right"}
    assert "steps forward" not in told("walking", **still)


def test_one_side_that_works_is_not_said_of_both():
    assert words("bridge").sentence.endswith("The buttocks and the backs of the thighs work.")
    assert "The buttock and the back of the thigh of the leg on the floor work." in words("single-leg-bridge").sentence
    assert "The side of the hip works on the upper side." in words("clam").sentence


def test_a_region_of_both_sides_is_named_once():
    sentence = told("bridge", muscles=[["glute_R", "work"], ["glute_L", "work"]])
    assert sentence.endswith("The buttocks work.")
    assert told("clam", muscles=[["hipside_R", "work"], ["hipside_L", "work"]]).endswith("The sides of the hips work.")


def test_a_rest_says_that_nothing_has_to_work():
    assert "Nothing has to work: you rest." in words("side-lying-rest").sentence
    assert "Nothing" not in words("walking").sentence


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_word_comes_from_the_texts(exercise):
    strange = {key: f"⟦{''.join(re.findall(r'{[a-z]+}', text))}⟧" for key, text in TEXTS.items()}
    described = describe(load_motion(exercise), strange)
    for text in (described.sentence, *described.keys.values()):
        assert re.fullmatch(r"[⟦⟧\d]+", text)


def test_another_language_may_put_the_clauses_in_its_own_order():
    turned = {**TEXTS, "figure.clause.until": "{end}: {move}", "figure.sentences": "{first}{second}"}
    assert (
        "Until shoulders, hips and knees are in line: your hips rise."
        in describe(load_motion("bridge"), turned).sentence
    )


def test_a_missing_text_shows_its_id():
    without = {key: text for key, text in TEXTS.items() if key != "figure.region.glute"}
    assert "igure.region.glute and the backs" in describe(load_motion("bridge"), without).sentence
