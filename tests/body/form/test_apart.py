from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kneewise.body.form.apart import NOBODY, run_apart
from kneewise.model.errors import ClipError

WORKS = "tests.body.form.works"


def test_what_is_worked_out_apart_comes_back_with_its_progress():
    steps = []
    done = run_apart(f"{WORKS}:count", 3, on_progress=lambda *step: steps.append(step))
    assert done == 3
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_a_refusal_comes_back_as_it_was_said():
    with pytest.raises(ClipError, match="not this one"):
        run_apart(f"{WORKS}:refuse", "not this one")


def test_a_process_that_falls_over_is_a_sentence():
    with pytest.raises(ClipError, match="broke off"):
        run_apart(f"{WORKS}:fall_over")


def test_a_fault_of_our_own_comes_with_its_trace():
    with pytest.raises(RuntimeError, match="a fault of our own"):
        run_apart(f"{WORKS}:fail")


def test_whatever_is_sent_goes_nowhere():
    found = run_apart(f"{WORKS}:ways_out")
    assert found["https_proxy"] == found["HTTPS_PROXY"] == NOBODY
    assert found["no_proxy"] is None


@pytest.mark.skipif(sys.platform != "linux", reason="namespaces are Linux's")
def test_on_linux_there_is_no_network_at_all():
    if run_apart(f"{WORKS}:network") == str(Path("/proc/self/ns/net").readlink()):
        pytest.skip("this system allows no user namespaces; the proxies stand alone")
    assert run_apart(f"{WORKS}:reach_out") == "no way"


def test_what_decoders_print_is_not_seen(capfd):
    run_apart(f"{WORKS}:print_much")
    said = capfd.readouterr()
    assert "noise" not in said.out + said.err


def test_who_stops_waiting_ends_the_work():
    class StopError(Exception):
        pass

    def stop(*_):
        raise StopError

    with pytest.raises(StopError):
        run_apart(f"{WORKS}:count", 10**9, on_progress=stop)
