"""The red flags, by what they look for; each module's `FLAGS` are found by scanning."""
