"""What is said of form is what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kneewise.body.form.answer import CUT_OFF_HZ
from kneewise.body.form.errors import errors
from kneewise.body.form.judging import LEAST_STRIDES
from kneewise.body.form.measure import all_measures
from kneewise.body.form.pace import FASTEST_RUN_SPM, SLOWEST_RUN_SPM, USUAL_SPM
from kneewise.body.form.watching import MOST_FRAMES
from kneewise.model.form import View
from kneewise.model.words import say

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "body.md").read_text(encoding="utf-8").partition("\n## Form\n")[2]
RESULTS = json.loads((ROOT / "validation" / "form_results.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("measure", all_measures(), ids=lambda m: m.name)
def test_every_measure_stands_there_with_its_errors(measure):
    label = say("kneewise.body.form", measure.name)
    (row,) = [line for line in PAGE.splitlines() if line.startswith(f"| {label} |")]
    cells = [cell.strip() for cell in row.strip("|").split("|")][2:]
    for view, cell in zip((View.SIDE, View.REAR, View.FRONT), cells, strict=True):
        line = RESULTS["phones"][view.value]["errors"].get(measure.name)
        if line is None:
            assert cell == "–"
            continue
        spread, again = (float(part) for part in cell.split(","))
        assert spread == pytest.approx(line["spread"], abs=0.06)
        assert again == pytest.approx(errors()[view, measure.name].again, abs=0.06)


def test_numbers_are_those_of_the_code():
    assert f"{MOST_FRAMES:,} of them" in PAGE
    assert f"Butterworth, {CUT_OFF_HZ:g} Hz" in PAGE
    assert f"below {SLOWEST_RUN_SPM:.0f} steps a minute" in PAGE
    assert f"make {USUAL_SPM[0]:.0f} to {USUAL_SPM[1]:.0f}" in PAGE
    assert USUAL_SPM[1] < FASTEST_RUN_SPM
    assert {10: "ten"}[LEAST_STRIDES] in PAGE


def test_results_are_those_that_are_kept():
    tread = RESULTS["treadmill"]
    assert f"measured at {tread['measured_spm']} ({tread['low']}–{tread['high']})" in PAGE
    assert f"`{RESULTS['command'].partition(' --seed')[0]}`" in PAGE
    assert "{" not in PAGE
