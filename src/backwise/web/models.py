"""The tables: people, their events, and a snapshot of each person's state that can always be made again."""

from django.db import models


class Person(models.Model):
    """Somebody with a log. Personal mode has exactly one."""

    id = models.CharField(primary_key=True, max_length=36)
    made_at = models.DateTimeField()

    class Meta:
        db_table = "person"


class LoggedEvent(models.Model):
    """One event. `body` is the whole of it as in contracts 4; the columns repeat what queries need."""

    person = models.CharField(max_length=36)
    event = models.CharField(max_length=36)
    # Event.order's first half: text that sorts as the times do.
    ordered_at = models.CharField(max_length=32)
    body = models.JSONField()

    class Meta:
        db_table = "event"
        constraints = [models.UniqueConstraint(fields=["person", "event"], name="one_row_an_event")]
        indexes = [models.Index(fields=["person", "ordered_at", "event"], name="in_order")]


class Snapshot(models.Model):
    """The state after all events of a person, as of one version of the state's meaning."""

    person = models.CharField(primary_key=True, max_length=36)
    version = models.PositiveIntegerField()
    state = models.JSONField()

    class Meta:
        db_table = "snapshot"
