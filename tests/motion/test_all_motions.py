"""Every exercise of the library passes every check of its pictures, in every body."""

import pytest

from backwise.motion import checks
from tests.motion.exercises import EXERCISES
from tests.motion.motions import BUILT_IN_FILES, SKELETON


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_picture_passes_every_check(exercise):
    assert [str(item) for item in checks.findings_of(exercise, BUILT_IN_FILES, SKELETON)] == []


def test_every_exercise_has_a_motion():
    assert {name for name, _ in BUILT_IN_FILES.folders("exercises", "exercise.toml")} == set(EXERCISES)
