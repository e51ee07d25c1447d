"""A display list as SVG text."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from backwise.motion.shapes import Arrow, Face, Flat, Form, Line, Outline, Patch, Spine
from backwise.motion.skeleton import load_skeleton
from backwise.motion.svg import FULL, PRINT, THUMB, Style, Writer, curve_of, document, number, path_of

SQUARE = np.array([(0, 0), (10, 0), (10, 10), (0, 10)], float)
INNER = np.array([(2, 2), (8, 2), (8, 8), (2, 8)], float)
WAY = np.array([(0, 0), (4, 3), (9, 1), (14, 8)], float)


def written(*shapes, style: Style = FULL) -> ElementTree.Element:
    """The elements of a picture of these shapes."""
    body = Writer("p-", load_skeleton().colours, style).write(shapes)
    return ElementTree.fromstring(
        document(body, (0, 0, 20, 20), None, "", False).replace(' xmlns="http://www.w3.org/2000/svg"', "")
    )


def coordinates(path: str) -> list[tuple[float, float]]:
    """The corners of a path of straight lines."""
    (x, y), *steps = re.findall(r"(-?[\d.]+)[ ]*(-?[\d.]+)", path)
    found = [(float(x), float(y))]
    for dx, dy in steps:
        found.append((found[-1][0] + float(dx), found[-1][1] + float(dy)))
    return found


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.04, "0"), (0.5, ".5"), (-0.5, "-.5"), (10, "10"), (-3.26, "-3.3"), (100.04, "100")],
)
def test_a_number_is_as_short_as_it_can_be(value: float, text: str) -> None:
    assert number(value) == text


@settings(deadline=None)
@given(arrays(float, st.tuples(st.integers(2, 30), st.just(2)), elements=st.floats(-300, 300)))
def test_a_path_goes_where_its_points_are_to_half_a_tenth(points) -> None:
    found = np.array(coordinates(path_of(points, closed=True)))
    assert np.abs(found - points[-1]).sum(axis=1).min() < 0.11
    for point in points:
        assert np.abs(found - point).max(axis=1).min() <= 0.051


def test_a_path_does_not_stand_still() -> None:
    assert path_of(np.array([(1, 1), (1, 1), (1.01, 1), (2, 1)], float), closed=False).count("l") == 1
    assert coordinates(path_of(np.array([(1, 1), (1.01, 1), (2, 1)], float), closed=False)) == [(1, 1), (2, 1)]


def test_a_curve_starts_and_ends_where_its_points_do() -> None:
    numbers = [float(value) for value in re.findall(r"-?[\d.]+", curve_of(WAY))]
    pieces = np.array(numbers[2:]).reshape(-1, 3, 2)
    assert numbers[:2] == [0, 0]
    assert pieces[:, 2].sum(axis=0).tolist() == [14, 8]


def test_a_form_is_written_once_and_painted_dark_and_light() -> None:
    picture = written(Form("part.0", (SQUARE,), "#7c99a7"))
    assert len(picture.findall(".//path")) == 1
    assert len({use.get("href") for use in picture.findall(".//use")}) == 1
    assert len({use.get("fill") for use in picture.findall(".//use")}) == 2


def test_a_small_picture_has_no_form_shade_and_thicker_ink() -> None:
    small, full = (
        written(Form("part.0", (SQUARE,), "#7c99a7"), style=THUMB),
        written(Form("part.0", (SQUARE,), "#7c99a7")),
    )
    assert not small.findall(".//use")
    width = float(small.find(".//path").get("stroke-width"))
    assert width > float(full.find("./use").get("stroke-width"))


def test_the_ink_lies_under_the_fill() -> None:
    picture = written(Form("part.0", (SQUARE,), "#7c99a7"), Outline("hair.cap", (SQUARE,), "#333333", "#22404A", 1.6))
    inked = [item for item in picture.iter() if item.get("stroke") == "#22404A"]
    assert [item.get("paint-order") for item in inked] == ["stroke", "stroke"]


def test_a_region_is_clipped_to_forms_that_are_there_without_writing_them_again() -> None:
    form = Form("trunk.1", (SQUARE,), "#c6ddd7")
    picture = written(form, Patch("muscle.abs", form.polys, (INNER,), "work"))
    clip = picture.findall(".//clipPath")[1]
    assert [item.tag for item in clip] == ["use"]
    assert clip[0].get("href") in {f"#{path.get('id')}" for path in picture.findall(".//path")}


def test_a_region_on_nothing_that_is_painted_brings_its_own_clip() -> None:
    picture = written(Patch("muscle.abs", (SQUARE,), (INNER,), "work"))
    assert [item.tag for item in picture.find(".//clipPath")] == ["path"]


def test_work_and_stretch_have_their_colours_and_a_white_edge() -> None:
    colours = load_skeleton().colours
    for does in ("work", "stretch"):
        (path,) = written(Patch("muscle.abs", (SQUARE,), (INNER,), does)).findall("./g/path")
        assert path.get("fill") == colours[does].lower()
        assert path.get("stroke") == "#fff"


def test_on_paper_work_has_dots_and_stretch_has_stripes() -> None:
    work, stretch = (written(Patch("m", (SQUARE,), (INNER,), does), style=PRINT) for does in ("work", "stretch"))
    assert [item.tag for item in work.find(".//pattern")] == ["circle", "circle"]
    assert [item.tag for item in stretch.find(".//pattern")] == ["path"]
    assert not written(Patch("m", (SQUARE,), (INNER,), "work")).findall(".//pattern")


def test_an_arrow_has_a_white_edge_under_its_line_and_its_heads() -> None:
    picture = written(Arrow("arrow.0", WAY, (INNER,), 0.5))
    colours = [group.get("stroke") for group in picture.findall("./g/g")]
    assert colours == ["#fff", load_skeleton().colours["arrow"]]
    assert picture.find("./g").get("opacity") == ".5"


def test_the_spine_has_a_dot_at_every_place_but_the_last() -> None:
    *_, dots = written(Spine("spine", WAY)).findall(".//path")
    assert dots.get("d").count("M") == len(WAY) - 1


def test_a_strap_has_ink_under_it_and_a_seam_has_none() -> None:
    strap = written(Line("prop.0.0", WAY, "#8c6bb1", 3.6, edge=1.8))
    assert [use.get("stroke-width") for use in strap.findall(".//use")] == ["5.4", "3.6"]
    assert not written(Line("prop.0.0", WAY, "#a9b7b2", 1.0)).findall(".//use")


def test_what_is_clear_says_so() -> None:
    shapes = (Flat("shadow", (SQUARE,), "#1f3b45", 0.13), Face("prop.0.0", (SQUARE,), "#d5dedf", opacity=0.28))
    assert [path.get("opacity") for path in written(*shapes).findall("./path")] == [".13", ".28"]


def test_a_picture_with_words_is_an_image_and_without_is_decoration() -> None:
    named = ElementTree.fromstring(document("", (0, 0, 9, 9), None, 'Cat & "cow" <1>', False))
    assert (named.get("role"), named.get("aria-label")) == ("img", 'Cat & "cow" <1>')
    assert named.find("{http://www.w3.org/2000/svg}title").text == 'Cat & "cow" <1>'
    silent = ElementTree.fromstring(document("", (0, 0, 9, 9), None, "", False))
    assert (silent.get("aria-hidden"), silent.get("role"), len(silent)) == ("true", None, 0)


def test_a_width_brings_the_height_that_belongs_to_it() -> None:
    picture = ElementTree.fromstring(document("", (0, 0, 180, 90), 240, "", False))
    assert (picture.get("width"), picture.get("height")) == ("240", "120")
