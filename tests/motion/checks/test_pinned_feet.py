from dataclasses import replace

from backwise.motion import motion as motions
from backwise.motion.checks import pinned_feet
from backwise.motion.vectors import vec


def test_a_foot_planted_out_of_reach_is_found(found, standing):
    assert found.made(pinned_feet, standing) == []
    standing["keys"]["hold"] |= {"at": [0, 95, 0]}
    items = found.made(pinned_feet, standing)
    assert [(item.key, item.what.split(",")[0]) for item in items if item.key == "keys.hold"] == [
        ("keys.hold", "foot_L does not reach its place"),
        ("keys.hold", "foot_R does not reach its place"),
    ]


def test_an_ankle_that_does_not_reach_the_other_thigh_is_found(found, standing):
    standing["keys"]["hold"] |= {"legR": {"ankle_to": {"to": "mid_thigh_L", "by": [90, 0, 0]}}}
    (item,) = found.made(pinned_feet, standing)
    assert (item.key, item.what.split(",")[0]) == ("keys.hold", "foot_R does not reach its place")


def test_a_foot_that_slides_on_the_way_is_found(found, standing, monkeypatch):
    """What lies between holds what both key poses hold: only a mistake there can let a foot slide."""

    def sliding(first, *_):
        return replace(first, position=first.position + vec(3, 0, 0))

    monkeypatch.setattr(motions, "between", sliding)
    items = found.made(pinned_feet, standing)
    assert all(item.key.startswith("keys.start..hold at ") for item in items)
    assert [item.what for item in items] == [f"foot_{side} leaves its place, by 3.0 cm." for side in "LR"]
