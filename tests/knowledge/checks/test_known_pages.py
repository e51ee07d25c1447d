from backwise.library.checks import known_pages
from backwise.library.findings import Finding


def test_a_page_or_row_that_does_not_exist_is_found(knowledge):
    knowledge["facts/can-kneel/fact.toml"]["asked"]["page"] = "abilitys"
    knowledge["facts/dialysis/fact.toml"]["asked"]["row"] = "diabets"
    assert knowledge.found_by(known_pages) == [
        Finding(
            "facts/can-kneel/fact.toml",
            "asked.page",
            "names the page 'abilitys', which does not exist.",
            "Did you mean abilities?",
        ),
        Finding(
            "facts/dialysis/fact.toml",
            "asked.row",
            "names the row of the page told 'diabets', which does not exist.",
            "Did you mean diabetes?",
        ),
    ]


def test_a_question_of_its_own_shares_no_row(knowledge):
    knowledge["facts/dialysis/fact.toml"]["asked"]["as"] = "question"
    assert knowledge.found_by(known_pages) == [
        Finding("facts/dialysis/fact.toml", "asked.row", "shares a row, but is no row.", 'Make `as` "row".')
    ]


def test_two_questions_at_the_same_place_are_found(knowledge):
    first = knowledge["facts/can-kneel/fact.toml"]["asked"]["order"]
    knowledge["facts/can-reach-floor/fact.toml"]["asked"]["order"] = first
    (finding,) = knowledge.found_by(known_pages)
    assert finding == Finding(
        "facts/can-reach-floor/fact.toml",
        "asked.order",
        f"is {first}, as for can-kneel on the page abilities.",
        "Give each question a place of its own.",
    )


def test_a_page_that_asks_nothing_and_a_row_without_a_question_are_found(knowledge):
    del knowledge["facts/birth-year/fact.toml"]["asked"]
    del knowledge["facts/sex/fact.toml"]["asked"]
    knowledge["pages/told/page.toml"]["rows"].append({"id": "teeth", "order": 300})
    found = knowledge.found_by(known_pages)
    assert Finding("pages/you/page.toml", "-", "asks nothing.", "Put a question on it, or take it out.") in found
    assert Finding("pages/told/page.toml", "rows", "has the row 'teeth' without a question.", "Take it out.") in found


def test_two_pages_with_the_same_place_are_found(knowledge):
    knowledge["pages/bowel/page.toml"]["order"] = knowledge["pages/bladder/page.toml"]["order"]
    assert [(item.key, item.what) for item in knowledge.found_by(known_pages)] == [
        ("order", "is 20, as on the page bladder.")
    ]


def test_a_question_depends_only_on_what_was_asked_before(knowledge):
    knowledge["facts/ces-leaking-urine/fact.toml"]["applies_when"] = {"fact": "hernia", "is": True}
    knowledge["facts/hernia/fact.toml"]["applies_when"] = {"fact": "session-fever", "is": True}
    knowledge["facts/vomiting/fact.toml"]["applies_when"] = {"any": []}
    assert knowledge.found_by(known_pages) == [
        Finding(
            "facts/ces-leaking-urine/fact.toml",
            "applies_when",
            "reads hernia, which is not asked before.",
            "Move it to a page before bladder.",
        ),
        Finding(
            "facts/hernia/fact.toml",
            "applies_when",
            "reads session-fever, which no page asks.",
            "Ask it on a page.",
        ),
        Finding(
            "facts/vomiting/fact.toml",
            "applies_when",
            "never holds.",
            "Nobody is ever asked: mend it or take it out.",
        ),
    ]
