"""Evidence: the article row by row, the record, every prior, every cause, every study."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from kneewise.evidence import Calibration, Coefficient, Prior, Statement
from kneewise.journal.answers import CauseInfo
from kneewise.journal.explaining import StudyInfo
from kneewise.model import numbers
from kneewise.model.words import say
from kneewise.web.drawing.effects import draw_effect
from kneewise.web.journals import JournalDep
from kneewise.web.page import Page, render

router = APIRouter()

words = partial(say, __name__)


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The article, statement by statement; `counts` how many have each verdict."""

    statements: tuple[Statement, ...]
    counts: tuple[tuple[str, int], ...]
    part: str = "article"


@dataclass(frozen=True, slots=True)
class RecordPage:
    """How often the answer is right where the truth is known."""

    record: Calibration
    part: str = "record"


@dataclass(frozen=True, slots=True)
class PriorLine:
    """One prior, drawn."""

    prior: Prior
    svg: Markup
    ratio: str


@dataclass(frozen=True, slots=True)
class PriorsPage:
    """Every prior and every number of the knee load; `finding` says what is drawn."""

    priors: tuple[PriorLine, ...]
    finding: str
    coefficients: tuple[Coefficient, ...]
    part: str = "priors"


@dataclass(frozen=True, slots=True)
class CausesPage:
    """Every suspected cause: what is measured, and what a diary can teach of it."""

    causes: tuple[CauseInfo, ...]
    part: str = "causes"


@dataclass(frozen=True, slots=True)
class StudiesPage:
    """Every study in a line, by the letter of its key."""

    studies: tuple[StudyInfo, ...]
    part: str = "studies"


@dataclass(frozen=True, slots=True)
class StudyPage:
    """One study and everything that rests on it; `finding` says what its priors show."""

    info: StudyInfo
    priors: tuple[PriorLine, ...]
    finding: str
    causes: tuple[CauseInfo, ...]
    coefficients: tuple[Coefficient, ...]
    statements: tuple[Statement, ...]
    part: str = "study"


@router.get("/evidence", response_class=HTMLResponse)
def show_article(request: Request, journal: JournalDep) -> HTMLResponse:
    """The article with its verdicts, and the ways to the rest."""
    statements = journal.article()
    verdicts = [one.verdict.value for one in statements]
    counts = tuple((verdict, verdicts.count(verdict)) for verdict in dict.fromkeys(verdicts))
    return render(request, "evidence", ArticlePage(statements, counts), journal)


@router.get("/evidence/record", response_class=HTMLResponse)
def show_record(request: Request, journal: JournalDep) -> HTMLResponse:
    """How often the answer was right."""
    page = RecordPage(journal.calibration())
    return render(request, "evidence", page, journal, template="record.html")


@router.get("/evidence/priors", response_class=HTMLResponse)
def show_priors(request: Request, journal: JournalDep) -> HTMLResponse:
    """Every prior, drawn on one axis, and the numbers of the knee load."""
    priors = journal.priors()
    page = PriorsPage(_drawn(priors), _finding(priors), journal.coefficients())
    return render(request, "evidence", page, journal, template="priors.html")


@router.get("/evidence/causes", response_class=HTMLResponse)
def show_causes(request: Request, journal: JournalDep) -> HTMLResponse:
    """Every suspected cause."""
    page = CausesPage(journal.causes())
    return render(request, "evidence", page, journal, template="causes.html")


@router.get("/evidence/studies", response_class=HTMLResponse)
def show_studies(request: Request, journal: JournalDep) -> HTMLResponse:
    """Every study."""
    studies = sorted(journal.evidence(), key=lambda info: info.study.key)
    page = StudiesPage(tuple(studies))
    return render(request, "evidence", page, journal, template="studies.html")


@router.get("/evidence/{key}", response_class=HTMLResponse)
def show_study(request: Request, journal: JournalDep, key: str) -> HTMLResponse:
    """One study and what rests on it; 404 that names the nearest keys for one not there."""
    (info,) = journal.evidence(key)
    priors = [one for one in journal.priors() if one.name in info.priors]
    page = StudyPage(
        info=info,
        priors=_drawn(priors),
        finding=_finding(priors),
        causes=tuple(one for one in journal.causes() if one.name in info.causes),
        coefficients=tuple(o for o in journal.coefficients() if o.name in info.coefficients),
        statements=tuple(one for one in journal.article() if one.name in info.statements),
    )
    return render(request, "evidence", page, journal, template="study.html")


def _finding(priors: Sequence[Prior]) -> str:
    """What the drawn priors show together; empty where there is none."""
    if not priors:
        return ""
    most = max(priors, key=lambda one: one.rr.mid)
    return words(
        "priors.finding" if len(priors) > 1 else "priors.finding.one",
        above=sum(one.rr.low > 1 for one in priors),
        count=len(priors),
        name=most.name.replace("_", " "),
        ratio=numbers.ratio(most.rr),
    )


def _drawn(priors: Iterable[Prior]) -> tuple[PriorLine, ...]:
    return tuple(
        PriorLine(
            prior,
            draw_effect(
                prior.rr,
                None,
                label=words("prior.label", step=prior.step, ratio=numbers.ratio(prior.rr)),
                prior_inner=prior.rr_inner,
            ),
            numbers.ratio(prior.rr),
        )
        for prior in priors
    )


PAGE = Page("evidence", router, place=80)
