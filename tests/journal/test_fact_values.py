"""What is said about the runner: taken where it can be so, else one sentence in plain words."""

from __future__ import annotations

from datetime import date

import pytest

from kneewise.journal.fact_values import check_value
from kneewise.model.errors import UsageError
from kneewise.model.runner import PROFILE_KEYS

TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("birth_year", "1900"),
        ("birth_year", "2026"),
        ("hr_max_bpm", "187.5"),
        ("country", "de"),
        ("country", "UK"),
        ("previous_knee_injury_on", "2026-05-20"),
        ("privacy_zone", "48.137,11.575,200"),
        ("privacy_zone", ""),
        ("privacy_zone", "48.137,11.575,10"),
        ("privacy_zone", "48.137,11.575,50000"),
        ("home_zone", "Europe/Berlin"),
        ("date_language", "pt_BR"),
        ("sex", "other"),
        ("map_regions", "anything goes"),
    ],
)
def test_what_can_be_is_taken(key, value):
    check_value(key, value, TODAY)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("birth_year", "2027"),
        ("birth_year", "1899"),
        ("birth_year", "nan"),
        ("birth_year", "٣"),
        ("hr_max_bpm", "99"),
        ("hr_max_bpm", "-150"),
        ("country", "ZZ"),
        ("country", "Germany"),
        ("previous_knee_injury_on", "2026-05-21"),
        ("previous_knee_injury_on", "spring"),
        ("privacy_zone", "52,5,13,4,200"),
        ("privacy_zone", "95,11,200"),
        ("privacy_zone", "48.1,11.5,9.9"),
        ("privacy_zone", "48.1,11.5,50001"),
        ("home_zone", "Mars/Olympus"),
        ("date_language", "1"),
        ("sex", "maybe"),
    ],
)
def test_what_cannot_be_is_refused_in_the_runners_words(key, value):
    with pytest.raises(UsageError) as refused:
        check_value(key, value, TODAY)
    said = str(refused.value)
    assert said.endswith(".")
    assert not any(name in said for name in PROFILE_KEYS if "_" in name)
