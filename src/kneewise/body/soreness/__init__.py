"""The soreness map: four muscle groups of either leg, 0 to 10."""

from kneewise.body.soreness.bodymap import HEIGHT, OUTLINE, REGIONS, VIEWS, WIDTH

PACKAGE = "kneewise.body.soreness"

__all__ = ["HEIGHT", "OUTLINE", "PACKAGE", "REGIONS", "VIEWS", "WIDTH"]
