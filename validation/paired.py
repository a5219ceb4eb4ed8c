"""The same runners with and without a map: what three more suspects change for the others.

python -m validation.paired --with kept_a.json kept_b.json --without kept_c.json
    --onto validation/results.json

`kept_…` come from `python -m validation.run --keep`, those without from `--without-ground`. Left
out are runners in whom ground is what acts in `power`: without a map nobody could name it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from validation.score import covered, names_in, right_and_wrong
from validation.ways import GROUND

Runner = dict[str, Any]
Pair = tuple[Runner, Runner]


def paired(seen: dict[str, list[Runner]], unseen: dict[str, list[Runner]]) -> dict[str, Any]:
    """Figures of each scenario that has pairs, with a map and without one."""
    out = {}
    for name in sorted(seen.keys() & unseen.keys()):
        alone = {runner["number"]: runner for runner in unseen[name]}
        pairs = [(one, alone[one["number"]]) for one in seen[name] if one["number"] in alone]
        kept = [pair for pair in pairs if name != "power" or not set(pair[0]["true"]) & set(GROUND)]
        if kept:
            out[name] = figures(kept)
    return out


def figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Counts over pairs; "only" are runners of whom it holds one way and not the other."""
    shared = [_shared(pair) for pair in pairs]
    held = [covered(side) for side in zip(*shared, strict=True)]
    changed = [a["verdict"] != b["verdict"] for pair in shared for a, b in _causes(pair)]
    learnt = [
        a["learnt"] - b["learnt"]
        for pair in shared
        for a, b in _causes(pair)
        if a["learnt"] is not None and b["learnt"] is not None
    ]
    out: dict[str, Any] = {
        "runners": len(pairs),
        "something_false_named": _apart(pairs, lambda r: bool(right_and_wrong(r)[1])),
        "intervals_of_the_shared": {
            "with": held[0][0],
            "without": held[1][0],
            "of": [total for _, total in held],
        },
        "verdicts_changed": {"count": sum(changed), "of": len(changed)},
        "learnt_more_with": round(sum(learnt) / len(learnt), 4) if learnt else None,
    }
    true = [pair for pair in pairs if pair[0]["true"]]
    if true:
        out["true_named"] = _apart(true, lambda r: bool(set(names_in(r)) & set(r["true"])))
        out["true_first"] = _apart(true, lambda r: r["causes"][0]["name"] in r["true"])
    return out


def _apart(pairs: Sequence[Pair], holds: Callable[[Runner], bool]) -> dict[str, int]:
    found = [(holds(a), holds(b)) for a, b in pairs]
    kinds = {"both": (True, True), "only_with": (True, False), "only_without": (False, True)}
    return {name: found.count(kind) for name, kind in kinds.items()}


def _shared(pair: Pair) -> Pair:
    """Both answers cut down to the suspects they share."""
    seen, alone = pair
    names = {cause["name"] for cause in alone["causes"]} & {c["name"] for c in seen["causes"]}
    return _only(seen, names), _only(alone, names)


def _only(runner: Runner, names: set[str]) -> Runner:
    return {**runner, "causes": [c for c in runner["causes"] if c["name"] in names]}


def _causes(pair: Pair) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
    other = {cause["name"]: cause for cause in pair[1]["causes"]}
    return ((cause, other[cause["name"]]) for cause in pair[0]["causes"])


def _read(paths: Sequence[Path]) -> dict[str, list[Runner]]:
    found: dict[str, list[Runner]] = {}
    for path in paths:
        for name, runners in json.loads(path.read_text(encoding="utf-8")).items():
            found.setdefault(name, []).extend(runners)
    return found


def main() -> None:
    """Compare, print, and put it into the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--with", dest="seen", type=Path, nargs="+", required=True)
    parser.add_argument("--without", type=Path, nargs="+", required=True)
    parser.add_argument("--onto", type=Path, default=None)
    asked = parser.parse_args()
    found = paired(_read(asked.seen), _read(asked.without))
    if asked.onto is not None:
        results = json.loads(asked.onto.read_text(encoding="utf-8"))
        results["with_and_without_ground"] = found
        asked.onto.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
