"""The laws of three-valued rules: Kleene's logic, and what each of the five interpreters promises."""

from hypothesis import given
from hypothesis import strategies as st

from backwise.engine.conditions import ALWAYS, NEVER, All, AnyOf, CountAtLeast, Not, at_best
from tests.laws.strategies import NAMES, UNSURE, little_answers, rules, rules_with_known

parts = st.lists(rules_with_known, max_size=4).map(tuple)


def opposite(truth):
    return not truth if isinstance(truth, bool) else truth


def known(truth):
    """True, False or None: which facts are missing is not compared."""
    return truth if isinstance(truth, bool) else None


@given(parts, little_answers)
def test_not_all_is_any_not(some, answers):
    turned = AnyOf(tuple(Not(part) for part in some))
    assert Not(All(some)).evaluate(answers) == turned.evaluate(answers)


@given(parts, little_answers)
def test_not_any_is_all_not(some, answers):
    turned = All(tuple(Not(part) for part in some))
    assert Not(AnyOf(some)).evaluate(answers) == turned.evaluate(answers)


@given(rules_with_known, little_answers)
def test_not_not_is_the_same(rule, answers):
    assert Not(Not(rule)).evaluate(answers) == rule.evaluate(answers)


@given(parts, little_answers)
def test_all_and_any_are_counts(some, answers):
    assert known(CountAtLeast(len(some), some).evaluate(answers)) == known(All(some).evaluate(answers))
    assert known(CountAtLeast(1, some).evaluate(answers)) == known(AnyOf(some).evaluate(answers))
    assert CountAtLeast(0, some).evaluate(answers) is True
    assert CountAtLeast(len(some) + 1, some).evaluate(answers) is False


@given(parts, little_answers, st.permutations(range(4)))
def test_the_order_of_parts_does_not_matter(some, answers, order):
    turned = tuple(some[place] for place in order if place < len(some))
    for make in (All, AnyOf, lambda some: CountAtLeast(2, some)):
        assert make(turned).evaluate(answers) == make(some).evaluate(answers)


def test_nothing_is_asked_of_all_and_nothing_meets_any():
    assert ALWAYS.evaluate({}) is True
    assert NEVER.evaluate({}) is False


@given(rules, little_answers, little_answers)
def test_learning_an_answer_never_turns_a_certain_truth(rule, answers, learnt):
    before = rule.evaluate(answers)
    more = {**learnt, **{fact: value for fact, value in answers.items() if value != UNSURE}}
    if isinstance(before, bool):
        assert rule.evaluate(more) is before


@given(rules_with_known, little_answers)
def test_unknown_names_only_what_is_missing(rule, answers):
    truth = rule.evaluate(answers)
    if not isinstance(truth, bool):
        assert truth <= rule.facts() - set(answers)


@given(rules, little_answers)
def test_unknown_without_missing_facts_means_that_somebody_is_unsure(rule, answers):
    if rule.evaluate(answers) == frozenset():
        assert UNSURE in answers.values()


@given(rules_with_known, little_answers, little_answers)
def test_only_open_facts_can_still_change_a_truth(rule, answers, learnt):
    closed = {fact: value for fact, value in learnt.items() if fact not in rule.open_facts(answers)}
    assert known(rule.evaluate({**closed, **answers})) == known(rule.evaluate(answers))


@given(rules_with_known, little_answers)
def test_open_facts_are_missing_facts_of_the_rule(rule, answers):
    assert rule.open_facts(answers) <= rule.facts() - set(answers)


@given(rules_with_known, little_answers, little_answers)
def test_facts_that_a_rule_does_not_name_change_nothing(rule, answers, others):
    strange = {fact: value for fact, value in others.items() if fact not in rule.facts()}
    named = {fact: value for fact, value in answers.items() if fact in rule.facts()}
    assert rule.evaluate({**named, **strange}) == rule.evaluate(named)


RANK = {False: 0, None: 1, True: 2}


@given(rules, little_answers, little_answers)
def test_no_answer_to_come_takes_a_rule_below_its_best(rule, answers, learnt):
    best = at_best(rule, answers)
    later = rule.evaluate({**learnt, **answers})
    assert RANK[known(best)] <= RANK[known(later)]


@given(rules, little_answers)
def test_the_best_is_the_truth_when_nothing_is_missing(rule, answers):
    full = {**dict.fromkeys(NAMES, 1), **answers}
    assert at_best(rule, full) == rule.evaluate(full)


@given(rules, little_answers)
def test_with_nobody_unsure_a_rule_that_is_open_is_at_best_false(rule, answers):
    sure = {fact: value for fact, value in answers.items() if value != UNSURE}
    if not isinstance(rule.evaluate(sure), bool):
        assert at_best(rule, sure) is False


@given(rules_with_known, little_answers)
def test_the_explanation_of_what_holds_names_its_own_facts(rule, answers):
    assert rule.explain(answers) <= rule.facts()


@given(rules, little_answers)
def test_what_holds_still_holds_on_the_facts_of_its_explanation_alone(rule, answers):
    """Nobody reads a reason that does not carry the result: the facts named are enough, whatever the rest would say."""
    if rule.evaluate(answers) is True and not isinstance(rule, Not | CountAtLeast):
        behind = {fact: value for fact, value in answers.items() if fact in rule.explain(answers)}
        assert known(rule.evaluate(behind)) is True
