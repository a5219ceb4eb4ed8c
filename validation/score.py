"""The acceptance figures of INFERENCE.md 7, from what was kept of each runner.

python -m validation.score kept_a.json kept_b.json --onto validation/results.json

Scenarios may be run apart (`python -m validation.run --scenario … --keep kept_a.json`), and one of
them in parts (`--first 80`): a runner depends on its scenario and number alone. With `--onto`,
scenarios that were not run again stay as they are. Every scenario and every line says from how
many suspects a runner and by which model it came, and every scenario when and by what command.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scipy.stats import beta

Runner = dict[str, Any]
NULLS = ("1_clean_null", "2_flares", "3_reaction", "9_trends")
RESULTS = "validation/results.json"
NAMED = ("named", "not_separable")


def score(found: dict[str, list[Runner]]) -> dict[str, Any]:
    """Figures of every scenario, and whether each acceptance line is met."""
    scenarios = {
        name: {"from": source(name, runners), **summary(runners)} for name, runners in found.items()
    }
    return {"acceptance": acceptance(found), "scenarios": scenarios}


def whole(runners: int) -> str:
    """The command that makes every scenario again with as many runners."""
    return f"python -m validation.run --scenario all --runners {runners} --out {RESULTS}"


def source(name: str, runners: Sequence[Runner]) -> dict[str, Any]:
    """By what a scenario's figures were made, when, by which model, and with how many suspects."""
    command = f"python -m validation.run --scenario {name} --runners {len(runners)}"
    today = datetime.now(tz=UTC).date()
    return {
        "command": command,
        "on": today.isoformat(),
        "model": model(runners),
        "suspects": suspects(runners),
    }


def model(runners: Sequence[Runner]) -> str:
    """The version of the model that answered (`MODEL_VERSION`); "1" where nobody wrote it down.

    Raises ValueError for runners of two versions: they must not be counted together.
    """
    (version,) = {runner.get("model", "1") for runner in runners}
    return str(version)


def suspects(runners: Sequence[Runner]) -> int:
    """How many suspects each runner has; every one has an interval."""
    return max(len(runner["causes"]) for runner in runners)


def onto(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """The old results with every scenario and every line of the new ones in their place."""
    merged = {
        part: dict(sorted({**old[part], **new[part]}.items()))
        for part in ("acceptance", "scenarios")
    }
    most = max(one.get("runners", 0) for one in merged["scenarios"].values())
    return {**old, **merged, "command": whole(most), "runners": most}


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
    named = sum(bool(set(names_in(r)) & set(r["true"])) for r in runners)
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


def by_cause(runners: Sequence[Runner]) -> dict[str, dict[str, float | None]]:
    """For each true cause: how often first and named, and how much was learnt of it.

    Of one that is no suspect of these runners, as ground without a map, nothing is learnt.
    """
    out = {}
    for name in sorted({runner["variant"] for runner in runners}):
        some = [r for r in runners if r["variant"] == name]
        learnt = [c["learnt"] for r in some for c in r["causes"] if c["name"] == name]
        out[name] = {
            "first": round(sum(r["causes"][0]["name"] == name for r in some) / len(some), 2),
            "named": round(sum(name in right_and_wrong(r)[0] for r in some) / len(some), 2),
            "learnt": round(sum(learnt) / len(learnt), 2) if learnt else None,
        }
    return out


def acceptance(found: dict[str, list[Runner]]) -> dict[str, Any]:
    """Each line of INFERENCE.md 7: the figure, the limit, and whether it is met."""
    out: dict[str, Any] = {}
    if "coverage" in found:
        inside, total = covered(found["coverage"])
        value = inside / total
        met = 0.86 <= value <= 0.94
        out["coverage"] = _line(value, "86-94 %", found["coverage"], met=met)
        out["coverage"]["intervals"] = total
    for name, runners in found.items():
        if name in NULLS:
            asked = [r for r in runners if not r["onset_only"]]
            hits = sum(bool(right_and_wrong(r)[1]) for r in asked)
            value = upper_95(hits, len(asked))
            met = value <= 0.10
            out[f"false naming, {name}"] = _line(value, "upper 95 % <= 10 %", asked, met=met)
        else:
            out[f"wrong among names, {name}"] = _wrong_line(runners)
    if "power" in found:
        out |= _power_lines(learnable_power(found["power"]))
        out["true cause named, by cause"] = by_cause(found["power"])
    if "weaker" in found:
        figures = _power(found["weaker"])["no_sign_though_true"]
        met = figures["share"] <= 0.10
        out["no sign though OR 2"] = _line(figures["share"], "<= 10 %", found["weaker"], met=met)
    return out


def _wrong_line(runners: Sequence[Runner]) -> dict[str, Any]:
    pairs = [right_and_wrong(r) for r in runners]
    wrong = sum(len(bad) for _, bad in pairs)
    total = wrong + sum(len(good) for good, _ in pairs)
    value = wrong / total if total else 0.0
    return {**_line(value, "<= 15 %", runners, met=value <= 0.15), "names": total}


def _power_lines(runners: Sequence[Runner]) -> dict[str, Any]:
    if not runners:
        return {}
    figures = _power(runners)
    first, named = figures["true_first"]["share"], figures["true_named"]["share"]
    return {
        "true cause first": {
            **_line(first, ">= 80 %", runners, met=first >= 0.80),
            "prior alone": figures["true_first_by_prior_alone"]["share"],
        },
        "true cause named": _line(named, ">= 50 %", runners, met=named >= 0.50),
    }


def _line(value: float, limit: str, runners: Sequence[Runner], *, met: bool) -> dict[str, Any]:
    return {
        "value": round(value, 3),
        "limit": limit,
        "met": met,
        "runners": len(runners),
        "suspects": suspects(runners),
        "model": model(runners),
    }


def main() -> None:
    """Score runners kept in files and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kept", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=None, help="results of these runners alone")
    parser.add_argument("--onto", type=Path, default=None, help="results to put them into")
    asked = parser.parse_args()
    found: dict[str, list[Runner]] = {}
    for path in asked.kept:
        for name, runners in json.loads(path.read_text(encoding="utf-8")).items():
            found.setdefault(name, []).extend(runners)
    most = max(len(runners) for runners in found.values())
    report = {"command": whole(most), "runners": most, **score(dict(sorted(found.items())))}
    if asked.out is not None:
        asked.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    if asked.onto is not None:
        merged = onto(json.loads(asked.onto.read_text(encoding="utf-8")), report)
        asked.onto.write_text(json.dumps(merged, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(report["acceptance"], indent=1))


if __name__ == "__main__":
    main()
