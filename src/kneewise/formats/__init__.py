"""Bytes to Recording: one file a format, one contract test for all."""
