"""The answer to "why", printed: suspects in order, prior and posterior on one axis."""

from __future__ import annotations

from kneewise.cli import axis
from kneewise.cli.page import INDENT, Page
from kneewise.journal.why_words import (
    Drawn,
    Suspect,
    WhyView,
    first_fits,
    verdict_words,
    why_view,
    words,
)
from kneewise.model.ranking import Ranking

ACCENT = "cyan"

__all__ = ["print_first_fits", "print_ranking", "verdict_words", "words"]


def print_ranking(ranking: Ranking, page: Page, *, every: bool = False) -> None:
    """Print the whole answer; with `every`, each suspect in full."""
    view = why_view(ranking, every=every)
    _heading(view, page)
    for suspect in view.suspects:
        _suspect(suspect, page)
    page.blank()
    page.text(view.legend, "dim")
    if view.unexplained is not None:
        page.blank()
        page.text(view.unexplained)
    page.items(words("next_title"), list(view.next))
    _rest(view, page)
    page.items(words("goes_along_title"), [line.text for line in view.goes_along])
    page.items(words("traits_title"), [line.text for line in view.traits])
    page.items(words("notes_title"), list(view.notes), "dim")
    page.items(words("checks_title"), list(view.checks), "dim")
    page.items(words("record_title"), [view.record], "dim")
    page.blank()
    page.text(view.disclaimer, "dim")


def print_first_fits(ranking: Ranking, page: Page) -> None:
    """The order of the suspects as the main fits see it, while the checks go on."""
    page.text(words("first_fits"), "dim")
    for line in first_fits(ranking):
        page.item(line, "dim")


def _heading(view: WhyView, page: Page) -> None:
    page.title(view.title)
    if view.episode is not None:
        page.text(view.episode)
    page.text(view.counts)
    page.blank()
    page.text(view.overall, "bold")
    page.items(words("different_title"), list(view.different))


def _suspect(suspect: Suspect, page: Page) -> None:
    page.title(f"{suspect.place}  {suspect.label}")
    page.note(suspect.verdict, ACCENT)
    for line in suspect.seen:
        page.note(line)
    for row in suspect.rows:
        if len(suspect.rows) > 1:
            page.note(row.label)
        _drawn(row, page)
        page.note(row.step, "dim")
    for line in (*suspect.anyway, *suspect.details, *suspect.tests):
        page.note(line)


def _drawn(row: Drawn, page: Page) -> None:
    page.raw(f"{INDENT}{axis.draw(row.prior):<36}{row.prior_words}", "dim")
    if row.effect is not None:
        page.raw(f"{INDENT}{axis.draw(row.effect, line='━'):<36}{row.effect_words}", ACCENT)


def _rest(view: WhyView, page: Page) -> None:
    """The suspects of which there is nothing to say, together by what is not said of them."""
    if not view.rest:
        return
    page.title(words("rest_title"))
    for one in view.rest:
        page.item(f"{one.verdict}: {'; '.join(one.labels)}")
    page.item(words("rest_all"), "dim")
