"""Elevation files are read whole and asked for heights, or refused in one sentence."""

from __future__ import annotations

import zipfile

import numpy as np
import pytest
import rasterio
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st
from tests.ground.heights import VOID, write_hgt, write_tif, zipped

from kneewise.ground.elevation import ElevationBuilder, Tiles, is_elevation, open_tile
from kneewise.ground.elevation.kinds import find
from kneewise.ground.elevation.tile import Grid
from kneewise.ground.elevation.tiles import open_tiles
from kneewise.ground.projection import Box
from kneewise.model.errors import MapError


def plane(lat, lon):
    """A slope that whole metres hold: 120 m a degree of longitude, 1200 a degree of latitude."""
    return 500 + 120 * (lon % 360) % 360 + 1200 * (lat - 48)


@pytest.fixture
def build(tmp_path):
    made = iter(range(100))

    def one(file, name="here"):
        folder = tmp_path / f"tile{next(made)}"
        folder.mkdir()
        return ElevationBuilder(file, name).build(folder)

    return one


@pytest.fixture
def hgt(tmp_path):
    return write_hgt(tmp_path / "N48E009.hgt", plane)


def test_an_hgt_tile_gives_the_heights_between_its_places(hgt, build):
    tile = build(hgt)
    lat = np.array([48.0, 48.5, 48.12345, 49.0])
    lon = np.array([9.0, 9.5, 9.98765, 10.0])
    np.testing.assert_allclose(Tiles((tile,)).at(lat, lon), plane(lat, lon), atol=0.6)
    assert (tile.kind, tile.file, tile.known) == ("srtm", "N48E009.hgt", 1.0)
    assert tile.grid.resolution_m == pytest.approx(92.7, abs=0.1)
    assert "public domain" in tile.attribution


def test_a_zip_of_one_is_the_same_tile(hgt, build):
    places = np.linspace(48.01, 48.99, 50), np.linspace(9.01, 9.99, 50)
    plain, packed = Tiles((build(hgt),)), Tiles((build(zipped(hgt)),))
    np.testing.assert_array_equal(plain.at(*places), packed.at(*places))


def test_a_geotiff_speaks_for_the_middles_of_its_cells(tmp_path, build):
    heights = np.arange(12, dtype=np.float32).reshape(3, 4) * 10
    tiles = Tiles((build(write_tif(tmp_path / "a.tif", heights)),))
    assert tiles.at(49 - 0.0005, 9 + 0.0005) == pytest.approx(0.0, abs=1e-6)
    assert tiles.at(49 - 0.0005, 9 + 0.001) == pytest.approx(5.0, abs=1e-6)
    assert tiles.at(49 - 0.001, 9 + 0.001) == pytest.approx(25.0, abs=1e-6)
    assert tiles.at(49 - 0.0001, 9 + 0.0001) == pytest.approx(0.0)  # half a cell at the edge


def test_heights_are_kept_to_a_tenth_of_a_metre(tmp_path, build):
    heights = np.random.default_rng(1).uniform(-400, 8800, (50, 60)).astype(np.float32)
    tiles = Tiles((build(write_tif(tmp_path / "a.tif", heights)),))
    row, column = np.mgrid[0:50, 0:60]
    read = tiles.at(49 - 0.0005 - 0.001 * row, 9 + 0.0005 + 0.001 * column)
    assert read.shape == (50, 60)
    assert np.abs(read - heights).max() < 0.11


def test_outside_and_without_a_position_nothing_is_known(hgt, build):
    tiles = Tiles((build(hgt),))
    lat, lon = [47.9, 49.1, 48.5, 48.5, np.nan, 48.5], [9.5, 9.5, 8.9, 10.1, 9.5, np.nan]
    assert np.isnan(tiles.at(lat, lon)).all()
    assert np.isnan(Tiles().at(48.5, 9.5))
    assert not Tiles()


def test_a_void_is_unknown_and_the_sea_is_at_0(tmp_path, build):
    def coast(lat, lon):
        return np.where(lon > 9.5, 0, np.where(lat > 48.5, VOID, 100))

    tile = build(write_hgt(tmp_path / "N48E009.hgt", coast))
    north, south, sea = Tiles((tile,)).at([48.8, 48.2, 48.2], [9.2, 9.2, 9.8])
    assert np.isnan(north)
    assert (south, sea) == (pytest.approx(100), pytest.approx(0, abs=1e-9))
    assert tile.lowest_m == 0
    assert 0.7 < tile.known < 0.8


