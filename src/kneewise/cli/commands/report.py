"""`kneewise report`: what else is worth telling of one run."""

from __future__ import annotations

from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json


def report(
    ctx: typer.Context,
    run: Annotated[str, typer.Option(help="A run's number or 'latest'.")] = "latest",
    began_km: Annotated[float | None, typer.Option(help="Where in the run it began, km.")] = None,
    shortened: Annotated[bool | None, typer.Option(help="Cut short for the knee.")] = None,
    changed: Annotated[bool | None, typer.Option(help="Altered for the knee.")] = None,
    planned_km: Annotated[float | None, typer.Option(help="What had been planned, km.")] = None,
    planned_descent_m: Annotated[float | None, typer.Option(help="Planned descent, m.")] = None,
    painkiller_before: Annotated[bool | None, typer.Option(help="Taken before it.")] = None,
    painkiller_after: Annotated[bool | None, typer.Option(help="Taken after it.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Tell more of one run; what is not said stays unknown."""
    with journal_of(ctx, home) as journal:
        answer = journal.report(
            run,
            pain_began_km=began_km,
            shortened=shortened,
            changed=changed,
            planned_km=planned_km,
            planned_descent_m=planned_descent_m,
            painkiller_before=painkiller_before,
            painkiller_after=painkiller_after,
        )
    if as_json:
        print_json(answer)
        return
    told = [
        f"{name.replace('_', ' ')}: {value}"
        for name in answer.__dataclass_fields__
        if name not in ("run_id", "runner") and (value := getattr(answer, name)) is not None
    ]
    console().print(f"run {answer.run_id}: " + ", ".join(told), markup=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(report)
