from backwise.motion.checks import flat_feet


def test_a_tilted_sole_on_the_ground_is_found(found, standing):
    assert found.made(flat_feet, standing) == []
    standing["keys"]["hold"] |= {"legR": {"hip": 0, "knee": 0, "ankle": -6, "free": True}}
    (item,) = found.made(flat_feet, standing)
    assert (item.key, item.what) == ("keys.hold", "the sole of foot_R is tilted by 6 degrees.")


def test_a_heel_that_is_lifted_on_purpose_is_right(found):
    assert found(flat_feet, "heel-raise") == []


def test_a_step_may_roll_over_its_foot(found):
    assert found(flat_feet, "walking") == []
