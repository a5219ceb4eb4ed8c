"""Why: the suspects in order on one axis, at once where kept, else as they are worked out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, FastAPI, Form, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from kneewise.journal.journal import Journal
from kneewise.journal.why_words import first_fits
from kneewise.model.diary import Episode, Side
from kneewise.model.errors import UsageError
from kneewise.model.ranking import Ranking
from kneewise.web.forms import choice
from kneewise.web.journals import JournalDep, open_for
from kneewise.web.page import Page, back_to, draw, render
from kneewise.web.pages.why.answering import (
    Answering,
    Answers,
    Asked,
    Work,
    answers_for,
    answers_of,
)
from kneewise.web.pages.why.showing import Line, Shown, line_of, shown, words
from kneewise.web.wording import wording_of


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    """As long as the app answers; what is being worked out ends with it."""
    yield
    answers_for(app).stop()


router = APIRouter(lifespan=_living)


@dataclass(frozen=True, slots=True)
class WhyPage:
    """What the page shows. `working` is what is being worked out, None where nothing is.

    `asked` is what was asked for, `query` the same as the end of an address, `sheet` says on
    paper whose answer it is and of which day.
    """

    asked: Asked
    query: str
    episodes: tuple[Episode, ...]
    answer: Shown | None
    working: Answering | None
    line: Line | None
    sheet: str

    @property
    def first(self) -> tuple[str, ...]:
        """The main fits in words, while the checks go on."""
        working = self.working
        return () if working is None or working.first is None else first_fits(working.first)


@router.get("/why", response_class=HTMLResponse)
def show(
    request: Request,
    journal: JournalDep,
    *,
    side: str = "",
    episode: str = "",
    every: bool = False,
) -> HTMLResponse:
    """The kept answer at once; else what is going on, and the answer as it comes."""
    asked = _asked(side, episode)
    w = wording_of(journal.profile())
    ranking: Ranking | None = None
    working: Answering | None = None
    around = _around(journal, asked)
    line = journal.time_line(*around, w.day)
    if line is not None:
        ranking, working = _found(journal, answers_of(request), asked)
    if ranking is not None and around != (ranking.episode, ranking.side):
        line = journal.time_line(ranking.episode, ranking.side, w.day)
    page = WhyPage(
        asked=asked,
        query=_query(asked, every=every),
        episodes=journal.episodes(),
        answer=None if ranking is None else shown(ranking, w, every=every),
        working=working,
        line=None if line is None else line_of(line, w),
        sheet=words("sheet", runner=journal.runner, day=w.day(journal.local_day())),
    )
    return render(request, "why", page, journal)


@router.post("/why")
def again(
    request: Request,
    journal: JournalDep,
    side: Annotated[str, Form()] = "",
    episode: Annotated[str, Form()] = "",
) -> Response:
    """Work it out anew, even where an answer is kept, and show it."""
    asked = _asked(side, episode)
    mark = journal.kept_why(side=asked.side, episode=asked.episode).mark
    answers_of(request).ask(asked, mark, anew=True)
    return back_to(f"/why{_query(asked)}")


@router.get("/why/progress", response_class=EventSourceResponse)
async def progress(
    request: Request, *, side: str = "", episode: str = "", every: bool = False
) -> AsyncIterator[ServerSentEvent]:
    """The answer as it comes: `first`, `progress`, then `answer`, `failed` or `again`."""
    work = answers_of(request).at(_asked(side, episode))
    if work is None:
        yield ServerSentEvent(event="again", raw_data="")
        return
    first_told = False
    async with aclosing(work.states()) as states:
        async for state in states:
            if state.first is not None and not first_told:
                first_told = True
                html = _fragment("first", lines=first_fits(state.first))
                yield ServerSentEvent(event="first", raw_data=html)
            if state.total:
                data = {"done": state.done, "total": state.total, "what": state.what}
                yield ServerSentEvent(event="progress", data=data)
            if state.over:
                yield await run_in_threadpool(_last, request, work, every=every)


def _last(request: Request, work: Work, *, every: bool) -> ServerSentEvent:
    """What ends the stream: the whole answer, why there is none, or that it is asked anew."""
    state = work.state
    if state.failed is not None:
        return ServerSentEvent(event="failed", raw_data=state.failed)
    if state.answer is None:
        return ServerSentEvent(event="again", raw_data="")
    with open_for(request.app) as journal:
        w = wording_of(journal.profile())
    query = _query(work.asked, every=every)
    html = _fragment("answer", answer=shown(state.answer, w, every=every), query=query)
    return ServerSentEvent(event="answer", raw_data=html)


def _found(
    journal: Journal, answers: Answers, asked: Asked
) -> tuple[Ranking | None, Answering | None]:
    """The answer where there is one, and what is being worked out where something is."""
    kept = journal.kept_why(side=asked.side, episode=asked.episode)
    work = answers.at(asked)
    if work is not None and work.mark == kept.mark:
        state = work.state
        if state.failed is not None or not state.over:
            return kept.ranking, state
        if kept.ranking is None and state.answer is not None:
            return state.answer, None  # a home that can't be written keeps nothing
    if kept.ranking is not None:
        return kept.ranking, None
    return None, answers.ask(asked, kept.mark).state


def _asked(side: str, episode: str) -> Asked:
    """Raises UsageError for what is no knee and no day."""
    try:
        began = date.fromisoformat(episode) if episode else None
    except ValueError:
        raise UsageError(words("no_day", said=episode)) from None
    return Asked(choice(Side, side), began)


def _query(asked: Asked, *, every: bool = False) -> str:
    """The end of the address of a question, empty for the plain one."""
    said = {
        "side": asked.side.value if asked.side is not None else "",
        "episode": "" if asked.episode is None else asked.episode.isoformat(),
        "every": "1" if every else "",
    }
    packed = urlencode({name: value for name, value in said.items() if value})
    return f"?{packed}" if packed else ""


def _around(journal: Journal, asked: Asked) -> tuple[date | None, Side | None]:
    """Day and knee that the time line is drawn around until the answer says them."""
    known = [e for e in journal.episodes() if asked.side in {None, e.side}]
    latest = known[-1] if known else None
    began = asked.episode or (latest.began_on if latest is not None else None)
    return began, asked.side or (latest.side if latest is not None else None)


def _fragment(name: str, **context: object) -> str:
    return draw(f"pages/why/{name}.html", context, words=__name__)


PAGE = Page("why", router, place=1, main=True)
