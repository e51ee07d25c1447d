import pytest

from backwise.motion.checks import joint_ranges


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("legR", {"hip": 140, "free": True}, "hip_R bends to 140 degrees, outside -25 to 132."),
        ("legR", {"hip": 60, "knee": -9, "free": True}, "knee_R bends to -9 degrees, outside -3 to 155."),
        ("legL", {"ankle": 45, "free": True}, "ankle_L bends to 45 degrees, outside -62 to 32."),
        ("armR", {"elbow": 160, "free": True}, "elbow_R bends to 160 degrees, outside -3 to 152."),
        ("lumbar", {"flex": 60}, "lumbar bends to 60 degrees, outside -45 to 50."),
        ("thorax", {"flex": -40}, "thorax bends to -40 degrees, outside -30 to 50."),
    ],
)
def test_a_joint_that_bends_too_far_is_found(found, lying, field, value, words):
    assert found.made(joint_ranges, lying) == []
    lying["keys"]["hold"][field] = value
    items = found.made(joint_ranges, lying)
    assert (items[0].key, items[0].what) == ("keys.hold", words)


def test_a_joint_that_bends_too_far_on_the_way_is_found_there(found, lying):
    lying["keys"]["start"] |= {"legR": {"aim": [-10, -10, 80]}}
    lying["keys"]["hold"] |= {"legR": {"aim": [350, 350, 440]}}
    # The same pose, all the way round.
    assert {item.key[:18] for item in found.made(joint_ranges, lying)} == {"keys.start..hold a"}
