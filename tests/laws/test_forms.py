"""The laws of caution forms: merged, they are as strict as each of them, in whatever order the conditions stand."""

from hypothesis import given
from hypothesis import strategies as st

from backwise.care.verify.tables import looser
from backwise.engine.bars import MergedForm
from backwise.engine.model import Limits

NAMES = ("cat", "bridge", "walking")
some = st.none() | st.integers(0, 20)
names = st.lists(st.sampled_from(NAMES), unique=True)
forms = st.builds(
    MergedForm,
    st.builds(Limits, some, some, some),
    st.none() | names.map(frozenset),
    names.map(tuple),
    st.booleans(),
    st.booleans(),
    st.lists(st.sampled_from(("one", "two")), unique=True).map(tuple),
)


@given(forms, forms)
def test_both_forms_together_are_no_looser_than_either(one, other):
    both = one.merged(other)
    for form in (one, other):
        assert not looser(both.limits, form.limits)
        assert both.never or not form.never
        assert set(form.texts) <= set(both.texts)
        for exercise in NAMES:
            assert both.sends_away(exercise) or not form.sends_away(exercise)


@given(forms, forms)
def test_both_forms_together_are_no_stricter_than_needed(one, other):
    both = one.merged(other)
    assert both.never == (one.never or other.never)
    for exercise in NAMES:
        assert both.sends_away(exercise) == (one.sends_away(exercise) or other.sends_away(exercise))
    assert both.limits == one.limits.tightened(other.limits)


def strictness(form):
    away = {exercise for exercise in NAMES if form.sends_away(exercise)}
    return (form.limits, away, set(form.instead), form.never, set(form.texts))


@given(forms, forms, forms)
def test_the_order_of_merging_does_not_matter(one, two, three):
    assert strictness(one.merged(two)) == strictness(two.merged(one))
    assert strictness(one.merged(two).merged(three)) == strictness(one.merged(two.merged(three)))
    assert strictness(one.merged(one)) == strictness(one)


@given(forms, forms)
def test_substitutes_are_offered_in_the_order_of_the_conditions_and_once(one, other):
    assert one.merged(other).instead == tuple(dict.fromkeys(one.instead + other.instead))
