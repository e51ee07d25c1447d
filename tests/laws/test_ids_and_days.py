"""The laws of identifiers and of days."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backwise.engine.events import day_of
from backwise.engine.facts import gestation_weeks
from backwise.engine.ids import decision_id, nth, uuid7

moments = st.integers(0, (1 << 48) - 1)
chances = st.binary(min_size=10, max_size=10)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda some: st.lists(some, max_size=3) | st.dictionaries(st.text(max_size=5), some, max_size=3),
    max_leaves=5,
)


def test_uuid7_gives_the_test_vector_of_rfc_9562():
    """RFC 9562, appendix A.6: Tuesday, 22 February 2022, 2:22:22 PM GMT-05:00."""
    chance = bytes.fromhex("0cc318c4dc0c0c07398f")
    made = uuid7(0x017F22E279B0, chance)
    assert made == UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
    assert made.version == 7
    assert datetime.fromtimestamp(0x017F22E279B0 / 1000, UTC) == datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)


@given(moments, chances)
def test_uuid7_is_version_7_of_the_standard_variant_and_keeps_its_time(milliseconds, chance):
    made = uuid7(milliseconds, chance)
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == milliseconds


@given(moments, moments, chances, chances)
def test_uuid7_sorts_by_time(one, other, first, second):
    if one != other:
        assert (uuid7(one, first) < uuid7(other, second)) == (one < other)
        assert (str(uuid7(one, first)) < str(uuid7(other, second))) == (one < other)


@pytest.mark.parametrize(("milliseconds", "length"), [(-1, 10), (1 << 48, 10), (0, 9), (0, 11)])
def test_uuid7_refuses_what_it_cannot_hold(milliseconds, length):
    with pytest.raises(ValueError, match="uuid7"):
        uuid7(milliseconds, bytes(length))


@given(moments, chances, st.integers(0, 65535), st.integers(0, 65535))
def test_the_ids_of_one_form_differ_and_stay_uuid7_of_the_same_time(milliseconds, chance, one, other):
    base = uuid7(milliseconds, chance)
    made = nth(base, one)
    assert made.version == 7
    assert made.int >> 16 == base.int >> 16
    assert (made == nth(base, other)) == (one == other)
    assert nth(base, 0) == base


@pytest.mark.parametrize("number", [-1, 65536])
def test_nth_refuses_what_it_cannot_count(number):
    with pytest.raises(ValueError, match="nth"):
        nth(uuid7(0, bytes(10)), number)


@given(st.text(max_size=5), st.dates(), st.text(max_size=5), st.dictionaries(st.text(max_size=5), values, max_size=4))
def test_two_makers_of_the_same_decision_make_one_id(person, day, kind, inputs):
    turned = dict(reversed(inputs.items()))
    made = decision_id(person, day.isoformat(), kind, inputs)
    assert made == decision_id(person, day.isoformat(), kind, turned)
    assert made.version == 5


def test_another_person_day_kind_or_input_makes_another_decision():
    made = {
        decision_id(person, day, kind, inputs)
        for person in ("a", "b")
        for day in ("2026-11-21", "2026-11-22")
        for kind in ("ProgrammeChanged", "FlagRaised")
        for inputs in ({"x": 1}, {"x": 2})
    }
    assert len(made) == 16


ZONES = (
    "Asia/Taipei",
    "Europe/Berlin",
    "Europe/Helsinki",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/St_Johns",
)


local_moments = st.builds(
    datetime.combine, st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.times(), st.sampled_from(ZONES).map(ZoneInfo)
)


@given(local_moments)
def test_a_day_runs_from_three_to_three_on_the_persons_own_clock(moment):
    before_three = moment.time() < time(3)
    assert day_of(moment) == (moment.date() - timedelta(days=before_three)).isoformat()


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "around",
    [date(2026, 3, 8), date(2026, 3, 29), date(2026, 4, 5), date(2026, 10, 4), date(2026, 10, 25), date(2026, 11, 1)],
)
def test_days_never_run_backwards_and_none_is_missing_when_clocks_change(zone, around):
    """Every ten minutes over the two days around a change of clocks, each day begins exactly once."""
    start = datetime.combine(around, time(), UTC) - timedelta(days=1)
    local = [(start + timedelta(minutes=10 * step)).astimezone(ZoneInfo(zone)) for step in range(3 * 144)]
    days = [day_of(moment) for moment in local]
    assert days == sorted(days)
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    assert len(set(days)) == (last - first).days + 1


@pytest.mark.parametrize(
    ("clock", "day"),
    [("02:59:59", "2026-11-20"), ("03:00:00", "2026-11-21"), ("23:59:59", "2026-11-21"), ("00:00:00", "2026-11-20")],
)
def test_three_in_the_morning_begins_the_day(clock, day):
    assert day_of(datetime.fromisoformat(f"2026-11-21T{clock}+08:00")) == day


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(-28, 301))
def test_a_pregnancy_grows_by_a_week_a_week_and_ends_at_40(today, ahead):
    due = today + timedelta(days=ahead)
    assert gestation_weeks(due, due) == 40
    assert gestation_weeks(due, today + timedelta(days=7)) == pytest.approx(gestation_weeks(due, today) + 1)
