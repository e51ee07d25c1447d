"""The Django app that holds the log."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "backwise.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
