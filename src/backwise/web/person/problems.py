"""Kind sentences for answers that cannot stand: what is wrong and what to do, beside the field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from backwise.care.visit import Visit
from backwise.engine.answers import OLDEST_AGE, Problem
from backwise.engine.model import FactDefinition


def missing_sentence(fact: FactDefinition) -> str:
    """What to say when a question has no answer yet."""
    if fact.unit == "year":
        return _("Please type the year you were born, such as 1968.")
    if fact.kind == "date":
        return _("Please choose the date, or say that you do not know it.")
    if fact.kind == "integer":
        return _("Please choose a number.")
    return _("Please choose an answer. “I’m not sure” is an answer too.")


def problem_sentence(problem: Problem, visit: Visit) -> str:
    """What to say about one answer that the engine refused."""
    fact = visit.library.facts.get(problem.key)
    if fact is None:
        return _("Something in this form is not known here. Please open the page again.")
    if fact.unit == "year":
        years = {"first": visit.today.year - OLDEST_AGE, "last": visit.today.year}
        return _("Please type a year from %(first)s to %(last)s.") % years
    if fact.kind == "date":
        return _("This day cannot be right. The date lies within the next 43 weeks; it stands in the maternity record.")
    if fact.kind in ("integer", "number"):
        limits = {"least": f"{fact.minimum:g}", "most": f"{fact.maximum:g}"}
        return _("Please use a number from %(least)s to %(most)s.") % limits
    if fact.impossible_otherwise:
        return _("This does not fit the sex or the year of birth that you gave. Please check these answers.")
    return missing_sentence(fact)


def sentences(problems: Iterable[Problem], visit: Visit) -> Mapping[str, str]:
    """Fact id -> sentence."""
    return {problem.key: problem_sentence(problem, visit) for problem in problems}
