"""The exhaustive check: a fixed sample of it holds, and each of its laws fails when the knowledge or the engine is broken."""

from dataclasses import replace
from random import Random

import pytest

from backwise.care.verify import Report, Violation, cases, programme_laws, programmes, run, screens
from backwise.care.verify import bars as part_bars
from backwise.care.verify.counter_example import smallest
from backwise.care.verify.report import Findings
from backwise.care.verify.run import Draw, Workers, _bars
from backwise.care.verify.second_reading import only_worse
from backwise.engine.conditions import AnyOf
from backwise.engine.model import Dose, Level, Limits, Verdict
from backwise.engine.prescribe import prescribe
from backwise.engine.safety import screen
from backwise.library import load_library

LIBRARY = load_library()


def changed(kind, key, **fields):
    """The library with one thing changed."""
    things = dict(getattr(LIBRARY, kind))
    return replace(LIBRARY, **{kind: {**things, key: replace(things[key], **fields)}})


def broken_in_bars(library, *conditions):
    """Every broken law of part 1 for these conditions, by (law, subject)."""
    findings = Findings(part_bars.PART)
    part_bars.check_conditions(conditions, library, findings)
    return findings.broken


def broken_in_programmes(library, *conditions):
    findings = Findings(programmes.PART)
    answers = next(iter(programmes.people_of(conditions, library, findings).values()))
    programmes.check_person(answers, library, findings)
    for wishes in programmes.wishes_of_all([answers], library):
        programmes.check_wishes(wishes, library, findings)
    return findings.broken


def broken_in_screens(library, *answers):
    findings = Findings(screens.PART)
    screens.check(answers, library, findings)
    return findings.broken


@pytest.fixture(autouse=True)
def nothing_remembered_from_a_broken_engine():
    yield
    cases.outcome.cache_clear()
    screens.outcome.cache_clear()


TOLD: list[tuple[str, int, int]] = []


@pytest.fixture(scope="module")
def sample() -> Report:
    return run(LIBRARY, sample=12, seed=20261121, progress=lambda *told: TOLD.append(told))


def test_a_fixed_sample_breaks_no_law(sample):
    assert sample.violations == ()
    assert sample.ok


def test_the_counts_of_every_part_say_what_was_looked_at(sample):
    sets = 1 + len(cases.choosable(LIBRARY)) + 12
    assert sample.counts["bars"]["sets of conditions"] == sets
    assert sample.counts["bars"]["combinations of conditions and abilities"] == sets * 64 * 2
    assert sample.counts["bars"]["with every set of equipment"] == sets * 64 * 2 * 8
    assert sample.counts["programmes"]["programmes"] > 1000
    assert sample.counts["programmes"]["people who are locked, left out here"] > 0
    assert sample.counts["screens"]["single answers"] == len(screens.items(LIBRARY)) * 4 + 12
    for level in Level:
        assert sample.counts["screens"][f"came out as {level}"] > 0


def test_progress_is_told_for_every_part(sample):
    assert {part for part, _, _ in TOLD} == {"bars", "programmes", "screens"}
    assert [done for part, done, _ in TOLD if part == "screens"] == list(range(1, TOLD[-1][2] + 1))


def test_the_same_seed_draws_the_same_sample_in_order():
    first, second, third = (Draw(5, Random(seed)).some(range(1000)) for seed in (3, 3, 4))
    assert first == second == sorted(first)
    assert first != third
    assert Draw(None, Random(3)).some("abc") == ["a", "b", "c"]


def test_two_processes_find_what_one_finds():
    tasks = [(names,) for names in cases.condition_sets(LIBRARY)[:3]]
    library = changed("exercises", "seated-heel-tap", roles={"hip-and-leg": 10})
    with Workers(library, 1) as alone, Workers(library, 2) as both:
        assert list(both.each(_bars, tasks)) == list(alone.each(_bars, tasks))


def test_every_ability_set_and_every_equipment_set_is_there():
    assert len(set(cases.ability_sets())) == 2**6
    assert len(set(cases.equipment_sets())) == 2**3


def test_a_removed_verdict_line_is_found_by_the_condition_alone():
    lines = dict(LIBRARY.conditions["slipped-disc"].verdicts)
    del lines["end-range-flexion"]
    library = changed("conditions", "slipped-disc", verdicts=lines)
    broken = broken_in_bars(library, "slipped-disc", "glaucoma-or-vertigo")
    found = broken[part_bars.ALLOWED_WRONGLY, "single-knee-to-chest"]
    assert found.example == {"conditions": ("slipped-disc",)}


