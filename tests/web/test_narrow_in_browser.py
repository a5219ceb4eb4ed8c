"""Narrow screens and long names: nothing is wider than the page, and a thumb hits what it means."""

from __future__ import annotations

import shutil

import pytest
from tests.web.conftest import served

from kneewise.journal import open_journal
from kneewise.web.page import all_pages

NARROWEST = 320
"""What 1280 px are at four times the size (WCAG 1.4.10)."""
PHONE = 360
THUMB = 44
LONG = "Donaudampfschifffahrt" * 9
RIGHT_TO_LEFT = "ריצתבוקרארוכהמאוד" * 10
SHOE = "Superschuh" * 7
PAGES = [page.name for page in all_pages() if page.place is not None]
PAGES += ["runs/latest", "runs?q=Donau", "evidence/priors", "evidence/record", "why?every=1"]

SMALL = """(thumb) => [...document.querySelectorAll('main a, main button, main summary')]
  .filter((one) => one.checkVisibility() && !one.closest('p, .lines, .scroll, .timeline'))
  .map((one) => [one.getBoundingClientRect(), one.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width && (box.width < thumb - 0.5 || box.height < thumb - 0.5))
  .map(([box, what]) => `${Math.round(box.width)} x ${Math.round(box.height)} ${what}`)"""
"""Targets under the thumb's size; a link in a sentence or a list is as high as its line."""


@pytest.fixture(scope="module")
def long_named(simulated_home, tmp_path_factory):
    """Pages of a runner whose runs and shoe have names without a space, one right to left."""
    home = tmp_path_factory.mktemp("long") / "home"
    shutil.copytree(simulated_home, home)
    with open_journal(home) as journal:
        latest = journal.one_run("latest")
        journal.edit_run(latest.detail.run.id, name=LONG)
        journal.edit_run(latest.previous, name=RIGHT_TO_LEFT)
        journal.add_shoe(SHOE)
        journal.wear(SHOE, "latest")
        journal.why()
    with served(home) as address:
        yield address


def shown(browser, address: str, width: int):
    """A tab of that width at the address."""
    context = browser.new_context(viewport={"width": width, "height": 800}, service_workers="block")
    tab = context.new_page()
    tab.goto(address)
    tab.wait_for_load_state("load")
    return tab


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_narrowest_page_whatever_the_names(browser, long_named, name):
    tab = shown(browser, f"{long_named}/{name}", NARROWEST)
    assert tab.evaluate("document.documentElement.scrollWidth") == NARROWEST
    tab.context.close()


@pytest.mark.parametrize("name", ["today", "runs"])
def test_a_thumb_hits_what_it_means(browser, served_home, name):
    tab = shown(browser, f"{served_home}/{name}", PHONE)
    assert tab.evaluate(SMALL, THUMB) == []
    tab.context.close()


def test_a_phone_opens_the_latest_month_and_leads_from_its_days_to_runs(browser, served_home):
    tab = shown(browser, f"{served_home}/runs", PHONE)
    months = tab.locator(".months details")
    assert months.first.get_attribute("open") is not None
    assert not tab.locator(".calendar").is_visible()
    cells = months.first.locator("svg.month a")
    box = cells.first.bounding_box()
    assert min(box["width"], box["height"]) >= THUMB
    cells.first.click()
    assert "/runs/" in tab.url
    tab.context.close()


def test_another_month_opens_with_a_tap(browser, served_home):
    tab = shown(browser, f"{served_home}/runs", PHONE)
    second = tab.locator(".months details").nth(1)
    assert not second.locator("svg.month").is_visible()
    second.locator("summary").click()
    assert second.locator("svg.month").is_visible()
    tab.context.close()


def test_a_desk_has_the_year_at_a_glance(browser, served_home):
    tab = shown(browser, f"{served_home}/runs", 1600)
    assert tab.locator(".calendar").is_visible()
    assert not tab.locator(".months").is_visible()
    tab.context.close()


def test_what_the_watch_recorded_stands_in_a_phone_in_full(browser, served_home):
    tab = shown(browser, f"{served_home}/runs/latest", PHONE)
    region = tab.locator(".scroll:has(table.steps)")
    assert region.locator("caption").inner_text()
    assert region.evaluate("one => one.scrollWidth <= one.clientWidth")
    tab.context.close()


def test_a_tap_on_the_time_line_opens_the_run_that_is_nearest(browser, served_home):
    tab = shown(browser, f"{served_home}/why", 1600)
    dot = tab.locator(".timeline circle.ache").nth(5)
    at = dot.bounding_box()
    href = tab.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).closest('a').getAttribute('href')",
        [at["x"] + at["width"] / 2, at["y"] + at["height"] / 2],
    )
    tab.mouse.click(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    tab.wait_for_url(f"**{href}")
    assert tab.locator("h1").count() == 1
    tab.context.close()
