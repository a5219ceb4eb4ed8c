"""Challenges with known truth. Shares no code with `kneewise.why`."""
