"""What every platform promises; its members find themselves, their examples stand in exports.py."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.platforms.exports import EXAMPLES, Example, gpx, write_folder, write_zip, zip_bytes

from kneewise.model.problem import Problem
from kneewise.platforms import Find, Hints, Member, ShoeHint, all_platforms, read, walk, weigh

examples = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
PLAIN = {"runs/2026-05-04.gpx": gpx(), "runs/readme.txt": b"my runs", "photo.jpg": b"\xff\xd8"}


def seen(path: Path) -> list[tuple[object, ...]]:
    """A walk as values that do not depend on where the export lies."""
    out: list[tuple[object, ...]] = []
    for found in walk([path]):
        if isinstance(found, Member):
            data = found.read()
            assert isinstance(data, bytes), data
            out.append((found.name, data, hints(found, data), found.doubtful))
        else:
            assert isinstance(found, ShoeHint), found
            out.append((found,))
    return out


def hints(member: Member, data: bytes) -> Hints:
    recordings = read(data, member.name).recordings
    return member.hints_for(recordings[0]) if recordings else member.hints


def finds(path: Path) -> list[Find]:
    out = []
    for found in walk([path]):
        if isinstance(found, Member):
            found.read()
        out.append(found)
    return out


def test_every_platform_brings_an_example() -> None:
    assert {platform.name for platform in all_platforms()} == {each.platform for each in EXAMPLES}


@examples
def test_an_export_is_recognised_by_its_own_platform_alone(example: Example) -> None:
    names = list(example.tree)
    assert [each.name for each in all_platforms() if each.identify(names)] == [example.platform]


@examples
def test_an_export_is_recognised_below_a_folder(example: Example) -> None:
    names = ["notes.txt", *(f"backup 2026/{path}" for path in example.tree)]
    found = [each.identify(names) for each in all_platforms() if each.identify(names)]
    assert len(found) == 1
    assert all(root.startswith("backup 2026/") for root in found[0])


def test_plain_files_belong_to_no_platform() -> None:
    assert not any(platform.identify(list(PLAIN)) for platform in all_platforms())


@examples
def test_members_carry_what_the_platform_says_of_them(example: Example, tmp_path: Path) -> None:
    walked = seen(write_folder(tmp_path, example.tree))
    assert {each[0]: each[2] for each in walked if len(each) > 1} == dict(example.hints)


@examples
def test_shoes_come_before_members_and_each_hint_names_one(
    example: Example, tmp_path: Path
) -> None:
    found = finds(write_folder(tmp_path, example.tree))
    shoes = [each for each in found if isinstance(each, ShoeHint)]
    assert tuple(shoes) == example.shoes
    assert all(isinstance(each, ShoeHint) for each in found[: len(shoes)])
    named = {each.shoe for each in example.hints.values() if each.shoe is not None}
    assert named <= {shoe.name for shoe in shoes}


@examples
def test_a_folder_and_a_zip_say_the_same(example: Example, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "folder", example.tree)
    assert seen(write_zip(tmp_path / "export.zip", example.tree)) == seen(folder)


@examples
def test_a_zip_inside_a_zip_says_the_same(example: Example, tmp_path: Path) -> None:
    inner = {"Downloads/export.zip": zip_bytes(example.tree), "Downloads/readme.txt": b"x"}
    folder = write_folder(tmp_path / "folder", example.tree)
    assert seen(write_zip(tmp_path / "outer.zip", inner)) == seen(folder)


@examples
def test_the_order_is_the_same_however_the_files_were_written(
    example: Example, tmp_path: Path
) -> None:
    paths = list(example.tree)
    random.Random(5).shuffle(paths)
    shuffled = {path: example.tree[path] for path in paths}
    first = seen(write_zip(tmp_path / "a.zip", example.tree))
    assert seen(write_zip(tmp_path / "b.zip", shuffled)) == first


@examples
def test_every_member_can_be_decoded_and_decoded_again(example: Example, tmp_path: Path) -> None:
    for found in walk([write_folder(tmp_path, example.tree)]):
        if isinstance(found, Member):
            data = found.read()
            assert isinstance(data, bytes)
            result = read(data, found.name)
            assert len(result.recordings) == 1, (found, result.problems)
            assert result.recordings[0].started_at is not None
            again = read(data, found.name).recordings[0]
            assert again.started_at == result.recordings[0].started_at


@examples
def test_members_are_read_one_at_a_time(
    example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kneewise.platforms.folder import Folder

    read_paths: list[str] = []
    plain_read = Folder.read

    def counted(self: Folder, entry: object, *rest: int) -> bytes | Problem:
        read_paths.append(entry.path)  # type: ignore[attr-defined]
        return plain_read(self, entry, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Folder, "read", counted)
    walking = walk([write_folder(tmp_path, example.tree)])
    first = next(found for found in walking if isinstance(found, Member))
    own = [path for path in read_paths if path.endswith(".gpx")]
    assert len(own) <= 1, own
    first.read()


@examples
def test_the_weights_of_a_walk_come_to_what_was_announced(example: Example, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "export.zip", example.tree)
    total = sum(found.weight for found in walk([path]) if isinstance(found, Member))
    assert 0 < total <= weigh([path])


@examples
@pytest.mark.parametrize("kept", [0, 1, 10, 50, 90])
def test_a_table_cut_off_is_a_problem_and_never_a_crash(
    example: Example, kept: int, tmp_path: Path
) -> None:
    for table in example.tables:
        data = example.tree[table]
        tree = {**example.tree, table: data[: len(data) * kept // 100]}
        found = finds(write_folder(tmp_path / f"{kept}{len(table)}", tree))
        assert any(isinstance(each, Problem | Member) for each in found)


@examples
def test_noise_in_a_table_never_crashes(example: Example, tmp_path: Path) -> None:
    noise = random.Random(11)
    for i, table in enumerate(example.tables * 8):
        data = bytearray(example.tree[table])
        for _ in range(20):
            data[noise.randrange(len(data))] = noise.randrange(256)
        tree = {**example.tree, table: bytes(data)}
        assert finds(write_folder(tmp_path / str(i), tree))


@examples
def test_names_are_given_as_a_person_would_look_for_them(example: Example, tmp_path: Path) -> None:
    path = write_zip(tmp_path / "export.zip", example.tree)
    for found in walk([path]):
        if isinstance(found, Member):
            assert found.source.startswith(f"{path}!")
