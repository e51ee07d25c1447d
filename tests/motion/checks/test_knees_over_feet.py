from backwise.motion.checks import knees_over_feet


def test_a_knee_that_falls_inward_is_found(found, standing):
    standing["keys"]["hold"] |= {"at": [0, 70, 0]}
    assert found.made(knees_over_feet, standing) == []
    standing["keys"]["hold"] |= {"legR": {"plant": {"at": [8, 9]}, "pole": [1, 0, -1.2]}}
    items = found.made(knees_over_feet, standing)
    assert any(item.key == "keys.hold" and item.what.startswith("knee_R points ") for item in items)


def test_a_foot_that_is_turned_away_is_found(found, standing):
    standing["keys"]["hold"] |= {"legL": {"plant": {"at": [8, -9], "turn": 50}}}
    assert any("knee_L points" in item.what for item in found.made(knees_over_feet, standing))


def test_a_foot_that_is_not_planted_may_point_anywhere(found):
    assert found(knees_over_feet, "seated-piriformis-stretch") == []
