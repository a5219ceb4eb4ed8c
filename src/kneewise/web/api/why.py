"""Why it hurts: the kept answer, or where to look while it is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from kneewise.model.diary import Side
from kneewise.model.errors import StoreError
from kneewise.model.ranking import Ranking
from kneewise.web.api.answering import answers, reply
from kneewise.web.journals import JournalDep
from kneewise.web.pages.why.answering import Asked, answers_of

router = APIRouter(prefix="/api", tags=["why"])


@dataclass(frozen=True, slots=True)
class WhyOnItsWay:
    """An answer that is being worked out: checks done of all, the main fits once they stand.

    `look_again` is the address of this question, `progress` that of server-sent events.
    """

    done: int
    total: int
    what: str
    first: Ranking | None
    look_again: str
    progress: str


@router.get("/why")
@answers("kneewise.model.ranking:Ranking", later="kneewise.web.api.why:WhyOnItsWay")
def why(
    request: Request, journal: JournalDep, side: Side | None = None, episode: date | None = None
) -> Response:
    """The ranked suspects for a knee and an episode: 200 where kept, else 202 and ask again."""
    kept = journal.kept_why(side=side, episode=episode)
    if kept.ranking is not None:
        return reply(kept.ranking)
    work = answers_of(request).ask(Asked(side, episode), kept.mark)
    state = work.state
    if state.answer is not None:
        return reply(state.answer)  # a home that can't be written keeps nothing
    if state.failed is not None:
        raise StoreError(state.failed)
    said = {"side": side.value if side is not None else "", "episode": str(episode or "")}
    query = urlencode({name: value for name, value in said.items() if value})
    tail = f"?{query}" if query else ""
    return reply(
        WhyOnItsWay(
            done=state.done,
            total=state.total,
            what=state.what,
            first=state.first,
            look_again=f"/api/why{tail}",
            progress=f"/why/progress{tail}",
        ),
        202,
    )
