"""What a template shows of names that came from elsewhere."""

from __future__ import annotations

from markupsafe import Markup

from kneewise.web.page import NAME, environment, named
from kneewise.web.wording import Wording


def drawn(template: str, **slots: object) -> str:
    return environment().from_string(template).render({"w": Wording(), **slots})


def test_a_name_stands_apart_from_the_words_around_it():
    assert named(f"Remove {NAME}?", "שלום <b>") == Markup("Remove <bdi>שלום &lt;b&gt;</bdi>?")


def test_a_sentence_without_a_name_stays_as_it_is():
    assert named("Matching runs & maps", "any") == Markup("Matching runs &amp; maps")


def test_nothing_shown_turns_what_stands_beside_it():
    shown = drawn("{{ name }} {{ svg }}", name="a\u202eb<", svg=Markup("<i>ü\u2067</i>"))
    assert shown == "ab&lt; <i>ü</i>"