def test_beside_a_void_the_known_neighbours_speak(tmp_path, build):
    heights = np.full((3, 3), 200, np.int16)
    heights[1, 2] = -1
    tiles = Tiles((build(write_tif(tmp_path / "a.tif", heights, nodata=-1)),))
    near, at = tiles.at(48.9985, 9.0018), tiles.at(48.9985, 9.0025)
    assert near == pytest.approx(200)
    assert np.isnan(at)


def test_the_finer_tile_speaks_first_and_the_coarse_one_where_it_is_silent(tmp_path, build):
    coarse = build(write_tif(tmp_path / "a.tif", np.full((20, 20), 7, np.int16), step=0.01))
    fine = np.full((100, 100), 9, np.int16)
    fine[:, 50:] = -1
    fine = build(write_tif(tmp_path / "b.tif", fine, nodata=-1))
    for order in ((coarse, fine), (fine, coarse)):
        tiles = open_tiles(one.folder for one in order)
        assert tiles.at([48.95, 48.95, 48.85], [9.02, 9.08, 9.02]).tolist() == [9, 7, 7]


def test_a_tile_across_the_date_line_is_asked_from_both_sides(tmp_path, build):
    heights = np.tile(np.arange(40, dtype=np.int16) * 10, (40, 1))
    tile = build(write_tif(tmp_path / "a.tif", heights, corner=(179.98, 1.0)))
    east, west = Tiles((tile,)).at([0.99, 0.99], [179.9905, -179.9895])
    assert (east, west) == (pytest.approx(100), pytest.approx(300))
    assert tile.grid.box.west > tile.grid.box.east
    assert tile.grid.box.meets(Box(-179.99, 0.98, -179.985, 0.99))


def test_a_tile_in_another_projection_is_laid_over(tmp_path, build):
    east, north = np.meshgrid(np.arange(100) * 30.0, np.arange(100) * 30.0)
    heights = (300 + 0.1 * east + 0.05 * north).astype(np.float32)
    file = write_tif(
        tmp_path / "utm.tif",
        heights,
        crs="EPSG:25832",
        transform=Affine(30, 0, 250_000, 0, -30, 5_400_000),
    )
    tile = build(file)
    with rasterio.open(file) as source:
        from rasterio.warp import transform

        (lon,), (lat,) = transform(source.crs, "EPSG:4326", [251_515.0], [5_398_485.0])
    assert Tiles((tile,)).at(lat, lon) == pytest.approx(300 + 150 + 75, abs=1.0)
    assert tile.lowest_m >= 299  # nothing is made up outside the frame
    assert tile.known < 1


def test_scaled_heights_are_read_as_metres(tmp_path, build):
    file = write_tif(tmp_path / "a.tif", np.full((5, 5), 4321, np.int16))
    with rasterio.open(file, "r+") as target:
        target.scales = (0.1,)
    assert Tiles((build(file),)).at(48.998, 9.002) == pytest.approx(432.1, abs=0.11)


@pytest.mark.parametrize(
    ("name", "kind", "notice"),
    [
        ("Copernicus_DSM_COG_10_N48_00_E009_00_DEM.tif", "copernicus30", "WorldDEM-30 © DLR"),
        ("Copernicus_DSM_COG_30_N48_00_E009_00_DEM.tif", "copernicus90", "WorldDEM-90 © DLR"),
        ("heights.tif", "unnamed", "does not name its maker"),
    ],
)
def test_whose_heights_they_are_is_said(tmp_path, build, name, kind, notice):
    tile = build(write_tif(tmp_path / name, np.zeros((5, 5), np.float32)))
    assert tile.kind == kind
    assert notice in tile.attribution


def cut(file):
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])
    return file


def textfile(path):
    path.write_text("no heights at all")
    return path


