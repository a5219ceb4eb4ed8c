"""`kneewise route`: loops from the runner's own map that are flatter, more even or softer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.journal.targets import check_route_targets
from kneewise.model.errors import UsageError
from kneewise.model.route import RouteWish, Taste

if TYPE_CHECKING:
    from kneewise.journal.journal import Journal
    from kneewise.journal.routing import RoutesAnswer

Start = Annotated[
    str, typer.Option("--from", metavar="LAT,LON", help="The start, in degrees: 48.137,11.575.")
]
Km = Annotated[float, typer.Option("--km", help="How long, in km.")]
Flatter = Annotated[bool, typer.Option("--flatter", help="Less up and down.")]
Evener = Annotated[bool, typer.Option("--evener", help="More even underfoot.")]
Softer = Annotated[bool, typer.Option("--softer", help="Less asphalt.")]
Plain = Annotated[bool, typer.Option("--plain", help="As it comes, whatever your diary suggests.")]
OutAndBack = Annotated[bool, typer.Option("--out-and-back", help="Out and back the same way.")]
Count = Annotated[int, typer.Option("-n", "--count", help="How many to choose from.")]
Gpx = Annotated[Path | None, typer.Option("--gpx", help="Write the first one as GPX.")]
Fit = Annotated[Path | None, typer.Option("--fit", help="Write the first one as FIT course.")]
Save = Annotated[Path | None, typer.Option("--save", help="Write all into a folder, both kinds.")]
Force = Annotated[bool, typer.Option("--force", help="Replace files that are there.")]


def route(
    ctx: typer.Context,
    start: Start,
    km: Km,
    flatter: Flatter = False,
    evener: Evener = False,
    softer: Softer = False,
    plain: Plain = False,
    out_and_back: OutAndBack = False,
    count: Count = 3,
    gpx: Gpx = None,
    fit: Fit = None,
    save: Save = None,
    force: Force = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Loops from your own map: of the kind you ask for, else the kind your diary suggests."""
    asked = {Taste.FLATTER: flatter, Taste.EVENER: evener, Taste.SOFTER: softer, Taste.PLAIN: plain}
    tastes = [taste for taste, said in asked.items() if said]
    if len(tastes) > 1:
        raise UsageError("Ask for one of --flatter, --evener, --softer and --plain at a time.")
    check_route_targets(gpx, fit, save)
    lat, lon = place(start)
    wish = RouteWish(lat, lon, km, tastes[0] if tastes else Taste.PLAIN, out_and_back, count)
    with journal_of(ctx, home) as journal:
        answer = journal.routes(wish, suggest=not tastes)
        paths = _saved(journal, answer, (gpx, fit, save), force=force)
    if as_json:
        print_json(answer)
        return
    from kneewise.cli.route_view import print_routes

    print_routes(answer, paths, console())


def place(said: str) -> tuple[float, float]:
    """Latitude and longitude as they are typed. Raises UsageError."""
    try:
        lat, lon = (float(part) for part in said.split(","))
    except ValueError:
        raise UsageError(
            f"A start is LAT,LON in degrees, as 48.137,11.575; not {said!r}."
        ) from None
    return lat, lon


def _saved(
    journal: Journal,
    answer: RoutesAnswer,
    to: tuple[Path | None, Path | None, Path | None],
    *,
    force: bool,
) -> tuple[Path, ...]:
    gpx, fit, folder = to
    if not answer.offers:
        return ()
    paths: tuple[Path, ...] = ()
    if gpx is not None or fit is not None:
        paths += journal.save_route(answer, gpx, fit, force=force)
    if folder is not None:
        paths += journal.save_routes(answer, folder, force=force)
    return paths


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(route)
