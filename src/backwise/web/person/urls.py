"""The addresses of personal mode."""

from django.urls import path

from . import answers, check, exercise, exercises, handover, help_pages, programme, result, shown_by, start

urlpatterns = [
    path("", start.start, name="start"),
    path("check/", check.check, name="check"),
    path("check/<slug:page>/", check.check_page, name="check-page"),
    path("result/", result.result, name="result"),
    path("result/wrong-tap/", result.wrong_tap, name="wrong-tap"),
    path("result/seen/", result.seen, name="seen"),
    path("programme/", programme.programme, name="programme"),
    path("programmes/", programme.programmes, name="programmes"),
    path("exercises/", exercises.exercises, name="exercises"),
    path("exercises/shown-by/", shown_by.shown_by, name="shown-by"),
    path("exercise/<slug:exercise>/", exercise.exercise, name="exercise"),
    path("answers/", answers.answers, name="answers"),
    path("answers/page/<slug:page>/", answers.change_page, name="change-page"),
    path("answers/<slug:fact>/", answers.change_one, name="change-one"),
    path("handover/", handover.page, name="handover"),
    path("handover.json", handover.as_json, name="handover-json"),
    path("help/", help_pages.help_page, name="help"),
]
