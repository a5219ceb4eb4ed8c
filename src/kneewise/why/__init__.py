"""Statistics: design, posterior, ranking, checks. Knows no cause by name."""
