from backwise.motion.checks import carried


def test_a_body_in_the_air_is_found(found, lying):
    assert found.made(carried, lying) == []
    lying["keys"]["hold"] |= {"rest": ["trunk", 20], "leg": {"hip": 40, "free": True}, "arm": {"flex": 0, "free": True}}
    (item,) = found.made(carried, lying)
    assert (item.key, item.what) == ("keys.hold", "nothing touches a surface: the body floats.")


def test_a_straight_leg_over_the_mat_is_found(found, lying):
    lying["keys"]["hold"] |= {"legR": {"hip": 2, "knee": 1, "ankle": -20, "free": True}}
    what = {item.what.split(" floats")[0] for item in found.made(carried, lying)}
    assert what == {"calf_R", "heel_R"}


def test_a_leg_that_is_really_lifted_is_right(found):
    assert found(carried, "straight-leg-raise") == []


def test_the_feet_of_somebody_who_lies_on_the_front_are_found(found):
    prone = {"keys": {"start": {"use": "prone"}, "hold": {"legR": {"hip": -2, "knee": 4, "free": True}}}}
    (item,) = found.made(carried, prone)
    assert item.what.startswith("foot_R floats ")


def test_the_foot_of_a_kneeling_leg_is_found(found):
    def tucked(table):
        table["keys"]["hold"]["legL"] = {"aim": [-90, -184, -170]}

    assert found(carried, "quadruped-leg-extension") == []
    assert any("foot_L floats" in item.what for item in found(carried, "quadruped-leg-extension", tucked))


def test_a_head_over_the_mat_is_found_unless_a_pillow_or_the_belly_muscles_hold_it(found, lying):
    lying["keys"]["hold"] |= {"head": 78, "thorax": {"flex": 8}}
    (item,) = found.made(carried, lying)
    assert item.what.startswith("the head floats ")
    lying["props"].append({"type": "pillow", "at": [-74, 4, 0], "radii": [14, 5, 20]})
    assert found.made(carried, lying) == []
    assert found(carried, "partial-curl") == []


def test_a_sole_just_above_the_floor_is_found(found, standing):
    standing["keys"]["hold"] |= {"legR": {"plant": {"at": [8, 9], "y": 3}}}
    (item,) = found.made(carried, standing)
    assert item.what.startswith("the sole of foot_R floats 3.")


def test_water_carries(found):
    assert found(carried, "swimming") == []
