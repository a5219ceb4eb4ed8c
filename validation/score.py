"""The acceptance figures of INFERENCE.md 7, from what was kept of each runner.

python -m validation.score kept_a.json kept_b.json --out validation/results.json

Scenarios may be run apart (`python -m validation.run --scenario … --keep kept_a.json`): a runner
depends on its scenario and number alone.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from scipy.stats import beta

Runner = dict[str, Any]
NULLS = ("1_clean_null", "2_flares", "3_reaction", "9_trends")
NAMED = ("named", "not_separable")


def score(found: dict[str, list[Runner]]) -> dict[str, Any]:
    """Figures of every scenario, and whether each acceptance line is met."""
    scenarios = {name: summary(runners) for name, runners in found.items()}
    return {"acceptance": acceptance(found), "scenarios": scenarios}


def upper_95(hits: int, n: int) -> float:
    """Upper end of the one-sided 95 % Clopper-Pearson interval of a share."""
    return 1.0 if hits == n else float(beta.ppf(0.95, hits + 1, n - hits))


def share(hits: int, n: int) -> dict[str, float | int | None]:
    """A share with its count and upper limit."""
    if n == 0:
        return {"share": None, "of": 0}
    return {"share": round(hits / n, 3), "of": n, "upper_95": round(upper_95(hits, n), 3)}


def names_in(runner: Runner) -> list[str]:
    """What was named; a group counts under each of its members that is true, else once."""
    single = [c["name"] for c in runner["causes"] if c["verdict"] == "named"]
    groups = {
        frozenset([c["name"], *c["with"]])
        for c in runner["causes"]
        if c["verdict"] == "not_separable"
    }
    for group in groups:
        true = sorted(group & set(runner["true"]))
        single.append(true[0] if true else min(group))
    return single


def right_and_wrong(runner: Runner) -> tuple[list[str], list[str]]:
    """Names that are true (or share its mechanism), and names that are not."""
    fine = set(runner["true"]) | set(runner["allowed"])
    named = names_in(runner)
    return [n for n in named if n in fine], [n for n in named if n not in fine]


def covered(runners: Iterable[Runner]) -> tuple[int, int]:
    """How many 90 % intervals hold the truth, and how many there are."""
    inside = total = 0
    for runner in runners:
        for cause in runner["causes"]:
            if cause["rr"] is None or cause["true_rr"] is None:
                continue
            total += 1
            inside += cause["rr"][0] <= cause["true_rr"] <= cause["rr"][2]
    return inside, total


def summary(runners: Sequence[Runner]) -> dict[str, Any]:
    """One scenario, whole and by variant."""
    by_variant: dict[str, list[Runner]] = defaultdict(list)
    for runner in runners:
        by_variant[runner["variant"]].append(runner)
    out = _figures(runners)
    out["variants"] = {name: _figures(some) for name, some in sorted(by_variant.items())}
    return out


def _figures(runners: Sequence[Runner]) -> dict[str, Any]:
    n = len(runners)
    named = [right_and_wrong(runner) for runner in runners]
    wrong = sum(len(bad) for _, bad in named)
    right = sum(len(good) for good, _ in named)
    inside, total = covered(runners)
    diaries = [runner for runner in runners if not runner["onset_only"]]
    ks = [r["pareto_k"] for r in diaries if r["pareto_k"] is not None]
    out: dict[str, Any] = {
        "runners": n,
        "painful_runs": round(sum(r["painful"] for r in runners) / n, 1),
        "something_false_named": share(sum(bool(bad) for _, bad in named), n),
        "wrong_among_names": share(wrong, wrong + right),
        "intervals_hold": None if total == 0 else round(inside / total, 3),
        "pareto_k_above_0.7": None if not ks else round(sum(k > 0.7 for k in ks) / len(ks), 3),
        "seconds_a_runner": round(sum(r["seconds"] for r in runners) / n, 2),
    }
    with_truth = [r for r in runners if r["true"]]
    if with_truth:
        out |= _power(with_truth)
    return out


def _power(runners: Sequence[Runner]) -> dict[str, Any]:
    n = len(runners)
    first = sum(r["causes"][0]["name"] in r["true"] for r in runners)
    prior = sum(_prior_first(r) in r["true"] for r in runners)
    named = sum(bool(right_and_wrong(r)[0]) for r in runners)
    false_no_sign = sum(
        any(c["verdict"] == "no_sign" and c["name"] in r["true"] for c in r["causes"])
        for r in runners
    )
    true_causes = [
        {**r, "causes": [c for c in r["causes"] if c["name"] in r["true"]]} for r in runners
    ]
    inside, total = covered(true_causes)
    return {
        "intervals_hold_the_true_cause": None if total == 0 else round(inside / total, 3),
        "true_first": share(first, n),
        "true_first_by_prior_alone": share(prior, n),
        "true_named": share(named, n),
        "no_sign_though_true": share(false_no_sign, n),
    }


def _prior_first(runner: Runner) -> str | None:
    ranked = [c for c in runner["causes"] if c["prior_rank"] is not None]
    return min(ranked, key=lambda c: c["prior_rank"])["name"] if ranked else None


def learnable_power(runners: Sequence[Runner], painful: int = 40) -> list[Runner]:
    """Runners with enough painful runs whose true cause their diary can teach.

    That is: learnt at least 0.30, and at least five at-risk runs with it.
    """
    return [r for r in runners if r["painful"] >= painful and _learnable(r)]


def _learnable(runner: Runner) -> bool:
    return any(
        c["name"] in runner["true"] and (c["learnt"] or 0) >= 0.30 and (c["exposed"] or 0) >= 5
        for c in runner["causes"]
    )


def by_cause(runners: Sequence[Runner]) -> dict[str, dict[str, float]]:
    """For each true cause: how often first and named, and how much was learnt of it."""
    out = {}
    for name in sorted({runner["variant"] for runner in runners}):
        some = [r for r in runners if r["variant"] == name]
        learnt = [c["learnt"] for r in some for c in r["causes"] if c["name"] == name]
        out[name] = {
            "first": round(sum(r["causes"][0]["name"] == name for r in some) / len(some), 2),
            "named": round(sum(name in right_and_wrong(r)[0] for r in some) / len(some), 2),
            "learnt": round(sum(learnt) / len(learnt), 2),
        }
    return out


def acceptance(found: dict[str, list[Runner]]) -> dict[str, Any]:
    """Each line of INFERENCE.md 7: the figure, the limit, and whether it is met."""
    out: dict[str, Any] = {}
    if "coverage" in found:
        inside, total = covered(found["coverage"])
        value = inside / total
        out["coverage"] = _line(value, "86-94 %", met=0.86 <= value <= 0.94)
    for name in NULLS:
        if name in found:
            asked = [r for r in found[name] if not r["onset_only"]]
            hits = sum(bool(right_and_wrong(r)[1]) for r in asked)
            value = upper_95(hits, len(asked))
            out[f"false naming, {name}"] = _line(value, "upper 95 % <= 10 %", met=value <= 0.10)
    for name, runners in found.items():
        if name in NULLS:
            continue
        pairs = [right_and_wrong(r) for r in runners]
        wrong = sum(len(bad) for _, bad in pairs)
        total = wrong + sum(len(good) for good, _ in pairs)
        value = wrong / total if total else 0.0
        line = _line(value, "<= 15 %", met=value <= 0.15)
        out[f"wrong among names, {name}"] = {**line, "names": total}
    if "power" in found:
        out |= _power_lines(learnable_power(found["power"]))
        out["true cause named, by cause"] = by_cause(found["power"])
    if "weaker" in found:
        figures = _power(found["weaker"])["no_sign_though_true"]
        out["no sign though OR 2"] = _line(
            figures["share"], "<= 10 %", met=figures["share"] <= 0.10
        )
    return out


def _power_lines(runners: Sequence[Runner]) -> dict[str, Any]:
    if not runners:
        return {}
    figures = _power(runners)
    first, named = figures["true_first"]["share"], figures["true_named"]["share"]
    return {
        "true cause first": {
            **_line(first, ">= 80 %", met=first >= 0.80),
            "prior alone": figures["true_first_by_prior_alone"]["share"],
            "runners": len(runners),
        },
        "true cause named": _line(named, ">= 50 %", met=named >= 0.50),
    }


def _line(value: float, limit: str, *, met: bool) -> dict[str, Any]:
    return {"value": round(value, 3), "limit": limit, "met": met}


def main() -> None:
    """Score runners kept in files and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kept", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    found: dict[str, list[Runner]] = {}
    for path in asked.kept:
        found |= json.loads(path.read_text(encoding="utf-8"))
    most = max(len(runners) for runners in found.values())
    command = (
        f"python -m validation.run --scenario all --runners {most} --out validation/results.json"
    )
    report = {"command": command, "runners": most, **score(dict(sorted(found.items())))}
    asked.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(report["acceptance"], indent=1))


if __name__ == "__main__":
    main()
