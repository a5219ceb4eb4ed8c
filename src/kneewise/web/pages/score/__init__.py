"""Score: what the knee lets you do, in our own questions, and how that changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from kneewise.care.scores import HIGHEST, Progress
from kneewise.journal.scoring import ScoreItem
from kneewise.model.diary import Side
from kneewise.model.words import say
from kneewise.web.drawing.course import course
from kneewise.web.forms import WholeForm, choice, day, text
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, back_to, render
from kneewise.web.wording import Wording, wording_of

router = APIRouter()

ANSWER = "a."
"""Before the key of a question in the name of its field."""


@dataclass(frozen=True, slots=True)
class KneeScores:
    """One knee: its course as a drawing, and the rows of the table behind it."""

    progress: Progress
    drawing: Markup
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ScorePage:
    """The questions by kind, 0 to `highest` each, and what was answered before."""

    function: tuple[ScoreItem, ...]
    pain: tuple[ScoreItem, ...]
    highest: int
    knees: tuple[KneeScores, ...]
    side: str
    today: date


@router.get("/score", response_class=HTMLResponse)
def show(request: Request, journal: JournalDep) -> HTMLResponse:
    """What was answered before with its change, then the questions."""
    items, found = journal.score_items(), journal.scores()
    wording = wording_of(journal.profile())
    sore = {episode.side for episode in journal.episodes() if episode.ended_on is None}
    page = ScorePage(
        function=tuple(item for item in items if item.kind == "function"),
        pain=tuple(item for item in items if item.kind == "pain"),
        highest=HIGHEST,
        knees=tuple(_knee(progress, items, wording) for progress in found),
        side=sore.pop() if len(sore) == 1 else "",
        today=journal.local_day(),
    )
    return render(request, "score", page, journal)


def _knee(progress: Progress, items: tuple[ScoreItem, ...], wording: Wording) -> KneeScores:
    scores = progress.scores
    ends = (wording.day(scores[0].day), wording.day(scores[-1].day))
    side = say("kneewise.web", f"rate.side.{progress.side}")
    label = say(__name__, "course", side=side, first=ends[0], last=ends[1])
    rows = tuple(
        (
            wording.day(one.day),
            "–" if one.trouble is None else f"{one.trouble:.0f}",
            *(_shown(one.answers.get(item.key)) for item in items),
        )
        for one in reversed(scores)
    )
    points = [(one.day, one.trouble) for one in scores]
    return KneeScores(progress, course(points, label, ends), rows)


def _shown(value: int | None) -> str:
    return "–" if value is None else str(value)


@router.post("/score")
def answer(journal: JournalDep, form: WholeForm) -> Response:
    """Keep the answers of one knee and day; what was left open stays open."""
    said = {item.key: text(form, ANSWER + item.key) or None for item in journal.score_items()}
    given = {key: value for key, value in said.items() if value is not None}
    journal.score(given, side=choice(Side, text(form, "side")), day=day(text(form, "day")))
    return back_to("/score", say(__name__, "saved"))


PAGE = Page("score", router, place=60)
