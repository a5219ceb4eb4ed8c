"""Knee load of a run, sample by sample, and the profile it is computed from."""
