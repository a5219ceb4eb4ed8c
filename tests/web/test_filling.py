"""A tray while a form fills it: whoever fails takes it along, whoever succeeds owns it."""

from __future__ import annotations

import asyncio
import errno

import pytest
from tests.running import run

from kneewise.web.filling import filled
from kneewise.web.refusals import NoRoomError
from kneewise.web.settings import WebSettings


def fill(home, raised=None):
    async def filling():
        async with filled(WebSettings(home=home)) as tray:
            tray.place(0).write_bytes(b"half")
            if raised is not None:
                raise raised
            return tray

    return run(filling())


def trays(home):
    return [path for path in (home / "uploads").glob("*") if path.is_dir()]


def test_a_full_disk_is_said_and_nothing_is_left(tmp_path):
    with pytest.raises(NoRoomError, match="No space left"):
        fill(tmp_path, OSError(errno.ENOSPC, "No space left on device"))
    assert not trays(tmp_path)


@pytest.mark.parametrize("raised", [ValueError("not a map"), asyncio.CancelledError()])
def test_whatever_else_goes_wrong_goes_on_and_nothing_is_left(tmp_path, raised):
    with pytest.raises(type(raised)):
        fill(tmp_path, raised)
    assert not trays(tmp_path)


def test_what_ends_well_stays_for_whoever_took_it(tmp_path):
    tray = fill(tmp_path)
    assert tray.place(0).read_bytes() == b"half"
    tray.close()
    assert not trays(tmp_path)
