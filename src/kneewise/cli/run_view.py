"""Runs printed: a list with load and pain, and one run in full."""

from __future__ import annotations

from textwrap import fill

from rich.console import Console

from kneewise.cli import numbers
from kneewise.cli.why_view import WIDTH, words
from kneewise.journal.answers import Measured, RunDetail, RunLine


def print_runs(lines: tuple[RunLine, ...], out: Console) -> None:
    """One line a run."""
    header = f"{'run':>5}  {'day':<12} {'km':>6} {'min':>5}  {'knee load':<14} {'pain':<9} shoe"
    out.print(header, style="bold", markup=False)
    for line in lines:
        pain = " ".join(f"{side.value[0].upper()}{value}" for side, value in line.pain.items())
        out.print(
            f"{line.id:>5}  {numbers.day(line.day):<12} {numbers.measured(line.km):>6}"
            f" {numbers.measured(line.minutes, '', 0):>5}  {numbers.load(line.knee_load_km):<14}"
            f" {pain or numbers.UNKNOWN:<9} {line.shoe or numbers.UNKNOWN}",
            markup=False,
        )


def print_run(detail: RunDetail, out: Console) -> None:
    """One run in full."""
    run = detail.run
    km = numbers.measured(run.distance_m / 1000 if run.distance_m is not None else None, "km")
    title = f"run {run.id} · {numbers.day(run.day)} {run.local_start:%H:%M} · {run.sport} · {km}"
    out.print(title, style="bold", markup=False)
    minutes = run.moving_s / 60 if run.moving_s is not None else None
    rows = [
        ("name", run.name or numbers.UNKNOWN),
        ("moving", numbers.measured(minutes, "min", 0)),
        ("walked", numbers.measured(detail.walk_km, "km")),
        ("climb / descent", f"{_m(detail.ascent_m)} / {_m(detail.descent_m)}"),
        ("cadence", numbers.measured(detail.cadence_spm, "steps/min", 0)),
        ("heart rate", numbers.measured(detail.heart_rate_bpm, "/min", 0)),
        ("shoe", detail.shoe.name if detail.shoe is not None else numbers.UNKNOWN),
    ]
    if detail.load is not None:
        rows.append(("knee load", f"{numbers.load(detail.load.cumulative)} easy km"))
        rows.append(("  peak-weighted", f"{numbers.load(detail.load.damage)} easy km"))
        rows.extend(("  assumed", sentence) for sentence in detail.load.assumed)
    rows.extend((f"pain {side}", said) for side, said in _ratings(detail))
    rows.extend(("recording", source) for source in detail.recordings)
    rows.extend(("problem", str(problem)) for problem in detail.problems)
    for name, value in rows:
        _row(name, value, out)
    out.print("\n" + words("run_suspects"), style="bold")
    for exposure in sorted(detail.exposures, key=lambda one: -(one.percentile or 0)):
        if exposure.said is not None:
            _row(f"  {exposure.label}", _said(exposure), out, width=52)
    unknown = [exposure.label for exposure in detail.exposures if exposure.said is None]
    if unknown:
        out.print(fill(words("run_unknown", names=", ".join(unknown)), WIDTH), markup=False)


def _row(name: str, value: str, out: Console, width: int = 18) -> None:
    first, rest = f"{name:<{width}} ", " " * (width + 1)
    out.print(fill(value, WIDTH, initial_indent=first, subsequent_indent=rest), markup=False)


def _ratings(detail: RunDetail) -> list[tuple[str, str]]:
    """One line a knee: `0 before, 3 during, 1 next morning`."""
    sides: dict[str, list[str]] = {}
    for entry in detail.ratings:
        value = numbers.UNKNOWN if entry.value is None else str(entry.value)
        window = words(f"window_{entry.window.value}")
        sides.setdefault(entry.side.value, []).append(f"{value} {window}")
    return [(side, ", ".join(said)) for side, said in sides.items()]


def _said(exposure: Measured) -> str:
    said = exposure.said or numbers.UNKNOWN
    if exposure.percentile is None:
        return said
    return said + "; " + words("run_percentile", percent=f"{exposure.percentile:.0f}")


def _m(value: float | None) -> str:
    return numbers.measured(value, "m", 0)
