from backwise.motion.checks import flat_hands


def test_a_hand_that_lies_on_its_edge_is_found(found):
    assert found(flat_hands, "bridge") == []

    def on_edge(table):
        place = {"at": [4, 2.5, 31], "fingers": [1, 0, 0.05], "palm": [0, -1, 1]}
        table["keys"]["hold"]["armR"] = {"hand": place, "pole": [0, 0.3, 1]}

    (item,) = found(flat_hands, "bridge", on_edge)
    assert item.key == "keys.hold"
    assert item.what.startswith("the palm of hand_R is tilted by 4")


def test_a_hand_with_a_place_in_the_air_is_found(found):
    def in_the_air(table):
        place = {"at": [4, 20, 31], "fingers": [1, 0, 0.05], "palm": [0, -1, 0]}
        table["keys"]["hold"]["armR"] = {"hand": place}

    (item,) = found(flat_hands, "bridge", in_the_air)
    assert "cm from any surface" in item.what


def test_a_palm_on_a_wall_faces_the_wall(found):
    assert found(flat_hands, "calf-stretch") == []

    def away(table):
        for side, z in (("R", 16), ("L", -16)):
            hand = {"at": [46.5, 126, z], "fingers": [0, 1, 0], "palm": [1, 0, 0.8]}
            table["keys"]["start"][f"arm{side}"] = {"hand": hand, "pole": [-0.3, -1, 0.5]}

    assert any("on the wall" in item.what for item in found(flat_hands, "calf-stretch", away))


def test_the_back_of_a_hand_may_lie_and_a_strap_may_be_held(found):
    assert found(flat_hands, "static-back") == []
    assert found(flat_hands, "hamstring-stretch-towel") == []
