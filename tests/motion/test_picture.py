"""Stills of every exercise: whole, harmless, small, framed alike."""

from __future__ import annotations

import re
from gzip import compress
from itertools import combinations
from xml.etree import ElementTree

import numpy as np
import pytest

from backwise.motion.colours import mix
from backwise.motion.figure import Figure
from backwise.motion.motion import Motion, UnknownName, load_motion
from backwise.motion.picture import Options, camera_of, shapes_at, still, view_of
from backwise.motion.png import png
from backwise.motion.shapes import Arrow, Patch, Shape, reached
from backwise.motion.skeleton import load_skeleton
from backwise.motion.svg import PRINT
from tests.motion.exercises import EXERCISES

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "g", "defs", "path", "use", "circle", "clipPath", "pattern"}
# Compressed, in KB.
BUDGETS = {"full": 12, "print": 12, "thumb": 4}
LOOKS = sorted(load_skeleton().looks)


def shown(motion: Motion, style: str = "full", **more: object) -> list[str]:
    return [still(motion, key, Options(style=style, **more)) for key in motion.description.show]


def parsed(svg: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter())


def drawn(motion: Motion, key: str, muscles: float = 1, arrows: float = 1) -> list[Shape]:
    return shapes_at(motion, motion.pose(key), camera_of(motion), muscles, arrows)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_still_is_whole_and_harmless(exercise: str) -> None:
    for style in BUDGETS:
        for svg in shown(load_motion(exercise), style):
            elements = parsed(svg)
            assert {item.tag.removeprefix(SVG) for item in elements} <= ELEMENTS
            assert not any("style" in item.attrib or "class" in item.attrib for item in elements)
            names = {item.get("id") for item in elements}
            links = [item.get("href", "#") for item in elements] + re.findall(r"url\(([^)]*)\)", svg)
            assert all(link.startswith("#") and (link == "#" or link[1:] in names) for link in links)
            assert "nan" not in svg
            assert "inf" not in svg


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("style", BUDGETS)
def test_a_still_is_small(exercise: str, style: str) -> None:
    motion = load_motion(exercise)
    sizes = {key: len(compress(still(motion, key, Options(style=style)).encode(), mtime=0)) for key in motion.keys}
    assert max(sizes.values()) <= BUDGETS[style] * 1024, sizes


def test_pictures_that_differ_share_no_id() -> None:
    motion, other = load_motion("bridge"), load_motion("bridge", "larger")
    pictures = [
        *(svg for style in BUDGETS for svg in shown(motion, style)),
        *shown(motion, mirror=True),
        *shown(other),
        *shown(load_motion("single-leg-bridge")),
        still(motion, "start", Options(muscles=1.0)),
    ]
    ids = [[item.get("id") for item in parsed(svg) if item.get("id")] for svg in pictures]
    assert all(len(names) == len(set(names)) for names in ids)
    assert not any(set(one) & set(two) for one, two in combinations(ids, 2))


def test_the_same_picture_is_the_same_text() -> None:
    motion = load_motion("cat")
    assert shown(motion) == shown(motion)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_part_of_the_body_is_painted_once(exercise: str) -> None:
    motion = load_motion(exercise)
    for key in motion.keys:
        names = [shape.name for shape in drawn(motion, key)]
        assert len(names) == len(set(names))
        assert {name.rsplit(".", 1)[0] for name in names} >= set(motion.skeleton.parts)
        assert "hair.cap" in names


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_is_painted_in_its_own_colours(look: str) -> None:
    exercise = "water-walking" if load_skeleton().looks[look].water else "side-stretch"
    motion = load_motion(exercise, look)
    fills = {getattr(shape, "fill", "") for shape in drawn(motion, motion.keys[0])}
    assert {motion.look.skin, motion.look.shirt, motion.look.trousers, motion.look.hair} <= fills


def test_clothes_of_one_colour_are_one_outline() -> None:
    names = {shape.name for shape in drawn(load_motion("water-walking"), "right")}
    assert "shank_R.0" in names
    assert not {"shank_R.1", "shank_R.2"} & names


def test_a_limb_on_the_far_side_is_tinted_and_one_on_the_near_side_is_not() -> None:
    motion = load_motion("bridge")
    fills = {shape.name: shape.fill for shape in drawn(motion, "start") if shape.name.startswith("thigh_")}
    assert fills["thigh_R.0"] == motion.look.trousers
    assert fills["thigh_L.0"] == mix(motion.look.trousers, motion.skeleton.colours["far"], 0.2)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_muscles_and_arrows_are_in_the_target_not_in_the_start(exercise: str) -> None:
    motion = load_motion(exercise)
    first, target = shown(motion)
    at_start = bool(motion.description.muscles) and motion.description.muscles_at_start
    colours = [motion.skeleton.colours[does].lower() for _, does in motion.description.muscles]
    assert all((f'fill="{colour}"' in first) == at_start for colour in colours)
    assert all(f'fill="{colour}"' in target for colour in colours)
    arrow = f'stroke="{motion.skeleton.colours["arrow"]}"'
    assert arrow not in first
    assert (arrow in target) == bool(motion.description.arrows)


