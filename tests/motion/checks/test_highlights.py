from backwise.motion.checks import highlights


def test_a_muscle_on_the_far_side_is_found(found):
    assert found(highlights, "bridge") == []
    items = found(highlights, "bridge", lambda table: table.update(muscles=[["glute_L", "work"]]))
    (item,) = items
    assert item.key == "keys.hold"
    assert "of the highlighted glute_L can be seen" in item.what


def test_a_muscle_behind_an_arm_is_found(found, standing):
    standing |= {"muscles": [["flank_R", "work"]], "camera": {"yaw": 60, "pitch": 8}}
    assert found.made(highlights, standing) == []
    standing["keys"]["hold"] |= {"armR": {"flex": 30, "abd": 0, "elbow": 30, "free": True}}
    (item,) = found.made(highlights, standing)
    assert "of the highlighted flank_R can be seen, not 38%" in item.what


def test_where_nothing_is_highlighted_nothing_is_hidden(found, standing):
    assert found.made(highlights, standing) == []
