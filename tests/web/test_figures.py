"""The drawings over HTTP: what is at an address, how long it is kept, who may see it, and what pages say about it."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.test import Client

from backwise.web import passphrase
from backwise.web.figures import addresses, pictures
from backwise.web.figures.addresses import LOOK_COOKIE, OWN, looks
from tests.served import HOST
from tests.web.visitor import answered, send, state

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}svg"
STILL_BYTES = 12 * 1024
THUMB_BYTES = 4 * 1024
MOTION_BYTES = 5 * 1024
BODY_BYTES = 8 * 1024
PAGE_BYTES = 10 * 1024
WORDS = "four plain little words"


def packed(client, address):
    response = client.get(address, headers={"accept-encoding": "br, gzip"})
    assert response.status_code == 200, address
    assert response["Content-Encoding"] == "gzip"
    return response.content


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def of_version(name):
    """Addresses without their first parts, so that they read well."""
    return name.removeprefix(f"/figures/{addresses.version()}/")


def test_every_exercise_has_its_pictures_and_its_movement_within_their_sizes(client, library):
    heavy = []
    for key in library.exercises:
        for pose in ("start", "target"):
            size = len(packed(client, addresses.still(key, pose)))
            heavy += [(key, pose, size)] if size > STILL_BYTES else []
        thumb = packed(client, addresses.still(key, "target", "thumb"))
        motion = packed(client, addresses.movement(key))
        heavy += [(key, "thumb", len(thumb))] if len(thumb) > THUMB_BYTES else []
        heavy += [(key, "motion", len(motion))] if len(motion) > MOTION_BYTES else []
        assert ElementTree.fromstring(gzip.decompress(thumb)).tag == SVG
        assert json.loads(gzip.decompress(motion))["id"] == key
    assert heavy == []
    assert len(gzip.decompress(packed(client, addresses.body()))) <= BODY_BYTES


@pytest.mark.parametrize("style", pictures.STYLES)
def test_a_picture_is_one_harmless_document(client, style):
    response = client.get(addresses.still("bridge", "target", style))
    text = response.content.decode()
    assert ElementTree.fromstring(text).tag == SVG
    assert "<script" not in text and "style=" not in text and "<style" not in text
    assert not re.search(r'(href|src)="(?!#)', text)
    assert response["Content-Type"] == "image/svg+xml"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_picture_is_kept_for_ever_and_asked_again_costs_nothing(client):
    address = addresses.still("bridge", "target")
    response = client.get(address)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Vary"] == "Accept-Encoding"
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304 and not again.content
    assert again["Cache-Control"] == response["Cache-Control"]


@pytest.mark.parametrize("accept", ["", "identity", "br", "gzip;q=0", "gzip; q=0.000, br"])
def test_who_cannot_unpack_gets_it_unpacked(client, accept):
    response = client.get(addresses.still("bridge", "target"), headers={"accept-encoding": accept})
    assert "Content-Encoding" not in response
    assert response.content == gzip.decompress(packed(client, addresses.still("bridge", "target")))


@pytest.mark.parametrize("accept", ["gzip", "br, gzip", "GZIP;q=1.0".lower(), "deflate, gzip; q=0.5"])
def test_who_can_unpack_gets_it_packed(client, accept):
    response = client.get(addresses.still("bridge", "target"), headers={"accept-encoding": accept})
    assert response["Content-Encoding"] == "gzip"


def test_the_same_picture_is_the_same_bytes(client):
    first = packed(client, addresses.still("cat", "target"))
    pictures.still.cache_clear()
    assert packed(client, addresses.still("cat", "target")) == first


def test_a_picture_is_drawn_once(client):
    client.get(addresses.still("bridge", "target"))
    before = pictures.still.cache_info()
    client.get(addresses.still("bridge", "target"))
    after = pictures.still.cache_info()
    assert (after.misses, after.hits) == (before.misses, before.hits + 1)
    assert after.maxsize is not None


def test_asking_for_a_picture_reads_nothing_about_anybody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(addresses.still("bridge", "start"))
    assert not response.cookies


def test_start_and_target_are_other_names_of_key_poses(client):
    assert (
        client.get(addresses.still("bridge", "target")).content == client.get(addresses.still("bridge", "hold")).content
    )
    assert (
        client.get(addresses.still("bridge", "start")).content != client.get(addresses.still("bridge", "hold")).content
    )


def test_every_look_shows_an_exercise_in_its_own_way(client):
    drawn = {client.get(addresses.still("bridge", "target", look=look)).content for look in looks()}
    assert len(drawn) == len(looks()) >= 4


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("own/brige/target.full.svg", "Did you mean bridge?"),
        ("own/bridge/hodl.full.svg", "Did you mean hold?"),
        ("own/bridge/target.poster.svg", "&#39;poster&#39; is no style"),
        ("pony-tail/bridge/target.full.svg", "Did you mean ponytail?"),
        ("own/brige.json", "Did you mean bridge?"),
        ("magic/bridge.json", "&#39;magic&#39; is no look"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(client, address, said):
    response = client.get(f"/figures/{addresses.version()}/{address}")
    assert response.status_code == 404
    assert "There is no such picture" in response.content.decode()
    assert said in response.content.decode()
    assert "immutable" not in response["Cache-Control"]


def test_a_page_opened_before_an_update_still_gets_its_pictures(client):
    response = client.get("/figures/figures/own/bridge/target.thumb.svg")
    assert response.status_code == 302
    assert response["Location"] == addresses.still("bridge", "target", "thumb")
    assert "immutable" not in response["Cache-Control"]
    assert client.get("/figures/0123/own/bridge.json")["Location"] == addresses.movement("bridge")
    assert client.get("/figures/0123/body.json")["Location"] == addresses.body()


def test_a_short_address_leads_to_the_picture_of_today(client):
    assert client.get("/figures/bridge/target.svg")["Location"] == addresses.still("bridge", "target")
    client.cookies[LOOK_COOKIE] = "larger"
    assert client.get("/figures/bridge/target.svg")["Location"] == addresses.still("bridge", "target", look="larger")


def test_pictures_are_only_read(client):
    assert client.post(addresses.still("bridge", "target")).status_code == 405


def test_the_version_changes_with_the_knowledge(library, monkeypatch):
    before = addresses.version()
    from dataclasses import replace

    other = replace(library, version="another")
    monkeypatch.setattr(addresses.runtime, "library", lambda: other)
    assert addresses.version() != before


@pytest.fixture
def locked() -> Iterator[Client]:
    """A browser at a site that wants a passphrase."""
    from django.conf import settings

    passphrase.keep(settings.DATA, WORDS)
    yield Client(headers={"host": HOST, "origin": f"http://{HOST}"})
    (settings.DATA / "passphrase").unlink(missing_ok=True)


def test_pictures_are_for_those_who_gave_the_passphrase(locked):
    for address in (addresses.still("bridge", "target"), addresses.movement("bridge"), addresses.body()):
        response = locked.get(address)
        assert response.status_code == 302 and response["Location"].startswith("/passphrase/")
    locked.post("/passphrase/", {"passphrase": WORDS})
    assert locked.get(addresses.still("bridge", "target")).status_code == 200


LAZY = """
import sys
from tests.conftest import DATA
from django.core.management import call_command
call_command("migrate", verbosity=0)
import backwise.web.wsgi
from django.test import Client
client = Client(headers={"host": "127.0.0.1:8000"})
for path in ("/exercises/", "/help/", "/answers/", "/exercises/shown-by/"):
    assert client.get(path).status_code == 200, path
