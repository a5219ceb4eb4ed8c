"""Runs printed: a list with load and pain, and one run in full."""

from __future__ import annotations

from collections import Counter

from kneewise.cli.page import Page
from kneewise.cli.why_view import words
from kneewise.journal.answers import Measured, RunDetail, RunLine
from kneewise.model import numbers
from kneewise.model.words import say

STEPS = "kneewise.body.dynamics"

FEW = 6
"""Unknown suspects named one by one up to this many; more are counted."""


def print_runs(lines: tuple[RunLine, ...], page: Page) -> None:
    """One line a run."""
    header = f"{'run':>5}  {'day':<12} {'km':>6} {'min':>5}  {'knee load':<14} {'pain':<9} shoe"
    page.raw(header, "bold")
    for line in lines:
        pain = " ".join(f"{side.value[0].upper()}{value}" for side, value in line.pain.items())
        page.raw(
            f"{line.id:>5}  {numbers.day(line.day):<12} {numbers.measured(line.km):>6}"
            f" {numbers.measured(line.minutes, '', 0):>5}  {numbers.load(line.knee_load_km):<14}"
            f" {pain or numbers.UNKNOWN:<9} {line.shoe or numbers.UNKNOWN}"
        )
    page.text(words("runs_legend"), "dim")


def print_run(detail: RunDetail, page: Page) -> None:
    """One run in full."""
    run = detail.run
    km = numbers.measured(run.distance_m / 1000 if run.distance_m is not None else None, "km")
    sport = run.sport.value.replace("_", " ")
    page.text(
        f"run {run.id} · {numbers.day(run.day)} {run.local_start:%H:%M} · {sport} · {km}", "bold"
    )
    if run.deleted:
        page.text(words("run_left_out", run=run.id))
    for name, value in [*_what_it_was(detail), *_load(detail), *_told(detail)]:
        page.row(name, value)
    for sentence in detail.climb_said:
        page.text(sentence, "dim")
    if run.sport.is_run:
        _steps(detail, page)
        _suspects(detail.exposures, page)
    if detail.ground_from is not None:
        page.text(detail.ground_from, "dim")


def _what_it_was(detail: RunDetail) -> list[tuple[str, str]]:
    run = detail.run
    minutes = run.moving_s / 60 if run.moving_s is not None else None
    rows = [
        ("name", run.name),
        ("moving", _unless_none(minutes, "min", 0)),
        ("walked", _unless_none(detail.walk_km or None, "km", 1)),
        ("climb, descent", _climb(detail)),
        ("cadence", _unless_none(detail.cadence_spm, "steps/min", 0)),
        ("heart rate", _unless_none(detail.heart_rate_bpm, "/min", 0)),
        ("shoe", detail.shoe.name if detail.shoe is not None else None),
    ]
    return [(name, value) for name, value in rows if value is not None]


def _unless_none(value: float | None, unit: str, digits: int) -> str | None:
    return None if value is None else numbers.measured(value, unit, digits)


def _climb(detail: RunDetail) -> str | None:
    if detail.ascent_m is None or detail.descent_m is None:
        return None
    return f"{detail.ascent_m:.0f} m, {detail.descent_m:.0f} m"


def _load(detail: RunDetail) -> list[tuple[str, str]]:
    if detail.load is None or detail.load.cumulative is None:
        return []
    rows = [
        ("knee load", words("load_easy_km", load=numbers.load(detail.load.cumulative))),
        ("", words("load_peak", load=numbers.load(detail.load.damage))),
    ]
    return rows + [("", sentence) for sentence in detail.load.assumed]


def _told(detail: RunDetail) -> list[tuple[str, str]]:
    sides: dict[str, list[str]] = {}
    for entry in detail.ratings:
        value = numbers.UNKNOWN if entry.value is None else str(entry.value)
        window = words(f"window_{entry.window.value}")
        sides.setdefault(entry.side.value, []).append(f"{value} {window}")
    rows = [(f"pain {side}", ", ".join(said)) for side, said in sides.items()]
    for source, times in Counter(detail.recordings).items():
        rows.append(("recorded", source if times == 1 else f"{times} × {source}"))
    return rows + [("problem", str(problem)) for problem in detail.problems]


def _steps(detail: RunDetail, page: Page) -> None:
    """What the watch recorded of the steps, against the own usual at that speed."""
    from kneewise.journal.dynamics import dynamics_lines

    lines = dynamics_lines(detail.dynamics, detail.exposures)
    if not lines:
        return
    page.title(say(STEPS, "title"))
    for line in lines:
        page.row(f" {line.label}", line.said, name_width=38)
    page.text(f"{say(STEPS, 'what')} {say(STEPS, 'chance')}", "dim")


def _suspects(exposures: tuple[Measured, ...], page: Page) -> None:
    from kneewise.journal.comparing import standing

    page.title(words("run_suspects"))
    for exposure in sorted(exposures, key=lambda one: -(one.percentile or 0)):
        said = standing(exposure)
        if said is not None:
            page.row(f" {exposure.label}", said, name_width=38)
    unknown = [exposure.label for exposure in exposures if exposure.said is None]
    if len(unknown) > FEW:
        page.text(words("run_unknown_many", count=len(unknown), all=len(exposures)))
    elif unknown:
        page.text(words("run_unknown", names="; ".join(unknown)))
