"""The addresses of the drawings."""

from django.urls import path

from . import views

urlpatterns = [
    path("<slug:exercise>/<slug:pose>.svg", views.shortcut, name="figure-shortcut"),
    path("<slug:version>/body.json", views.body, name="figure-body"),
    path("<slug:version>/<slug:look>/<slug:exercise>.json", views.movement, name="figure-motion"),
    path("<slug:version>/<slug:look>/<slug:exercise>/<slug:pose>.<slug:style>.svg", views.still, name="figure"),
]
