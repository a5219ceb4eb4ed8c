"""Feet: the arch from a footprint, or six things to look at; what they can say and what not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from kneewise.body.foot import ITEMS, KeptPosture, KeptPrint, Refused, Sheet
from kneewise.journal import feet_words
from kneewise.journal.feet import Feet
from kneewise.model.diary import Side
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.words import Sentence, say
from kneewise.web.drawing.foot import Marked, footprint, good_photo, index_axis
from kneewise.web.forms import WholeForm, choice, text
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, back_to, render
from kneewise.web.pages.feet.taking import pictures_of, take_photo
from kneewise.web.taking import ANY_SIZE
from kneewise.web.wording import Wording, wording_of

router = APIRouter()
_PACKAGE = __name__
ANSWER = "a."


@dataclass(frozen=True, slots=True)
class PrintShown:
    """The latest print of a foot in words and as a drawing; `picture` is still in memory."""

    print: KeptPrint
    title: str
    lines: tuple[str, ...]
    change: str | None
    drawing: Markup
    picture: bool


@dataclass(frozen=True, slots=True)
class PostureShown:
    """The latest posture of a foot in words."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the history, with the number that deletes it."""

    number: int
    day: str
    side: str
    what: str


@dataclass(frozen=True, slots=True)
class FeetPage:
    """Both feet, how they came to be known, and the two ways to tell more."""

    prints: tuple[PrintShown, ...]
    axis: Markup | None
    axis_rows: tuple[tuple[str, str, str], ...]
    postures: tuple[PostureShown, ...]
    about: tuple[Sentence, ...]
    about_posture: tuple[Sentence, ...]
    used: tuple[str, ...]
    rows: tuple[Row, ...]
    refused: str | None
    can_look: bool
    good: tuple[str, ...]
    good_drawing: Markup
    sheets: tuple[str, ...]
    items: tuple[str, ...]


@router.get("/feet", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep, refused: str = "") -> HTMLResponse:
    """What is known, then the photo and the six things to look at."""
    feet, wording = journal.feet(), wording_of(journal.profile())
    latest = [one for one in map(feet.latest, Side) if one is not None]
    page = FeetPage(
        prints=tuple(_print(request, feet, one, wording) for one in latest),
        axis=_axis(feet, wording),
        axis_rows=tuple(
            (wording.day(one.day), _side(one.side), feet_words.index_words(one.arch_index))
            for one in reversed(feet.prints)
        ),
        postures=tuple(
            PostureShown(
                feet_words.title(one.side, wording.day(one.day)), feet_words.posture_lines(one)
            )
            for one in map(feet.posture, Side)
            if one is not None
        ),
        about=feet.about,
        about_posture=feet.about_posture,
        used=feet_words.used_words(feet.source, feet.told),
        rows=_rows(feet, wording),
        refused=feet_words.refusal(Refused(refused)) if refused in set(Refused) else None,
        can_look=feet.can_look,
        good=feet_words.good_photo(),
        good_drawing=good_photo(say(_PACKAGE, "good.says")),
        sheets=("", *(sheet.value for sheet in Sheet)),
        items=ITEMS,
    )
    return render(request, "feet", page, journal)


@router.post("/feet/photo", max_body_size=ANY_SIZE)
async def hand_in(request: Request, journal: JournalDep) -> Response:
    """Measure a photo and show what came of it, or why nothing did."""
    found = await take_photo(request, journal)
    if found.refused is not None:
        return back_to(f"/feet?refused={found.refused.value}#photo")
    said = [feet_words.title(one.side, "").rstrip(", ") for one in found.prints]
    lines = [say(_PACKAGE, "measured", feet=" and ".join(said).lower())]
    for one, looks in zip(found.prints, found.looks, strict=True):
        other = feet_words.looks_words(one.side, looks)
        lines += [other] if other is not None else []
    lines += [feet_words.left_out_words(reason) for reason in found.left_out]
    if found.other_sheet is not None:
        lines.append(say("kneewise.body.foot", "other_sheet", sheet=found.other_sheet.value))
    return back_to("/feet", " ".join(lines))


@router.post("/feet/posture")
def look(journal: JournalDep, form: WholeForm) -> Response:
    """Keep the six things seen of one foot; what was left open stays open."""
    side = choice(Side, text(form, "side"))
    if side is None:
        raise UsageError(say(_PACKAGE, "which"))
    journal.keep_posture(side, {item: text(form, ANSWER + item) or None for item in ITEMS})
    return back_to("/feet", say(_PACKAGE, "saved"))


@router.post("/feet/remove")
def remove(journal: JournalDep, number: Annotated[int, Form()]) -> Response:
    """Delete a print or a posture."""
    journal.remove_foot(number)
    return back_to("/feet", say("kneewise.body.foot", "removed", number=number))


@router.get("/feet/picture/{number}")
def picture(request: Request, number: int) -> Response:
    """The sheet from above with its lines, while this server still has it. NotFoundError."""
    found = pictures_of(request).kept.get(number)
    if found is None:
        raise NotFoundError(say(_PACKAGE, "picture.gone"))
    return Response(found, media_type="image/png", headers={"Cache-Control": "no-store"})


def _side(side: Side) -> str:
    return say("kneewise.web", f"rate.side.{side}")


def _print(request: Request, feet: Feet, one: KeptPrint, wording: Wording) -> PrintShown:
    title = feet_words.title(one.side, wording.day(one.day))
    before = feet.before(one)
    lines = feet_words.print_lines(one)
    return PrintShown(
        print=one,
        title=title,
        lines=lines,
        change=None if before is None else feet_words.change_words(one, before),
        drawing=footprint(one.outline, say(_PACKAGE, "print.says", title=title)),
        picture=one.number in pictures_of(request).kept,
    )


def _axis(feet: Feet, wording: Wording) -> Markup | None:
    """The last three prints of each foot on the axis of cut-offs."""
    if not feet.prints:
        return None
    marks = [
        Marked(f"{_side(one.side)}, {wording.day(one.day)}", one.arch_index)
        for side in Side
        for one in [p for p in feet.prints if p.side is side][-3:]
    ]
    names = tuple(say(_PACKAGE, f"axis.{name}") for name in ("high", "normal", "low"))
    return index_axis(marks, (names[0], names[1], names[2]), say(_PACKAGE, "axis.says"))


def _rows(feet: Feet, wording: Wording) -> tuple[Row, ...]:
    def row(one: KeptPrint | KeptPosture) -> Row:
        if isinstance(one, KeptPrint):
            what = feet_words.print_lines(one)[0]
        else:
            what = feet_words.posture_lines(one)[0]
        return Row(one.number, wording.day(one.day), _side(one.side), what)

    kept: list[KeptPrint | KeptPosture] = [*feet.prints, *feet.postures]
    every = sorted(kept, key=lambda one: (one.day, one.number))
    return tuple(row(one) for one in reversed(every))


PAGE = Page("feet", router)
