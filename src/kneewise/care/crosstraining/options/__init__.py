"""One file an option; each holds an `OPTION`, found by itself."""
