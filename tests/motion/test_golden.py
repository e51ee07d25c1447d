"""The pictures are as they were when somebody last looked at them; what has moved is said in words."""

import re

import pytest

from backwise.motion.motion import load_motion
from pictures import golden
from tests.motion.exercises import EXERCISES
from tests.motion.motions import motion_with

HOW = "Look at the pictures (make pictures), then keep them: make pictures ARGS=--accept"
MOST_BYTES = 500_000


@pytest.mark.parametrize("exercise", EXERCISES)
def test_the_pictures_are_as_they_were_accepted(exercise):
    assert golden.differences(load_motion(exercise)) == [], HOW


def test_no_drawing_is_kept_of_an_exercise_that_is_gone():
    assert {path.stem for path in golden.FOLDER.glob("*.json")} <= set(EXERCISES)


def test_the_kept_drawings_are_small():
    assert sum(path.stat().st_size for path in golden.FOLDER.glob("*.json")) <= MOST_BYTES


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A folder in which the bridge is kept as it is now."""
    monkeypatch.setattr(golden, "FOLDER", tmp_path)
    golden.accept([load_motion("bridge")])
    return tmp_path


def changed(change):
    return golden.differences(motion_with("bridge", change))


def test_what_did_not_change_is_silent(kept):
    assert changed(lambda table: None) == []


def test_a_limb_that_moved_is_named_with_its_picture_and_how_far(kept):
    def lower(table):
        table["keys"]["hold"]["pelvis"] = {"pitch": 108}

    (line,) = changed(lower)
    assert line.startswith("bridge, hold: ")
    assert re.search(r"thigh_R moved down by up to \d\.\d cm", line)
    assert "joint hip_R moved down" in line


def test_a_new_muscle_and_one_that_is_gone_are_named(kept):
    def other(table):
        table["muscles"] = [["glute_R", "work"], ["quad_R", "work"]]

    (line,) = changed(other)
    assert "muscle.quad_R is new" in line
    assert "muscle.hamstring_R is gone" in line


def test_a_new_picture_and_one_that_is_gone_are_named(kept):
    def renamed(table):
        table["keys"]["top"] = table["keys"].pop("hold")

    assert changed(renamed) == ["bridge, hold: is gone", "bridge, top: is a new picture"]


def test_another_camera_moves_nearly_everything(kept):
    lines = changed(lambda table: table.update(camera={"yaw": 60, "pitch": 10}))
    assert len(lines) == 2
    assert all(line.count("moved") > 5 for line in lines)


def test_what_is_less_than_a_centimetre_is_rounding(kept):
    def a_little(table):
        table["keys"]["hold"]["pelvis"]["pitch"] += 0.5

    assert changed(a_little) == []


def test_a_limb_that_is_now_painted_over_another_is_named():
    outlines = {
        "hand_R": [[0, 0], [4, 0], [4, 4]],
        "thigh_R": [[1, 0], [5, 0], [5, 4]],
        "head": [[90, 0], [95, 0], [95, 4]],
    }
    before = golden.Drawn({name: golden.np.array(points, float) for name, points in outlines.items()}, {})
    now = golden.Drawn({name: before.parts[name] for name in ("head", "thigh_R", "hand_R")}, {})
    assert list(golden.changes(now, before)) == ["hand_R is now painted over thigh_R"]


def test_accepting_forgets_what_is_gone(kept):
    (kept / "old.json").write_text("{}")
    golden.accept([load_motion("clam")])
    assert [path.name for path in kept.iterdir()] == ["clam.json"]


def test_an_exercise_that_nobody_accepted_is_new_in_every_picture(kept):
    assert golden.differences(load_motion("clam")) == ["clam, hold: is a new picture", "clam, start: is a new picture"]
