"""`POST /events`: what a phone sends twice, late, in any order, or wrongly."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from backwise.engine.events import EventType
from backwise.engine.replay import replay
from backwise.web import incoming, runtime
from backwise.web.store import DjangoStore
from tests.web.phone import sent

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
STORE = DjangoStore()


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "now", lambda: NOW)


def post(client: Client, body: str | bytes | list[Any], kind: str = "application/json") -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post("/events", text, content_type=kind)


def refusal(client: Client, event: Any) -> str:
    """What is said about one event that must not be taken; nothing may be written."""
    before = STORE.events_of(runtime.the_person())
    response = post(client, [event])
    assert response.status_code == 400, response.content
    assert response.json()["stored"] == []
    assert STORE.events_of(runtime.the_person()) == before
    (refused,) = response.json()["refused"]
    assert refused["mend"]
    said: str = refused["what"]
    return said


def state() -> Any:
    return STORE.state_of(runtime.the_person())


def test_a_list_is_stored_and_the_reply_names_the_ids(client: Client) -> None:
    events = [sent(), sent(data={"key": "colour", "value": "dark"})]
    response = post(client, events)
    assert response.status_code == 200
    assert response.json() == {"stored": [event["id"] for event in events], "refused": []}
    assert state().settings == {"region": "TW", "colour": "dark"}


def test_json_lines_are_stored(client: Client) -> None:
    events = [sent(), sent()]
    body = "\n".join(json.dumps(event) for event in events) + "\n\n"
    for kind in ("application/x-ndjson", "application/json"):
        assert post(client, body, kind).json()["stored"] == [event["id"] for event in events]


def test_sending_again_doubles_nothing(client: Client) -> None:
    events = [sent(), sent()]
    first = post(client, events).json()
    log = STORE.events_of(runtime.the_person())
    assert post(client, events).json() == first
    assert STORE.events_of(runtime.the_person()) == log


def test_the_server_sets_the_time_of_recording_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    event = sent()
    post(client, [event])
    monkeypatch.setattr(runtime, "now", lambda: NOW + timedelta(hours=1))
    post(client, [event])
    kept = next(item for item in STORE.events_of(runtime.the_person()) if item.id == event["id"])
    assert kept.recorded_at == "2026-11-21T09:00:00.000+00:00"


def test_a_missing_time_of_recording_is_as_good_as_none(client: Client) -> None:
    assert post(client, [sent(recorded_at=...)]).status_code == 200


def test_an_event_cannot_claim_to_be_recorded_in_the_future(client: Client) -> None:
    event = sent(recorded_at="2027-01-01T00:00:00Z")
    post(client, [event])
    kept = next(item for item in STORE.events_of(runtime.the_person()) if item.id == event["id"])
    assert kept.recorded_at == "2026-11-21T09:00:00.000+00:00"


def test_a_late_event_is_put_where_it_belongs(client: Client) -> None:
    early = sent(data={"key": "region", "value": "GB"}, happened_at="2026-11-21T12:00:00+08:00")
    post(client, [sent()])
    post(client, [early])
    assert state().settings["region"] == "TW"
    assert state() == replay(STORE.events_of(runtime.the_person()))


def test_an_unknown_type_is_kept_and_counted(client: Client) -> None:
    event = sent("PictureDrawn", {"anything": [1, {"deep": None}]}, schema=3)
    assert post(client, [event]).json()["stored"] == [event["id"]]
    assert state().unknown_types == {"PictureDrawn": 1}


def test_good_events_are_kept_beside_a_bad_one(client: Client) -> None:
    good, bad = sent(), sent(day="yesterday")
    response = post(client, [good, bad])
    assert response.status_code == 200
    assert response.json()["stored"] == [good["id"]]
    (refused,) = response.json()["refused"]
    assert (refused["place"], refused["id"]) == (1, bad["id"])


def test_nothing_sent_is_nothing_stored(client: Client) -> None:
    for body in ("\n", "[]"):
        assert post(client, body).json() == {"stored": [], "refused": []}


def test_a_danger_answer_that_comes_by_post_locks_at_once(client: Client) -> None:
    """A red flag is raised on the path, never left for later: an answer of now follows from it."""
    answer = {"fact": "ces-wiping-feels-different", "value": "new", "screening": "s1"}
    post(client, [sent(EventType.ANSWER_GIVEN, answer)])
    assert "emergency" in {flag.level for flag in state().standing}
    # And taking it back by post does not unlock.
    later = sent(EventType.ANSWER_GIVEN, {**answer, "value": "no"}, happened_at="2026-11-21T16:59:30+08:00")
    post(client, [later])
    assert "emergency" in {flag.level for flag in state().standing}


def test_a_flag_raised_offline_stands(client: Client) -> None:
    raised = sent(EventType.FLAG_RAISED, {"flag": flag_id(), "level": "emergency"})
    assert post(client, [raised]).status_code == 200
    assert [flag.event for flag in state().standing] == [raised["id"]]


def flag_id() -> str:
    return next(iter(runtime.library().red_flags))


@pytest.mark.parametrize("kind", [EventType.FLAG_CLEARED, EventType.SCREENING_COMPLETED, EventType.PROGRAMME_CHANGED])
def test_a_device_can_never_loosen(client: Client, kind: str) -> None:
    assert "Only Backwise itself" in refusal(client, sent(kind, {"clears": [], "basis": "seen"}))


def test_every_known_type_is_either_checked_or_refused(client: Client) -> None:
    """A type that is added to the engine is refused here until somebody says how it is checked."""
    for kind in EventType:
        assert kind in incoming._CHECKS or "Only Backwise itself" in refusal(client, sent(kind, {}))


@pytest.mark.parametrize(
    "key", ["id", "type", "schema", "person", "device", "actor", "happened_at", "zone", "day", "knowledge", "data"]
)
def test_a_missing_key_is_named(client: Client, key: str) -> None:
    assert key in refusal(client, sent(**{key: ...}))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "1"),
        ("id", "0197A4B1-0000-7000-8000-000000000001"),
        ("id", 7),
        ("type", ""),
        ("type", "drop table"),
        ("type", ["AnswerGiven"]),
        ("schema", 0),
        ("schema", True),
        ("schema", 2),
        ("person", "somebody-else"),
        ("device", ""),
        ("device", "x" * 65),
        ("device", "a\nb"),
        ("actor", {"kind": "clinician", "id": "dr"}),
        ("actor", {"kind": "person"}),
        ("actor", "person"),
        ("happened_at", "2026-11-21T16:59:00"),
        ("happened_at", "0001-01-01T00:00:00+08:00"),
        ("happened_at", 5),
        ("happened_at", "yesterday"),
        ("recorded_at", "now"),
        ("zone", "Nowhere/Land"),
        ("zone", "../../etc/passwd"),
        ("zone", "/etc/localtime"),
        ("day", "2026-11-25"),
        ("day", "20261121"),
        ("day", 3),
        ("data", []),
        ("data", None),
        ("knowledge", ""),
        ("extra", 1),
    ],
)
def test_an_impossible_value_is_refused(client: Client, key: str, value: Any) -> None:
    refusal(client, sent(**{key: value}))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("AnswerGiven", {}),
        ("AnswerGiven", {"fact": "birth-year"}),
        ("AnswerGiven", {"fact": 3, "value": 1}),
        ("AnswerGiven", {"fact": "birth-year", "value": "old"}),
        ("AnswerGiven", {"fact": "birth-year", "value": 1700}),
        ("AnswerGiven", {"fact": "birth-year", "value": 1980, "screening": 5}),
        ("FlagRaised", {}),
        ("FlagRaised", {"flag": "no-such-flag", "level": "emergency"}),
        ("FlagRaised", {"flag": ["x"], "level": "emergency"}),
        ("SettingChanged", {}),
        ("SettingChanged", {"key": "zone", "value": "Nowhere"}),
        ("SettingChanged", {"key": "zone", "value": 3}),
        ("SettingChanged", {"key": "region", "value": "XX"}),
        ("SettingChanged", {"key": "programme", "value": "none-such"}),
    ],
)
def test_data_that_a_replay_would_trip_over_is_refused(client: Client, kind: str, data: Any) -> None:
    refusal(client, sent(kind, data))


def test_a_level_that_does_not_lock_is_no_flag(client: Client) -> None:
    refusal(client, sent(EventType.FLAG_RAISED, {"flag": flag_id(), "level": "go"}))


def test_answers_that_cannot_be_true_together_are_refused(client: Client) -> None:
    answers = [{"fact": "sex", "value": "male"}, {"fact": "pregnant", "value": True}]
    response = post(client, [sent(EventType.ANSWER_GIVEN, {**answer, "screening": "s1"}) for answer in answers])
    assert [item["place"] for item in response.json()["refused"]] == [1]


def test_an_answer_to_a_question_of_another_version_is_kept(client: Client) -> None:
    data = {"fact": "retired-question", "value": 3, "screening": "s1"}
    assert post(client, [sent(EventType.ANSWER_GIVEN, data)]).status_code == 200
    assert state().answers["retired-question"] == 3


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b"\xff\xfe",
        b"[" * 100_000,
        b'[{"a": ' * 20_000,
        b'{"a": 1}\nnot json',
        b"[" + b"9" * 5000 + b"]",
    ],
)
def test_what_is_not_json_gets_a_sentence(client: Client, body: bytes) -> None:
    response = post(client, body)
    assert response.status_code == 400
    assert response.json()["mend"]


@pytest.mark.parametrize("item", [5, None, "x", [], {}, [[]]])
def test_what_is_not_an_event_is_refused(client: Client, item: Any) -> None:
    refusal(client, item)


@pytest.mark.parametrize("value", ['"\\ud800"', "NaN", "1e999", "-Infinity", "[" * 40 + "]" * 40])
def test_values_that_cannot_be_kept_are_refused(client: Client, value: str) -> None:
    body = json.dumps([sent("SomethingLater", {"value": "HERE"})]).replace('"HERE"', value)
    response = post(client, body)
    assert response.status_code == 400
    assert "cannot be kept" in response.json()["refused"][0]["what"]


def test_only_post_is_answered(client: Client) -> None:
    assert client.get("/events").status_code == 405


def test_a_thousand_events_are_taken_in_one_go(client: Client) -> None:
    events = [sent(data={"key": f"k{number % 7}", "value": number}) for number in range(1000)]
    assert len(post(client, events).json()["stored"]) == 1000
    assert state() == replay(STORE.events_of(runtime.the_person()))


def test_ids_of_events_are_what_the_phone_made(client: Client) -> None:
    event = sent()
    post(client, [event])
    assert UUID(event["id"]) in {UUID(item.id) for item in STORE.events_of(runtime.the_person())}
