"""All checks together: clean pictures give nothing, broken ones give everything at once, in every body."""

import copy
from pathlib import Path

import pytest

from backwise.library.files import Files
from backwise.motion import checks
from backwise.motion.motion import motion_from
from tests.motion.motions import BUILT_IN_FILES, SKELETON, files_with

HERE = Path(__file__).parent
EVERY_CHECK = dict(checks.checks())


def files_without(*paths: str) -> Files:
    return Files({path: table for path, table in BUILT_IN_FILES.tables.items() if path not in paths})


def only(files: Files, exercise: str) -> Files:
    """Files in which nothing but one exercise has a motion, so that a test is quick."""
    others = [path for path in files.tables if path.startswith("exercises/") and path.split("/")[1] != exercise]
    return Files({path: table for path, table in files.tables.items() if path not in others})


@pytest.mark.parametrize("name", EVERY_CHECK)
def test_every_check_has_bad_data_that_it_rejects(name):
    assert (HERE / f"test_{name}.py").is_file(), (
        f"Write tests/motion/checks/test_{name}.py with data that it must find."
    )


def test_a_check_is_a_module_in_the_package_and_needs_no_register():
    modules = {path.stem for path in Path(checks.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(EVERY_CHECK) == modules


def test_an_exercise_without_a_motion_is_found():
    files = only(BUILT_IN_FILES, "bridge")
    del files.tables["exercises/bridge/motion.toml"]
    (item,) = checks.findings_in(files)
    assert (item.file, item.key, item.what) == ("exercises/bridge/motion.toml", "-", "is missing.")


def test_a_motion_for_no_exercise_is_found():
    files = only(BUILT_IN_FILES, "static-back")
    del files.tables["exercises/static-back/exercise.toml"]
    assert [(item.key, item.what) for item in checks.findings_in(files)] == [("-", "belongs to no exercise.")]


def test_a_malformed_motion_is_told_with_its_key_and_hides_no_other():
    files = only(files_with("bridge", lambda table: table.update(look="oldr")), "bridge")
    files.tables["exercises/clam/motion.toml"] = {"keys": 3}
    assert [(item.file, item.key) for item in checks.findings_in(files)] == [
        ("exercises/bridge/motion.toml", "look"),
        ("exercises/clam/motion.toml", "-"),
        ("exercises/clam/motion.toml", "keys"),
    ]


def test_a_malformed_pose_is_told_before_the_motions_that_use_it():
    files = Files({**only(BUILT_IN_FILES, "bridge").tables, "poses/supine.toml": {"hed": 3}})
    assert [(item.file, item.key) for item in checks.findings_in(files)] == [("poses/supine.toml", "hed")]


@pytest.mark.parametrize(
    ("change", "key", "words"),
    [
        (lambda table: table.pop("lengths"), "lengths", "is missing"),
        (lambda table: table["lengths"].pop("thigh"), "lengths.thigh", "is missing. Make it a number"),
        (lambda table: table["blobs"]["seat"].update(bone="pelvs"), "blobs.seat.bone", "Did you mean pelvis?"),
        (lambda table: table["blobs"]["seat"].update(at=[1, 2]), "blobs.seat.at", "a list of 3"),
        (lambda table: table["blobs"]["seat"].update(colour="red"), "blobs.seat.colour", "no field"),
        (lambda table: table["looks"]["older"].update(skin="pink"), "looks.older.skin", "a colour such as #22404A"),
        (lambda table: table["looks"]["older"].update(style="bald"), "looks.older.style", "does not exist"),
        (lambda table: table["looks"]["older"].update(build="smal"), "looks.older.build", "does not exist"),
        (lambda table: table["sets"].update(seat=["seet"]), "sets.seat", "Did you mean seat?"),
        (lambda table: table["muscles"]["back"].update(on=["tors"]), "muscles.back.on", "Did you mean torso?"),
        (lambda table: table["ranges"].update(knee=[-3]), "ranges.knee", "a list of 2"),
        (lambda table: table["spine"].update(segments=3), "spine.segments", "a list"),
        (lambda table: table["parts"]["head"].update(layers="skin"), "parts.head.layers", "a list"),
        (lambda table: table["hair"]["bob"].pop("cap"), "hair.bob.cap", "is missing"),
        (lambda table: table["order"].update(always=[["neck", "hed"]]), "order.always", "Did you mean head?"),
    ],
)
def test_a_malformed_skeleton_is_a_sentence_with_the_key(change, key, words):
    table = copy.deepcopy(dict(SKELETON.table))
    change(table)
    found = checks.findings_in(Files({**BUILT_IN_FILES.tables, "skeleton.toml": table}))
    assert all(item.file == "skeleton.toml" for item in found)
    assert words in {item.key: f"{item.what} {item.mend}" for item in found}[key]


def test_no_skeleton_at_all_is_a_sentence_too():
    found = checks.findings_in(files_without("skeleton.toml"))
    assert {item.what for item in found} == {"is missing."}


def test_every_build_and_every_posture_that_shows_is_tried():
    bodies = {
        exercise: {
            (motion.look.build, motion.look.posture) for motion in checks.bodies(exercise, BUILT_IN_FILES, SKELETON)
        }
        for exercise in ("wall-squat", "bridge", "swimming")
    }
    assert bodies["wall-squat"] == {(None, None), ("large", None), ("thin", "older")}
    assert bodies["bridge"] == {(None, None), ("large", None)}
    assert bodies["swimming"] == {(None, None)}


def test_the_authored_look_comes_first_and_another_body_is_named():
    def sink(table):
        table["keys"]["hold"] |= {"rest": ["seat", 42.8]}

    found = checks.findings_of("seated-supported-rest", files_with("seated-supported-rest", sink), SKELETON)
    authored = motion_from("seated-supported-rest", BUILT_IN_FILES, SKELETON).look.id
    assert not any(f"(look {authored})" in item.what for item in found)


def test_what_all_bodies_share_is_said_once():
    files = files_with("wall-squat", lambda table: table.update(timing={"out": 0.1}))
    found = [item for item in checks.findings_of("wall-squat", files, SKELETON) if item.key == "timing.out"]
    assert len(found) == 1
