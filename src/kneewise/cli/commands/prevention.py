"""`kneewise prevention`: what may help, how sure that is, and what of it is yours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.care.prevention import Tip
    from kneewise.cli.page import Page

WORDS = "kneewise.care.prevention"


def prevention(ctx: typer.Context, as_json: AsJson = False, home: Home = None) -> None:
    """Shoes, insoles, strength, warm-up, stretching and load: the evidence, told straight."""
    with journal_of(ctx, home) as journal:
        answer = journal.prevention()
    if as_json:
        print_json(answer)
        return
    from kneewise.cli.page import Page

    page = Page(console())
    page.text(say(WORDS, "page.title"), "bold")
    for note in answer.notes:
        page.text(note.because)
    for tip in answer.tips:
        _print_tip(tip, page)


def _print_tip(tip: Tip, page: Page) -> None:
    page.title(tip.label)
    page.note(say(WORDS, f"certainty.{tip.certainty.value}"), "dim")
    for yours in tip.yours:
        page.note(say(WORDS, "page.yours", said=yours))
    for advice in tip.advice:
        named = all(key in advice.because for key in advice.sources)
        if named:
            page.item(advice.because)
        else:
            sources = ", ".join(advice.sources)
            page.item(say(WORDS, "page.sources", because=advice.because, sources=sources))
    if tip.article is not None:
        verdict = tip.article.verdict.value
        page.note(say(WORDS, "page.article", says=tip.article.says, verdict=verdict), "dim")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(prevention)
