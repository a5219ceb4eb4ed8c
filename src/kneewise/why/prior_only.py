"""The answer from the first minute: research, and what was different before it began."""

from __future__ import annotations

import numpy as np

from kneewise.model.numbers import counted
from kneewise.model.ranking import RankedCause, Ranking, RankingVerdict
from kneewise.why.answer import joined, label_of, one_a_cause, phrase, reactive_causes, research
from kneewise.why.naming import RULE
from kneewise.why.onset import FEWEST_PSEUDO, OnsetCheck, check_onset
from kneewise.why.opened import Opened, reactive, traits
from kneewise.why.report import MODEL_VERSION
from kneewise.why.unlearnt import there, unlearnt


def prior_only(opened: Opened) -> Ranking:
    """Suspects by research, those there at the onset run first; never more than suspected."""
    columns = opened.everything.columns
    known = research(columns, opened.priors)
    found = None
    if opened.index is not None:
        found = check_onset(opened.history, opened.everything, opened.index)
    stands_out = np.zeros(len(columns), dtype=bool) if found is None else found.stands_out
    here = there(opened)
    suspected = here & (stands_out | (known.p_slab >= RULE.p_research))
    score = known.p + here + stands_out
    ranked = one_a_cause(
        [
            (unlearnt(opened, known, k, suspected=bool(suspected[k])), float(score[k]))
            for k in range(len(columns))
        ]
    )
    return _ranking(opened, ranked, found)


def _ranking(opened: Opened, ranked: tuple[RankedCause, ...], found: OnsetCheck | None) -> Ranking:
    diary = opened.case.diaries[0]
    followers = reactive_causes(reactive(opened.table), opened.priors, opened.index)
    steps = [phrase("next.rate_first")]
    if opened.episode is None:
        steps.append(phrase("next.episode"))
    return Ranking(
        verdict=RankingVerdict.CANT_TELL,
        side=opened.side,
        episode=None if opened.episode is None else opened.episode.began_on,
        index_run=None if opened.index is None else opened.history.runs[opened.index].id,
        rated_runs=int(diary.rated.sum()),
        painful_runs=int(diary.painful.sum()),
        at_risk_runs=int(opened.case.at_risk[0].sum()),
        unexplained=None,
        next=tuple(steps),
        causes=joined(ranked, followers),
        traits=traits(opened),
        notes=_notes(opened),
        different=_different(opened, found),
        model_version=MODEL_VERSION,
    )


def _notes(opened: Opened) -> tuple[str, ...]:
    diary = opened.case.diaries[0]
    rated, painful = int(diary.rated.sum()), int(diary.painful.sum())
    out = [phrase("note.association")]
    told = counted(rated, "rated run")
    out.append(
        phrase("note.few", rated=told, painful=painful) if rated else phrase("note.prior_only")
    )
    if opened.episode is not None and opened.index is None:
        out.append(phrase("note.no_index_run"))
    return tuple(out)


def _different(opened: Opened, found: OnsetCheck | None) -> tuple[str, ...]:
    """What stood out at the index run against the runner's other runs, or that nothing did."""
    if found is None:
        return ()
    if found.compared < FEWEST_PSEUDO:
        return (phrase("different.few", compared=counted(found.compared, "earlier run")),)
    began = opened.episode is not None
    if not found.stands_out.any():
        nothing = "different.nothing" if began else "different.nothing_last"
        return (phrase(nothing, compared=found.compared),)
    return tuple(
        phrase(
            "different.unusual" if began else "different.unusual_last",
            label=label_of(opened.everything.columns[j]),
            count=round(found.share[j] * found.compared),
            compared=found.compared,
        )
        for j in np.flatnonzero(found.stands_out)
    )