def test_a_removed_tag_is_found_by_the_two_abilities_that_it_needs():
    movements = tuple(tag for tag in LIBRARY.exercises["clam"].movements if tag != "lying")
    broken = broken_in_bars(changed("exercises", "clam", movements=movements), "knee-arthritis")
    found = broken[part_bars.ALLOWED_WRONGLY, "clam"]
    assert found.example == {"cannot": ("lie-on-back", "lie-on-front")}


def test_a_hold_without_its_tag_is_found_by_its_limits():
    movements = tuple(tag for tag in LIBRARY.exercises["bridge"].movements if tag != "held-muscle-work")
    broken = broken_in_bars(changed("exercises", "bridge", movements=movements), "acute-back-pain")
    assert broken[part_bars.LIMITS_WRONG, "bridge"].example == {"conditions": ("acute-back-pain",)}


def test_a_place_that_nothing_can_fill_is_found():
    library = changed("exercises", "seated-heel-tap", roles={"hip-and-leg": 10})
    broken = broken_in_bars(library)
    assert broken[part_bars.ROLE_EMPTY, "aerobic"].example == {"cannot": ("stand-and-walk",), "stage": "calm"}


def test_what_a_document_tells_to_avoid_must_not_stand_as_it_is():
    described = LIBRARY.exercises["bridge"].described_in
    described = (*described, replace(described[0], avoid="curved-spine"))
    broken = broken_in_bars(changed("exercises", "bridge", described_in=described), "curved-spine")
    assert broken[part_bars.AVOID_IGNORED, "bridge"].example == {"conditions": ("curved-spine",)}


def test_bars_that_forget_when_conditions_meet_are_found(monkeypatch):
    def forgetful(present, library):
        names = {item.row.condition.id for item in present}
        both = {"sciatica", "osteoporosis"} <= names
        return true_bars(tuple(item for item in present if not both or item.row.condition.id == "everyone"), library)

    true_bars = cases.bars_of
    monkeypatch.setattr(cases, "bars_of", forgetful)
    broken = broken_in_bars(LIBRARY, "sciatica", "osteoporosis")
    pair = {"conditions": ("sciatica", "osteoporosis")}
    assert broken[part_bars.ALLOWED_WRONGLY, "partial-curl"].example == pair
    assert broken[part_bars.MORE_ALLOWED, "partial-curl"].example == pair
    assert broken[part_bars.LIMIT_RAISED, "hamstring-stretch"].example == pair


def test_bars_that_lose_limits_words_or_substitutes_are_found(monkeypatch):
    def sloppy(present, library):
        bars = true_bars(present, library)
        for key, standing in bars.standings.items():
            if key == "bridge" and standing.allowed:
                bars.standings[key] = replace(standing, limits=Limits())
            elif key == "pelvic-tilt" and standing.allowed:
                bars.standings[key] = replace(standing, instructions=())
            elif key == "partial-curl" and standing.substitute:
                bars.standings[key] = replace(standing, substitute="double-knee-to-chest")
            elif key == "press-up" and standing.substitute:
                bars.standings[key] = replace(standing, substitute=None, verdict=Verdict.NEVER)
            elif key == "walking":
                bars.standings[key] = replace(standing, verdict=Verdict.NEVER)
        return bars

    true_bars = cases.bars_of
    monkeypatch.setattr(cases, "bars_of", sloppy)
    assert set(broken_in_bars(LIBRARY, "acute-back-pain")) >= {
        (part_bars.LIMITS_WRONG, "bridge"),
        (part_bars.WORDS_MISSING, "pelvic-tilt"),
        (part_bars.SUBSTITUTE_BARRED, "partial-curl"),
        (part_bars.SUBSTITUTE_MISSED, "press-up"),
        (part_bars.BARRED_WRONGLY, "walking"),
    }


def test_a_bar_without_a_reason_is_found(monkeypatch):
    monkeypatch.setattr(part_bars, "reasons", lambda exercise, bars, library: ())
    assert (part_bars.NO_REASON, "partial-curl") in broken_in_bars(LIBRARY, "slipped-disc")


