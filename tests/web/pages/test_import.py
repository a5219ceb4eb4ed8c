"""The import page: what may be handed in, how far it is, what came in and what was refused."""

from __future__ import annotations

import re
import threading
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient
from tests.journal.importing_files import gpx, write_runs

from kneewise.journal import open_journal
from kneewise.journal.journal import Journal
from kneewise.web.app import make_app
from kneewise.web.settings import WebSettings

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
BASE = "http://127.0.0.1:8377"


def hand_in(client, *files: tuple[str, bytes]):
    return client.post("/import", files=[("files", file) for file in files])


def until_over(client) -> str:
    """What was told until the import ended, as the page hears it."""
    return client.get("/import/progress").text


def main(client) -> str:
    page = client.get("/import").text
    return re.sub(r"\s+", " ", page[page.index("<main") : page.index("</main>")])


def test_an_empty_home_offers_what_may_be_handed_in(client):
    page = main(client)
    assert page.count('type="file"') == 2
    assert "webkitdirectory" in page
    assert "At most 2 GB and 5000 files" in page


def test_handed_in_read_and_told_in_one_sentence(client):
    answer = hand_in(client, ("a.gpx", gpx(START)), ("notes.fit", b"no recording"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/import")
    assert "event: done" in until_over(client)
    page = main(client)
    assert "1 run and 0 other activities came in" in page
    assert "1 file refused" in page
    assert "<strong><bdi>notes.fit</bdi></strong>" in page
    assert "Here now: 1 run" in page


def test_a_zip_a_folder_and_single_files_come_in_together(client, tmp_path):
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("deep/er/run.gpx", gpx(START + timedelta(days=1)))
    hand_in(
        client,
        ("export.zip", (tmp_path / "export.zip").read_bytes()),
        ("watch/2026/run.gpx", gpx(START + timedelta(days=2))),
        ("run.gpx", gpx(START + timedelta(days=3))),
    )
    told = until_over(client)
    for name in ("run.gpx", "export.zip", "watch"):
        assert f'"name": "{name}"' in told
    assert "3 runs" in main(client)


def test_every_name_is_only_a_label(client, home):
    names = ("../../x.gpx", "/etc/cron.d/x", "C:\\x.gpx", "a\x00b.gpx", "<b>x.fit", "y" * 9000)
    hand_in(client, *((name, name.encode()) for name in names))
    until_over(client)
    page = main(client)
    assert ".." not in page
    assert "&lt;b&gt;x.fit" in page
    assert "y" * 201 not in page
    assert not list((home / "uploads").iterdir())
    assert not (home.parent / "x.gpx").exists()


def test_nothing_of_an_upload_stays_behind(client, home):
    hand_in(client, ("a.gpx", gpx(START)))
    until_over(client)
    client.post("/import", content=b"no form")
    client.post("/import", files={"files": ("", b"")})
    assert list((home / "uploads").iterdir()) == []


def test_no_file_is_said(client):
    answer = client.post("/import", data={"files": ""}, files={})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("limits", "files", "said"),
    [
        ({"max_upload_bytes": 4096}, [("a", b"x" * 9000)], "nothing was taken"),
        ({"max_upload_files": 1}, [("a", b"x"), ("b", b"x")], "more than 1 files"),
    ],
)
def test_too_much_is_refused_in_a_sentence(home, limits, files, said):
    app = make_app(WebSettings(home=home, **limits))
    client = TestClient(app, base_url=BASE, follow_redirects=False)
    answer = hand_in(client, *files)
    assert answer.status_code == 413
    assert said in answer.text
    assert list((home / "uploads").iterdir()) == []


@pytest.fixture
def slow(monkeypatch) -> threading.Event:
    """Imports wait for this before they end."""
    go = threading.Event()
    whole = Journal.hand_in

    def waiting(journal: Journal, *arguments: object) -> object:
        told = whole(journal, *arguments)
        go.wait(30)
        return told

    monkeypatch.setattr(Journal, "hand_in", waiting)
    return go


def test_while_one_is_on_its_way_it_is_shown_and_a_second_is_refused(client, slow):
    hand_in(client, ("a.gpx", gpx(START)))
    assert 'data-progress="/import/progress"' in main(client)
    assert 'type="file"' not in main(client)
    second = hand_in(client, ("b.gpx", gpx(START + timedelta(days=1))))
    assert second.status_code == 409
    assert re.search(r"on its way since \d\d:\d\d", second.text)
    slow.set()
    until_over(client)
    assert "1 run " in main(client)


def test_leaving_the_page_does_not_stop_it_and_others_can_be_read(client, slow, home):
    hand_in(client, ("a.gpx", gpx(START)))
    assert client.get("/today").status_code == 200
    assert client.get("/runs").status_code == 200
    rated = client.post("/diary/rate", data={"value": "7", "side": "left"})
    assert rated.status_code == 303
    assert client.get("/api/ratings/last").json()[0]["value"] == 7
    slow.set()
    until_over(client)
    with open_journal(home) as journal:
        assert journal.status().runs == 1


def test_a_diary_beside_the_runs_comes_in_too(client):
    began = START + timedelta(days=1)
    diary = (
        "run_start_utc,side,day,window,value,entered_at_utc\n"
        f"{began.isoformat()},left,{began.date()},during,4,{began.isoformat()}\n"
    )
    hand_in(client, ("diary.csv", diary.encode()), ("a.gpx", gpx(began)))
    until_over(client)
    assert client.get("/api/runs").json()[0]["pain"] == {"left": 4}


def test_the_end_of_the_server_ends_an_import_between_two_files(home, tmp_path):
    files = [(file.name, file.read_bytes()) for file in write_runs(tmp_path, 40)]
    with TestClient(make_app(WebSettings(home=home)), base_url=BASE) as client:
        hand_in(client, *files)
    assert client.app.state.importer.busy() is None
    assert list((home / "uploads").iterdir()) == []
    with open_journal(home) as journal:
        assert journal.status().runs <= 40
        journal.import_paths([tmp_path])
        assert journal.status().runs == 40


def test_in_a_browser_files_are_chosen_sent_and_shown(browser, home, serving, tmp_path):
    files = write_runs(tmp_path, 30)
    with serving(home) as address, browser.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{address}/import")
        tab.get_by_label("Files or a zip").set_input_files([str(file) for file in files])
        tab.get_by_role("button", name="Hand in the files").click()
        tab.wait_for_selector("#done")
        assert "30 runs" in tab.inner_text("main")


def test_in_a_browser_a_folder_is_dropped_with_its_names(browser, home, serving, tmp_path):
    folder = tmp_path / "watch"
    folder.mkdir()
    write_runs(folder, 3)
    (folder / "broken.fit").write_bytes(b"no recording")
    with serving(home) as address, browser.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{address}/import")
        tab.get_by_label("A folder").set_input_files(str(folder))
        tab.get_by_role("button", name="Hand in the folder").click()
        tab.wait_for_selector("#done")
        assert "3 runs" in tab.inner_text("main")
        assert "watch/broken.fit" in tab.inner_text("main")


def test_without_a_script_the_forms_work_all_the_same(browser, home, serving, tmp_path):
    (file,) = write_runs(tmp_path, 1)
    with serving(home) as address, browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{address}/import")
        tab.get_by_label("Files or a zip").set_input_files(str(file))
        tab.get_by_role("button", name="Hand in the files").click()
        for _ in range(100):
            if tab.locator("#done").count():
                break
            tab.wait_for_timeout(100)
            tab.reload()
        assert "1 run " in tab.inner_text("main")


def test_dropped_files_are_sent(browser, home, serving):
    drop = """(text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "dropped.gpx"));
      document.getElementById("drop").dispatchEvent(
        new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    with serving(home) as address, browser.new_context() as context:
        tab = context.new_page()
        tab.goto(f"{address}/import")
        tab.evaluate(drop, gpx(START).decode())
        tab.wait_for_selector("#done")
        assert "1 run " in tab.inner_text("main")
