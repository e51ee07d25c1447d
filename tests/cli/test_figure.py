"""`backwise figure`: real pictures in real files; whatever cannot be is one sentence, exit 2, and no file."""

from __future__ import annotations

import json
import os
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest

from backwise.library import load_library
from backwise.library.files import BUILT_IN
from backwise.motion import figure_files
from backwise.motion.motion import load_motion
from backwise.motion.words import describe

SVG = "{http://www.w3.org/2000/svg}svg"


def drawn(run, folder: Path, *options: str, name: str = "picture.svg", exercise: str = "bridge") -> bytes:
    """The content of the file that the command writes."""
    file = folder / name
    result = run("figure", exercise, "-o", str(file), *options)
    assert (result.exit_code, result.stderr, result.stdout) == (0, "", "")
    assert [path.name for path in folder.iterdir()] == [name]
    return file.read_bytes()


def refused(run, folder: Path, *arguments: str) -> str:
    """The one line that it says; nothing is written."""
    before = sorted(path.name for path in folder.iterdir())
    result = run("figure", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sorted(path.name for path in folder.iterdir()) == before
    (line,) = result.stderr.splitlines()
    return line


def test_a_still_is_an_svg_with_its_words(run, tmp_path):
    picture = ElementTree.fromstring(drawn(run, tmp_path))
    words = describe(load_motion("bridge"), load_library().texts).sentence
    assert picture.tag == SVG
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == words


def test_without_a_pose_it_is_the_target(run, tmp_path):
    target = drawn(run, tmp_path)
    assert drawn(run, tmp_path, "--pose", "hold") == target
    assert drawn(run, tmp_path, "--pose", "start") != target


def test_a_png_is_a_png_of_a_thousand_pixels(run, tmp_path):
    picture = drawn(run, tmp_path, name="picture.PNG")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    assert width == 1000
    assert 300 < height < 1000


def test_mirrored_is_the_other_side(run, tmp_path):
    plain, mirror = drawn(run, tmp_path), drawn(run, tmp_path, "--mirror")
    assert b"scale(-1 1)" in mirror
    assert b"scale(-1 1)" not in plain
    assert ElementTree.fromstring(plain).get("viewBox") == ElementTree.fromstring(mirror).get("viewBox")


@pytest.mark.parametrize("look", ["larger", "older", "ponytail"])
def test_every_look_is_another_picture(run, tmp_path, look):
    assert drawn(run, tmp_path, "--look", look) != drawn(run, tmp_path, "--look", "grey-bob")


def test_for_print_work_has_a_pattern(run, tmp_path):
    assert b"<pattern" in drawn(run, tmp_path, "--print")
    assert b"<pattern" not in drawn(run, tmp_path)


def test_a_moving_picture_is_an_svg_that_needs_nothing_else(run, tmp_path):
    content = drawn(run, tmp_path, "--animated")
    picture = ElementTree.fromstring(content)
    assert picture.tag == SVG
    assert any("animate" in element.tag for element in picture.iter())
    for outside in (b"<script", b"http:", b"https:"):
        assert outside not in content.replace(b"http://www.w3.org/2000/svg", b"")


def test_a_moving_page_is_html_that_needs_nothing_else(run, tmp_path):
    page = drawn(run, tmp_path, "--animated", name="bridge.html").decode()
    assert page.lower().startswith("<!doctype html>")
    assert load_library().texts["exercise.bridge.name"] in page
    assert 'src="' not in page
    assert "<link" not in page


def test_a_moving_picture_can_be_mirrored(run, tmp_path):
    for name in ("moving.svg", "moving.html"):
        folder = tmp_path / name.partition(".")[2]
        folder.mkdir()
        plain = drawn(run, folder, "--animated", name=name)
        assert drawn(run, folder, "--animated", "--mirror", name=name) != plain


def test_a_dash_is_standard_output(run, tmp_path):
    result = run("figure", "bridge", "-o", "-")
    assert result.exit_code == 0
    assert result.stdout_bytes == drawn(run, tmp_path)


def test_the_angles_are_json(run, tmp_path):
    printed = run("figure", "bridge", "--angles")
    assert printed.exit_code == 0
    found = json.loads(printed.stdout)
    assert found["exercise"] == "bridge"
    assert list(found["keys"]) == list(load_motion("bridge").keys)
    assert json.loads(drawn(run, tmp_path, "--angles", name="angles.json")) == found


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["brige", "-o", "x.svg"], ["ID", "'brige' is no exercise", "Did you mean bridge?"]),
        (["zzz", "-o", "x.svg"], ["ID", "'zzz' is no exercise", "There are abdominal-brace"]),
        (["bridge", "--pose", "hlod", "-o", "x.svg"], ["--pose", "'hlod' is no key pose", "Did you mean hold?"]),
        (["bridge", "--look", "oldr", "-o", "x.svg"], ["--look", "'oldr' is no look", "Did you mean older?"]),
        (["swimming", "--look", "older", "-o", "x.svg"], ["--look", "older", "in the water", "swimmer-grey"]),
        (["bridge", "--look", "swimmer-grey", "-o", "x.svg"], ["--look", "swimmer-grey", "on land", "older"]),
        (["bridge"], ["-o", "is missing", ".svg or .png", "- for standard output"]),
        (["bridge", "--animated"], ["-o", "is missing", ".svg or .html"]),
        (["bridge", "-o", "x.gif"], ["-o", "x.gif", ".svg or .png"]),
        (["bridge", "-o", "x"], ["-o", "x ", ".svg or .png"]),
        (["bridge", "-o", "x.html"], ["-o", "x.html", "--animated"]),
        (["bridge", "--animated", "-o", "x.png"], ["-o", "x.png", "a still", ".svg or .html"]),
        (["bridge", "--animated", "--pose", "hold", "-o", "x.svg"], ["--pose", "--animated", "Leave it out"]),
        (["bridge", "--animated", "--print", "-o", "x.svg"], ["--print", "--animated"]),
        (["bridge", "--angles", "--mirror"], ["--mirror", "--angles"]),
        (["bridge", "--angles", "--animated"], ["--animated", "--angles"]),
        (["bridge", "--angles", "-o", "x.svg"], ["-o", "x.svg", ".json"]),
        (["bridge", "-o", "nowhere/x.svg"], ["-o", "nowhere/x.svg", "No such file or directory"]),
    ],
)
def test_what_cannot_be_is_one_sentence_that_names_the_option(run, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    line = refused(run, tmp_path, *arguments)
    assert [word for word in words if word not in line] == [], line


def test_two_contradictions_are_two_lines(run):
    result = run("figure", "bridge", "--angles", "--print", "--mirror")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 2


def test_a_folder_is_no_file(run, tmp_path):
    (tmp_path / "a.svg").mkdir()
    assert "a.svg cannot be written" in refused(run, tmp_path, "bridge", "-o", str(tmp_path / "a.svg"))


def test_a_disk_that_fails_leaves_the_old_file_whole_and_nothing_beside_it(run, tmp_path, monkeypatch):
    file = tmp_path / "picture.svg"
    file.write_text("old")

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert "No space left on device" in refused(run, tmp_path, "bridge", "-o", str(file))
    assert file.read_text() == "old"


def test_a_device_is_written_to_and_not_replaced(run, tmp_path):
    pipe = tmp_path / "pipe.svg"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        figure_files.write(str(pipe), b"<svg/>")
        assert os.read(reader, 100) == b"<svg/>"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.fixture
def overlay(tmp_path):
    """A folder with an exercise of somebody's own; `overlay(motion)` writes its motion.toml."""

    def write(motion: str) -> str:
        folder = tmp_path / "own" / "exercises" / "my-bridge"
        folder.mkdir(parents=True)
        for path in (BUILT_IN / "exercises" / "bridge").iterdir():
            text = path.read_text("utf-8")
            if path.name == "exercise.toml":
                # Its place in the ladders belongs to the bridge.
                text = text.split("[[described_in]]")[0] + text[text.index("[review]") :]
            (folder / path.name).write_text(text, "utf-8")
        (folder / "motion.toml").write_text(motion, "utf-8")
        return str(tmp_path / "own")

    return write


def test_a_malformed_motion_is_told_with_file_key_and_mend(run, tmp_path, overlay):
    folder = overlay('look = "oldr"\n[keys.start]\nuse = "supine"\n[keys.hold]\nhed = 3\n')
    result = run("--knowledge", folder, "figure", "my-bridge", "-o", str(tmp_path / "x.svg"))
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert "exercises/my-bridge/motion.toml: keys.hold.hed: is no field of a motion. Did you mean head?" in lines
    assert not (tmp_path / "x.svg").exists()


def test_a_motion_of_ones_own_is_drawn(run, tmp_path, overlay):
    folder = overlay((BUILT_IN / "exercises" / "bridge" / "motion.toml").read_text("utf-8"))
    result = run("--knowledge", folder, "figure", "my-bridge", "-o", str(tmp_path / "x.svg"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert (tmp_path / "x.svg").stat().st_size > 5000
