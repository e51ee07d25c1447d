import pytest

from backwise.motion.checks import neutral_spine


@pytest.mark.parametrize(("flex", "shape"), [(25, "rounded by 25"), (-22, "hollow by 22")])
def test_a_back_that_bends_where_nothing_says_so_is_found(found, standing, flex, shape):
    assert found.made(neutral_spine, standing) == []
    standing["keys"]["hold"] |= {"lumbar": {"flex": flex}}
    (item,) = found.made(neutral_spine, standing)
    assert item.key == "keys.hold"
    assert shape in item.what


def test_on_hands_and_knees_too(found):
    assert found(neutral_spine, "bird-dog") == []

    def sag(table):
        table["keys"]["hold"]["lumbar"] = {"flex": -20}

    assert len(found(neutral_spine, "bird-dog", sag)) == 1


def test_a_spine_that_moves_on_purpose_is_right(found, standing):
    standing["keys"]["hold"] |= {"lumbar": {"flex": 30}}
    assert found.made(neutral_spine, standing | {"spine": True}) == []
    assert found.made(neutral_spine, standing | {"muscles": [["back", "stretch"]]}) == []
    assert len(found.made(neutral_spine, standing | {"muscles": [["back", "work"]]})) == 1


def test_lying_and_sitting_backs_may_be_round(found):
    for exercise in ("double-knee-to-chest", "seated-supported-rest"):
        assert found(neutral_spine, exercise) == []
