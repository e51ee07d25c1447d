from backwise.motion.checks import smooth


def test_a_knee_that_turns_over_on_the_way_is_found(found, standing):
    """Two key poses hold the foot with poles that are opposite: between them the knee would have to jump."""
    standing["keys"]["start"] |= {"at": [0, 70, 0]}
    standing["keys"]["hold"] |= {"at": [0, 68, 0], "legR": {"plant": {"at": [8, 9]}, "pole": [0.2, 0, 1]}}
    items = found.made(smooth, standing)
    assert [item.key for item in items] == ["keys.start..hold at 0.08"]
    assert items[0].what.startswith("shank_R jumps ")


def test_a_hand_that_is_thrown_is_found(found, lying):
    lying["keys"]["start"] |= {"armR": {"flex": 0, "elbow": 0, "free": True}}
    lying["keys"]["hold"] |= {"armR": {"flex": 179, "elbow": 0, "free": True}}
    assert any("fingers_R jumps" in item.what for item in found.made(smooth, lying))


def test_a_movement_that_goes_its_way_evenly_is_silent(found):
    for exercise in ("bridge", "dead-bug", "walking"):
        assert found(smooth, exercise) == []
