from backwise.motion.checks import pinned_hands


def test_a_hand_out_of_reach_is_found(found):
    assert found(pinned_hands, "heel-raise") == []

    def far(table):
        table["keys"]["hold"]["armR"] = {"hand": {"at": [90, 91, 14]}}

    items = found(pinned_hands, "heel-raise", far)
    assert [item.key for item in items] == ["keys.hold"]
    assert items[0].what.startswith("hand_R does not reach its place, by ")


def test_an_elbow_that_is_not_on_its_point_is_found(found):
    def high(table):
        table["keys"]["hold"]["armR"] = {"prop": {"elbow": [-40, 30, 0], "toward": [-55, 30, 28]}}

    items = found(pinned_hands, "side-plank", high)
    assert any(item.what.startswith("elbow_R does not reach its place") for item in items)


def test_a_hand_that_leaves_its_place_on_the_way_is_found(found):
    """A counter that both key poses reach, and no arm between them."""

    def around(table):
        hold = {"fingers": [1, 0, 0], "palm": [0, -1, 0]}
        table["keys"]["start"] |= {"armR": {"hand": {"at": [31, 91.6, 14], **hold}}}
        table["keys"]["hold"] |= {"pelvis": {"yaw": 170}, "armR": {"hand": {"at": [31, 91.6, 14], **hold}}}

    assert any("_R" in item.what for item in found(pinned_hands, "heel-raise", around))
