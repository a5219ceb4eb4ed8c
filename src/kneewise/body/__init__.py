"""The runner: form from video, arch from a footprint, muscle and flexibility tests."""
