"""`kneewise form`: what one phone can measure of how you run, with its error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.asking import someone_is_there
from kneewise.cli.form_view import print_form, print_forms
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.cli.progress import counted, fetched
from kneewise.model.errors import UsageError
from kneewise.model.form import View
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.journal.form_measuring import FormAnswer, FormStep
    from kneewise.journal.journal import Journal

WORDS = "kneewise.body.form"


Clip = Annotated[
    Path | None, typer.Argument(help="A video of ten strides or more; else the last result.")
]
Where = Annotated[
    View | None, typer.Option("--view", help="Where the phone stood; checked against the clip.")
]
Slow = Annotated[
    float | None, typer.Option(help="How many times slower than life it plays; else found.")
]
Keep = Annotated[bool, typer.Option("--keep-clip", help="Keep the clip too.")]
Picture = Annotated[
    Path | None, typer.Option(metavar="FOLDER", help="Write skeleton clip and curves there.")
]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; else today.")]
Model = Annotated[
    Path | None, typer.Option(metavar="FILE", help="A pose model; else the one that is here.")
]
GetModel = Annotated[
    bool, typer.Option("--get-model", help="Fetch the pose model once, when asked.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Say yes to what would be asked.")]
List = Annotated[bool, typer.Option("--list", help="Show all clips so far.")]
Number = Annotated[int | None, typer.Option(help="Show an earlier one by its number.")]
Remove = Annotated[int | None, typer.Option(metavar="NUMBER", help="Delete one for good.")]
Force = Annotated[bool, typer.Option("--force", help="Replace pictures that are there.")]


def form(
    ctx: typer.Context,
    clip: Clip = None,
    view: Where = None,
    slow: Slow = None,
    keep_clip: Keep = False,
    picture: Picture = None,
    force: Force = False,
    day: Day = None,
    model: Model = None,
    get_model: GetModel = False,
    yes: Yes = False,
    list_: List = False,
    number: Number = None,
    remove: Remove = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Running form from a video: every figure with its error, and no fault named."""
    from kneewise.journal.form_measuring import FormWish

    with journal_of(ctx, home) as journal:
        if get_model and not _get(journal, yes=yes):
            return
        if clip is not None:
            said = day.date() if day is not None else None
            wish = FormWish(clip, view, slow, model, keep_clip, picture, said, force)
            with _bars() as on_step:
                answer = journal.measure_form(wish, on_step)
            _print(answer, as_json=as_json, new=True)
        elif remove is not None:
            journal.remove_form(remove)
            Page(console()).text(say(WORDS, "removed", number=remove))
        elif list_:
            known = journal.forms()
            print_json(known) if as_json else print_forms(known, Page(console()))
        elif not get_model or number is not None:
            _print(journal.form(number), as_json=as_json, new=False)


def _print(answer: FormAnswer, *, as_json: bool, new: bool) -> None:
    if as_json:
        print_json(answer)
    else:
        print_form(answer, Page(console()), new=new)


def _get(journal: Journal, *, yes: bool) -> bool:
    """Fetch the model once the runner said yes; whether it is here now."""
    page = Page(console(stderr=True))
    if journal.form_needs() is not None:
        service, size = "storage.googleapis.com", "9 MB"
        page.text(say(WORDS, "model.ask", service=service, size=size))
        if not yes and not someone_is_there():
            raise UsageError(say(WORDS, "model.nobody"))
        if not yes and not typer.confirm(say(WORDS, "model.go_on"), default=False, err=True):
            page.text(say(WORDS, "model.stopped"))
            return False
        with fetched(say(WORDS, "model.fetching")) as on_fetched:
            journal.get_form_model(on_fetched)
    page.text(say(WORDS, "model.here"))
    return True


@contextmanager
def _bars() -> Iterator[Callable[[FormStep], None]]:
    """A bar a stage: looking at the clip, then drawing it."""
    with ExitStack() as stack:
        bars: dict[str, Callable[[int, int | None], None]] = {}

        def on_step(step: FormStep) -> None:
            if step.stage not in bars:
                bars[step.stage] = stack.enter_context(counted(say(WORDS, step.stage)))
            bars[step.stage](step.done, step.total)

        yield on_step


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(form)
