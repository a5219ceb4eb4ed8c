"""What each threshold of naming would have named, so that it can be chosen on the null scenarios.

python -m validation.thresholds --scenario 1_clean_null,3_reaction,power --runners 60

Prints, for candidate thresholds of P(RR > 1.2) and of the posterior's expected false share, how
many runners had something false named, how many had a true cause named, and how many names were
wrong; then the same with one check after the other left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

from kneewise.evidence import priors
from kneewise.model.diary import Side
from kneewise.model.ranking import CauseVerdict
from kneewise.why.fits import main_fits
from kneewise.why.imputations import over_imputations
from kneewise.why.naming import RULE, Evidence, inseparable_groups, verdicts
from kneewise.why.opened import open_question
from kneewise.why.question import Question
from kneewise.why.report import Checked, gather
from kneewise.why.sensitivity import CHECKS, REQUIRED
from validation.diary import tell
from validation.scenarios import SCENARIOS
from validation.world import live

CANDIDATES = ((0.9, 0.10), (0.8, 0.10), (0.8, 0.15), (0.7, 0.20), (0.6, 0.40), (0.5, 0.50))


@dataclass(frozen=True)
class Seen:
    """One runner: what naming knew of every cause, and what is true."""

    scenario: str
    evidence: tuple[Evidence, ...]
    learnable: bool
    true: tuple[str, ...]
    allowed: tuple[str, ...]


def look(job: tuple[str, int]) -> Seen:
    """Fit one runner and keep what naming would see, all checks listed."""
    scenario, n = job
    challenge = SCENARIOS[scenario](n)
    seed = 10_000 * (1 + list(SCENARIOS).index(scenario)) + n
    told = tell(live(challenge.setting, seed), challenge.setting, seed)
    opened = open_question(told.history, told.table, Question(side=Side.LEFT), priors())
    fits = main_fits(opened.case, opened.priors)
    outcomes = tuple(check(fits, opened.table) for check in CHECKS.values())
    fits = over_imputations(opened, fits)
    groups = inseparable_groups(fits.known_steps, fits.case.contrast.names)
    checked = Checked(outcomes=outcomes, complete=True)
    evidence = gather(opened, fits, checked, groups)
    return Seen(scenario, evidence, checked.learnable, challenge.true, challenge.allowed)


def names(seen: Seen, p: float, false_share: float, without: str | None) -> list[str]:
    """What these thresholds would name, one check left out."""
    rule = replace(RULE, p_named=p, false_share=false_share)
    evidence = [
        replace(e, failed=tuple(one for one in e.failed if one not in (without, "all")))
        for e in seen.evidence
    ]
    if without == "all":
        evidence = [replace(e, failed=()) for e in evidence]
    said = verdicts(evidence, complete=True, learnable=seen.learnable, rule=rule)
    named = (CauseVerdict.NAMED, CauseVerdict.NOT_SEPARABLE)
    return [name for name, verdict in said.items() if verdict in named]


def line(found: Sequence[Seen], p: float, false_share: float, without: str | None) -> str:
    """One row of the table: a count for each scenario."""
    parts = []
    for scenario in dict.fromkeys(seen.scenario for seen in found):
        some = [seen for seen in found if seen.scenario == scenario]
        named = [names(seen, p, false_share, without) for seen in some]
        fine = [{*seen.true, *seen.allowed} for seen in some]
        false = sum(any(n not in ok for n in one) for one, ok in zip(named, fine, strict=True))
        true = sum(any(n in seen.true for n in one) for one, seen in zip(named, some, strict=True))
        parts.append(f"{scenario}: false {false}, true {true} of {len(some)}")
    return f"P {p:.2f}, false share {false_share:.2f}: " + "; ".join(parts)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", default="1_clean_null,2_flares,3_reaction,9_trends,power")
    parser.add_argument("--runners", type=int, default=60)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    jobs = [
        (name, n)
        for name in asked.scenario.split(",")
        for n in range(asked.runners)
        if not SCENARIOS[name](n).onset_only
    ]
    with ProcessPoolExecutor(asked.processes, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(look, jobs, chunksize=4))
    for without in (None, *sorted(REQUIRED), "all"):
        print("all checks" if without is None else f"without check: {without}")
        for p, false_share in CANDIDATES:
            print("  " + line(found, p, false_share, without))


if __name__ == "__main__":
    main()
