"""Every address of the site."""

from django.urls import include, path

from . import inbox
from .access import views as access

urlpatterns = [
    path("events", inbox.take_events, name="events"),
    path("passphrase/", access.ask_passphrase, name="passphrase"),
    path("join/", access.invite, name="invite"),
    path("join/<str:code>/", access.join, name="join"),
    path("figures/", include("backwise.web.figures.urls")),
    path("", include("backwise.web.person.urls")),
]

handler400 = "backwise.web.problems.bad_request"
handler403 = "backwise.web.problems.forbidden"
handler404 = "backwise.web.problems.not_found"
handler500 = "backwise.web.problems.server_error"
