"""`kneewise map`: the maps that say what the ground under a run was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.asking import someone_is_there
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.cli.progress import counted, fetched
from kneewise.model import numbers
from kneewise.model.errors import UsageError
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.journal.journal import Journal
    from kneewise.journal.map_getting import MapOffer
    from kneewise.journal.mapping import MapLine

WORDS = "kneewise.ground"

group = typer.Typer(help="Maps that say what the ground under a run was.", no_args_is_help=True)

Yes = Annotated[bool, typer.Option("--yes", help="Say yes to what would be asked.")]


@group.command()
def add(
    ctx: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="An OpenStreetMap extract (.osm.pbf), or heights (.hgt, .tif).")
    ],
    name: Annotated[str | None, typer.Option(help="What to call it; else as the file.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Add a map of an OpenStreetMap file, or heights; one of the same name is replaced."""
    with journal_of(ctx, home) as journal, counted(say(WORDS, "map.reading")) as update:
        line = journal.add_map(file, name, lambda ways: update(ways, None))
    _print_added(line, as_json=as_json)


@group.command("list")
def list_(ctx: typer.Context, as_json: AsJson = False, home: Home = None) -> None:
    """Every map: the day of its data, how much is in it, where it comes from."""
    with journal_of(ctx, home) as journal:
        answer = journal.maps()
    if as_json:
        print_json(answer)
        return
    page = Page(console())
    for line in answer:
        page.row(line.name, _about(line))
    for attribution in dict.fromkeys(line.attribution for line in answer if line.attribution):
        page.text(attribution, "dim")
    if not answer:
        page.text(say(WORDS, "map.list.none"))


@group.command()
def remove(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="The name of a map, or of heights.")],
    home: Home = None,
) -> None:
    """Take a map away, or heights."""
    with journal_of(ctx, home) as journal:
        line = journal.remove_map(name)
    words = "map.removed_heights" if line.kind == "elevation" else "map.removed"
    Page(console()).text(say(WORDS, words, name=name))


@group.command()
def get(ctx: typer.Context, yes: Yes = False, as_json: AsJson = False, home: Home = None) -> None:
    """Fetch the map that covers your runs, once you said yes to whom and how much."""
    with journal_of(ctx, home) as journal:
        line = _get(journal, yes=yes)
    if line is not None:
        _print_added(line, as_json=as_json)


def _get(journal: Journal, *, yes: bool) -> MapLine | None:
    page = Page(console(stderr=True))
    wanted = journal.uncovered_runs()
    if not wanted.uncovered:
        state = "already" if wanted.runs else "no_runs"
        page.text(say(WORDS, f"map.get.{state}", runs=numbers.counted(wanted.runs, "run")))
        return None
    service = journal.map_service().name
    if not _agreed(page, say(WORDS, "map.get.ask", service=service), yes=yes):
        return None
    offer = journal.offer_map(wanted)
    if not _agreed(page, _offered(offer), yes=yes):
        return None
    with (
        fetched(say(WORDS, "map.fetching")) as on_fetched,
        counted(say(WORDS, "map.reading")) as update,
    ):
        return journal.get_map(offer, on_fetched, lambda ways: update(ways, None))


def _offered(offer: MapOffer) -> str:
    size = offer.remote.size
    return say(
        WORDS,
        "map.get.offer",
        region=offer.name,
        covered=offer.covered,
        runs=numbers.counted(offer.runs, "run"),
        service=offer.service,
        size=say(WORDS, "map.get.size_unknown") if size is None else _megabytes(size),
    )


def _agreed(page: Page, question: str, *, yes: bool) -> bool:
    """Whether the runner said yes; without anyone there nothing is fetched."""
    page.text(question)
    if yes:
        return True
    if not someone_is_there():
        raise UsageError(say(WORDS, "map.get.nobody"))
    if typer.confirm(say(WORDS, "map.get.go_on"), default=False, err=True):
        return True
    page.text(say(WORDS, "map.get.stopped"))
    return False


def _print_added(line: MapLine, *, as_json: bool) -> None:
    if as_json:
        print_json(line)
        return
    page = Page(console())
    page.text(say(WORDS, "map.added", name=line.name, about=_about(line)))
    if line.attribution is not None:
        page.text(line.attribution, "dim")
    if line.kind == "map":
        page.text(say(WORDS, "map.next"))


def _about(line: MapLine) -> str:
    if line.problem is not None:
        return line.problem
    if line.kind == "elevation":
        return say(
            WORDS,
            "map.about_heights",
            low=f"{line.lowest_m:,.0f}",
            high=f"{line.highest_m:,.0f}",
            cell=f"{line.cell_m:.0f}",
            size=_megabytes(line.size_bytes or 0),
        )
    dated = line.dated
    return say(
        WORDS,
        "map.about",
        ways=f"{line.ways:,}",
        day=say(WORDS, "map.undated") if dated is None else numbers.day(dated.date()),
        size=_megabytes(line.size_bytes or 0),
    )


def _megabytes(size: int) -> str:
    """A size as a person reads it: 0.9 MB, 46 MB, 4.4 GB."""
    if size >= 1e9:
        return f"{size / 1e9:.1f} GB"
    return f"{size / 1e6:.0f} MB" if size >= 1e7 else f"{size / 1e6:.1f} MB"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.add_typer(group, name="map")