def test_a_programme_that_cannot_be_full_is_found():
    library = changed("exercises", "seated-heel-tap", roles={"hip-and-leg": 10})
    findings = Findings(programmes.PART)
    answers = {**programmes.baseline(library), "can-stand-and-walk": False}
    programmes.check_wishes(answers, library, findings)
    found = findings.broken[programme_laws.NOT_FULL, "restore without aerobic"]
    assert found.example == {"can-stand-and-walk": False, "programme": "personal", "stage": "restore"}


def test_a_printed_dose_above_a_limit_or_the_ceiling_is_found(monkeypatch):
    def heavy(cleared, library, programme, bars=None):
        made = true_printed(cleared, library, programme, bars)
        return replace(made, entries=tuple(replace(entry, dose=Dose(9, 99, 99)) for entry in made.entries))

    true_printed = programme_laws.prescribe_printed
    monkeypatch.setattr(programme_laws, "prescribe_printed", heavy)
    laws = {law for law, _ in broken_in_programmes(LIBRARY, "acute-back-pain")}
    assert laws == {programme_laws.ABOVE_LIMIT, programme_laws.ABOVE_CEILING}


def spoilt(cleared, library, stage=None, bars=None):
    """A programme with one of everything that must not be."""
    made = prescribe(cleared, library, stage, bars)
    first = made.entries[0]
    wrong = [replace(first, exercise=key, role="stretch") for key in ("single-knee-to-chest", "cycling")]
    heavy = replace(made.entries[1], dose=Dose(9, 9, 9), why=())
    return replace(made, entries=(first, first, *wrong, heavy, *made.entries[1:]), minutes=99, left_out=())


def test_every_law_about_what_stands_in_a_programme_can_fail(monkeypatch):
    monkeypatch.setattr(programme_laws, "prescribe", spoilt)
    broken = broken_in_programmes(LIBRARY, "slipped-disc")
    assert {law for law, _ in broken} >= {
        programme_laws.BARRED,
        programme_laws.ABOVE_START,
        programme_laws.TOO_MANY,
        programme_laws.TWICE,
        programme_laws.TOO_LONG,
        programme_laws.NOT_OWNED,
        programme_laws.NOT_ITS_ROLE,
        programme_laws.NO_WHY,
        programme_laws.LEFT_OUT_SILENTLY,
        programme_laws.AGAINST_PATTERN,
    }
    assert broken[programme_laws.BARRED, "single-knee-to-chest"].example["slipped-disc"] is True


@pytest.mark.parametrize(("kept", "law"), [(0, programme_laws.EMPTY), (2, programme_laws.TOO_FEW)])
def test_a_programme_that_is_too_small_is_found(monkeypatch, kept, law):
    def small(cleared, library, stage=None, bars=None):
        made = prescribe(cleared, library, stage, bars)
        return replace(made, entries=made.entries[:kept], minutes=1)

    monkeypatch.setattr(programme_laws, "prescribe", small)
    assert law in {law for law, _ in broken_in_programmes(LIBRARY)}


def test_balance_work_that_is_due_and_missing_is_found():
    rules = LIBRARY.personal
    maintain = replace(rules.recipes["maintain"], most=4)
    library = replace(LIBRARY, personal=replace(rules, recipes={**rules.recipes, "maintain": maintain}))
    found = broken_in_programmes(library)[programme_laws.NO_BALANCE, "maintain"]
    assert set(found.example) == {"birth-year", "minutes-a-day", "programme", "stage"}


def without_part(flag, fact):
    """The library in which a rule that needs any of its parts no longer reads one fact."""
    rule = LIBRARY.red_flags[flag]
    assert isinstance(rule.when, AnyOf)
    return changed("red_flags", flag, when=AnyOf(tuple(part for part in rule.when.parts if fact not in part.facts())))


@pytest.mark.parametrize("fact", screens.CAUDA_EQUINA)
def test_a_cauda_equina_sign_that_drops_out_of_its_rule_is_found_by_that_answer_alone(fact):
    library = without_part("cauda-equina-new", fact)
    broken = broken_in_screens(library, ("leg-pain-below-knee", True), (fact, "new"))
    assert broken[screens.NOT_EMERGENCY, fact].example == {fact: "new"}


def test_an_ability_whose_silence_no_longer_bars_is_found():
    library = changed("conditions", "cannot-kneel", unknown_counts=False)
    broken = broken_in_screens(library, ("can-kneel", None), ("curved-spine", True))
    assert broken[screens.CONDITION_MISSED, "cannot-kneel"].example == {"can-kneel": "not answered"}


