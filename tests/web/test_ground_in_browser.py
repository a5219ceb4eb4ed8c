"""The ground and the planner in a real browser: live matching, a tap on the map, AA with data."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.test_pages_in_browser import SCREENS, WCAG
from tests.web.towned import RUNS, make_home, write_town


@pytest.fixture(scope="module")
def address(town_home, serving, tmp_path_factory):
    home = shutil.copytree(town_home, tmp_path_factory.mktemp("browser") / "home")
    with serving(Path(home)) as found:
        yield found


def tab_of(context):
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    return tab, wrong


def violations(tab):
    found = Axe().run(tab, options=WCAG).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_pages_full_of_ground_fit_and_pass_aa(browser, address, width, scheme):
    with browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, service_workers="block"
    ) as context:
        tab, wrong = tab_of(context)
        for path in ("/ground", "/runs/latest", "/route"):
            tab.goto(address + path)
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
            assert violations(tab) == [], path
        tab.fill("#km", "4")
        tab.click("#planner button")
        tab.wait_for_selector(".routes .sheet", timeout=30_000)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(tab) == []
    assert wrong == []


def test_a_tap_on_the_map_fills_the_place_and_keys_alone_do_too(browser, address):
    with browser.new_context(service_workers="block") as context:
        tab, wrong = tab_of(context)
        tab.goto(f"{address}/route")
        box = tab.locator("svg.sheet").bounding_box()
        number = tab.locator("svg.sheet .usual circle").first.bounding_box()
        start = tab.locator('input[name="start"]').first.get_attribute("value")
        tab.locator("svg.sheet").click(
            position={
                "x": number["x"] + number["width"] / 2 - box["x"],
                "y": number["y"] + number["height"] / 2 - box["y"],
            },
        )
        tapped = [float(part) for part in tab.input_value("#place").split(",")]
        assert tapped == pytest.approx([float(part) for part in start.split(",")], abs=2e-4)
        assert tab.locator("svg.sheet .tapped").get_attribute("hidden") is None
        tab.fill("#place", "")
        tab.focus("#km")
        tab.keyboard.press("Enter")
        tab.wait_for_url(re.compile(r"/route/[\w-]+$"))
    assert wrong == []


def test_matching_and_adding_a_map_are_shown_as_they_go(browser, serving, tmp_path):
    home = make_home(tmp_path / "live", match=False)
    with serving(home) as address, browser.new_context(service_workers="block") as context:
        tab, wrong = tab_of(context)
        tab.goto(f"{address}/ground")
        tab.get_by_role("button", name="Match them now").click()
        tab.get_by_text(f"Done: {RUNS} matched").wait_for(timeout=30_000)
        tab.set_input_files("#map-file", str(write_town(tmp_path / "second.osm.pbf")))
        tab.get_by_role("button", name="Add it").click()
        tab.get_by_text("It is here").wait_for(timeout=30_000)
        assert tab.locator(".maps li").count() == 2
    assert wrong == []


def test_without_scripts_a_search_is_found_by_looking_again(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{address}/route")
        tab.fill("#km", "4")
        tab.click("#planner button")
        found, again = tab.locator(".routes"), tab.get_by_role("link", name="Look again")
        for _ in range(60):
            found.or_(again).first.wait_for()
            if found.count():
                break
            tab.wait_for_timeout(250)
            again.click()
        assert tab.locator(".routes .sheet").count() >= 1
