import pytest

from backwise.library.checks import tags_fit
from backwise.library.findings import Finding

BRIDGE = "exercises/bridge/exercise.toml"


@pytest.mark.parametrize("position", ["supine", "prone", "side-lying"])
def test_who_lies_down_carries_the_tag_lying(knowledge, position):
    exercise = knowledge[BRIDGE]
    exercise["positions"], exercise["movements"] = [position], ["held-muscle-work"]
    assert knowledge.found_by(tags_fit) == [
        Finding(BRIDGE, "movements", f"lacks what {position} brings.", "Add lying or floor-only.")
    ]


def test_hands_and_knees_bring_the_floor_and_the_hands(knowledge):
    exercise = knowledge[BRIDGE]
    exercise["positions"], exercise["movements"] = ["quadruped"], ["held-muscle-work"]
    what = "lacks what quadruped brings."
    assert knowledge.found_by(tags_fit) == [
        Finding(BRIDGE, "movements", what, "Add floor-only."),
        Finding(BRIDGE, "movements", what, "Add weight-through-hands or forearm-support."),
    ]


def test_water_needs_a_pool(knowledge):
    knowledge["exercises/swimming/exercise.toml"]["equipment"] = []
    assert knowledge.found_by(tags_fit) == [
        Finding("exercises/swimming/exercise.toml", "equipment", "has no pool, but is done in water.", "Add pool.")
    ]


def test_a_long_hold_of_a_muscle_is_tagged_as_one(knowledge):
    exercise = knowledge[BRIDGE]
    exercise["movements"] = ["lying"]
    assert knowledge.found_by(tags_fit) == [
        Finding(
            BRIDGE,
            "movements",
            "lacks held-muscle-work, but holds up to 10 seconds.",
            "Add held-muscle-work, or lower the ceiling to 5 seconds.",
        )
    ]
    exercise["dose"]["ceiling"]["hold_seconds"] = 5
    assert knowledge.found_by(tags_fit) == []
