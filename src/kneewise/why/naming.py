"""When a cause may be named, and what is said when it may not (INFERENCE.md 5).

`Rule` holds the thresholds. They were fixed on the worst null scenarios of `validation/`:
`python -m validation.thresholds` prints, for each candidate threshold, the share of runners in
whom something false was named and the share in whom the true cause was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kneewise.model.ranking import CauseVerdict
from kneewise.why.together import together

Floats = NDArray[np.float64]

LN_12 = float(np.log(1.2))

SEPARABLE = 0.8
"""R^2 of a cause on the others above which the group is named (INFERENCE.md 5)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Thresholds of naming; see the module for where they come from."""

    p_named: float = 0.80
    false_share: float = 0.10
    learnt: float = 0.30
    bayes_factor: float = 3.0
    runs_each_state: int = 5
    p_no_sign: float = 0.10
    learnt_no_sign: float = 0.50
    p_suspected: float = 0.50
    p_research: float = 0.45


RULE = Rule()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one cause when it comes to naming.

    `p` is P(RR > 1.2), `p_research` the same under the literature's slab alone before any run
    was rated, `p_if_real` and `p_build_up` under the slab after it in the two fits (None where a
    fit was not possible). `p_false` is the chance that the name would be wrong: not real, or not
    harmful. `states` are the rated at-risk runs with and without it, `inseparable` the causes it
    always comes with, `group_p` P(one of them is above). `failed` lists the ids of the required
    checks it did not stand, `exposed` whether it was there at the index run.
    """

    name: str
    p: float
    p_research: float
    p_false: float
    p_if_real: float
    p_build_up: float | None
    learnt: float
    learnt_build_up: float | None
    bayes_factor: float
    states: tuple[int, int]
    exposed: bool
    inseparable: tuple[str, ...] = ()
    group_p: float | None = None
    failed: tuple[str, ...] = field(default=())


def verdicts(
    evidence: Sequence[Evidence], *, complete: bool, learnable: bool, rule: Rule = RULE
) -> Mapping[str, CauseVerdict]:
    """The verdict of every cause.

    Nothing is named before the checks are complete, nor where the ratings teach nothing
    (`learnable` false). Of a cause that another one, told, can't be separated from it is never
    said that there is no sign of it: the sign is theirs together.
    """
    out = {e.name: _unnamed(e, rule, learnable=learnable) for e in evidence}
    if not (complete and learnable):
        return out
    named: list[Evidence] = []
    for e in sorted(evidence, key=lambda one: -_certainty(one)):
        false_share = float(np.mean([_p_false(one) for one in [*named, e]]))
        if nameable(e, rule) and not e.failed and false_share <= rule.false_share:
            named.append(e)
    for e in named:
        out[e.name] = CauseVerdict.NOT_SEPARABLE if e.inseparable else CauseVerdict.NAMED
    for other in {name for e in named for name in e.inseparable}:
        if out.get(other) is CauseVerdict.NO_SIGN:
            out[other] = CauseVerdict.NOT_SEPARABLE
    return out


def nameable(e: Evidence, rule: Rule = RULE) -> bool:
    """Whether the main fits alone would allow the name."""
    return (
        _certainty(e) >= rule.p_named
        and e.learnt >= rule.learnt
        and (e.bayes_factor >= rule.bayes_factor or bool(e.inseparable))
        and _both_states(e, rule)
    )


def says_something(e: Evidence, rule: Rule = RULE) -> bool:
    """Whether a name or a "no sign" hangs on this posterior."""
    return nameable(e, rule) or (_both_states(e, rule) and _no_sign(e, rule))


def _both_states(e: Evidence, rule: Rule) -> bool:
    return min(e.states) >= rule.runs_each_state


def _certainty(e: Evidence) -> float:
    return e.p if e.group_p is None else e.group_p


def _p_false(e: Evidence) -> float:
    return e.p_false if e.group_p is None else 1 - e.group_p


def _unnamed(e: Evidence, rule: Rule, *, learnable: bool) -> CauseVerdict:
    if learnable and _both_states(e, rule) and _no_sign(e, rule):
        return CauseVerdict.NO_SIGN
    research = e.learnt < rule.learnt and e.p_research >= rule.p_research
    if e.exposed and (research or e.p >= rule.p_suspected):
        return CauseVerdict.SUSPECTED
    return CauseVerdict.CANT_TELL


def _no_sign(e: Evidence, rule: Rule) -> bool:
    """Both fits must say so, each with enough learnt, even if every cause were real."""
    if e.p_build_up is None or e.learnt_build_up is None:
        return False
    return (
        e.p_if_real <= rule.p_no_sign
        and e.p_build_up <= rule.p_no_sign
        and min(e.learnt, e.learnt_build_up) >= rule.learnt_no_sign
    )


def inseparable_groups(steps: Floats, names: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """Indices of causes that cannot be told apart: R^2 of a cause on the others above 0.8.

    A cause joins the group of those it correlates with most; (n, J) steps as they are known, NaN
    where not, groups partition J.
    """
    label = list(range(len(names)))
    correlation, r_squared = together(steps)
    np.fill_diagonal(correlation, 0.0)
    for a in np.flatnonzero(r_squared > SEPARABLE):
        partner = int(np.argmax(np.abs(correlation[a])))
        old, new = label[a], label[partner]
        label = [new if one == old else one for one in label]
    return tuple(
        tuple(i for i, own in enumerate(label) if own == one) for one in dict.fromkeys(label)
    )
