from backwise.motion.checks import limbs_apart


def test_an_arm_through_the_belly_is_found(found, lying):
    assert found.made(limbs_apart, lying) == []
    lying["keys"]["hold"] |= {"armR": {"flex": 10, "abd": -40, "elbow": 10, "free": True}}
    items = found.made(limbs_apart, lying)
    assert any("passes through trunk" in item.what for item in items)
    assert all(item.key.startswith(("keys.hold", "keys.start..hold at")) for item in items)


def test_a_shank_through_the_other_one_is_found(found, lying):
    lying["keys"]["hold"] |= {"legR": {"abd": -14, "free": True}, "legL": {"abd": -14, "free": True}}
    assert any(item.what.startswith("shank_R passes through shank_L") for item in found.made(limbs_apart, lying))


def test_limbs_that_meet_only_on_the_way_are_found(found, lying):
    lying["keys"]["start"] |= {
        "armR": {"flex": 90, "abd": -50, "elbow": 5, "free": True},
        "armL": {"flex": 30, "free": True},
    }
    lying["keys"]["hold"] |= {"armL": {"flex": 150, "free": True}}
    assert any(".." in item.key for item in found.made(limbs_apart, lying))


def test_hands_that_hold_a_thigh_and_thighs_side_by_side_are_right(found):
    assert found(limbs_apart, "single-knee-to-chest") == []
    assert found(limbs_apart, "static-back") == []