def test_muscles_and_arrows_can_be_asked_for() -> None:
    motion = load_motion("bridge")
    plain = still(motion, "hold", Options(muscles=0.0, arrow=False))
    marked = still(motion, "start", Options(muscles=0.5, arrow=True))
    colours = motion.skeleton.colours
    assert colours["work"].lower() not in plain
    assert colours["arrow"] not in plain
    assert f'fill="{colours["work"].lower()}"' in marked
    assert 'opacity=".5"' in marked
    assert colours["arrow"] in marked


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_picture_of_an_exercise_has_the_same_frame_and_all_of_it_is_inside(exercise: str) -> None:
    motion = load_motion(exercise)
    frames = {parsed(still(motion, key))[0].get("viewBox") for key in motion.keys}
    assert len(frames) == 1
    x, y, width, height = view_of(motion)
    halves = [motion.between(first, second, 0.5) for first, second in motion.pairs]
    for pose in (*motion.poses.values(), *halves):
        shapes = shapes_at(motion, pose, camera_of(motion), 0, 1)
        points = np.concatenate([points for shape in shapes for points in reached(shape)])
        assert points[:, 1].min() >= y + 3
        assert points[:, 1].max() <= y + height - 3
        if not motion.description.focus:
            assert points[:, 0].min() >= x + 3
            assert points[:, 0].max() <= x + width - 3


def test_a_focus_crops_the_sides() -> None:
    motion = load_motion("ankle-pump")
    left, right = motion.description.focus
    x, _, width, _ = view_of(motion)
    assert left <= x < x + width <= right


def test_the_other_side_is_the_picture_turned_over_in_its_own_frame() -> None:
    motion = load_motion("bird-dog")
    plain, other = (still(motion, "hold", Options(mirror=mirror)) for mirror in (False, True))
    assert parsed(plain)[0].get("viewBox") == parsed(other)[0].get("viewBox")
    x, _, width, _ = (float(value) for value in parsed(plain)[0].get("viewBox").split())
    (turned,) = ElementTree.fromstring(other)
    shift = float(re.fullmatch(r"translate\((.*)\) scale\(-1 1\)", turned.get("transform"))[1])
    assert shift == pytest.approx(2 * x + width, abs=0.11)
    assert without_ids(plain).count("<path") == without_ids(other).count("<path")
    assert without_ids(plain)[-2000:] == without_ids(other).replace("</g></svg>", "</svg>")[-2000:]


def without_ids(svg: str) -> str:
    return re.sub(r"f[0-9a-f]+-", "", svg)


@pytest.mark.parametrize("does", ["work", "stretch"])
def test_on_paper_a_region_stands_out_from_clothes_without_colour(does: str) -> None:
    skeleton = load_skeleton()
    region = lightness(mix(skeleton.colours[does], "#000000", PRINT.dark))
    assert 1.05 / (region + 0.05) > 4.5
    for look in skeleton.looks.values():
        if not look.water:
            assert (lightness(look.shirt) + 0.05) / (region + 0.05) > 3
            assert (lightness(look.trousers) + 0.05) / (region + 0.05) > 1.9


def lightness(colour: str) -> float:
    """Relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_region_is_clipped_to_what_it_lies_on() -> None:
    motion = load_motion("bridge")
    shapes = drawn(motion, "hold")
    patches = [shape for shape in shapes if isinstance(shape, Patch)]
    forms = {id(poly) for shape in shapes if shape.name.startswith(("thigh_", "trunk.")) for poly in shape.polys}
    assert patches
    assert all(any(id(poly) in forms for poly in patch.clip) for patch in patches)


def test_an_arrow_keeps_its_way_when_the_figure_is_turned() -> None:
    motion = load_motion("seated-pelvic-tilt")
    authored = [shape.points for shape in drawn(motion, "hold") if isinstance(shape, Arrow)]
    assert all(np.linalg.norm(np.diff(points, axis=0), axis=1).sum() > 8 for points in authored)


def test_a_bigger_body_fills_more_of_the_picture() -> None:
    areas = []
    for look in ("grey-bob", "larger"):
        motion = load_motion("side-stretch", look)
        figure = Figure(motion.pose("start"), motion.skeleton, motion.look, camera_of(motion))
        areas.append(float(np.ptp(figure.hulls([("waist", "ribs")])[0][:, 0])))
    assert areas[1] > areas[0] + 5


def test_an_unknown_key_pose_is_a_sentence() -> None:
    with pytest.raises(UnknownName, match="'middle' is no key pose"):
        still(load_motion("bridge"), "middle")


def test_a_png_is_as_wide_as_asked_for() -> None:
    data = png(still(load_motion("bridge"), "hold"), 120, "#ffffff")
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20], "big") == 120
