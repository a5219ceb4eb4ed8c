"""Rendered footprints whose arch index is known, and pictures that are none.

Shares no code with `kneewise.body.foot`: shapes, scenes and the truth are its own.
"""
