"""Runs printed: a list with load and pain, and one run in full."""

from __future__ import annotations

from rich.console import Console

from kneewise.cli import numbers
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
    rows.extend(
        (f"pain {e.side.value}", f"{numbers.UNKNOWN if e.value is None else e.value} {e.window}")
        for e in detail.ratings
    )
    rows.extend(("recording", source) for source in detail.recordings)
    rows.extend(("problem", str(problem)) for problem in detail.problems)
    for name, value in rows:
        out.print(f"{name:<18} {value}", markup=False)
    for exposure in detail.exposures:
        out.print(_exposure(exposure), markup=False)


def _exposure(exposure: Measured) -> str:
    value = numbers.measured(exposure.value, exposure.unit, 2)
    if exposure.value is None or exposure.known == "not_applicable":
        value = f"{exposure.known.replace('_', ' ')}" + (
            f" ({exposure.reason})" if exposure.reason else ""
        )
    rank = ""
    if exposure.percentile is not None and exposure.known != "not_applicable":
        rank = f"   higher than {exposure.percentile:.0f} of 100 of your runs"
    return f"  {exposure.label:<44} {value}{rank}"


def _m(value: float | None) -> str:
    return numbers.measured(value, "m", 0)
