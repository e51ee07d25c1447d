"""The one page to hand over: what the person said, and nothing that nobody asked yet."""

from backwise.care.handover import handover
from tests.care.conftest import walk


def flags(visit, status):
    return {flag["id"] for flag in handover(visit, status)["flags"]}


def test_a_flag_that_counts_only_because_nobody_asked_yet_is_not_handed_over(visit, well):
    status = walk(visit, well | {"ces-leaking-urine": "new"})
    assert "cancer-history" in {flag.flag for flag in status.result.flags}
    assert flags(visit, status) == {"cauda-equina-new"}


def test_a_flag_that_somebody_is_unsure_of_is_handed_over(visit, well):
    assert "height-loss" in flags(visit, walk(visit, well | {"lost-height": "unsure"}))
