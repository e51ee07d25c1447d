from backwise.library.checks import caution_forms
from backwise.library.findings import Finding

DISC = "conditions/slipped-disc/condition.toml"


def test_a_form_where_nothing_is_a_caution_is_found(knowledge):
    knowledge[DISC]["forms"]["lying"] = {"kind": "limit"}
    knowledge[DISC]["forms"]["end-range-flexion"] = {"kind": "limit"}
    what, mend = "stands where the verdict is not caution.", "Take the form out, or mend the verdict."
    assert knowledge.found_by(caution_forms) == [
        Finding(DISC, "forms.end-range-flexion", what, mend),
        Finding(DISC, "forms.lying", what, mend),
    ]


def test_held_muscle_work_takes_a_form_where_the_matrix_says_never(knowledge):
    condition = knowledge["conditions/aortic-aneurysm/condition.toml"]
    assert condition["verdicts"]["held-muscle-work"] == "never"
    assert "held-muscle-work" in condition["forms"]
    assert knowledge.found_by(caution_forms) == []


def test_the_kind_of_a_form_and_its_exercises_agree(knowledge):
    forms = knowledge[DISC]["forms"]
    forms["end-range-extension"] = {"kind": "only"}
    forms["nerve-tension"] = {"kind": "limit", "exercises": ["calf-stretch"]}
    knowledge["movements/impact/movement.toml"]["caution"]["minutes"] = 5
    assert knowledge.found_by(caution_forms) == [
        Finding(DISC, "forms.end-range-extension.exercises", "is missing.", "Name the exercises that stay."),
        Finding(
            DISC,
            "forms.nerve-tension.exercises",
            "names exercises, but its kind is 'limit'.",
            'Use the kind "only" or "instead", or take them out.',
        ),
        Finding(
            "movements/impact/movement.toml",
            "caution",
            "has limits, but its kind is 'instead', so that nothing is left to limit.",
            'Use the kind "limit" or "only", or take them out.',
        ),
    ]


def test_what_stays_has_the_tag_and_what_replaces_has_not(knowledge):
    knowledge["movements/end-range-extension/movement.toml"]["caution"]["exercises"] = ["bridge"]
    knowledge["movements/abdominal-curl/movement.toml"]["caution"]["exercises"] = ["partial-curl"]
    assert knowledge.found_by(caution_forms) == [
        Finding(
            "movements/abdominal-curl/movement.toml",
            "caution.exercises",
            "offers partial-curl, which has abdominal-curl too.",
            "Name one without it.",
        ),
        Finding(
            "movements/end-range-extension/movement.toml",
            "caution.exercises",
            "keeps bridge, which has no end-range-extension.",
            "Take it out.",
        ),
    ]
