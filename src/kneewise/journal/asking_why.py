"""Asking why: the kept answer where nothing changed, else the way through the house once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from kneewise.journal.clock import local_day
from kneewise.journal.days import lived
from kneewise.journal.decoding import ranking_from
from kneewise.journal.elevation import open_elevation
from kneewise.journal.encoding import kept as keep
from kneewise.journal.grounding import ground_mark, ground_said
from kneewise.journal.versions import code_version
from kneewise.model.diary import Side
from kneewise.model.ranking import Ranking
from kneewise.store.home import Store


@dataclass(frozen=True, slots=True)
class WhyStage:
    """How far an answer is: the main fits as soon as they stand, then each check."""

    ranking: Ranking | None
    done: int = 0
    total: int = 0
    what: str = ""


@dataclass(frozen=True, slots=True)
class KeptWhy:
    """An answer that is kept, None where there is none; `mark` names all that it follows from."""

    mark: str
    ranking: Ranking | None


OnProgress = Callable[[WhyStage], None]

_NAME = "why"


@dataclass(frozen=True, slots=True)
class WhyQuestion:
    """Which knee (else the sorer one), which episode (else the latest), and whether anew."""

    side: Side | None = None
    episode: date | None = None
    anew: bool = False


def why(
    store: Store, question: WhyQuestion, runner: str, on_progress: OnProgress | None = None
) -> Ranking:
    """The ranked suspects. Kept under everything it was computed from, and found again by it.

    Raises UsageError for an episode that is still to come.
    """
    kept = kept_why(store, question, runner)
    if kept.ranking is not None and not question.anew:
        return kept.ranking
    ranking = _compute(store, question, runner, on_progress)
    if store.writable:
        store.answers.put(_NAME, kept.mark, keep(ranking), runner)
    return ranking


def kept_why(store: Store, question: WhyQuestion, runner: str) -> KeptWhy:
    """The answer that is kept, without working one out.

    Raises UsageError for an episode that is still to come.
    """
    if question.episode is not None:
        lived(question.episode, local_day(store, runner))
    mark = _key(store, question, runner)
    kept = store.answers.get(_NAME, mark, runner)
    return KeptWhy(mark, None if kept is None else ranking_from(kept))


def _compute(
    store: Store, question: WhyQuestion, runner: str, on_progress: OnProgress | None
) -> Ranking:
    from kneewise.journal.past import exposures, load_history
    from kneewise.why import Question, rank_stages

    told = on_progress if on_progress is not None else lambda _stage: None
    history = load_history(store, runner)
    table = exposures(store, runner)
    asked = Question(side=question.side, episode=question.episode)
    stages = rank_stages(
        history,
        table,
        asked,
        lambda done, total, what: told(WhyStage(None, done, total, what)),
    )
    for ranking in stages:
        answer = ranking
        told(WhyStage(answer))
    whose = ground_said(*history.ground.values())
    return answer if whose is None else replace(answer, notes=(*answer.notes, whose))


def _key(store: Store, question: WhyQuestion, runner: str) -> str:
    """Hash of all that the answer follows from.

    That is what was recorded, told and put right, the code that reads it, the ground that is
    kept (of which map, nothing else tells) and the elevation tiles that slopes are from;
    exposures follow from these.
    """
    said = (
        question.side,
        question.episode,
        code_version(),
        store.fingerprint(runner),
        ground_mark(store, runner),
        open_elevation(store).key,
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()
