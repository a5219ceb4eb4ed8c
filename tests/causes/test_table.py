from __future__ import annotations

from tests.builders import busy_history

from kneewise.causes import all_causes, exposure_table
from kneewise.causes.table import without_pain, without_plans
from kneewise.evidence import priors


def test_it_holds_every_column_of_every_cause_with_its_studies():
    history = busy_history(seed=3, runs=40)
    table = exposure_table(history)
    assert {column.cause for column in table.columns} == {cause.name for cause in all_causes()}
    for column in table.columns:
        assert column.sources == priors()[column.prior].studies


def test_only_the_causes_asked_for_are_measured():
    chosen = tuple(cause for cause in all_causes() if cause.name == "descent")
    table = exposure_table(busy_history(seed=3, runs=20), chosen)
    assert [column.name for column in table.columns] == ["descent"]


def test_variants_are_what_other_histories_give_with_the_marks_kept():
    history = busy_history(seed=3)
    table = exposure_table(history)
    main = {column.name: column for column in table.columns}
    for variant, other in (("realised", without_plans(history)), ("plain", without_pain(history))):
        again = {column.name: column for column in exposure_table(other).columns}
        names = {column.name for column in table.variants[variant]}
        for name, column in main.items():
            differs = [c.value for c in again[name].cells] != [c.value for c in column.cells]
            assert not differs or name in names or name.endswith("_before")
        for column in table.variants[variant]:
            for cell, usual in zip(column.cells, main[column.name].cells, strict=True):
                assert cell.value is None or cell.reverse_possible == usual.reverse_possible
