"""`kneewise foot`: the arch index of a footprint in a photo, or six things to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.body.foot.types import Sheet
from kneewise.cli.asking import someone_is_there
from kneewise.cli.commands.relief import Answers, pairs
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.journal.targets import check_free, same_file
from kneewise.model import numbers
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.journal.feet import Feet, Footprints
    from kneewise.journal.journal import Journal
    from kneewise.model.words import Sentence

WORDS = "kneewise.body.foot"

Photo = Annotated[
    Path | None, typer.Argument(help="A photo or scan of a footprint; else what is known.")
]
SheetSaid = Annotated[
    Sheet | None,
    typer.Option(help="The sheet it is on, or a bank card beside it; else your country's."),
]
Picture = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write what was found, as .png or .svg.")
]
Force = Annotated[bool, typer.Option("--force", help="Replace a picture that is there.")]


def foot(
    ctx: typer.Context,
    photo: Photo = None,
    side: Annotated[Side | None, typer.Option(help="Which foot; else by the great toe.")] = None,
    sheet: SheetSaid = None,
    picture: Picture = None,
    force: Force = False,
    posture: Annotated[bool, typer.Option("--posture", help="Six things to look at.")] = False,
    answer: Answers = None,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; else today.")
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="Show all that is kept.")] = False,
    remove: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Delete one for good.")
    ] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Flat feet: how high the arch is, with its error, and what is known of it."""
    from kneewise.journal.feet import FootPhoto

    on = day.date() if day is not None else None
    _judge(picture, photo, force=force)
    page = Page(console())
    with journal_of(ctx, home) as journal:
        if photo is not None:
            wish = FootPhoto(_bytes(photo), side, sheet, on, picture is not None)
            _print_photo(journal, journal.measure_foot(wish), page, picture, as_json=as_json)
            return
        if remove is not None:
            journal.remove_foot(remove)
            page.text(say(WORDS, "removed", number=remove))
            return
        if posture or answer:
            foot_side = side if side is not None else _ask_side()
            journal.keep_posture(foot_side, dict(pairs(answer)) or _ask_posture(), day=on)
        found = journal.feet()
    print_json(found) if as_json else _print_feet(found, page, every=history)


def _judge(picture: Path | None, photo: Path | None, *, force: bool) -> None:
    if picture is None:
        return
    if picture.suffix.lower() not in {".png", ".svg"}:
        raise UsageError(say(WORDS, "picture_kind", name=picture.name))
    if photo is not None and same_file(picture, photo):
        raise UsageError(say(WORDS, "picture_is_photo", path=picture))
    if photo is not None:
        check_free((picture,), force=force)


def _bytes(photo: Path) -> bytes:
    from kneewise.body.foot.types import MOST_BYTES

    try:
        with photo.open("rb") as file:
            return file.read(MOST_BYTES + 1)  # one more tells that it is too large
    except OSError as error:
        said = say(WORDS, "no_file", path=photo, reason=error.strerror or type(error).__name__)
        raise UsageError(said) from error


def _print_photo(
    journal: Journal, found: Footprints, page: Page, picture: Path | None, *, as_json: bool
) -> None:
    written = None if picture is None or found.refused is not None else _write(found, picture)
    if as_json:
        print_json(replace(found, png=None, svg=None))
    elif found.refused is not None:
        _print_refusal(found, page)
    else:
        _print_found(journal.feet(), found, page)
        if written is not None:
            page.text(say(WORDS, "written", path=written))
        page.text(say(WORDS, "not_kept"), "dim")
    if found.refused is not None:
        raise typer.Exit(1)


def _print_refusal(found: Footprints, page: Page) -> None:
    from kneewise.journal.feet_words import good_photo, refusal

    if found.refused is not None:
        page.text(f"{say(WORDS, 'refused.title')} {refusal(found.refused)}")
    page.items(say(WORDS, "good.title"), list(good_photo()))


def _print_found(feet: Feet, found: Footprints, page: Page) -> None:
    from kneewise.journal import feet_words

    for one, looks in zip(found.prints, found.looks, strict=True):
        page.title(feet_words.title(one.side, numbers.day(one.day)))
        for line in feet_words.print_lines(one):
            page.note(line)
        before = feet.before(one)
        if before is not None:
            page.note(feet_words.change_words(one, before))
        other = feet_words.looks_words(one.side, looks)
        if other is not None:
            page.note(other)
    page.blank()
    for reason in found.left_out:
        page.text(feet_words.left_out_words(reason))
    if found.sheet is not None:
        page.text(feet_words.found_words(found.sheet, scanned=found.scanned))
    if found.other_sheet is not None:
        page.text(say(WORDS, "other_sheet", sheet=found.other_sheet.value))
    _print_about(feet, page, feet.about)


def _print_feet(feet: Feet, page: Page, *, every: bool) -> None:
    from kneewise.journal import feet_words

    if not feet.prints and not feet.postures:
        page.text(say(WORDS, "none"))
        page.items(say(WORDS, "good.title"), list(feet_words.good_photo()))
        return
    prints = feet.prints if every else [p for p in map(feet.latest, Side) if p is not None]
    for one in prints:
        page.title(feet_words.title(one.side, numbers.day(one.day)) + f"  [{one.number}]")
        for line in feet_words.print_lines(one):
            page.note(line)
    postures = feet.postures if every else [p for p in map(feet.posture, Side) if p is not None]
    for posture in postures:
        page.title(
            feet_words.title(posture.side, numbers.day(posture.day)) + f"  [{posture.number}]"
        )
        for line in feet_words.posture_lines(posture):
            page.note(line)
    page.blank()
    about = (*(feet.about_posture if postures else ()), *feet.about)
    _print_about(feet, page, about)


def _print_about(feet: Feet, page: Page, about: tuple[Sentence, ...]) -> None:
    from kneewise.journal.feet_words import used_words

    for one in about:
        keys = f" ({', '.join(one.sources)})" if one.sources else ""
        page.item(one.text + keys)
    for line in used_words(feet.source, feet.told):
        page.item(line)


def _write(found: Footprints, picture: Path) -> Path:
    try:
        if picture.suffix.lower() == ".svg":
            picture.write_text(found.svg or "", encoding="utf-8")
        else:
            picture.write_bytes(found.png or b"")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        said = say(WORDS, "no_picture_file", path=picture, reason=reason)
        raise UsageError(said) from error
    return picture


def _ask_side() -> Side:
    if not someone_is_there():
        raise UsageError(say(WORDS, "which_foot"))
    while True:
        said = str(typer.prompt(say(WORDS, "prompt.side"), prompt_suffix=" ")).strip().lower()
        for side in Side:
            if said and side.value.startswith(said):
                return side


def _ask_posture() -> dict[str, object]:
    """All six in turn; Enter leaves one open."""
    from kneewise.body.foot.posture import ITEMS, check_posture

    if not someone_is_there():
        raise UsageError(say(WORDS, "posture.none"))
    typer.echo(say(WORDS, "posture.how") + "\n")
    said: dict[str, object] = {}
    for item in ITEMS:
        ends = {end: say(WORDS, f"item.{item}.{end}") for end in ("low", "mid", "high")}
        asked = say(WORDS, "prompt.item", item=say(WORDS, f"item.{item}"), **ends)
        while True:
            typed = typer.prompt(asked, default="", show_default=False, prompt_suffix=" ")
            try:
                said[item] = check_posture({item: typed})[item]
            except UsageError as error:
                typer.echo(str(error))
                continue
            break
    return said


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(foot)
