from backwise.library.checks import known_roles
from backwise.library.findings import Finding

RULES = "programmes/personal/rules.toml"


def test_a_misspelt_role_is_found_in_exercises_and_recipes(knowledge):
    knowledge["exercises/bridge/exercise.toml"]["roles"] = {"hip-and-legs": 1}
    recipe = knowledge[RULES]["recipes"]["calm"]
    recipe["slots"][0]["roles"] = ["reliefs"]
    recipe["days_per_week"] = {"aerobics": 7}
    assert knowledge.found_by(known_roles) == [
        Finding(
            "exercises/bridge/exercise.toml",
            "roles",
            "names the role 'hip-and-legs', which does not exist.",
            "Did you mean hip-and-leg?",
        ),
        Finding(
            RULES,
            "recipes.calm.days_per_week",
            "names the role 'aerobics', which does not exist.",
            "Did you mean aerobic?",
        ),
        Finding(
            RULES,
            "recipes.calm.slots[0].roles",
            "names the role 'reliefs', which does not exist.",
            "Did you mean relief?",
        ),
    ]


def test_an_exercise_without_a_role_is_never_chosen_and_found(knowledge):
    knowledge["exercises/bridge/exercise.toml"]["roles"] = {}
    assert knowledge.found_by(known_roles) == [
        Finding(
            "exercises/bridge/exercise.toml",
            "roles",
            "is empty, so nothing ever chooses it.",
            "Give it a role and a rank.",
        )
    ]


def test_ranks_begin_at_one(knowledge):
    knowledge["exercises/bridge/exercise.toml"]["roles"]["hip-and-leg"] = 0
    (finding,) = knowledge.found_by(known_roles)
    assert (finding.key, finding.what) == ("roles.hip-and-leg", "is 0.")


def test_a_role_that_no_exercise_fills_is_found(knowledge):
    for path in list(knowledge.files.tables):
        if path.startswith("exercises/") and path.endswith("/exercise.toml"):
            knowledge[path]["roles"].pop("balance", None)
    found = knowledge.found_by(known_roles)
    assert (
        Finding(
            "exercises", "roles", "leave the role 'balance' to nobody.", "Add an exercise for it, or take the role out."
        )
        in found
    )
