"""The clocks in a real browser: a routine goes on by itself and is logged; a hold is timed."""

from __future__ import annotations

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.care.check.answering import clear
from tests.web.test_pages_in_browser import WCAG

from kneewise.journal import open_journal

PATHS = [
    "/body/tests",
    "/body/tests/side-plank",
    "/body/tests/lunge",
    "/body/routine",
    "/body/routine/hip-and-core",
    "/body/soreness",
]


@pytest.fixture
def checked_home(tmp_path):
    with open_journal(tmp_path / "home") as journal:
        journal.set_fact("birth_year", "1985")
        journal.answer_symptoms(clear() | {"consent": "yes"})
    yield tmp_path / "home"
    shutil.rmtree(tmp_path / "home")


@pytest.fixture
def tab(browser):
    with browser.new_context(
        viewport={"width": 360, "height": 780}, service_workers="block"
    ) as context:
        yield context.new_page()


def test_every_page_of_the_body_passes_aa_and_fits(checked_home, serving, tab):
    with serving(checked_home) as address:
        for path in PATHS:
            tab.goto(address + path)
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            found = Axe().run(tab, options=WCAG).response["violations"]
            assert [(path, one["id"]) for one in found] == []


def test_a_routine_leads_through_leaves_one_out_and_logs_itself(checked_home, serving, tab):
    with serving(checked_home) as address:
        tab.clock.install()
        tab.goto(f"{address}/body/routine/stretching")
        tab.get_by_role("button", name="Start").click()
        assert "Get ready: Calf, left" in tab.locator(".clock-name").inner_text()
        tab.clock.run_for(6_000)
        assert "Now: Calf, left" in tab.locator(".clock-name").inner_text()
        tab.get_by_role("button", name="Pause").press("Enter")
        tab.clock.run_for(60_000)
        assert "Now: Calf, left" in tab.locator(".clock-name").inner_text()
        tab.get_by_role("button", name="Go on").press("Enter")
        tab.get_by_role("button", name="Leave this one out").press("Enter")
        assert "Calf, right" in tab.locator(".clock-name").inner_text()
        with tab.expect_navigation():
            tab.clock.run_for(9 * 36_000)
        assert "Logged: Stretching" in tab.locator(".said").inner_text()
    with open_journal(checked_home) as journal:
        (entry,) = journal.log_entries()
    assert entry.value == 4.0
    assert "left out: calf" in entry.note


def test_a_hold_is_timed_into_its_field(checked_home, serving, tab):
    with serving(checked_home) as address:
        tab.clock.install()
        tab.goto(f"{address}/body/tests/side-plank")
        tab.get_by_role("button", name="Start the clock, left").click()
        tab.clock.run_for(31_000)
        tab.get_by_role("button", name="Stop").click()
        assert tab.locator("[name=left]").input_value() == "31"


def test_the_map_takes_the_colour_of_what_is_chosen(checked_home, serving, tab):
    with serving(checked_home) as address:
        tab.goto(f"{address}/body/soreness")
        tab.get_by_label("left calf: 7 of 10").check()
        region = tab.locator('[data-muscle="sore_calf_left"]')
        assert region.get_attribute("class") == "muscle sore-7"
