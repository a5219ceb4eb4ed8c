"""Every number that came from a paper: studies, priors, and the loader."""
