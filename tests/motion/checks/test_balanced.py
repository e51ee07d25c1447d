from backwise.motion.checks import balanced


def test_somebody_who_would_fall_is_found(found, standing):
    assert found.made(balanced, standing) == []
    standing["keys"]["hold"] |= {"at": [25, "free", 0]}
    (item,) = found.made(balanced, standing)
    assert item.key == "keys.hold"
    assert "cm beyond what touches the ground" in item.what


def test_on_one_leg_the_weight_is_over_that_foot(found, standing):
    standing["keys"]["hold"] |= {"legL": {"aim": [-44, -112, -30]}}
    assert len(found.made(balanced, standing)) == 1
    standing["keys"]["hold"] |= {"legR": {"plant": {"at": [8, 1]}}}
    assert found.made(balanced, standing) == []


def test_a_wall_or_a_counter_holds(found):
    for exercise in ("wall-squat", "forearm-wall-plank", "one-leg-stand", "standing-hip-abduction"):
        assert found(balanced, exercise) == []


def test_a_step_may_fall_and_so_may_what_is_only_passed(found, standing):
    standing["keys"]["hold"] |= {"at": [25, "free", 0]}
    assert found.made(balanced, standing | {"cycle": True}) == []
    standing["keys"]["way"] = standing["keys"].pop("hold") | {"pass": True}
    standing["keys"]["hold"] = {"from": "start"}
    assert found.made(balanced, standing) == []
