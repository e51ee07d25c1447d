import pytest

from backwise.motion.checks import timing


@pytest.mark.parametrize("name", ["rest", "out", "hold", "back"])
@pytest.mark.parametrize("seconds", [0.1, 40])
def test_a_blink_or_a_wait_is_found(found, name, seconds):
    assert found(timing, "bridge") == []
    items = found(timing, "bridge", lambda table: table.update(timing={name: seconds}))
    assert items[0].key == f"timing.{name}" or items[-1].key == f"timing.{name}"


def test_a_leg_that_is_thrown_is_found(found):
    items = found(timing, "quad-stretch", lambda table: table.update(timing={"out": 0.5}))
    assert any("faster than 80" in item.what for item in items)


def test_the_round_of_a_cycle_is_looked_at(found):
    assert found(timing, "walking") == []
    items = found(timing, "walking", lambda table: table.update(timing={"round": 0.2}))
    assert "timing.round" in [item.key for item in items]
