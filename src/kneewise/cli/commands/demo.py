"""`kneewise demo`: the whole way on a made-up runner whose truth is known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli import numbers
from kneewise.cli.options import AsJson, console, print_json
from kneewise.cli.progress import counted, import_progress, why_progress
from kneewise.cli.why_view import print_ranking, verdict_words, words
from kneewise.model.ranking import CauseVerdict

if TYPE_CHECKING:
    from rich.console import Console

    from kneewise.journal.demo import DemoAnswer


def demo(
    seed: Annotated[int | None, typer.Option(help="Another made-up runner.")] = None,
    into: Annotated[Path | None, typer.Option(help="An empty folder to keep it in.")] = None,
    as_json: AsJson = False,
) -> None:
    """Try it: two made-up years, brought in as files, and the answer beside the truth."""
    from kneewise.journal.demo import DemoSteps
    from kneewise.journal.demo import demo as run_demo

    if as_json:
        print_json(run_demo(into, seed, DemoSteps()))
        return
    out = console()
    out.print(words("demo_intro") + "\n", style="dim")
    with (
        counted("writing files") as writing,
        import_progress() as reading,
        why_progress() as asking,
    ):
        answer = run_demo(into, seed, DemoSteps(writing, reading, asking))
    _print(answer, out)


def _print(answer: DemoAnswer, out: Console) -> None:
    print_ranking(answer.ranking, out)
    out.print("\n" + words("demo_truth_title"), style="bold")
    built_in = [row for row in answer.truth if row.truth != 1]
    for row in built_in:
        found = numbers.ratio(row.found.effect or row.found.prior)
        line = words("demo_truth_row", label=row.label, truth=f"×{row.truth:.1f}", answer=found)
        out.print(f" · {line}; {verdict_words(row.found)}", markup=False)
    others = [row for row in answer.truth if row.truth == 1]
    named = [row.label for row in others if row.found.verdict is CauseVerdict.NAMED]
    rest = words("demo_truth_rest", count=len(others), named=", ".join(named) or "none")
    out.print(f" · {rest}", markup=False)
    out.print("\n" + words("demo_done", home=answer.home), style="dim", soft_wrap=True)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)