def lenient(facts, clearances, library, today, screened_on=None):
    """A screen that takes whatever is not a plain yes for a no."""
    values = {fact: False if value == "unsure" else value for fact, value in facts.values.items()}
    plain = {fact: value for fact, value in screens.baseline(library).items() if fact not in values}
    return screen(replace(facts, values={**plain, **values}), clearances, library, today, screened_on)


@pytest.mark.parametrize(
    ("answer", "law", "flag"),
    [
        (("fever-or-very-ill", None), screens.CLEARED_IN_DANGER, "fever"),
        (("fever-or-very-ill", "unsure"), screens.UNSURE_TOO_MILD, "fever"),
        (("lost-height", "unsure"), screens.NOT_RESTRICTED, "height-loss"),
        (("pregnant", None), screens.NOT_ASKED, "pregnant"),
    ],
)
def test_a_screen_that_takes_silence_for_a_no_is_found(monkeypatch, answer, law, flag):
    monkeypatch.setattr("backwise.care.verify.people.screen", lenient)
    broken = broken_in_screens(LIBRARY, answer, ("hernia", True))
    shown = "not answered" if answer[1] is None else answer[1]
    assert broken[law, flag].example == {answer[0]: shown}


def test_a_screen_that_turns_milder_after_a_worse_answer_is_found(monkeypatch):
    def forgetful(facts, clearances, library, today, screened_on=None):
        forgets = facts.values.get("leg-pain-below-knee") is True
        values = {**facts.values, **({"fever-or-very-ill": False, "slipped-disc": False} if forgets else {})}
        return screen(replace(facts, values=values), clearances, library, today, screened_on)

    monkeypatch.setattr("backwise.care.verify.people.screen", forgetful)
    broken = broken_in_screens(LIBRARY, ("fever-or-very-ill", True), ("leg-pain-below-knee", True))
    both = {"fever-or-very-ill": True, "leg-pain-below-knee": True}
    assert broken[screens.LEVEL_TOO_MILD, "fever"].example == both
    assert broken[screens.LEVEL_FELL, "leg-pain-below-knee"].example == both
    assert any(law == screens.MORE_ALLOWED for law, _ in broken)


def test_unsure_beside_a_missing_answer_must_not_be_milder_than_unsure_alone(monkeypatch):
    monkeypatch.setattr("backwise.engine.safety.at_best", lambda node, answers: False)
    broken = broken_in_screens(LIBRARY, ("ces-leaking-urine", "unsure"), ("ces-bowel-leaking", None))
    assert (screens.LEVEL_FELL, "ces-bowel-leaking") in broken
    assert (screens.UNSURE_TOO_MILD, "cauda-equina-new") in broken


def test_only_worse_knows_which_way_an_answer_pushes():
    assert only_worse("fever-or-very-ill", False, True, LIBRARY)
    assert only_worse("fever-or-very-ill", False, "unsure", LIBRARY)
    assert only_worse("fever-or-very-ill", False, None, LIBRARY)
    assert not only_worse("fever-or-very-ill", True, False, LIBRARY)
    assert only_worse("ces-leaking-urine", "no", "old", LIBRARY)
    assert only_worse("can-kneel", True, False, LIBRARY)
    assert not only_worse("both-legs-seen", False, True, LIBRARY)
    assert not only_worse("sex", "female", "male", LIBRARY)
    assert not only_worse("pain-duration", "over-a-year", "under-2-weeks", LIBRARY)


def test_the_smallest_example_keeps_only_what_is_needed():
    assert smallest("abcdef", lambda some: {"b", "e"} <= set(some)) == ("b", "e")
    assert smallest("abc", lambda some: True) == ()


def test_a_violation_is_one_readable_line():
    found = Violation("bars", "a law", "bird-dog", {"conditions": ("sciatica", "osteoporosis"), "level": "restricted"})
    assert str(found) == "bars: a law: bird-dog (conditions = sciatica, osteoporosis, level = restricted)"
    assert str(Violation("bars", "a law", "cat", {})) == "bars: a law: cat (the plain baseline)"


def test_of_several_examples_the_smallest_is_reported():
    findings = Findings("bars")
    for conditions in (("a", "b"), ("a",), ("a", "c")):
        findings.break_law("a law", "cat", {"conditions": conditions})
    assert [found.example for found in findings.broken.values()] == [{"conditions": ("a",)}]
    assert findings.counts["violations"] == 3
