"""Fixtures for everyone. Each test process has a data folder of its own; nothing touches the one of who runs the tests."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

import django

# Before Django's settings are read.
DATA = tempfile.mkdtemp(prefix="backwise-tests-")
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
os.environ["BACKWISE_DATA"] = DATA
os.environ["DJANGO_SETTINGS_MODULE"] = "backwise.web.settings"
for name in ("BACKWISE_PORT", "BACKWISE_HOSTS", "BACKWISE_PUBLIC_URL", "BACKWISE_KNOWLEDGE", "BACKWISE_ADDRESS"):
    os.environ.pop(name, None)
# Playwright keeps an event loop in the main thread, which Django takes for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# pytest-django sets Django up only where settings are named before this file is read, which is before there is a folder.
django.setup()
# Test processes inherit this environment: with the settings named in it they would read them before they have their own folder.
del os.environ["DJANGO_SETTINGS_MODULE"]

pytest_plugins = ["tests.served", "tests.browsing"]