REFUSED = {
    "a cut .hgt": (lambda d: cut(write_hgt(d / "N48E009.hgt", plane)), "not whole"),
    "an .hgt without its name": (
        lambda d: write_hgt(d / "N48E009.hgt", plane).rename(d / "alps.hgt"),
        "Give it back its name",
    ),
    "text": (lambda d: textfile(d / "N48E009.hgt"), "not whole"),
    "text as .tif": (lambda d: textfile(d / "a.tif"), "no GeoTIFF"),
    "a cut zip": (lambda d: cut(zipped(write_hgt(d / "N48E009.hgt", plane))), "damaged"),
    "a zip of nothing": (lambda d: zipped(textfile(d / "a.txt")), "holds no elevation tiles"),
    "a zip of two": (
        lambda d: zipped(write_hgt(d / "N48E009.hgt", plane), textfile(d / "b.tif")),
        "holds 2 elevation tiles",
    ),
    "a cut .tif": (
        lambda d: cut(write_tif(d / "a.tif", np.random.default_rng(0).normal(500, 9, (400, 400)))),
        "not whole",
    ),
    "a picture": (
        lambda d: write_tif(d / "a.tif", np.zeros((3, 9, 9), np.uint8)),
        "is a picture",
    ),
    "a .tif without a place": (
        lambda d: write_tif(d / "a.tif", np.zeros((9, 9), np.float32), crs=None),
        "where on the earth",
    ),
    "a .tif without a frame": (
        lambda d: write_tif(d / "a.tif", np.zeros((9, 9), np.float32), transform=None),
        "where on the earth",
    ),
    "voids alone": (
        lambda d: write_tif(d / "a.tif", np.full((9, 9), -1, np.int16), nodata=-1),
        "no height at all",
    ),
    "one row": (lambda d: write_tif(d / "a.tif", np.zeros((1, 9), np.float32)), "too small"),
    "a folder": (lambda d: d, "is a folder"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_whole_tile_is_refused_in_one_sentence(tmp_path, build, what):
    make, said = REFUSED[what]
    place = tmp_path / "given"
    place.mkdir()
    with pytest.raises(MapError, match=said) as refused:
        build(make(place))
    assert "\n" not in str(refused.value)


def test_heights_in_feet_are_refused(tmp_path, build):
    file = write_tif(tmp_path / "a.tif", np.zeros((9, 9), np.float32))
    with rasterio.open(file, "r+") as target:
        target.units = ("ft",)
    with pytest.raises(MapError, match="only metres"):
        build(file)


def test_what_is_meant_is_told_by_the_bytes(tmp_path, hgt):
    assert is_elevation(hgt)
    assert is_elevation(zipped(hgt))
    assert is_elevation(hgt.rename(tmp_path / "heights"))
    assert is_elevation(write_tif(tmp_path / "a.bin", np.zeros((9, 9), np.float32), driver="GTiff"))
    assert not is_elevation(textfile(tmp_path / "notes"))
    assert not is_elevation(textfile(tmp_path / "map.osm.pbf"))


def test_a_tile_that_lost_bytes_on_the_disk_is_no_tile(hgt, build):
    tile = build(hgt)
    cut(tile.folder / "heights.u16")
    with pytest.raises(MapError, match="not whole"):
        open_tile(tile.folder)
    assert not open_tiles([tile.folder])


@pytest.mark.parametrize("text", ["", "{}", '{"format": 1, "grid": {}}', "[1]"])
def test_a_damaged_manifest_is_one_sentence(hgt, build, text):
    tile = build(hgt)
    (tile.folder / "elevation.json").write_text(text)
    with pytest.raises(MapError, match="damaged"):
        open_tile(tile.folder)


def test_other_tiles_or_another_order_are_another_key(tmp_path, build):
    a, b = (build(write_tif(tmp_path / f"{n}.tif", np.full((9, 9), n, np.int16))) for n in (1, 2))
    keys = [Tiles(one).key for one in ((), (a,), (b,), (a, b), (b, a))]
    assert len(set(keys)) == len(keys)
    assert keys[0] == ""


def test_only_tiles_that_meet_a_box_are_asked(hgt, build):
    tiles = Tiles((build(hgt),))
    assert tiles.meeting(Box(9.9, 48.9, 11, 50)) == tiles
    assert not tiles.meeting(Box(11, 48, 12, 49))
    assert not tiles.meeting(None)


@pytest.fixture(scope="module")
def whole_tif(tmp_path_factory):
    heights = np.random.default_rng(3).normal(500, 20, (40, 50)).astype(np.float32)
    return write_tif(tmp_path_factory.mktemp("tif") / "a.tif", heights).read_bytes()


@given(st.data())
def test_a_file_cut_anywhere_is_refused(tmp_path_factory, whole_tif, data):
    folder = tmp_path_factory.mktemp("cut")
    file = folder / "a.tif"
    file.write_bytes(whole_tif[: data.draw(st.integers(0, len(whole_tif) - 1))])
    with pytest.raises(MapError):
        ElevationBuilder(file, "x").build(_made(folder / "t"))


@given(
    st.sampled_from([b"", b"PK\x03\x04", b"II*\x00", b"MM\x00*"]),
    st.binary(max_size=200),
    st.sampled_from(["N48E009.hgt", "a.tif", "a.zip", "a"]),
)
def test_no_bytes_are_more_than_one_sentence(tmp_path_factory, head, rest, name):
    folder = tmp_path_factory.mktemp("bytes")
    (folder / name).write_bytes(head + rest)
    with pytest.raises(MapError) as refused:
        ElevationBuilder(folder / name, "x").build(_made(folder / "t"))
    assert "\n" not in str(refused.value)


@given(st.floats(-0.5, 3.5), st.floats(-0.5, 4.5), st.randoms(use_true_random=False))
def test_a_height_lies_between_those_around_it(tmp_path_factory, row, column, draw):
    heights = np.array([[draw.randint(-400, 8000) for _ in range(5)] for _ in range(4)], np.int16)
    folder = tmp_path_factory.mktemp("tile")
    file = write_tif(folder / "a.tif", heights)
    tiles = Tiles((ElevationBuilder(file, "x").build(_made(folder / "t")),))
    found = float(tiles.at(49 - 0.0005 - 0.001 * row, 9 + 0.0005 + 0.001 * column))
    top, left = min(max(int(row), 0), 2), min(max(int(column), 0), 3)
    around = heights[top : top + 2, left : left + 2]
    assert around.min() - 0.2 <= found <= around.max() + 0.2


def _made(folder):
    folder.mkdir()
    return folder


def test_a_narrow_tile_of_the_far_north_has_cells_of_two_shapes():
    grid = Grid(9.0, 71.0, 2 / 3600, 1 / 3600, 3601, 1801)
    assert grid.resolution_m == pytest.approx(30.9, abs=0.1)
    assert grid.box.north == pytest.approx(71.0001, abs=1e-4)


def test_the_real_tile_over_andorra_is_read_as_it_is(real_data, build):
    tile = build(real_data / "dem" / "N42E001.hgt.zip")
    with zipfile.ZipFile(real_data / "dem" / "N42E001.hgt.zip") as archive:
        raw = np.frombuffer(archive.read("N42E001.hgt"), ">i2").reshape(1201, 1201)
    row, column = np.mgrid[0:1201:7, 0:1201:7]
    read = Tiles((tile,)).at(43 - row / 1200, 1 + column / 1200)
    known = raw[row, column] != VOID
    np.testing.assert_allclose(read[known], raw[row, column][known], atol=1e-6)
    assert np.isnan(read[~known]).all()
    assert Tiles((tile,)).at(42.5075, 1.5218) == pytest.approx(1020, abs=40)  # Andorra la Vella


@pytest.mark.parametrize(
    "name", ["N95E200", "N90E000", "S91W001", "N42E180", "N42W181", "N42E0012"]
)
def test_a_tile_of_no_place_on_earth_is_refused(tmp_path, name):
    file = tmp_path / f"{name}.hgt"
    file.write_bytes(bytes(2 * 1201 * 1201))
    with pytest.raises(MapError, match="where on earth"):
        find(file)


@pytest.mark.parametrize("name", ["N89E179", "S90W180", "n00e000"])
def test_a_tile_at_the_edge_of_the_world_is_taken(tmp_path, name):
    file = tmp_path / f"{name}.hgt"
    file.write_bytes(bytes(2 * 1201 * 1201))
    assert find(file).hgt
