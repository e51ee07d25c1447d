"""People for the specification: the baseline, with what a sentence names changed."""

from backwise.care.verify.people import baseline, today
from backwise.engine.answers import read_answers
from backwise.engine.facts import facts_from
from backwise.engine.prescribe import prescribe
from backwise.engine.safety import NO_CLEARANCES, Cleared, screen
from backwise.library import load_library

LIBRARY = load_library()
TODAY = today()
MISSING = None


def answers_of(changes, missing=()):
    """The baseline's answers with these changed (values as they stand in a file) and some taken away."""
    read, problems = read_answers(dict(changes), LIBRARY.facts, TODAY)
    assert problems == ()
    answers = {**baseline(LIBRARY), **read}
    return {fact: value for fact, value in answers.items() if fact not in missing}


def facts_of(changes=(), missing=(), on=TODAY):
    return facts_from(answers_of(changes, missing), LIBRARY.facts, on)


def screened(changes=(), missing=(), clearances=NO_CLEARANCES):
    return screen(facts_of(changes, missing), clearances, LIBRARY, TODAY)


def cleared(changes=(), missing=()):
    result = screened(changes, missing)
    assert isinstance(result, Cleared), (result.level, result.unanswered)
    return result


def programme(changes=(), missing=(), stage=None):
    return prescribe(cleared(changes, missing), LIBRARY, stage)


def flags(result):
    return {item.flag for item in result.flags}


# Somebody pregnant, with every danger sign of pregnancy denied.
PREGNANT = {
    "pregnant": True,
    "pregnancy-told-not-to-exercise": False,
    "pelvic-girdle-pain": False,
    "pregnancy-bleeding": False,
    "pregnancy-fluid-loss": False,
    "pregnancy-tightenings": False,
    "pregnancy-fewer-movements": False,
    "pregnancy-severe-headache": False,
    "pregnancy-severe-pain": False,
}
