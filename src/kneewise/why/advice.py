"""The sentences beside a ranking: why something is held back, what was checked, what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from kneewise.model.numbers import counted
from kneewise.model.ranking import CauseVerdict, Check, RankedCause
from kneewise.why.answer import cause_words, label_of, phrase
from kneewise.why.exposures import values
from kneewise.why.fits import Fits
from kneewise.why.impute import unresolved
from kneewise.why.naming import Evidence, Rule
from kneewise.why.opened import Opened
from kneewise.why.sensitivity import Outcome

if TYPE_CHECKING:
    from kneewise.why.report import Checked

NEARLY = 0.5
"""P(RR > 1.2) from which it is said why a cause is not named."""
MOST_STEPS = 4

LIKELIEST = 3
"""Suspects that are worth asking after when they are unknown: the first of the ranking."""


def held_back(
    evidence: Evidence, verdict: CauseVerdict, fits: Fits, checked: Checked, rule: Rule
) -> tuple[str, ...]:
    """Why a cause is not named, where it nearly was or nothing can be told."""
    if verdict in (CauseVerdict.NAMED, CauseVerdict.NOT_SEPARABLE, CauseVerdict.NO_SIGN):
        return ()
    rated = int(fits.case.diaries[0].rated.sum())
    told = counted(rated, "rated run")
    out = [phrase("held.cant_tell", rated=told)] if verdict is CauseVerdict.CANT_TELL else []
    certainty = evidence.p if evidence.group_p is None else evidence.group_p
    if certainty < NEARLY:
        return (*out, *_main_reason(evidence, verdict, rule))
    if certainty < rule.p_named:
        figures = {"percent": round(100 * certainty), "needed": round(100 * rule.p_named)}
        out.append(phrase("held.probability", **figures))
    if evidence.learnt < rule.learnt:
        out.append(phrase("held.learnt", percent=round(100 * evidence.learnt)))
    if min(evidence.states) < rule.runs_each_state:
        exposed, unexposed = evidence.states
        out.append(phrase("held.states", exposed=exposed, unexposed=unexposed))
    if evidence.bayes_factor < rule.bayes_factor:
        out.append(phrase("held.bayes_factor", times=f"{evidence.bayes_factor:.1f}"))
    out += [_failed(one) for one in evidence.failed]
    if not checked.complete:
        out.append(phrase("held.checks"))
    elif not checked.learnable:
        out.append(phrase("held.ratings" if checked.exact else "held.sampling"))
    return tuple(out)


def _main_reason(evidence: Evidence, verdict: CauseVerdict, rule: Rule) -> list[str]:
    """The largest reason why nothing can be told of a cause."""
    if verdict is not CauseVerdict.CANT_TELL:
        return []
    exposed, unexposed = evidence.states
    if min(evidence.states) < rule.runs_each_state:
        return [phrase("held.states", exposed=exposed, unexposed=unexposed)]
    if evidence.learnt < rule.learnt_no_sign:
        return [phrase("held.learnt_some", percent=round(100 * evidence.learnt))]
    return [phrase("held.between")]


def _failed(check: str) -> str:
    return phrase("held.ratings_depend" if check == "ratings" else f"held.{check}")


def checks_in_words(
    fits: Fits, outcomes: Sequence[Outcome], causes: Sequence[RankedCause]
) -> tuple[Check, ...]:
    """Each check: it matters only for causes that might be named, and says for which it fails."""
    likely = {c.name for c in causes if c.probability is not None and c.probability >= NEARLY}
    out = []
    for outcome in outcomes:
        what = phrase(f"check.{outcome.id}")
        if outcome.blocks_all:
            out.append(Check(outcome.id, passed=False, message=phrase("check.blocked", what=what)))
            continue
        if outcome.failed is None:
            key = "check.not_needed" if outcome.id in _VARIANTS else "check.impossible"
            message = phrase(key, what=what)
            out.append(Check(outcome.id, passed=None, message=message))
            continue
        labels = [
            label_of(column)
            for j, column in enumerate(fits.case.contrast.columns)
            if outcome.failed[j] and (column.cause in likely or outcome.id in _ABOUT_DATA)
        ]
        key = "check.fails" if labels else "check.holds"
        message = phrase(key, what=what, labels="; ".join(labels))
        out.append(Check(outcome.id, passed=not labels, message=message))
    return tuple(out)


_VARIANTS = ("realised", "plain")
_ABOUT_DATA = ("ratings", "negative_control")


def notes(opened: Opened, fits: Fits, checked: Checked) -> tuple[str, ...]:
    """What has to be known to read the ranking."""
    out = [phrase("note.association")]
    if not checked.complete:
        out.append(phrase("note.checks_running"))
    if opened.episode is not None and opened.index is None:
        out.append(phrase("note.no_index_run"))
    if len(fits.case.diaries) > 1:
        out.append(phrase("note.other_knee"))
    if opened.imputed_runs:
        out.append(phrase("note.imputed", count=counted(opened.imputed_runs, "run")))
    if checked.sampled:
        key = "note.pareto" if checked.exact else "note.not_sampled"
        out.append(phrase(key))
    following = [_labels(fits, o) for o in checked.outcomes if o.id == "negative_control"]
    if following and following[0]:
        out.append(phrase("note.follows_pain", labels="; ".join(following[0])))
    out += _reverse(fits)
    return tuple(out)


def _labels(fits: Fits, outcome: Outcome) -> list[str]:
    if outcome.failed is None:
        return []
    columns = fits.case.contrast.columns
    return [label_of(columns[j]) for j in np.flatnonzero(outcome.failed)]


def _reverse(fits: Fits) -> list[str]:
    labels = [label_of(column) for column in fits.case.contrast.columns if unresolved(column)]
    return [phrase("note.reverse", labels="; ".join(labels))] if labels else []


def next_steps(
    opened: Opened, fits: Fits, causes: Sequence[RankedCause], outcomes: Sequence[Outcome]
) -> tuple[str, ...]:
    """What would change the answer, by its worth; at most four."""
    diary = fits.case.diaries[0]
    rated = np.flatnonzero(diary.rated)
    runs = int(rated[-1] - rated[0] + 1)
    out = []
    if any(outcome.blocks_all for outcome in outcomes):
        out.append(phrase("next.ratings_depend"))
    if len(rated) < 0.8 * runs:
        out.append(phrase("next.rate_every_run", rated=len(rated), runs=runs))
    known = int((~np.isnan(diary.before[rated])).sum())
    if known < 0.6 * len(rated):
        out.append(phrase("next.rate_before", known=known, rated=counted(len(rated), "rated run")))
    if opened.imputed_runs or _reverse(fits):
        out.append(phrase("next.plan"))
    out += _about_causes(causes)
    out += _unknown(opened, causes)
    if diary.painful.sum() < 20:
        out.append(
            phrase("next.more_painful", painful=counted(int(diary.painful.sum()), "painful run"))
        )
    return tuple(out[:MOST_STEPS])


def _about_causes(causes: Sequence[RankedCause]) -> list[str]:
    out = []
    ranked = [cause for cause in causes if cause.probability is not None]
    for cause in ranked:
        if cause.inseparable_from and cause.verdict is not CauseVerdict.NO_SIGN:
            labels = {c.name: c.label for c in ranked}
            both = [cause.label, *(labels.get(n, n) for n in cause.inseparable_from)]
            out.append(phrase("next.separate", labels=", ".join(sorted(both))))
            break
    if ranked and ranked[0].verdict in (CauseVerdict.NAMED, CauseVerdict.SUSPECTED):
        lever = cause_words(ranked[0].name, "lever")
        if lever is not None:
            out.append(phrase("next.leave_out", label=ranked[0].label, lever=lever))
    return out


def _unknown(opened: Opened, causes: Sequence[RankedCause]) -> list[str]:
    """The likeliest suspect that most runs say nothing of, and what it is measured from."""
    columns = {column.cause: column for column in opened.everything.columns}
    for cause in causes[:LIKELIEST]:
        column = columns.get(cause.name)
        if column is None or np.isnan(values(column)).mean() <= 0.5:
            continue
        measured = cause_words(cause.name, "measured")
        if measured is not None:
            return [phrase("next.unknown", label=cause.label, measured=measured)]
    return []
