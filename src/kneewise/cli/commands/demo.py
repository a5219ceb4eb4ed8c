"""`kneewise demo`: the whole way on a made-up runner whose truth is known."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.options import AsJson, console, print_json
from kneewise.cli.page import Page
from kneewise.cli.progress import counted, import_progress, why_progress
from kneewise.cli.why_view import print_ranking, verdict_words, words
from kneewise.model import numbers
from kneewise.model.errors import UsageError
from kneewise.model.ranking import CauseVerdict

if TYPE_CHECKING:
    from kneewise.journal.demo import DemoAnswer


def demo(
    seed: Annotated[int | None, typer.Option(help="Another made-up runner.")] = None,
    into: Annotated[Path | None, typer.Option(help="An empty folder to keep it in.")] = None,
    serve: Annotated[
        bool, typer.Option("--serve", help="Then show her pages; she is on her way back today.")
    ] = False,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="With --serve: the port.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="With --serve: open the browser.")] = True,
    as_json: AsJson = False,
) -> None:
    """Try it: two made-up years on a made-up map, and the answer beside the truth."""
    from kneewise.journal.demo import DemoSteps
    from kneewise.journal.demo import demo as run_demo

    if serve and as_json:
        raise UsageError("--serve shows pages and --json prints; choose one.")
    if as_json:
        print_json(run_demo(into, seed, DemoSteps()))
        return
    page = Page(console())
    page.text(words("demo_intro"), "dim")
    with (
        counted("writing files") as writing,
        import_progress() as reading,
        counted("matching runs") as matching,
        why_progress() as asking,
    ):
        today = _today() if serve else None
        answer = run_demo(into, seed, DemoSteps(writing, reading, matching, asking), today=today)
    _print(answer, page)
    if serve:
        from kneewise.cli.serve_view import show_here
        from kneewise.journal.settings import settings_from

        show_here(settings_from(answer.home), port, browser=browser)


def _today() -> date:
    """The local date."""
    return datetime.now(UTC).astimezone().date()


def _print(answer: DemoAnswer, page: Page) -> None:
    print_ranking(answer.ranking, page)
    page.title(words("demo_truth_title"))
    for row in (row for row in answer.truth if row.truth != 1):
        found = numbers.ratio(row.found.effect or row.found.prior)
        line = words("demo_truth_row", label=row.label, truth=f"×{row.truth:.1f}", answer=found)
        page.item(f"{line}; {verdict_words(row.found)}")
    others = [row for row in answer.truth if row.truth == 1]
    named = [row.label for row in others if row.found.verdict is CauseVerdict.NAMED]
    page.item(words("demo_truth_rest", count=len(others), named=", ".join(named) or "none"))
    page.item(words("demo_town") if answer.no_map is None else answer.no_map)
    page.blank()
    page.text(words("demo_done"), "dim")
    page.raw(f"kneewise --home {answer.home} why")
    if answer.town is not None:
        latitude, longitude = answer.door_deg
        page.raw(f"kneewise --home {answer.home} ground")
        page.raw(f"kneewise --home {answer.home} route --from {latitude:g},{longitude:g} --km 8")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(demo)
