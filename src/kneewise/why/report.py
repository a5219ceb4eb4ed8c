"""From fits and checks to the ranking a runner reads."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from kneewise.model.effect import Interval
from kneewise.model.exposure import ExposureColumn
from kneewise.model.ranking import CauseVerdict, RankedCause, Ranking, RankingVerdict
from kneewise.why.advice import checks_in_words, held_back, next_steps, notes
from kneewise.why.answer import (
    Research,
    index_steps,
    joined,
    label_of,
    one_a_cause,
    percentile_at,
    reactive_causes,
    research,
    seen_at,
    sources_of,
    step_words,
)
from kneewise.why.effects import INNER_LEVELS, Shares, grouped, interval, logits, shares
from kneewise.why.fits import N_DRAWS, SEED, Fits
from kneewise.why.naming import RULE, Evidence, Rule, inseparable_groups, verdicts
from kneewise.why.opened import Opened, reactive, traits
from kneewise.why.posterior import draw
from kneewise.why.sensitivity import REQUIRED, Outcome, two_states
from kneewise.why.unlearnt import never_varied, there

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MODEL_VERSION = "2"


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks said; `complete` is False before they ran.

    `exact` is False where neither the reckoning nor the sampling could be trusted.
    """

    outcomes: tuple[Outcome, ...] = ()
    complete: bool = False
    pareto_k: float | None = None
    sampled: bool = False
    exact: bool = True

    @property
    def learnable(self) -> bool:
        """Whether the ratings and the reckoning allow learning at all."""
        return self.exact and not any(outcome.blocks_all for outcome in self.outcomes)


def compose(opened: Opened, fits: Fits, checked: Checked, rule: Rule = RULE) -> Ranking:
    """The whole answer for one knee."""
    columns = fits.case.contrast.columns
    groups = inseparable_groups(fits.known_steps, [c.name for c in columns])
    evidence = gather(opened, fits, checked, groups)
    said = verdicts(evidence, complete=checked.complete, learnable=checked.learnable, rule=rule)
    known = (research(opened.everything.columns, opened.priors), build_up_ratios(fits))
    share, players = _shares(opened, fits, groups)
    scored = []
    for j, column in enumerate(columns):
        part = None if share is None else _own_part(share, players, j)
        cause = _cause(opened, fits, (evidence[j], said[column.name]), known, j, part)
        held = held_back(evidence[j], said[column.name], fits, checked, rule)
        scored.append((_with_held(cause, held), evidence[j].p))
    scored += never_varied(opened, known[0])
    followers = reactive_causes(reactive(opened.table), opened.priors, opened.index)
    causes = joined(one_a_cause(scored), followers)
    return _ranking(opened, fits, checked, causes, share)


def _ranking(
    opened: Opened,
    fits: Fits,
    checked: Checked,
    causes: tuple[RankedCause, ...],
    share: Shares | None,
) -> Ranking:
    diary = fits.case.diaries[0]
    index = opened.index
    return Ranking(
        verdict=overall(causes),
        side=opened.side,
        episode=None if opened.episode is None else opened.episode.began_on,
        index_run=None if index is None else opened.history.runs[index].id,
        rated_runs=int(diary.rated.sum()),
        painful_runs=int(diary.painful.sum()),
        at_risk_runs=int(fits.case.at_risk[0].sum()),
        unexplained=None if share is None else interval(share.unexplained),
        next=next_steps(opened, fits, causes, checked.outcomes),
        causes=causes,
        traits=traits(opened),
        checks=checks_in_words(fits, checked.outcomes, causes),
        notes=notes(opened, fits, checked),
        complete=checked.complete,
        pareto_k=checked.pareto_k,
        model_version=MODEL_VERSION,
    )


def overall(causes: tuple[RankedCause, ...]) -> RankingVerdict:
    """Named where anything is; no sign where every cause that could be seen shows none."""
    said = {cause.verdict for cause in causes}
    if said & {CauseVerdict.NAMED, CauseVerdict.NOT_SEPARABLE}:
        return RankingVerdict.NAMED
    open_ones = [
        cause
        for cause in causes
        if cause.verdict in (CauseVerdict.SUSPECTED, CauseVerdict.CANT_TELL)
        and (cause.exposed_runs or 0) >= RULE.runs_each_state
    ]
    if CauseVerdict.NO_SIGN in said and not open_ones:
        return RankingVerdict.NO_SIGN
    return RankingVerdict.CANT_TELL


def gather(
    opened: Opened, fits: Fits, checked: Checked, groups: tuple[tuple[int, ...], ...]
) -> tuple[Evidence, ...]:
    """What naming needs to know of each column."""
    columns = fits.case.contrast.columns
    p, factor = fits.p_above(), fits.same.bayes_factor()
    p_false = fits.same.p_false()
    p_real = ndtr((fits.same.slab_mean - fits.above) / fits.same.slab_sd)
    p_build = ndtr((fits.build.slab_mean - fits.above) / fits.build.slab_sd)
    p_research = research(columns, opened.priors).p_slab
    exposed, unexposed = exposure_states(fits)
    here = _there(opened)
    of_group = {j: group for group in groups for j in group}
    out = []
    for j, column in enumerate(columns):
        group = [k for k in of_group[j] if columns[k].cause != column.cause]
        members = list(of_group[j])
        out.append(
            Evidence(
                name=column.name,
                p=float(p[j]),
                p_research=float(p_research[j]),
                p_false=float(p_false[j]),
                p_if_real=float(p_real[j]),
                p_build_up=float(p_build[j]),
                learnt=float(fits.same.learnt[j]),
                learnt_build_up=float(fits.build.learnt[j]),
                bayes_factor=float(factor[j]),
                states=(int(exposed[j]), int(unexposed[j])),
                exposed=here[column.name],
                inseparable=tuple(columns[k].name for k in group),
                group_p=_group_p(fits, members) if group else None,
                failed=tuple(o.id for o in checked.outcomes if o.id in REQUIRED and _fails(o, j)),
            )
        )
    return tuple(out)


