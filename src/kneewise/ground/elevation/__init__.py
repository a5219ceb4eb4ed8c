"""Elevation tiles: how high the ground is, from .hgt files and GeoTIFFs the runner added.

A tile is read once through rasterio, whole and band by band, and kept as a plain grid that is
mapped into memory: asking for heights needs neither rasterio nor more memory than it touches.
"""

from kneewise.ground.elevation.building import ElevationBuilder
from kneewise.ground.elevation.kinds import is_elevation
from kneewise.ground.elevation.tile import Tile, open_tile
from kneewise.ground.elevation.tiles import Tiles

__all__ = ["ElevationBuilder", "Tile", "Tiles", "is_elevation", "open_tile"]
