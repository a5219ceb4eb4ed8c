"""Stand-ins for the look at a clip, so that what follows it can be tried in a moment."""

from __future__ import annotations

from collections.abc import Callable

from tests.body.form.walkers import watched

from kneewise.body.form.track import Track
from kneewise.journal import form_measuring


def pretend(monkeypatch, tmp_path, wait: Callable[[], object] = lambda: None):
    """What is called with the track that comes out of the next clip; `wait` is waited for."""
    model = tmp_path / "pretended.task"
    model.touch()
    monkeypatch.setattr(form_measuring, "find_model", lambda *_: model)

    def film(track: Track | None, **said: object) -> None:
        def apart(work, *args, on_progress):
            on_progress(1, 2)
            wait()
            if not work.endswith(":draw"):
                return watched(track, **said)
            args[2].write_bytes(b"a clip with a skeleton")
            return args[2]

        monkeypatch.setattr(form_measuring, "run_apart", apart)

    return film