def _fails(outcome: Outcome, j: int) -> bool:
    return outcome.failed is not None and bool(outcome.failed[j])


def _group_p(fits: Fits, members: list[int]) -> float:
    """P(at least one of the group is above RR 1.2), over the draws."""
    effects = fits.draws.mode[:, -fits.same.design.n_effects :][:, members]
    return float((effects > fits.above[members]).any(axis=1).mean())


def exposure_states(fits: Fits) -> tuple[Floats, Floats]:
    """Rated at-risk runs with and without each exposure, (J,) each."""
    design = fits.same.design
    rows = design.at_risk & (design.knee == 0)
    steps = fits.known_steps
    there = two_states(steps)[rows]
    known = ~np.isnan(steps[rows])
    return (there & known).sum(0).astype(float), (~there & known).sum(0).astype(float)


def build_up_ratios(fits: Fits) -> tuple[Interval, ...]:
    """Build-up effect of each cause as RR a step, at the runner's mean baseline."""
    p = fits.risk.without.mean(0)
    odds = np.exp(draw(fits.build, N_DRAWS, SEED).mode[:, -len(p) :])
    ratio = odds / (1 - p + p * odds)
    return tuple(interval(ratio[:, j]) for j in range(len(p)))


def _there(opened: Opened) -> dict[str, bool]:
    """Whether each exposure stood above its reference at the index run, by column."""
    return dict(zip(opened.everything.names, there(opened).tolist(), strict=True))


def _shares(
    opened: Opened, fits: Fits, groups: tuple[tuple[int, ...], ...]
) -> tuple[Shares | None, tuple[tuple[int, ...], ...]]:
    """Shares of the index run among players: causes, merged where they cannot be told apart."""
    columns = fits.case.contrast.columns
    players = _players(columns, groups)
    design = fits.same.design
    if opened.index is None:
        return None, players
    rows = np.flatnonzero((design.run == opened.index) & (design.knee == 0))
    if len(rows) == 0:
        return None, players
    usual = fits.case.at_risk[0] & ~fits.case.diaries[0].painful
    above = index_steps(fits.case.contrast, usual, opened.days, opened.index)
    effects = fits.draws.mode[:, -design.n_effects :]
    logit = logits(fits.same, fits.draws, rows)[:, 0]
    return shares(logit, grouped(effects * above, players)), players


def _players(
    columns: tuple[ExposureColumn, ...], groups: tuple[tuple[int, ...], ...]
) -> tuple[tuple[int, ...], ...]:
    label: dict[str, str] = {column.cause: column.cause for column in columns}
    for group in groups:
        causes = {columns[j].cause for j in group}
        first = label[columns[group[0]].cause]
        old = {label[cause] for cause in causes}
        label = {cause: first if one in old else one for cause, one in label.items()}
    return tuple(
        tuple(j for j, column in enumerate(columns) if label[column.cause] == one)
        for one in dict.fromkeys(label.values())
    )


def _own_part(share: Shares, players: tuple[tuple[int, ...], ...], j: int) -> Interval:
    player = next(g for g, members in enumerate(players) if j in members)
    return interval(share.share[:, player])


def _cause(
    opened: Opened,
    fits: Fits,
    judged: tuple[Evidence, CauseVerdict],
    known: tuple[Research, tuple[Interval, ...]],
    j: int,
    part: Interval | None,
) -> RankedCause:
    evidence, verdict = judged
    research_of, build_up = known
    k = opened.everything.names.index(evidence.name)
    column = fits.case.contrast.columns[j]
    causes = {c.name: c.cause for c in fits.case.contrast.columns}
    return RankedCause(
        name=column.cause,
        label=label_of(column),
        verdict=verdict,
        unit=step_words(column, float(fits.case.contrast.step[j]), opened.priors),
        prior=research_of.interval[k],
        effect=interval(fits.risk.ratio[:, j]),
        probability=evidence.p,
        learnt=evidence.learnt,
        contribution=part,
        sources=sources_of(column, opened.priors),
        exposed_runs=evidence.states[0],
        seen=seen_at(column, opened.index),
        percentile=percentile_at(column, opened.index),
        absolute_risk=(
            interval(fits.risk.without[:, j]),
            interval(fits.risk.with_step[:, j]),
        ),
        inseparable_from=tuple(dict.fromkeys(causes[name] for name in evidence.inseparable)),
        build_up=build_up[j],
        prior_rank=research_of.rank[k],
        prior_inner=research_of.inner[k],
        effect_inner=interval(fits.risk.ratio[:, j], INNER_LEVELS),
    )


def _with_held(cause: RankedCause, held: tuple[str, ...]) -> RankedCause:
    return replace(cause, held_back=held)