assert "numpy" not in sys.modules and "backwise.motion" not in sys.modules
assert client.get("/figures/bridge/target.svg", follow=True).status_code == 200
assert "numpy" in sys.modules
"""


def test_what_draws_is_loaded_with_the_first_drawing_and_not_before():
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", LAZY], check=False, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_programme_names_a_thumb_of_each_exercise_and_stays_small(client):
    answered()
    text = page(client, "/programme/")
    for entry in state().programme["entries"]:
        address = addresses.still(entry["exercise"], "target", "thumb")
        assert f'<img class="thumb" src="{address}" width="96" height="72" alt="" loading="lazy"' in text
    assert len(gzip.compress(text.encode())) <= PAGE_BYTES


def test_the_first_page_has_its_picture_inside(client):
    text = page(client, "/")
    assert "<svg" in text.split("<main")[1] and "<img" not in text
    assert "style=" not in text


def test_every_exercise_page_shows_its_figure_and_says_it_in_words(client, library):
    answered()
    for key in library.exercises:
        text = page(client, f"/exercise/{key}/")
        assert f'data-motion="{addresses.movement(key)}"' in text
        sentence = re.search(r'<div class="stage scene"><img [^>]*alt="([^"]+)"', text)[1]
        assert f"<summary>In words</summary><p>{sentence}</p>" in text
        stills = re.findall(r'<li><div class="stage"><img src="([^"]+)" width="(\d+)" height="(\d+)" alt=""', text)
        assert len(stills) >= 1
        assert len({(width, height) for _, width, height in stills}) == 1
        for address, _, _ in stills:
            assert client.get(address).status_code == 200
        assert "figure." not in re.sub(r"figure\.(js|css)", "", text)


def test_muscles_are_named_with_what_they_do(client):
    text = page(client, "/exercise/bridge/")
    assert re.search(r'<span class="chip work"><i class="swatch"></i>Works: [\w ,]+</span>', text)
    assert "chip stretch" not in text
    text = page(client, "/exercise/hamstring-stretch/")
    assert re.search(r'<span class="chip stretch"><i class="swatch"></i>Stretches: [\w ,]+</span>', text)


def test_only_what_is_done_on_each_side_has_an_other_side(client, library):
    for key in ("bridge", "bird-dog"):
        assert ("Other side" in page(client, f"/exercise/{key}/")) == library.exercises[key].per_side


def test_one_look_can_be_chosen_for_everything_and_given_up_again(client):
    text = page(client, "/exercises/shown-by/")
    assert text.count('name="look"') == len(looks()) + 1
    assert f'value="{OWN}" checked' in text
    response = send(client, "/exercises/shown-by/", {"look": "ponytail"})
    cookie = response.cookies[LOOK_COOKIE]
    assert response["Location"] == "/exercises/"
    assert (cookie.value, cookie["samesite"], cookie["max-age"]) == ("ponytail", "Lax", 365 * 24 * 60 * 60)
    assert addresses.still("bridge", "target", "thumb", "ponytail") in page(client, "/exercises/")
    assert addresses.movement("bridge", "ponytail") in page(client, "/exercise/bridge/")
    assert 'value="ponytail" checked' in page(client, "/exercises/shown-by/")
    send(client, "/exercises/shown-by/", {"look": OWN})
    assert addresses.still("bridge", "target", "thumb") in page(client, "/exercises/")


@pytest.mark.parametrize("look", ["magic", "", "swimmer-grey"])
def test_nobody_else_can_be_chosen(client, look):
    assert client.post("/exercises/shown-by/", {"look": look}).status_code == 404
    client.cookies[LOOK_COOKIE] = look
    assert addresses.still("bridge", "target", "thumb") in page(client, "/exercises/")


def test_in_the_water_the_choice_does_not_count(client):
    own, chosen = (client.get(addresses.still("swimming", "target", look=look)).content for look in (OWN, "ponytail"))
    assert own == chosen


def test_every_look_has_a_name_in_words(library):
    assert [look for look in looks() if f"figure.look.{look}" not in library.texts] == []
