from __future__ import annotations

import numpy as np
from tests.body.form.walkers import runner

from kneewise.body.form.following import Following
from kneewise.body.form.landmarks import LANDMARKS

HIP = LANDMARKS.index("left_hip")


def pose(track, at, shift=(0.0, 0.0)):
    spots = np.nan_to_num(track.xy[at], nan=400.0) + np.array(shift)
    return np.concatenate([spots, track.seen[at][:, None]], axis=1)


def still(track, at, shift):
    return pose(track, 0, shift)


def follow(frames, track):
    found = Following((720, 1280))
    for at, poses in enumerate(frames):
        found.add(track.times_s[at], poses)
    return found


def test_the_one_who_runs_is_followed_among_others():
    track = runner(seconds=3)
    frames = [
        [still(track, at, (260, 0)), pose(track, at), still(track, at, (-260, 0))]
        for at in range(len(track.times_s))
    ]
    found = follow(frames, track)
    followed = found.runner()
    assert np.allclose(followed.xy[:, HIP], track.xy[:, HIP], atol=0.01)
    assert found.others() == 2


def test_the_order_in_which_the_model_names_people_does_not_matter():
    track = runner(seconds=3)
    draw = np.random.default_rng(3)
    frames = []
    for at in range(len(track.times_s)):
        people = [pose(track, at), still(track, at, (300, 0))]
        frames.append([people[k] for k in draw.permutation(2)])
    followed = follow(frames, track).runner()
    assert np.allclose(followed.xy[:, HIP], track.xy[:, HIP], atol=0.01)


def test_somebody_found_twice_is_one():
    track = runner(seconds=2)
    frames = [[pose(track, at), pose(track, at, (8, 3))] for at in range(len(track.times_s))]
    found = follow(frames, track)
    assert found.others() == 0


def test_a_runner_lost_for_a_moment_is_the_same_one():
    track = runner(seconds=3)
    frames = [[] if 60 <= at < 75 else [pose(track, at)] for at in range(len(track.times_s))]
    followed = follow(frames, track).runner()
    assert followed.found.sum() == len(track.times_s) - 15


def test_nobody_is_nobody():
    track = runner(seconds=1)
    found = follow([[] for _ in track.times_s], track)
    assert found.runner() is None
    assert found.others() == 0
