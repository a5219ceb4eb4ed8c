"""Form from a clip: looked at apart, judged, kept, and held against the clip before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneewise.body.form import saying
from kneewise.body.form.apart import run_apart
from kneewise.body.form.comparing import Change, compare
from kneewise.body.form.kept import KIND, KeptForm, from_measure, to_measure
from kneewise.journal.clock import local_now
from kneewise.journal.days import lived
from kneewise.journal.form_model import check_extra, find_model
from kneewise.journal.targets import check_free, same_file
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.form import View
from kneewise.model.words import Sentence, say

if TYPE_CHECKING:
    from kneewise.body.form.answer import Form
    from kneewise.body.form.watching import Watched
    from kneewise.store.home import Store

WORDS = "kneewise.body.form"

PICTURE = "form.webm"
"""What the clip with the skeleton over it is called."""

LONGEST_SLOW = 64.0

TOGETHER_DAYS = 14
"""Clips of the two legs that lie farther apart are not set against each other (our choice)."""


@dataclass(frozen=True, slots=True)
class FormStep:
    """How far a clip is: `stage` is "looking" or "drawing"; frames done and in all."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class FormWish:
    """A clip and what was said of it.

    `picture` is a folder for the pictures, None for none; with `force` those there are replaced.
    """

    clip: Path
    view: View | None = None
    slow: float | None = None
    model: Path | None = None
    keep_clip: bool = False
    picture: Path | None = None
    day: date | None = None
    force: bool = False


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """One form, as every front end shows it.

    `differences` are left less right; from the side the other leg is that of another clip, of the
    day `other_leg`, None where there is none. `compared_with` is the day of the clip that `changes`
    are against, None where there is none of this view before.
    """

    form: KeptForm
    title: str
    lines: tuple[saying.FormLine, ...]
    differences: tuple[saying.FormLine, ...]
    other_leg: date | None
    strike: str | None
    notes: tuple[str, ...]
    limits: tuple[Sentence, ...]
    curves: tuple[saying.CurveLine, ...]
    compared_with: date | None
    changes: tuple[saying.ChangeLine, ...]
    pictures: tuple[Path, ...] = ()


def measure_form(
    store: Store,
    wish: FormWish,
    runner: str,
    on_step: Callable[[FormStep], None] = lambda _: None,
) -> FormAnswer:
    """Measure a clip and keep what came of it; the clip itself only where that is wished.

    Raises ClipError with the one reason why nothing is measured, UsageError, MissingExtraError,
    StoreError.
    """
    if wish.slow is not None and not 1 <= wish.slow <= LONGEST_SLOW:
        raise UsageError(say(WORDS, "refuse.slow", slow=f"{wish.slow:g}"))
    if wish.picture is not None:
        _check_pictures(wish.picture, wish)
    now = datetime.now(UTC)
    today = local_now(store, runner, now).date()
    day = today if wish.day is None else lived(wish.day, today)
    check_extra()
    model = find_model(store, wish.model)
    watched: Watched = run_apart(
        "kneewise.body.form.watching:watch",
        wish.clip,
        model,
        on_progress=lambda done, total: on_step(FormStep("looking", done, total)),
    )
    from kneewise.body.form.judging import judge

    form = judge(watched, wish.view, wish.slow)
    pictures = _draw(wish, watched, form, on_step)
    sha256 = store.clips.keep(wish.clip) if wish.keep_clip else None
    measure = to_measure(form, day, now, sha256)
    (number,) = store.measures.add([measure], runner)
    return form_answer(store, number, runner, pictures=pictures)


def _check_pictures(folder: Path, wish: FormWish) -> None:
    """Refuse a folder that holds the clip or what may not be replaced, before a minute of work."""
    from kneewise.body.form.curves import CURVES

    if same_file(folder / PICTURE, wish.clip):
        raise UsageError(say(WORDS, "refuse.over_clip", name=wish.clip))
    check_free((folder / PICTURE, *(folder / f"{name}.svg" for name in CURVES)), force=wish.force)


def _draw(
    wish: FormWish, watched: Watched, form: Form, on_step: Callable[[FormStep], None]
) -> tuple[Path, ...]:
    """The clip with its skeleton and a curve a file, in the folder that was wished."""
    if wish.picture is None:
        return ()
    from kneewise.body.form.drawing import curves_svg

    folder = wish.picture
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(say(WORDS, "refuse.no_picture", name=folder)) from error
    clip = run_apart(
        "kneewise.body.form.picture:draw",
        wish.clip,
        watched.track,
        folder / PICTURE,
        on_progress=lambda done, total: on_step(FormStep("drawing", done, total)),
    )
    written = [clip]
    for line in saying.curve_lines(form.curves):
        path = folder / f"{line.name}.svg"
        path.write_text(curves_svg(line.curves, line.says, alone=True), encoding="utf-8")
        written.append(path)
    return tuple(written)


def forms(store: Store, runner: str) -> tuple[KeptForm, ...]:
    """Every form that is kept, the latest last."""
    return tuple(from_measure(measure) for measure in store.measures.all(runner, KIND))


def form_answer(
    store: Store, number: int | None, runner: str, *, pictures: tuple[Path, ...] = ()
) -> FormAnswer:
    """One form by its number, the latest for None. Raises NotFoundError."""
    from kneewise.body.form.differences import differences_between

    known = forms(store, runner)
    form = next((f for f in reversed(known) if number is None or f.id == number), None)
    if form is None:
        words = "none_yet" if number is None else "refuse.no_clip_kept"
        raise NotFoundError(say(WORDS, words, number=number))
    before, other = _before(known, form), _other_leg(known, form)
    both = form.measured if other is None else (*other.measured, *form.measured)
    changes: tuple[Change, ...] = ()
    if before is not None:
        changes = compare(before.measured, form.measured)
    return FormAnswer(
        form=form,
        title=saying.title(form),
        lines=saying.lines(form.measured),
        differences=saying.difference_lines(differences_between(form.view, both)),
        other_leg=None if other is None else other.day,
        strike=saying.strike(form),
        notes=saying.notes(form),
        limits=saying.limits(form),
        curves=saying.curve_lines(form.curves),
        compared_with=None if before is None else before.day,
        changes=saying.change_lines(changes),
        pictures=pictures,
    )


def _before(known: tuple[KeptForm, ...], form: KeptForm) -> KeptForm | None:
    """The last one before of the same view, side and code."""
    alike = [
        other
        for other in known
        if (other.view, other.near, other.version) == (form.view, form.near, form.version)
        and (other.day, other.at, other.id) < (form.day, form.at, form.id)
    ]
    return alike[-1] if alike else None


def _other_leg(known: tuple[KeptForm, ...], form: KeptForm) -> KeptForm | None:
    """In a view from the side the nearest clip of the other leg, at most two weeks away."""
    if form.near is None:
        return None
    others = [
        other
        for other in known
        if (other.view, other.version) == (form.view, form.version)
        and other.near not in {None, form.near}
        and abs((other.day - form.day).days) <= TOGETHER_DAYS
    ]
    return min(
        others, key=lambda other: (abs((other.day - form.day).days), -other.id), default=None
    )


def remove_form(store: Store, number: int, runner: str) -> None:
    """Delete a form for good, and its clip where that was kept. Raises NotFoundError."""
    known = forms(store, runner)
    form = next((f for f in known if f.id == number), None)
    if form is None:
        raise NotFoundError(say(WORDS, "refuse.no_clip_kept", number=number))
    store.measures.remove(number, runner)
    if form.clip is not None and not any(f.clip == form.clip for f in known if f is not form):
        store.clips.remove(form.clip)
