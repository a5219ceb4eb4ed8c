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


def lines(results: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The lines of the record, by name."""
    asked, scenarios = results["acceptance"], results["scenarios"]
    held, first, named = (
        asked[name] for name in ("coverage", "true cause first", "true cause named")
    )
    out = {
        "intervals": {
            "share": held["value"],
            "of": held["intervals"],
            **_asked("86 to 94 %", held),
        }
    }
    for name, scenario in NULLS.items():
        limit = asked[f"false naming, {scenario}"]
        found = _diary_only(scenarios[scenario])
        out[name] = {**found, **_asked("at most 10 %, with its error", limit)}
    out["wrong_names"] = _wrong_names(asked, scenarios)
    out["first"] = {
        "share": first["value"],
        "of": first["runners"],
        **_asked("at least 80 %", first),
        "rival": first["prior alone"],
    }
    out["named"] = {
        "share": named["value"],
        "of": named["runners"],
        **_asked("at least 50 %", named),
    }
    missed = scenarios["weaker"]["no_sign_though_true"]
    out["no_sign"] = {**missed, **_asked("at most 10 %", asked["no sign though OR 2"])}
    return out


def _asked(limit: str, line: dict[str, Any]) -> dict[str, Any]:
    """What was asked of a line, whether it is met, and of runners with how many suspects."""
    return {"asked": limit, "met": line["met"], "suspects": line["suspects"]}


def _diary_only(scenario: dict[str, Any]) -> dict[str, Any]:
    """What was named where a diary was there; without one nothing can be."""
    found = scenario["variants"].get("diary", scenario)["something_false_named"]
    return {"share": found["share"], "of": found["of"], "upper_95": found["upper_95"]}


def _wrong_names(asked: dict[str, Any], scenarios: dict[str, Any]) -> dict[str, Any]:
    """The share of wrong ones among the names of the worst scenario with a truth to name."""
    part = "wrong among names, "
    limits = {name.removeprefix(part): one for name, one in asked.items() if name.startswith(part)}
    known = [name for name, one in limits.items() if one["names"]]
    worst = max(known, key=lambda name: limits[name]["value"])
    every = {**limits[worst], "met": all(one["met"] for one in limits.values())}
    found = scenarios[worst]["wrong_among_names"]
    return {**found, **_asked("at most 15 % in every scenario", every)}


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
