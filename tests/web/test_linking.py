"""No page tells a runner to type a command where there is a page for it."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from kneewise.model.words import load_words
from kneewise.web.linking import PLACES, linked

ROOT = Path(str(files("kneewise")))
SENTENCES = [
    pytest.param(sentence.text, id=f"{package}:{sentence.id}")
    for path in sorted(ROOT.rglob("words.toml"))
    if "web" not in path.relative_to(ROOT).parts
    for package in [".".join(("kneewise", *path.parent.relative_to(ROOT).parts))]
    for sentence in load_words(package).values()
    if re.search(rf"kneewise ({'|'.join(PLACES)})\b", sentence.text)
]


@pytest.mark.parametrize("text", SENTENCES)
def test_no_command_and_none_of_its_arguments_is_left(text):
    filled = re.sub(r"\{(\w+)\}", lambda slot: SLOTS.get(slot[1], "7"), text)
    html = str(linked(filled))
    assert not re.search(rf"kneewise ({'|'.join(PLACES)})\b", html)
    assert not re.search(r"</a>\s*(--|[A-Z]{2,}\b|\d)", html)


SLOTS = {
    "iso": "2026-05-01",
    "side": "left",
    "flag": "true_lock",
    "example": "3",
    "goal": "10k",
}


def test_a_link_says_where_it_leads_and_the_sentence_goes_on():
    text = "No: kneewise episode start 2026-05-01 --side left says when it began."
    assert str(linked(text)) == (
        'No: <a href="/diary#episodes">Diary: episodes</a> says when it began.'
    )


def test_a_command_between_ticks_takes_them_along():
    text = "Add one with `kneewise map add FILE.osm.pbf`, or see `kneewise restore FILE`."
    assert str(linked(text)) == (
        'Add one with <a href="/ground#maps">Ground: maps</a>, or see `kneewise restore FILE`.'
    )


@pytest.mark.parametrize(
    ("command", "link"),
    [
        ("`kneewise map add N42E001.hgt`", '<a href="/ground#maps">Ground: maps</a>'),
        ("kneewise foot photo.jpg", '<a href="/feet">Feet</a>'),
        ("kneewise foot --posture", '<a href="/feet">Feet</a>'),
        ("`kneewise form clip.mp4 --view side`", '<a href="/form">Running form</a>'),
        ("`kneewise form --get-model --yes`", '<a href="/form">Running form</a>'),
    ],
)
def test_a_file_that_a_command_names_goes_with_it(command, link):
    assert str(linked(f"Measure it ({command}).")) == f"Measure it ({link})."


def test_every_command_with_a_page_of_its_name_leads_there(client):
    for command, path in PLACES.items():
        address, _, part = path.partition("#")
        answer = client.get(address)
        assert answer.status_code == 200, command
        assert not part or f' id="{part}"' in answer.text, command


@given(st.text())
def test_text_stays_text(text):
    if "kneewise " not in text:
        assert linked(text) == escape(text)


def test_what_a_runner_wrote_never_becomes_markup():
    assert "<script>" not in str(linked("kneewise check <script>alert(1)</script>"))
