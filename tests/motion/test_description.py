"""What a motion.toml says is read whole; what it says wrongly is told with the key and the mend."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backwise.motion.description import Timing, both_sides, check_presets, combine, mirrored, preset
from backwise.motion.motion import MotionError, UnknownName
from tests.motion.exercises import EXERCISES
from tests.motion.motions import BUILT_IN_FILES, SKELETON, motion_of, motion_with

PRESETS = {name: BUILT_IN_FILES.tables[path] for name, path in BUILT_IN_FILES.singles("poses")}
numbers = st.integers(-90, 90)
places = st.lists(numbers, min_size=3, max_size=3)
limbs = st.fixed_dictionaries(
    {},
    optional={
        "hip": numbers,
        "pole": places,
        "plant": st.fixed_dictionaries({"at": st.lists(numbers, min_size=2, max_size=2), "turn": numbers}),
        "hand": st.fixed_dictionaries({"to": st.sampled_from(["asis_R", "belly", "knee_L"]), "by": places}),
        "aim": places,
    },
)


@given(limbs)
def test_a_limb_mirrored_twice_is_itself(limb):
    assert mirrored(mirrored(limb)) == limb


def test_the_mirror_turns_what_lies_across_and_nothing_else():
    limb = {"abd": 8, "hand": {"to": "asis_R", "by": [1, 2, 3], "palm": [0, 0, 1]}, "pole": [1, 0, 0.5]}
    assert mirrored(limb) == {
        "abd": 8,
        "hand": {"to": "asis_L", "by": [1, 2, -3], "palm": [0, 0, -1]},
        "pole": [1, 0, -0.5],
    }


def test_what_is_said_of_both_sides_is_mirrored_to_the_left_and_the_side_goes_over_it():
    table = both_sides({"leg": {"plant": {"at": [8, 9], "turn": 6}}, "legL": {"knee": 5}})
    assert table["legR"] == {"plant": {"at": [8, 9], "turn": 6}}
    assert table["legL"] == {"plant": {"at": [8, -9], "turn": -6}, "knee": 5}


def test_a_side_that_is_free_or_pinned_elsewhere_does_not_take_the_pin_of_both():
    table = both_sides({"arm": {"hand": {"at": [0, 0, 9]}, "pole": [1, 0, 0]}, "armR": {"flex": 90, "free": True}})
    assert table["armR"] == {"flex": 90, "free": True}
    assert "hand" in table["armL"]


def test_a_new_pin_takes_the_place_of_the_old_one():
    before = {"legR": {"plant": {"at": [8, 9]}, "pole": [1, 0, 0], "knee": 4}}
    assert combine(before, {"legR": {"aim": [0, 0, 0]}})["legR"] == {"aim": [0, 0, 0], "knee": 4}
    assert combine(before, {"legR": {"hip": 5, "free": True}})["legR"] == {"hip": 5, "free": True, "knee": 4}
    assert combine(before, {"legR": {"knee": 9}})["legR"] == {**before["legR"], "knee": 9}


@given(limbs, limbs)
def test_combining_changes_neither_side(one, other):
    before, after = {"legR": dict(one)}, {"legR": dict(other)}
    combine(before, after)
    assert before == {"legR": one}
    assert after == {"legR": other}


def test_presets_build_on_presets():
    assert preset("hooklying", PRESETS)["pelvis"] == PRESETS["supine"]["pelvis"]
    assert "plant" in preset("hooklying", PRESETS)["legL"]


def test_the_presets_are_clean():
    assert list(check_presets(PRESETS, SKELETON)) == []


@pytest.mark.parametrize(
    ("name", "change", "key"),
    [
        ("hooklying", {"use": "supin"}, "use"),
        ("supine", {"use": "hooklying"}, "use"),
        ("prone", {"hed": 3}, "hed"),
        ("prone", {"leg": {"hip": "far"}}, "leg.hip"),
    ],
)
def test_a_broken_preset_is_found(name, change, key):
    found = list(check_presets({**PRESETS, name: {**PRESETS[name], **change}}, SKELETON))
    assert (f"poses/{name}.toml", key) in [(item.file, item.key) for item in found]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_motion_is_read_and_shows_two_key_poses_at_most_two_muscles_and_a_look(exercise):
    description = motion_with(exercise).description
    assert set(description.show) <= set(description.keys)
    assert len(description.muscles) <= 2
    assert description.look in SKELETON.looks


START = '[keys.start]\nuse = "supine"\n'
HOLD = '[keys.hold]\nfrom = "start"\n'


def refused(text: str) -> dict[str, str]:
    """Key and sentence of everything that is wrong with a motion.toml."""
    with pytest.raises(MotionError) as error:
        motion_of(tomllib.loads(text))
    assert all(item.file == "exercises/bridge/motion.toml" for item in error.value.findings)
    return {item.key: f"{item.what} {item.mend}" for item in error.value.findings}


# What stands in the file (before the keys, or in them), the key that is named, and what the sentence says.
WRONG = {
    "no keys": ("", "keys", "two key poses"),
    "one key": (START, "keys", "two key poses"),
    "keys in a list": ("keys = []", "keys", "two key poses"),
    "first key from nothing": ("[keys.a]\nhead = 0\n[keys.b]\n", "keys.a", "starts from nothing"),
    "unknown field": (f"colour = 3\n{START}{HOLD}", "colour", "no field of a motion"),
    "misspelt field": (f"loook = 'older'\n{START}{HOLD}", "loook", "Did you mean look?"),
    "field of a key": (f"{START}{HOLD}heed = 4", "keys.hold.heed", "Did you mean head?"),
    "field of a limb": (f"{START}{HOLD}legR = {{ hipp = 4 }}", "keys.hold.legR.hipp", "Did you mean hip?"),
    "text for a number": (f"{START}{HOLD}head = 'up'", "keys.hold.head", "a number, or"),
    "text for an angle": (f"{START}{HOLD}legR = {{ knee = 'bent' }}", "keys.hold.legR.knee", "a number"),
    "true for a number": (f"{START}{HOLD}legR = {{ knee = true }}", "keys.hold.legR.knee", "a number"),
    "number for a table": (f"{START}{HOLD}legR = 3", "keys.hold.legR", "a table"),
    "two numbers for three": (f"{START}{HOLD}at = [1, 2]", "keys.hold.at", "3 numbers"),
    "a word in a place": (f"{START}{HOLD}at = [1, 'none', 2]", "keys.hold.at", '"free"'),
    "number for a flag": (f"spine = 1\n{START}{HOLD}", "spine", "true or false"),
    "unknown preset": ('[keys.start]\nuse = "supin"\n[keys.hold]\n', "keys.start.use", "Did you mean supine?"),
    "unknown earlier key": (f'{START}[keys.hold]\nfrom = "strat"\n', "keys.hold.from", "Did you mean start?"),
    "a later key": (f'{START}[keys.a]\nfrom = "hold"\n{HOLD}', "keys.a.from", "does not exist"),
    "unknown point": (f"{START}{HOLD}anchor = 'kne_R'", "keys.hold.anchor", "did you mean knee_R?"),
    "unknown point of a hand": (
        f"{START}{HOLD}armR = {{ hand = {{ to = 'bely' }} }}",
        "keys.hold.armR.hand.to",
        "did you mean belly?",
    ),
    "an aim without a foot": (f"{START}{HOLD}legR = {{ aim = [1, 2] }}", "keys.hold.legR.aim", "3 numbers"),
    "a table for a point": (f"{START}{HOLD}anchor = {{}}", "keys.hold.anchor", "a point of the body"),
    "a list for a blob": (f"{START}{HOLD}rest = [['seat', []], 0]", "keys.hold.rest", "a set or list"),
    "a plant without a place": (
        f"{START}{HOLD}legR = {{ plant = {{ turn = 3 }} }}",
        "keys.hold.legR.plant.at",
        "missing",
    ),
    "an ankle without a place": (
        f"{START}{HOLD}legR = {{ ankle_to = {{ by = [0, 0, 0] }} }}",
        "keys.hold.legR.ankle_to.to",
        "missing",
    ),
    "a hand without a place": (
        f"{START}{HOLD}armR = {{ hand = {{ curl = 3 }} }}",
        "keys.hold.armR.hand.at",
        "Add at or to.",
    ),
    "fingers without a palm": (
        f"{START}{HOLD}armR = {{ hand = {{ to = 'belly', fingers = [1, 0, 0] }} }}",
        "keys.hold.armR.hand.palm",
        "fingers needs it",
    ),
    "an elbow without a forearm": (
        f"{START}{HOLD}armR = {{ prop = {{ elbow = [0, 0, 0] }} }}",
        "keys.hold.armR.prop.toward",
        "missing",
    ),
    "not a number": (f"{START}{HOLD}legR = {{ knee = nan }}", "keys.hold.legR.knee", "a number"),
    "a wall without a place": (f"[[props]]\ntype = 'wall'\n{START}{HOLD}", "props[0].x", "missing"),
    "a pool without water": (f"[[props]]\ntype = 'pool'\nx = [0, 9]\n{START}{HOLD}", "props[0].height", "missing"),
    "a pillow without a place": (f"[[props]]\ntype = 'pillow'\n{START}{HOLD}", "props[0].at", "Add at or to."),
    "a mat turned round": (
        f"[[props]]\ntype = 'mat'\nx = [5, -5]\n{START}{HOLD}",
        "props[0].x",
        "the smaller one first",
    ),
    "an arrow without a place": (f"[[arrow]]\nmin = 3\n{START}{HOLD}", "arrow[0].track", "Add track or at"),
    "a push without a direction": (f"[[arrow]]\nat = 'belly'\n{START}{HOLD}", "arrow[0].direction", "at needs it"),
    "a push nowhere": (
        f"[[arrow]]\nat = 'belly'\ndirection = [0, 0]\n{START}{HOLD}",
        "arrow[0].direction",
        "not both 0",
    ),
    "no piece of a way": (
        f"[[arrow]]\ntrack = 'belly'\nspan = [0.5, 0.5]\n{START}{HOLD}",
        "arrow[0].span",
        "from 0 to 1",
    ),
    "no time at all": (f"timing = {{ out = 0 }}\n{START}{HOLD}", "timing.out", "above 0"),
    "a crop turned round": (f"focus = {{ x = [9, -9] }}\n{START}{HOLD}", "focus.x", "the smaller one first"),
    "unknown set to rest on": (f"{START}{HOLD}rest = ['trnk', 0]", "keys.hold.rest", "a set or list"),
    "unknown blob to rest on": (f"{START}{HOLD}rest = [['sead'], 0]", "keys.hold.rest", "a set or list"),
    "unknown region": (f"muscles = [['glut_R', 'work']]\n{START}{HOLD}", "muscles[0]", "Did you mean glute_R?"),
    "three muscles": (
        f"muscles = [['back', 'work'], ['abs', 'work'], ['belly', 'work']]\n{START}{HOLD}",
        "muscles",
        "two at most",
    ),
    "a muscle that rests": (f"muscles = [['back', 'rest']]\n{START}{HOLD}", "muscles", "two at most"),
    "unknown look": (f"look = 'oldr'\n{START}{HOLD}", "look", "Did you mean older?"),
    "unknown prop": (f"[[props]]\ntype = 'matt'\n{START}{HOLD}", "props[0].type", "Did you mean mat?"),
    "prop without a type": (f"[[props]]\nx = [0, 1]\n{START}{HOLD}", "props[0].type", "prop"),
    "field of a prop": (f"[[props]]\ntype = 'mat'\nheight = 3\n{START}{HOLD}", "props[0].height", "no field"),
    "prop in a table": (f"[props]\ntype = 'mat'\n{START}{HOLD}", "props", "[[props]]"),
    "field of an arrow": (f"[[arrow]]\ntrak = 'belly'\n{START}{HOLD}", "arrow[0].trak", "Did you mean track?"),
    "arrow between strangers": (
        f"[[arrow]]\ntrack = 'belly'\nkeys = ['start', 'hol']\n{START}{HOLD}",
        "arrow[0].keys",
        "Did you mean hold?",
    ),
    "arrow between one": (f"[[arrow]]\ntrack = 'belly'\nkeys = ['start']\n{START}{HOLD}", "arrow[0].keys", "two names"),
    "shown strangers": (f"show = ['start', 'hol']\n{START}{HOLD}", "show[1]", "Did you mean hold?"),
    "unknown time": (f"timing = {{ wait = 3 }}\n{START}{HOLD}", "timing.wait", "no field"),
    "time as a text": (f"timing = {{ out = 'slow' }}\n{START}{HOLD}", "timing.out", "a number"),
    "camera without a place": (f"camera = 14\n{START}{HOLD}", "camera", "a table"),
    "roll of a camera": (f"camera = {{ roll = 3 }}\n{START}{HOLD}", "camera.roll", "no field"),
    "who signed as a number": (f"clinician = 4\n{START}{HOLD}", "clinician", "who signed"),
    "touch with a foot": (
        f"{START}{HOLD}armR = {{ hand = {{ to = 'belly', touch = 'foot' }} }}",
        "keys.hold.armR.hand.touch",
        "palm, wrist",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_with_its_key(name):
    text, key, words = WRONG[name]
    found = refused(text)
    assert key in found, found
    assert words in found[key]


def test_everything_that_is_wrong_is_said_at_once():
    assert set(refused(f"look = 3\nspine = 'yes'\n{START}{HOLD}head = 'up'")) == {"look", "spine", "keys.hold.head"}


def test_the_sentence_of_an_error_names_file_key_what_and_mend():
    with pytest.raises(MotionError, match=r"exercises/bridge/motion\.toml: look: names the look 'oldr'"):
        motion_of(tomllib.loads(f"look = 'oldr'\n{START}{HOLD}"))


@pytest.mark.parametrize(
    ("exercise", "look", "words"),
    [("brige", None, "'brige' is no exercise. Did you mean bridge?"), ("bridge", "oldr", "Did you mean older?")],
)
def test_an_unknown_exercise_or_look_is_told(exercise, look, words):
    from backwise.motion.motion import load_motion

    with pytest.raises(UnknownName, match=r"is no") as error:
        load_motion(exercise, look)
    assert words in error.value.sentence


def test_a_key_pose_builds_on_the_one_before_it_unless_it_says_otherwise():
    text = f"{START}[keys.a]\nhead = 20\n[keys.b]\nlumbar = {{ flex = 3 }}\n[keys.c]\nfrom = 'start'\n"
    keys = motion_of(tomllib.loads(text)).description.keys
    assert keys["b"]["head"] == 20
    assert keys["c"]["head"] == keys["start"]["head"]


def test_keys_that_are_passed_through_are_no_stops():
    motion = motion_of(tomllib.loads(f"{START}[keys.way]\npass = true\n{HOLD}"))
    assert motion.description.passed == {"way"}
    assert motion.stops == (0, 2)
    assert len(motion.legs) == 1


def test_times_come_from_the_dose_and_the_file_goes_over_them():
    dose = BUILT_IN_FILES.tables["exercises/bridge/exercise.toml"]["dose"]
    assert motion_with("bridge").description.timing.out == dose["out_seconds"]
    timing = motion_of(tomllib.loads(f"timing = {{ out = 9 }}\n{START}{HOLD}")).description.timing
    assert (timing.out, timing.back) == (9, dose["back_seconds"])
    assert Timing().rest == timing.rest


def test_swimwear_stays_in_the_water():
    assert motion_with("swimming", look="older").look.water
    assert not motion_with("bridge", look="swimmer-grey").look.water
