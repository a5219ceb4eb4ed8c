"""Write the record that is shown to runners from the results of a validation run.

python -m validation.record
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "validation" / "results.json"
RECORD = ROOT / "src" / "kneewise" / "evidence" / "calibration.toml"

NULLS = {
    "null_clean": "1_clean_null",
    "null_flares": "2_flares",
    "null_reaction": "3_reaction",
    "null_trends": "9_trends",
}
CAUSES = 15
"""Suspects of each simulated runner; every one has an interval."""


def lines(results: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The lines of the record, by name."""
    asked, scenarios = results["acceptance"], results["scenarios"]
    out = {
        "intervals": {
            "share": asked["coverage"]["value"],
            "of": scenarios["coverage"]["runners"] * CAUSES,
            "asked": "86 to 94 %",
            "met": asked["coverage"]["met"],
        }
    }
    for name, scenario in NULLS.items():
        found = _diary_only(scenarios[scenario])
        limit = asked[f"false naming, {scenario}"]
        out[name] = {**found, "asked": "at most 10 %, with its error", "met": limit["met"]}
    out["wrong_names"] = _wrong_names(asked, scenarios)
    first, named = asked["true cause first"], asked["true cause named"]
    out["first"] = {
        "share": first["value"],
        "of": first["runners"],
        "asked": "at least 80 %",
        "met": first["met"],
        "rival": first["prior alone"],
    }
    out["named"] = {
        "share": named["value"],
        "of": first["runners"],
        "asked": "at least 50 %",
        "met": named["met"],
    }
    missed = scenarios["weaker"]["no_sign_though_true"]
    out["no_sign"] = {
        **missed,
        "asked": "at most 10 %",
        "met": asked["no sign though OR 2"]["met"],
    }
    return out


def _diary_only(scenario: dict[str, Any]) -> dict[str, Any]:
    """What was named where a diary was there; without one nothing can be."""
    found = scenario["variants"].get("diary", scenario)["something_false_named"]
    return {"share": found["share"], "of": found["of"], "upper_95": found["upper_95"]}


def _wrong_names(asked: dict[str, Any], scenarios: dict[str, Any]) -> dict[str, Any]:
    """The worst scenario's share of wrong ones among the names."""
    limits = [one for name, one in asked.items() if name.startswith("wrong among names")]
    known = [s["wrong_among_names"] for s in scenarios.values() if s["wrong_among_names"]["of"]]
    worst = max(known, key=lambda one: one["share"])
    met = all(one["met"] for one in limits)
    return {**worst, "asked": "at most 15 % in every scenario", "met": met}


def written(results: dict[str, Any]) -> str:
    """The record as TOML."""
    out = [
        "# How often the answer is right, on made-up runners whose truth is known.",
        "# Written by `python -m validation.record` from validation/results.json; edit neither.",
        "",
        f"command = {json.dumps(results['command'])}",
        f"runners = {results['runners']}",
    ]
    for name, line in lines(results).items():
        out += ["", f"[line.{name}]"]
        out += [f"{key} = {json.dumps(value)}" for key, value in line.items()]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    RECORD.write_text(written(json.loads(RESULTS.read_text(encoding="utf-8"))), encoding="utf-8")
