import math

from backwise.motion.checks import framed


def test_a_limb_that_swings_out_of_the_frame_is_found(found, lying):
    assert found.made(framed, lying) == []
    lying["props"] = []
    lying["keys"]["start"] |= {"legR": {"aim": [20, 20, 110]}, "legL": {"hip": 0, "free": True}}
    lying["keys"]["hold"] |= {"legR": {"aim": [170, 170, 260]}}
    items = found.made(framed, lying)
    assert items == [] or all("top edge" in item.what for item in items)


def test_a_quarter_of_the_way_is_looked_at_too(found, lying):
    """The frame is made from the key poses and what lies half way: the highest moment may be elsewhere."""
    lying["props"] = []
    arms = {"armL": {"flex": 20, "free": True}}
    lying["keys"]["start"] |= {**arms, "armR": {"flex": 60, "elbow": 4, "free": True}}
    lying["keys"]["hold"] |= {**arms, "armR": {"flex": 178, "elbow": 4, "free": True}, "lumbar": {"flex": 0}}
    for item in found.made(framed, lying):
        assert ".." in item.key and math.isfinite(float(item.what.split("within ")[1].split()[0]))


def test_a_cropped_picture_may_cut_the_sides(found, lying):
    assert found.made(framed, lying | {"focus": {"x": [-20, 120]}}) == []
