"""Nothing of the five source documents is lost: every entry that they name stands in `described_in`, as printed."""

from pathlib import Path

import pytest

from backwise.library import load_library

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

# The names that each document prints, in its order (003 is scrambled: its fragments are listed in the exercises' notes).
PRINTED = {
    "000_e6dab6c97a8bb009": [
        "Wall Slide Exercise",
        "Heel Raise Exercise",
        "Glute Bridge Exercise",
        "Trunk Rotation Exercise",
        "第5式 雙膝靠胸運動",
        "第6式 單膝平舉運動",
        "第7式 貓背運動",
        "第8式 脊椎穩定運動",
    ],
    "001_cb0ca2221b9359c1": [
        "Ankle Pumps",
        "Heel Slides",
        "Abdominal Contraction",
        "Wall Squat",
        "Heel Raises",
        "Straight Leg Raises",
        "Single Knee to Chest Stretch",
        "Hamstring Stretch",
        "Hip Flexor Stretch",
        "Piriformis Stretch",
    ],
    "002_1759c179a209e665": [
        "Stretching the front thigh muscles",
        "Stretching the hip muscles",
        "Stretching the lower back muscles",
        "Stretching the muscles under the knee joint",
        "Reducing lower back arching and exercising the abdominal and hip muscles",
        "Stretching the back muscles in a seated position",
        "Stretching the back thigh and calf muscles",
        "Stretching the side torso muscles",
        "Stretching the calf muscles",
        "Exercising the abdominal muscles",
        "Exercising the back muscles",
        "Exercising the torso and hip muscles",
    ],
    "004_7e0f8c562ced92eb": ["Back Extension", "Cat Stretch", "Hip Rolls", "Core Exercise"],
}


def described() -> list[tuple[str, str, str, str]]:
    """(exercise, document, name, local name) of every description."""
    exercises = load_library().exercises.values()
    return [
        (item.id, entry.document, entry.name, entry.name_local or "")
        for item in exercises
        for entry in item.described_in
    ]


@pytest.mark.parametrize(
    ("document", "name"), [(document, name) for document, names in PRINTED.items() for name in names]
)
def test_every_printed_entry_is_kept_under_its_own_name(document, name):
    assert [item for item in described() if item[1] == document and name in (item[2], item[3])]


def test_there_are_forty_exercises_or_more():
    assert len(load_library().exercises) >= 40


def test_every_name_is_printed_in_its_document():
    if not SEEDS.is_dir():
        pytest.skip("the source documents are not beside this checkout")
    texts = {path.stem: " ".join(path.read_text().split()) for path in SEEDS.glob("*.txt")}
    invented = [
        item for item in described() if not any(" ".join(name.split()) in texts[item[1]] for name in item[2:] if name)
    ]
    assert invented == []


def test_the_fragments_of_the_scrambled_page_are_kept():
    exercises = {item[0] for item in described() if item[1] == "003_7e64edbead914058"}
    assert exercises >= {
        "wall-squat",
        "partial-curl",
        "quadruped-leg-extension",
        "bridge",
        "heel-slide",
        "hamstring-stretch-towel",
        "press-up-on-elbows",
        "pelvic-tilt",
        "static-back",
        "single-knee-to-chest",
    }


def test_the_hospitals_dose_is_kept_as_printed():
    bridge = load_library().exercises["bridge"]
    entry = next(item for item in bridge.described_in if item.source == "eda-hospital")
    assert (entry.hold_seconds, entry.repetitions, entry.times_per_day, entry.level) == (
        (5, 10),
        (10, 10),
        (4, 4),
        None,
    )


def test_the_heel_raise_that_is_a_knee_extension_is_noted_and_not_mended():
    extension = load_library().exercises["seated-knee-extension"]
    assert any(item.name == "Heel Raise Exercise" for item in extension.described_in)
    assert any("Heel Raise" in note for note in extension.notes)
    heel_raise = load_library().exercises["heel-raise"]
    assert not any(item.document.startswith("000") for item in heel_raise.described_in)
