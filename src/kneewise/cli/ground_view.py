"""The ground printed: shares with their intervals, the unknown beside them, whose map it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kneewise.cli.page import Page
from kneewise.model import numbers
from kneewise.model.ground import Evenness, GroundTotals, Hardness, MapSource
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.journal.ground import GroundLine, GroundOfRun, GroundOfRuns

WORDS = "kneewise.ground"
CLASS_WIDTH = 24


def print_ground(answer: GroundOfRuns, page: Page) -> None:
    """The whole past, then recent runs against it."""
    known = answer.runs - sum(answer.because.values())
    none = "ground.none_known" if answer.runs else "ground.none_matched"
    name = "ground.about" if known else none
    page.text(
        say(
            WORDS,
            name,
            known=numbers.counted(known, "run"),
            runs=numbers.counted(answer.runs, "run"),
        )
    )
    for because, count in sorted(answer.because.items()):
        page.item(say(WORDS, f"ground.many.{because}", runs=numbers.counted(count, "run")))
    if answer.waiting:
        page.text(say(WORDS, "ground.waiting", runs=numbers.counted(answer.waiting, "run")))
    if answer.totals is not None and answer.totals.matched_km > 0:
        _totals(answer.totals, page)
        _recent(answer.recent, page)
    _notes(answer.notes, answer.maps, page)


def print_ground_of_run(answer: GroundOfRun, page: Page) -> None:
    """One run."""
    line = answer.line
    page.text(
        f"run {line.run} · {numbers.day(line.day)} · {numbers.measured(line.km, 'km')}", "bold"
    )
    if not answer.matched:
        page.text(say(WORDS, "ground.unmatched"))
        return
    if line.because is not None:
        page.text(say(WORDS, f"ground.because.{line.because}"))
    if answer.totals is not None and answer.totals.matched_km > 0:
        _totals(answer.totals, page)
        for name, percent in (("rough", line.rougher_than), ("hard", line.harder_than)):
            if percent is not None:
                page.text(say(WORDS, f"ground.{name}_past", percent=f"{percent:.0f}"))
    if line.watched_cv is not None:
        page.row(say(WORDS, "ground.watched_row"), _percent(line.watched_cv, 1), CLASS_WIDTH)
    _notes(answer.notes, answer.maps, page)


def _totals(totals: GroundTotals, page: Page) -> None:
    page.title(say(WORDS, "ground.how_even"))
    for one, share in zip(Evenness, totals.evenness or (), strict=True):
        page.row(f" {numbers.share(share)}", say(WORDS, f"evenness.{one.label}"), CLASS_WIDTH)
    _unknown(totals, page)
    page.title(say(WORDS, "ground.how_hard"))
    for kind, share in zip(Hardness, totals.hardness or (), strict=True):
        page.row(f" {numbers.share(share)}", say(WORDS, f"hardness.{kind.label}"), CLASS_WIDTH)
    _unknown(totals, page)
    if totals.step_cv is not None:
        page.blank()
        cv = totals.step_cv
        said = f"{100 * cv.mid:.1f} % ({100 * cv.low:.1f}–{100 * cv.high:.1f} %)"
        page.text(say(WORDS, "ground.step_cv", cv=said))


def _unknown(totals: GroundTotals, page: Page) -> None:
    if totals.unknown is not None:
        page.row(f" {_percent(totals.unknown)}", say(WORDS, "unknown"), CLASS_WIDTH)


def _recent(lines: tuple[GroundLine, ...], page: Page) -> None:
    page.title(say(WORDS, "ground.recent"))
    seen = any(line.watched_cv is not None for line in lines)
    watched = f"  {say(WORDS, 'ground.watched_row')}" if seen else ""
    header = (
        f"{'run':>5}  {'day':<12} {'km':>5}  {'rough':<20} {'hard':<20} {'unknown':<7}{watched}"
    )
    page.raw(header, "bold")
    for line in lines:
        unknown = numbers.UNKNOWN if line.unknown is None else _percent(line.unknown)
        steps = f"  {_percent(line.watched_cv, 1)}" if line.watched_cv is not None else ""
        page.raw(
            f"{line.run:>5}  {numbers.day(line.day):<12} {numbers.measured(line.km):>5}"
            f"  {numbers.share(line.rough):<20} {numbers.share(line.hard):<20} {unknown:<7}{steps}"
        )
        if line.stands_out:
            percent = f"{line.rougher_than:.0f}"
            page.note(say(WORDS, "ground.rough_past", percent=percent))


def _notes(notes: tuple[str, ...], maps: tuple[MapSource, ...], page: Page) -> None:
    if notes:
        page.blank()
    for note in notes:
        page.text(note, "dim")
    for source in maps:
        dated = source.dated
        day = say(WORDS, "map.undated") if dated is None else numbers.day(dated.date())
        page.text(
            say(WORDS, "ground.map", name=source.name, day=day, whose=source.attribution), "dim"
        )


def _percent(share: float, digits: int = 0) -> str:
    return f"{100 * share:.{digits}f} %"
