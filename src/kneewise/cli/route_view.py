"""Routes on a terminal: what is said first, then each with its shares, then whose data it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kneewise.cli.page import Page
from kneewise.journal.route_words import (
    METRIC,
    RouteView,
    Units,
    assumed_words,
    away_words,
    none_words,
    pace,
    route_views,
    usual_words,
)
from kneewise.model.words import say

if TYPE_CHECKING:
    from rich.console import Console

    from kneewise.journal.routing import RoutesAnswer

words = partial(say, "kneewise.ground.routing")
_ASKED = Units(far=lambda km: f"{km:g} km", high=METRIC.high, pace=pace)
"""A length that was asked for stands as it was said."""


def print_routes(answer: RoutesAnswer, paths: Sequence[Path], out: Console) -> None:
    """The whole answer."""
    page = Page(out)
    for sentence in answer.said:
        page.text(sentence.text)
        if sentence.id == "chosen.suspect":
            page.text(words("chosen.other_kind"))
    if not answer.offers:
        _print_none(answer, page)
        return
    _print_offers(answer, page)
    for path in paths:
        page.out.print(str(path), markup=False, soft_wrap=True)
    if paths:
        page.text(words("file.home"), "dim")
    if answer.attribution:
        page.text(answer.attribution, "dim")


def _print_offers(answer: RoutesAnswer, page: Page) -> None:
    away = away_words(answer)
    if away is not None:
        page.text(away)
    for view in route_views(answer):
        _print_route(view, page)
    page.blank()
    for said in usual_words(answer, _ASKED):
        page.text(said)
    for assumed in assumed_words(answer):
        page.item(assumed, "dim")


def _print_none(answer: RoutesAnswer, page: Page) -> None:
    page.text(none_words(answer, _ASKED))
    if answer.out_and_back:
        return
    if answer.other_km:
        lengths = " or ".join(f"{other:g}" for other in answer.other_km)
        page.text(words("none.other", km=lengths, first=f"{answer.other_km[0]:g}"))
    page.text(words("none.or_back"))


def _print_route(view: RouteView, page: Page) -> None:
    page.title(view.title)
    page.row(words("route.way"), ", ".join(view.way))
    page.row(words("route.height"), view.height)
    page.row(words("route.even"), view.even)
    page.row(words("route.hard"), view.hard)
    if view.untagged is not None:
        page.row(words("route.untagged"), view.untagged)
    if view.load is not None:
        page.row(words("route.load"), view.load)
