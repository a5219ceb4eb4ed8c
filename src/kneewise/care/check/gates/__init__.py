"""The profile gates, by what they look at; each module's `GATES` are found by scanning."""
