"""The answer to "why does this knee hurt": main fits at once, the checks after, then the names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from kneewise.evidence import priors as known_priors
from kneewise.model.exposure import ExposureTable
from kneewise.model.history import History
from kneewise.model.ranking import Ranking
from kneewise.why.answer import phrase
from kneewise.why.fits import Fits, PriorLike, can_fit, main_fits, with_draws
from kneewise.why.hmc import sample
from kneewise.why.imputations import over_imputations
from kneewise.why.naming import inseparable_groups, says_something
from kneewise.why.opened import Opened, open_question
from kneewise.why.prior_only import prior_only
from kneewise.why.psis import GOOD_K, correct
from kneewise.why.question import Question
from kneewise.why.report import MODEL_VERSION, Checked, compose, gather
from kneewise.why.sensitivity import CHECKS, Outcome

Progress = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and the words for what is being done."""

__all__ = ["MODEL_VERSION", "Progress", "Question", "rank", "rank_stages"]


def rank(
    history: History,
    table: ExposureTable,
    question: Question | None = None,
    on_progress: Progress | None = None,
    *,
    priors: Mapping[str, PriorLike] | None = None,
) -> Ranking:
    """The complete ranking for one knee of one runner.

    `table` has one row a run of `history.runs` (any order). Without enough ratings the answer
    is what research says and what was different before it began. Deterministic.
    """
    *_, last = rank_stages(history, table, question, on_progress, priors=priors)
    return last


def rank_stages(
    history: History,
    table: ExposureTable,
    question: Question | None = None,
    on_progress: Progress | None = None,
    *,
    priors: Mapping[str, PriorLike] | None = None,
) -> Iterator[Ranking]:
    """First the main fits (`complete` False, nothing named), then the whole answer.

    A runner without enough ratings gets one complete answer at once.
    """
    opened = open_question(history, table, question or Question(), priors or known_priors())
    if not (opened.raw and can_fit(opened.case)):
        yield prior_only(opened)
        return
    fits = main_fits(opened.case, opened.priors)
    yield compose(opened, fits, Checked())
    yield _complete(opened, fits, on_progress)


def _complete(opened: Opened, fits: Fits, on_progress: Progress | None) -> Ranking:
    report = on_progress or (lambda _done, _total, _what: None)
    total = len(CHECKS) + 2
    report(0, total, phrase("progress.sampling"))
    fits, checked = _mended(opened, fits)
    outcomes: list[Outcome] = []
    for done, (name, check) in enumerate(CHECKS.items(), start=1):
        report(done, total, phrase(f"check.{name}"))
        outcomes.append(check(fits, opened.table))
    report(total - 1, total, phrase("progress.imputations"))
    fits = over_imputations(opened, fits)
    answer = compose(opened, fits, replace(checked, outcomes=tuple(outcomes), complete=True))
    report(total, total, phrase("progress.done"))
    return answer


def _mended(opened: Opened, fits: Fits) -> tuple[Fits, Checked]:
    """Sampled where the reckoning is not exact enough and something hangs on it."""
    first = Checked(pareto_k=correct(fits.same).pareto_k)
    poor = first.pareto_k is not None and first.pareto_k > GOOD_K
    groups = inseparable_groups(fits.known_steps, fits.case.contrast.names)
    if not poor or not any(says_something(e) for e in gather(opened, fits, first, groups)):
        return fits, first
    found = sample(fits.same)
    return (
        with_draws(fits, found.posterior, found.draws),
        replace(first, sampled=True, exact=found.settled),
    )
