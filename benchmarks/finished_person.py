"""Makes a data folder in which the one person has answered everything: python -m benchmarks.finished_person FOLDER."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main(folder: Path) -> None:
    """Answer page by page, as the site does."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "backwise.web.settings", "BACKWISE_DATA": str(folder)}
    import django

    django.setup()
    from backwise.care.screening import give_answers, status_of
    from backwise.care.visit import Visit
    from backwise.library.files import read_files
    from backwise.web import runtime
    from backwise.web.database import prepare_database
    from backwise.web.store import DjangoStore

    prepare_database(folder)
    answers = read_files().tables["baseline.toml"]["answers"]
    visit = Visit(runtime.the_person(), "bench", "UTC", runtime.now(), DjangoStore(), runtime.library(), runtime.new_id)
    status = status_of(visit)
    while status.step is not None:
        status = give_answers(visit, {fact: answers.get(fact, False) for fact in status.step.facts})
    if status.cleared is None:
        raise SystemExit("the baseline is not cleared: there is no programme to show")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
