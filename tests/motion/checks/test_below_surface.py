from backwise.motion.checks import below_surface


def test_a_body_in_the_mat_is_found(found, lying):
    assert found.made(below_surface, lying) == []
    lying["keys"]["hold"] |= {"rest": ["trunk", -4]}
    items = found.made(below_surface, lying)
    assert {item.key for item in items} == {"keys.hold"}
    assert any(item.what.startswith("buttock sinks into the mat, by ") for item in items)


def test_what_sinks_only_on_the_way_is_found_with_the_place_on_the_way(found, lying):
    below = {"legR": {"plant": {"at": [60, 9]}}}
    lying["keys"]["start"] |= below
    lying["keys"]["hold"] |= {"legR": {"plant": {"at": [60, 9], "tilt": 40}}}
    assert all(
        item.key.startswith(("keys.start..hold at 0.", "keys.hold")) for item in found.made(below_surface, lying)
    )


def test_each_kind_of_surface_is_known(found, standing, lying):
    wall = standing | {"props": [{"type": "wall", "x": 2, "side": -1}]}
    assert any("the wall" in item.what for item in found.made(below_surface, wall))
    counter = standing | {"props": [{"type": "counter", "x": [5, 40]}]}
    assert any("the counter's" in item.what for item in found.made(below_surface, counter))
    bed = lying | {"props": [{"type": "bed", "x": [-100, 100], "z": [-40, 40], "height": 10}]}
    assert any("the bed" in item.what for item in found.made(below_surface, bed))
    chair = lying | {"props": [{"type": "chair", "height": 20}]}
    assert any("the chair's seat" in item.what for item in found.made(below_surface, chair))
    pool = standing | {"props": [{"type": "pool", "x": [-50, 50], "bottom": 5, "height": 100}]}
    assert any("the bottom of the pool" in item.what for item in found.made(below_surface, pool))


def test_a_leg_beside_the_bed_hangs_free(found):
    assert found(below_surface, "hip-flexor-stretch") == []


def test_a_pillow_may_be_pressed(found, lying):
    lying["props"].append({"type": "pillow", "at": [0, 5, 0], "radii": [12, 8, 16]})
    assert found.made(below_surface, lying) == []


def test_a_bigger_belly_is_flesh_too(found):
    prone = {"keys": {"start": {"use": "prone", "at": [0, 10.3, 0]}, "hold": {"from": "start"}}}
    lean, larger = (found.made(below_surface, prone, look) for look in ("grey-bob", "larger"))
    assert {item.what.split()[0] for item in larger} - {item.what.split()[0] for item in lean} >= {"waist", "ribs"}
