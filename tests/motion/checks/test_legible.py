from backwise.motion.checks import legible


def test_a_picture_that_is_too_wide_is_found(found, lying):
    assert [item for item in found.made(legible, lying) if "arrow" not in item.what] == []
    lying["props"] = [{"type": "mat", "x": [-400, 400]}]
    what = " ".join(item.what for item in found.made(legible, lying))
    assert "the outline is 0.2" in what
    assert "the head is" in what
    assert "the body covers" in what


def test_a_movement_that_cannot_be_seen_is_found(found, lying):
    """A thumb turns: something goes far enough, but at 120 pixels nothing shows."""
    lying["keys"]["start"] |= {"armR": {"flex": 20, "abd": 40, "elbow": 10, "free": True}}
    lying["keys"]["hold"] |= {"armR": {"flex": 20, "abd": 40, "elbow": 28, "free": True}}
    items = found.made(legible, lying)
    assert any("pixels change between start and target" in item.what for item in items)


def test_an_arrow_over_the_head_or_too_short_is_found(found):
    assert found(legible, "bridge") == []

    def over_the_head(table):
        table["arrow"] = [{"at": "crown", "by": [6, 0], "direction": [1, 0], "length": 14}]

    assert [item.what for item in found(legible, "bridge", over_the_head)] == ["arrow[0] lies over the head."]

    def short(table):
        table["arrow"] = [{"at": "belly", "by": [0, 20], "direction": [0, 1], "length": 5}]

    (item,) = found(legible, "bridge", short)
    assert item.what.startswith("arrow[0] is 3 pixels long")


def test_what_hardly_moves_need_not_change(found):
    assert found(legible, "seated-abdominal-brace") == []
